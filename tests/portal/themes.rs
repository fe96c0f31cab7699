//! A second theme: it holds only what it changes, it may add, and its faults are told with their places. Nothing of it
//! needs a line of Rust.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::harness::{Tree, files};

/// The theme "amt": another footer, a colour, a word, a template of its own that others include, and a script.
fn tree() -> Tree {
    let tree = Tree::base();
    let settings = tree.read("content/portal.yaml");
    tree.write("content/portal.yaml", format!("{settings}thema: amt\n"));
    tree.write(
        "themes/amt/templates/partials/footer.html",
        "<footer class=\"amt\"><p>{{ portal.publisher.name }}: {{ t.amt.motto | fill(n=portal.navigation | length) }}</p></footer>\n",
    );
    tree.write(
        "themes/amt/templates/page.html",
        "{% extends \"base.html\" %}\n{% block content %}{% include \"partials/amt.html\" %}<div class=\"prose\">{{ view.html | safe }}</div>{% endblock content %}\n",
    );
    tree.write(
        "themes/amt/templates/partials/amt.html",
        "<p class=\"amt-head\">{{ page.title }}</p><script type=\"module\" src=\"{{ asset(path=\"js/amt.js\") }}\"></script>\n",
    );
    tree.write(
        "themes/amt/css/95-amt.css",
        "@layer components { .amt { color: navy; } }\n",
    );
    tree.write("themes/amt/js/amt.js", "document.title += \"!\";\n");
    tree.write(
        "themes/amt/i18n/de.yaml",
        "navigation:\n  home: Anfang\namt:\n  motto: \"{n} Wege\"\n",
    );
    tree
}

#[test]
fn a_theme_holds_only_what_it_changes() {
    let tree = tree();
    let folder = tree.build();
    let page = fs::read_to_string(folder.join("impressum/index.html")).unwrap();
    assert!(
        page.contains("<footer class=\"amt\"><p>Innenministerium: 6 Wege</p></footer>"),
        "{page}"
    );
    assert!(page.contains("<p class=\"amt-head\">Impressum</p><script type=\"module\" src=\"/assets/amt."));
    // What it does not change is that of the standard theme: words, header, other pages, icons.
    assert!(page.contains(">Anfang</a>") && page.contains("aria-label=\"Hauptmenü\""));
    let service = fs::read_to_string(folder.join("leistungen/wohngeld/index.html")).unwrap();
    assert!(service.contains("Die fünf Fragen") && service.contains("class=\"amt\""));
    let assets = files(&folder.join("assets"));
    let style = assets.iter().find(|(path, _)| path.starts_with("style.")).unwrap();
    let style = String::from_utf8_lossy(&style.1).into_owned();
    assert!(style.contains(".skip-link") && style.ends_with(".amt{color:navy}}\n"));
    assert!(assets.iter().any(|(path, _)| path.starts_with("mark.")));
}

/// What is the same on every page is filled into templates before they are rendered; what is rendered stays the same.
#[test]
fn words_stand_in_templates_as_if_they_were_looked_up() {
    let tree = tree();
    let settings = tree.read("themes/amt/i18n/de.yaml");
    tree.write(
        "themes/amt/i18n/de.yaml",
        format!("{settings}  more: \"{{a}} & <{{b}}>\"\n  gaps: \"({{n}}, {{list}}, {{n}})\"\n  edges: \" x \"\n"),
    );
    let lines = [
        (
            "{{ t.amt.motto | fill(n=2) }} {{- t.skip -}} !",
            "2 WegeZum Inhalt springen!",
        ),
        ("[{{ t.amt.edges }}{%- if true %}]{% endif %}", "[ x ]"),
        (
            "{{ t.amt.more | fill(a=\"<i>\", b=page.title) }}",
            "&lt;i&gt; &amp; &lt;Impressum&gt;",
        ),
        (
            "{{ t.amt.gaps | fill(n=[1, 2] | length, list=\"a, b)\") }}",
            "(2, a, b), 2)",
        ),
        (
            "{{ t.amt.motto | fill(m=1) }}{{ t.amt.motto | upper }}",
            "{n} Wege{N} WEGE",
        ),
        (
            "{{ <own word={t.amt.motto} /> }}{{ t[\"skip\"] }}",
            "{n} Wege/Anfang/ /Zum Inhalt springen",
        ),
        ("{% for portal in [\"a\"] %}{{ portal }}{% endfor %}", "a"),
    ];
    let template: String = lines.iter().map(|(line, _)| format!("<p>{line}</p>\n")).collect();
    tree.write(
        "themes/amt/templates/partials/amt.html",
        format!(
            "{{% component own(word, @t, @tags) -%}}{{{{ word }}}}/{{{{ t.navigation.home }}}}/{{%- if word %}} {{% endif %}}/{{%- endcomponent own %}}{template}"
        ),
    );
    let page = fs::read_to_string(tree.build().join("impressum/index.html")).unwrap();
    for (line, expected) in lines {
        assert!(page.contains(&format!("<p>{expected}</p>")), "{line}: {page}");
    }
}

