//! Older forms of a record: they hold, and `ozg check --reparieren` turns them into the form of today.

use serde_json::{Map, Value, json};

use crate::diagnostics::{Change, Diagnostic, NewValue, Place, Repair};
use crate::model::{Amount, Cents, Costs, Payer, Portal, RolloutTask, Service, ServiceTexts, Tier};

use crate::checks::rule::{Rule, check};

pub(in crate::checks) const RULES: &[Rule] = &[Rule::hint(
    "form-veraltet",
    "Eine Angabe hat eine ältere Form",
    "Die ältere Form gilt weiter. In der heutigen steht bei jeder Aufgabe, wer sie erledigt, und bei jedem Betrag, wer ihn zahlt.",
    "`ozg check --reparieren` schreibt die Angabe um, wo es keinen Zweifel gibt.",
)
.by(&[check!(tasks_without_owners), check!(amounts_without_payers), check!(translations)])];

/// `rollout` becomes `onboarding`.
fn tasks_without_owners(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    portal.services.values().filter_map(|service| {
        service.rollout.as_ref()?;
        let message = "die Aufgaben unter `rollout` stehen heute unter `onboarding`, jede mit dem, der sie erledigt";
        let problem = Diagnostic::hint("form-veraltet", Place::key(&service.source.path, "/rollout"), message);
        let problem = problem.with_help("Nennen Sie die Aufgaben unter `onboarding`.");
        // Two lists are put together by the editor.
        Some(match onboarding(service) {
            Some(list) if service.onboarding.is_empty() => {
                problem.with_repair(Repair(vec![set("/rollout", list), rename("/rollout", "onboarding")]))
            }
            _ => problem,
        })
    })
}

fn onboarding(service: &Service) -> Option<Value> {
    let tasks = service.rollout.as_ref()?.tasks();
    let entries = tasks.into_iter().filter_map(|(task, said)| {
        let said = said?;
        let mut entry = Map::new();
        entry.insert("aufgabe".to_owned(), json!(task.word()));
        entry.insert("wer".to_owned(), json!(task.usual_owner().word()));
        rest_of_task(&mut entry, said);
        Some(Value::Object(entry))
    });
    let entries: Vec<Value> = entries.collect();
    (!entries.is_empty()).then_some(Value::Array(entries))
}

fn rest_of_task(entry: &mut Map<String, Value>, task: &RolloutTask) {
    entry.insert("stand".to_owned(), json!(task.status.word()));
    entry.extend(task.on.map(|on| ("am".to_owned(), json!(on.to_string()))));
    entry.extend(task.url.as_ref().map(|url| ("url".to_owned(), json!(url.as_str()))));
    entry.extend(task.text.as_ref().map(|text| ("text".to_owned(), json!(text))));
}

/// Three amounts and a sentence become entries with a payer each.
fn amounts_without_payers(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    portal.services.values().filter_map(move |service| {
        let costs = service.answers.costs.as_ref()?;
        let (first, _) = costs.older_amounts().into_iter().find(|(_, amount)| amount.is_some())?;
        let path = format!("/auskunft/kosten/{}", first.word());
        let message = "Beträge stehen heute unter `posten`, jeder mit dem, der ihn zahlt";
        let problem = Diagnostic::hint("form-veraltet", Place::key(&service.source.path, path), message);
        let payer = costs.payer_named(&portal.carrier_kinds(service));
        let repair = repair_of_costs(costs, payer);
        let problem = match repair {
            Some(repair) => problem.with_repair(repair),
            None => problem,
        };
        Some(problem.with_help("Nennen Sie unter `posten` jeden Betrag mit `art`, `betrag` und `zahlt`."))
    })
}

