//! Pictures and documents that are larger than they look, broken, something else, or active.

use super::ground::Ground;
use super::input::{Family, Input};

pub fn inputs() -> Vec<Input> {
    let mut family = Family::new("pictures");
    pixels(&mut family);
    drawings(&mut family);
    documents(&mut family);
    family.inputs
}

/// A page that shows a picture.
fn shown(family: &mut Family, name: &str, file: &'static str, bytes: Vec<u8>) {
    family.add(name, move |ground: &Ground| {
        ground.write(
            "content/seiten/x.md",
            format!("---\ntitel: x\n---\n\n![Ein Bild]({file})\n"),
        );
        ground.write(&format!("content/seiten/{file}"), &bytes);
    });
}

fn pixels(family: &mut Family) {
    let sound = png(64, 64, &[]);
    let mut wrong_sum = sound.clone();
    wrong_sum[30] ^= 1;
    for (name, bytes) in [
        ("PNG: as large as it can say", png_head(u32::MAX >> 1, u32::MAX >> 1)),
        ("PNG: 65,535 to the square without pixels", png_head(65_535, 65_535)),
        ("PNG: 20,000 to the square, packed small", png(20_000, 20_000, &[])),
        ("PNG: 10,000,000 by one", png(10_000_000, 1, &[])),
        ("PNG: no width", png_head(0, 1)),
        ("PNG: cut off", sound[..sound.len() / 2].to_vec()),
        ("PNG: a beginning and nothing else", sound[..8].to_vec()),
        ("PNG: a sum that is wrong", wrong_sum),
        (
            "PNG: a packed text of a gigabyte",
            png(64, 64, &[(b"zTXt", [b"a\0\0".as_slice(), &packed(1 << 30)].concat())]),
        ),
        (
            "PNG: a packed profile of a gigabyte",
            png(64, 64, &[(b"iCCP", [b"a\0\0".as_slice(), &packed(1 << 30)].concat())]),
        ),
        (
            "PNG: 100,000 notes",
            png(64, 64, &vec![(b"tEXt", b"a\0b".to_vec()); 100_000]),
        ),
        (
            "PNG: a piece longer than the file",
            [&sound[..33], b"\x7f\xff\xff\xffIDAT"].concat(),
        ),
        (
            "PNG: something behind its end",
            [sound.as_slice(), b"<script>harm()</script>"].concat(),
        ),
        ("PNG: frames without number", png(64, 64, &[(b"acTL", vec![0xff; 8])])),
    ] {
        shown(family, name, "bild.png", bytes);
    }
    let photo = jpeg(64, 64, &[]);
    let mut wide = photo.clone();
    let frame = wide.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
    wide[frame + 5..frame + 9].fill(0xff);
    for (name, bytes) in [
        ("JPEG: as large as it can say", wide),
        ("JPEG: cut off", photo[..photo.len() / 2].to_vec()),
        ("JPEG: a beginning and nothing else", photo[..3].to_vec()),
        (
            "JPEG: 20,000 notes",
            [&photo[..2], b"\xff\xfe\0\x04aa".repeat(20_000).as_slice(), &photo[2..]].concat(),
        ),
        (
            "JPEG: a million empty marks",
            [&photo[..2], b"\xff".repeat(1_000_000).as_slice(), &photo[2..]].concat(),
        ),
        (
            "JPEG: EXIF in a circle",
            jpeg(
                64,
                64,
                b"MM\0*\0\0\0\x08\0\x01\x87\x69\0\x04\0\0\0\x01\0\0\0\x08\0\0\0\x08",
            ),
        ),
        (
            "JPEG: EXIF with a direction that there is not",
            jpeg(
                64,
                64,
                b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\x00\x63\0\0\0\0\0\0",
            ),
        ),
        (
            "JPEG: EXIF with 65,535 entries",
            jpeg(64, 64, b"MM\0*\0\0\0\x08\xff\xff\x01\x12"),
        ),
        (
            "JPEG: EXIF that begins beyond its end",
            jpeg(64, 64, b"II*\0\xff\xff\xff\xff"),
        ),
    ] {
        shown(family, name, "bild.jpg", bytes);
    }
    let gif = b"GIF89a\x02\0\x02\0\x80\0\0\0\0\0\xff\xff\xff";
    let frame = b",\0\0\0\0\x02\0\x02\0\0\x02\x02\x84\x51\0";
    for (name, bytes) in [
        (
            "GIF: as large as it can say",
            b"GIF89a\xff\xff\xff\xff\x80\0\0\0\0\0\xff\xff\xff;".to_vec(),
        ),
        (
            "GIF: 50,000 frames",
            [gif.as_slice(), &frame.repeat(50_000), b";"].concat(),
        ),
        ("GIF: without end", [gif.as_slice(), frame].concat()),
        (
            "GIF: a comment without end",
            [gif.as_slice(), b"!\xfe", &b"\xffa".repeat(100_000)].concat(),
        ),
    ] {
        shown(family, name, "bild.gif", bytes);
    }
    for (name, bytes) in [
        (
            "WebP: longer than it is",
            b"RIFF\xff\xff\xff\xffWEBPVP8L\xff\xff\xff\xff\x2f".to_vec(),
        ),
        (
            "WebP: a frame and nothing in it",
            b"RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\xff\xff\xff\xff\xff\xff".to_vec(),
        ),
        (
            "WebP: broken pixels",
            [
                b"RIFF\x30\0\0\0WEBPVP8L\x24\0\0\0\x2f\x3f\xc0\x0f\0".as_slice(),
                &[0xa5; 31],
            ]
            .concat(),
        ),
    ] {
        shown(family, name, "bild.webp", bytes);
    }
    for (name, bytes) in [
        ("a text that is called a picture", b"Hallo\n".to_vec()),
        (
            "a page that is called a picture",
            b"<!DOCTYPE html><script>harm()</script>".to_vec(),
        ),
        (
            "a drawing that is called a picture",
            b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"harm()\"/>".to_vec(),
        ),
        ("a bitmap", [b"BM\0\0\0\0\0\0\0\0".as_slice(), &[0; 100]].concat()),
        ("a picture of a phone", b"\0\0\0\x18ftypheic\0\0\0\0".to_vec()),
        ("an empty picture", Vec::new()),
        ("GIF in a PNG", gif.to_vec()),
    ] {
        shown(family, name, "bild.png", bytes);
    }
}

