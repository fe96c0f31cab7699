//! Templates that ask whether they may go on (`watch.rs`), wherever something can happen again and again: in each round of a
//! loop, for each template that is included and each component, and before a value takes the place of another.

use tera::Tera;

use super::{delimiters::between, folding::tags};

/// What asks; it shows nothing.
const ASKS: &str = "{{ go_on() ";

/// A template that asks. Its lines stay, and what is trimmed.
pub(super) fn with_questions(template: &str) -> String {
    if tags(template).any(|tag| tag == "raw") {
        return template.to_owned();
    }
    let in_loops = in_tags(template, false);
    let asking = in_components(&in_tags(template, true));
    // Where a template may have tags and nothing else, only its loops ask.
    match can_be_read(&asking) || !can_be_read(&in_loops) {
        true => asking,
        false => in_loops,
    }
}

fn can_be_read(template: &str) -> bool {
    match Tera::new().add_raw_template("", template) {
        Ok(()) => true,
        Err(error) => !matches!(error.kind(), tera::ErrorKind::SyntaxError(_)),
    }
}

fn in_tags(template: &str, is_everywhere: bool) -> String {
    let mut asking = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, (tag, after))) = between(rest, "{%", "%}") {
        let trims = if tag.ends_with('-') { "-" } else { "" };
        let inner = tag.trim_matches('-').trim();
        let is_repeated = inner.starts_with("for ") || is_everywhere && inner.starts_with("include ");
        let is_value = is_everywhere && inner.starts_with("set") && inner.contains('=');
        asking.extend([before, "{%"]);
        match is_value {
            true => asking.extend([tag.trim_end_matches('-').trim_end(), " | asked ", trims, "%}"]),
            false => asking.extend([tag, "%}"]),
        }
        if is_repeated {
            asking.extend([ASKS, trims, "}}"]);
        }
        rest = after;
    }
    asking.push_str(rest);
    asking
}

fn in_components(template: &str) -> String {
    let mut asking = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, (call, after))) = between(rest, "{{", "}}") {
        asking.push_str(before);
        let starts = if call.starts_with('-') {
            "{{- go_on() }}"
        } else {
            "{{ go_on() }}"
        };
        if call.trim_start_matches('-').trim_start().starts_with('<') {
            asking.push_str(starts);
        }
        asking.extend(["{{", call, "}}"]);
        rest = after;
    }
    asking.push_str(rest);
    asking
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_go_on_for_ever_asks_and_nothing_else_changes() {
        for (template, asking) in [
            (
                "{% for a in b %} x{% endfor %}",
                "{% for a in b %}{{ go_on() }} x{% endfor %}",
            ),
            (
                "{%- for a in b -%}\n x{% endfor %}",
                "{%- for a in b -%}{{ go_on() -}}\n x{% endfor %}",
            ),
            ("{% set a = b ~ c %}", "{% set a = b ~ c | asked %}"),
            ("{%- set_global a = b -%} x", "{%- set_global a = b | asked -%} x"),
            ("{% include \"a.html\" %}", "{% include \"a.html\" %}{{ go_on() }}"),
            ("a {{- <b c={d}/>}}", "a {{- go_on() }}{{- <b c={d}/>}}"),
            ("{{ a }}{% if b %}{% endif %}", "{{ a }}{% if b %}{% endif %}"),
            (
                "{% raw %}{% for a in b %}{% endraw %}",
                "{% raw %}{% for a in b %}{% endraw %}",
            ),
        ] {
            assert_eq!(with_questions(template), asking);
        }
    }

    #[test]
    fn a_template_that_is_all_tags_stays_one() {
        let template =
            "{% extends \"a.html\" %}{% include \"b.html\" %}{% block c %}{% for a in b %}{% endfor %}{% endblock c %}";
        assert!(can_be_read(&with_questions(template)) || !can_be_read(template));
    }
}
