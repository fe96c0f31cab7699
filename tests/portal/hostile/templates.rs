//! Themes of one's own: templates that do not end, go too deep, fill the memory or look where they should not.

use super::ground::Ground;
use super::input::{Family, Input};

const TEMPLATE: &str = "themes/standard/templates/page.html";

pub fn inputs() -> Vec<Input> {
    let mut family = Family::new("themes");
    templates(&mut family);
    others(&mut family);
    family.inputs
}

fn templates(family: &mut Family) {
    let nested = |open: &str, inner: &str, close: &str, times: usize| open.repeat(times) + inner + &close.repeat(times);
    let sum = |times: usize| format!("{{{{ 1{} }}}}", " + 1".repeat(times));
    for (name, inner) in [
        (
            "loops in loops",
            "{% for i in range(end=100000) %}{% for j in range(end=100000) %}{% endfor %}{% endfor %}".to_owned(),
        ),
        (
            "a loop to the end of numbers",
            "{% for i in range(end=1000000000000) %}{% endfor %}".into(),
        ),
        (
            "a loop that does not step",
            "{% for i in range(end=5, step_by=0) %}{% endfor %}".into(),
        ),
        (
            "a loop backwards",
            "{% for i in range(start=5, end=1) %}{% endfor %}".into(),
        ),
        (
            "a text that doubles in a loop",
            "{% set_global s = \"xxxxxxxx\" %}{% for i in range(end=40) %}{% set_global s = s ~ s %}{% endfor %}"
                .into(),
        ),
        (
            "a text that doubles without a loop",
            "{% set_global s = \"xxxxxxxx\" %}".to_owned() + &"{% set_global s = s ~ s %}".repeat(40),
        ),
        (
            "an indentation of 100,000,000,000",
            "{{ \"a\\nb\" | indent(width=100000000000) }}".into(),
        ),
        (
            "an indentation of 100,000,000",
            "{{ \"a\\nb\" | indent(width=100000000) }}".into(),
        ),
        (
            "an indentation below nothing",
            "{{ \"a\\nb\" | indent(width=-1) }}".into(),
        ),
        (
            "a text between every letter",
            "{% set s = \"x\" | indent(width=1000000, first=true) %}{{ s | replace(from=\"\", to=s) }}".into(),
        ),
        (
            "a text in place of every blank",
            "{% set s = \"x\" | indent(width=100000, first=true) %}{{ s | replace(from=\" \", to=s) }}".into(),
        ),
        ("a sum of 100,000", sum(100_000)),
        (
            "texts in a row, 100,000",
            format!("{{{{ \"a\"{} }}}}", " ~ \"a\"".repeat(100_000)),
        ),
        (
            "filters in a row, 50,000",
            format!("{{{{ \"a\"{} }}}}", " | upper".repeat(50_000)),
        ),
        (
            "denials in a row, 50,000",
            format!("{{% if {}true %}}{{% endif %}}", "not ".repeat(50_000)),
        ),
        ("signs in a row, 50,000", format!("{{{{ {}1 }}}}", "-".repeat(50_000))),
        (
            "names in a row, 50,000",
            format!("{{{{ page{} }}}}", ".a".repeat(50_000)),
        ),
        (
            "brackets in each other, 50,000",
            format!("{{{{ {} }}}}", nested("(", "1", ")", 50_000)),
        ),
        (
            "lists in each other, 50,000",
            format!("{{{{ {} }}}}", nested("[", "1", "]", 50_000)),
        ),
        (
            "conditions in each other, 20,000",
            nested("{% if true %}", "a", "{% endif %}", 20_000),
        ),
        (
            "loops in each other, 5,000",
            nested("{% for i in [1] %}", "a", "{% endfor %}", 5_000),
        ),
        (
            "conditions in a row, 20,000",
            "{% if true %}a{% endif %}".repeat(20_000),
        ),
        (
            "other conditions, 20,000",
            "{% if false %}".to_owned() + &"{% elif false %}".repeat(20_000) + "{% endif %}",
        ),
        ("a division by nothing", "{{ 1 / 0 }}{{ 1 % 0 }}{{ 1 // 0 }}".into()),
        ("more than numbers hold", "{{ 9223372036854775807 + 1 }}".into()),
        (
            "more than numbers hold, times",
            "{{ 9223372036854775807 * 9223372036854775807 }}".into(),
        ),
        ("more than numbers hold, to the power of", "{{ 10 ** 1000000 }}".into()),
        (
            "less than numbers hold",
            "{{ -9223372036854775807 - 2 }}{{ -9223372036854775808 / -1 }}{{ -9223372036854775808 % -1 }}".into(),
        ),
        (
            "a number longer than numbers",
            format!("{{{{ {} }}}}", "9".repeat(10_000)),
        ),
        (
            "a piece beyond the end",
            "{{ \"abc\"[9999999999:] }}{{ \"abc\"[-9223372036854775808:9223372036854775807] }}{{ [1, 2][5:1] }}".into(),
        ),
        ("a piece in steps of nothing", "{{ [1, 2][::0] }}".into()),
        (
            "a piece in steps backwards",
            "{{ [1, 2][::-9223372036854775808] }}".into(),
        ),
        ("a piece within a letter", "{{ \"ää\"[1:2] }}".into()),
        ("a place beyond the end", "{{ [1, 2][99999999999] }}".into()),
        ("cut to less than nothing", "{{ \"abc\" | truncate(length=-1) }}".into()),
        (
            "rounded to a million places",
            "{{ 1.5 | round(precision=1000000) }}".into(),
        ),
        ("pieces of nothing", "{{ [1, 2] | chunk(size=0) }}".into()),
        ("the surroundings", "{{ get_env(name=\"PATH\") }}".into()),
        ("a random number", "{{ get_random(start=0, end=10) }}".into()),
        ("the clock", "{{ now() }}".into()),
        (
            "an error of one's own",
            "{{ throw(message=\"\\u001b[31mharm\") }}".into(),
        ),
        ("a filter that there is not", "{{ 1 | gibtesnicht }}".into()),
        ("a value that there is not", "{{ gibt.es.nicht }}".into()),
        (
            "a template that there is not",
            "{% include \"../../../../etc/passwd\" %}".into(),
        ),
        ("itself", "{% include \"page.html\" %}".into()),
        ("a block that stays open", "{% if true %}".into()),
        ("an expression that stays open", "{{ 1".into()),
        ("a comment that stays open", "{# a".into()),
        ("a text that stays open", "{{ \"a }}".into()),
        ("all that a page is given", "{{ __tera_context }}".into()),
        ("markup that is not escaped", "{{ page.title | safe }}".into()),
    ] {
        family.file(
            name,
            TEMPLATE,
            format!("{{% extends \"base.html\" %}}{{% block content %}}{inner}{{% endblock content %}}"),
        );
    }
    for (name, template) in [
        (
            "a template that extends itself",
            "{% extends \"page.html\" %}".to_owned(),
        ),
        (
            "a template that extends what there is not",
            "{% extends \"x.html\" %}".into(),
        ),
        (
            "a component in itself",
            "{% component tief() %}{{<tief/>}}{% endcomponent tief %}{{<tief/>}}".into(),
        ),
        (
            "components in each other",
            "{% component a() %}{{<b/>}}{% endcomponent a %}{% component b() %}{{<a/>}}{% endcomponent b %}{{<a/>}}"
                .into(),
        ),
        (
            "blocks in each other, 20,000",
            (0..20_000).map(|n| format!("{{% block b{n} %}}")).collect::<String>()
                + &(0..20_000)
                    .rev()
                    .map(|n| format!("{{% endblock b{n} %}}"))
                    .collect::<String>(),
        ),
        ("nothing", String::new()),
        ("15 megabytes", "a".repeat(15 << 20)),
        ("two million tags that stay open", "{{".repeat(2_000_000)),
    ] {
        family.file(name, TEMPLATE, template);
    }
    family.add("templates that include each other", |ground: &Ground| {
        ground.write(TEMPLATE, "{% include \"a.html\" %}");
        ground.write("themes/standard/templates/a.html", "{% include \"b.html\" %}");
        ground.write("themes/standard/templates/b.html", "{% include \"a.html\" %}");
    });
    family.add("1,000 templates that include the next", |ground: &Ground| {
        ground.write(TEMPLATE, "{% include \"a0.html\" %}");
        (0..1_000).for_each(|n| {
            ground.write(
                &format!("themes/standard/templates/a{n}.html"),
                format!("{{% include \"a{}.html\" %}}", n + 1),
            )
        });
        ground.write("themes/standard/templates/a1000.html", "Ende");
    });
    let fan: Vec<String> = (0..12)
        .map(|n| format!("{{% include \"a{}.html\" %}}", n + 1).repeat(10))
        .collect();
    family.add("templates that include ten that include ten", move |ground: &Ground| {
        ground.write(TEMPLATE, "{% include \"a0.html\" %}");
        fan.iter()
            .enumerate()
            .for_each(|(n, text)| ground.write(&format!("themes/standard/templates/a{n}.html"), text));
        ground.write("themes/standard/templates/a12.html", "Ende");
    });
    family.file("a template in UTF-16", TEMPLATE, b"\xff\xfe<\0p\0>\0".to_vec());
}

