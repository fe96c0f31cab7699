//! One program for all targets: `OZG_FUZZ` names the one that libFuzzer feeds. So the crate is compiled and linked once.
#![no_main]

mod targets;

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;

static TARGET: LazyLock<targets::Target> = LazyLock::new(|| {
    let name = std::env::var("OZG_FUZZ").unwrap_or_default();
    let target = targets::TARGETS.iter().find(|(known, _)| *known == name);
    target
        .unwrap_or_else(|| panic!("OZG_FUZZ={name}: there is no such target"))
        .1
});

fuzz_target!(init: list_targets(), |data| TARGET(data));

/// `--targets` tells the names of all.
fn list_targets() {
    if std::env::args().any(|argument| argument == "--targets") {
        targets::TARGETS.iter().for_each(|(name, _)| println!("{name}"));
        std::process::exit(0);
    }
}