/// The entries take the place of the first amount; the others and the sentence go.
fn repair_of_costs(costs: &Costs, payer: Option<Payer>) -> Option<Repair> {
    let mut amounts = costs.older_amounts().into_iter().filter_map(|(_, amount)| amount);
    // Of nothing it is the same to all who pays it; of all else it must be said.
    let is_sure = payer.is_some() || (costs.borne_by.is_none() && amounts.all(Amount::is_nothing));
    if !is_sure || !costs.entries.is_empty() {
        return None;
    }
    let amounts = costs.older_amounts().into_iter();
    let amounts: Vec<_> = amounts.filter_map(|(kind, amount)| Some((kind, amount?))).collect();
    let entries = amounts.iter().map(|(kind, amount)| {
        let mut entry = Map::new();
        entry.insert("art".to_owned(), json!(kind.word()));
        entry.insert("betrag".to_owned(), written(amount));
        entry.extend(payer.map(|payer| ("zahlt".to_owned(), json!(payer.word()))));
        Value::Object(entry)
    });
    let entries = Value::Array(entries.collect());
    let (first, others) = amounts.split_first()?;
    let field = |name: &str| format!("/auskunft/kosten/{name}");
    let first = field(first.0.word());
    let mut changes = vec![set(&first, entries), rename(&first, "posten")];
    let others = others.iter().map(|(kind, _)| kind.word());
    let sentence = costs.borne_by.iter().map(|_| "traeger");
    let gone = others.chain(sentence);
    changes.extend(gone.map(|name| Change::Remove { field: field(name) }));
    Some(Repair(changes))
}

/// An amount as records write it.
fn written(amount: &Amount) -> Value {
    match amount {
        Amount::Flat(cents) => euros(*cents),
        Amount::Tiers(tiers) => tiers.iter().map(tier).collect(),
    }
}

fn tier(tier: &Tier) -> Value {
    let mut record = Map::new();
    let most = tier.up_to_population.map(u64::from);
    record.extend(most.map(|most| ("bis_einwohner".to_owned(), json!(most))));
    record.insert("betrag".to_owned(), euros(tier.amount));
    Value::Object(record)
}

fn euros(Cents(cents): Cents) -> Value {
    match cents % 100 {
        0 => json!(cents / 100),
        _ => json!(cents as f64 / 100.0),
    }
}

/// A translation follows its original.
fn translations(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    let all = portal
        .translations
        .values()
        .flat_map(|translation| &translation.services);
    all.filter_map(|(id, translated)| {
        let service = portal.services.get(id)?;
        let (field, changes) = outdated(service, &translated.texts)?;
        let message = "die Übersetzung folgt noch der älteren Form des Originals";
        let problem = Diagnostic::hint("form-veraltet", Place::key(&translated.source.path, field), message);
        Some(
            problem
                .with_help("`ozg check --reparieren` schreibt sie um.")
                .with_repair(Repair(changes)),
        )
    })
}

fn outdated(service: &Service, texts: &ServiceTexts) -> Option<(&'static str, Vec<Change>)> {
    const BORNE_BY: &str = "/auskunft/kosten_traeger";
    let costs = service.answers.costs.as_ref();
    let says_payers = costs.is_some_and(|costs| costs.borne_by.is_none() && !costs.entries.is_empty());
    let has_tasks = service.rollout.is_none() && !service.onboarding.is_empty();
    let tasks = (has_tasks && !texts.rollout.is_empty() && texts.onboarding.is_empty())
        .then(|| ("/rollout", rename("/rollout", "onboarding")));
    let borne_by = (says_payers && texts.answers.borne_by.is_some()).then(|| {
        let field = BORNE_BY.to_owned();
        (BORNE_BY, Change::Remove { field })
    });
    let found: Vec<_> = tasks.into_iter().chain(borne_by).collect();
    let field = found.first()?.0;
    Some((field, found.into_iter().map(|(_, change)| change).collect()))
}

fn set(field: &str, value: Value) -> Change {
    Change::Set {
        field: field.to_owned(),
        value: NewValue::Data(value),
    }
}

fn rename(field: &str, name: &str) -> Change {
    Change::Rename {
        field: field.to_owned(),
        name: name.to_owned(),
    }
}
