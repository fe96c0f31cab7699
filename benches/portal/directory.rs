//! The authorities of a state of middle size. Their number is fixed, however many services there are.

use std::fmt::Write as _;

use crate::prose;
use crate::random::Random;

const COUNTIES: usize = 14;
const TOWNS: usize = 4;
/// In each county.
const MUNICIPALITIES: usize = 10;
const OFFICES: usize = 4;
/// In each office.
const MEMBERS: usize = 5;

/// A line of the directory.
struct Line {
    key: String,
    kind: &'static str,
    parent: String,
}

/// `gebietskoerperschaften.csv`
pub fn table() -> String {
    let mut random = Random::new(7);
    let mut table = "ars;ags;name;art;bezeichnung;uebergeordnet;einwohner;flaeche_km2;plz;lon;lat;nuts3\n".to_owned();
    for Line { key, kind, parent } in lines() {
        let (population, area) = (random.below(90_000) + 500, random.below(300) + 5);
        let (lon, lat) = (random.below(3_000), random.below(2_000));
        let name = prose::name(&mut random);
        // Writing to a string cannot fail.
        let _ = writeln!(
            table,
            "{key};;{name};{kind};;{parent};{population};{area}.5;{:05};12.{lon:04};52.{lat:04};",
            10_000 + random.below(9_000)
        );
    }
    table
}

/// The keys of all authorities.
pub fn keys() -> Vec<String> {
    lines().into_iter().map(|line| line.key).collect()
}

fn lines() -> Vec<Line> {
    let line = |county: usize, office: usize, member: usize, kind, parent: String| Line {
        key: key(county, office, member),
        kind,
        parent,
    };
    let mut lines: Vec<Line> = (0..TOWNS)
        .map(|town| line(50 + town, 0, 0, "kreisfreie_stadt", String::new()))
        .collect();
    for county in 60..60 + COUNTIES {
        let above = || key(county, 0, 0);
        lines.push(line(county, 0, 0, "landkreis", String::new()));
        lines.extend((1..=MUNICIPALITIES).map(|number| line(county, number, number, "amtsfreie_gemeinde", above())));
        for office in 5001..=5000 + OFFICES {
            let office_key = || key(county, office, 0);
            lines.push(line(county, office, 0, "amt", above()));
            lines.extend(
                (1..=MEMBERS).map(|member| line(county, office, member, "amtsangehoerige_gemeinde", office_key())),
            );
        }
    }
    lines
}

fn key(county: usize, office: usize, member: usize) -> String {
    format!("120{county:02}{office:04}{member:03}")
}
