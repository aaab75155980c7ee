//! Builds dictionary 1 from its two lists. The same lists give the same bytes, always.

/// Name parts and titles.
pub const WORDS: &str = include_str!("../../src/spec/dictionary/words.txt");
/// Pieces of our own messages.
pub const SKELETONS: &str = include_str!("../../src/spec/dictionary/skeletons.txt");
/// Their blocks; those that are used most stand last.
const BLOCKS: [&str; 6] = ["pashto", "roman", "urdu", "frequent pashto", "frequent roman", "frequent urdu"];
/// The ceiling of the format (§1.3).
pub const MOST: usize = 8_192;

/// Words, then skeletons, each list in its own order. DEFLATE spends fewer bits on what is nearer to the
/// message, so what stands later is kept first, and a piece that is already there is left out.
pub fn build(words: &str, skeletons: &str) -> Result<Vec<u8>, String> {
    let blocks = BLOCKS.iter().flat_map(|block| self::words(words, block));
    let mut pieces: Vec<Vec<u8>> = blocks.map(|word| format!("{word} ").into()).collect();
    for (number, line) in (1..).zip(skeletons.lines()) {
        let found = skeleton(line).map_err(|fault| format!("skeletons.txt line {number}: {fault}"))?;
        pieces.extend(found);
    }
    let mut dictionary = Vec::new();
    for piece in pieces.into_iter().rev() {
        if !contains(&dictionary, &piece) {
            dictionary.splice(0..0, piece);
        }
    }
    match dictionary.len() {
        0..=MOST => Ok(dictionary),
        found => Err(format!("the dictionary has {found} bytes, more than {MOST}")),
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
    let lines = lines.take_while(|line| !line.starts_with('[')).filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace)
}

/// One line: bytes in hexadecimal and texts in quotes. Braces hold alternatives: one piece for each of them.
fn skeleton(line: &str) -> Result<Vec<Vec<u8>>, String> {
    let mut pieces = vec![Vec::new()];
    let mut alternatives: Option<Vec<Vec<u8>>> = None;
    for token in tokens(line)? {
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
