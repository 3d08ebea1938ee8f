//! `cargo xtask`: the commands that people and CI run alike.
fn main() {}
