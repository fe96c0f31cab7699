//! `security.txt` (RFC 9116), where the settings name a contact.

use crate::model::SecurityContact;
use crate::site::edition::Site;
use crate::site::route::{Body, Route};

const URL: &str = "/.well-known/security.txt";

pub(super) fn routes(site: &Site) -> Option<Route> {
    let contact = site.portal.settings.security.clone()?;
    Some(Route::new(URL, move |site| Ok(Body::Bytes(write(site, &contact)))))
}

fn write(site: &Site, contact: &SecurityContact) -> Vec<u8> {
    // Leichte Sprache is German.
    let languages = site.portal.settings.languages.iter();
    let languages = languages
        .filter(|language| !language.is_easy())
        .map(|language| language.as_str());
    let languages: Vec<&str> = ["de"].into_iter().chain(languages).collect();
    let mut text = format!(
        "Contact: mailto:{}\nExpires: {}T23:59:59Z\nPreferred-Languages: {}\nCanonical: {}\n",
        contact.email,
        contact.valid_until,
        languages.join(", "),
        site.absolute(URL)
    );
    if let Some(policy) = &contact.policy {
        text.push_str(&format!("Policy: {}\n", policy.as_str()));
    }
    text.into_bytes()
}