/// What the program says to a change of the theme.
fn said(path: &str, text: &str) -> String {
    let tree = tree();
    tree.write(path, text);
    let said = tree.ozg(&["build"]);
    assert_eq!(said.code, 1, "{}", said.stdout);
    assert!(!tree.path().join("public/index.html").exists());
    said.stderr
}

#[test]
fn a_field_that_is_not_there_is_told_with_those_that_are() {
    let path = "themes/amt/templates/partials/amt.html";
    let report = said(path, "<p>\n  {{ page.titel }}\n</p>\n");
    assert!(
        report.starts_with("Fehler[vorlage]: die Vorlage kann hier nicht ausgefüllt werden\n")
            && report.contains("„Field `titel` is not defined. Available fields: "),
        "{report}"
    );
    assert!(report.contains(" title,") && report.contains(" url"), "{report}");
    assert!(report.contains(&format!(" --> {path}:2:11\n")), "{report}");
}

#[test]
fn faults_of_syntax_words_and_files_have_their_places() {
    let template = "themes/amt/templates/page.html";
    let report = said(
        template,
        "{% extends \"base.html\" %}\n{% block content %}{{ view.html {% endblock %}\n",
    );
    assert!(
        report.contains("Fehler[vorlage]: ") && report.contains(&format!("{template}:2:")),
        "{report}"
    );

    let words = "themes/amt/i18n/de.yaml";
    let report = said(words, "navigation:\n  home: [Anfang\n");
    assert!(
        report.contains("Fehler[vorlage]: ") && report.contains(words),
        "{report}"
    );

    let report = said(
        template,
        "{% extends \"base.html\" %}\n{% block content %}{{ asset(path=\"js/nichts.js\") }}{% endblock content %}\n",
    );
    assert!(
        report.contains("die Datei `js/nichts.js` gibt es im Thema nicht"),
        "{report}"
    );
    assert!(report.contains(&format!("{template}:2:")), "{report}");
}

/// Words that a theme adds are needed in every language of the portal.
#[test]
fn faults_of_the_table_of_tags_are_all_told_at_their_places() {
    let table = "themes/amt/tags.yaml";
    let report = said(
        table,
        "phase:\n  piloting: {tone: progress, symbol: clok}\n  pilotin: {tone: info, symbol: clock}\n",
    );
    let expected = [
        "Fehler[vorlage]: das Symbol `clok` gibt es nicht",
        "themes/amt/tags.yaml:2:38",
        "Meinten Sie `clock`?",
        "Fehler[vorlage]: in den Texten der Oberfläche gibt es `phase.pilotin` nicht",
        "themes/amt/tags.yaml:3:3",
    ];
    for words in expected {
        assert!(report.contains(words), "{words}: {report}");
    }

    let report = said(table, "phase:\n  piloting: {ton: progress, symbol: clock}\n");
    assert!(report.contains("themes/amt/tags.yaml:2:14"), "{report}");
}

#[test]
fn a_theme_speaks_all_languages_of_its_portal() {
    let tree = tree();
    let settings = tree.read("content/portal.yaml");
    tree.write("content/portal.yaml", format!("{settings}sprachen: [en]\n"));
    let said = tree.ozg(&["build"]);
    let expected = "Fehler[oberflaeche-fehlt]: in der Sprache `en` fehlt ein Text der Oberfläche: amt.motto";
    assert!(said.stderr.starts_with(expected), "{}", said.stderr);
    tree.write("themes/amt/i18n/en.yaml", "amt:\n  motto: \"{n} ways\"\n");
    let folder = tree.build();
    let page = fs::read_to_string(folder.join("en/impressum/index.html")).unwrap();
    assert!(page.contains("6 ways"), "{page}");
}

/// Component → those that it is made of, of the standard theme.
fn components() -> BTreeMap<String, BTreeSet<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/standard/templates/components");
    let mut found = BTreeMap::new();
    for (_, text) in files(&folder) {
        let text = String::from_utf8(text).unwrap();
        for definition in text.split("{% component ").skip(1) {
            let (name, body) = definition.split_once('(').unwrap();
            found.insert(name.to_owned(), used(body));
        }
    }
    found
}

