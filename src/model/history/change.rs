//! What changed in the meaning of a service between two states of its record.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::extent::Whole;
use crate::model::{
    Amount, ApprovalStatus, AuthorityId, Availability, CostKind, CostStatus, Costs, Day, LegalStatus, Level, Maturity,
    Milestone, MinistryId, Offer, PartialDate, Participation, Phase, ReuseStatus, Service, TopicId,
};

/// One change that matters to readers. Its words are the theme's: `kind` names the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[allow(missing_docs)] // The fields say what was there before (`from`) and is there now (`to`); none where nothing was stated.
pub enum Change {
    /// The service is new in the portal.
    Added,
    /// The service left the portal.
    Removed,
    /// It has another name.
    Renamed { from: String, to: String },
    /// It stands elsewhere on the three steps.
    Phase { from: Phase, to: Phase },
    /// The ministry's examination went on.
    Approval {
        from: Option<ApprovalStatus>,
        to: Option<ApprovalStatus>,
    },
    /// Another offer from the federal context.
    Offer { from: Option<Offer>, to: Option<Offer> },
    /// Question 1 has another answer.
    ReusableFrom {
        from: Option<Availability>,
        to: Option<Availability>,
    },
    /// Question 4 has another answer.
    Law {
        from: Option<LegalStatus>,
        to: Option<LegalStatus>,
    },
    /// Question 5: how well the costs are known.
    CostStatus {
        from: Option<CostStatus>,
        to: Option<CostStatus>,
    },
    /// Question 5: how high they are.
    CostAmount {
        cost: CostKind,
        from: Option<Amount>,
        to: Option<Amount>,
    },
    /// Question 3: a further step is planned.
    StepAdded { date: PartialDate, title: String },
    /// A planned step is done.
    StepDone { title: String },
    /// A planned step has another date.
    StepMoved {
        title: String,
        from: PartialDate,
        to: PartialDate,
    },
    /// A step is no longer planned.
    StepDropped { title: String },
    /// Another level, or another model.
    Maturity { from: Option<Level>, to: Option<Level> },
    /// Another ministry is responsible.
    Ministry { from: MinistryId, to: MinistryId },
    /// It belongs to another topic area.
    Topic { from: TopicId, to: TopicId },
    /// The ministry looks for municipalities.
    CallOpened { until: Option<Day> },
    /// The call has another deadline.
    CallMoved { until: Option<Day> },
    /// The ministry looks for municipalities no longer.
    CallClosed,
    /// Authorities became pilots.
    Pilots { authorities: Vec<AuthorityId> },
    /// Pilots gave up.
    PilotsLost { count: usize },
    /// The online service is in operation at more or fewer authorities.
    Live { gained: usize, lost: usize, total: usize },
    /// The ministry confirmed the record.
    Confirmed { on: Day },
}

impl Change {
    /// All changes from one state of a service to the next, the weightiest first.
    pub fn between(before: &Service, after: &Service) -> Vec<Self> {
        let mut changes = Vec::new();
        changes.extend(moved(&before.title, &after.title, |from, to| Self::Renamed {
            from,
            to,
        }));
        changes.extend(moved(&before.phase, &after.phase, |from, to| Self::Phase { from, to }));
        changes.extend(offer_and_approval(before, after));
        changes.extend(answers(before, after));
        changes.extend(steps(before, after));
        let level = |service: &Service| service.maturity.as_ref().map(Maturity::rating);
        changes.extend(moved(&level(before), &level(after), |from, to| Self::Maturity {
            from,
            to,
        }));
        changes.extend(responsibility(before, after));
        changes.extend(call(before.participation.as_ref(), after.participation.as_ref()));
        changes.extend(pilots(before, after));
        changes.extend(live(before, after));
        let confirmed = after.reviewed_on.filter(|_| before.reviewed_on < after.reviewed_on);
        changes.extend(confirmed.map(|on| Self::Confirmed { on }));
        changes
    }
}

fn moved<T: Clone + PartialEq>(from: &T, to: &T, change: impl FnOnce(T, T) -> Change) -> Option<Change> {
    (from != to).then(|| change(from.clone(), to.clone()))
}

