#![doc = include_str!("../../docs/guide/tutorial.md")]
