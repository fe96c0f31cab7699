//! The functions that run once for each file or page, on the content of this repository.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unreachable,
    clippy::unwrap_used,
    missing_docs,
    reason = "nothing here is put in by others"
)]

use std::path::Path;
use std::sync::LazyLock;

use divan::{Bencher, black_box};

use ozg::content::Library;
use ozg::content::markdown::{self, Destination, Quotes, Style, Texts};
use ozg::model::{Service, sort_key};
use ozg::pipeline::{Pipeline, Published, Request};
use ozg::site::{Routes, Site};

const RECORD: &str = include_str!("../content/leistungen/wohngeld/leistung.yaml");
const TEXT: &str = include_str!("../content/leistungen/wohngeld/text.md");

static PORTAL: LazyLock<(Site, Routes)> = LazyLock::new(|| {
    let library = Library::open(Path::new(env!("CARGO_MANIFEST_DIR")));
    let request = Request {
        as_of: ozg::pipeline::AsOf::Asked("2022-02-15".parse().unwrap()),
        drafts: false,
        base_url: None,
        hidden: false,
    };
    let Published { site, routes } = Pipeline::new(&library, request).run().published.unwrap();
    (site, routes)
});

fn main() {
    divan::main();
}

#[divan::bench]
fn parse_record() -> Service {
    serde_yaml::from_str(black_box(RECORD)).unwrap()
}

#[divan::bench]
fn render_markdown(bencher: Bencher) {
    let texts = Texts::default();
    let style = Style {
        top_level: 2,
        id_prefix: "",
        texts: &texts,
        quotes: Quotes::GERMAN,
    };
    bencher.bench_local(|| {
        markdown::render(
            black_box(TEXT),
            style,
            &|link| Destination::Url(link.to_owned()),
            &|_| None,
        )
    });
}

#[divan::bench]
fn find_links() -> Vec<markdown::Link> {
    markdown::links(black_box(TEXT))
}

#[divan::bench]
fn plain_text() -> String {
    markdown::plain_text(black_box(TEXT))
}

#[divan::bench]
fn collation() -> String {
    sort_key(black_box("Straßenreinigung: Änderung für Chóśebuz"))
}

/// A page of each family that there are many of, and the longest lists.
#[divan::bench(args = ["/", "/leistungen/", "/leistungen/wohngeld/", "/ressorts/mik/", "/stellen/120540000000/", "/impressum/"])]
fn render_page(bencher: Bencher, url: &str) {
    let (site, routes) = &*PORTAL;
    let route = routes.get(site, url).unwrap();
    bencher.bench(|| route.render(site).unwrap());
}
