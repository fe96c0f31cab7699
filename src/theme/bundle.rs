//! Modules that only one other module needs become part of it: each request of a reader costs a trip over the line, and small files
//! compress badly. What several scripts share, and what is loaded only when it is needed, stays a file of its own.
//!
//! Only what can be joined by moving lines is: imports and exports of the plain form, and names that differ. All else stays apart,
//! and works as it is.

use std::collections::{BTreeMap, BTreeSet};

/// The texts of modules by their names.
pub(super) type Modules = BTreeMap<String, String>;

/// A module, taken apart.
struct Module<'a> {
    /// Which names it imports from which module.
    imports: Vec<(&'a str, Vec<&'a str>)>,
    /// The lines that are no imports.
    body: Vec<&'a str>,
    /// What it declares for all of itself.
    declared: Vec<&'a str>,
}

type Parts<'a> = BTreeMap<&'a str, Module<'a>>;

/// Joins what only one module needs to that one.
/// `named` tells which ones pages name themselves: they stay files of their own.
pub(super) fn joined(modules: &Modules, named: impl Fn(&str) -> bool) -> Modules {
    let parts: Parts = modules
        .iter()
        .filter_map(|(name, text)| Some((name.as_str(), take_apart(text)?)))
        .collect();
    let owners = owners(modules, &parts, named);
    let mut out = Modules::new();
    for name in modules
        .keys()
        .filter(|name| owners.get(name.as_str()) == Some(&name.as_str()))
    {
        let members = members(name, &parts, &owners);
        match together(name, &members, &parts) {
            Some(text) if members.len() > 1 => drop(out.insert(name.clone(), text)),
            _ => out.extend(
                members
                    .iter()
                    .filter_map(|member| Some(((*member).to_owned(), modules.get(*member)?.clone()))),
            ),
        }
    }
    out
}

/// The module that each becomes part of: itself where several need it, none does, a page names it, or it is loaded only when it is needed.
fn owners<'a>(modules: &'a Modules, parts: &Parts<'a>, named: impl Fn(&str) -> bool) -> BTreeMap<&'a str, &'a str> {
    let mut importers: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, module) in parts {
        for (from, _) in &module.imports {
            importers.entry(from).or_default().push(name);
        }
    }
    // Whoever speaks of a module elsewhere than in an import may load it by what is written there.
    let is_late = |name: &str| {
        let written = format!("\"./{name}\"");
        modules.iter().any(|(other, text)| match parts.get(other.as_str()) {
            Some(module) => module.body.iter().any(|line| line.contains(&written)),
            None => text.contains(&written),
        })
    };
    let mut owners: BTreeMap<&str, &str> = modules.keys().map(|name| (name.as_str(), name.as_str())).collect();
    let movable: Vec<&str> = parts
        .keys()
        .copied()
        .filter(|name| importers.contains_key(name) && !is_late(name) && !named(name))
        .collect();
    // What an owner is part of itself moves on with it, so it is looked at again; each round moves one at least.
    for _ in &movable {
        for name in &movable {
            let importers = importers.get(name).into_iter().flatten();
            let needed_by: BTreeSet<&str> = importers.filter_map(|importer| owners.get(importer).copied()).collect();
            if let (1, Some(owner)) = (needed_by.len(), needed_by.first()) {
                owners.insert(name, owner);
            }
        }
    }
    // Those that import each other in a circle belong to nobody, and are told as that.
    if movable.iter().any(|name| imports_itself(name, parts)) {
        return modules.keys().map(|name| (name.as_str(), name.as_str())).collect();
    }
    owners
}

/// Whether a module comes to itself by what it imports.
fn imports_itself(name: &str, parts: &Parts) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![name];
    while let Some(module) = open.pop() {
        let imports = parts.get(module).into_iter().flat_map(|module| &module.imports);
        for (from, _) in imports {
            if *from == name {
                return true;
            }
            if seen.insert(*from) {
                open.push(from);
            }
        }
    }
    false
}

