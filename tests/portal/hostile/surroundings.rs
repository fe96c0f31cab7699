//! What the program finds around the content: what it kept, the history, the output folder, the environment, and calls.

use std::fs;

use super::ground::Ground;
use super::input::{Family, Input, Stdout};

pub fn inputs() -> Vec<Input> {
    let families = [kept(), history(), output(), environment(), calls(), imports()];
    families.into_iter().flat_map(|family| family.inputs).collect()
}

/// Builds, so that there is something to spoil.
fn built(ground: &Ground) {
    let build = crate::harness::ozg()
        .args(["build", "--stichtag", crate::harness::AS_OF, "--wurzel"])
        .arg(&ground.root)
        .output();
    assert!(build.unwrap().status.success());
}

fn kept() -> Family {
    let mut family = Family::new("cache");
    for (name, script) in [
        (
            "rubbish in every file",
            "find .ozg -type f -exec sh -c 'echo rubbish > \"$1\"' sh {} ';'",
        ),
        (
            "nothing in every file",
            "find .ozg -type f -exec sh -c ': > \"$1\"' sh {} ';'",
        ),
        (
            "half of every file",
            "find .ozg -type f -exec sh -c 'truncate -s \"$(($(stat -c %s \"$1\") / 2))\" \"$1\"' sh {} ';'",
        ),
        (
            "bytes of every file are turned",
            "find .ozg -type f -exec sh -c 'head -c 300 /dev/zero | tr \"\\0\" \"\\377\" | dd of=\"$1\" bs=1 seek=40 conv=notrunc 2>/dev/null' sh {} ';'",
        ),
        (
            "a folder for every file",
            "find .ozg -type f -exec sh -c 'rm \"$1\"; mkdir \"$1\"' sh {} ';'",
        ),
        (
            "a pipe for every file",
            "find .ozg -type f -exec sh -c 'rm \"$1\"; mkfifo \"$1\"' sh {} ';'",
        ),
        (
            "a link to a file beside for every file",
            "find .ozg -type f -exec sh -c 'rm \"$1\"; ln -s \"$PWD/../geheim.txt\" \"$1\"' sh {} ';'",
        ),
        (
            "a link to zeros for every file",
            "find .ozg -type f -exec sh -c 'rm \"$1\"; ln -s /dev/zero \"$1\"' sh {} ';'",
        ),
        (
            "two gigabytes for every file",
            "find .ozg -type f -exec truncate -s 2G {} ';'",
        ),
        ("a file", "rm -r .ozg; echo x > .ozg"),
        ("a pipe", "rm -r .ozg; mkfifo .ozg"),
        ("a link to the content", "rm -r .ozg; ln -s content .ozg"),
        ("a link to nothing", "rm -r .ozg; ln -s gibt-es-nicht .ozg"),
        ("a link to itself", "rm -r .ozg; ln -s .ozg .ozg"),
        ("1,000 other files", "seq 1000 | sed 's,^,.ozg/,' | xargs touch"),
    ] {
        // What the pictures are drawn of has not changed: something else has, so that the folder is looked at.
        family.add(name, move |ground| {
            built(ground);
            ground.shell(script);
            ground.append("content/seiten/impressum.md", "\nNeu.\n");
        });
    }
    family
}

/// A repository of some commits to a page.
fn committed(ground: &Ground) {
    ground.shell("export HOME=/nonexistent GIT_AUTHOR_NAME=A GIT_AUTHOR_EMAIL=a@example.org GIT_COMMITTER_NAME=A GIT_COMMITTER_EMAIL=a@example.org GIT_AUTHOR_DATE='2022-01-02T00:00:00Z' GIT_COMMITTER_DATE='2022-01-02T00:00:00Z'; git init -q . && git add content && git commit -q -m Anfang");
}

/// A history of so many commits, written by hand.
fn imported(ground: &Ground, commits: usize, commit: impl Fn(usize) -> String) {
    let stream: String = (0..commits).map(commit).collect();
    ground.write("strom", stream);
    ground.shell("git init -q . && git fast-import --quiet --date-format=raw-permissive < strom && rm strom && git symbolic-ref HEAD refs/heads/main");
}

fn commit(n: usize, time: i64, author: &str, message: &str, change: &str) -> String {
    let message_bytes = message.len();
    format!(
        "commit refs/heads/main\nmark :{}\nauthor {author} {time} +0000\ncommitter {author} {time} +0000\ndata {message_bytes}\n{message}\n{change}\n",
        n + 1
    )
}