fn drawings(family: &mut Family) {
    let svg = |inner: &str| {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 9 9\">{inner}</svg>"
        )
    };
    let laughs: String = (1..10)
        .map(|n| format!("<!ENTITY b{n} \"{}\">", format!("&b{};", n - 1).repeat(10)))
        .collect();
    let wide = svg("<script>harm()</script>");
    let wide: Vec<u8> = b"\xff\xfe"
        .iter()
        .copied()
        .chain(wide.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    for (name, drawing) in [
        ("a script", svg("<script>harm()</script>")),
        ("a script in CDATA", svg("<script><![CDATA[harm()]]></script>")),
        (
            "a script under another prefix",
            "<s:svg xmlns:s=\"http://www.w3.org/2000/svg\"><s:script>harm()</s:script></s:svg>".into(),
        ),
        ("an event", svg("<rect onclick=\"harm()\"/>")),
        (
            "an event of its own",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"harm()\"/>".into(),
        ),
        (
            "a page",
            svg(
                "<foreignObject><body xmlns=\"http://www.w3.org/1999/xhtml\"><script>harm()</script></body></foreignObject>",
            ),
        ),
        ("a link", svg("<a xlink:href=\"java&#9;script:harm()\"><rect/></a>")),
        ("a change", svg("<set attributeName=\"onclick\" to=\"harm()\"/>")),
        (
            "another drawing",
            svg("<use xlink:href=\"https://example.org/x.svg#a\"/>"),
        ),
        (
            "a style sheet",
            svg("<style>@import url(https://example.org/x.css);</style>"),
        ),
        (
            "a style with escapes",
            svg("<style>@\\69mport 'https://example.org/x.css';a{background:\\75rl(https://example.org)}</style>"),
        ),
        (
            "an instruction",
            format!("<?xml-stylesheet href=\"https://example.org/x.xsl\"?>{}", svg("")),
        ),
        (
            "a billion laughs",
            format!(
                "<!DOCTYPE svg [<!ENTITY b0 \"ha\">{laughs}]>{}",
                svg("<text>&b9;</text>")
            ),
        ),
        (
            "a file of the machine",
            format!(
                "<!DOCTYPE svg [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>{}",
                svg("<text>&a;</text>")
            ),
        ),
        (
            "100,000 groups in each other",
            svg(&("<g>".repeat(100_000) + &"</g>".repeat(100_000))),
        ),
        ("100,000 paths", svg(&"<path d=\"M0 0L1 1\"/>".repeat(100_000))),
        (
            "a path of three megabytes",
            svg(&format!("<path d=\"{}\"/>", "M0 0L1 1".repeat(400_000))),
        ),
        (
            "uses in uses",
            svg(&((1..30)
                .map(|n| {
                    format!(
                        "<g id=\"a{n}\"><use xlink:href=\"#a{0}\"/><use xlink:href=\"#a{0}\"/></g>",
                        n - 1
                    )
                })
                .collect::<String>())),
        ),
        (
            "100,000 attributes",
            svg(&format!(
                "<rect {}/>",
                (0..100_000).map(|n| format!("a{n}=\"\" ")).collect::<String>()
            )),
        ),
        ("no end", svg("").replace("</svg>", "")),
        (
            "a size beyond all",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1e999\" height=\"-1\"/>".into(),
        ),
        (
            "a comment without end",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><!-- ".into(),
        ),
    ] {
        shown(family, &format!("SVG: {name}"), "bild.svg", drawing.into_bytes());
    }
    shown(family, "SVG: a script in UTF-16", "bild.svg", wide);
}

