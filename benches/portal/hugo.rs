//! The same content for Hugo, with the smallest theme that does what ours does: pages in a common frame, paginated lists
//! by ministry, topic and phase, feed, sitemap, and an index for a search in the browser.

use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;

use crate::content::{self, MINISTRIES, Service, TOPICS};
use crate::directory;

/// Whether Hugo can be run.
pub fn is_there() -> bool {
    Command::new("hugo")
        .arg("version")
        .output()
        .is_ok_and(|output| output.status.success())
}

/// The command that builds the site.
pub fn build(root: &Path, output: &Path) -> Command {
    let mut command = Command::new("hugo");
    command
        .arg("--quiet")
        .arg("--source")
        .arg(root)
        .arg("--destination")
        .arg(output);
    command
}

/// Writes a site with so many services.
pub fn write(root: &Path, services: usize) -> io::Result<()> {
    for (path, text) in THEME {
        write_file(&root.join(path), text)?;
    }
    for number in 0..services {
        let service = content::service(number, services);
        write_file(
            &root.join("content/leistungen").join(format!("{}.md", service.id)),
            &page(&service),
        )?;
    }
    for key in directory::keys() {
        let page = format!("---\ntitle: Stelle {key}\nschluessel: \"{key}\"\neinwohner: 1000\n---\n");
        write_file(&root.join("content/stellen").join(format!("{key}.md")), &page)?;
    }
    for number in 0..MINISTRIES {
        let page = format!("---\ntitle: Ministerium {number}\nwebsite: https://m{number}.example.org\n---\n");
        write_file(&root.join(format!("content/ressort/m{number}/_index.md")), &page)?;
    }
    for number in 0..TOPICS {
        let page = format!("---\ntitle: Themenfeld {number}\n---\n");
        write_file(&root.join(format!("content/themenfeld/t{number}/_index.md")), &page)?;
    }
    Ok(())
}

fn write_file(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)
}

/// The record as front matter, the text below it.
fn page(service: &Service) -> String {
    let link = format!("[verwandte Leistung](/leistungen/{}/)", service.linked);
    let text = service.text.replace("{link}", &link);
    let record = content::record(service);
    let Service {
        title,
        summary,
        ministry,
        topic,
        phase,
        ..
    } = service;
    // The record's own lines for these would be strings, and Hugo's taxonomies are lists.
    let rest = record.lines().filter(|line| {
        !["titel:", "kurz:", "ressort:", "themenfeld:", "phase:", "geprueft_am:"]
            .iter()
            .any(|field| line.starts_with(field))
    });
    let rest: String = rest.map(|line| format!("{line}\n")).collect();
    format!(
        "---\ntitle: \"{title}\"\ndescription: \"{summary}\"\ndate: 2022-01-15\nressort: [m{ministry}]\nthemenfeld: [t{topic}]\nphase: [{phase}]\n{rest}---\n\n{text}"
    )
}

const THEME: &[(&str, &str)] = &[
    ("hugo.toml", include_str!("hugo/plain/hugo.toml")),
    ("layouts/_default/baseof.html", include_str!("hugo/plain/baseof.html")),
    ("layouts/_default/list.html", include_str!("hugo/plain/list.html")),
    ("layouts/_default/single.html", include_str!("hugo/plain/single.html")),
    ("layouts/leistungen/single.html", include_str!("hugo/plain/leistung.html")),
    ("layouts/index.json", include_str!("hugo/plain/index.json")),
];
