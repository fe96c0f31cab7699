//! Pictures of the content: scaled, upright, without metadata, and never a danger.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use image_webp::WebPDecoder;
use scraper::{Html, Selector};

use crate::harness::{Dice, Tree, files};

const TEXT: &str = "content/leistungen/wohngeld/text.md";

/// A TIFF block as a phone writes it: held upright, taken at a place.
fn exif(orientation: u8) -> Vec<u8> {
    let mut block = b"MM\0*\0\0\0\x08\0\x02".to_vec();
    block.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
    // The position: one entry, the latitude reference.
    block.extend([0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38, 0, 0, 0, 0]);
    block.extend([0, 1, 0, 1, 0, 2, 0, 0, 0, 2, b'N', 0, 0, 0, 0, 0, 0, 0]);
    block.extend(b"GPS-52.3906-13.0645");
    block
}

/// A photo: the upper half of the file is red, the lower one blue, and all of it is as restless as a meadow.
fn jpeg(width: u16, height: u16, orientation: u8) -> Vec<u8> {
    let mut dice = Dice(7);
    let mut pixels = Vec::with_capacity(usize::from(width) * usize::from(height) * 3);
    for y in 0..height {
        for _ in 0..width {
            let noise = dice.roll(90) as u8;
            let (red, blue) = if y < height / 2 { (160, 0) } else { (0, 160) };
            pixels.extend([red + noise, noise, blue + noise]);
        }
    }
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 80);
    encoder.add_exif_metadata(&exif(orientation)).unwrap();
    encoder
        .add_app_segment(1, b"http://ns.adobe.com/xap/1.0/\0<x>GPS-XMP</x>".to_vec())
        .unwrap();
    encoder
        .encode(&pixels, width, height, jpeg_encoder::ColorType::Rgb)
        .unwrap();
    bytes
}

fn png(width: u32, height: u32, alpha: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(if alpha {
        png::ColorType::Rgba
    } else {
        png::ColorType::Rgb
    });
    encoder.add_text_chunk("Author".into(), "GPS-Autorin".into()).unwrap();
    let pixel: &[u8] = if alpha { &[0, 128, 0, 128] } else { &[0, 128, 0] };
    encoder
        .write_header()
        .unwrap()
        .write_image_data(&pixel.repeat((width * height) as usize))
        .unwrap();
    bytes
}

/// Width, height and three bytes of the pixel at a share of both.
fn webp(bytes: &[u8], x: f32, y: f32) -> (u32, u32, [u8; 3]) {
    let mut decoder = WebPDecoder::new(std::io::Cursor::new(bytes)).unwrap();
    let (width, height) = decoder.dimensions();
    let mut pixels = vec![0; decoder.output_buffer_size().unwrap()];
    decoder.read_image(&mut pixels).unwrap();
    let channels = if decoder.has_alpha() { 4 } else { 3 };
    let at = ((height as f32 * y) as usize * width as usize + (width as f32 * x) as usize) * channels;
    (width, height, pixels[at..at + 3].try_into().unwrap())
}

