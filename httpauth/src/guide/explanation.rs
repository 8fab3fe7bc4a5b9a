#![doc = include_str!("../../docs/guide/explanation/index.md")]
