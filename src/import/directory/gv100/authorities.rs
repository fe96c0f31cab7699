//! From records to authorities: their kinds, their keys, and what they belong to.

use std::collections::BTreeMap;

use super::record::{AREA, ASSOCIATION, COUNTY, KIND, MUNICIPALITY, POPULATION, POSTCODE, Record, RecordType};
use crate::diagnostics::Diagnostic;
use crate::extent::Whole;
use crate::import::directory::entry::{Entry, column, county_of};
use crate::model::AuthorityKind;

/// The authorities of a state while its records are read: from the county down to the municipality.
#[derive(Default)]
pub(super) struct Authorities {
    pub entries: Vec<Entry>,
    /// Counties by their digits: whether they are independent towns.
    counties: BTreeMap<String, bool>,
    /// Associations by the digits of county and association; `None` where a municipality belongs to none.
    associations: BTreeMap<String, Option<AuthorityKind>>,
    pub unincorporated: usize,
}

impl Authorities {
    pub fn add(&mut self, record: &Record) -> Result<(), Diagnostic> {
        match record.kind {
            RecordType::State | RecordType::District | RecordType::Region => Ok(()),
            RecordType::County => self.add_county(record),
            RecordType::Association => self.add_association(record),
            RecordType::Municipality => self.add_municipality(record),
        }
    }

    /// 41 independent town, 42 the same in one state; 43 and 44 county, 45 regional association.
    fn add_county(&mut self, record: &Record) -> Result<(), Diagnostic> {
        let digits = record.digits(&COUNTY, "Schlüssel des Kreises")?;
        let kind = record.text(&KIND);
        let is_town = match kind.as_str() {
            "41" | "42" => true,
            "43" | "44" | "45" => false,
            _ => return Err(unknown_kind(record, &kind)),
        };
        self.counties.insert(digits.clone(), is_town);
        if !is_town {
            let name = record.name(&["Landkreis ", "Kreis "])?;
            self.push(
                record,
                format!("{digits}0000000"),
                name,
                AuthorityKind::County,
                "Landkreis",
                vec![(column::AGS, digits)],
            );
        }
        Ok(())
    }

    /// 50 stands for a municipality that belongs to no association; 52 and 53 are municipalities made of municipalities,
    /// all others offices that administer for their members.
    fn add_association(&mut self, record: &Record) -> Result<(), Diagnostic> {
        let digits = format!(
            "{}{}",
            record.digits(&COUNTY, "Schlüssel des Kreises")?,
            record.digits(&ASSOCIATION, "Schlüssel des Gemeindeverbands")?
        );
        let number = record.text(&KIND);
        let (kind, designation) = match number.as_str() {
            "50" => {
                self.associations.insert(digits, None);
                return Ok(());
            }
            "51" => (AuthorityKind::Office, "Amt"),
            "52" => (AuthorityKind::JointMunicipality, "Samtgemeinde"),
            "53" => (AuthorityKind::JointMunicipality, "Verbandsgemeinde"),
            "54" | "57" => (AuthorityKind::Office, "Verwaltungsgemeinschaft"),
            "55" => (AuthorityKind::Office, "Kirchspielslandgemeinde"),
            "56" => (AuthorityKind::Office, "Verwaltungsverband"),
            "58" => (AuthorityKind::Office, "Erfüllende Gemeinde"),
            _ => return Err(unknown_kind(record, &number)),
        };
        self.associations.insert(digits.clone(), Some(kind));
        let name = record.name(&["Amt ", "Samtgemeinde ", "Verbandsgemeinde ", "Verwaltungsgemeinschaft "])?;
        self.push(record, format!("{digits}000"), name, kind, designation, Vec::new());
        Ok(())
    }

