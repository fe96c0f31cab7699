//! The search through its public API, and the evaluation of the browser module on an index that is built here.

#[path = "search/catalogue.rs"]
mod catalogue;

use std::{fs, path::Path};

use ozg::search::{Index, build};

/// Writes an index where the scripts in Node find it.
fn write(index: &Index, name: &str) -> std::path::PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/search-eval").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    for file in &index.files {
        fs::write(folder.join(&file.name), &file.bytes).unwrap();
    }
    fs::write(folder.join("entry"), &index.entry).unwrap();
    folder
}

#[test]
fn the_index_is_built() {
    let index = build(&catalogue::documents(), &catalogue::settings()).unwrap();
    write(&index, "catalogue");
}
