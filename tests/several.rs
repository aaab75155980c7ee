//! A trust list of sixty keys from one verifier to the next: drawn as symbols, read back from their pictures, and put together.

mod common;

use common::{LIST_KEYS, ROOT_KEYS, days, empty_list, entry, list_bytes, now, pinned, root, root_bytes};
use khyber_pass::multipart::{Assembler, MultipartError};
use khyber_pass::qr::{Animation, Dpi, Length, Medium, Page, QrError, Sheets, Surface, scan_picture};
use khyber_pass::{ListEntry, SigningKey, TrustBundle, TrustList, TrustStore};
use sha2::{Digest, Sha256};
use std::sync::OnceLock;
use std::time::Duration;

/// The root and a list of sixty offices, as a text.
fn sixty_keys() -> &'static str {
    static TEXT: OnceLock<String> = OnceLock::new();
    TEXT.get_or_init(|| {
        let office = |n: u8| {
            let key = SigningKey::from_seed(&Sha256::digest([n]).into()).public_key();
            ListEntry::new(
                key,
                &format!("PK-KP/OFFICE-{n}"),
                days(common::START, 90),
                common::at(common::START + 4_000 * common::DAY),
            )
            .unwrap()
        };
        let list: TrustList = (0..60).fold(empty_list(), |list, n| list.with_entry(office(n)).unwrap());
        let list = list.with_entry(entry(common::PROVINCE, "PK-KP")).unwrap();
        let documents = vec![root_bytes(&root(), &ROOT_KEYS[..2]), list_bytes(&list, &LIST_KEYS[..2])];
        TrustBundle::new(documents).unwrap().to_long_text().unwrap()
    })
}

/// What arrived is what a verifier takes in.
fn assert_trusted(text: &str) {
    assert_eq!(text, sixty_keys());
    let mut trust = TrustStore::rooted(&pinned());
    let report = trust.apply(TrustBundle::from_text(text).unwrap().documents(), now());
    assert_eq!(report.to_string(), "root document 1: held already\ntrust list 1: accepted\n");
}

fn a4() -> Page {
    Page::a4(Dpi::new(300).unwrap())
}

fn telephone() -> Surface {
    Surface::new(Medium::Screen, Dpi::new(160).unwrap())
}

/// Some order that is not that of the parts, with every part twice.
fn shuffled(count: usize, seed: usize) -> impl Iterator<Item = usize> {
    let step = (seed % count..).find(|step| gcd(*step, count) == 1 && *step > 1).unwrap();
    (0..2 * count).map(move |at| (at * step + seed) % count)
}

fn gcd(a: usize, b: usize) -> usize {
    if b == 0 { a } else { gcd(b, a % b) }
}

#[test]
fn sixty_keys_travel_on_paper_with_one_part_lost() {
    let sheets = Sheets::new(sixty_keys(), a4()).unwrap();
    println!(
        "{} characters, {} symbols of version {:?} on {} pages",
        sixty_keys().len(),
        sheets.len(),
        sheets.version(),
        sheets.pages()
    );
    assert!(sheets.needed() > 4 && sheets.pages() == 1 && sheets.version().0 <= 15);
    // Each symbol alone, as a camera that is held to it sees it.
    let read: Vec<String> = sheets
        .symbols()
        .map(|symbol| scan_picture(&symbol.to_png_printed(sheets.module_size()).unwrap()).unwrap().remove(0))
        .collect();
    assert_eq!(read, sheets.parts());
    for lost in 0..sheets.len() {
        let mut camera = Assembler::new();
        let mut seen = Vec::new();
        for at in shuffled(sheets.len(), lost + 3).filter(|at| *at != lost) {
            let progress = camera.add(&read[at]).unwrap();
            if !progress.is_complete() {
                seen.push(at);
                seen.sort_unstable();
                seen.dedup();
                assert_eq!((progress.have, progress.of), (seen.len(), sheets.needed()));
                assert_eq!(camera.whole(), None);
            }
        }
        assert_trusted(camera.whole().unwrap());
    }
}

#[test]
fn sixty_keys_travel_on_a_screen_from_any_moment_on() {
    let animation = Animation::new(sixty_keys(), &telephone()).unwrap();
    assert!(animation.len() == animation.needed() + 1 && animation.period() == Duration::from_millis(400));
    for (begin, looks) in [(0, 1), (7, 1), (3, 2), (5, 3), (2, animation.len())] {
        let mut camera = Assembler::new();
        let mut frames = animation.frames().skip(begin).step_by(looks).take(40 * animation.len());
        let complete = frames.position(|frame| camera.add(frame.text()).unwrap().is_complete());
        assert!(complete.is_some(), "one look in {looks} frames never sees all of it");
        assert_trusted(camera.whole().unwrap());
    }
    let labels: Vec<String> = animation.frames().take(animation.len()).map(|frame| frame.label()).collect();
    let needed = animation.needed();
    assert_eq!((labels[0].clone(), labels[needed].clone()), (format!("1/{needed}"), format!("P/{needed}")));
    for frame in animation.frames().take(animation.len()) {
        let png = frame.symbol().to_png(4).unwrap();
        assert_eq!(scan_picture(&png), Ok(vec![frame.text().to_owned()]), "{}", frame.label());
    }
}

