//! Changes of status as a table: `list,index,action`, one a line (§8.7).

use super::error::{RegisterError, RowFault};
use crate::claims::StatusReference;

/// What is done to an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    Revoke,
    Suspend,
    Reinstate,
}

/// A change, and the line it stands in.
pub(super) struct Row {
    pub(super) line: usize,
    pub(super) reference: StatusReference,
    pub(super) action: Action,
}

/// Reads the rows. A first line of names, empty lines and the byte-order mark of a spreadsheet are read over.
pub(super) fn read_rows(csv: &str) -> Result<Vec<Row>, RegisterError> {
    let csv = csv.strip_prefix('\u{FEFF}').unwrap_or(csv);
    let lines = (1..).zip(csv.lines()).filter(|(_, text)| !text.trim().is_empty());
    let is_header = |line: usize, text: &str| line == 1 && fields(text) == ["list", "index", "action"];
    let rows = lines.filter(|(line, text)| !is_header(*line, text));
    rows.map(|(line, text)| read_row(line, text).map_err(|fault| RegisterError::Row { line, fault }))
        .collect()
}

fn read_row(line: usize, text: &str) -> Result<Row, RowFault> {
    let fields = fields(text);
    let [list, index, action] = fields.as_slice() else {
        return Err(RowFault::Fields { found: fields.len() });
    };
    let action = match action.to_ascii_lowercase().as_str() {
        "revoke" => Action::Revoke,
        "suspend" => Action::Suspend,
        "reinstate" => Action::Reinstate,
        _ => return Err(RowFault::Action),
    };
    let reference = StatusReference { list: number(list, "list")?, index: number(index, "index")? };
    Ok(Row { line, reference, action })
}

fn fields(text: &str) -> Vec<&str> {
    text.split(',').map(str::trim).collect()
}

/// Plain digits only: what a spreadsheet made of a number (`1E+05`, `1.0`) is not guessed.
fn number(text: &str, field: &'static str) -> Result<u64, RowFault> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| digits).ok_or(RowFault::Number { field })
}