fn offer_and_approval(before: &Service, after: &Service) -> impl Iterator<Item = Change> {
    let offer = |service: &Service| service.efa.as_ref().map(|efa| efa.offer);
    let approval = |service: &Service| service.approval.as_ref().map(|approval| approval.status);
    [
        moved(&offer(before), &offer(after), |from, to| Change::Offer { from, to }),
        moved(&approval(before), &approval(after), |from, to| Change::Approval {
            from,
            to,
        }),
    ]
    .into_iter()
    .flatten()
}

fn answers(before: &Service, after: &Service) -> impl Iterator<Item = Change> {
    let (before, after) = (&before.answers, &after.answers);
    let law = |law: &Option<crate::model::Law>| law.as_ref().map(|law| law.status);
    let status = |costs: &Option<Costs>| costs.as_ref().map(|costs| costs.status);
    let amount = |cost| {
        let of = |costs: &Option<Costs>| costs.as_ref().and_then(|costs| costs.only_amount(cost));
        moved(&of(&before.costs), &of(&after.costs), |from, to| Change::CostAmount {
            cost,
            from,
            to,
        })
    };
    [
        moved(&before.reusable_from, &after.reusable_from, |from, to| {
            Change::ReusableFrom { from, to }
        }),
        moved(&law(&before.law), &law(&after.law), |from, to| Change::Law { from, to }),
        moved(&status(&before.costs), &status(&after.costs), |from, to| {
            Change::CostStatus { from, to }
        }),
        amount(CostKind::Introduction),
        amount(CostKind::Connection),
        amount(CostKind::Operation),
    ]
    .into_iter()
    .flatten()
}

/// Steps are told apart by their titles; one that only has another wording at the same date is the same step.
fn steps(before: &Service, after: &Service) -> Vec<Change> {
    let planned = |service: &Service| service.answers.next_steps.clone().unwrap_or_default();
    let (mut gone, mut changes) = (planned(before), Vec::new());
    let mut new: Vec<Milestone> = Vec::new();
    for step in planned(after) {
        match take(&mut gone, |other| other.title == step.title) {
            Some(old) => changes.extend(step_change(&old, &step)),
            None => new.push(step),
        }
    }
    for step in new {
        match take(&mut gone, |other| other.date == step.date) {
            Some(old) => changes.extend(step_change(&old, &step)),
            None if step.done => changes.push(Change::StepDone { title: step.title }),
            None => changes.push(Change::StepAdded {
                date: step.date,
                title: step.title,
            }),
        }
    }
    // Steps that are done may be tidied away.
    let dropped = gone.into_iter().filter(|step| !step.done);
    changes.extend(dropped.map(|step| Change::StepDropped { title: step.title }));
    changes
}

fn take(steps: &mut Vec<Milestone>, is_it: impl Fn(&Milestone) -> bool) -> Option<Milestone> {
    let index = steps.iter().position(is_it)?;
    Some(steps.remove(index))
}

fn step_change(before: &Milestone, after: &Milestone) -> Option<Change> {
    let title = after.title.clone();
    if after.done {
        return (!before.done).then_some(Change::StepDone { title });
    }
    moved(&before.date, &after.date, |from, to| Change::StepMoved {
        title,
        from,
        to,
    })
}

fn responsibility(before: &Service, after: &Service) -> impl Iterator<Item = Change> {
    [
        moved(&before.ministry, &after.ministry, |from, to| Change::Ministry {
            from,
            to,
        }),
        moved(&before.topic, &after.topic, |from, to| Change::Topic { from, to }),
    ]
    .into_iter()
    .flatten()
}

fn call(before: Option<&Participation>, after: Option<&Participation>) -> Option<Change> {
    match (before, after) {
        (None, Some(call)) => Some(Change::CallOpened { until: call.until }),
        (Some(_), None) => Some(Change::CallClosed),
        (Some(old), Some(new)) => (old.until != new.until).then_some(Change::CallMoved { until: new.until }),
        (None, None) => None,
    }
}

/// The authorities whose re-use has come as far as one of these.
fn at(service: &Service, statuses: &[ReuseStatus]) -> BTreeSet<AuthorityId> {
    let reuses = service.reuse.iter().filter(|reuse| statuses.contains(&reuse.status));
    reuses.map(|reuse| reuse.authority.clone()).collect()
}

