//! The five answers of a record as sentences and lists of a letter.

use super::value::{Found, Value, escaped};
use super::values::Values;
use crate::model::{Amount, Availability, CostStatus, Costs, Markdown, PartialDate, Tier};

impl Values<'_> {
    pub(super) fn reusable_from(&self) -> Found {
        let sentence = match self.service.answers.reusable_from {
            Some(Availability::From(date)) => {
                let already = Availability::From(date).has_come(self.site.portal.as_of);
                let text = if already {
                    "kit.reusable_since"
                } else {
                    "kit.reusable_from"
                };
                self.site.filled(text, &[("date", &self.after_a_preposition(date))])
            }
            Some(Availability::Unknown) => self.site.text("kit.reusable_unknown"),
            None => {
                let help =
                    "Ergänzen Sie unter `auskunft:` das Feld `nachnutzung_ab:`; auch `unbekannt` ist eine Antwort.";
                return Err(self.missing("/auskunft", "die Antwort auf Frage 1 (ab wann)", help));
            }
        };
        Ok(Value::Words(sentence))
    }

    /// "dem 1. März 2022", "März 2022", "dem 3. Quartal 2022", "2022"
    fn after_a_preposition(&self, date: PartialDate) -> String {
        let form = match date {
            PartialDate::Day(_) | PartialDate::Quarter(..) => "kit.date_with_article",
            PartialDate::Month(..) | PartialDate::Year(_) => "kit.date",
        };
        self.site.filled(form, &[("date", &self.site.date_in_words(date))])
    }

    pub(super) fn law(&self) -> Found {
        let law = self.service.answers.law.as_ref();
        let law = law.map(|law| Value::Words(self.site.text(&format!("kit.law.{}", law.status.key())).to_owned()));
        law.ok_or_else(|| {
            let help =
                "Ergänzen Sie unter `auskunft:` das Feld `fachrecht:` mit `stand:`; auch `unbekannt` ist eine Antwort.";
            self.missing("/auskunft", "die Antwort auf Frage 4 (Fachrecht)", help)
        })
    }

    pub(super) fn state_of_play(&self) -> Found {
        let text = self.service.answers.state_of_play.as_ref();
        let text = text.map(|Markdown(text)| self.block(text.clone()));
        text.ok_or_else(|| {
            let help = "Ergänzen Sie unter `auskunft:` das Feld `sachstand:`.";
            self.missing("/auskunft", "die Antwort auf Frage 2 (Sachstand)", help)
        })
    }

    pub(super) fn next_steps(&self) -> Found {
        let Some(steps) = &self.service.answers.next_steps else {
            let help = "Ergänzen Sie unter `auskunft:` das Feld `naechste_schritte:`.";
            return Err(self.missing("/auskunft", "die Antwort auf Frage 3 (nächste Schritte)", help));
        };
        let mut open: Vec<_> = steps.iter().filter(|step| !step.done).collect();
        open.sort_by_key(|step| step.date);
        if open.is_empty() {
            return Ok(self.block(self.site.text("kit.no_open_steps")));
        }
        let lines = open.iter().map(|step| {
            let date = self.site.date_in_words(step.date);
            format!("- {}: {}", escaped(&date), escaped(&step.title))
        });
        Ok(self.block(lines.collect::<Vec<_>>().join("\n")))
    }

    pub(super) fn costs(&self) -> Found {
        let Some(costs) = &self.service.answers.costs else {
            let help =
                "Ergänzen Sie unter `auskunft:` das Feld `kosten:` mit `stand:`; auch `unbekannt` ist eine Antwort.";
            return Err(self.missing("/auskunft", "die Antwort auf Frage 5 (Kosten)", help));
        };
        let status = match costs.status {
            CostStatus::Known => "kit.costs_known",
            CostStatus::Estimated => "kit.costs_estimated",
            CostStatus::Unknown => "kit.costs_unknown",
        };
        let items = costs.items(&self.site.portal.carrier_kinds(self.service));
        // Where each amount has its payer, the older sentence says nothing more.
        let all_named = !items.is_empty() && items.iter().all(|item| item.payer.is_some());
        let borne_by = costs.borne_by.as_ref().filter(|_| !all_named);
        let parts = [
            Some(self.site.text(status)),
            Some(self.amounts(costs)).filter(|amounts| !amounts.is_empty()),
            borne_by.map(|name| self.site.filled("kit.borne_by", &[("name", name)])),
            costs.text.as_ref().map(|Markdown(text)| text.clone()),
        ];
        Ok(self.block(parts.into_iter().flatten().collect::<Vec<_>>().join("\n\n")))
    }

    /// A list of all amounts, for an authority.
    fn amounts(&self, costs: &Costs) -> String {
        let portal = &self.site.portal;
        let items = costs.items(&portal.carrier_kinds(self.service)).into_iter();
        // A letter tells the prices of its day.
        let items = items.filter(|item| item.holds(portal.as_of));
        let lines = items.filter_map(|item| {
            let key = item.kind.key();
            let name = self.site.text(&format!("service.cost.{key}"));
            let when = self.site.text(&format!("service.cost_when.{key}"));
            let payer = item
                .payer
                .map(|payer| self.site.text(&format!("payer.{}", payer.key())));
            let payer = payer
                .map(|name| self.site.filled("kit.paid_by", &[("name", &name)]))
                .unwrap_or_default();
            Some(format!(
                "- {name} ({when}{payer}){}",
                self.amount(item.amount.as_ref()?)
            ))
        });
        let mut lines: Vec<String> = lines.collect();
        if let Some(tax) = costs.tax.filter(|_| !lines.is_empty()) {
            lines.push(format!("\n{}", self.site.text(&format!("service.tax.{}", tax.key()))));
        }
        lines.join("\n")
    }

    /// What follows the name of a kind of costs: an amount, or a list of tiers below it.
    fn amount(&self, amount: &Amount) -> String {
        match amount {
            Amount::Flat(amount) => format!(": {}", self.site.euros(amount.0)),
            Amount::Tiers(tiers) => {
                let mut lines = vec![self.site.text("kit.by_population")];
                let mut above = None;
                for tier in tiers {
                    lines.push(format!("  - {}", self.tier(above, tier)));
                    above = tier.up_to_population.map(u64::from);
                }
                lines.join("\n")
            }
        }
    }

    fn tier(&self, above: Option<u64>, tier: &Tier) -> String {
        let number = |number: Option<u64>| {
            let words = number.map(|number| self.site.number_in_words(number));
            words.unwrap_or_default()
        };
        let text = match (above, tier.up_to_population.map(u64::from)) {
            (None, None) => "kit.tier_all",
            (None, Some(_)) => "kit.tier_up_to",
            (Some(_), Some(_)) => "kit.tier_between",
            (Some(_), None) => "kit.tier_above",
        };
        let gaps = [
            ("above", number(above)),
            ("up_to", number(tier.up_to_population.map(u64::from))),
            ("amount", self.site.euros(tier.amount.0)),
        ];
        self.site
            .filled(text, &gaps.each_ref().map(|(name, value)| (*name, value.as_str())))
    }
}
