//! The way to an online service in use: ordering, tasks with owners, costs with payers, and older forms of all that.

use std::fs;
use std::path::Path;

use ozg::content::Library;
use ozg::model::{Actor, AuthorityKind, CostGap, CostKind, Day, Orderability, OwnCosts, Service, TaskStatus};

use crate::harness::{Tree, files};

const SERVICE: &str = "content/leistungen/wohngeld/leistung.yaml";

/// The service of the base portal, offered and approved, with more fields.
fn record(fields: &str) -> String {
    let base = fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/portal/base")
            .join(SERVICE),
    );
    format!(
        "{}efa: {{angebot: nachnutzbar}}\nfreigabe: {{stand: erteilt, am: 2021-05-01}}\n{fields}",
        base.unwrap()
    )
}

fn service(fields: &str) -> Service {
    let tree = Tree::base();
    tree.write(SERVICE, record(fields));
    let loaded = Library::open(tree.path()).load();
    let found = loaded
        .contents
        .services
        .iter()
        .find(|service| service.id.as_str() == "wohngeld");
    Service::clone(found.unwrap_or_else(|| panic!("{fields}\n{:?}", loaded.problems)))
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

#[test]
fn approved_is_not_orderable() {
    let on = day("2022-02-15");
    for (route, state) in [
        ("", Orderability::Unstated),
        ("bestellung: {vertragspartner: land}", Orderability::Unstated),
        ("bestellung: {vertrag: offen}", Orderability::Open),
        ("bestellung: {vertrag: in_verhandlung}", Orderability::Negotiating),
        ("bestellung: {vertrag: steht}", Orderability::Now),
        (
            "bestellung: {vertrag: steht, vertrag_seit: 2022-02-15}",
            Orderability::Now,
        ),
        (
            "bestellung: {vertrag: steht, vertrag_seit: 2022-02-16}",
            Orderability::Later,
        ),
        (
            "bestellung: {vertrag: steht, vertrag_bis: 2022-02-15}",
            Orderability::Now,
        ),
        (
            "bestellung: {vertrag: steht, vertrag_bis: 2022-02-14}",
            Orderability::Expired,
        ),
        ("bestellung: {vertragspartner: kommune}", Orderability::Now),
        (
            "bestellung: {vertragspartner: kommune, vertrag_bis: 2022-02-14}",
            Orderability::Expired,
        ),
        (
            "bestellung: {vertragspartner: kommune, vertrag: offen}",
            Orderability::Open,
        ),
    ] {
        let service = service(route);
        assert_eq!(service.order_state(on), Some(state), "{route}");
        assert_eq!(service.can_be_ordered(on), state == Orderability::Now, "{route}");
    }
    let mut rejected = service("bestellung: {vertrag: steht}");
    rejected.approval = None;
    assert_eq!(rejected.order_state(on), None);
    assert!(!rejected.can_be_ordered(on));
}

#[test]
fn both_forms_of_tasks_are_read_as_one() {
    let told = |fields: &str| -> Vec<(&'static str, Actor, TaskStatus)> {
        let service = service(fields);
        let tasks = service.onboarding_tasks();
        tasks
            .iter()
            .map(|step| (step.task.word(), step.owner, step.status))
            .collect()
    };
    let older = "rollout:\n  aussenkommunikation: {stand: offen}\n  leistungsbeschreibung: {stand: erledigt}\n";
    let today = "onboarding:\n  - {aufgabe: aussenkommunikation, stand: offen}\n  - {aufgabe: leistungsbeschreibung, wer: land, stand: erledigt}\n";
    let expected = [
        ("leistungsbeschreibung", Actor::State, TaskStatus::Done),
        ("aussenkommunikation", Actor::Municipality, TaskStatus::Open),
    ];
    assert_eq!(told(older), expected);
    assert_eq!(told(today), expected);
    // What is said in both forms holds as `onboarding` says it.
    let both = format!("{older}onboarding:\n  - {{aufgabe: aussenkommunikation, wer: land, stand: in_arbeit}}\n");
    assert_eq!(
        told(&both)[1],
        ("aussenkommunikation", Actor::State, TaskStatus::InProgress)
    );
    let open = service(today);
    let open: Vec<_> = open
        .open_onboarding_tasks_of(Actor::Municipality)
        .iter()
        .map(|step| step.task.word())
        .collect();
    assert_eq!(open, ["aussenkommunikation"]);
}

fn own(costs: &str, kind: AuthorityKind, population: Option<u64>, on: &str) -> Option<OwnCosts> {
    service(&format!("auskunft:\n  kosten:\n{costs}")).cost_for(kind, population, day(on))
}

/// Known cents once and a year, and what is unknown.
fn sums(own: &OwnCosts) -> (u64, u64, Vec<(CostKind, CostGap)>) {
    let unknown = own.once.unknown.iter().chain(&own.yearly.unknown).copied();
    (own.once.known, own.yearly.known, unknown.collect())
}

#[test]
fn what_an_authority_pays_is_worked_out_of_the_payers() {
    let costs = "    stand: bekannt
    steuer: netto
    posten:
      - {art: einfuehrung, betrag: 100, zahlt: land}
      - {art: anbindung, betrag: 50.50, zahlt: kommune}
      - art: betrieb
        betrag: [{bis_einwohner: 5000, betrag: 10}, {betrag: 20}]
        zahlt: kommune
        bis: 2022
      - art: betrieb
        betrag: [{bis_einwohner: 5000, betrag: 30}, {betrag: 40}]
        zahlt: kommune
        von: 2023
      - {art: betrieb, betrag: 1000, zahlt: bund}
";
    let town = AuthorityKind::IndependentMunicipality;
    let at = |population, on| own(costs, town, population, on).unwrap();
    assert_eq!(sums(&at(Some(5000), "2022-12-31")), (5050, 1000, vec![]));
    assert_eq!(sums(&at(Some(5001), "2022-12-31")), (5050, 2000, vec![]));
    assert_eq!(sums(&at(Some(5001), "2023-01-01")), (5050, 4000, vec![]));
    assert_eq!(at(Some(1), "2022-01-01").tax, Some(ozg::model::Tax::Without));
    assert_eq!(at(Some(1), "2022-01-01").once.paid_by_others, [CostKind::Introduction]);
    let gap = vec![(CostKind::Operation, CostGap::NoPopulation)];
    assert_eq!(sums(&at(None, "2022-02-15")), (5050, 0, gap));
    let none = own("    stand: unbekannt\n", town, Some(1), "2022-02-15");
    assert_eq!(none, None);
}

#[test]
fn what_is_not_said_is_unknown_and_not_nothing() {
    let town = AuthorityKind::IndependentMunicipality;
    let one =
        |costs: &str, kind| sums(&own(&format!("    stand: bekannt\n{costs}"), kind, Some(1), "2022-02-15").unwrap());
    let rest = |gap| {
        let missing = |kind| (kind, CostGap::NoAmount);
        vec![
            missing(CostKind::Introduction),
            missing(CostKind::Connection),
            (CostKind::Operation, gap),
        ]
    };
    assert_eq!(
        one("    posten: [{art: betrieb, betrag: 9}]\n", town),
        (0, 0, rest(CostGap::NoPayer))
    );
    assert_eq!(
        one("    posten: [{art: betrieb, zahlt: kommune}]\n", town),
        (0, 0, rest(CostGap::NoAmount))
    );
    assert_eq!(
        one(
            "    posten: [{art: betrieb, betrag: 9, zahlt: kommune, von: 2023}]\n",
            town
        ),
        (0, 0, rest(CostGap::NoPrice))
    );
    // The older form: a name is a payer, a sentence with conditions is not.
    let older = |traeger: &str, kind| one(&format!("    betrieb: 9\n    traeger: {traeger}\n"), kind);
    assert_eq!(older("Kommunen", town).1, 900);
    assert_eq!(older("Landkreise und kreisfreie Städte", AuthorityKind::County).1, 900);
    let others = older("Landkreise und kreisfreie Städte", town);
    assert_eq!((others.1, others.2.len()), (0, 2));
    assert_eq!(older("Land", town).2.len(), 2);
    assert_eq!(
        older("Kommunen, im ersten Jahr das Land", town).2,
        rest(CostGap::NoPayer)
    );
}

/// Records as they were before ordering, onboarding and payers: they build, and nothing but hints is said of their form.
#[test]
fn older_records_build_and_become_todays_without_losing_a_byte_beside() {
    let tree = Tree::base();
    let older = record(
        "# Stand der Fachabteilung
auskunft:
  kosten:
    stand: bekannt  # laut Vertrag
    einfuehrung: 200
    betrieb:
      - bis_einwohner: 5000
        betrag: 150.50
      - betrag: 280
    traeger: Kommunen
    text: Mehr dazu folgt.

rollout:
  leistungsbeschreibung:
    stand: erledigt
    am: 2022-01-20
  aussenkommunikation:
    stand: in_arbeit
    text: Beileger 2022
basisdienste: [nutzerkonto, fit_connect]  # wie gehabt
reifegrad: {modell: \"1.1\", stufe: 3}
",
    );
    tree.write(SERVICE, &older);
    let said = tree.ozg(&["check", "--alle"]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    assert_eq!(
        said.stderr.matches("Hinweis[form-veraltet]").count(),
        2,
        "{}",
        said.stderr
    );
    assert!(!said.stderr.contains("Warnung["), "{}", said.stderr);
    let before = page(&tree);
    assert!(
        before.contains("Beileger 2022") && before.contains("150,50"),
        "{before}"
    );

    let mended = tree.ozg(&["check", "--reparieren"]);
    assert_eq!(mended.code, 0, "{}", mended.stderr);
    let expected = older
        .replace(
            "    einfuehrung: 200
    betrieb:
      - bis_einwohner: 5000
        betrag: 150.50
      - betrag: 280
    traeger: Kommunen
",
            "    posten:
      - art: einfuehrung
        betrag: 200
        zahlt: kommune
      - art: betrieb
        betrag:
          - bis_einwohner: 5000
            betrag: 150.5
          - betrag: 280
        zahlt: kommune
",
        )
        .replace(
            "rollout:
  leistungsbeschreibung:
    stand: erledigt
    am: 2022-01-20
  aussenkommunikation:
    stand: in_arbeit
",
            "onboarding:
  - aufgabe: leistungsbeschreibung
    wer: land
    stand: erledigt
    am: 2022-01-20
  - aufgabe: aussenkommunikation
    wer: kommune
    stand: in_arbeit
",
        );
    assert_eq!(tree.read(SERVICE), expected);
    assert!(!tree.ozg(&["check", "--alle"]).stderr.contains("form-veraltet"));
    // Readers see the same before and after.
    assert_eq!(page(&tree), before);
}

/// A remark within what would be written anew is nothing to lose: then the editor does it.
#[test]
fn a_remark_keeps_a_repair_from_being_made() {
    let tree = Tree::base();
    let text = record("rollout:\n  portalverbund:\n    # wartet auf die Landesredaktion\n    stand: offen\n");
    tree.write(SERVICE, &text);
    tree.ozg(&["check", "--reparieren"]);
    assert_eq!(tree.read(SERVICE), text);
}

fn page(tree: &Tree) -> String {
    let page = fs::read_to_string(tree.build().join("leistungen/wohngeld/index.html")).unwrap();
    let main = page.split_once("<main").unwrap().1;
    main.split_once("</main>").unwrap().0.to_owned()
}

#[test]
fn the_page_tells_approval_and_ordering_apart() {
    let tree = Tree::base();
    for (route, says) in [
        (
            "",
            "Ob und wie Stellen bestellen können, hat das Ressort noch nicht angegeben.",
        ),
        (
            "bestellung: {vertrag: in_verhandlung}\n",
            "Noch nicht bestellbar: Über den Vertrag wird verhandelt.",
        ),
        (
            "bestellung: {vertrag: steht, vertrag_seit: 2021-06-01}\n",
            "seit 1. Juni 2021",
        ),
    ] {
        tree.write(SERVICE, record(route));
        let page = page(&tree);
        assert!(
            page.contains("Das Ressort hat den Online-Dienst am 1. Mai 2021 zur Nachnutzung freigegeben."),
            "{page}"
        );
        assert!(page.contains(says), "{says}\n{page}");
    }
}

#[test]
fn usage_and_single_keys_are_on_the_page_and_in_the_open_data() {
    let tree = Tree::base();
    let fields =
        "leika: [\"99107023017000\"]\nleika_stand: [{leika: \"99107023017000\", titel: Erstantrag, stand: online}]\n";
    tree.write(SERVICE, record(fields));
    tree.write(
        "content/leistungen/wohngeld/nutzung.csv",
        "Monat;Fälle;davon online\n2021-12;1.000;999\n2022-01;500;1\n2021-11;;7\n",
    );
    let page = page(&tree);
    for words in ["Erstantrag", "99\u{a0}%", "unter 1\u{a0}%"] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    let all = files(&tree.path().join("public"));
    let table = |name: &str| {
        let (_, bytes) = all
            .iter()
            .find(|(path, _)| path == name)
            .unwrap_or_else(|| panic!("{name}"));
        String::from_utf8(bytes.clone()).unwrap()
    };
    assert!(
        table("daten/nutzung.csv").contains("\"wohngeld\";\"2021-12\";1000;999"),
        "{}",
        table("daten/nutzung.csv")
    );
    assert!(table("daten/leika-stand.csv").contains("\"Erstantrag\";\"online\""));
}
