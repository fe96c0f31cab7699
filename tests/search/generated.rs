//! Documents without meaning but with the statistics of real ones, to measure sizes and times.
//!
//! Words come from the catalogue, drawn so that few are frequent and most are rare (Zipf); about one in fifty is a
//! compound of two of them, so that the vocabulary grows with the portal as it does in German.

use ozg::search::{Document, FacetLabels, Settings, words};

use crate::catalogue;

/// Numbers that are the same in every run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    /// A rank below `limit`; the probability falls with the rank.
    fn zipf(&mut self, limit: usize) -> usize {
        let uniform = (self.next() >> 11) as f64 / (1u64 << 53) as f64;
        ((limit as f64).powf(uniform) - 1.0) as usize
    }
}

/// The words of the catalogue in a random order, so that frequency has nothing to do with the alphabet.
fn vocabulary(random: &mut Random) -> Vec<String> {
    let mut vocabulary: Vec<String> = catalogue::documents()
        .iter()
        .flat_map(|document| words(&document.text).map(str::to_owned).collect::<Vec<_>>())
        .filter(|word| word.len() > 3 && word.chars().all(char::is_alphabetic))
        .collect();
    vocabulary.sort_unstable();
    vocabulary.dedup();
    for at in (1..vocabulary.len()).rev() {
        vocabulary.swap(at, random.below(at + 1));
    }
    vocabulary
}

fn sentence(random: &mut Random, vocabulary: &[String], length: usize) -> String {
    let word = |random: &mut Random| vocabulary[random.zipf(vocabulary.len())].as_str();
    let mut sentence = String::new();
    for _ in 0..length {
        sentence.push_str(word(random));
        if random.below(50) == 0 {
            // The second part may be any word, so that most of these compounds are new.
            sentence.push_str(&vocabulary[random.below(vocabulary.len())].to_lowercase());
        }
        sentence.push(' ');
    }
    sentence.trim_end().to_owned()
}

/// So many documents of 350 words.
pub fn documents(count: usize) -> Vec<Document> {
    let mut random = Random(20_220_228);
    let vocabulary = vocabulary(&mut random);
    (0..count)
        .map(|number| {
            let kind = [
                "leistung",
                "leistung",
                "leistung",
                "stelle",
                "pressemitteilung",
                "termin",
            ][random.below(6)];
            let topic = random.below(14);
            let title_length = 2 + random.below(4);
            let title = sentence(&mut random, &vocabulary, title_length);
            Document {
                url: format!("/{kind}/{}-{number}/", title.to_lowercase().replace(' ', "-")),
                kind: kind.to_owned(),
                title,
                summary: sentence(&mut random, &vocabulary, 18),
                keywords: vec![sentence(&mut random, &vocabulary, 2)],
                keys: vec![(99_000_000_000_000 + number * 1_003_001).to_string()],
                headings: (0..4).map(|_| sentence(&mut random, &vocabulary, 3)).collect(),
                text: sentence(&mut random, &vocabulary, 310),
                facets: [
                    ("ressort", format!("ressort-{}", (topic * 7 + random.below(2)) % 10)),
                    ("themenfeld", format!("themenfeld-{topic}")),
                    ("phase", format!("phase-{}", random.below(5))),
                    (
                        "zielgruppe",
                        ["buerger", "unternehmen", "verwaltung"][random.below(3)].to_owned(),
                    ),
                ]
                .into_iter()
                .map(|(name, value)| (name.to_owned(), vec![value]))
                .collect(),
                weight: if kind == "leistung" { 1.0 } else { 0.9 },
                sample: false,
                ..Document::default()
            }
        })
        .collect()
}

/// Settings with a label for each facet.
pub fn settings() -> Settings {
    let label = |name: &str| {
        (
            name.to_owned(),
            FacetLabels {
                label: name.to_owned(),
                ..FacetLabels::default()
            },
        )
    };
    Settings {
        facets: ["art", "ressort", "themenfeld", "phase", "zielgruppe"]
            .into_iter()
            .map(label)
            .collect(),
        ..Settings::default()
    }
}
