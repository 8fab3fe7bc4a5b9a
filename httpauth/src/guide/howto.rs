#![doc = include_str!("../../docs/guide/howto/index.md")]
