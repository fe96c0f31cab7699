//! Tables: rows and cells without number or end, quotes, separators, encodings, and what refers to itself.

use super::ground::Ground;
use super::input::{Family, Input};

const DIRECTORY: &str = "content/stellen/gebietskoerperschaften.csv";
const REUSE: &str = "content/leistungen/wohngeld/nachnutzung.csv";
const HEAD: &str = "ars;name;art;uebergeordnet\n";
/// What else of the portal names.
const KNOWN: &str = "990010000000;Musterstadt;kreisfreie_stadt;\n990020000000;Musterkreis;landkreis;\n990020001001;Musterdorf;amtsfreie_gemeinde;990020000000\n";

pub fn inputs() -> Vec<Input> {
    let mut family = Family::new("CSV");
    let rows = |row: &dyn Fn(usize) -> String, count: usize| (0..count).map(row).collect::<String>();
    let all = format!("{HEAD}{KNOWN}");
    for (name, table) in [
        ("a quote that stays open", format!("{all}\"{}", "a;b\n".repeat(500_000))),
        (
            "a quote in every row",
            all.clone() + &rows(&|n| format!("{n};\"a\n"), 100_000),
        ),
        (
            "quotes within a cell",
            all.clone() + "990020001002;Dorf \"an\" der \"Au;amtsfreie_gemeinde;990020000000\n",
        ),
        ("three million quotes", all.clone() + &"\"".repeat(3_000_000)),
        ("a row of a million cells", format!("{all}{}\n", ";".repeat(1_000_000))),
        (
            "a head of 100,000 columns",
            format!("{};{}\n{KNOWN}", HEAD.trim(), rows(&|n| format!("c{n};"), 100_000)),
        ),
        (
            "a cell of three million letters",
            format!(
                "{all}990020001002;{};amtsfreie_gemeinde;990020000000\n",
                "a".repeat(3_000_000)
            ),
        ),
        (
            "100,000 wrong rows",
            all.clone() + &rows(&|n| format!("{n};a;b;c\n"), 100_000),
        ),
        (
            "one row 50,000 times",
            all.clone() + &"990020001002;Dorf;amtsfreie_gemeinde;990020000000\n".repeat(50_000),
        ),
        (
            "2,000 municipalities",
            all.clone()
                + &rows(
                    &|n| format!("99{:010};Dorf {n};amtsfreie_gemeinde;990020000000\n", 30_000_000 + n),
                    2_000,
                ),
        ),
        (
            "five megabytes",
            all.clone() + &"990020001002;Dorf;amtsfreie_gemeinde;990020000000\n".repeat(110_000),
        ),
        ("commas", all.replace(';', ",")),
        ("tabs", all.replace(';', "\t")),
        ("bars", all.replace(';', "|")),
        ("spaces", all.replace(';', " ")),
        ("commas and semicolons", format!("{HEAD}{}", KNOWN.replace(';', ","))),
        (
            "the separator of a spreadsheet",
            format!("sep=,\n{}", all.replace(';', ",")),
        ),
        ("no head", KNOWN.into()),
        ("nothing but a head", HEAD.into()),
        ("a head twice", format!("{HEAD}{all}")),
        ("a column twice", all.replacen("name;", "name;name;", 1)),
        ("an empty file", String::new()),
        ("white space", " \n\n \n".into()),
        ("three million line ends", "\n".repeat(3_000_000)),
        ("a page", "<!DOCTYPE html><html><table><tr><td>ars</table>".into()),
        ("line ends of old Macs", all.replace('\n', "\r")),
        ("line ends of Windows and Linux", all.replacen('\n', "\r\n", 2)),
        (
            "a district in itself",
            format!("{HEAD}{}", KNOWN.replace("landkreis;\n", "landkreis;990020000000\n")),
        ),
        (
            "two that are below each other",
            all.clone() + "990030000000;A;landkreis;990040000000\n990040000000;B;landkreis;990030000000\n",
        ),
        (
            "a chain of 10,000",
            all.clone()
                + &rows(
                    &|n| format!("99{:010};A;landkreis;99{:010}\n", 500_000_000 + n, 500_000_001 + n),
                    10_000,
                ),
        ),
        (
            "a name with a script",
            all.replace("Musterdorf", "<script>harm()</script>"),
        ),
        (
            "a name that a spreadsheet computes",
            all.replace("Musterdorf", "=cmd|' /C calc'!A1"),
        ),
        ("a name with a line end", all.replace("Musterdorf", "\"Muster\ndorf\"")),
        (
            "a name that turns the direction",
            all.replace("Musterdorf", "Muster\u{202e}dorf"),
        ),
        ("a name with NUL", all.replace("Musterdorf", "Muster\0dorf")),
        ("a key in Arabic digits", all.replace("990020001001", "٩٩٠٠٢٠٠٠١٠٠١")),
        (
            "a key that a spreadsheet has rounded",
            all.replace("990020001001", "9,9002E+11"),
        ),
        ("UTF-7", "+AGEAcgBz-;name\n".into()),
    ] {
        family.file(format!("directory: {name}"), DIRECTORY, table);
    }
    for (name, bytes) in [
        (
            "UTF-16",
            b"\xff\xfe"
                .iter()
                .copied()
                .chain(all.encode_utf16().flat_map(u16::to_le_bytes))
                .collect::<Vec<u8>>(),
        ),
        ("two byte order marks", format!("\u{feff}\u{feff}{all}").into_bytes()),
        (
            "Windows-1252",
            encoding_rs::WINDOWS_1252
                .encode(&all.replace("Musterdorf", "Müsterdörf"))
                .0
                .into_owned(),
        ),
        (
            "half UTF-8, half Windows-1252",
            [
                all.replace("Musterdorf", "Müsterdorf").as_bytes(),
                b"990020001002;D\xf6rf;amt;\n",
            ]
            .concat(),
        ),
        ("a workbook", b"PK\x03\x04\x14\0\x06\0xl/workbook.xml".to_vec()),
        ("an old workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest".to_vec()),
        (
            "bytes of all kinds",
            (0..1 << 20)
                .map(|n: u32| (n.wrapping_mul(2_654_435_761) >> 24) as u8)
                .collect(),
        ),
    ] {
        family.file(format!("directory: {name}"), DIRECTORY, bytes);
    }
    numbers(&mut family);
    let head = "ars;stand;seit;url;bemerkung\n";
    for (name, table) in [
        (
            "100,000 places that are not there",
            head.to_owned() + &rows(&|n| format!("{n:012};live;2022-01;;\n"), 100_000),
        ),
        (
            "a place 50,000 times",
            head.to_owned() + &"990010000000;live;2022-01;;\n".repeat(50_000),
        ),
        (
            "a state that there is not",
            head.to_owned() + "990010000000;fertig;2022-01;;\n",
        ),
        (
            "a day that there is not",
            head.to_owned() + "990010000000;live;2022-02-31;;\n",
        ),
        (
            "a script for an address",
            head.to_owned() + "990010000000;live;2022-01;javascript:harm();\n",
        ),
        (
            "a formula for a remark",
            head.to_owned() + "990010000000;live;2022-01;;\"=HYPERLINK(\"\"http://example.org\"\")\"\n",
        ),
        (
            "a remark of three megabytes",
            format!("{head}990010000000;live;2022-01;;{}\n", "a".repeat(3_000_000)),
        ),
    ] {
        family.file(format!("re-use: {name}"), REUSE, table);
    }
    for (name, path) in [
        ("20,000 bad rows in a table that nobody reads", "content/stellen/x.csv"),
        (
            "20,000 bad rows in a table beside a service",
            "content/leistungen/wohngeld/x.csv",
        ),
        (
            "20,000 bad rows in a table called almost right",
            "content/stellen/gebietskoerperschaft.csv",
        ),
    ] {
        family.file(name, path, HEAD.to_owned() + &rows(&|n| format!("{n};\"a\n"), 20_000));
    }
    family.inputs
}

fn numbers(family: &mut Family) {
    for number in [
        "1e999",
        "-1",
        "NaN",
        "inf",
        "18446744073709551616",
        "1.000",
        "1,5",
        "0x10",
        "１２",
        "=1+1",
    ] {
        family.add(format!("directory: inhabitants {number}"), move |ground: &Ground| {
            let rows: String = KNOWN.lines().map(|row| format!("{row};{number}\n")).collect();
            ground.write(DIRECTORY, format!("{};einwohner\n{rows}", HEAD.trim()));
        });
    }
}
