//! Photos: what their bytes say, as pixels, and without what they need not tell everybody.

use ozg::imaging::{self, Form, MOST_PIXELS};

/// Reading pixels of a picture that is larger takes long, and finds nothing that a small one does not.
const MOST: u64 = 256 * 256;

/// Any bytes.
pub fn pictures(data: &[u8]) {
    let Some(Ok(photo)) = imaging::look(data) else { return };
    assert!(u64::from(photo.width) * u64::from(photo.height) <= MOST_PIXELS);
    let bare = imaging::original(data);
    if let Ok(bare) = &bare {
        for word in [&b"Exif\0\0GPS"[..], b"http://ns.adobe.com/xap/1.0/"] {
            assert!(
                !bare.windows(word.len()).any(|part| part == word),
                "tells more than it shows"
            );
        }
        let again = imaging::look(bare).expect("a picture").expect("that can be shown");
        assert_eq!((again.width, again.height), (photo.width, photo.height));
        assert_eq!(
            imaging::original(bare).as_ref(),
            Ok(bare),
            "there was more to leave out"
        );
    }
    if u64::from(photo.width) * u64::from(photo.height) > MOST {
        return;
    }
    if let Ok(pixels) = imaging::decode(data) {
        assert_eq!((pixels.width, pixels.height), (photo.width, photo.height));
        let count = pixels.width as usize * pixels.height as usize * pixels.channels;
        assert_eq!(pixels.bytes.len(), count);
        let small = imaging::write(&pixels, data, 16.min(pixels.width), Form::Png).expect("written");
        assert!(matches!(imaging::look(&small), Some(Ok(_))));
    }
}
