//! Styles, scripts and pictures under names that change with their content, so that browsers may keep them forever.

use std::collections::BTreeMap;

use super::Setup;
use super::bundle::Modules;
use super::files::{File, Files};
use crate::checks::fault_of_file;
use crate::diagnostics::{Diagnostic, Place};
use crate::extent::{Slicing, Whole};
use crate::imaging;

/// A published file of the theme.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Address from the root of the portal on, such as `/assets/style.0a1b2c3d4e.css`.
    pub url: String,
    /// Content.
    pub bytes: Vec<u8>,
}

/// All published files of a theme, by the path that templates name: `style.css`, `js/table.js`, `icons/mark.svg`.
#[derive(Debug, Clone, Default)]
pub struct Assets {
    prefix: String,
    by_path: BTreeMap<String, Asset>,
}

/// The folders of a theme whose files are published as they are.
const PLAIN_FOLDERS: [&str; 2] = ["icons", "images"];

impl Assets {
    pub(super) fn new(files: &Files, setup: Setup) -> Result<Self, Vec<Diagnostic>> {
        let mut assets = Self {
            prefix: setup.prefix.to_owned(),
            by_path: BTreeMap::new(),
        };
        let mut problems = Vec::new();
        for folder in PLAIN_FOLDERS {
            for (name, file) in files.below(folder) {
                match picture(name, file, setup) {
                    Ok(bytes) => assets.add(format!("{folder}/{name}"), bytes),
                    Err(problem) => problems.push(problem),
                }
            }
        }
        assets.add("style.css".to_owned(), style(files, setup.leading_css));
        if !problems.is_empty() {
            return Err(problems);
        }
        let scripts = scripts(files).map_err(|problem| vec![problem])?;
        for name in scripts.keys() {
            assets
                .add_script(files, &scripts, name, &mut Vec::new())
                .map_err(|problem| vec![problem])?;
        }
        Ok(assets)
    }

    /// The address of a file, with the prefix of the portal.
    pub fn url(&self, path: &str) -> Option<String> {
        self.by_path
            .get(path)
            .map(|asset| format!("{}{}", self.prefix, asset.url))
    }

    /// The content of a text file.
    pub(super) fn text(&self, path: &str) -> Option<&str> {
        let asset = self.by_path.get(path)?;
        std::str::from_utf8(&asset.bytes).ok()
    }

    /// All files, in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = &Asset> {
        self.by_path.values()
    }

    fn add(&mut self, path: String, bytes: Vec<u8>) {
        let url = format!("/assets/{}", fingerprinted(&path, &bytes));
        self.by_path.insert(path, Asset { url, bytes });
    }

    /// Adds a module after those that it imports: their names, and so their hashes, stand in its text.
    fn add_script(
        &mut self,
        files: &Files,
        scripts: &Modules,
        name: &str,
        open: &mut Vec<String>,
    ) -> Result<(), Diagnostic> {
        let path = format!("js/{name}");
        let Some(script) = scripts.get(name).filter(|_| !self.by_path.contains_key(&path)) else {
            return Ok(());
        };
        if open.iter().any(|other| other == name) {
            return files.get(&path).map_or(Ok(()), |file| Err(circular_import(file)));
        }
        open.push(name.to_owned());
        let mut script = script.clone();
        for imported in scripts.keys() {
            let specifier = format!("\"./{imported}\"");
            if !script.contains(&specifier) {
                continue;
            }
            self.add_script(files, scripts, imported, open)?;
            if let Some(asset) = self.by_path.get(&format!("js/{imported}")) {
                let target = asset.url.rsplit('/').next().unwrap_or_default();
                script = script.replace(&specifier, &format!("\"./{target}\""));
            }
        }
        open.pop();
        self.add(path, script.into_bytes());
        Ok(())
    }
}

/// The scripts as they are sent: without what is for those who write them, and joined where only one needs another.
fn scripts(files: &Files) -> Result<Modules, Diagnostic> {
    let read = |(name, file): (&str, &File)| Ok((name.to_owned(), super::script::without_comments(file.text()?)));
    let modules = files.below("js").map(read).collect::<Result<Modules, Diagnostic>>()?;
    let pages: Vec<&str> = files
        .below("templates")
        .filter_map(|(_, file)| file.text().ok())
        .collect();
    let is_named = |name: &str| pages.iter().any(|page| page.contains(&format!("js/{name}")));
    Ok(super::bundle::joined(&modules, is_named))
}

