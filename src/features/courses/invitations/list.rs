//! From a file or a pasted text to rows of cells. Whatever the bytes are, reading ends with rows or with one clear
//! reason; what is wrong with a single row is kept with that row.

use csv::{ReaderBuilder, StringRecord, Terminator, WriterBuilder};

use super::columns::{Column, Head};
use super::encoding::{Decoded, decode};
use super::rules::Invitee;
use crate::base::address::Email;
use crate::base::country::Country;
use crate::base::text::squeezed;

/// People in one list.
pub const MOST_ROWS: usize = 2_000;
/// Bytes of one list.
pub const MOST_BYTES: usize = 2 * 1024 * 1024;
/// Characters of one cell.
pub const LONGEST_CELL: usize = 1_000;
/// Rows that decide which character separates the cells.
const ROWS_TO_LOOK_AT: usize = 50;
const DELIMITERS: [u8; 3] = [b'\t', b';', b','];

/// A list as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    pub rows: Vec<Row>,
    /// Words of the head that name nothing we keep.
    pub unused: Vec<String>,
}

/// One row, before anything is said about what stands in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The line of the text in which it begins, from 1.
    pub line: usize,
    pub name: String,
    pub email: String,
    pub country: String,
    pub agency: String,
    pub language: String,
    pub faults: Vec<RowFault>,
}

/// Why the cells of a row cannot be what was meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowFault {
    CellTooLong,
    /// More cells than columns: a separator inside a name, most likely.
    TooManyCells,
    /// A quotation mark was opened and swallowed the rows after it.
    OpenQuote,
    /// Characters that the file's encoding does not have, or control characters.
    Unreadable,
    /// A line break inside the address: somebody tries to write headers.
    EmailOverLines,
}

/// Why a list cannot be read at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    Empty,
    Workbook,
    TooLarge,
    TooManyRows,
}

impl Unreadable {
    pub fn key(self) -> &'static str {
        match self {
            Unreadable::Empty => "list-empty",
            Unreadable::Workbook => "list-workbook",
            Unreadable::TooLarge => "list-too-large",
            Unreadable::TooManyRows => "list-too-many-rows",
        }
    }
}

/// The text of an uploaded file.
pub fn text_of(bytes: &[u8]) -> Result<Decoded, Unreadable> {
    if bytes.len() > MOST_BYTES {
        return Err(Unreadable::TooLarge);
    }
    // ZIP (xlsx, ods), OLE (xls) and PDF begin like this; no list of people does.
    if [b"PK\x03\x04".as_slice(), b"\xd0\xcf\x11\xe0", b"%PDF-"].iter().any(|magic| bytes.starts_with(magic)) {
        return Err(Unreadable::Workbook);
    }
    Ok(decode(bytes))
}

/// Reads a list.
pub fn read(text: &str) -> Result<List, Unreadable> {
    if text.len() > MOST_BYTES {
        return Err(Unreadable::TooLarge);
    }
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let (told, skipped) = told_delimiter(&text);
    let body = text.split_at_checked(skipped).map_or(text.as_str(), |(_, body)| body);
    let delimiter = told.unwrap_or_else(|| likely_delimiter(body));
    let mut records = records(body, delimiter, MOST_ROWS + 2);
    for (line, _) in &mut records {
        *line += usize::from(skipped > 0);
    }
    let head = records.first().and_then(|(_, cells)| Head::read(cells));
    if head.is_some() {
        records.remove(0);
    }
    if records.len() > MOST_ROWS {
        return Err(Unreadable::TooManyRows);
    }
    let head = head.unwrap_or_else(Head::by_order);
    let rows: Vec<Row> = records.into_iter().map(|(line, cells)| row(line, &cells, &head)).collect();
    if rows.is_empty() { Err(Unreadable::Empty) } else { Ok(List { rows, unused: head.unused }) }
}

/// `sep=;` in the first line, as Excel writes and reads it: the separator, and the bytes that the line takes.
fn told_delimiter(text: &str) -> (Option<u8>, usize) {
    let line = text.split('\n').next().unwrap_or_default();
    match line.strip_prefix("sep=").map(str::as_bytes) {
        Some([delimiter]) if DELIMITERS.contains(delimiter) => (Some(*delimiter), (line.len() + 1).min(text.len())),
        _ => (None, 0),
    }
}