/// The components that a template names: `{{ <name …` and `{% <name …`.
fn used(template: &str) -> BTreeSet<String> {
    let calls = ["{{ <", "{% <"]
        .into_iter()
        .flat_map(|mark| template.split(mark).skip(1));
    let names = calls.map(|call| {
        call.chars()
            .take_while(|c| c.is_ascii_lowercase() || *c == '_')
            .collect()
    });
    names.filter(|name: &String| !name.is_empty()).collect()
}

/// The page "Gestaltung" is what one looks at, and what is compared with pictures.
#[test]
fn the_page_of_the_components_shows_all_of_them() {
    let components = components();
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/standard/templates/gestaltung.html");
    let mut shown = used(&fs::read_to_string(page).unwrap());
    // The mark, the menu and the footer stand on every page, and on this one too. Icons and tags are rendered beforehand.
    shown.extend(["mark", "main_menu", "site_footer", "icon", "tag"].map(str::to_owned));
    let mut next: Vec<String> = shown.iter().cloned().collect();
    while let Some(name) = next.pop() {
        let within = components.get(&name).into_iter().flatten();
        next.extend(within.filter(|part| shown.insert((*part).clone())).cloned());
    }
    let hidden: Vec<&String> = components.keys().filter(|name| !shown.contains(*name)).collect();
    assert!(components.len() > 50, "{components:?}");
    assert!(hidden.is_empty(), "not on the page \"Gestaltung\": {hidden:?}");
}

/// What programs leave behind is never published, and what nobody reads is told: it may be a style in the wrong folder.
#[test]
fn files_that_are_no_part_of_a_theme_are_left_out_or_told() {
    let tree = Tree::base();
    let settings = tree.read("content/portal.yaml");
    tree.write("content/portal.yaml", format!("{settings}thema: modern\n"));
    for name in [
        "images/.DS_Store",
        "css/.a.css.swp",
        "css/a.css~",
        "css/Thumbs.db",
        "templates/.page.html.swp",
    ] {
        tree.write(&format!("themes/standard/{name}"), "{{ Quittengelee");
    }
    for name in ["README.md", "LICENSE", "css/readme.txt"] {
        tree.write(&format!("themes/modern/{name}"), "Quittengelee");
    }
    let unread = [
        "Style/a.css",
        "a.css",
        "css/a.scss",
        "js/a.ts",
        "i18n/de.yml",
        "fonts/a.woff2",
        "kaputt.psd",
    ];
    for name in unread {
        tree.write(&format!("themes/modern/{name}"), "Quittengelee");
    }
    // What nobody reads may be as large as it likes.
    let large = fs::File::create(tree.path().join("themes/modern/kaputt.psd")).unwrap();
    large.set_len(1 << 30).unwrap();
    let said = tree.ozg(&["check", "--alle"]);
    for name in unread {
        let told = format!(
            "Warnung[datei-ohne-aufgabe]: die Datei gehört zu nichts im Thema und wird nicht gelesen\n--> themes/modern/{name}\n"
        );
        assert!(said.stderr.contains(&told), "{name}: {}", said.stderr);
    }
    assert_eq!(
        said.stderr.matches("datei-ohne-aufgabe").count(),
        unread.len(),
        "{}",
        said.stderr
    );
    let public = tree.build();
    for (path, bytes) in files(&public) {
        assert!(!String::from_utf8_lossy(&bytes).contains("Quittengelee"), "{path}");
    }
}

#[test]
fn a_link_is_no_theme() {
    let tree = Tree::base();
    let other = Tree::base();
    other.write("css/a.css", "h1 { color: red }");
    let theme = tree.path().join("themes/standard");
    fs::create_dir(tree.path().join("themes")).unwrap();
    std::os::unix::fs::symlink(other.path(), &theme).unwrap();
    let refused = |name: &str, what: &str| {
        let told = format!(
            "Fehler[nicht-lesbar]: das ist {what}; auch Verknüpfungen werden nicht gelesen\n--> themes/{name}\n"
        );
        for command in ["build", "check"] {
            let said = tree.ozg(&[command]);
            assert_eq!(said.code, 1, "{}", said.stdout);
            assert!(said.stderr.contains(&told), "{}", said.stderr);
        }
    };
    refused("standard", "kein Ordner");
    // Nor is one of its folders, or anything else in it.
    fs::remove_file(&theme).unwrap();
    fs::create_dir(&theme).unwrap();
    for name in ["css", "zu-nichts"] {
        std::os::unix::fs::symlink(other.path().join("css"), theme.join(name)).unwrap();
        refused(&format!("standard/{name}"), "keine Datei");
    }
}