fn page(path: &str, n: usize) -> String {
    let text = format!("---\ntitel: Seite {n}\n---\n\nText {n}\n");
    format!("M 100644 inline {path}\ndata {}\n{text}\n", text.len())
}

fn history() -> Family {
    const DAY: i64 = 86_400;
    const BEGIN: i64 = 1_600_000_000;
    let author = "A <a@example.org>";
    let mut family = Family::new("history");
    for (name, script) in [
        ("a file that leads nowhere", "echo 'gitdir: /gibt/es/nicht' > .git"),
        ("an empty folder", "mkdir .git"),
        ("a pipe", "mkfifo .git"),
        ("no commit", "git init -q ."),
        (
            "a head of rubbish",
            "git init -q .; head -c 100000 /dev/zero > .git/HEAD",
        ),
        (
            "a head that refers to itself",
            "git init -q .; echo 'ref: HEAD' > .git/HEAD",
        ),
    ] {
        family.add(name, move |ground| ground.shell(script));
    }
    for (name, script) in [
        (
            "a head without its commit",
            "echo 1234567890123456789012345678901234567890 > .git/HEAD",
        ),
        ("objects that are gone", "rm -r .git/objects/??"),
        (
            "objects of rubbish",
            "find .git/objects -type f -exec sh -c 'chmod u+w \"$1\"; echo x > \"$1\"' sh {} ';'",
        ),
        ("an index of rubbish", "echo x > .git/index"),
        ("settings of rubbish", "echo '[[[' >> .git/config"),
        (
            "settings that run a program",
            "for key in core.fsmonitor core.sshCommand core.pager core.editor core.hooksPath diff.external gpg.program credential.helper core.alternateRefsCommand uploadpack.packObjectsHook; do git config $key 'touch gelaufen'; done; git config log.showSignature true; git config filter.x.clean 'touch gelaufen'; git config filter.x.smudge 'touch gelaufen'; git config diff.x.textconv 'touch gelaufen'; git config diff.x.command 'touch gelaufen'; echo '* filter=x diff=x' > .git/info/attributes; git config alias.log '!touch gelaufen'; git config alias.ls-tree '!touch gelaufen'; git config alias.cat-file '!touch gelaufen'",
        ),
        (
            "settings that fetch",
            "git config core.repositoryformatversion 1; git config extensions.partialClone origin; git config remote.origin.url 'ext::sh -c touch% gelaufen'; git config remote.origin.promisor true; git config protocol.ext.allow always; rm -r .git/objects/??",
        ),
        ("another place for the files", "git config core.worktree /"),
        ("a bare repository", "git config core.bare true"),
        (
            "objects elsewhere",
            "echo /gibt/es/nicht > .git/objects/info/alternates",
        ),
        (
            "a commit that takes the place of another",
            "git replace --graft HEAD HEAD~0 2>/dev/null || true; echo rubbish > .git/refs/replace || true; mkdir -p .git/refs/replace; git rev-parse HEAD > .git/refs/replace/$(git rev-parse HEAD)",
        ),
        ("grafts of rubbish", "seq 100000 > .git/info/grafts"),
        ("a shallow history", "git rev-parse HEAD > .git/shallow"),
        ("a lock that somebody left", "touch .git/index.lock .git/HEAD.lock"),
    ] {
        family.add(name, move |ground| {
            committed(ground);
            ground.shell(script);
        });
    }
    family.add("10,000 commits to one page", move |ground| {
        imported(ground, 10_000, |n| {
            commit(
                n,
                BEGIN + n as i64 * 600,
                author,
                "x",
                &page("content/seiten/impressum.md", n),
            )
        });
    });
    family.add("days before and beyond all", move |ground| {
        let times = [0, -1, 253_402_300_799, 9_000_000_000_000_000, 1_600_000_000];
        imported(ground, times.len(), |n| {
            commit(n, times[n], author, "x", &page("content/seiten/impressum.md", n))
        });
    });
    family.add("names and messages that are no text", move |ground| {
        imported(ground, 10, |n| {
            commit(
                n,
                BEGIN + n as i64 * DAY,
                "\u{1b}[31m\u{202e}&lt;script harm() <a@example.org>",
                "<script>harm()</script>\n\ncommit 123\n:100644",
                &page("content/seiten/impressum.md", n),
            )
        });
    });
    family.add("a message of ten megabytes", move |ground| {
        let message = "x".repeat(10_000_000);
        imported(ground, 2, |n| {
            commit(
                n,
                BEGIN + n as i64 * DAY,
                author,
                &message,
                &page("content/seiten/impressum.md", n),
            )
        });
    });
    family.add("names with line ends in the history", move |ground| {
        imported(ground, 10, |n| {
            commit(
                n,
                BEGIN + n as i64 * DAY,
                author,
                "x",
                &page("\"content/seiten/a\\nb\\t\\\"c.md\"", n),
            )
        });
    });
    family.add("a commit of 20,000 files", move |ground| {
        imported(ground, 2, |n| {
            let pages: String = (0..20_000)
                .map(|file| page(&format!("content/seiten/s{file}.md"), n))
                .collect();
            commit(n, BEGIN + n as i64 * DAY, author, "x", &pages)
        });
    });
    family.add("a merge of 30", move |ground| {
        imported(ground, 31, |n| match n {
            30 => {
                let parents: String = (1..=30).map(|mark| format!("merge :{mark}\n")).collect();
                commit(
                    n,
                    BEGIN + DAY * 40,
                    author,
                    "x",
                    &(parents + &page("content/seiten/impressum.md", n)),
                )
            }
            _ => commit(
                n,
                BEGIN + n as i64 * DAY,
                author,
                "x",
                &page(&format!("content/seiten/s{n}.md"), n),
            ),
        });
    });
    family.add("an older record that is rubbish", move |ground| {
        let path = "content/leistungen/wohngeld/leistung.yaml";
        imported(ground, 20, |n| {
            let text = match n % 2 {
                0 => "x: ".to_owned() + &"[".repeat(100_000),
                _ => format!("titel: {n}\n"),
            };
            commit(
                n,
                BEGIN + n as i64 * DAY,
                author,
                "x",
                &format!("M 100644 inline {path}\ndata {}\n{text}\n", text.len()),
            )
        });
    });
    family
}

