//! No two things may want one file: pages, former addresses, feeds, tables, pictures, documents, or what the portal itself
//! needs. Addresses are compared by the file that they become, as servers and disks compare them.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use crate::diagnostics::{Diagnostic, Place};
use crate::extent::Slicing;
use crate::model::Portal;
use crate::site::edition::urls;
use crate::site::exports::wellknown::page_address;
use crate::site::route::Route;

/// Whoever wants an address.
struct Claim<'a> {
    url: String,
    /// The file of content that it comes from, if it is one.
    source: Option<&'a Arc<str>>,
    /// A former address as it was written, and where.
    former: Option<(&'a str, Place)>,
    is_copy: bool,
}

/// How two addresses get into each other's way.
enum Clash {
    /// They are one file.
    Same,
    /// They are one file where nobody minds the case of letters.
    Case,
    /// The one is a file, and the other one lies in a folder of that name.
    Folder,
}

/// All clashes among the addresses of a site, and those of what readers do not see yet.
pub(super) fn among(routes: &[Route], everything: &Portal) -> Vec<Diagnostic> {
    let claims = claims(routes, everything);
    let mut problems: Vec<Diagnostic> = claims.iter().filter_map(too_long).collect();
    let mut first: HashMap<String, &Claim> = HashMap::with_capacity(claims.len());
    for claim in &claims {
        let key = key(&claim.url);
        match first.get(&key) {
            Some(owner) => problems.extend(claim.clashes_with(owner)),
            None => drop(first.insert(key, claim)),
        }
    }
    let in_folders = first.iter().filter_map(|(key, claim)| {
        let owner = folders(key).find_map(|folder| first.get(folder))?;
        Some(told(claim, owner, &Clash::Folder))
    });
    problems.extend(in_folders.collect::<Vec<_>>());
    problems
}

/// Those of today come first: a former address has to make way. What lies deeper makes way for what does not.
fn claims<'a>(routes: &'a [Route], everything: &'a Portal) -> Vec<Claim<'a>> {
    let today = routes.iter().filter(|route| !route.is_redirect).map(|route| Claim {
        url: route.url.clone(),
        source: route.source.as_ref(),
        former: None,
        is_copy: route.is_copy,
    });
    let index = [urls::SEARCH_ENTRY].map(|url| Claim {
        url: url.to_owned(),
        source: None,
        former: None,
        is_copy: false,
    });
    let mut all: Vec<Claim> = today.chain(index).collect();
    // What has content behind it makes way for what the portal itself needs; otherwise the later one for the earlier.
    all.sort_by(|a, b| (a.source, &a.url).cmp(&(b.source, &b.url)));
    let today = routes.iter().filter(|route| !route.is_redirect);
    let known: HashSet<&str> = today.map(|route| route.url.as_str()).collect();
    let hidden = everything.sources().filter_map(|(id, source)| {
        let url = urls::entity(&id);
        (!known.contains(url.as_str())).then_some(Claim {
            url,
            source: Some(&source.path),
            former: None,
            is_copy: false,
        })
    });
    all.extend(hidden);
    // What a question mark tells apart is one file for all, so it is compared as it was written.
    let former = everything.former_addresses().map(|former| Claim {
        url: page_address(former.url).unwrap_or_else(|| former.url.as_str().to_owned()),
        source: Some(&former.source.path),
        former: Some((
            former.url.as_str(),
            match &former.field {
                Some(field) => Place::field(&former.source.path, field),
                None => Place::file(&former.source.path),
            },
        )),
        is_copy: false,
    });
    all.extend(former);
    all
}

impl Claim<'_> {
    fn clashes_with(&self, owner: &Claim) -> Option<Diagnostic> {
        let clash = if file(&self.url) == file(&owner.url) {
            Clash::Same
        } else {
            Clash::Case
        };
        // Two files that lie beside each other in the content can do so in the portal, unless their names look alike.
        let both_lie_there = self.is_copy && owner.is_copy;
        (!both_lie_there || matches!(clash, Clash::Same)).then(|| told(self, owner, &clash))
    }

    fn written(&self) -> &str {
        self.former.as_ref().map_or(self.url.as_str(), |(written, _)| written)
    }

    /// Whose address it is.
    fn owner(&self) -> String {
        match (self.source, &self.former) {
            (Some(source), Some(_)) => format!("auch eine frühere Adresse von {source}"),
            (Some(source), None) => format!("die heutige Adresse von {source}"),
            (None, _) => "eine Adresse, die das Portal selbst braucht".to_owned(),
        }
    }
}

