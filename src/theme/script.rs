//! Scripts without their comments, which are for those who write them: every reader would load them.
//!
//! JavaScript cannot be taken apart without understanding all of it: whether `/` divides or begins a pattern depends on what
//! stands before. So only comments that have their lines to themselves go, and only as far as it is certain that a line is
//! not in the midst of a text: at the first doubt, all that follows stays as it is.

use crate::extent::{Slicing, Whole};

/// What a line begins in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Code,
    /// A text between two backticks.
    Template,
}

/// A script without the comments that have lines to themselves. Licences (`/*!`) and source maps (`//#`) stay.
pub fn without_comments(script: &str) -> String {
    let mut kept = String::with_capacity(script.len());
    let mut within = Within::Code;
    let mut rest = script;
    while !rest.is_empty() {
        let line_end = rest.find('\n').map_or(rest.len(), |at| at.plus(1));
        let length = match within {
            Within::Code => comment(rest),
            Within::Template => None,
        };
        if let Some(length) = length {
            rest = rest.part(length..);
            continue;
        }
        let (line, after) = rest.split_at(line_end);
        let Some(next) = end_of(line, within) else {
            kept.push_str(rest);
            break;
        };
        kept.push_str(line);
        (within, rest) = (next, after);
    }
    kept
}

/// The length of the lines that begin here and hold a comment and nothing else.
fn comment(text: &str) -> Option<usize> {
    let start = text.trim_start_matches([' ', '\t']);
    let indent = text.len().minus(start.len());
    let end = if start.starts_with("//") {
        indent
    } else if start.starts_with("/*") {
        indent.plus(start.get(2..)?.find("*/")?).plus(4)
    } else {
        return None;
    };
    if start.starts_with("/*!") || start.starts_with("//#") {
        return None;
    }
    let tail = text.part(end..).split('\n').next().unwrap_or_default();
    let is_alone = start.starts_with("//") || tail.trim().is_empty();
    // JavaScript knows more ends of lines than one; what stands behind them is code.
    let is_one_line = !tail.contains(['\u{2028}', '\u{2029}']) && !tail.trim_end_matches('\r').contains('\r');
    (is_alone && is_one_line).then(|| end.plus(tail.len()).plus(1).min(text.len()))
}

/// What the line after this one begins in; none where that is not certain.
fn end_of(line: &str, within: Within) -> Option<Within> {
    let opens_comment = || {
        line.rfind("/*")
            .is_some_and(|at| !line.part(at.plus(2)..).contains("*/"))
    };
    if within == Within::Code && !line.contains('`') {
        let goes_on = line.trim_end().ends_with('\\');
        return (!goes_on && !opens_comment()).then_some(Within::Code);
    }
    let mut within = within;
    let mut quote = None;
    let mut icons_and_tags = line.trim_end().chars();
    while let Some(sign) = icons_and_tags.next() {
        match (within, quote, sign) {
            (_, Some(open), _) if sign == open => quote = None,
            (_, Some(_), '\\') | (Within::Template, _, '\\') => drop(icons_and_tags.next()),
            (_, Some(_), _) => {}
            (Within::Code, None, '"' | '\'') => quote = Some(sign),
            (Within::Code, None, '`') => within = Within::Template,
            // A division, a pattern or a comment.
            (Within::Code, None, '/') => return None,
            (Within::Template, None, '`') => within = Within::Code,
            (Within::Template, None, '$') if icons_and_tags.as_str().starts_with('{') => {
                // What is put in ends at the first brace, if there are no texts and no braces in it.
                let inner = icons_and_tags.as_str().part(1..);
                let end = inner.find(['}', '{', '"', '\'', '`', '/'])?;
                icons_and_tags = inner.part(end..).strip_prefix('}')?.chars();
            }
            _ => {}
        }
    }
    quote.is_none().then_some(within)
}

#[cfg(test)]
mod tests {
    use super::without_comments;

    #[test]
    fn comments_go_and_code_stays() {
        let script = "// a\n/** b\n * c `\n */\nlet a = 1; // d\n  // e '\n  /* f */\nlet b = `\n// text\n${a} \\`\n/* text */\n`;\n// g\nb();\n";
        assert_eq!(
            without_comments(script),
            "let a = 1; // d\nlet b = `\n// text\n${a} \\`\n/* text */\n`;\nb();\n"
        );
        assert_eq!(without_comments("a();\n// end"), "a();\n");
        assert_eq!(
            without_comments("/* x */ a();\n/*! Licence */\n//# sourceMappingURL=x\n"),
            "/* x */ a();\n/*! Licence */\n//# sourceMappingURL=x\n"
        );
    }

    #[test]
    fn what_could_be_in_a_text_stays() {
        for script in [
            "x = /'/; y = `'\n// text\n`;\n",
            "x = `a ${ `b`\n// code\n}`;\n",
            "x = `${ {a: 1}\n// code\n}`;\n",
            "x = \"a\\\n// text\";\n",
            "a(); /* b\n// c */ d();\n",
            "/* a */ b(); /*\n// c */ d();\n",
            "/* never closed\n// a\n",
            "// a\u{2028}b();\nc();\n",
            "// a\rb();\nc();\n",
            "x = '\"' + `\n// text\n`;\n",
            "x = \"'`\" + `\n// text\n`;\n",
        ] {
            assert_eq!(without_comments(script), script);
        }
    }
}
