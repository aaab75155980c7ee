//! Builds dictionary 1 from its three lists. The same lists give the same bytes, always.

use std::collections::HashSet;

/// Name parts and titles that may stand in it.
pub const WORDS: &str = include_str!("../../src/spec/dictionary/words.txt");
/// Pieces of our own messages that may stand in it.
pub const SKELETONS: &str = include_str!("../../src/spec/dictionary/skeletons.txt");
/// What does, in which order.
pub const ORDER: &str = include_str!("../../src/spec/dictionary/order.txt");
/// The ceiling of the format (§1.3).
pub const MOST: usize = 8_192;

/// The pieces of the order, one after the other.
pub fn build(words: &str, skeletons: &str, order: &str) -> Result<Vec<u8>, String> {
    let listed: HashSet<Vec<u8>> = [
        all_words(words).map(with_space).collect(),
        pieces(skeletons).map_err(|fault| format!("skeletons.txt {fault}"))?,
    ]
    .concat()
    .into_iter()
    .collect();
    let pieces = pieces(order).map_err(|fault| format!("order.txt {fault}"))?;
    match pieces.iter().find(|piece| !listed.contains(*piece)) {
        Some(piece) => Err(format!("order.txt: {} is in neither list", piece.escape_ascii())),
        None => Ok(pieces.concat()),
    }
}

/// Whether `part` stands in `whole`, byte for byte.
pub fn contains(whole: &[u8], part: &[u8]) -> bool {
    part.is_empty() || whole.windows(part.len()).any(|window| window == part)
}

/// The words of one block of a list.
pub fn words<'a>(list: &'a str, block: &str) -> impl Iterator<Item = &'a str> {
    let start = format!("[{block}]");
    let lines = list.lines().skip_while(move |line| *line != start).skip(1);
    all_words_of(lines.take_while(|line| !line.starts_with('[')))
}

/// The words of all blocks.
pub fn all_words(list: &str) -> impl Iterator<Item = &str> {
    all_words_of(list.lines())
}

fn all_words_of<'a>(lines: impl Iterator<Item = &'a str>) -> impl Iterator<Item = &'a str> {
    lines.filter(|line| !line.starts_with(['#', '['])).flat_map(str::split_whitespace)
}

/// A word brings the space behind it.
pub fn with_space(word: &str) -> Vec<u8> {
    format!("{word} ").into()
}

/// The pieces of a list: of each line one, or one for each alternative in braces, or the words after a full stop.
pub fn pieces(list: &str) -> Result<Vec<Vec<u8>>, String> {
    let mut pieces = Vec::new();
    for (number, line) in (1..).zip(list.lines()) {
        match line.strip_prefix(". ") {
            Some(words) => pieces.extend(words.split_whitespace().map(with_space)),
            None => pieces.extend(skeleton(line).map_err(|fault| format!("line {number}: {fault}"))?),
        }
    }
    Ok(pieces)
}

/// One line: bytes in hexadecimal and texts in quotes. Braces hold alternatives: one piece for each of them.
fn skeleton(line: &str) -> Result<Vec<Vec<u8>>, String> {
    let tokens = tokens(line)?;
    if tokens.is_empty() {
        return Ok(Vec::new());
    }
    let mut pieces = vec![Vec::new()];
    let mut alternatives: Option<Vec<Vec<u8>>> = None;
    for token in tokens {
        alternatives = match (token, alternatives) {
            ("{", None) => Some(Vec::new()),
            ("}", Some(found)) => {
                pieces = pieces
                    .iter()
                    .flat_map(|start| found.iter().map(|end| [&start[..], end].concat()))
                    .collect();
                None
            }
            ("{" | "}", _) => return Err("braces do not match".into()),
            (token, Some(found)) => Some([found, values(token)?].concat()),
            (token, None) => {
                let bytes = values(token)?.concat();
                pieces.iter_mut().for_each(|piece| piece.extend(&bytes));
                None
            }
        };
    }
    if alternatives.is_some() { Err("braces do not match".into()) } else { Ok(pieces) }
}

/// Splits at white space outside quotes; `#` begins a comment.
fn tokens(line: &str) -> Result<Vec<&str>, String> {
    let mut found = Vec::new();
    let mut rest = line.trim_start();
    while !rest.is_empty() && !rest.starts_with('#') {
        let end = match rest.strip_prefix('"') {
            Some(text) => text.find('"').ok_or("a quotation mark is missing")? + 2,
            None => rest.find(char::is_whitespace).unwrap_or(rest.len()),
        };
        found.push(&rest[..end]);
        rest = rest[end..].trim_start();
    }
    Ok(found)
}

/// A text in quotes, bytes in hexadecimal, or each byte of a range such as `64..78`.
fn values(token: &str) -> Result<Vec<Vec<u8>>, String> {
    if let Some(text) = token.strip_prefix('"') {
        return Ok(vec![text.trim_end_matches('"').into()]);
    }
    let Some((first, last)) = token.split_once("..") else { return Ok(vec![hex(token)?]) };
    match (&hex(first)?[..], &hex(last)?[..]) {
        ([first], [last]) => Ok((*first..=*last).map(|byte| vec![byte]).collect()),
        _ => Err(format!("not a range of bytes: {token}")),
    }
}

fn hex(digits: &str) -> Result<Vec<u8>, String> {
    let fault = || format!("not hexadecimal: {digits}");
    if digits.len() % 2 != 0 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(fault());
    }
    let pairs = (0..digits.len()).step_by(2);
    pairs.map(|at| u8::from_str_radix(&digits[at..at + 2], 16).map_err(|_| fault())).collect()
}
