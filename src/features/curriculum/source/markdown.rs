//! A lesson's Markdown as sanitised HTML, with what only lessons know: terms, pictures, check, case and caution blocks.
//!
//! The HTML is made from Markdown alone. Raw HTML is refused, and ammonia cleans the result with a short list of tags,
//! so a fault in this file can spoil a page but not run a script on it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::finding::Report;
use super::reading::Block;
use super::{clean, term_list};
use crate::base::lang::Lang;
use crate::features::curriculum::model::{MediaFile, Term};

/// Far more than any lesson, in bytes. Some texts take the HTML parser time with the square of their length.
const LIMIT: usize = 40_000;

/// Lists in quotes in lists: nobody reads deeper, and an HTML parser's work grows with the square of the depth.
const DEEPEST: usize = 12;

/// What a text may refer to.
pub struct Surroundings<'s> {
    pub file: &'s str,
    pub lang: Lang,
    pub terms: &'s BTreeMap<String, Term>,
    pub media: &'s BTreeMap<String, MediaFile>,
}

/// A rendered text and what it used.
#[derive(Debug, Default)]
pub struct Rendered {
    pub html: String,
    pub blocks: Vec<Block>,
    pub media: BTreeSet<String>,
    /// In order of first use.
    pub terms: Vec<String>,
}

/// Renders a text whose first line is `first_line` of its file.
pub fn render(text: &str, first_line: usize, around: &Surroundings<'_>, report: &mut Report) -> Rendered {
    if text.len() > LIMIT {
        report.error(around.file, first_line, format!("a text of {} KB", text.len() / 1024), "split it into lessons");
        return Rendered::default();
    }
    let mut renderer = Renderer { around, report, out: Rendered::default(), ids: HashMap::new() };
    let mut html = renderer.part(text, first_line, false);
    let mut out = renderer.out;
    html.push_str(&term_list::html(&out.terms, around.terms, around.lang));
    out.html = clean::lesson(&html);
    out
}

struct Renderer<'r> {
    around: &'r Surroundings<'r>,
    report: &'r mut Report,
    out: Rendered,
    /// Of headings, each with how often it was wanted.
    ids: HashMap<String, usize>,
}

/// Where the walk over one part stands.
struct Part<'t> {
    events: Vec<Event<'t>>,
    first_line: usize,
    /// Byte offsets of line starts, to find a line without counting from the top.
    starts: Vec<usize>,
    /// Inside a check or case block, where another one may not stand.
    nested: bool,
    /// The plain text of the paragraph so far, for measuring.
    text: String,
    text_line: usize,
    /// Open links: whether a tag was written that must be closed.
    links: Vec<bool>,
    picture: Option<Picture>,
    fence: Option<Fence>,
    /// Where in `events` the open heading began.
    heading: Option<usize>,
}

struct Picture {
    target: String,
    caption: String,
    alt: String,
}

struct Fence {
    kind: String,
    content: String,
    line: usize,
}