/// A module and what is part of it, each after what it imports.
fn members<'a>(name: &'a str, parts: &Parts<'a>, owners: &BTreeMap<&'a str, &'a str>) -> Vec<&'a str> {
    let mut order = Vec::new();
    let mut open = vec![(name, false)];
    let mut seen = BTreeSet::new();
    while let Some((module, is_done)) = open.pop() {
        if is_done {
            order.push(module);
            continue;
        }
        if !seen.insert(module) {
            continue;
        }
        open.push((module, true));
        let imports = parts.get(module).into_iter().flat_map(|module| &module.imports);
        let own = imports
            .map(|(from, _)| *from)
            .filter(|from| owners.get(from) == Some(&name));
        open.extend(own.map(|from| (from, false)));
    }
    order
}

/// One module of several; none where two of them use a name for something else each.
fn together(root: &str, members: &[&str], parts: &Parts) -> Option<String> {
    let mut names = BTreeSet::new();
    let mut imports: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for member in members {
        let module = parts.get(member)?;
        if !module.declared.iter().all(|name| names.insert(*name)) {
            return None;
        }
        for (from, imported) in module.imports.iter().filter(|(from, _)| !members.contains(from)) {
            imports.entry(from).or_default().extend(imported);
        }
    }
    if imports.values().flatten().any(|name| names.contains(name)) || is_mistaken(members, parts) {
        return None;
    }
    let mut text = String::new();
    for (from, imported) in imports {
        let imported: Vec<&str> = imported.into_iter().collect();
        text.push_str(&format!("import {{ {} }} from \"./{from}\";\n", imported.join(", ")));
    }
    for member in members {
        for line in &parts.get(member)?.body {
            // Within the module, everybody sees what was exported.
            let line = line.strip_prefix("export ").filter(|_| *member != root).unwrap_or(line);
            text.push_str(line);
            text.push('\n');
        }
    }
    Some(text)
}

/// Whether one of them speaks of something by a name that another one has for something of its own: what was the browser's (`open`,
/// `name`) would be that one's.
fn is_mistaken(members: &[&str], parts: &Parts) -> bool {
    let modules = || members.iter().filter_map(|member| parts.get(member));
    modules().any(|user| {
        let knows = |name: &str| {
            let imported = user.imports.iter().flat_map(|(_, names)| names);
            user.declared.contains(&name) || imported.into_iter().any(|known| *known == name)
        };
        let others = modules().flat_map(|other| &other.declared).filter(|name| !knows(name));
        others
            .into_iter()
            .any(|name| user.body.iter().any(|line| says(line, name)))
    })
}

/// Whether a line has a name that is not one of something else (`.name`).
fn says(line: &str, name: &str) -> bool {
    line.match_indices(name).any(|(at, _)| {
        let before = line.get(..at).and_then(|text| text.chars().next_back());
        let after = line
            .get(at.saturating_add(name.len())..)
            .and_then(|text| text.chars().next());
        !before.is_some_and(|c| c == '.' || is_of_name(c)) && !after.is_some_and(is_of_name)
    })
}

/// Parts a module into its imports and the rest; none where it is written in a way that lines do not tell.
fn take_apart(text: &str) -> Option<Module<'_>> {
    let mut module = Module {
        imports: Vec::new(),
        body: Vec::new(),
        declared: Vec::new(),
    };
    for line in text.lines() {
        // Within a text of several lines, a line may begin like anything.
        if line.matches('`').count() % 2 == 1 {
            return None;
        }
        if line.starts_with("import") {
            module.imports.push(imported(line)?);
            continue;
        }
        module.body.push(line);
        let declaration = line.strip_prefix("export ").unwrap_or(line);
        let is_exported = declaration.len() < line.len();
        match declared(declaration) {
            Some(name) => module.declared.push(name),
            // `export { … }`, `export default`, `export *`; `const { … } =`
            None if is_exported => return None,
            None if ["const ", "let ", "var "]
                .iter()
                .any(|word| declaration.starts_with(word)) =>
            {
                return None;
            }
            None => {}
        }
    }
    Some(module)
}

/// `import { a, b } from "./c.js";`
fn imported(line: &str) -> Option<(&str, Vec<&str>)> {
    let (names, from) = line.strip_prefix("import {")?.split_once("} from \"./")?;
    let names: Vec<&str> = names.split(',').map(str::trim).collect();
    let is_plain = names.iter().all(|name| is_name(name));
    is_plain.then_some((from.strip_suffix("\";")?, names))
}

