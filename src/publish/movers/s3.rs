//! An object store that speaks S3. The name of the store is in the target, where it is and the keys in the environment.

use std::collections::BTreeMap;
use std::time::Duration;

use rusty_s3::actions::{ListObjectsV2, S3Action};
use rusty_s3::{Credentials, UrlStyle};

use super::http::{self, Answer, Http};
use super::parallel;
use crate::publish::fault::Fault;
use crate::publish::mover::{Arrived, InPlace, Ledger};
use crate::publish::site_file::SiteFile;

const BOOKS: &str = ".ozg/";
/// So long a signature holds.
const SIGNED_FOR: Duration = Duration::from_secs(600);
const ENDPOINT: [&str; 3] = ["OZG_S3_ENDPUNKT", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"];

pub(super) struct Bucket {
    bucket: rusty_s3::Bucket,
    credentials: Credentials,
    prefix: String,
    http: Http,
}

impl Bucket {
    pub fn from_environment(name: &str, prefix: &str) -> Result<Self, Fault> {
        let needed = |names: &[&str]| {
            http::environment(names).ok_or_else(|| {
                Fault::refused(format!(
                    "für s3:// fehlt die Umgebungsvariable {}. Nötig sind AWS_ACCESS_KEY_ID und AWS_SECRET_ACCESS_KEY und, außer bei Amazon, {}",
                    names.first().copied().unwrap_or_default(),
                    ENDPOINT[0]
                ))
            })
        };
        let (key, secret) = (needed(&["AWS_ACCESS_KEY_ID"])?, needed(&["AWS_SECRET_ACCESS_KEY"])?);
        let region = http::environment(&["AWS_REGION", "AWS_DEFAULT_REGION"]).unwrap_or_else(|| "us-east-1".to_owned());
        let endpoint = http::environment(&ENDPOINT).unwrap_or_else(|| format!("https://s3.{region}.amazonaws.com"));
        if !http::is_safe(&endpoint) {
            return Err(Fault::refused(format!(
                "{endpoint} ist nicht verschlüsselt (https); das Portal wird so nicht übertragen"
            )));
        }
        let wrong =
            |error: &dyn std::fmt::Display| Fault::refused(format!("die Adresse {endpoint} ist keine ({error})"));
        let url = endpoint.parse().map_err(|error| wrong(&error))?;
        let bucket = rusty_s3::Bucket::new(url, UrlStyle::Path, name.to_owned(), region);
        let credentials = match http::environment(&["AWS_SESSION_TOKEN"]) {
            Some(token) => Credentials::new_with_token(key, secret, token),
            None => Credentials::new(key, secret),
        };
        Ok(Self {
            bucket: bucket.map_err(|error| wrong(&error))?,
            credentials,
            prefix: prefix.to_owned(),
            http: Http::new(format!("s3://{name}")),
        })
    }

    /// What an answer means that is no success.
    fn refused(&self, what: &str, answer: &Answer) -> Fault {
        let said = String::from_utf8_lossy(&answer.bytes);
        // Stores say it in other words each.
        let of_time = [
            "RequestTimeTooSkewed",
            "request time",
            "Request has expired",
            "not valid yet",
        ];
        if of_time.iter().any(|words| said.contains(words)) {
            return Fault::refused(format!(
                "s3://{}: die Uhr dieses Rechners geht anders als die des Speichers. Stellen Sie sie und veröffentlichen Sie noch einmal",
                self.bucket.name()
            ));
        }
        self.http.refused(what, answer.status)
    }

    fn key(&self, path: &str) -> String {
        format!("{}{path}", self.prefix)
    }

    fn book(&self, name: &str) -> String {
        self.key(&format!("{BOOKS}{name}"))
    }

    fn get(&self, key: &str) -> Result<Option<Vec<u8>>, Fault> {
        let make = || {
            let action = self.bucket.get_object(Some(&self.credentials), key);
            ("GET".to_owned(), action.sign(SIGNED_FOR).to_string(), Vec::new())
        };
        let answer = self.http.ask(make, &[])?;
        match answer.status {
            200 => Ok(Some(answer.bytes)),
            404 => Ok(None),
            _ => Err(self.refused("lesen", &answer)),
        }
    }

    fn send(&self, key: &str, bytes: &[u8], headers: &[(&str, &str)]) -> Result<Answer, Fault> {
        let make = || {
            let action = self.bucket.put_object(Some(&self.credentials), key);
            let headers = headers
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
            ("PUT".to_owned(), action.sign(SIGNED_FOR).to_string(), headers.collect())
        };
        self.http.ask(make, bytes)
    }

    fn delete(&self, key: &str) -> Result<(), Fault> {
        let make = || {
            let action = self.bucket.delete_object(Some(&self.credentials), key);
            ("DELETE".to_owned(), action.sign(SIGNED_FOR).to_string(), Vec::new())
        };
        let answer = self.http.ask(make, &[])?;
        match answer.status {
            200..=299 | 404 => Ok(()),
            _ => Err(self.refused("löschen", &answer)),
        }
    }

    /// Tells the names and sizes of all objects that begin so.
    fn each_object(&self, start: &str, mut tell: impl FnMut(&str, u64)) -> Result<(), Fault> {
        let mut token: Option<String> = None;
        loop {
            let make = || {
                let mut action = self.bucket.list_objects_v2(Some(&self.credentials));
                action.with_prefix(start);
                if let Some(token) = &token {
                    action.with_continuation_token(token.as_str());
                }
                ("GET".to_owned(), action.sign(SIGNED_FOR).to_string(), Vec::new())
            };
            let answer = self.http.ask(make, &[])?;
            if answer.status != 200 {
                return Err(self.refused("auflisten", &answer));
            }
            let text = String::from_utf8_lossy(&answer.bytes);
            let page = ListObjectsV2::parse_response(&text).map_err(|error| Fault::said("auflisten", error))?;
            for object in page.contents {
                tell(&object.key, object.size.unwrap_or_default());
            }
            token = page.next_continuation_token;
            if token.is_none() {
                return Ok(());
            }
        }
    }
}

impl Ledger for Bucket {
    fn read(&self, name: &str) -> Result<Option<Vec<u8>>, Fault> {
        self.get(&self.book(name))
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Fault> {
        let headers = [("content-type", "application/json"), ("cache-control", "no-store")];
        let answer = self.send(&self.book(name), bytes, &headers)?;
        match answer.status {
            200..=299 => Ok(()),
            _ => Err(self.refused("schreiben", &answer)),
        }
    }

    fn mark(&self, name: &str, bytes: &[u8]) -> Result<(), Fault> {
        // An object is there as a whole or not at all.
        self.write(name, bytes)
    }

    fn names(&self, start: &str) -> Result<Vec<String>, Fault> {
        let mut names = Vec::new();
        let folder = self.book("");
        self.each_object(&self.book(start), |key, _| {
            names.extend(key.strip_prefix(&folder).map(str::to_owned))
        })?;
        Ok(names)
    }

    fn erase(&self, name: &str) -> Result<(), Fault> {
        self.delete(&self.book(name))
    }

    fn tidy(&self) -> Result<(), Fault> {
        Ok(())
    }
}

impl InPlace for Bucket {
    fn list(&self) -> Result<BTreeMap<String, u64>, Fault> {
        let mut sizes = BTreeMap::new();
        self.each_object(&self.prefix, |key, size| {
            let path = key.strip_prefix(self.prefix.as_str());
            if let Some(path) = path.filter(|path| !path.starts_with(BOOKS)) {
                sizes.insert(path.to_owned(), size);
            }
        })?;
        Ok(sizes)
    }

    fn put(&self, files: &[&SiteFile], arrived: Arrived) -> Result<(), Fault> {
        parallel::each(files, |file| {
            let served = file.served();
            let headers = [
                ("content-type", served.content_type.as_str()),
                ("cache-control", served.cache.header()),
            ];
            let answer = self.send(&self.key(&file.path), &file.read()?, &headers)?;
            if !(200..300).contains(&answer.status) {
                return Err(self.refused(&file.path, &answer));
            }
            arrived(file.bytes)
        })
    }

    fn sizes(&self, _: &[&str]) -> Result<BTreeMap<String, u64>, Fault> {
        // A thousand objects are one request.
        self.list()
    }

    fn remove(&self, paths: &[String]) -> Result<(), Fault> {
        parallel::each(paths, |path| self.delete(&self.key(path)))
    }
}