fn told(claim: &Claim, owner: &Claim, clash: &Clash) -> Diagnostic {
    // A page of the portal's own that lies below a file of somebody's is that one's fault.
    let (claim, owner) = match (claim.source, owner.source) {
        (None, Some(_)) => (owner, claim),
        _ => (claim, owner),
    };
    let (url, other) = (claim.written(), owner.written());
    let (owner, is_own) = (owner.owner(), owner.source.is_none());
    let message = match clash {
        _ if url == other => format!("`{url}` ist {owner}"),
        Clash::Same => format!("`{url}` ist {owner}"),
        Clash::Case => format!(
            "`{url}` unterscheidet sich nur durch große und kleine Buchstaben von `{other}`, und das ist {owner}"
        ),
        Clash::Folder => format!(
            "`{url}` und `{other}` können nicht nebeneinander stehen: Die eine ist eine Datei, die andere braucht einen Ordner mit demselben Namen; `{other}` ist {owner}"
        ),
    };
    match (&claim.former, claim.source) {
        (Some((_, place)), _) => Diagnostic::error("fruehere-adresse-vergeben", place.clone(), message)
            .with_help("Löschen Sie die Adresse dort, wo sie nicht hingehört."),
        (None, source) => {
            let place = Place::file(&source.cloned().unwrap_or_else(|| "content/portal.yaml".into()));
            let help = match is_own {
                true => "Benennen Sie die Datei um.",
                false => "Benennen Sie eine der beiden Dateien um.",
            };
            Diagnostic::error("adresse-vergeben", place, message).with_help(help)
        }
    }
}

/// What a part of a path may have in bytes, on all file systems in use, and a whole path below any folder.
const MOST_BYTES: (usize, usize) = (255, 1000);

/// An address that no file system holds. The files that the portal makes for itself have names made from ids, and those
/// are short.
fn too_long(claim: &Claim) -> Option<Diagnostic> {
    let (part, whole) = MOST_BYTES;
    let file = file(&claim.url);
    let longest = file.split('/').map(str::len).max().unwrap_or_default();
    let message = if longest > part {
        format!("ein Teil dieser Adresse hat {longest} Bytes, und Dateisysteme erlauben höchstens {part}")
    } else if file.len() > whole {
        format!("diese Adresse hat {} Bytes, erlaubt sind höchstens {whole}", file.len())
    } else {
        return None;
    };
    let place = match (&claim.former, claim.source) {
        (Some((_, place)), _) => place.clone(),
        (None, source) => Place::file(&source.cloned().unwrap_or_else(|| "content/portal.yaml".into())),
    };
    let help = match claim.former {
        Some(_) => "Löschen Sie die Adresse: Für sie kann keine Weiterleitung entstehen.",
        None => "Geben Sie der Datei oder ihrem Ordner einen kürzeren Namen.",
    };
    Some(Diagnostic::error("adresse-zu-lang", place, message).with_help(help))
}

/// The file that an address becomes.
fn file(url: &str) -> String {
    let index = if url.ends_with('/') { "index.html" } else { "" };
    format!("{url}{index}")
}

/// The same for disks that do not tell large letters from small ones, or composed ones from others.
fn key(url: &str) -> String {
    let mut file = file(url);
    if file.is_ascii() {
        file.make_ascii_lowercase();
        return file;
    }
    file.nfc().collect::<String>().to_lowercase()
}

/// The folders that a file lies in.
fn folders(file: &str) -> impl Iterator<Item = &str> {
    file.match_indices('/')
        .filter(|(end, _)| *end > 0)
        .map(|(end, _)| file.part(..end))
}