/// Pilots stand in the ministry's record and in the table of re-uses; being named twice makes nobody new.
/// Who is live is a pilot no longer, but has not given up.
fn pilots(before: &Service, after: &Service) -> Vec<Change> {
    let pilots = |service: &Service| {
        let mut pilots = at(service, &[ReuseStatus::Pilot]);
        let named = service.piloting.iter().flat_map(|piloting| &piloting.authorities);
        pilots.extend(named.cloned());
        pilots
    };
    let (old, new) = (pilots(before), pilots(after));
    let further = |service| at(service, &[ReuseStatus::Introducing, ReuseStatus::Live]);
    let (were_further, are_further) = (further(before), further(after));
    let gained: Vec<_> = new
        .iter()
        .filter(|id| !old.contains(*id) && !were_further.contains(*id))
        .cloned()
        .collect();
    let lost = old
        .iter()
        .filter(|id| !new.contains(*id) && !are_further.contains(*id))
        .count();
    let gained = (!gained.is_empty()).then_some(Change::Pilots { authorities: gained });
    let lost = (lost > 0).then_some(Change::PilotsLost { count: lost });
    gained.into_iter().chain(lost).collect()
}

fn live(before: &Service, after: &Service) -> Option<Change> {
    let (old, new) = (at(before, &[ReuseStatus::Live]), at(after, &[ReuseStatus::Live]));
    let (gained, lost) = (new.difference(&old).count(), old.difference(&new).count());
    (gained.plus(lost) > 0).then_some(Change::Live {
        gained,
        lost,
        total: new.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Reuse;

    fn service(yaml: &str) -> Service {
        let head = "titel: Wohngeld\nkurz: Miete\nressort: mi\nthemenfeld: bauen\n";
        serde_yaml::from_str(&format!("{head}{yaml}")).expect(yaml)
    }

    fn with_reuse(yaml: &str, reuses: &[(&str, ReuseStatus)]) -> Service {
        let reuse = reuses.iter().map(|(authority, status)| Reuse {
            authority: authority.parse().expect("id"),
            status: *status,
            since: None,
            url: None,
            remark: None,
            line: 1,
        });
        Service {
            reuse: reuse.collect(),
            ..service(yaml)
        }
    }

    #[test]
    fn texts_and_order_are_no_change_of_meaning() {
        let before = service("phase: pilotierung\nsuchbegriffe: [Miete]\nauskunft: {sachstand: Alt}\n");
        let after = service("auskunft: {sachstand: Neu}\nsuchbegriffe: [Wohnung]\nphase: pilotierung\n");
        assert_eq!(Change::between(&before, &after), []);
    }

    #[test]
    fn steps_are_added_done_moved_reworded_and_dropped() {
        let steps = |steps: &str| service(&format!("phase: rollout\nauskunft:\n  naechste_schritte: [{steps}]\n"));
        let before = steps(
            "{datum: 2022-Q1, titel: A}, {datum: 2022-Q2, titel: B}, {datum: 2022-Q3, titel: C}, {datum: 2023, titel: D}",
        );
        let after = steps(
            "{datum: 2022-Q1, titel: A, erledigt: true}, {datum: 2022-Q4, titel: B}, {datum: 2022-Q3, titel: Anders}, {datum: 2024, titel: E}",
        );
        let date = |text: &str| text.parse().expect(text);
        let title = |text: &str| text.to_owned();
        assert_eq!(
            Change::between(&before, &after),
            [
                Change::StepDone { title: title("A") },
                Change::StepMoved {
                    title: title("B"),
                    from: date("2022-Q2"),
                    to: date("2022-Q4")
                },
                Change::StepAdded {
                    date: date("2024"),
                    title: title("E")
                },
                Change::StepDropped { title: title("D") },
            ]
        );
    }

    #[test]
    fn a_pilot_that_goes_live_is_no_loss_and_nobody_counts_twice() {
        use ReuseStatus::{Live, Pilot};
        let before = with_reuse("phase: pilotierung\n", &[("aa", Pilot), ("bb", Pilot), ("cc", Pilot)]);
        let after = with_reuse(
            "phase: pilotierung\npilotierung: {behoerden: [bb, dd]}\n",
            &[("aa", Live), ("bb", Pilot), ("dd", Pilot)],
        );
        assert_eq!(
            Change::between(&before, &after),
            [
                Change::Pilots {
                    authorities: vec!["dd".parse().expect("id")]
                },
                Change::PilotsLost { count: 1 },
                Change::Live {
                    gained: 1,
                    lost: 0,
                    total: 1
                },
            ]
        );
    }
}
