//! Names of files and what stands behind them: what no system allows, what looks the same, and what is no file.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::net::UnixListener;

use super::ground::Ground;
use super::input::{Family, Input};

const TEXT: &str = "---\ntitel: x\n---\n\nx\n";

pub fn inputs() -> Vec<Input> {
    let mut family = Family::new("names");
    for name in [
        "CON.md",
        "nul.md",
        "aux.pdf",
        "com1.md",
        "lpt1.pdf",
        "...md",
        "..md",
        "a..pdf",
        "-.md",
        "--hilfe.md",
        "a .md",
        " a.md",
        "a.md ",
        "a.",
        "a.md.",
        "a:b.pdf",
        "a\\b.pdf",
        "a*?.pdf",
        "a\"b.pdf",
        "a'b.pdf",
        "a<b>.pdf",
        "a&b.pdf",
        "a;b.pdf",
        "a|b.pdf",
        "a%2e%2e%2fb.pdf",
        "%00.pdf",
        "a#b.pdf",
        "a?b.pdf",
        "~$a.docx",
        "Thumbs.db",
        "a\tb.pdf",
        "a\rb.pdf",
        "a\u{1b}[31m.pdf",
        "a\u{202e}fdp.exe",
        "a\u{200b}b.pdf",
        "a\u{2028}b.pdf",
        "😀.pdf",
        "Ä.md",
        "index.md",
        "404.md",
        "assets.md",
        "suche.md",
        "robots.md",
        "sitemap.md",
        "_ozg.md",
        "x.en.md",
        "x.xx.md",
        "x.md.md",
        "$(touch geheim).pdf",
        "`id`.pdf",
        "{{ 7 * 7 }}.pdf",
    ] {
        family.add(format!("{name:?}"), move |ground: &Ground| {
            ground.write(&format!("content/seiten/{name}"), TEXT)
        });
    }
    for (name, one, other) in [
        ("twins in capitals", "anlage.pdf", "Anlage.pdf"),
        ("twins in another form of Unicode", "\u{e4}.pdf", "a\u{308}.pdf"),
        ("twins with another letter for the same", "\u{212b}.pdf", "\u{c5}.pdf"),
        ("twins in capitals, as pages", "anlage.md", "ANLAGE.md"),
    ] {
        family.add(name, move |ground: &Ground| {
            ground.write(
                "content/seiten/x.md",
                format!("---\ntitel: x\n---\n\n[a](<{one}>) [b](<{other}>)\n"),
            );
            ground.write(&format!("content/seiten/{one}"), "%PDF-1.4\n%%EOF\n");
            ground.write(&format!("content/seiten/{other}"), "%PDF-1.4\n%%EOF\n2");
        });
    }
    long(&mut family);
    links(&mut family);
    no_files(&mut family);
    family.inputs
}

fn long(family: &mut Family) {
    family.add("a name of 250 characters", |ground| {
        ground.write(&format!("content/seiten/{}.md", "a".repeat(250)), TEXT)
    });
    family.add("a document whose name has 255 bytes", |ground| {
        let name = "ä".repeat(125) + "x.pdf";
        ground.write(&format!("content/seiten/{name}"), "%PDF-1.4\n%%EOF\n");
        ground.write("content/seiten/x.md", format!("---\ntitel: x\n---\n\n[a]({name})\n"));
    });
    family.add("a service whose name has 200 characters", |ground| {
        let service = ground.read("content/leistungen/wohngeld/leistung.yaml");
        ground.write(
            &format!("content/leistungen/{}/leistung.yaml", "a".repeat(200)),
            service,
        );
    });
    family.add("200 folders in each other", |ground| {
        ground.write(&format!("content/seiten/{}x.md", "a/".repeat(200)), TEXT)
    });
    family.add("10,000 files that nobody reads", |ground| {
        (0..10_000).for_each(|n| ground.write(&format!("content/notizen/{n}.txt"), "x"))
    });
    family.add("10,000 empty folders", |ground| {
        (0..10_000).for_each(|n| drop(ground.path(&format!("content/leistungen/a{n}/x"))))
    });
    family.add("a name that is no Unicode", |ground| {
        let folder = ground.path("content/seiten/x").parent().unwrap().to_path_buf();
        fs::write(folder.join(OsStr::from_bytes(b"a\xff.pdf")), "x").unwrap();
        fs::write(folder.join(OsStr::from_bytes(b"b\xff.md")), TEXT).unwrap();
    });
}

fn links(family: &mut Family) {
    for (name, target, path) in [
        ("a link to itself", "x.md", "content/seiten/x.md"),
        ("a link to the folder above", "..", "content/seiten/a"),
        (
            "a link to a file beside the portal",
            "../../../geheim.txt",
            "content/seiten/x.md",
        ),
        ("a link to a file of the machine", "/etc/passwd", "content/seiten/x.pdf"),
        ("a link to zeros without end", "/dev/zero", "content/seiten/x.pdf"),
        ("a link to nothing", "gibt-es-nicht", "content/seiten/x.md"),
        ("a link to the whole machine", "/", "content/seiten/alles"),
        ("a service that is a link", "wohngeld", "content/leistungen/umzug"),
        (
            "a theme file that is a link",
            "/etc/passwd",
            "themes/standard/images/x.png",
        ),
        (
            "a theme file that is a link to zeros",
            "/dev/zero",
            "themes/standard/css/x.css",
        ),
        ("a folder of a theme that is a link", "/etc", "themes/standard/images"),
        ("themes that are a link", "/etc", "themes"),
    ] {
        family.add(name, move |ground: &Ground| ground.link(target, path));
    }
    for (name, path) in [
        ("content that is a link", "content"),
        ("services that are a link", "content/leistungen"),
        ("settings that are a link", "content/portal.yaml"),
    ] {
        family.add(name, move |ground: &Ground| {
            fs::rename(ground.root.join(path), ground.outer().join("anderswo")).unwrap();
            ground.link(ground.outer().join("anderswo"), path);
        });
    }
    family.add("settings that are a link to zeros", |ground| {
        ground.remove("content/portal.yaml");
        ground.link("/dev/zero", "content/portal.yaml");
    });
    family.add("a file under two names", |ground| {
        let path = ground.path("content/seiten/impressum.md");
        fs::hard_link(&path, ground.path("content/seiten/zweites.md")).unwrap();
    });
}

fn no_files(family: &mut Family) {
    for path in [
        "content/seiten/x.md",
        "content/seiten/x.pdf",
        "content/portal.yaml",
        "content/leistungen/wohngeld/leistung.yaml",
        "content/stellen/weitere.yaml",
        "themes/standard/css/x.css",
        "themes/standard/templates/page.html",
        "themes/standard/i18n/de.yaml",
    ] {
        family.add(format!("a pipe: {path}"), move |ground: &Ground| {
            let _ = fs::remove_file(ground.root.join(path));
            ground.path(path);
            ground.shell(&format!("mkfifo {path}"));
        });
        family.add(format!("a folder: {path}"), move |ground: &Ground| {
            let _ = fs::remove_file(ground.root.join(path));
            fs::create_dir_all(ground.path(path)).unwrap();
        });
    }
    family.add("a socket", |ground| {
        drop(UnixListener::bind(ground.path("content/seiten/x.md")).unwrap())
    });
    for path in ["content/leistungen", "content/stellen", "content", "themes"] {
        family.add(format!("a file: {path}"), move |ground: &Ground| {
            let _ = fs::remove_dir_all(ground.root.join(path));
            ground.write(path, "x");
        });
    }
}