fn output() -> Family {
    let mut family = Family::new("output");
    for place in [
        "/",
        "{root}",
        "{root}/content",
        "{root}/themes",
        "{root}/content/neu",
        "{root}/.ozg",
        "{root}/.git/x",
        "{outer}",
        "/dev/null",
        "/dev/full",
        "/proc/self",
        "/proc/neu",
        "{outer}/geheim.txt",
        "{outer}/geheim.txt/x",
        "{outer}/neu.zip",
        "{outer}/gibt/es/nicht.zip",
        "{outer}/geheim.txt/x.zip",
        "",
        "{outer}/a\nb",
    ] {
        let change = match place {
            _ if place.contains("es/nicht") => "gibt",
            _ if place.ends_with("\nb") => "a\nb",
            _ => "neu.zip",
        };
        family
            .add(format!("into {place:?}"), |_| ())
            .call(&["build", "--ausgabe", place])
            .changing(change);
    }
    let long = format!("{{outer}}/{}", "a".repeat(300));
    family
        .add("into a name of 300 characters", |_| ())
        .call(&["build", "--ausgabe", &long]);
    let deep = format!("{{outer}}/{}x", "a/".repeat(3_000));
    family
        .add("into 3,000 folders in each other", |_| ())
        .call(&["build", "--ausgabe", &deep]);
    for (name, script) in [
        ("a pipe", "mkfifo public"),
        ("a link to the content", "ln -s content public"),
        ("a link to nothing", "ln -s gibt-es-nicht public"),
        ("a link to itself", "ln -s public public"),
        ("a link to the whole machine", "ln -s / public"),
        ("a file of somebody else's", "mkdir public; echo x > public/index.html"),
        (
            "a folder in the place of a page",
            "mkdir -p public/index.html/x; echo x > public/index.html/x/y",
        ),
    ] {
        family.add(name, move |ground| ground.shell(script));
    }
    for (name, script) in [
        (
            "a link in the place of a page",
            "rm public/index.html; ln -s ../../geheim.txt public/index.html",
        ),
        (
            "a link in the place of a folder",
            "rm -r public/impressum; ln -s ../content public/impressum",
        ),
        (
            "a pipe in the place of a page",
            "rm public/index.html; mkfifo public/index.html",
        ),
        (
            "a page that is also another file",
            "ln -f ../geheim.txt public/index.html",
        ),
        (
            "pages that somebody changed",
            "find public -name '*.html' -exec sh -c 'echo x > \"$1\"' sh {} ';'",
        ),
        (
            "a mark of the house that is a folder",
            "find public -maxdepth 1 -name '.ozg*' -exec sh -c 'rm -r \"$1\"; mkdir \"$1\"' sh {} ';'",
        ),
        (
            "a mark of the house that is a pipe",
            "find public -maxdepth 1 -name '.ozg*' -exec sh -c 'rm -r \"$1\"; mkfifo \"$1\"' sh {} ';'",
        ),
        (
            "10,000 files of others",
            "mkdir public/andere; cd public/andere; seq 10000 | xargs touch",
        ),
    ] {
        family.add(name, move |ground| {
            built(ground);
            ground.shell(script);
            ground.append("content/seiten/impressum.md", "\nNeu.\n");
        });
    }
    family
}

