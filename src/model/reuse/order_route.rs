//! How a municipality gets at an online service: who contracts, whether the contract stands, where one orders.
//!
//! **Approved is not orderable.** The ministry's approval says that the solution fits; it can be ordered when there is a
//! contract to order by, or where each municipality contracts by itself.

use serde::{Deserialize, Serialize};

use crate::model::{Contact, Day, Markdown, WebAddress, values::vocabulary::vocabulary};

vocabulary! {
    /// Who does something on the way to an online service in operation.
    pub enum Actor as "Zuständig" {
        State = "land", "state", "Das Land";
        ItProvider = "it_dienstleister", "it_provider", "Der IT-Dienstleister der Kommunen oder des Landes";
        Municipality = "kommune", "municipality", "Die Stelle, die den Online-Dienst nutzt: Kommune, Kammer, Hochschule und so weiter";
    }
}

vocabulary! {
    /// How far the contract is by which an online service can be ordered.
    pub enum ContractStatus as "Stand des Vertrags" {
        Open = "offen", "open", "Über den Vertrag wird noch nicht verhandelt.";
        Negotiating = "in_verhandlung", "negotiating", "Über den Vertrag wird verhandelt.";
        Standing = "steht", "standing", "Der Vertrag ist geschlossen.";
    }
}

vocabulary! {
    /// Whether an approved service can be ordered on a day.
    pub enum Orderability as "Bestellung" {
        Now = "heute", "now", "Der Vertrag steht: Stellen können bestellen.";
        Later = "spaeter", "later", "Der Vertrag ist geschlossen und gilt ab einem späteren Tag.";
        Negotiating = "in_verhandlung", "negotiating", "Über den Vertrag wird verhandelt.";
        Open = "offen", "open", "Über den Vertrag wird noch nicht verhandelt.";
        Expired = "abgelaufen", "expired", "Der Vertrag ist abgelaufen.";
        Unstated = "keine_angabe", "unstated", "Ob bestellt werden kann, ist nicht angegeben.";
    }
}

/// The way of ordering.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(
    title = "Bestellung",
    description = "Wer den Vertrag schließt und wie Stellen bestellen"
)]
pub struct OrderRoute {
    /// Who contracts with the provider.
    #[serde(rename(deserialize = "vertragspartner"), default)]
    #[schemars(description = "Wer den Vertrag mit dem Anbieter schließt")]
    pub contracted_by: Option<Actor>,
    /// How far the contract is.
    #[serde(rename(deserialize = "vertrag"), default)]
    #[schemars(
        description = "Stand des Vertrags; schließt ihn jede Kommune selbst und braucht es keinen Rahmen, lassen Sie das Feld weg"
    )]
    pub contract: Option<ContractStatus>,
    /// From when on it holds.
    #[serde(rename(deserialize = "vertrag_seit"), default)]
    #[schemars(description = "Seit wann der Vertrag steht, also bestellt werden kann")]
    pub since: Option<Day>,
    /// Until when it holds.
    #[serde(rename(deserialize = "vertrag_bis"), default)]
    #[schemars(description = "Bis wann der Vertrag gilt")]
    pub until: Option<Day>,
    /// Who provides the online service.
    #[serde(rename(deserialize = "anbieter"), default)]
    #[schemars(description = "Anbieter, bei dem der Dienst bezogen wird", example = &"FITKO (FIT-Store)")]
    pub provider: Option<String>,
    /// How one orders.
    #[serde(rename(deserialize = "weg"), default)]
    #[schemars(description = "Wie und wo eine Stelle bestellt (Markdown)")]
    pub text: Option<Markdown>,
    /// Where one orders.
    #[serde(default)]
    #[schemars(description = "Webadresse, unter der bestellt wird")]
    pub url: Option<WebAddress>,
    /// Whom to ask.
    #[serde(rename(deserialize = "kontakt"), default)]
    #[schemars(description = "Wer Bestellungen annimmt")]
    pub contact: Option<Contact>,
    /// Whether orders must go through the market place; missing means not stated.
    #[serde(rename(deserialize = "marktplatz_verbindlich"), default)]
    #[schemars(description = "Ob nur über den EfA-Marktplatz bestellt werden kann")]
    pub marketplace_binding: Option<bool>,
}

impl OrderRoute {
    /// Whether one can order by it on a day, if the service is approved.
    pub fn state(&self, on: Day) -> Orderability {
        let is_over = self.until.is_some_and(|until| until < on);
        match self.contract {
            Some(ContractStatus::Standing) | None if is_over => Orderability::Expired,
            Some(ContractStatus::Standing) => match self.since {
                Some(since) if since > on => Orderability::Later,
                _ => Orderability::Now,
            },
            Some(ContractStatus::Negotiating) => Orderability::Negotiating,
            Some(ContractStatus::Open) => Orderability::Open,
            // Who contracts for itself needs nobody's contract.
            None if self.contracted_by == Some(Actor::Municipality) => Orderability::Now,
            None => Orderability::Unstated,
        }
    }
}
