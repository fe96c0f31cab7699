//! Writes the man pages and the completions of shells, laid out as below `/usr`: for packages.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use clap_complete::Shell;

fn main() -> io::Result<()> {
    let folder = PathBuf::from(env::args_os().nth(1).unwrap_or_else(|| "manual".into()));
    let pages = folder.join("share/man/de/man1");
    fs::create_dir_all(&pages)?;
    clap_mangen::generate_to(ozg::cli::command(), &pages)?;
    for (shell, place) in [
        (Shell::Bash, "share/bash-completion/completions/ozg"),
        (Shell::Fish, "share/fish/vendor_completions.d/ozg.fish"),
        (Shell::Zsh, "share/zsh/vendor-completions/_ozg"),
    ] {
        completion(shell, &folder.join(place))?;
    }
    Ok(())
}

fn completion(shell: Shell, path: &Path) -> io::Result<()> {
    fs::create_dir_all(path.parent().unwrap_or(path))?;
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut ozg::cli::command(), "ozg", &mut script);
    fs::write(path, script)
}
