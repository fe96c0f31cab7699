//! `tools/release`: what it packs can be unpacked, says of itself what is so, and is the same each time.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::harness::files;

/// Packs a program that takes the place of the real one: packing is what is tried here, and that of hundreds of megabytes
/// takes long.
fn packed(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let program = folder.join("program");
    fs::create_dir_all(folder).unwrap();
    fs::write(&program, "#!/bin/sh\necho packed\n").unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let output = folder.join("packed");
    let done = Command::new(Path::new(env!("CARGO_MANIFEST_DIR")).join("tools/release"))
        .args([
            "--binary",
            program.to_str().unwrap(),
            "--output",
            output.to_str().unwrap(),
        ])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&done.stdout) + String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{said}");
    files(&output).into_iter().collect()
}

fn said(command: &mut Command) -> String {
    let done = command.output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}

#[test]
fn packages_are_whole_and_the_same_each_time() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (packed(&folder.path().join("a")), packed(&folder.path().join("b")));
    assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>());
    for (name, bytes) in &first {
        assert!(bytes == &second[name], "{name} differs");
    }
    let packed = folder.path().join("a/packed");
    let named = |ending: &str| -> PathBuf {
        let name = first.keys().find(|name| name.ends_with(ending));
        packed.join(name.unwrap_or_else(|| panic!("nothing ends with {ending}")))
    };

    let root = folder.path().join("root");
    said(Command::new("dpkg-deb").arg("-x").arg(named("_amd64.deb")).arg(&root));
    assert_eq!(said(&mut Command::new(root.join("usr/bin/ozg"))), "packed\n");
    let page = said(
        Command::new("gzip")
            .arg("-dc")
            .arg(root.join("usr/share/man/de/man1/ozg-check.1.gz")),
    );
    assert!(
        page.contains("reparieren") && page.contains("Prüft die Inhalte"),
        "{page}"
    );
    said(
        Command::new("bash")
            .arg("-n")
            .arg(root.join("usr/share/bash-completion/completions/ozg")),
    );
    let control = said(Command::new("dpkg-deb").arg("-f").arg(named("_amd64.deb")));
    assert!(
        control.contains(concat!("Version: ", env!("CARGO_PKG_VERSION"))),
        "{control}"
    );

    // Each file of a wheel is in its list with the sum of its bytes.
    let check = "import sys, zipfile, hashlib, base64, csv
wheel = zipfile.ZipFile(sys.argv[1])
record = next(name for name in wheel.namelist() if name.endswith('RECORD'))
rows = {row[0]: row[1] for row in csv.reader(wheel.read(record).decode().splitlines())}
assert set(rows) == set(wheel.namelist())
for name, told in rows.items():
    digest = base64.urlsafe_b64encode(hashlib.sha256(wheel.read(name)).digest()).rstrip(b'=').decode()
    assert name == record or told == 'sha256=' + digest, name
print(*wheel.namelist())";
    let listed = said(Command::new("python3").args(["-c", check]).arg(named(".whl")));
    assert!(listed.contains(".data/scripts/ozg "), "{listed}");

    let bom: Value = serde_json::from_slice(&fs::read(named("sbom.cdx.json")).unwrap()).unwrap();
    let names: Vec<&str> = bom["components"]
        .as_array()
        .unwrap()
        .iter()
        .map(|component| component["name"].as_str().unwrap())
        .collect();
    for name in ["pulldown-cmark", "tera", "yaml_serde", "walkdir", "notify"] {
        assert!(names.contains(&name), "{name}");
    }
    for name in ["divan", "rqrr", "clap_mangen"] {
        assert!(!names.contains(&name), "{name} is for tests alone");
    }
    let unlicensed = |component: &&Value| component["licenses"].is_null();
    assert!(!bom["components"].as_array().unwrap().iter().any(|one| unlicensed(&one)));

    let lock = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock")).unwrap();
    let notices = fs::read_to_string(named("third-party.txt")).unwrap();
    for component in bom["components"].as_array().unwrap() {
        let (name, version) = (&component["name"], &component["version"]);
        let sum = &component["hashes"][0]["content"];
        let locked = format!("name = {name}\nversion = {version}\n");
        let entry = lock.split("\n[[package]]\n").find(|entry| entry.starts_with(&locked));
        assert!(
            entry.is_some_and(|entry| entry.contains(&format!("checksum = {sum}"))),
            "{locked}"
        );
        let whose = format!("\n{} {} (", name.as_str().unwrap(), version.as_str().unwrap());
        assert!(notices.contains(&whose), "nothing is said of {whose}");
    }
    for notice in [
        "SIL OPEN FONT LICENSE",
        "Apache License",
        "Permission is hereby granted",
        "UNICODE LICENSE",
    ] {
        assert!(notices.contains(notice), "{notice}");
    }

    let sums = fs::read_to_string(packed.join("SHA256SUMS")).unwrap();
    assert_eq!(sums.lines().count(), first.len() - 1);
    said(
        Command::new("sha256sum")
            .args(["--check", "--quiet", "SHA256SUMS"])
            .current_dir(&packed),
    );
}
