//! Whole pages: a portal that passes all checks with a file of the fuzzer is rendered, and what a browser or a feed reader
//! gets of it must do no harm.

use std::sync::LazyLock;

use ozg::checks;
use ozg::diagnostics;
use ozg::model::{Audience, Contents, Portal};
use ozg::profile::Profile;
use ozg::site::{self, Address, Body, Edition, Route, Site};
use ozg::theme::{Setup, Theme, Themes};

use super::files::{RECORDS, TABLES, TEXTS, chosen};
use super::portal::{as_of, small};
use super::{html, texts};

const BASE_URL: &str = "https://portal.example.org";

/// Pages that name what others are about.
const LISTS: [&str; 4] = ["/", "/a-z/", "/leistungen/", "/leistungen/wohngeld/"];

/// Files for programs.
const PROGRAMS: [&str; 5] = [".atom", ".ics", ".vcf", ".jsonld", "/sitemap.xml"];

/// A record, a text or a table; the first byte chooses.
pub fn pages(data: &[u8]) {
    let all: Vec<&str> = RECORDS.iter().chain(&TEXTS).chain(&TABLES).copied().collect();
    let Some((path, bytes)) = chosen(&all, data) else {
        return;
    };
    let mut small = small();
    small.put(path, bytes);
    let found = small.found();
    if diagnostics::has_errors(&found.problems) || !found.has_settings {
        return;
    }
    let everything = Portal::new(&found.contents, as_of(), Audience::Checks);
    let site = composed(&found.contents);
    // An address that two want is told by the next step.
    let Ok(routes) = site::routes(&site, &everything) else {
        return;
    };
    for route in routes.pages() {
        let is_of_file = route.source.as_deref() == Some(path);
        let is_for_programs = PROGRAMS.iter().any(|ending| route.url.ends_with(ending));
        if is_of_file || is_for_programs || LISTS.contains(&route.url.as_str()) {
            look_at(route, &site);
        }
    }
}

/// The portal as readers see it, in the theme of the program.
fn composed(contents: &Contents) -> Site {
    let edition = |contents: &Contents, theme: &Theme| Edition {
        portal: checks::publish(Portal::new(contents, as_of(), Audience::Readers)),
        theme: theme.clone(),
    };
    let themes = themes();
    let languages = contents.settings.languages.iter().zip(&themes.translated);
    let translated = languages.map(|(language, theme)| edition(&contents.in_language(language), theme));
    let german = edition(contents, &themes.german);
    site::assemble(
        german,
        translated.collect(),
        Address::new(BASE_URL),
        &Profile::default(),
    )
}

/// The theme does not change: only its settings come from the content, and the fuzzer has no say in those.
fn themes() -> &'static Themes {
    static THEMES: LazyLock<Themes> = LazyLock::new(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let languages = ["en", "leicht"].map(|language| language.parse().expect("a language"));
        let setup = Setup {
            name: "standard",
            prefix: "",
            brand: None,
            leading_css: "",
            languages: &languages,
        };
        Themes::load(folder.path(), setup).expect("the theme of the program")
    });
    &THEMES
}

fn look_at(route: &Route, site: &Site) {
    let body = route
        .render(site)
        .unwrap_or_else(|fault| panic!("{}: {fault:?}", route.url));
    let bytes = match body {
        Body::Bytes(bytes) => bytes,
        Body::Recipe(recipe) => recipe
            .make(site)
            .unwrap_or_else(|fault| panic!("{}: {fault:?}", route.url)),
        Body::Pieces(pieces) => {
            let mut bytes = Vec::new();
            pieces.write(site, &mut bytes).expect("memory");
            bytes
        }
        Body::File(_) | Body::Photo(_) | Body::Picture(_) => return,
    };
    let path = route.file_path();
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => html::insist_on_sound_page(&texts::utf_8(&bytes, &path), &path),
        "json" | "jsonld" | "webmanifest" | "geojson" => texts::insist_on_json(&bytes, &path),
        "jsonl" => bytes
            .split(|byte| *byte == b'\n')
            .filter(|line| !line.is_empty())
            .for_each(|line| texts::insist_on_json(line, &path)),
        "atom" | "xml" | "svg" => texts::insist_on_xml(&bytes, &path),
        "ics" | "vcf" => texts::insist_on_content_lines(&bytes, &path),
        _ => {}
    }
}