fn circular_import(file: &File) -> Diagnostic {
    Diagnostic::error(
        "vorlage",
        Place::file(&file.origin.as_str().into()),
        "die Skripte binden einander im Kreis ein",
    )
    .with_help("Lösen Sie einen der Importe auf.")
}

/// A picture as it is published: who took a photo, and where, is no more for readers than that of the content is.
fn picture(name: &str, file: &File, setup: Setup) -> Result<Vec<u8>, Diagnostic> {
    match file.text() {
        Ok(svg) if name.ends_with(".svg") => Ok(with_brand(svg, setup.brand).into_bytes()),
        _ if matches!(imaging::look(&file.bytes), Some(Ok(_))) => {
            imaging::original(&file.bytes).map_err(|fault| fault_of_file(&file.origin.as_str().into(), &fault))
        }
        _ => Ok(file.bytes.clone()),
    }
}

/// A picture that is a file of its own does not see the variables of the page: where it says `var(--brand, #123456)`, as
/// the styles do, the portal's colour is put in, or else the one that is given there.
fn with_brand(svg: &str, brand: Option<&str>) -> String {
    let mut parts = svg.split("var(--brand,");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (own, rest) = part.split_once(')').unwrap_or((part, ""));
        out.push_str(brand.unwrap_or(own.trim()));
        out.push_str(rest);
    }
    out
}

/// All styles as one file, in the order of their names: one request, and rules that build on each other.
fn style(files: &Files, leading: &str) -> Vec<u8> {
    let mut style = leading.as_bytes().to_vec();
    for (_, file) in files.below("css") {
        match std::str::from_utf8(&file.bytes) {
            Ok(css) => style.extend_from_slice(without_layout(css).as_bytes()),
            Err(_) => style.extend_from_slice(&file.bytes),
        }
        style.push(b'\n');
    }
    style
}

/// Style rules without comments, indentation and empty lines, which are for those who write them: every page would carry
/// them over the line. What stands in quotation marks is text.
fn without_layout(css: &str) -> String {
    let mut kept = String::with_capacity(css.len());
    let mut quote = None;
    let mut rest = css;
    while let Some(c) = rest.chars().next() {
        if quote.is_none() && rest.starts_with("/*") {
            let Some(end) = rest.part(2..).find("*/") else { break };
            rest = rest.part(end.plus(4)..);
            continue;
        }
        if quote.is_none() && matches!(c, '\n' | '{' | '}' | ';' | ':') {
            push_sign(&mut kept, c);
            rest = rest.part(1..).trim_start();
            continue;
        }
        let mut length = c.len_utf8();
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if c == open => quote = None,
            // What a sign escapes is a name, and no sign itself.
            (_, '\\') => length.raise(rest.part(length..).chars().next().map_or(0, char::len_utf8)),
            _ => {}
        }
        kept.push_str(rest.part(..length));
        rest = rest.part(length..);
    }
    kept
}

/// Adds a sign of a style after which blanks say nothing.
fn push_sign(kept: &mut String, sign: char) {
    match sign {
        // A blank before it parts two selectors.
        ':' => kept.push(sign),
        '\n' if kept.is_empty() || kept.ends_with(['\n', '{', '}', ';']) => {}
        '\n' => kept.push(sign),
        _ => {
            kept.truncate(kept.trim_end().len());
            if sign == '}' && kept.ends_with(';') {
                kept.pop();
            }
            kept.push(sign);
        }
    }
}

/// `js/table.js` becomes `table.0a1b2c3d4e.js`.
fn fingerprinted(path: &str, bytes: &[u8]) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let hash = blake3::hash(bytes).to_hex();
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}.{}.{extension}", hash.part(..10)),
        None => format!("{name}.{}", hash.part(..10)),
    }
}

#[cfg(test)]
mod tests {
    use super::without_layout;

    #[test]
    fn comments_and_indentation_go_and_texts_stay() {
        let css = "/* a */a{content:\"/* b */\\\"\"}/* c \" */b{}";
        assert_eq!(without_layout(css), "a{content:\"/* b */\\\"\"}b{}");
        assert_eq!(without_layout("a{} /* open"), "a{}");
        assert_eq!(
            without_layout("\n\n  a {\n    /* b */\n\n    c: \"d \\\n  e\";\n  }\n"),
            "a{c:\"d \\\n  e\"}"
        );
        assert_eq!(
            without_layout("a :hover, b {\n  --c: ;\n  d: e f\n}"),
            "a :hover, b{--c:;d:e f}"
        );
        assert_eq!(without_layout(".a\\: b{}"), ".a\\: b{}");
    }
}
