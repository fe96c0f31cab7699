//! What becomes of Markdown on pages, in feeds and in the search.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use ozg::content::link;
use ozg::content::markdown::{Destination, Quotes, Style, Texts, plain_text, render};
use scraper::{Html, Selector};

use crate::harness::{Tree, files};
use crate::preview::Preview;

const TEXT: &str = "content/leistungen/wohngeld/text.md";
const PAGE: &str = "leistungen/wohngeld/index.html";

fn html(markdown: &str) -> String {
    html_in(markdown, Quotes::GERMAN)
}

fn html_in(markdown: &str, quotes: Quotes) -> String {
    let texts = Texts::default();
    let style = Style {
        top_level: 2,
        id_prefix: "t-",
        texts: &texts,
        quotes,
    };
    let resolve = |link: &str| match link.strip_prefix("weg:") {
        Some(_) => Destination::Hidden,
        None => Destination::Url(link.replacen('#', "#t-", 1)),
    };
    render(markdown, style, &resolve, &|_| None).html
}

fn read(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn ids(html: &str) -> Vec<String> {
    let with_id = Selector::parse("[id]").unwrap();
    let html = Html::parse_document(html);
    let ids = html
        .select(&with_id)
        .filter_map(|element| element.value().id().map(str::to_owned));
    ids.collect()
}

fn insist_on_unique_ids(html: &str) {
    let ids = ids(html);
    let unique: BTreeSet<&String> = ids.iter().collect();
    assert_eq!(ids.len(), unique.len(), "{ids:?}");
    let inner = Selector::parse("a[href^='#']").unwrap();
    for link in Html::parse_document(html).select(&inner) {
        let anchor = link.value().attr("href").unwrap().trim_start_matches('#');
        assert!(unique.contains(&anchor.to_owned()), "#{anchor} is not among {unique:?}");
    }
}

#[test]
fn dates_at_the_beginning_of_a_line_are_text() {
    assert_eq!(
        html("Das gilt ab dem\n1. Januar 2023.\n\n15. Februar 2022: Start\n\n- 3. März\n- 4. 5. 2022\n"),
        "<p>Das gilt ab dem\n1.\u{a0}Januar 2023.</p>\n<p>15.\u{a0}Februar 2022: Start</p>\n\
         <ul>\n<li>3.\u{a0}März</li>\n<li>4.\u{a0}5. 2022</li>\n</ul>\n"
    );
    assert_eq!(
        html("1. eins\n2. zwei\n"),
        "<ol>\n<li>eins</li>\n<li>zwei</li>\n</ol>\n"
    );
    assert_eq!(html("    1. Januar\n"), "<pre><code>1. Januar\n</code></pre>\n");
}

#[test]
fn braces_behind_a_heading_are_an_anchor_or_text() {
    assert_eq!(html("## Kosten {#geld}\n"), "<h2 id=\"t-geld\">Kosten</h2>\n");
    assert_eq!(
        html("## Lücken {name}\n"),
        "<h2 id=\"t-luecken-name\">Lücken {name}</h2>\n"
    );
    assert_eq!(
        html("## X {onclick=alert(1) style=color:red}\n"),
        "<h2 id=\"t-x-onclick-alert-1-style-color-red\">X {onclick=alert(1) style=color:red}</h2>\n"
    );
    assert_eq!(
        html("*Titel* `a` {#b--c}\n===\n"),
        "<h2 id=\"t-b--c\"><em>Titel</em> <code>a</code></h2>\n"
    );
    assert_eq!(
        html("## T {.visually-hidden}\n"),
        "<h2 id=\"t-t\" class=\"visually-hidden\">T</h2>\n"
    );
}

#[test]
fn no_id_is_given_twice() {
    let text = "## Frist\n\n## Frist\n\n## Frist 2\n\n## Fussnote 1\n\n## Fussnote 1 Stelle\n\n## Später {#frist-2}\n\n\
                Ein[^a] und zwei[^a] und [^b].\n\n[^b]: B\n[^a]: A mit[^b]\n[^c]: Niemand.\n\n\
                <p id=\"frist\">Roh</p>\n\n<a id=\"stelle\"></a> [hin](#stelle)\n";
    let rendered = html(text);
    insist_on_unique_ids(&rendered);
    assert!(!rendered.contains("Niemand"), "{rendered}");
    assert!(ids(&rendered).contains(&"t-frist-2".to_owned()));
    let notes = Selector::parse(".footnotes li").unwrap();
    let html = Html::parse_fragment(&rendered);
    let notes: Vec<String> = html.select(&notes).map(|note| note.text().collect()).collect();
    assert_eq!(notes.len(), 2);
    assert!(
        notes[0].starts_with("A mit2") && notes[0].matches('↩').count() == 2,
        "{notes:?}"
    );
}

/// Names of headings are those of everything that a page has by itself.
#[test]
fn texts_do_not_take_the_ids_of_their_pages() {
    let tree = Tree::base();
    let names = [
        "suche",
        "inhalt",
        "kontakt",
        "leistungen",
        "termine",
        "presse",
        "stand",
        "verlauf",
        "zahlen",
        "aufgaben",
        "mitarbeit",
        "hauptinhalt",
        "menue",
        "willkommen",
        "abschnitt-x",
    ];
    let text: String = names
        .iter()
        .map(|name| format!("# {name}\n\n<p id=\"{name}\">x</p>\n\n"))
        .collect();
    let block: String = text.lines().map(|line| format!("  {line}\n")).collect();
    tree.write(TEXT, &text);
    let ministry = tree.read("content/ressorts/mi.yaml");
    tree.write("content/ressorts/mi.yaml", format!("{ministry}text: |\n{block}"));
    let settings = tree.read("content/portal.yaml");
    tree.write(
        "content/portal.yaml",
        format!(
            "{settings}begruessung: |\n{block}quellen:\n  verzeichnis: |\n  {}\n  katalog: |\n  {}\n",
            block.replace('\n', "\n  "),
            block.replace('\n', "\n  ")
        ),
    );
    let topics = tree.read("content/themenfelder.yaml");
    tree.write(
        "content/themenfelder.yaml",
        format!("{topics}  text: |\n{}\n", block.replace("  ", "    ")),
    );
    for (path, bytes) in files(&tree.build()) {
        if path.ends_with(".html") {
            let ids = ids(std::str::from_utf8(&bytes).unwrap());
            let unique: BTreeSet<&String> = ids.iter().collect();
            assert_eq!(ids.len(), unique.len(), "{path}: {ids:?}");
        }
    }
}

#[test]
fn quotation_marks_are_those_of_the_language() {
    let english = Quotes::of(Some(&"en".parse().unwrap()));
    for (text, german, in_english) in [
        ("\"Wort\"", "„Wort“", "“Wort”"),
        ("**\"Wort\"**", "<strong>„Wort“</strong>", "<strong>“Wort”</strong>"),
        ("\"**Wort**\"", "„<strong>Wort</strong>“", "“<strong>Wort</strong>”"),
        ("(\"a\", 'b') geht's", "(„a“, ‚b‘) geht’s", "(“a”, ‘b’) geht’s"),
        // Marks that were typed stay, at the end of a line and after emphasis, too.
        ("„**Wort**“", "„<strong>Wort</strong>“", "„<strong>Wort</strong>“"),
        ("“**Wort**”", "“<strong>Wort</strong>”", "“<strong>Wort</strong>”"),
        (
            "„*a*“ ‚*b*‘ ’",
            "„<em>a</em>“ ‚<em>b</em>‘ ’",
            "„<em>a</em>“ ‚<em>b</em>‘ ’",
        ),
    ] {
        assert_eq!(html(text), format!("<p>{german}</p>\n"));
        assert_eq!(html_in(text, english), format!("<p>{in_english}</p>\n"));
    }
    assert!(
        html("| A |\n| --- |\n| „**x**“ |\n| \"x\" |\n")
            .contains("<td>„<strong>x</strong>“</td></tr>\n<tr><td>„x“</td>")
    );
    assert!(html("`\"x\"`").contains("<code>\"x\"</code>"));
}

#[test]
fn pages_have_the_marks_of_their_language_and_german_texts_theirs() {
    let tree = Tree::base();
    let settings = tree.read("content/portal.yaml");
    tree.write("content/portal.yaml", format!("{settings}sprachen: [en]\n"));
    tree.write(
        "content/seiten/impressum.md",
        "---\ntitel: Impressum\n---\n\n## \"Wer\"\n\nDas \"Haus\".\n",
    );
    tree.write(
        "content/seiten/impressum.en.md",
        "---\ntitel: Imprint\n---\n\n## \"Who\"\n\nThe \"house\".\n",
    );
    tree.write(TEXT, "Ein \"Zuschuss\".\n");
    let folder = tree.build();
    assert!(read(&folder, "impressum/index.html").contains("Das „Haus“."));
    let english = read(&folder, "en/impressum/index.html");
    assert!(english.contains("The “house”.") && !english.contains('„'), "{english}");
    assert!(read(&folder, "en/leistungen/wohngeld/index.html").contains("Ein „Zuschuss“."));
}

#[test]
fn links_in_raw_html_are_links_like_all_others() {
    let tree = Tree::base();
    let settings = tree.read("content/portal.yaml");
    tree.write(
        "content/portal.yaml",
        settings.replace("portal.example.org", "example.org/portal"),
    );
    tree.write("content/seiten/bild.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    tree.write(
        TEXT,
        "<p>Zur <a\nhref='/suche/' onclick=\"x\">Suche</a>, <a href=\"leistung:wohngeld\">Wohngeld</a>,\n\
         <img src=\"../../seiten/bild.svg\" alt=\"Bild\"></p>\n\nUnd <a href=\"#wer\">hier</a>.\n\n## Wer\n",
    );
    let page = read(&tree.build(), PAGE);
    for piece in [
        "<a href=\"/portal/suche/\">Suche</a>",
        "<a href=\"/portal/leistungen/wohngeld/\">Wohngeld</a>",
        "<img src=\"/portal/seiten/bild.svg\" alt=\"Bild\">",
        "<a href=\"#abschnitt-wer\">hier</a>",
    ] {
        assert!(page.contains(piece), "{piece} is not in {page}");
    }
}

/// Links that readers cannot follow yet are their words, however they are written.
#[test]
fn a_link_to_a_draft_is_its_words() {
    let tree = Tree::base();
    tree.write(
        "content/seiten/bald.md",
        "---\ntitel: Bald\nentwurf: true\n---\n\nKommt.\n",
    );
    tree.write(
        TEXT,
        "[eins](/bald/), [zwei](seite:bald), <a href=\"/bald/\">drei</a>, [Suche](/suche/).\n",
    );
    let page = read(&tree.build(), PAGE);
    assert!(
        page.contains("<p>eins, zwei, <a>drei</a>, <a href=\"/suche/\">Suche</a>.</p>"),
        "{page}"
    );
}

const NAMES: [&str; 8] = [
    "Mein Plan.pdf",
    "Anlage #1.pdf",
    "Was nun?.pdf",
    "100% sicher.pdf",
    "Größe & Maß.pdf",
    "Gro\u{308}ßer.pdf",
    "a+b;c=d@e.pdf",
    "a%20b.pdf",
];

#[test]
fn documents_with_any_name_are_found_at_their_address() {
    let tree = Tree::base();
    let mut record = tree.read("content/leistungen/wohngeld/leistung.yaml") + "dokumente:\n";
    let mut text = String::new();
    for (number, name) in NAMES.iter().enumerate() {
        tree.write(
            &format!("content/leistungen/wohngeld/{name}"),
            format!("%PDF-1.4 /ObjStm Dokument {number}"),
        );
        record += &format!("  - titel: Dokument {number}\n    datei: \"{name}\"\n");
        text += &format!("[im Text {number}]({}#page=3)\n", link::encoded(name));
    }
    tree.write("content/leistungen/wohngeld/leistung.yaml", record);
    // Typed as one character, while the name of the file has two.
    text += "\n[zusammengesetzt](<Größer.pdf>)\n";
    tree.write(TEXT, text);
    let folder = tree.build();
    let page = Html::parse_document(&read(&folder, PAGE));
    let links = Selector::parse("a[href*='.pdf']").unwrap();
    let hrefs: Vec<String> = page
        .select(&links)
        .map(|a| a.value().attr("href").unwrap().to_owned())
        .collect();
    assert_eq!(hrefs.len(), 2 * NAMES.len() + 1, "{hrefs:?}");
    assert_eq!(
        hrefs.iter().filter(|href| href.ends_with(".pdf#page=3")).count(),
        NAMES.len()
    );
    let preview = Preview::start(&tree);
    for href in hrefs {
        let address = href.trim_end_matches("#page=3");
        assert!(address.is_ascii() && !address.contains([' ', '#', '?']), "{address}");
        let content = read(&folder, link::decoded(address).trim_start_matches('/'));
        assert!(content.starts_with("%PDF-1.4 "), "{address}");
        assert_eq!(preview.get(address), (200, content), "{address}");
    }
}

#[test]
fn events_say_where_to_join() {
    let tree = Tree::base();
    tree.write(
        "content/termine/2022-03-01-auftakt.md",
        "---\ntitel: Auftakt\nbeginn: 2022-03-01 10:00\nende: 2022-03-01 11:00\nart: workshop\nort: Rathaus, Musterstadt\n\
         online: https://treffen.example.org/a;b,c\nzugang: oeffentlich\n---\n\nAlle.\n",
    );
    let calendar = read(&tree.build(), "termine/2022-03-01-auftakt/termin.ics").replace("\r\n ", "");
    for line in [
        "LOCATION:Rathaus\\, Musterstadt\r\n",
        "CONFERENCE;VALUE=URI:https://treffen.example.org/a;b,c\r\n",
        "Online: https://treffen.example.org/a\\;b\\,c",
    ] {
        assert!(calendar.contains(line), "{line} is not in {calendar}");
    }
}

#[test]
fn cells_are_quoted_by_their_type_and_cannot_act() {
    let tree = Tree::base();
    tree.replace(
        "content/leistungen/wohngeld/leistung.yaml",
        "titel: Wohngeld",
        "titel: =HYPERLINK(\"x\";\"y\")",
    );
    tree.replace(
        "content/leistungen/wohngeld/leistung.yaml",
        "kurz: Zuschuss",
        "kurz: \"@SUM Zuschuss",
    );
    tree.replace(
        "content/leistungen/wohngeld/leistung.yaml",
        "zur Miete.",
        "zur Miete.\"",
    );
    let folder = tree.build();
    let table = read(&folder, "daten/leistungen.csv");
    assert!(table.contains(";\"'=HYPERLINK(\"\"x\"\";\"\"y\"\")\";"), "{table}");
    assert!(table.contains(";\"'@SUM Zuschuss zur Miete.\";"), "{table}");
    for (path, bytes) in files(&folder).into_iter().filter(|(path, _)| path.ends_with(".csv")) {
        let text = String::from_utf8(bytes).unwrap();
        let text = text.trim_start_matches('\u{feff}');
        for (cell, quoted) in csv_cells(text) {
            assert!(
                quoted || cell.parse::<f64>().is_ok(),
                "{path}: {cell:?} is neither quoted nor a number"
            );
            assert!(
                !quoted || !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                "{path}: {cell:?}"
            );
        }
    }
}

/// The cells of a table, and whether they are quoted.
fn csv_cells(text: &str) -> impl Iterator<Item = (String, bool)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches("\r\n");
        if rest.is_empty() {
            return None;
        }
        let Some(mut inside) = rest.strip_prefix('"') else {
            let end = rest.find([';', '\r']).unwrap_or(rest.len());
            let cell = rest[..end].to_owned();
            rest = rest[end..].strip_prefix(';').unwrap_or(&rest[end..]);
            return Some((cell, false));
        };
        let mut cell = String::new();
        loop {
            let end = inside.find('"').unwrap();
            cell.push_str(&inside[..end]);
            inside = &inside[end + 1..];
            match inside.strip_prefix('"') {
                Some(after) => {
                    cell.push('"');
                    inside = after;
                }
                None => break,
            }
        }
        rest = inside.strip_prefix(';').unwrap_or(inside);
        Some((cell, true))
    })
}

