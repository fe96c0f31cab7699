//! What is in a kit, for whoever opens its folder.

use super::{Kit, KitFile, LeftOut, Request, recipients};
use crate::model::Instrument;
use crate::site::Site;

/// What is in the folder, for whoever opens it.
pub(super) fn file(site: &Site, request: Request, kit: &Kit) -> KitFile {
    let step = request.step.to_string();
    let title = site.text(&format!("service.step_{step}"));
    let date = site.date_in_words(site.portal.as_of);
    let (recipients, without) = recipients::count(site, request);
    let number = |number: usize| site.number_in_words(number as u64);
    let gaps = [
        ("service", &*request.service.title),
        ("step", &*step),
        ("title", &*title),
        ("date", &*date),
        ("recipients", &*number(recipients)),
        ("without", &*number(without)),
    ];
    let mut text = site.filled("kit.contents", &gaps);
    text.push_str("\n\n");
    for file in &kit.files {
        let stem = file.name.split('.').next().unwrap_or_default();
        let ending = file.name.rsplit('.').next().unwrap_or_default();
        let what = site.text(&format!("kit.file.{}", stem.replace('-', "_")));
        let form = site.text(&format!("kit.form.{ending}"));
        text.push_str(&format!("{}: {what} ({form})\n", file.name));
    }
    if !kit.left_out.is_empty() {
        text.push_str(&format!("\n{}\n", site.text("kit.left_out")));
    }
    for LeftOut { instrument, reason } in &kit.left_out {
        text.push_str(&format!("{}: {reason}\n", instrument.word()));
    }
    let by_hand = by_hand(request, kit, without).map(|key| site.text(&format!("kit.by_hand.{key}")));
    let by_hand: Vec<String> = by_hand.collect();
    if !by_hand.is_empty() {
        text.push_str(&format!("\n{}\n", by_hand.join("\n")));
    }
    KitFile {
        name: "LIESMICH.txt".to_owned(),
        bytes: text.into_bytes(),
    }
}

/// What only the ministry can add.
fn by_hand(request: Request, kit: &Kit, without: usize) -> impl Iterator<Item = &'static str> {
    let has = |instrument: Instrument| {
        let prefix = format!("{}.", instrument.word());
        kit.files.iter().any(|file| file.name.starts_with(&prefix))
    };
    let is_letter = has(Instrument::Letter) || has(Instrument::Invitation);
    let reference = (is_letter && request.reference.is_none()).then_some("reference");
    let addresses = (is_letter && without > 0).then_some("addresses");
    let quote = has(Instrument::PressText).then_some("quote");
    [reference, addresses, quote].into_iter().flatten()
}