fn environment() -> Family {
    let mut family = Family::new("environment");
    for (name, shell) in [
        ("no home", "unset HOME; exec \"$@\""),
        ("a home that is a file", "HOME=/etc/passwd exec \"$@\""),
        ("nothing at all", "exec env -i \"$@\""),
        ("no programs", "PATH=/gibt-es-nicht; exec \"$@\""),
        ("a language that there is not", "LANG=xx_YY.UTF-9 LC_ALL=zz exec \"$@\""),
        ("Turkish", "LANG=tr_TR.UTF-8 LC_ALL=tr_TR.UTF-8 exec \"$@\""),
        ("a time zone that there is not", "TZ=Mond/Krater exec \"$@\""),
        (
            "a time zone that is a file of the machine",
            "TZ=:../../../../etc/passwd exec \"$@\"",
        ),
        ("a time zone that is zeros", "TZ=:/dev/zero exec \"$@\""),
        ("no folder for the moment", "TMPDIR=/gibt/es/nicht exec \"$@\""),
        ("files for nobody", "umask 777; exec \"$@\""),
        ("files for everybody", "umask 000; exec \"$@\""),
        ("no input", "exec \"$@\" <&-"),
        ("no output", "exec \"$@\" >&-"),
        ("no output for faults", "exec \"$@\" 2>&-"),
        ("neither input nor output", "exec \"$@\" <&- >&- 2>&-"),
        ("an output that is full", "exec \"$@\" >/dev/full"),
        ("an output for faults that is full", "exec \"$@\" 2>/dev/full"),
        ("a date that is a word", "SOURCE_DATE_EPOCH=heute exec \"$@\""),
        ("a date before all", "SOURCE_DATE_EPOCH=-1 exec \"$@\""),
        (
            "a date beyond all",
            "SOURCE_DATE_EPOCH=99999999999999999999 exec \"$@\"",
        ),
        ("no threads", "RAYON_NUM_THREADS=0 exec \"$@\""),
        ("a thousand threads", "RAYON_NUM_THREADS=1000 exec \"$@\""),
        ("threads that are a word", "RAYON_NUM_THREADS=viele exec \"$@\""),
        (
            "another repository",
            "GIT_DIR=/gibt/es/nicht GIT_WORK_TREE=/ GIT_INDEX_FILE=/dev/zero exec \"$@\"",
        ),
        (
            "settings of git that run a program",
            "GIT_EXTERNAL_DIFF='touch gelaufen' GIT_PAGER='touch gelaufen' GIT_SSH_COMMAND='touch gelaufen' exec \"$@\"",
        ),
        ("few files at a time", "ulimit -n 16; exec \"$@\""),
        ("very few files at a time", "ulimit -n 6; exec \"$@\""),
        ("small files", "trap '' XFSZ; ulimit -f 1; exec \"$@\""),
        ("a small stack", "ulimit -s 128; exec \"$@\""),
        (
            "a folder that is gone",
            "mkdir \"$OUTER/weg\"; cd \"$OUTER/weg\"; rmdir \"$OUTER/weg\"; exec \"$@\"",
        ),
        (
            "signals that nobody hears",
            "trap '' PIPE TERM INT HUP XFSZ; exec \"$@\"",
        ),
    ] {
        family.add(name, |_| ()).shell(shell);
    }
    family.add("an output that nobody reads", |_| ()).stdout = Stdout::Broken;
    family
        .add("a table of problems that nobody reads", |ground| {
            ground.append("content/portal.yaml", "unbekannt: 1\n")
        })
        .call(&["check", "--format", "json"])
        .stdout = Stdout::Broken;
    family
}

