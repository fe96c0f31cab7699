//! What is fuzzed: a function of any bytes that fails where the program breaks a promise. libFuzzer looks for such bytes
//! (`../libfuzzer.rs`); what it kept and what it found runs through the same functions as a test of the stable toolchain
//! (`tests/portal/fuzz.rs`).

mod edits;
mod files;
mod html;
mod import;
mod markdown;
mod pages;
mod pictures;
mod places;
mod portal;
mod preview;
mod published;
mod texts;

/// Takes any bytes.
pub type Target = fn(&[u8]);

/// All of them, by the name of the folder of their findings and the file of their corpus.
pub const TARGETS: [(&str, Target); 15] = [
    ("markdown", markdown::markdown),
    ("records", files::records),
    ("texts", files::texts),
    ("tables", files::tables),
    ("maps", files::maps),
    ("documents", files::documents),
    ("edits", edits::edits),
    ("directory", import::directory),
    ("gv100", import::gv100),
    ("reuse", import::reuse),
    ("written", published::written),
    ("published", published::published),
    ("pictures", pictures::pictures),
    ("preview", preview::preview),
    ("pages", pages::pages),
];