    fn add_municipality(&mut self, record: &Record) -> Result<(), Diagnostic> {
        let county = record.digits(&COUNTY, "Schlüssel des Kreises")?;
        let municipality = record.digits(&MUNICIPALITY, "Schlüssel der Gemeinde")?;
        let association = record.digits(&ASSOCIATION, "Schlüssel des Gemeindeverbands")?;
        let number = record.text(&KIND);
        let designation = match number.as_str() {
            "60" => "Markt",
            "61" | "62" | "63" | "67" => "Stadt",
            "64" => "Gemeinde",
            "65" | "66" => {
                self.unincorporated.raise(1);
                return Ok(());
            }
            _ => return Err(unknown_kind(record, &number)),
        };
        let kind = self.kind_of_municipality(record, &county, &association)?;
        let mut values = vec![
            (column::AGS, format!("{county}{municipality}")),
            (
                column::POPULATION,
                record.number(&POPULATION, "Bevölkerung")?.to_string(),
            ),
            (column::AREA, square_kilometres(record.number(&AREA, "Fläche")?)),
        ];
        if !record.text(&POSTCODE).is_empty() {
            values.push((column::POSTCODE, record.digits(&POSTCODE, "Postleitzahl")?));
        }
        let is_member = matches!(
            kind,
            AuthorityKind::OfficeMunicipality | AuthorityKind::JointMemberMunicipality
        );
        if is_member {
            values.push((column::PARENT, format!("{county}{association}000")));
        }
        let key = format!("{county}{association}{municipality}");
        self.push(record, key, record.name(&[])?, kind, designation, values);
        Ok(())
    }

    fn kind_of_municipality(
        &self,
        record: &Record,
        county: &str,
        association: &str,
    ) -> Result<AuthorityKind, Diagnostic> {
        match self.counties.get(county) {
            Some(true) => return Ok(AuthorityKind::IndependentTown),
            Some(false) => {}
            None => return Err(record.fault(&COUNTY, "zu diesem Kreis gibt es keinen Satz der Satzart 40".to_owned())),
        }
        match self.associations.get(&format!("{county}{association}")) {
            Some(None) => Ok(AuthorityKind::IndependentMunicipality),
            Some(Some(AuthorityKind::JointMunicipality)) => Ok(AuthorityKind::JointMemberMunicipality),
            Some(Some(_)) => Ok(AuthorityKind::OfficeMunicipality),
            // Keys that begin with 0 say by themselves that there is no association.
            None if association.starts_with('0') => Ok(AuthorityKind::IndependentMunicipality),
            None => Err(record.fault(
                &ASSOCIATION,
                "zu diesem Gemeindeverband gibt es keinen Satz der Satzart 50".to_owned(),
            )),
        }
    }

    fn push(
        &mut self,
        record: &Record,
        key: String,
        name: String,
        kind: AuthorityKind,
        designation: &str,
        mut values: Vec<(&'static str, String)>,
    ) {
        values.extend([
            (column::NAME, name),
            (column::KIND, kind.word().to_owned()),
            (column::DESIGNATION, designation.to_owned()),
        ]);
        let has_parent = values.iter().any(|(name, _)| *name == column::PARENT);
        if let Some(county) = county_of(&key).filter(|_| !has_parent) {
            values.push((column::PARENT, county));
        }
        self.entries.push(Entry {
            key,
            place: record.place(&(11..=22)),
            parent_place: record.place(&(11..=22)),
            values,
        });
    }

    pub fn repeated(&self) -> Vec<Diagnostic> {
        let mut first_lines = BTreeMap::new();
        let repeated = self.entries.iter().filter_map(|entry| {
            let line = entry.place.line();
            let first = *first_lines.entry(&entry.key).or_insert(line);
            (first != line).then(|| {
                let message = format!("der Schlüssel {} steht schon in Zeile {first}", entry.key);
                Diagnostic::error("doppelte-kennung", entry.place.clone(), message)
                    .with_help("Laden Sie die Datei noch einmal, und ändern Sie sie nicht von Hand.")
            })
        });
        repeated.collect()
    }
}

fn unknown_kind(record: &Record, number: &str) -> Diagnostic {
    if number.is_empty() {
        return record.fault(&KIND, "das Textkennzeichen fehlt".to_owned());
    }
    Diagnostic::error(
        "unbekannter-wert",
        record.place(&KIND),
        format!("Stellen 123 bis 124: unbekanntes Textkennzeichen `{number}`"),
    )
    .with_help("Bekannt sind 41 bis 45 für Kreise, 50 bis 58 für Gemeindeverbände und 60 bis 67 für Gemeinden.")
}

/// Hectares as square kilometres, exact: 5794 is 57.94.
fn square_kilometres(hectares: u64) -> String {
    let text = format!("{}.{:02}", hectares / 100, hectares % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hectares_are_written_exactly() {
        assert_eq!(square_kilometres(5794), "57.94");
        assert_eq!(square_kilometres(5790), "57.9");
        assert_eq!(square_kilometres(5700), "57");
        assert_eq!(square_kilometres(5), "0.05");
        assert_eq!(square_kilometres(0), "0");
    }
}