fn calls() -> Family {
    let mut family = Family::new("calls");
    let long = "a".repeat(100_000);
    for call in [
        &["build", "--stichtag", "0000-00-00"][..],
        &["build", "--basis-url", "javascript:harm()"],
        &["build", "--zwischenspeicher", "/dev/null"],
        &["build", "--zwischenspeicher", "{root}/content"],
        &["build", "--zwischenspeicher", "/proc/x"],
        &["check", "--format", "html"],
        &["check", "--seit", "--output=gelaufen"],
        &["check", "--seit", "HEAD; touch gelaufen"],
        &["check", "--faellig", "-1"],
        &["check", "--faellig", "99999999999"],
        &["serve", "--port", "99999"],
        &["neu", "leistung", "../../x"],
        &["neu", "seite", ""],
        &["umbenennen", "leistung:wohngeld", "../../x"],
        &["umbenennen", "leistung:", "x"],
        &["umbenennen", "seite:impressum", "CON"],
        &["paket", "wohngeld", "--schritt", "9", "--ausgabe", "{outer}/x"],
        &["paket", "../x", "--schritt", "1", "--ausgabe", "{outer}/x"],
        &["paket", "wohngeld", "--schritt", "1", "--ausgabe", "{root}/content"],
        &["schema", "--ausgabe", "{outer}/geheim.txt"],
        &["publish", "s3://../x"],
        &["publish", "ssh://-oProxyCommand=touch gelaufen/x"],
        &["publish", "ssh://example.org:99999/x"],
        &["publish", "webdav://127.0.0.1:1/x"],
        &["publish", "/dev/null"],
        &["publish", ""],
        &["export", "server", "--fuer", "iis"],
        &["import", "stellen", "/gibt/es/nicht"],
        &["import", "stellen", "/dev/null"],
        &["\u{1b}[31m"],
        &[&long],
    ] {
        let name: String = call.join(" ").chars().take(60).collect();
        let input = family.add(name, |_| ()).call(call);
        // Who publishes builds first.
        input.leaves = call[0] == "publish";
    }
    family
}

fn imports() -> Family {
    let mut family = Family::new("import");
    let head = "ars;name;art;uebergeordnet\n";
    for (name, bytes) in [
        ("nothing", Vec::new()),
        ("zeros", vec![0; 5_000_000]),
        (
            "bytes of all kinds",
            (0..1 << 20)
                .map(|n: u32| (n.wrapping_mul(2_654_435_761) >> 24) as u8)
                .collect(),
        ),
        (
            "a quote that stays open",
            format!("{head}\"{}", "a;b\n".repeat(500_000)).into_bytes(),
        ),
        (
            "100,000 wrong rows",
            (head.to_owned() + &(0..100_000).map(|n| format!("{n};a;b;c\n")).collect::<String>()).into_bytes(),
        ),
        (
            "a row of a million cells",
            format!("{head}{}\n", ";".repeat(1_000_000)).into_bytes(),
        ),
        (
            "a head of 100,000 columns",
            (0..100_000).map(|n| format!("c{n};")).collect::<String>().into_bytes(),
        ),
        (
            "one row 50,000 times",
            (head.to_owned() + &"990020001001;Dorf;amtsfreie_gemeinde;990020000000\n".repeat(50_000)).into_bytes(),
        ),
        (
            "the list of municipalities, rubbish",
            "60".to_owned().repeat(1_000_000).into_bytes(),
        ),
        (
            "the list of municipalities, short lines",
            "6020220131\n".repeat(100_000).into_bytes(),
        ),
        ("a workbook", b"PK\x03\x04\x14\0\x06\0xl/workbook.xml".to_vec()),
        (
            "names that a spreadsheet computes",
            format!("{head}990020001001;=1+1;amtsfreie_gemeinde;990020000000\n").into_bytes(),
        ),
    ] {
        family
            .add(name, move |ground| {
                fs::write(ground.outer().join("tabelle.csv"), &bytes).unwrap()
            })
            .call(&["import", "stellen", "{outer}/tabelle.csv"])
            .changing("portal/content/stellen");
    }
    for (name, script) in [
        (
            "a pipe without end",
            "mkfifo ../tabelle.csv; (cat /dev/zero >../tabelle.csv </dev/null 2>/dev/null &) >/dev/null 2>&1",
        ),
        ("a folder", "mkdir ../tabelle.csv"),
        ("zeros without end", "ln -s /dev/zero ../tabelle.csv"),
        ("a file of ten gigabytes", "truncate -s 10G ../tabelle.csv"),
    ] {
        family
            .add(name, move |ground| ground.shell(script))
            .call(&["import", "stellen", "{outer}/tabelle.csv"]);
    }
    family
}
