//! Tables that come in from outside: the directory of authorities, and who re-uses a service.

use std::sync::Arc;

use ozg::content;
use ozg::diagnostics::{self, Diagnostic};
use ozg::import::{Document, directory, reuse};
use ozg::model::{Audience, Portal};

use super::places;
use super::portal::{as_of, small};

/// How the file from outside is called.
const FILE: &str = "fuzz.csv";

/// The directory that is there.
const CURRENT: &str = "ars;name;art;bezeichnung;uebergeordnet;einwohner;email;gueltig_bis;nachfolger
990010000000;Musterstadt;kreisfreie_stadt;Stadt;;12345;;;
990020000000;\"Muster;kreis\";landkreis;;;;;;
990020001001;Musterdorf;amtsfreie_gemeinde;;990020000000;;a@example.org;;
990025001000;Nord;amt;Amt;990020000000;;;2021-12-31;990020001001
990025002000;Süd;amt;Amt;990020000000;;;;
990025002005;Wanderdorf;amtsangehoerige_gemeinde;;990025002000;1;;;
";

/// The first lines of an official directory, so that what follows is read as one.
const OFFICIAL: &str = "102022013199          Musterland                                        Musterstadt
40202201319902        Musterkreis                                       Musterdorf                                        43
";

/// The re-uses that are there.
const REUSED: &str = "ars;stand;seit;url;bemerkung\n990010000000;live;2022-01;;\"a; b\"\n";

/// A spreadsheet of authorities.
pub fn directory(data: &[u8]) {
    merged(data);
}

/// The official directory in lines of fixed width.
pub fn gv100(data: &[u8]) {
    merged(&[OFFICIAL.as_bytes(), data].concat());
}

fn merged(data: &[u8]) {
    let Some(incoming) = document(data) else { return };
    let incoming = match directory::read(incoming, "Musterland", Some("99")) {
        Ok(incoming) => incoming,
        Err(faults) => return insist_on_faults(&faults, data),
    };
    let path: Arc<str> = directory::PATH.into();
    for end in [false, true] {
        let options = directory::Options {
            day: incoming.territorial_status().unwrap_or(as_of()),
            directory_as_of: None,
            end,
        };
        let merge = |text: &str| {
            let current = Document {
                path: path.clone(),
                text: text.to_owned(),
            };
            directory::merge(current, &incoming, options, &|_| Vec::new())
        };
        let Ok(merged) = merge(CURRENT) else { continue };
        let _ = merged.report.to_string();
        insist_on_sound(&merged.text, content::directory_faults(&merged.text, &path));
        let again = merge(&merged.text).map(|merge| merge.text);
        assert_eq!(
            again.as_deref(),
            Ok(&*merged.text),
            "the same file changes something again"
        );
    }
}

/// A spreadsheet of re-uses.
pub fn reuse(data: &[u8]) {
    let mut small = small();
    small.restore();
    let contents = small.found().contents;
    let portal = Portal::new(&contents, as_of(), Audience::Checks);
    let service = portal.services.values().next().expect("a service");
    for about in [None, Some(&service.id)] {
        let Some(incoming) = document(data) else { return };
        let lines = match reuse::read(incoming, &portal, about) {
            Ok((lines, _)) => lines,
            Err(faults) => {
                insist_on_faults(&faults, data);
                continue;
            }
        };
        for overwrite in [false, true] {
            let path = service.reuse_path();
            let merge = |text: &str| {
                let current = Document {
                    path: path.clone(),
                    text: text.to_owned(),
                };
                reuse::merge(current, &lines, reuse::Options { overwrite })
            };
            let Ok(merged) = merge(REUSED) else { continue };
            let _ = merged.report.to_string();
            insist_on_sound(&merged.text, content::reuse_faults(&merged.text, &path));
            let again = merge(&merged.text).map(|merge| merge.text);
            assert_eq!(
                again.as_deref(),
                Ok(&*merged.text),
                "the same file changes something again"
            );
        }
    }
}

/// The file as the command reads it; none where it says why it cannot.
fn document(data: &[u8]) -> Option<Document> {
    let path: Arc<str> = FILE.into();
    match content::decode_table(data, &path) {
        Ok(text) => Some(Document { path, text }),
        Err(fault) => {
            insist_on_faults(&[fault], data);
            None
        }
    }
}

fn insist_on_faults(faults: &[Diagnostic], data: &[u8]) {
    assert!(!faults.is_empty());
    places::insist_on_sound_in(faults, |path| (path == FILE).then(|| data.to_vec()));
    places::insist_on_sound_reports(faults);
}

fn insist_on_sound(text: &str, faults: Vec<Diagnostic>) {
    assert!(!diagnostics::has_errors(&faults), "{faults:#?} in {text}");
}
