//! Breaking a title into lines of a size that fits.

use super::font::Font;
use crate::extent::Whole;

/// A title as it will be drawn.
#[derive(Debug, PartialEq)]
pub(super) struct Setting {
    pub lines: Vec<String>,
    pub size: f32,
}

/// A size of type, and how many lines of it there is room for.
pub(super) type Size = (f32, usize);

/// The first of the sizes at which a text fits; at the last, what does not fit is cut off with an ellipsis.
pub(super) fn fit(font: &Font, text: &str, width: f32, sizes: &[Size]) -> Setting {
    // Where a word may be broken is of no use here.
    let text = text.replace('\u{ad}', "");
    let fitting = sizes.iter().find_map(|(size, most_lines)| {
        let lines = broken(font, &text, width, *size);
        let fits = lines.len() <= *most_lines && lines.iter().all(|line| font.width(line, *size) <= width);
        fits.then_some(Setting { lines, size: *size })
    });
    fitting.unwrap_or_else(|| {
        let (size, most_lines) = sizes.last().copied().unwrap_or_default();
        let mut lines = broken(font, &text, width, size);
        let is_cut = lines.len() > most_lines;
        lines.truncate(most_lines);
        let count = lines.len();
        for (index, line) in lines.iter_mut().enumerate() {
            shorten(font, line, width, size, is_cut && index.plus(1) == count);
        }
        Setting { lines, size }
    })
}

/// Words on lines, as many on each as fit.
fn broken(font: &Font, text: &str, width: f32, size: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        if let Some(line) = lines.last_mut() {
            let longer = format!("{line} {word}");
            if font.width(&longer, size) <= width {
                *line = longer;
                continue;
            }
        }
        lines.push(word.to_owned());
    }
    lines
}

/// Takes letters away until the line fits, and says so.
fn shorten(font: &Font, line: &mut String, width: f32, size: f32, is_cut: bool) {
    let fits = |line: &str| font.width(line, size) <= width;
    if fits(line) && !is_cut {
        return;
    }
    let with_ellipsis = |line: &str| format!("{}…", line.trim_end());
    while !line.is_empty() && !fits(&with_ellipsis(line)) {
        line.pop();
    }
    *line = with_ellipsis(line);
}

#[cfg(test)]
mod tests {
    use super::*;

    const FONT: &[u8] = include_bytes!("../../themes/standard/fonts/pictures.ttf");
    const SIZES: [Size; 2] = [(40.0, 2), (20.0, 2)];

    #[test]
    fn a_title_gets_the_largest_size_that_fits() {
        let font = Font::parse(FONT).expect("a font");
        let fitted = |text: &str| fit(&font, text, 300.0, &SIZES);
        assert_eq!(fitted("Termine").size, 40.0);
        assert_eq!(fitted("Termine").lines, ["Termine"]);
        assert_eq!(fitted("Ministerium des Innern und für Kommunales").size, 20.0);
        let long =
            fitted("Ein sehr langer Titel, der auch in der kleinsten Schrift auf zwei Zeilen keinen Platz findet");
        assert_eq!(long.lines.len(), 2);
        assert!(long.lines[1].ends_with('…'), "{long:?}");
        let word = fitted("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft");
        assert!(
            word.lines[0].ends_with('…') && font.width(&word.lines[0], word.size) <= 300.0,
            "{word:?}"
        );
        assert_eq!(fitted("").lines, Vec::<String>::new());
    }

    #[test]
    fn letters_of_german_and_sorbian_are_there_and_pairs_move_together() {
        let font = Font::parse(FONT).expect("a font");
        for letter in "AÄÖÜäöüßẞĆćČčĚěŁłŃńÓóŔŕŘřŚśŠšŹźŽž0–„“‚‘…€§".chars()
        {
            assert!(font.width(&letter.to_string(), 10.0) > 0.0, "{letter}");
        }
        assert!(font.width("To", 100.0) < font.width("T", 100.0) + font.width("o", 100.0));
        assert_eq!(font.width("語", 10.0), 0.0);
    }
}
