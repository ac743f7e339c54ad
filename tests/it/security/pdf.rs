//! The words of a PDF as far as tests need them: what its fonts map back to letters, and its streams as they are.

use std::collections::BTreeMap;

/// Everything readable: the file, its streams unpacked, and the shown words.
pub fn text(pdf: &[u8]) -> String {
    let streams = streams(pdf).into_iter().map(|stream| String::from_utf8_lossy(&stream).into_owned());
    format!("{}\n{}\n{}", String::from_utf8_lossy(pdf), streams.collect::<Vec<_>>().join("\n"), words(pdf))
}

/// What is shown on the pages, once by each font's table of letters.
pub fn words(pdf: &[u8]) -> String {
    let streams = streams(pdf);
    let texts = streams.iter().map(|stream| String::from_utf8_lossy(stream));
    let fonts: Vec<BTreeMap<u16, String>> =
        texts.filter(|text| text.contains("begincmap")).map(|text| letters(&text)).collect();
    let mut all = String::new();
    for stream in streams.iter().filter(|stream| stream.windows(3).any(|three| three == b" Tf")) {
        for font in &fonts {
            for glyphs in shown(stream) {
                let codes = glyphs.chunks_exact(2).map(|two| u16::from_be_bytes([two[0], two[1]]));
                all.extend(codes.filter_map(|code| font.get(&code).map(String::as_str)));
            }
            all.push('\n');
        }
    }
    all
}

fn streams(pdf: &[u8]) -> Vec<Vec<u8>> {
    let find = |from: usize, word: &[u8]| {
        pdf[from..].windows(word.len()).position(|window| window == word).map(|at| from + at)
    };
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(begin) = find(at, b"stream\n").or_else(|| find(at, b"stream\r\n")) {
        let start = begin + 7;
        let Some(end) = find(start, b"endstream") else { break };
        let raw = &pdf[start..end];
        found.push(miniz_oxide::inflate::decompress_to_vec_zlib(raw).unwrap_or_else(|part| match part.output {
            output if output.is_empty() => raw.to_vec(),
            output => output,
        }));
        at = end + 9;
    }
    found
}

/// Glyph to letters, by the lines of a ToUnicode table.
fn letters(table: &str) -> BTreeMap<u16, String> {
    let mut map = BTreeMap::new();
    let unhex = |text: &str| u16::from_str_radix(text, 16).ok();
    let word = |text: &str| {
        let units: Vec<u16> =
            text.as_bytes().chunks(4).filter_map(|four| unhex(std::str::from_utf8(four).ok()?)).collect();
        String::from_utf16_lossy(&units)
    };
    for line in table.lines() {
        let parts: Vec<&str> = line.split(['<', '>']).map(str::trim).filter(|part| !part.is_empty()).collect();
        match parts.as_slice() {
            [from, to] if line.trim_start().starts_with('<') => {
                if let Some(from) = unhex(from) {
                    map.insert(from, word(to));
                }
            }
            [from, to, first] if line.trim_start().starts_with('<') => {
                if let (Some(from), Some(to), Some(first)) = (unhex(from), unhex(to), unhex(first)) {
                    for (nth, code) in (from..=to).enumerate() {
                        map.insert(code, String::from_utf16_lossy(&[first + u16::try_from(nth).unwrap()]));
                    }
                }
            }
            _ => {}
        }
    }
    map
}

/// The strings of a content stream: `<hex>`, or `(bytes)` with their escapes.
fn shown(stream: &[u8]) -> Vec<Vec<u8>> {
    let (mut found, mut at) = (Vec::new(), 0);
    while at < stream.len() {
        match stream[at] {
            b'<' => {
                let end = stream[at..].iter().position(|byte| *byte == b'>').map_or(stream.len(), |end| at + end);
                let digits = String::from_utf8_lossy(&stream[at + 1..end]).to_uppercase();
                found.extend(data_encoding::HEXUPPER.decode(digits.as_bytes()).ok());
                at = end + 1;
            }
            b'(' => {
                let (mut bytes, mut depth) = (Vec::new(), 1);
                at += 1;
                while at < stream.len() && depth > 0 {
                    match stream[at] {
                        b'\\' => {
                            at += 1;
                            let octal: Vec<u8> = stream[at..]
                                .iter()
                                .take(3)
                                .take_while(|byte| (b'0'..=b'7').contains(byte))
                                .copied()
                                .collect();
                            if octal.is_empty() {
                                bytes.push(match stream[at] {
                                    b'n' => b'\n',
                                    b'r' => b'\r',
                                    b't' => b'\t',
                                    b'b' => 8,
                                    b'f' => 12,
                                    other => other,
                                });
                            } else {
                                let value = octal.iter().fold(0_u32, |sum, digit| sum * 8 + u32::from(digit - b'0'));
                                bytes.push(u8::try_from(value & 255).unwrap());
                                at += octal.len() - 1;
                            }
                        }
                        b'(' => {
                            depth += 1;
                            bytes.push(b'(');
                        }
                        b')' => {
                            depth -= 1;
                            if depth > 0 {
                                bytes.push(b')');
                            }
                        }
                        other => bytes.push(other),
                    }
                    at += 1;
                }
                found.push(bytes);
            }
            _ => at += 1,
        }
    }
    found
}
