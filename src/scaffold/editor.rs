//! Schemas and settings for editors' tools, above all VS Code with its YAML extension.

use serde_json::{Map, Value, json};

use super::KINDS;
use super::draft::Draft;

/// The folder of the schemas below `content/`; hidden, so that nobody takes it for content.
const SCHEMAS: &str = ".schema";

const EDITORCONFIG: &str = "\
# Gilt für alle Inhalte: UTF-8, Zeilenenden wie unter Linux, Leerzeichen statt Tabulatoren.
root = true

[*]
charset = utf-8
end_of_line = lf
insert_final_newline = true
indent_style = space
indent_size = 2
";

/// A schema for every kind of file that holds a record; paths are relative to `content/`.
pub fn schemas() -> Vec<Draft> {
    let kinds = KINDS.iter().filter(|kind| kind.has_schema());
    kinds
        .map(|kind| Draft::new(format!("{SCHEMAS}/{}.json", kind.name), pretty(&kind.schema())))
        .collect()
}

/// Settings for VS Code and other editors, for the folder `content/`.
pub fn editor_settings() -> Vec<Draft> {
    let extensions = json!({ "recommendations": ["redhat.vscode-yaml", "editorconfig.editorconfig"] });
    vec![
        Draft::new(".editorconfig", EDITORCONFIG),
        Draft::new(".vscode/extensions.json", pretty(&extensions)),
        Draft::new(".vscode/settings.json", pretty(&settings())),
    ]
}

fn settings() -> Value {
    let kinds = KINDS.iter().filter(|kind| kind.is_yaml());
    let schemas: Map<String, Value> = kinds
        .map(|kind| (format!("./{SCHEMAS}/{}.json", kind.name), json!(kind.globs())))
        .collect();
    json!({
        "yaml.schemas": schemas,
        "yaml.schemaStore.enable": false,
        "yaml.format.enable": false,
        "files.encoding": "utf8",
        "files.eol": "\n",
        "files.insertFinalNewline": true,
        "editor.insertSpaces": true,
        "editor.tabSize": 2,
        "editor.wordWrap": "on",
    })
}

fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}
