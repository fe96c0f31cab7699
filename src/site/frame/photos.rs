//! Pictures in texts: in the sizes that pages show, in a modern format and in that of the file.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::content::CONTENT;
use crate::content::link::{self, Target};
use crate::content::markdown::{self, Shown};
use crate::extent::Whole;
use crate::imaging::{self, Form, Pixels};
use crate::model::{Attachment, Fault, Look, Photo, PhotoFormat};
use crate::site::edition::{Site, urls};
use crate::site::route::{Body, Picture, Route};

/// Widths in pixels: a phone, the measure of a text (`--measure`, 42 rem), and that on screens with twice the dots.
const WIDTHS: [u32; 3] = [480, 800, 1344];

/// The measure of a text in pixels, and what a window must have for it and its margins.
const MEASURE: u32 = 672;
const MARGINS: u32 = 48;

/// The widths in which a photo is published: the largest last, none wider than the photo and none hardly narrower.
fn widths(photo: &Photo) -> Vec<u32> {
    let largest = WIDTHS.last().map_or(photo.width, |most| photo.width.min(*most));
    let smaller = WIDTHS.into_iter().filter(|width| width.times(5) <= largest.times(4));
    smaller.chain([largest]).collect()
}

/// The formats in which a photo is published: the last is that of the file, for programs that know no other.
fn forms(photo: &Photo) -> &'static [Form] {
    match photo.format {
        PhotoFormat::Jpeg => &[Form::WebP, Form::Jpeg],
        PhotoFormat::Png => &[Form::WebP, Form::Png],
        PhotoFormat::WebP => &[Form::WebP],
        // It is not scaled.
        PhotoFormat::Gif => &[],
    }
}

/// The name of the file of a size: it changes with the photo and with how it is made.
fn name(path: &str, photo: &Photo, width: u32, form: Form) -> String {
    let file = path.rsplit_once('/').map_or(path, |(_, file)| file);
    let stem = markdown::slug(file.rsplit_once('.').map_or(file, |(stem, _)| stem));
    let version = imaging::VERSION;
    format!("{stem}.{}{version}-{width}.{}", photo.hash, form.ending())
}

fn url(name: &str) -> String {
    format!("/assets/{name}")
}

impl Site {
    /// The photos that are published in sizes made of their pixels, by their paths below the portal root.
    pub fn scaled_photos(&self) -> BTreeMap<Arc<str>, Photo> {
        let shown = files(self).into_iter().filter(|(_, file)| file.is_shown);
        let photos = shown.filter_map(|(path, file)| match file.look {
            Look::Photo(photo) if photo.is_scalable() => Some((path.clone(), photo)),
            _ => None,
        });
        photos.collect()
    }

    /// How a text shows a picture that it names; `complete` makes an address of this portal one for the reader.
    pub(in crate::site) fn shown(&self, target: &str, from: &str, complete: &dyn Fn(&str) -> String) -> Option<Shown> {
        let path = match link::target(target, from) {
            Target::File(path, _) => path,
            Target::Portal(url) => format!("{CONTENT}{}", link::decoded(&url)).into(),
            _ => return None,
        };
        let (path, file) = self.portal.attachment(&path)?;
        match &file.look {
            Look::Photo(photo) if photo.is_scalable() => Some(scaled(path, photo, complete)),
            Look::Photo(photo) => Some(as_it_is(path, Some((photo.width, photo.height)), complete)),
            Look::Drawing { size } => Some(as_it_is(path, *size, complete)),
            _ => None,
        }
    }
}

fn as_it_is(path: &str, size: Option<(u32, u32)>, complete: &dyn Fn(&str) -> String) -> Shown {
    Shown {
        url: complete(&urls::attachment(path)),
        size,
        ..Shown::default()
    }
}