impl Renderer<'_> {
    fn part(&mut self, text: &str, first_line: usize, nested: bool) -> String {
        let starts = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1).collect();
        let mut part = Part {
            events: Vec::new(),
            first_line,
            starts,
            nested,
            text: String::new(),
            text_line: first_line,
            links: Vec::new(),
            picture: None,
            fence: None,
            heading: None,
        };
        let mut depth = 0_usize;
        for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
            let line = part.line_at(range.start);
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth > DEEPEST {
                self.report.error(self.around.file, line, "lists or quotes too deep in one another", "write it flat");
                return String::new();
            }
            let source = text.get(range).unwrap_or_default();
            self.event(&mut part, event, line, source);
        }
        self.end_block(&mut part);
        let mut html = String::with_capacity(text.len() * 3 / 2);
        pulldown_cmark::html::push_html(&mut html, part.events.into_iter());
        html
    }

    fn event<'t>(&mut self, part: &mut Part<'t>, event: Event<'t>, line: usize, source: &str) {
        match event {
            Event::Start(tag) => self.start(part, tag, line, source),
            Event::End(end) => self.end(part, end, line),
            Event::Text(text) => self.text(part, text, line),
            Event::Code(code) if part.picture.is_some() => self.text(part, code, line),
            Event::SoftBreak | Event::HardBreak if part.picture.is_some() => self.text(part, " ".into(), line),
            Event::Code(code) => {
                part.say(&code, line);
                part.events.push(Event::Code(code));
            }
            Event::SoftBreak | Event::HardBreak => {
                part.say(" ", line);
                part.events.push(event);
            }
            Event::InlineHtml(_) if !is_comment(source) => self.refuse_html(line),
            // The block was judged as a whole at its start.
            Event::Html(_) | Event::InlineHtml(_) => {}
            other => part.events.push(other),
        }
    }

    fn start<'t>(&mut self, part: &mut Part<'t>, tag: Tag<'t>, line: usize, source: &str) {
        match tag {
            Tag::HtmlBlock => {
                self.end_block(part);
                if !is_comment(source) {
                    self.refuse_html(line);
                }
            }
            Tag::Heading { level, .. } => {
                self.end_block(part);
                self.check_heading(level, line);
                part.heading = Some(part.events.len());
            }
            Tag::CodeBlock(kind) => {
                self.end_block(part);
                self.open_fence(part, kind, line);
            }
            Tag::Link { dest_url, .. } => self.open_link(part, &dest_url, line),
            Tag::Image { dest_url, title, .. } => {
                part.picture =
                    Some(Picture { target: dest_url.into_string(), caption: title.into_string(), alt: String::new() });
            }
            inline @ (Tag::Emphasis | Tag::Strong) => {
                if part.picture.is_none() {
                    part.events.push(Event::Start(inline));
                }
            }
            block => {
                self.end_block(part);
                part.events.push(Event::Start(block));
            }
        }
    }

    fn end(&mut self, part: &mut Part<'_>, end: TagEnd, line: usize) {
        match end {
            TagEnd::HtmlBlock => {}
            TagEnd::Heading(_) => self.close_heading(part),
            TagEnd::CodeBlock => self.close_fence(part),
            TagEnd::Link => {
                if part.links.pop() == Some(true) {
                    part.push_html("</a>".to_owned());
                }
            }
            TagEnd::Image => self.close_picture(part, line),
            TagEnd::Emphasis | TagEnd::Strong => {
                if part.picture.is_none() {
                    part.events.push(Event::End(end));
                }
            }
            block => {
                self.end_block(part);
                part.events.push(Event::End(block));
            }
        }
    }

    fn text<'t>(&mut self, part: &mut Part<'t>, text: CowStr<'t>, line: usize) {
        if let Some(fence) = &mut part.fence {
            fence.content.push_str(&text);
        } else if let Some(picture) = &mut part.picture {
            picture.alt.push_str(&text);
        } else {
            part.say(&text, line);
            part.events.push(Event::Text(text));
        }
    }

    /// Hands the finished paragraph to the measures.
    fn end_block(&mut self, part: &mut Part<'_>) {
        let text = std::mem::take(&mut part.text);
        if !text.trim().is_empty() {
            self.out.blocks.push(Block { line: part.text_line, text });
        }
    }

    fn refuse_html(&mut self, line: usize) {
        self.report.error(self.around.file, line, "raw HTML, which is not shown", "write it as Markdown");
    }

    fn check_heading(&mut self, level: HeadingLevel, line: usize) {
        match level {
            HeadingLevel::H2 => {}
            HeadingLevel::H1 => {
                let mend = "the title stands in the front matter; use ## for headings";
                self.report.error(self.around.file, line, "a level-1 heading", mend);
            }
            _ => self.report.error(self.around.file, line, "a heading below level 2", "use ##, or a paragraph in bold"),
        }
    }

    fn close_heading(&mut self, part: &mut Part<'_>) {
        let Some(at) = part.heading.take() else { return };
        let id = self.heading_id(&part.text);
        self.end_block(part);
        part.events.insert(at, Event::Html(format!("<h2 id=\"{id}\">").into()));
        part.push_html("</h2>\n".to_owned());
    }

    /// `s-` keeps a heading from taking an id of the page around it.
    fn heading_id(&mut self, text: &str) -> String {
        let lower = text.to_lowercase();
        let words = lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
        let slug = words.take(8).collect::<Vec<_>>().join("-");
        let wanted = format!("s-{slug}");
        let times = self.ids.entry(wanted.clone()).or_insert(0);
        *times += 1;
        // Two dashes: no heading's own words make them.
        if *times == 1 { wanted } else { format!("{wanted}--{times}") }
    }

    fn open_link(&mut self, part: &mut Part<'_>, target: &str, line: usize) {
        let opening = if let Some(term) = target.strip_prefix("term:") {
            self.term_link(term, line)
        } else if target.starts_with("https://") || target.starts_with("http://") {
            Some(format!("<a href=\"{}\" rel=\"noopener noreferrer\">", escaped(target)))
        } else {
            let mend = "link to term:<id> or to an https:// address";
            self.report.error(self.around.file, line, format!("a link that leads nowhere: {target}"), mend);
            None
        };
        part.links.push(opening.is_some());
        if let Some(opening) = opening {
            part.push_html(opening);
        }
    }

    fn term_link(&mut self, term: &str, line: usize) -> Option<String> {
        if !self.around.terms.contains_key(term) {
            let mend = "add the term to a file in glossary/, or correct the id";
            self.report.error(self.around.file, line, format!("no glossary term `{term}`"), mend);
            return None;
        }
        if !self.out.terms.iter().any(|known| known == term) {
            self.out.terms.push(term.to_owned());
        }
        Some(format!("<a class=\"term\" href=\"#term-{term}\">"))
    }

    fn close_picture(&mut self, part: &mut Part<'_>, line: usize) {
        let Some(picture) = part.picture.take() else { return };
        let file = self.around.file;
        if picture.alt.trim().is_empty() {
            let mend = "say between the square brackets what the picture says";
            self.report.error(file, line, "a picture without a text for those who do not see it", mend);
        }
        let name = picture.target.strip_prefix("media/").unwrap_or_default();
        let Some(media) = self.around.media.get(name) else {
            let mend = "name a file of this module's media folder as media/<name>";
            self.report.error(file, line, format!("no picture `{}`", picture.target), mend);
            return;
        };
        self.out.media.insert(name.to_owned());
        let caption = match picture.caption.trim() {
            "" => String::new(),
            caption => format!("<figcaption>{}</figcaption>", escaped(caption)),
        };
        let (url, alt) = (media.url(), escaped(picture.alt.trim()));
        part.push_html(format!(
            "<figure><img src=\"{url}\" alt=\"{alt}\" width=\"{}\" height=\"{}\" loading=\"lazy\">{caption}</figure>",
            media.width, media.height
        ));
    }

    fn open_fence<'t>(&mut self, part: &mut Part<'t>, kind: CodeBlockKind<'t>, line: usize) {
        let info = match &kind {
            CodeBlockKind::Fenced(info) => info.trim().to_owned(),
            CodeBlockKind::Indented => String::new(),
        };
        match info.as_str() {
            "check" | "case" | "caution" if !part.nested => {}
            "check" | "case" | "caution" => {
                let what = format!("a {info} block inside another block");
                self.report.error(self.around.file, line, what, "put it after the block");
            }
            "" => return part.events.push(Event::Start(Tag::CodeBlock(kind))),
            _ => {
                let what = format!("an unknown block `{info}`");
                self.report.error(self.around.file, line, what, "the blocks are check, case and caution");
            }
        }
        part.fence = Some(Fence { kind: info, content: String::new(), line });
    }

    fn close_fence(&mut self, part: &mut Part<'_>) {
        let Some(fence) = part.fence.take() else {
            self.end_block(part);
            return part.events.push(Event::End(TagEnd::CodeBlock));
        };
        if part.nested {
            return;
        }
        let html = match fence.kind.as_str() {
            "check" => self.check_block(&fence),
            "case" | "caution" => self.case_block(&fence),
            _ => String::new(),
        };
        part.push_html(html);
    }

    /// Question, a line `---`, answer.
    fn check_block(&mut self, fence: &Fence) -> String {
        let lines: Vec<&str> = fence.content.lines().collect();
        let split = lines.iter().position(|line| line.trim() == "---");
        let (question, answer) = lines.split_at(split.unwrap_or(lines.len()));
        let (question, answer) = (question.join("\n"), answer.get(1..).unwrap_or_default().join("\n"));
        if question.trim().is_empty() || answer.trim().is_empty() {
            let mend = "write the question, a line with --- only, and the answer";
            self.report.error(self.around.file, fence.line, "a check block without question or answer", mend);
        }
        let answer_line = fence.line + 1 + split.map_or(0, |at| at + 1);
        let question = self.part(&question, fence.line + 1, true);
        let answer = self.part(&answer, answer_line, true);
        format!("<details class=\"check\"><summary>{}</summary>{answer}</details>\n", unwrapped(&question))
    }

    /// The first line is the heading.
    fn case_block(&mut self, fence: &Fence) -> String {
        let (heading, body) = fence.content.split_once('\n').unwrap_or((&fence.content, ""));
        if heading.trim().is_empty() || body.trim().is_empty() {
            let what = format!("a {} block without heading or text", fence.kind);
            self.report.error(self.around.file, fence.line, what, "write a line of heading, then the text");
        }
        self.out.blocks.push(Block { line: fence.line + 1, text: heading.to_owned() });
        let body = self.part(body, fence.line + 2, true);
        format!("<aside class=\"{}\"><h3>{}</h3>{body}</aside>\n", fence.kind, escaped(heading.trim()))
    }
}

impl<'t> Part<'t> {
    fn line_at(&self, offset: usize) -> usize {
        self.first_line + self.starts.partition_point(|start| *start <= offset)
    }

    fn say(&mut self, text: &str, line: usize) {
        if self.text.is_empty() {
            self.text_line = line;
        }
        self.text.push_str(text);
    }

    fn push_html(&mut self, html: String) {
        self.events.push(Event::Html(html.into()));
    }
}

fn is_comment(source: &str) -> bool {
    let source = source.trim();
    source.starts_with("<!--") && source.ends_with("-->")
}

/// A summary of one paragraph needs no paragraph tag.
fn unwrapped(html: &str) -> &str {
    let inner = html.trim().strip_prefix("<p>").and_then(|rest| rest.strip_suffix("</p>"));
    inner.filter(|inner| !inner.contains("<p>")).unwrap_or(html)
}

pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
