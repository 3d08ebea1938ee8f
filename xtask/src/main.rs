//! `cargo xtask`: the commands that people and CI run alike.

use anyhow::{Result, bail};

mod editors;

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        ["vsix"] => editors::vsix(None).map(drop),
        ["vsix", program, platform] => editors::vsix(Some((program.as_ref(), platform))).map(drop),
        ["e2e-setup"] => editors::e2e_setup(),
        ["e2e", "--picture", only @ ..] => editors::e2e(only, true),
        ["e2e", only @ ..] => editors::e2e(only, false),
        _ => bail!("cargo xtask vsix|e2e-setup|e2e"),
    }
}
