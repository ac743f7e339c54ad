//! The figures as a picture: for each request a bar of processor time, the program's share and the database's.

use super::report::Row;

/// Longer bars are cut off, with their figure beside them: beside a hash of 20 ms nothing else could be seen.
const MOST_MS: f64 = 1.5;
const WIDTH: f64 = 420.0;
const LEFT: f64 = 290.0;
const LINE: f64 = 22.0;
const TOP: f64 = 44.0;

const FRAME: &str = "font-family=\"system-ui, sans-serif\" font-size=\"13\"";

pub fn of(rows: &[Row]) -> String {
    #[expect(clippy::cast_precision_loss, reason = "some dozens of rows")]
    let height = TOP + LINE * rows.len() as f64 + 20.0;
    let wide = LEFT + WIDTH + 120.0;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {wide} {height}\" role=\"img\" {FRAME}>\n\
         <title>Processor time for one request</title>\n\
         <rect width=\"{wide}\" height=\"{height}\" fill=\"#fff\"/>\n\
         <rect x=\"{LEFT}\" y=\"14\" width=\"12\" height=\"12\" fill=\"#14506e\"/><text x=\"{}\" y=\"25\">the program</text>\n\
         <rect x=\"{}\" y=\"14\" width=\"12\" height=\"12\" fill=\"#e0a526\"/><text x=\"{}\" y=\"25\">the database</text>\n",
        LEFT + 18.0,
        LEFT + 120.0,
        LEFT + 138.0
    );
    let mut y = TOP;
    for row in rows {
        let scale = WIDTH / MOST_MS;
        let program = (row.program_ms * scale).clamp(0.0, WIDTH);
        let database = (row.database_ms * scale).clamp(0.0, WIDTH - program);
        let name = row.name.replace('&', "&amp;").replace('<', "&lt;");
        let base = y + 14.0;
        svg.push_str(&format!(
            "<text x=\"{}\" y=\"{base}\" text-anchor=\"end\">{name}</text>\
             <rect x=\"{LEFT}\" y=\"{y}\" width=\"{program:.1}\" height=\"16\" fill=\"#14506e\"/>\
             <rect x=\"{:.1}\" y=\"{y}\" width=\"{database:.1}\" height=\"16\" fill=\"#e0a526\"/>\
             <text x=\"{:.1}\" y=\"{base}\">{:.3} ms</text>\n",
            LEFT - 8.0,
            LEFT + program,
            LEFT + program + database + 6.0,
            row.cpu_ms()
        ));
        y += LINE;
    }
    svg.push_str("</svg>\n");
    svg
}