/// The character that makes most sense of the first rows.
fn likely_delimiter(text: &str) -> u8 {
    let sense = |delimiter: &u8| {
        let records = records(text, *delimiter, ROWS_TO_LOOK_AT);
        let head = records.first().is_some_and(|(_, cells)| Head::read(cells).is_some());
        let cell = |cells: &[String], at: usize| cells.get(at).cloned().unwrap_or_default();
        let in_order = records.iter().filter(|(_, cells)| Email::parse(&cell(cells, 1)).is_ok());
        let whole = in_order.clone().filter(|(_, cells)| Country::parse(&cell(cells, 2)).is_some()).count();
        let with_email = records.iter().filter(|(_, cells)| cells.iter().any(|cell| Email::parse(cell).is_ok()));
        let cells: usize = records.iter().map(|(_, cells)| cells.len().min(Column::ALL.len())).sum();
        (head, whole, in_order.count(), with_email.count(), cells)
    };
    DELIMITERS.into_iter().max_by_key(sense).unwrap_or(b',')
}

/// Rows with something in them, each with the line it begins in.
fn records(text: &str, delimiter: u8, most: usize) -> Vec<(usize, Vec<String>)> {
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .terminator(Terminator::Any(b'\n'))
        .from_reader(text.as_bytes());
    let mut out = Vec::new();
    let (mut line, mut counted) = (1, 0);
    let mut record = StringRecord::new();
    while out.len() < most && matches!(reader.read_record(&mut record), Ok(true)) {
        // The reader's position is before the empty lines that it skips.
        let at = record.position().map_or(counted, |position| usize::try_from(position.byte()).unwrap_or(counted));
        let empty = text.get(at..).map_or(0, |rest| rest.len() - rest.trim_start_matches('\n').len());
        line += text.get(counted..at + empty).map_or(0, |passed| passed.matches('\n').count());
        counted = at + empty;
        let cells: Vec<String> = record.iter().map(str::to_owned).collect();
        // A row of separators only, of whatever kind, is an empty row.
        if cells.iter().any(|cell| cell.chars().any(|c| !c.is_whitespace() && !matches!(c, ',' | ';'))) {
            out.push((line, cells));
        }
    }
    out
}

fn row(line: usize, cells: &[String], head: &Head) -> Row {
    let mut row = Row { line, ..Row::default() };
    let mut fault = |fault: RowFault, found: bool| {
        if found && !row.faults.contains(&fault) {
            row.faults.push(fault);
        }
    };
    let within = cells.iter().take(head.columns.len());
    fault(RowFault::TooManyCells, cells.iter().skip(head.columns.len()).any(|cell| !cell.trim().is_empty()));
    for cell in within {
        let over_lines = cell.trim().contains('\n');
        fault(RowFault::OpenQuote, over_lines && cell.contains('@') && Email::parse(first_line(cell)).is_err());
        fault(RowFault::CellTooLong, cell.chars().count() > LONGEST_CELL);
        fault(RowFault::Unreadable, cell.chars().any(is_unreadable));
    }
    for (cell, column) in cells.iter().zip(&head.columns) {
        let shown: String = squeezed(cell).chars().filter(|c| !is_unreadable(*c)).take(LONGEST_CELL).collect();
        match column {
            Some(Column::Name) => row.name = shown,
            Some(Column::Email) => {
                if cell.trim().contains('\n') {
                    row.faults.push(RowFault::EmailOverLines);
                }
                row.email = shown;
            }
            Some(Column::Country) => row.country = shown,
            Some(Column::Agency) => row.agency = shown,
            Some(Column::Language) => row.language = shown,
            None => {}
        }
    }
    row
}

fn first_line(cell: &str) -> &str {
    cell.trim().split('\n').next().unwrap_or_default()
}

fn is_unreadable(c: char) -> bool {
    c == char::REPLACEMENT_CHARACTER || (c.is_control() && !matches!(c, '\n' | '\t'))
}

/// The list as we write it: what is hidden in the page between the check and the sending.
pub fn write<'a>(people: impl IntoIterator<Item = &'a Invitee>) -> Result<String, csv::Error> {
    let mut writer = WriterBuilder::new().from_writer(Vec::new());
    writer.write_record(Column::ALL.map(Column::word))?;
    for person in people {
        writer.write_record([
            person.name.as_str(),
            person.email.as_str(),
            person.country.code(),
            person.agency.as_str(),
            person.lang.tag(),
        ])?;
    }
    let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
