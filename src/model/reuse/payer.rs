//! Who pays what, and what the sentence of an older record means by it.

use crate::model::{AuthorityKind, values::vocabulary::vocabulary};

vocabulary! {
    /// Who pays an amount.
    pub enum Payer as "Kostenträger" {
        Authority = "kommune", "authority", "Die Stelle, die den Online-Dienst nutzt: Kommune, Kammer, Hochschule und so weiter";
        State = "land", "state", "Das Land";
        Federation = "bund", "federation", "Der Bund";
        ItProvider = "it_dienstleister", "it_provider", "Der IT-Dienstleister der Kommunen oder des Landes";
        Others = "andere", "others", "Andere, auch mehrere gemeinsam, zum Beispiel Bund und Länder";
    }
}

/// Who pays the amounts of an older record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::model) enum Named {
    /// One payer.
    Is(Payer),
    /// The authorities of some kinds, each for itself.
    Kinds(&'static [AuthorityKind]),
}

/// What a sentence about who pays means, where it is no more than a name. Conditions and exceptions are not guessed at.
pub(in crate::model) fn named(sentence: &str) -> Option<Named> {
    use AuthorityKind as Kind;
    const COUNTIES: &[Kind] = &[Kind::County, Kind::IndependentTown];
    const MUNICIPALITIES: &[Kind] = &[
        Kind::IndependentTown,
        Kind::Office,
        Kind::JointMunicipality,
        Kind::IndependentMunicipality,
        Kind::OfficeMunicipality,
        Kind::JointMemberMunicipality,
    ];
    const TERRITORIAL: &[Kind] = &[
        Kind::County,
        Kind::IndependentTown,
        Kind::Office,
        Kind::JointMunicipality,
        Kind::IndependentMunicipality,
        Kind::OfficeMunicipality,
        Kind::JointMemberMunicipality,
    ];
    Some(match sentence.trim().trim_end_matches('.') {
        "Land" | "Das Land" | "das Land" => Named::Is(Payer::State),
        "Bund" | "Der Bund" | "der Bund" => Named::Is(Payer::Federation),
        "Bund und Länder" | "Bund und Land" | "Land und Bund" => Named::Is(Payer::Others),
        "Kommune" | "Kommunen" | "Die Kommunen" | "die Kommunen" => Named::Kinds(TERRITORIAL),
        "Gemeinden" | "Städte und Gemeinden" => Named::Kinds(MUNICIPALITIES),
        "Landkreise und kreisfreie Städte" | "Kreise und kreisfreie Städte" => Named::Kinds(COUNTIES),
        "Landkreise" => Named::Kinds(&[Kind::County]),
        "Hochschulen" => Named::Kinds(&[Kind::University]),
        "Kammern" => Named::Kinds(&[Kind::Chamber]),
        _ => return None,
    })
}

impl Named {
    /// The payer, as an authority of a kind sees it.
    pub fn seen_by(self, kind: AuthorityKind) -> Payer {
        match self {
            Self::Is(payer) => payer,
            Self::Kinds(kinds) if kinds.contains(&kind) => Payer::Authority,
            Self::Kinds(_) => Payer::Others,
        }
    }
}
