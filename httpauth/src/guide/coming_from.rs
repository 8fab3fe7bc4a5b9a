#![doc = include_str!("../../docs/guide/coming_from/index.md")]