/// What the file shows is what the frames are.
#[test]
fn an_animated_file_holds_every_frame() {
    let animation = Animation::new(sixty_keys(), &telephone()).unwrap();
    let file = animation.to_apng(3).unwrap();
    let mut reader = png::Decoder::new(std::io::Cursor::new(&file)).read_info().unwrap();
    let control = *reader.info().animation_control().unwrap();
    assert_eq!((usize::try_from(control.num_frames).unwrap(), control.num_plays), (animation.len(), 0));
    let mut camera = Assembler::new();
    for frame in animation.frames().take(animation.len()) {
        let mut packed = vec![0; reader.output_buffer_size().unwrap()];
        let line = reader.next_frame(&mut packed).unwrap().line_size;
        let timing = reader.info().frame_control().unwrap();
        assert_eq!((timing.delay_num, timing.delay_den), (400, 1_000));
        let side = frame.symbol().framed_modules() * 3;
        let grey: Vec<u8> = (0..side * side)
            .map(|at| {
                if packed[at / side * line + at % side / 8] & (0x80 >> (at % side % 8)) == 0 {
                    0
                } else {
                    255
                }
            })
            .collect();
        let read = khyber_pass::qr::scan_grey(side, side, &grey).unwrap();
        assert_eq!(read, [frame.text()]);
        camera.add(&read[0]).unwrap();
    }
    assert_trusted(camera.whole().unwrap());
    assert_eq!(animation.to_apng(0), Err(QrError::Scale { found: 0, limit: 74 }));
}

/// A page, cut into its symbols, as they stand on the paper.
#[test]
fn a_printed_page_is_read_symbol_by_symbol() {
    let sheets = Sheets::new(sixty_keys(), a4()).unwrap();
    let file = sheets.to_png(0).unwrap().unwrap();
    assert!(sheets.to_png(1).is_none());
    let mut reader = png::Decoder::new(std::io::Cursor::new(&file)).read_info().unwrap();
    assert_eq!(reader.info().size(), (2_480, 3_507));
    assert_eq!(reader.info().pixel_dims.unwrap().xppu, 11_811);
    let mut packed = vec![0; reader.output_buffer_size().unwrap()];
    let line = reader.next_frame(&mut packed).unwrap().line_size;
    let mut camera = Assembler::new();
    let svg = sheets.to_svg(0, "").unwrap();
    let corners: Vec<(usize, usize)> = svg
        .split("translate(")
        .skip(1)
        .map(|rest| rest.split(')').next().unwrap().split_once(' ').unwrap())
        .map(|(left, top)| (left.parse().unwrap(), top.parse().unwrap()))
        .collect();
    assert_eq!(corners.len(), sheets.len());
    let side = usize::from(sheets.module_size().dots()) * (25 + 4 * usize::from(sheets.version().0));
    for ((left, top), part) in corners.into_iter().zip(sheets.parts()) {
        let pixel = |at: usize| {
            let (x, y) = (left + at % side, top + at / side);
            if packed[y * line + x / 8] & (0x80 >> (x % 8)) == 0 { 0 } else { 255 }
        };
        let grey: Vec<u8> = (0..side * side).map(pixel).collect();
        assert_eq!(khyber_pass::qr::scan_grey(side, side, &grey), Ok(vec![part.clone()]));
        camera.add(part).unwrap();
    }
    assert_trusted(camera.whole().unwrap());
}

#[test]
fn symbols_of_two_lists_do_not_mix() {
    let sheets = Sheets::new(sixty_keys(), a4()).unwrap();
    let other = Sheets::new(&format!("{}0", sixty_keys()), a4()).unwrap();
    let mut camera = Assembler::new();
    camera.add(&sheets.parts()[0]).unwrap();
    let refused = camera.add(&other.parts()[1]).unwrap_err();
    assert_eq!((refused, refused.code().name()), (MultipartError::OtherSet, "multipart.other-set"));
    assert_eq!(camera.add(&sheets.parts()[1]).map(|progress| progress.have), Ok(2));
}

#[test]
fn pages_and_screens_have_bounds() {
    let millimetres = Length::mm;
    // A small page: one symbol after the other.
    let label = a4().with_size(millimetres(62), millimetres(80), millimetres(3));
    let sheets = Sheets::new(sixty_keys(), label).unwrap();
    assert_eq!(sheets.pages(), sheets.len());
    let last = sheets.to_svg(sheets.pages() - 1, "").unwrap();
    assert!(
        last.contains(&format!(">P/{}<", sheets.needed())) && sheets.to_svg(sheets.pages(), "").is_none()
    );
    // Too small for any.
    let stamp = a4().with_size(millimetres(20), millimetres(20), millimetres(3));
    assert_eq!(
        Sheets::new("KPT:DFG", stamp).map(|sheets| sheets.len()),
        Err(QrError::Space { found: 27, limit: 0 })
    );
    // A short text is one part, without one that repairs.
    let one = Sheets::new("KPT:DFG", a4()).unwrap();
    assert_eq!((one.len(), one.needed(), one.pages()), (1, 1, 1));
    assert!(one.to_svg(0, "<&>").unwrap().contains(">&lt;&amp;&gt;<"));
    // More dots than we read.
    let fine = Sheets::new("KPT:DFG", Page::a4(Dpi::new(1_200).unwrap())).unwrap();
    let refused = QrError::PictureSize { width: 9_921, height: 14_031, limit: 40_000_000 };
    assert_eq!(fine.to_png(0), Some(Err(refused)));
    assert!(fine.to_svg(0, "").is_some());
    // A screen of 160 by 160 pixels would need more than sixteen.
    let watch = telephone().with_place(millimetres(25), millimetres(25));
    let refused = Animation::new(sixty_keys(), &watch).map(|animation| animation.len()).unwrap_err();
    assert_eq!(refused.code().name(), "multipart.size");
    assert_eq!(Animation::new("", &telephone()).map(|a| a.len()), Err(MultipartError::Empty.into()));
    assert_eq!(
        Animation::new("kpt:", &telephone()).map(|a| a.len()),
        Err(MultipartError::Character { at: 0 }.into())
    );
}
