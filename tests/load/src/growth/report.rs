//! The figures of all sizes side by side, and the bars they are held to.

use std::path::Path;

use serde::Serialize;

use super::fill::Filled;
use crate::bench::report::{Bar, Row, tell_bars};
use crate::{Res, out};

/// What the largest may cost beside the smallest.
const FLAT: f64 = 1.5;

/// The figures of one size.
#[derive(Serialize)]
pub struct Size {
    pub people: u32,
    pub filled: Filled,
    pub requests: Vec<Row>,
}

#[derive(Serialize)]
struct Report<'a> {
    sizes: &'a [Size],
    seconds: f64,
    bars: &'a [Bar],
}

/// Prints everything, writes what was asked for; whether every request is flat.
pub fn tell(sizes: &[Size], seconds: f64, file: Option<&Path>) -> Res<bool> {
    let (Some(smallest), Some(largest)) = (sizes.first(), sizes.last()) else { return Err("no sizes".into()) };
    let mut bars = Vec::new();
    for (small, large) in smallest.requests.iter().zip(&largest.requests) {
        for (is, unit) in [
            (large.cpu_ms() / small.cpu_ms(), "× the processor time at the smallest"),
            (large.p50_ms / small.p50_ms, "× the p50 at the smallest"),
        ] {
            bars.push(Bar { name: small.name, is, most: FLAT, unit, met: is <= FLAT });
        }
    }
    if let Some(file) = file {
        std::fs::write(file, serde_json::to_string_pretty(&Report { sizes, seconds, bars: &bars })?)?;
    }
    for size in sizes {
        let Filled { answers, seconds, megabytes, tables } = &size.filled;
        out(&format!("{} people, {answers} answers: {megabytes:.0} MB, filled in {seconds:.0} s", size.people));
        let tables: Vec<String> =
            tables.iter().map(|(name, rows, megabytes)| format!("{name} {rows} rows {megabytes:.0} MB")).collect();
        out(&format!("  {}", tables.join(", ")));
    }
    out(&format!("the whole run: {seconds:.0} s\n"));
    let heads: String = sizes.iter().map(|size| format!(" {} people |", size.people)).collect();
    for (what, figure) in [
        (
            "CPU-ms, program + database",
            (|row| format!("{:.2} + {:.2}", row.program_ms, row.database_ms)) as fn(&Row) -> _,
        ),
        ("p50 / p99 ms", |row| format!("{:.2} / {:.2}", row.p50_ms, row.p99_ms)),
    ] {
        out(&format!("| {what} |{heads}"));
        out(&format!("|---|{}", "---:|".repeat(sizes.len())));
        for (nth, row) in smallest.requests.iter().enumerate() {
            let cells: String = sizes
                .iter()
                .map(|size| format!(" {} |", size.requests.get(nth).map(figure).unwrap_or_default()))
                .collect();
            out(&format!("| {} |{cells}", row.name));
        }
        out("");
    }
    tell_bars(&bars);
    Ok(bars.iter().all(|bar| bar.met))
}