fn scaled(path: &str, photo: &Photo, complete: &dyn Fn(&str) -> String) -> Shown {
    let widths = widths(photo);
    let largest = widths.last().copied().unwrap_or(photo.width);
    let address = |width: u32, form: Form| complete(&url(&name(path, photo, width, form)));
    let set = |form: Form| {
        let sizes = widths.iter().map(|width| format!("{} {width}w", address(*width, form)));
        sizes.collect::<Vec<_>>().join(", ")
    };
    let (form, modern) = match forms(photo) {
        [modern, form] => (*form, Some((modern.media_type(), set(*modern)))),
        _ => (Form::WebP, None),
    };
    let measure = largest.min(MEASURE);
    Shown {
        url: address(
            widths
                .iter()
                .copied()
                .find(|width| *width >= MEASURE)
                .unwrap_or(largest),
            form,
        ),
        size: Some((largest, imaging::height_at((photo.width, photo.height), largest))),
        set: Some(set(form)),
        modern,
        sizes: Some(format!("(min-width: {}px) {measure}px, 92vw", measure.plus(MARGINS))),
    }
}

/// A photo while its sizes are made: decoded once for all of them, and forgotten with the last.
#[derive(Debug)]
struct Base {
    pixels: Mutex<Option<Arc<Pixels>>>,
    left: AtomicUsize,
}

impl Base {
    fn write(&self, source: &[u8], largest: u32, width: u32, form: Form) -> Result<Vec<u8>, Fault> {
        let pixels = {
            let mut kept = self.pixels.lock().unwrap_or_else(PoisonError::into_inner);
            match &*kept {
                Some(pixels) => pixels.clone(),
                None => {
                    let pixels = Arc::new(imaging::decode(source)?.scaled_to(largest));
                    *kept = Some(pixels.clone());
                    pixels
                }
            }
        };
        let written = imaging::write(&pixels, source, width, form);
        if self.left.fetch_sub(1, Ordering::Relaxed) <= 1 {
            self.pixels.lock().unwrap_or_else(PoisonError::into_inner).take();
        }
        written
    }
}

/// The files of all editions, each as it is published.
fn files(site: &Site) -> BTreeMap<&Arc<str>, Attachment> {
    let mut files: BTreeMap<&Arc<str>, Attachment> = BTreeMap::new();
    for site in std::iter::once(site).chain(&site.translations) {
        for (path, file) in &site.portal.attachments {
            let known = files.entry(path).or_insert_with(|| file.clone());
            known.is_linked |= file.is_linked;
            known.is_shown |= file.is_shown;
        }
    }
    files
}

/// Documents and pictures of all editions: they lie with the German ones.
pub(in crate::site) fn routes(site: &Site) -> Vec<Route> {
    let mut sizes = BTreeMap::new();
    let mut routes = Vec::new();
    for (path, file) in files(site) {
        let photo = match &file.look {
            Look::Photo(photo) => Some(photo),
            _ => None,
        };
        let scaled = photo.filter(|photo| photo.is_scalable());
        if let Some(photo) = scaled.filter(|_| file.is_shown) {
            add_sizes(&mut sizes, path, photo);
        }
        if file.is_linked || scaled.is_none() {
            let (source, is_photo) = (path.clone(), photo.is_some());
            let body = move |_: &Site| match is_photo {
                true => Ok(Body::Photo(source.clone())),
                false => Ok(Body::File(source.clone())),
            };
            routes.push(Route::new(urls::attachment_file(path), body).from_file(path).copied());
        }
    }
    routes.extend(sizes.into_values());
    routes
}

/// The same photo under two paths with one name has one file for each size.
fn add_sizes(sizes: &mut BTreeMap<String, Route>, path: &Arc<str>, photo: &Photo) {
    let widths = widths(photo);
    let largest = widths.last().copied().unwrap_or(photo.width);
    let base = Arc::new(Base {
        pixels: Mutex::new(None),
        left: AtomicUsize::new(widths.len().times(forms(photo).len())),
    });
    for width in widths {
        for form in forms(photo) {
            let name = name(path, photo, width, *form);
            let (base, form) = (base.clone(), *form);
            let picture = Picture::of_file(name.as_str(), path.clone(), move |source| {
                base.write(source, largest, width, form)
            });
            let route = Route::new(url(&name), move |_| Ok(Body::Picture(picture.clone())));
            sizes.entry(name).or_insert_with(|| route.from_file(path));
        }
    }
}