fn documents(family: &mut Family) {
    for (name, file, bytes) in [
        ("a page for a document", "x.html", b"<script>harm()</script>".as_slice()),
        (
            "a page that is called a document",
            "x.pdf",
            b"<html><script>harm()</script>",
        ),
        ("a script for a document", "x.js", b"harm()"),
        ("a program for a document", "x.exe", b"MZ"),
        ("half a document", "x.pdf", b"%PDF-1.7\n1 0 obj\n<< /Title ("),
        (
            "a document with a million brackets",
            "x.pdf",
            &[b"%PDF-1.7\n".as_slice(), &b"<<".repeat(500_000)].concat(),
        ),
        ("a table of formulas for a document", "x.csv", b"=cmd|' /C calc'!A1;2\n"),
        (
            "XML that runs",
            "x.xml",
            b"<a><script xmlns=\"http://www.w3.org/1999/xhtml\">harm()</script></a>",
        ),
    ] {
        let bytes = bytes.to_vec();
        family.add(name, move |ground| {
            ground.write(
                "content/seiten/x.md",
                format!("---\ntitel: x\n---\n\n[Ein Dokument]({file})\n"),
            );
            ground.write(&format!("content/seiten/{file}"), &bytes);
        });
    }
    for (name, megabytes) in [
        ("60 megabytes of nothing", 60),
        ("a document of 20 gigabytes", 20 * 1024),
    ] {
        family.add(name, move |ground| {
            ground.write("content/seiten/x.md", "---\ntitel: x\n---\n\n[Ein Dokument](x.pdf)\n");
            ground.sparse("content/seiten/x.pdf", megabytes << 20);
        });
    }
}

fn packed(bytes: usize) -> Vec<u8> {
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    let zeros = vec![0; 1 << 20];
    for _ in 0..bytes / zeros.len() {
        std::io::Write::write_all(&mut packer, &zeros).unwrap();
    }
    std::io::Write::write_all(&mut packer, &zeros[..bytes % zeros.len()]).unwrap();
    packer.finish().unwrap()
}

fn piece(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let named = [name.as_slice(), data].concat();
    let mut sum = flate2::Crc::new();
    sum.update(&named);
    [
        &(data.len() as u32).to_be_bytes(),
        named.as_slice(),
        &sum.sum().to_be_bytes(),
    ]
    .concat()
}

fn png_head(width: u32, height: u32) -> Vec<u8> {
    let head = [width.to_be_bytes().as_slice(), &height.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
    [b"\x89PNG\r\n\x1a\n".as_slice(), &piece(b"IHDR", &head)].concat()
}

/// A grey picture with other pieces before its pixels.
fn png(width: u32, height: u32, others: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let others: Vec<u8> = others.iter().flat_map(|(name, data)| piece(name, data)).collect();
    let pixels = packed((width as usize + 1) * height as usize);
    [
        png_head(width, height),
        others,
        piece(b"IDAT", &pixels),
        piece(b"IEND", &[]),
    ]
    .concat()
}

fn jpeg(width: u16, height: u16, exif: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 80);
    if !exif.is_empty() {
        encoder.add_exif_metadata(exif).unwrap();
    }
    let pixels = vec![128; usize::from(width) * usize::from(height) * 3];
    encoder
        .encode(&pixels, width, height, jpeg_encoder::ColorType::Rgb)
        .unwrap();
    bytes
}
