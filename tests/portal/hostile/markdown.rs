//! Texts: Markdown that is deep, long or circular, and HTML that wants to run.

use super::input::{Family, Input};

const PAGE: &str = "content/seiten/x.md";

pub fn inputs() -> Vec<Input> {
    let mut family = Family::new("Markdown");
    let mut add = |name: &str, text: String| {
        family.file(name, PAGE, format!("---\ntitel: x\n---\n\n{text}\n"));
    };
    depth(&mut add);
    length(&mut add);
    references(&mut add);
    markup(&mut add);
    addresses(&mut add);
    family.inputs
}

fn depth(add: &mut impl FnMut(&str, String)) {
    add("20,000 quotes in each other", "> ".repeat(20_000) + "a");
    add("90 quotes in each other", "> ".repeat(90) + "a");
    add("20,000 lists in each other", "- ".repeat(20_000) + "a");
    add("numbered lists in each other", "1. ".repeat(20_000) + "a");
    add("lists in quotes in lists", "> - ".repeat(10_000) + "a");
    add(
        "1,000 indentations",
        (0..1_000).map(|n| format!("{}- a\n", "  ".repeat(n))).collect(),
    );
    add("emphasis in emphasis", "*a **b ".repeat(50_000));
    add("emphasis that closes", "*a".repeat(50_000) + &"*".repeat(50_000));
    add("underscores", "_a ".repeat(100_000));
    add("tildes", "~~a ".repeat(100_000));
    add("brackets", "[".repeat(100_000));
    add("brackets that close", "[".repeat(50_000) + "a" + &"](b)".repeat(50_000));
    add(
        "pictures in pictures",
        "![".repeat(50_000) + "a" + &"](b.png)".repeat(50_000),
    );
    add("links that stay open", "[a](b ".repeat(50_000));
    add("notes that stay open", "[^a ".repeat(50_000));
    add("words of links that do not end", "[a][b ".repeat(50_000));
    add("braces", "{a ".repeat(100_000));
    add("asterisks in pairs", "** a ".repeat(50_000));
    add("commercial ats", "a@b ".repeat(100_000));
    add("angle brackets", "<".repeat(100_000));
    add(
        "backticks, more and more",
        (1..1_500).map(|n| "`".repeat(n) + " ").collect(),
    );
    add("a fence that stays open", "```\n".to_owned() + &"a\n".repeat(300_000));
    add(
        "fences in fences",
        (3..1_000).rev().map(|n| "`".repeat(n) + "\n").collect(),
    );
    add("20,000 elements in each other", "<div>".repeat(20_000));
    add("bold in bold", "<b>a ".repeat(20_000));
    add("tables in tables", "<table><tr><td>".repeat(5_000));
}

fn length(add: &mut impl FnMut(&str, String)) {
    add("100,000 rows", "|a|b|\n|-|-|\n".to_owned() + &"|a|b|\n".repeat(100_000));
    add(
        "10,000 columns",
        "|a".repeat(10_000) + "|\n" + &"|-".repeat(10_000) + "|\n" + &"|b".repeat(10_000) + "|",
    );
    add(
        "10,000 columns and 1,000 empty rows",
        "|a".repeat(10_000) + "|\n" + &"|-".repeat(10_000) + "|\n" + &"|b|\n".repeat(1_000),
    );
    add(
        "a row of 100,000 cells under one",
        "|a|\n|-|\n".to_owned() + &"|b".repeat(100_000) + "|",
    );
    add("100,000 headings", "## a\n\n".repeat(100_000));
    add(
        "a heading of a million characters",
        format!("## {}", "a".repeat(1_000_000)),
    );
    add(
        "headings of all depths",
        (0..10_000).map(|n| "#".repeat(n % 6 + 1) + " a\n\n").collect(),
    );
    add("100,000 underlined headings", "a\n=\n\n".repeat(100_000));
    add("a word of three million letters", "a".repeat(3_000_000));
    add("a million words", "a ".repeat(1_000_000));
    add("100,000 paragraphs", "a\n\n".repeat(100_000));
    add("a million spaces", " ".repeat(1_000_000));
    add("100,000 rules", "---\n\n".repeat(100_000));
    add("100,000 backslashes", "\\".repeat(100_000));
    add("100,000 quotation marks", "\"a ".repeat(100_000));
    add("200,000 entities", "&amp;".repeat(200_000));
    add(
        "entities that there are not",
        "&#0;&#xD800;&#x110000;&#99999999999999;&nixda;&".repeat(10_000),
    );
    add("100,000 boxes to tick", "- [ ] a\n".repeat(100_000));
    add("100,000 formulas", "$a$ $$b$$ ".repeat(50_000));
    add(
        "a letter with 100,000 accents",
        format!("a{}", "\u{301}".repeat(100_000)),
    );
    add("right to left", "\u{202e}abc\u{2066}\u{2067} ".repeat(10_000));
}