#[test]
fn code_stays_as_it_is_in_feeds() {
    let tree = Tree::base();
    tree.write(
        "content/presse/2022-02-01-start.md",
        "---\ntitel: Das Portal ist da\ndatum: 2022-02-01\nressort: mi\n---\n\n\
         `href=\"/pfad\"` und `src=\"/bild\"` und `href=\"#a\"`, [Link](/suche/) und [hier](#x).\n\n\
         ```\n<a href=\"/code\">\n```\n\n## X\n",
    );
    let feed = read(&tree.build(), "feeds/presse.atom");
    let html = feed
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
    for piece in [
        "<code>href=\"/pfad\"</code>",
        "<code>src=\"/bild\"</code>",
        "<code>href=\"#a\"</code>",
        "<a href=\"https://portal.example.org/suche/\">",
        "<a href=\"https://portal.example.org/presse/2022-02-01-start/#abschnitt-x\">",
        "href=\"/code\"",
    ] {
        assert!(html.contains(piece), "{piece} is not in {html}");
    }
}

#[test]
fn the_search_reads_what_pages_show() {
    let text = "Eins<br>zwei<br/>drei\n\n<details>\n<summary>Mehr <b>dr</b>in</summary>\nAufgeklappt &auml;\n\nUnten\n</details>\n\n\
                <script>Weg</script>\n\n| a<br>b |\n| --- |\n| c |\n";
    let words: Vec<String> = plain_text(text).split_whitespace().map(str::to_owned).collect();
    assert_eq!(
        words,
        [
            "Eins",
            "zwei",
            "drei",
            "Mehr",
            "drin",
            "Aufgeklappt",
            "ä",
            "Unten",
            "a",
            "b",
            "c"
        ]
    );
    let long = "Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung";
    assert!(long.len() > 64);
    assert_eq!(ozg::search::words(&format!("Die {long} gilt.")).nth(1), Some(long));
}