/// The name that a line at the very left declares.
fn declared(line: &str) -> Option<&str> {
    let line = line.strip_prefix("async ").unwrap_or(line);
    let words = ["function* ", "function ", "class ", "const ", "let ", "var "];
    let rest = words.iter().find_map(|word| line.strip_prefix(word))?;
    let end = rest.find(|c: char| !is_of_name(c)).unwrap_or(rest.len());
    rest.get(..end).filter(|name| is_name(name))
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(is_of_name)
}

#[cfg(test)]
mod tests {
    use super::{Modules, joined};

    fn of(modules: &[(&str, &str)]) -> Modules {
        modules
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
            .collect()
    }

    #[test]
    fn what_only_one_needs_becomes_part_of_it_in_the_order_of_need() {
        let modules = of(&[
            (
                "a.js",
                "import { b } from \"./b.js\";\nimport { s } from \"./s.js\";\nexport const a = b + s;\n",
            ),
            (
                "b.js",
                "import { c } from \"./c.js\";\nimport { s } from \"./s.js\";\nexport const b = c + s;\n",
            ),
            ("c.js", "export const c = 1;\nconst hidden = 2;\n"),
            ("s.js", "export const s = 3;\n"),
            ("other.js", "import { s } from \"./s.js\";\nimport(\"./late.js\");\n"),
            ("late.js", "export const late = 4;\n"),
        ]);
        let expected = of(&[
            (
                "a.js",
                "import { s } from \"./s.js\";\nconst c = 1;\nconst hidden = 2;\nconst b = c + s;\nexport const a = b + s;\n",
            ),
            ("late.js", "export const late = 4;\n"),
            ("other.js", "import { s } from \"./s.js\";\nimport(\"./late.js\");\n"),
            ("s.js", "export const s = 3;\n"),
        ]);
        assert_eq!(joined(&modules, |_| false), expected);
        // Pages name it: it stays.
        assert!(joined(&modules, |name| name == "b.js").contains_key("b.js"));
    }

    #[test]
    fn what_lines_do_not_tell_stays_apart() {
        let cases: [&[(&str, &str)]; 9] = [
            // The same name for two things.
            &[
                ("a.js", "import { b } from \"./b.js\";\nconst x = b;\n"),
                ("b.js", "const x = 1;\nexport const b = x;\n"),
            ],
            // A name of its own for what is imported, and two ways to export.
            &[
                ("a.js", "import { b as c } from \"./b.js\";\nc();\n"),
                ("b.js", "export const b = 1;\n"),
            ],
            &[
                ("a.js", "import { b } from \"./b.js\";\nb();\n"),
                ("b.js", "const b = 1;\nexport { b };\n"),
            ],
            &[
                ("a.js", "import b from \"./b.js\";\nb();\n"),
                ("b.js", "export default 1;\n"),
            ],
            &[
                ("a.js", "import { b } from \"./b.js\";\nb();\n"),
                ("b.js", "const { x } = window;\nexport const b = x;\n"),
            ],
            // A name of the browser that another one has, too.
            &[
                ("a.js", "import { b } from \"./b.js\";\nb(open(\"/\"));\n"),
                ("b.js", "const open = 1;\nexport const b = () => open;\n"),
            ],
            // Loaded late in another writing, and a text of several lines.
            &[
                ("a.js", "import { b } from \"./b.js\";\nb(import( \"./b.js\" ));\n"),
                ("b.js", "export const b = 1;\n"),
            ],
            &[
                ("a.js", "import { b } from \"./b.js\";\nb(1);\n"),
                ("b.js", "export const b = `\nexport nothing\n`;\n"),
            ],
            // A circle.
            &[
                ("a.js", "import { b } from \"./b.js\";\nexport const a = 1;\n"),
                ("b.js", "import { a } from \"./a.js\";\nexport const b = 1;\n"),
            ],
        ];
        for case in cases {
            assert_eq!(joined(&of(case), |_| false), of(case));
        }
    }
}
