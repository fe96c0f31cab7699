//! The search of the portal of this repository, asked by the module of the browser.

use std::path::Path;
use std::process::Command;

use crate::built::Built;

/// Authorities, services, ministries, guides, texts and sections: whoever types what a page is called gets it, before all that
/// only has its words. Pages of one name (an office and its seat) come together.
#[test]
fn every_page_is_found_first_by_its_own_name() {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/search/portal.mjs");
    let output = Command::new("node")
        .arg(script)
        .arg(Built::repository().public())
        .output()
        .expect("Node 20 or later is needed to ask the search");
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    assert!(output.status.success(), "{}", said.concat());
}
