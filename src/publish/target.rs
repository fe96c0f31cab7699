//! Where a portal is published to.

use std::path::PathBuf;
use std::str::FromStr;

/// A server that is reached by SSH.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SshPlace {
    /// Host, with the user before it where one is named.
    pub host: String,
    /// The port, if it is not the usual one.
    pub port: Option<u16>,
    /// The folder, from the root of the server on.
    pub path: String,
    /// Whether only file transfer is to be used.
    pub only_sftp: bool,
}

/// Where a portal is published to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A folder of this machine.
    Folder(PathBuf),
    /// A bucket of an object store, and a prefix that is empty or ends with a slash.
    S3 {
        /// The bucket.
        bucket: String,
        /// What stands before every name.
        prefix: String,
    },
    /// A folder on a server.
    Ssh(SshPlace),
    /// The address of a WebDAV folder, with `http` or `https`.
    WebDav(String),
}

/// A target that cannot be understood, in German.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WrongTarget {
    /// There is none of this kind.
    #[error("bekannt sind ein Ordner, s3://SPEICHER/PRÄFIX, ssh://HOST/PFAD, sftp://HOST/PFAD und webdavs://HOST/PFAD")]
    Kind,
    /// Something is missing.
    #[error("nach {0}:// fehlt der Name")]
    Name(&'static str),
    /// A place without a folder.
    #[error("nach dem Host fehlt der Ordner, zum Beispiel ssh://host/var/www/portal")]
    Folder,
    /// A password has no business on a command line.
    #[error("ein Kennwort gehört nicht in die Adresse, weil andere sie sehen; setzen Sie es in der Umgebung")]
    Password,
}

impl Target {
    /// A folder within the target.
    pub fn below(&self, name: &str) -> Self {
        match self {
            Self::Folder(path) => Self::Folder(path.join(name)),
            Self::S3 { bucket, prefix } => Self::S3 {
                bucket: bucket.clone(),
                prefix: format!("{prefix}{name}/"),
            },
            Self::Ssh(place) => Self::Ssh(SshPlace {
                path: format!("{}/{name}", place.path.trim_end_matches('/')),
                ..place.clone()
            }),
            Self::WebDav(url) => Self::WebDav(format!("{}/{name}", url.trim_end_matches('/'))),
        }
    }

    /// Where, below its own address, a server finds the portal.
    pub fn shown_at(&self) -> &'static str {
        match self {
            Self::Folder(_) | Self::Ssh(_) => "/current",
            Self::S3 { .. } | Self::WebDav(_) => "",
        }
    }
}

impl FromStr for Target {
    type Err = WrongTarget;

    fn from_str(text: &str) -> Result<Self, WrongTarget> {
        let Some((scheme, rest)) = text.split_once("://") else {
            return if text.is_empty() {
                Err(WrongTarget::Kind)
            } else {
                Ok(Self::Folder(text.into()))
            };
        };
        let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
        if authority.rsplit_once('@').is_some_and(|(user, _)| user.contains(':')) {
            return Err(WrongTarget::Password);
        }
        let path = path.trim_end_matches('/');
        match scheme {
            "s3" if authority.is_empty() => Err(WrongTarget::Name("s3")),
            "s3" => Ok(Self::S3 {
                bucket: authority.to_owned(),
                prefix: if path.is_empty() {
                    String::new()
                } else {
                    format!("{path}/")
                },
            }),
            "webdav" | "webdavs" if authority.is_empty() => Err(WrongTarget::Name("webdavs")),
            "webdav" => Ok(Self::WebDav(format!("http://{authority}/{path}"))),
            "webdavs" => Ok(Self::WebDav(format!("https://{authority}/{path}"))),
            "ssh" | "sftp" if authority.is_empty() => Err(WrongTarget::Name("ssh")),
            "ssh" | "sftp" if path.is_empty() => Err(WrongTarget::Folder),
            "ssh" | "sftp" => Ok(Self::Ssh(ssh(authority, path, scheme == "sftp")?)),
            _ => Err(WrongTarget::Kind),
        }
    }
}

fn ssh(authority: &str, path: &str, only_sftp: bool) -> Result<SshPlace, WrongTarget> {
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) => (host, Some(port.parse().map_err(|_| WrongTarget::Kind)?)),
        None => (authority, None),
    };
    // What begins with a hyphen would be an option of the program that is called.
    if host.starts_with('-') || host.is_empty() || path.contains(['\n', '"', '\'', '\\', '*', '?', '[']) {
        return Err(WrongTarget::Kind);
    }
    Ok(SshPlace {
        host: host.to_owned(),
        port,
        path: format!("/{path}"),
        only_sftp,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_told_by_how_they_begin() {
        assert_eq!("/srv/www".parse(), Ok(Target::Folder("/srv/www".into())));
        let s3 = |prefix: &str| Target::S3 {
            bucket: "b".to_owned(),
            prefix: prefix.to_owned(),
        };
        assert_eq!("s3://b".parse(), Ok(s3("")));
        assert_eq!("s3://b/x/y/".parse(), Ok(s3("x/y/")));
        assert_eq!("webdavs://h/d/".parse(), Ok(Target::WebDav("https://h/d".to_owned())));
        assert_eq!("ftp://h/d".parse::<Target>(), Err(WrongTarget::Kind));
        assert_eq!("webdavs://u:geheim@h/d".parse::<Target>(), Err(WrongTarget::Password));
        assert_eq!("ssh://h".parse::<Target>(), Err(WrongTarget::Folder));
        let place = SshPlace {
            host: "u@h".to_owned(),
            port: Some(22),
            path: "/w".to_owned(),
            only_sftp: true,
        };
        assert_eq!("sftp://u@h:22/w".parse(), Ok(Target::Ssh(place)));
        assert_eq!("ssh://-oProxyCommand=x/w".parse::<Target>(), Err(WrongTarget::Kind));
    }
}
