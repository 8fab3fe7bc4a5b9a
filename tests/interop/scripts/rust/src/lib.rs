//! The parts that these clients share.

/// Returns the version that the lockfile has of a package.
pub fn version(package: &str) -> Option<&'static str> {
    let lock = include_str!("../Cargo.lock");
    let (_, rest) = lock.split_once(&format!("name = \"{package}\"\nversion = \""))?;
    rest.split('"').next()
}
