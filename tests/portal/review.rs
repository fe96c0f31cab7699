//! The list of records to be confirmed again.

use serde_json::Value;

use crate::harness::Tree;

/// One service overdue, one due soon, one later, one never confirmed, one that is only a draft.
fn tree() -> Tree {
    let tree = Tree::base();
    let service = |title: &str, fields: &str| {
        format!("titel: {title}\nkurz: Ein Satz.\nressort: mi\nthemenfeld: bauen-wohnen\nphase: vorbereitung\n{fields}")
    };
    let contact = "kontakt:\n  - name: Referat 12\n    email: referat12@example.org\n";
    for (id, title, fields) in [
        ("alt", "Alt", format!("geprueft_am: 2021-08-01\n{contact}")),
        ("bald", "Bald", "geprueft_am: 2022-02-05\npruefen_nach: 20\n".to_owned()),
        ("nie", "Nie", String::new()),
        ("entwurf", "Entwurf", "entwurf: true\n".to_owned()),
    ] {
        tree.write(
            &format!("content/leistungen/{id}/leistung.yaml"),
            service(title, &fields),
        );
    }
    tree
}

#[test]
fn the_list_names_what_is_due_and_whom_to_ask() {
    let said = tree().ozg(&["check", "--faellig"]);
    assert_eq!((said.code, said.stderr.as_str()), (0, ""));
    assert_eq!(
        said.stdout,
        "MI (Innenministerium)
  Nie: noch nie bestätigt
    content/leistungen/nie/leistung.yaml
    Kontakt: OZG-Koordination <ozg@example.org>
  Alt: überfällig seit dem 28. Januar 2022 (18 Tage)
    content/leistungen/alt/leistung.yaml
    Kontakt: Referat 12 <referat12@example.org>
  Bald: fällig am 25. Februar 2022, in 10 Tagen
    content/leistungen/bald/leistung.yaml
    Kontakt: OZG-Koordination <ozg@example.org>

"
    );
}

#[test]
fn the_number_of_days_counts() {
    let said = tree().ozg(&["check", "--faellig", "9"]);
    assert!(!said.stdout.contains("Bald"), "{}", said.stdout);
    let said = Tree::base().ozg(&["check", "--faellig", "0"]);
    assert_eq!(said.stdout, "In den nächsten 0 Tagen ist nichts zu prüfen.\n");
}

#[test]
fn the_list_is_there_for_programs() {
    let said = tree().ozg(&["check", "--faellig", "--format", "json"]);
    let list: Value = serde_json::from_str(&said.stdout).unwrap();
    assert_eq!((&list["as_of"], &list["days"]), (&"2022-02-15".into(), &30.into()));
    assert_eq!(
        list["due"][2],
        serde_json::json!({
            "service": "bald",
            "title": "Bald",
            "path": "content/leistungen/bald/leistung.yaml",
            "reviewed_on": "2022-02-05",
            "due_on": "2022-02-25",
            "days_left": 10,
            "ministry": { "id": "mi", "abbreviation": "MI", "name": "Innenministerium" },
            "contacts": [{ "name": "OZG-Koordination", "email": "ozg@example.org" }],
        })
    );
}

#[test]
fn the_calendar_is_whole_and_always_the_same() {
    let tree = tree();
    let said = tree.ozg(&["check", "--faellig", "--ical"]);
    assert_eq!(said.stdout, tree.ozg(&["check", "--faellig", "--ical"]).stdout);
    let lines: Vec<&str> = said.stdout.split("\r\n").collect();
    assert_eq!((lines[0], lines[lines.len() - 2]), ("BEGIN:VCALENDAR", "END:VCALENDAR"));
    assert!(lines.iter().all(|line| line.len() <= 75), "{}", said.stdout);
    assert_eq!(lines.iter().filter(|line| **line == "BEGIN:VEVENT").count(), 3);
    for line in [
        "UID:pruefung-bald@portal.example.org",
        "DTSTART;VALUE=DATE:20220225",
        "DTEND;VALUE=DATE:20220226",
        "DTSTAMP:20220215T000000Z",
        "SUMMARY:Bald prüfen (MI)",
        // What is overdue stands on the reference date.
        "DTSTART;VALUE=DATE:20220215",
    ] {
        assert!(lines.contains(&line), "{line} is missing in\n{}", said.stdout);
    }
}

#[test]
fn an_error_in_the_content_is_told_beside_the_list() {
    let tree = tree();
    tree.replace("content/leistungen/alt/leistung.yaml", "phase:", "phse:");
    let said = tree.ozg(&["check", "--faellig"]);
    assert_eq!(said.code, 1);
    assert!(said.stdout.contains("Bald"));
    assert!(
        said.stderr.contains("die Liste kann unvollständig sein"),
        "{}",
        said.stderr
    );
}

#[test]
fn forms_that_are_for_problems_are_refused() {
    let said = tree().ozg(&["check", "--faellig", "--format", "sarif"]);
    assert_eq!(said.code, 2);
    assert!(said.stderr.contains("als text und json"), "{}", said.stderr);
}