fn references(add: &mut impl FnMut(&str, String)) {
    let definitions: String = (0..100_000).map(|n| format!("[a{n}]: b{n}.md\n")).collect();
    add("100,000 definitions that nothing names", definitions);
    add(
        "30,000 definitions that are named",
        (0..30_000)
            .map(|n| format!("[{n}]\n\n[{n}]: https://example.org/{n}\n\n"))
            .collect(),
    );
    add(
        "one definition 100,000 times",
        "[a]: https://example.org/\n".repeat(100_000),
    );
    add(
        "a definition that is named 100,000 times",
        "[a] ".repeat(100_000) + "\n\n[a]: https://example.org/",
    );
    add(
        "a label of a million characters",
        format!("[{0}]\n\n[{0}]: https://example.org/", "a".repeat(900_000)),
    );
    add(
        "notes that name each other",
        "a[^1]\n\n[^1]: b[^2]\n\n[^2]: c[^1]".into(),
    );
    add("a note that names itself", "a[^1]\n\n[^1]: b[^1]".into());
    add(
        "a chain of 2,000 notes",
        "a[^0]\n\n".to_owned()
            + &(0..2_000)
                .map(|n| format!("[^{n}]: a[^{}]\n\n", n + 1))
                .collect::<String>(),
    );
    add(
        "50,000 notes",
        (0..50_000).map(|n| format!("a[^{n}]\n\n[^{n}]: b\n\n")).collect(),
    );
    add(
        "a note that is named 50,000 times",
        "a[^1] ".repeat(50_000) + "\n\n[^1]: b",
    );
    add(
        "50,000 notes that nobody names",
        (0..50_000).map(|n| format!("[^{n}]: b\n\n")).collect(),
    );
    add("50,000 anchors of one name", "## a {#a}\n\n".repeat(50_000));
    add(
        "an anchor that ends its attribute",
        "## a {#\"><script>harm()</script>}".into(),
    );
    add("60,000 links to nowhere", "[a](b.md) ".repeat(60_000));
    add(
        "60,000 links to other portals",
        "[a](https://example.org/) ".repeat(60_000),
    );
    add(
        "30,000 links to services that are not there",
        "[a](leistung:nixda) ".repeat(30_000),
    );
    add("30,000 links to a service", "[a](leistung:wohngeld) ".repeat(30_000));
}