/// No text panics, shows an id twice, or loses its places, whatever somebody types.
#[test]
fn any_text_is_read() {
    let pieces = [
        "# ",
        "## X {",
        "}",
        "{#a}",
        "{.visually-hidden}",
        "[",
        "](",
        ")",
        "!",
        "[^1]",
        "[^1]: ",
        "\n\n",
        "\n",
        "**",
        "__",
        "~~",
        "`",
        "```\n",
        "<a href=\"",
        "\">",
        "<!--",
        "-->",
        "<details>",
        "</details>",
        "|",
        "| --- |",
        "- ",
        "• ",
        "o\t",
        "1. ",
        "15. Februar",
        "3. 4. 2022",
        "> ",
        "    ",
        "\t",
        "ä",
        "\u{a0}",
        "e\u{301}",
        "&nbsp;",
        "&x;",
        "\"",
        "'",
        "„",
        "“",
        "\\",
        "https://a.b",
        "x@y.zz",
        "---\n",
        "titel: x\n",
        "\r\n",
        "\u{0}",
        "🙂",
        "Bürger*innen",
        ": ",
        "[a]: b c.pdf",
        "{{< x >}}",
        "<Name>",
        "]]",
        "[[",
    ];
    let mut dice = crate::harness::Dice(7);
    for _ in 0..4000 {
        let length = 1 + dice.roll(25);
        let text: String = (0..length)
            .map(|_| pieces[dice.roll(pieces.len() as u64) as usize])
            .collect();
        let survey = ozg::content::markdown::survey(&text);
        let lines = text.split('\n').count() as u32;
        for slip in &survey.slips {
            assert!(
                slip.line >= 1 && slip.line <= lines && slip.column >= 1 && slip.length >= 1,
                "{text:?}: {slip:?}"
            );
        }
        let _ = plain_text(&text);
        let rendered = html(&text);
        let ids = ids(&rendered);
        let unique: BTreeSet<&String> = ids.iter().collect();
        assert_eq!(ids.len(), unique.len(), "{text:?}\n{rendered}");
    }
}
