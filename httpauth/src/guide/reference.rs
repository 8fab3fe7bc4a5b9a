#![doc = include_str!("../../docs/guide/reference/index.md")]