fn attributes(public: &Path, page: &str, selector: &str) -> Vec<(String, String)> {
    let html = Html::parse_document(&fs::read_to_string(public.join(page)).unwrap());
    let found = html.select(&Selector::parse(selector).unwrap()).next();
    let found = found.unwrap_or_else(|| panic!("{page}: {selector}"));
    found
        .value()
        .attrs()
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

fn value(attributes: &[(String, String)], name: &str) -> String {
    let found = attributes.iter().find(|(known, _)| known == name);
    found.unwrap_or_else(|| panic!("{name}")).1.clone()
}

fn pictures(public: &Path) -> Vec<(String, Vec<u8>)> {
    let all = files(public).into_iter();
    all.filter(|(path, _)| path.contains("/foto.") || path.starts_with("assets/foto"))
        .collect()
}

#[test]
fn a_large_photo_becomes_small_upright_and_tells_no_place() {
    let tree = Tree::base();
    tree.write("content/leistungen/wohngeld/Foto.jpg", jpeg(6000, 4000, 6));
    tree.write(TEXT, "![Ein „Feld“](Foto.jpg \"Titel\")\n");
    let public = tree.build();
    let page = "leistungen/wohngeld/index.html";
    let image = attributes(&public, page, "picture > img");
    let largest = (value(&image, "width"), value(&image, "height"));
    assert_eq!(largest, ("1344".to_owned(), "2016".to_owned()));
    assert_eq!(value(&image, "loading"), "lazy");
    assert_eq!(
        (value(&image, "alt"), value(&image, "title")),
        ("Ein „Feld“".to_owned(), "Titel".to_owned())
    );
    let source = attributes(&public, page, "picture > source");
    assert_eq!(value(&source, "type"), "image/webp");
    assert_eq!(value(&source, "sizes"), value(&image, "sizes"));
    let named = [value(&image, "srcset"), value(&source, "srcset")].join(", ");
    let named: Vec<&str> = named.split(", ").map(|size| size.split(' ').next().unwrap()).collect();
    assert_eq!(named.len(), 6);
    assert!(named.contains(&value(&image, "src").as_str()));
    for url in &named {
        let bytes = fs::read(public.join(url.trim_start_matches('/'))).unwrap();
        assert!(bytes.len() < 300_000, "{url}: {}", bytes.len());
        for place in [&b"GPS"[..], b"Exif", b"http://ns.adobe"] {
            assert!(!bytes.windows(place.len()).any(|window| window == place), "{url}");
        }
        if url.ends_with(".webp") {
            // What lay at the top of the file is at the right.
            let (width, height, right) = webp(&bytes, 0.9, 0.5);
            assert!(width < height, "{url}");
            assert!(right[0] > right[2] + 60, "{url}: {right:?}");
            let (_, _, left) = webp(&bytes, 0.1, 0.5);
            assert!(left[2] > left[0] + 60, "{url}: {left:?}");
        }
    }
    // Nothing else is made of it, and the file itself stays at home.
    assert_eq!(pictures(&public).len(), 6);
    assert!(!public.join("leistungen/wohngeld/Foto.jpg").exists());
    // Made once, kept by content.
    let kept = files(&tree.path().join(".ozg/bilder"))
        .into_iter()
        .filter(|(path, _)| path.starts_with("foto"));
    let kept: Vec<_> = kept.collect();
    assert_eq!(kept.len(), 6);
    let made = || {
        let file = tree.path().join(".ozg/bilder").join(&kept[0].0);
        fs::metadata(file).unwrap().ino()
    };
    let first = made();
    tree.write(TEXT, "![Ein Feld](Foto.jpg)\n\nNeu.\n");
    tree.build();
    assert_eq!(made(), first, "{}", kept[0].0);
}

#[test]
fn a_photo_that_is_linked_keeps_its_pixels_and_loses_its_place() {
    let tree = Tree::base();
    let source = jpeg(600, 400, 6);
    tree.write("content/leistungen/wohngeld/foto.jpg", &source);
    tree.write("content/leistungen/wohngeld/plan.png", png(60, 40, true));
    tree.write(
        TEXT,
        "[Das Foto in voller Größe](foto.jpg), [Plan als Bild](plan.png)\n",
    );
    let public = tree.build();
    let bytes = fs::read(public.join("leistungen/wohngeld/foto.jpg")).unwrap();
    assert!(!bytes.windows(3).any(|window| window == b"GPS"));
    // It says how it stands, in a block of its own, and its pixels are the bytes that they were.
    assert!(bytes.windows(6).any(|window| window == b"Exif\0\0"));
    let scan = |bytes: &[u8]| bytes.windows(2).position(|pair| pair == b"\xff\xda").unwrap();
    assert_eq!(bytes[scan(&bytes)..], source[scan(&source)..]);
    let plan = fs::read(public.join("leistungen/wohngeld/plan.png")).unwrap();
    assert!(!plan.windows(3).any(|window| window == b"GPS"));
    assert_eq!(pictures(&public).len(), 1);
}

#[test]
fn a_photo_of_a_theme_loses_its_place_too() {
    let tree = Tree::base();
    let photo = jpeg(60, 40, 1);
    tree.write("themes/standard/images/kopf.jpg", &photo);
    let public = tree.build();
    let (_, bytes) = files(&public)
        .into_iter()
        .find(|(path, _)| path.starts_with("assets/kopf."))
        .unwrap();
    assert!(photo.windows(3).any(|three| three == b"GPS"));
    assert!(!bytes.windows(3).any(|three| three == b"GPS"));
    assert!(bytes.len() > 100 && bytes.starts_with(b"\xff\xd8"), "{}", bytes.len());
}

#[test]
fn drawings_keep_their_transparency_and_small_pictures_their_size() {
    let tree = Tree::base();
    tree.write("content/seiten/foto.png", png(900, 90, true));
    tree.write(
        "content/seiten/zeichnung.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 30 20\"><path d=\"M0 0h9\"/></svg>",
    );
    let page = tree.read("content/seiten/impressum.md");
    tree.write(
        "content/seiten/impressum.md",
        format!("{page}\n![Plan](foto.png)\n\n![Zeichnung](zeichnung.svg)\n"),
    );
    let public = tree.build();
    let image = attributes(&public, "impressum/index.html", "picture > img");
    assert_eq!(
        (value(&image, "width"), value(&image, "height")),
        ("900".to_owned(), "90".to_owned())
    );
    assert_eq!(
        value(&image, "srcset").matches("w").count(),
        2,
        "480 and 900: 800 is hardly narrower"
    );
    let source = attributes(&public, "impressum/index.html", "picture > source");
    let url = value(&source, "srcset").split(' ').next().unwrap().to_owned();
    let bytes = fs::read(public.join(url.trim_start_matches('/'))).unwrap();
    assert!(WebPDecoder::new(std::io::Cursor::new(&bytes[..])).unwrap().has_alpha());
    let (_, _, colour) = webp(&bytes, 0.5, 0.5);
    // A half of what was weighted by half may be lost.
    assert!(colour[1].abs_diff(128) <= 1 && colour[0] == 0, "{colour:?}");
    let drawing = attributes(&public, "impressum/index.html", "img[src$='.svg']");
    assert_eq!(
        (value(&drawing, "width"), value(&drawing, "height")),
        ("30".to_owned(), "20".to_owned())
    );
    assert!(public.join("seiten/zeichnung.svg").exists());
}

#[test]
fn a_heavy_drawing_is_told() {
    let tree = Tree::base();
    let path = format!("<path d=\"M0 0{}\"/>", "h9".repeat(200_000));
    tree.write(
        "content/leistungen/wohngeld/plan.svg",
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{path}</svg>"),
    );
    tree.write(TEXT, "![Plan](plan.svg)\n");
    let said = tree.ozg(&["check"]);
    assert_eq!(said.code, 0);
    assert!(
        said.stderr
            .starts_with("Warnung[bild-zu-gross]: das Bild ist 401 kB groß"),
        "{}",
        said.stderr
    );
}

/// A head of PNG that promises any size.
fn bomb(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = png(4, 4, false);
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    bytes
}

/// A picture with a sound head whose compressed pixels are noise.
fn rotten_png() -> Vec<u8> {
    let mut bytes = png(99, 99, false);
    let data = bytes.windows(4).position(|name| name == b"IDAT").unwrap() + 4;
    let length = u32::from_be_bytes(bytes[data - 8..data - 4].try_into().unwrap()) as usize;
    bytes[data + 2..data + length].fill(0x5a);
    bytes
}

fn rotten_webp() -> Vec<u8> {
    let mut bytes = Vec::new();
    let pixels = [0, 128, 0, 255].repeat(64 * 64);
    image_webp::WebPEncoder::new(&mut bytes)
        .encode(&pixels, 64, 64, image_webp::ColorType::Rgba8)
        .unwrap();
    let data = bytes.windows(4).position(|name| name == b"VP8L").unwrap() + 8;
    let end = bytes.len();
    bytes[data + 5..end].fill(0xff);
    bytes
}

#[test]
fn hostile_pictures_are_told_and_nothing_is_written() {
    let whole = jpeg(64, 64, 1);
    let mut swollen = whole.clone();
    let frame = swollen.windows(2).position(|pair| pair == b"\xff\xc0").unwrap();
    swollen[frame + 5..frame + 9].copy_from_slice(&[0xff; 4]);
    let cases: [(&str, Vec<u8>, &str); 8] = [
        (
            "a.png",
            bomb(100_000, 100_000),
            "das Bild hat 100000 × 100000 Bildpunkte",
        ),
        ("a.jpg", swollen, "das Bild hat 65535 × 65535 Bildpunkte"),
        (
            "a.jpg",
            whole[..whole.len() / 2].to_vec(),
            "das Bild ist beschädigt oder unvollständig",
        ),
        (
            "a.png",
            png(9, 9, false)[..40].to_vec(),
            "das Bild ist beschädigt oder unvollständig",
        ),
        // The head is sound, the pixels are not.
        ("a.png", rotten_png(), "das Bild ist beschädigt oder unvollständig"),
        ("a.webp", rotten_webp(), "das Bild ist beschädigt oder unvollständig"),
        (
            "a.jpg",
            b"\0\0\0\x18ftypheic\0\0\0\0".to_vec(),
            "Bilder im Format HEIC zeigen Browser nicht",
        ),
        (
            "a.jpg",
            b"<!DOCTYPE html><script>alert(1)</script>".to_vec(),
            "die Datei enthält eine HTML-Seite",
        ),
    ];
    for (name, bytes, message) in cases {
        let tree = Tree::base();
        tree.write(&format!("content/leistungen/wohngeld/{name}"), bytes);
        tree.write(TEXT, format!("![Bild]({name})\n"));
        for command in ["check", "build"] {
            let said = tree.ozg(&[command]);
            assert_eq!(said.code, 1, "{message}");
            assert!(said.stderr.contains(message), "{}", said.stderr);
        }
        assert!(!tree.path().join("public").exists());
    }
}

#[test]
fn bytes_of_chance_are_no_danger() {
    let mut dice = Dice(99);
    for seed in [
        jpeg(40, 30, 6),
        png(40, 30, true),
        b"GIF89a\x04\0\x04\0\x80\0\0\0\0\0\xff\xff\xff;".to_vec(),
    ] {
        for _ in 0..400 {
            let mut bytes = seed.clone();
            for _ in 0..=dice.roll(6) {
                let at = dice.roll(bytes.len() as u64) as usize;
                bytes[at] = dice.roll(256) as u8;
            }
            bytes.truncate(1 + dice.roll(bytes.len() as u64) as usize * 2 % bytes.len().max(1));
            if let Some(Ok(_)) = ozg::imaging::look(&bytes) {
                let _ = ozg::imaging::original(&bytes);
                if let Ok(pixels) = ozg::imaging::decode(&bytes) {
                    let _ = ozg::imaging::write(&pixels, &bytes, 7, ozg::imaging::Form::WebP);
                }
            }
        }
    }
}