fn markup(add: &mut impl FnMut(&str, String)) {
    for (name, html) in [
        ("a script", "<script>harm()</script>"),
        ("a script in capitals", "<ScRiPt src=//example.org/x.js></sCrIpT>"),
        ("a script in a script", "<scr<script>ipt>harm()</scr</script>ipt>"),
        ("a script without end", "<script>harm()"),
        ("a picture that fails", "<img src=x onerror=harm()>"),
        ("a picture that fails, with slashes", "<img/src=x/onerror=harm()//>"),
        (
            "a drawing that loads",
            "<svg onload=harm()><script>harm()</script></svg>",
        ),
        (
            "a drawing in a link",
            "<svg><a xlink:href=\"javascript:harm()\"><text>a</text></a></svg>",
        ),
        (
            "a drawing that changes",
            "<svg><animate attributeName=href values=javascript:harm() /></svg>",
        ),
        (
            "a drawing with a style",
            "<svg><style><img src=x onerror=harm()></style></svg>",
        ),
        (
            "a formula",
            "<math><mtext><table><mglyph><style><!--</style><img title=\"--><img src=x onerror=harm()>\">",
        ),
        (
            "without scripts",
            "<noscript><p title=\"</noscript><img src=x onerror=harm()>\">",
        ),
        ("a template", "<template><script>harm()</script></template>"),
        ("a frame", "<iframe srcdoc=\"<script>harm()</script>\"></iframe>"),
        (
            "an object",
            "<object data=\"data:text/html,<script>harm()</script>\"></object><embed src=\"javascript:harm()\">",
        ),
        (
            "a form",
            "<form action=\"javascript:harm()\"><button formaction=\"javascript:harm()\">a</button></form>",
        ),
        ("another base", "<base href=\"https://example.org/\">"),
        (
            "a redirection",
            "<meta http-equiv=refresh content=\"0;url=javascript:harm()\">",
        ),
        (
            "a style sheet",
            "<link rel=stylesheet href=//example.org/x.css><style>@import '//example.org/x.css'</style>",
        ),
        (
            "a style",
            "<p style=\"background:url(javascript:harm());position:fixed\">a</p>",
        ),
        (
            "details that open",
            "<details open ontoggle=harm()><summary>a</summary></details>",
        ),
        (
            "a video",
            "<video><source onerror=harm()></video><audio src=x onerror=harm()>",
        ),
        (
            "an id of the page",
            "<a id=\"inhalt\"></a><form id=\"suche\" name=\"location\"></form>",
        ),
        ("a comment that stays open", "<!-- a"),
        ("a comment with a script", "<!--><script>harm()</script>-->"),
        ("a section of CDATA", "<![CDATA[<script>harm()</script>]]>"),
        ("a processing instruction", "<?php harm(); ?>"),
        ("a doctype", "<!DOCTYPE html [<!ENTITY a \"harm()\">]>"),
        (
            "text that ends the page",
            "</main></body></html><script>harm()</script>",
        ),
        ("plain text to the end", "<plaintext><script>harm()</script>"),
        ("a text area", "<textarea></textarea><script>harm()</script>"),
        (
            "an attribute without quotes",
            "<a title=`a` href=javascript:harm()>a</a>",
        ),
        (
            "template language",
            "{{ config }}{% include \"base.html\" %}{{ 7 * 7 }}",
        ),
    ] {
        add(name, html.to_owned());
    }
    add("50,000 comments that stay open", "<!-- ".repeat(50_000));
    add("50,000 sections of CDATA", "<![CDATA[".repeat(50_000));
    add(
        "an element with 50,000 attributes",
        "<p ".to_owned() + &(0..50_000).map(|n| format!("a{n}=b ")).collect::<String>() + ">a</p>",
    );
    add(
        "an attribute of a million characters",
        format!("<p title=\"{}\">a</p>", "a".repeat(1_000_000)),
    );
    add("50,000 elements that stay open", "<b a ".repeat(50_000));
    add("50,000 ends without a beginning", "</p>".repeat(50_000));
    add("50,000 anchors in HTML", "<a id=a></a>".repeat(50_000));
}

fn addresses(add: &mut impl FnMut(&str, String)) {
    for target in [
        "javascript:harm()",
        "JaVaScRiPt:harm()",
        "java&#10;script:harm()",
        "&#1;javascript:harm()",
        "javascript&colon;harm()",
        "%6aavascript:harm()",
        "vbscript:harm()",
        "data:text/html,<script>harm()</script>",
        "data:image/svg+xml;base64,PHN2Zz4=",
        "blob:https://example.org/x",
        "file:///etc/passwd",
        "//example.org/x",
        "\\\\example.org\\x",
        "../../../../../../etc/passwd",
        "../../../geheim.txt",
        "https://example.org:99999/",
        "https://[::1/",
        "https://ex ample.org/",
        "mailto:a@example.org?bcc=b@example.org&body=%0d%0a",
        "tel:+49;x=\"",
        "#\"><script>harm()</script>",
        "leistung:../../x",
        "leistung:",
        ":",
        "?",
        "%",
        "%zz%00",
    ] {
        add(
            &format!("a link to {target}"),
            format!("[a](<{target}>)\n\n![a](<{target}>)"),
        );
    }
    add(
        "a link of a million characters",
        format!("[a](https://example.org/{})", "a".repeat(1_000_000)),
    );
    add(
        "a link with a title of a million characters",
        format!("[a](https://example.org/ \"{}\")", "a".repeat(1_000_000)),
    );
    add(
        "addresses in angle brackets",
        "<javascript:harm()> <data:text/html,harm()> <https://example.org/\"onclick=harm()>".into(),
    );
    add("100,000 addresses of e-mail", "<a@example.org> ".repeat(100_000));
}