fn others(family: &mut Family) {
    let laughs: String = (1..10)
        .map(|n| format!("b{n}: &b{n} [{}]\n", format!("*b{}, ", n - 1).repeat(10)))
        .collect();
    for (name, path, text) in [
        (
            "texts: a billion laughs",
            "themes/standard/i18n/de.yaml",
            format!("b0: &b0 [ha, ha]\n{laughs}"),
        ),
        (
            "texts: 100,000 brackets",
            "themes/standard/i18n/de.yaml",
            format!("x: {}", "[".repeat(100_000)),
        ),
        (
            "texts: 1,500 indentations",
            "themes/standard/i18n/de.yaml",
            (0..1_500).map(|n| format!("{}a:\n", " ".repeat(n))).collect(),
        ),
        ("texts: a list", "themes/standard/i18n/de.yaml", "- a\n".into()),
        (
            "texts: no text",
            "themes/standard/i18n/de.yaml",
            "formats: {date: [1]}\n".into(),
        ),
        (
            "texts: a script",
            "themes/standard/i18n/de.yaml",
            "site: {skip: \"<script>harm()</script>\"}\n".into(),
        ),
        ("texts: NUL", "themes/standard/i18n/de.yaml", "a: \"\0\"\n".into()),
        (
            "styles: a bracket that stays open",
            "themes/standard/css/x.css",
            "a{".repeat(500_000),
        ),
        (
            "styles: a comment that stays open",
            "themes/standard/css/x.css",
            "/* ".repeat(500_000),
        ),
        (
            "styles: 15 megabytes",
            "themes/standard/css/x.css",
            "a{color:red}".repeat(1_200_000),
        ),
        (
            "scripts: texts in texts",
            "themes/standard/js/x.js",
            "`${".repeat(500_000),
        ),
        (
            "scripts: a comment that stays open",
            "themes/standard/js/x.js",
            "/* ".repeat(500_000),
        ),
        (
            "scripts: 15 megabytes",
            "themes/standard/js/x.js",
            "a();//b\n".repeat(1_800_000),
        ),
        ("scripts: slashes", "themes/standard/js/x.js", "/".repeat(1_000_000)),
        ("icons: rubbish", "themes/standard/icons.yaml", "a: [".into()),
        (
            "pictures: a drawing with a script",
            "themes/standard/images/x.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>".into(),
        ),
    ] {
        family.file(name, path, text);
    }
}
