//! The page: what stands where, and what it is tagged as. One landscape A4 page with the same parts in every language.

use std::num::NonZeroU16;

use krilla::Document;
use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect, Transform};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, BBox, ContentTag, Identifier, Node, Placement, SpanTag, Tag, TagGroup, TagKind, TagTree,
};
use krilla::text::GlyphId;

use super::chart::{self, Colour, INK, LAPIS, SAND, SOFT};
use super::fit::{Block, Line, Side, Wish};
use super::fonts::Fonts;
use super::shaping::leads_leftwards;
use super::{PdfTrouble, Words};
use crate::features::certificates::qr::Qr;

/// A millimetre in points.
pub const MM: f64 = 72.0 / 25.4;
pub const A4: (f64, f64) = (297.0 * MM, 210.0 * MM);

const MARGIN: f64 = 24.0 * MM;
const TOP: f64 = 41.0 * MM;
const BOTTOM: f64 = A4.1 - 16.5 * MM;
const FULL: f64 = A4.0 - 2.0 * MARGIN;
/// The columns at the foot.
const COLUMN: f64 = 84.0 * MM;
/// Under the rule of a column, and under each of its texts.
const UNDER_RULE: f64 = 1.6 * MM;
const UNDER_TEXT: f64 = 0.4 * MM;

/// A text that is set, and what it is.
struct Piece<'a> {
    text: &'a str,
    block: Block,
    bold: bool,
    colour: Colour,
}

/// What follows another in the main part of the page.
enum Part<'a> {
    /// Parts of the height that is left over.
    Free(f64),
    Gap(f64),
    Text(Piece<'a>),
    Rule,
}

/// Draws the page into a document of its own.
pub fn draw(document: &mut Document, words: &Words, qr: &Qr, fonts: &Fonts) -> Result<(), PdfTrouble> {
    let set = Setter { words, fonts };
    let settings = PageSettings::from_wh(A4.0 as f32, A4.1 as f32).ok_or_else(fault)?;
    let mut page = document.start_page_with(settings);
    let foot = Foot::new(&set, qr);
    let sheet = Sheet { surface: page.surface(), fonts, lang: words.lang.tag(), tags: Vec::new(), heading: TOP };
    let (mut tags, heading, [issuer, seen, number]) = sheet.draw(&set, &foot, qr)?;
    let link = page.add_tagged_annotation(link(words, foot.code()?));
    page.finish();
    let code = code_tag(words, foot.code()?, seen, link);
    tags.push(TagGroup::with_children(Tag::Div, vec![issuer, code, number]).into());

    let mut outline = Outline::new();
    let top = Point::from_xy(MARGIN as f32, heading as f32);
    outline.push_child(OutlineNode::new(words.title.clone(), XyzDestination::new(0, top)));
    document.set_outline(outline);
    let mut tree = TagTree::new();
    for tag in tags {
        tree.push(tag);
    }
    document.set_tag_tree(tree);
    Ok(())
}

fn height_of(column: &[Piece<'_>]) -> f64 {
    UNDER_RULE + column.iter().map(|piece| piece.block.height + UNDER_TEXT).sum::<f64>()
}

fn fault() -> PdfTrouble {
    PdfTrouble::Typesetting("a measure of the page".to_owned())
}

fn rect(x: f64, y: f64, width: f64, height: f64) -> Result<Rect, PdfTrouble> {
    Rect::from_xywh(x as f32, y as f32, width as f32, height as f32).ok_or_else(fault)
}

/// Sets the texts of the page.
struct Setter<'a> {
    words: &'a Words,
    fonts: &'a Fonts,
}

impl<'a> Setter<'a> {
    /// A text over the full width in the middle; what differs is set by the caller.
    fn wish(&self, text: &'a str, height: f64, largest: f64) -> Wish<'a> {
        Wish {
            text,
            width: FULL,
            height: height * MM,
            largest,
            single: 8.0,
            side: Side::Centre,
            leftwards: self.words.leftwards(),
            bold: false,
            tracking: 0.0,
            leading: 2.2,
        }
    }

    fn piece(&self, wish: Wish<'a>, colour: Colour) -> Piece<'a> {
        Piece { text: wish.text, block: wish.set(self.fonts, self.words.lang), bold: wish.bold, colour }
    }

    fn text(&self, wish: Wish<'a>, colour: Colour) -> Part<'a> {
        Part::Text(self.piece(wish, colour))
    }

    fn main(&self) -> Vec<Part<'a>> {
        let words = self.words;
        let title = Wish { bold: true, tracking: 0.04, leading: 3.08, ..self.wish(&words.title, 12.0, 25.0) };
        let leftwards = leads_leftwards(&words.name);
        let name = Wish { single: 20.0, bold: true, leftwards, ..self.wish(&words.name, 20.0, 38.0) };
        let course = Wish { single: 15.0, bold: true, ..self.wish(&words.course, 15.0, 22.0) };
        let mut parts = vec![
            Part::Free(0.4),
            self.text(title, LAPIS),
            Part::Free(1.0),
            self.text(self.wish(&words.certifies, 6.0, 12.0), SOFT),
            Part::Free(1.0),
            self.text(name, INK),
        ];
        if !words.name_latin.is_empty() {
            let leftwards = leads_leftwards(&words.name_latin);
            let latin = Wish { single: 11.0, leftwards, ..self.wish(&words.name_latin, 9.0, 17.0) };
            parts.extend([Part::Gap(0.6 * MM), self.text(latin, SOFT)]);
        }
        parts.extend([
            Part::Free(1.0),
            Part::Rule,
            Part::Free(1.0),
            self.text(self.wish(&words.completed, 6.0, 12.0), SOFT),
            Part::Free(1.0),
            self.text(course, LAPIS),
            Part::Gap(0.8 * MM),
            self.text(self.wish(&words.code_line, 6.0, 11.0), SOFT),
            Part::Free(1.0),
            self.text(self.wish(&words.time_line, 6.0, 13.0), INK),
            Part::Free(1.4),
        ]);
        parts
    }

    /// A text in a column, at the side of the page that the column is on.
    fn foot(&self, text: &'a str, height: f64, largest: f64, near: bool) -> Wish<'a> {
        let side = if near == self.words.leftwards() { Side::Right } else { Side::Left };
        Wish { width: COLUMN, side, ..self.wish(text, height, largest) }
    }

    fn issuer(&self) -> Vec<Piece<'a>> {
        let words = self.words;
        let issuer = Wish { single: 10.0, bold: true, ..self.foot(&words.issuer_line, 14.0, 12.0, true) };
        vec![
            self.piece(issuer, INK),
            self.piece(self.foot(&words.issued_line, 6.0, 11.0, true), INK),
            self.piece(self.foot(&words.signed_line, 10.0, 9.0, true), SOFT),
        ]
    }

    fn number(&self) -> Vec<Piece<'a>> {
        let words = self.words;
        let foot = |text, height, largest| self.foot(text, height, largest, false);
        let number = Wish { bold: true, tracking: 0.06, leftwards: false, ..foot(&words.number, 8.0, 15.0) };
        vec![
            self.piece(foot(&words.number_label, 6.0, 10.0), SOFT),
            self.piece(number, INK),
            self.piece(Wish { bold: true, ..foot(&words.check_line, 6.0, 11.0) }, INK),
            self.piece(foot(&words.verify_line, 10.0, 9.0), SOFT),
            self.piece(Wish { leftwards: false, ..foot(&words.verify_address, 6.0, 9.0) }, LAPIS),
        ]
    }
}

/// The foot: who issued it, its code, its number; both columns under a rule of the same height.
struct Foot<'a> {
    issuer: Vec<Piece<'a>>,
    number: Vec<Piece<'a>>,
    tallest: f64,
    code_side: f64,
}

impl<'a> Foot<'a> {
    fn new(set: &Setter<'a>, qr: &Qr) -> Self {
        let (issuer, number) = (set.issuer(), set.number());
        let tallest = height_of(&issuer).max(height_of(&number));
        Self { issuer, number, tallest, code_side: qr.side_mm() * MM }
    }

    /// Where the code stands.
    fn code(&self) -> Result<Rect, PdfTrouble> {
        rect((A4.0 - self.code_side) / 2.0, BOTTOM - self.code_side, self.code_side, self.code_side)
    }
}

/// The page while it is drawn.
struct Sheet<'a> {
    surface: Surface<'a>,
    fonts: &'a Fonts,
    /// The page's language: what is in another one says so.
    lang: &'static str,
    tags: Vec<Node>,
    /// Where the heading begins.
    heading: f64,
}

impl Sheet<'_> {
    /// Everything; the tags of the main part, where the heading begins, and the tags of the foot.
    fn draw(mut self, set: &Setter<'_>, foot: &Foot<'_>, qr: &Qr) -> Result<(Vec<Node>, f64, [Node; 3]), PdfTrouble> {
        self.background()?;
        self.main(&set.main(), BOTTOM - foot.tallest.max(foot.code_side))?;
        let (left, right) = (MARGIN, A4.0 - MARGIN - COLUMN);
        let (near, far) = if set.words.leftwards() { (right, left) } else { (left, right) };
        let issuer = self.column(&foot.issuer, near, BOTTOM - foot.tallest)?;
        let seen = self.code(&set.words.qr_alt, qr, foot.code()?);
        let number = self.column(&foot.number, far, BOTTOM - foot.tallest)?;
        self.surface.finish();
        Ok((self.tags, self.heading, [issuer, seen.into(), number]))
    }

    /// The chart, which readers by ear never meet.
    fn background(&mut self) -> Result<(), PdfTrouble> {
        let all = rect(0.0, 0.0, A4.0, A4.1)?;
        self.surface.start_tagged(ContentTag::Artifact(Artifact::new(ArtifactType::Background, Some(all))));
        chart::draw(&mut self.surface);
        self.surface.end_tagged();
        Ok(())
    }

    fn main(&mut self, parts: &[Part<'_>], end: f64) -> Result<(), PdfTrouble> {
        let (mut fixed, mut shares) = (0.0, 0.0);
        for part in parts {
            match part {
                Part::Free(share) => shares += share,
                Part::Gap(height) => fixed += height,
                Part::Text(piece) => fixed += piece.block.height,
                Part::Rule => {}
            }
        }
        let free = end - TOP - fixed;
        if free < 0.0 {
            return Err(PdfTrouble::DoesNotFit("the certificate".to_owned()));
        }
        let (mut y, mut is_first) = (TOP, true);
        for part in parts {
            match part {
                Part::Free(share) => y += free * share / shares,
                Part::Gap(height) => y += height,
                Part::Rule => self.rule((A4.0 - 62.0 * MM) / 2.0, y, 62.0 * MM),
                Part::Text(piece) => {
                    let kind: TagKind = if is_first {
                        self.heading = y;
                        Tag::Hn(NonZeroU16::MIN, Some(piece.text.to_owned())).into()
                    } else {
                        Tag::P.into()
                    };
                    is_first = false;
                    let tag = self.text(piece, kind, MARGIN, y)?;
                    self.tags.push(tag);
                    y += piece.block.height;
                }
            }
        }
        Ok(())
    }

    fn column(&mut self, pieces: &[Piece<'_>], x: f64, top: f64) -> Result<Node, PdfTrouble> {
        self.rule(x, top, COLUMN);
        let mut y = top + UNDER_RULE;
        let mut children = Vec::new();
        for piece in pieces {
            children.push(self.text(piece, Tag::P.into(), x, y)?);
            y += piece.block.height + UNDER_TEXT;
        }
        Ok(TagGroup::with_children(Tag::Div, children).into())
    }

    fn rule(&mut self, x: f64, y: f64, length: f64) {
        let mut path = PathBuilder::new();
        path.move_to(x as f32, y as f32);
        path.line_to((x + length) as f32, y as f32);
        self.surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
        if let Some(path) = path.finish() {
            self.surface.set_fill(None);
            self.surface.set_stroke(chart::stroke(SAND, 0.5));
            self.surface.draw_path(&path);
        }
        self.surface.end_tagged();
    }

    fn text(&mut self, piece: &Piece<'_>, mut kind: TagKind, x: f64, y: f64) -> Result<Node, PdfTrouble> {
        // First all that may be refused: a surface must not be left half drawn.
        for line in &piece.block.lines {
            check(piece, line, x + line.x, y + line.y)?;
        }
        kind.set_lang(Some(piece.block.lang).filter(|lang| *lang != self.lang).map(str::to_owned));
        let mut group = TagGroup::new(kind);
        self.surface.set_fill(chart::fill(piece.colour));
        self.surface.set_stroke(None);
        for line in &piece.block.lines {
            for (at, run) in &line.runs {
                let at = Point::from_xy((x + line.x + at) as f32, (y + line.y) as f32);
                group.push(self.surface.start_tagged(ContentTag::Span(SpanTag::empty())));
                if let Some(face) = self.fonts.face(run.family, piece.bold) {
                    let (font, size) = (face.print().clone(), piece.block.size as f32);
                    self.surface.draw_glyphs(at, &run.glyphs, font, piece.text, size, false);
                }
                self.surface.end_tagged();
            }
        }
        Ok(group.into())
    }

    /// The code on a ground that keeps rhumb lines out of its quiet zone.
    fn code(&mut self, alt: &str, qr: &Qr, place: Rect) -> Identifier {
        let surface = &mut self.surface;
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
        chart::ground(surface, place);
        surface.end_tagged();
        let module = place.width() / qr.modules() as f32;
        let seen = surface.start_tagged(ContentTag::Span(SpanTag::empty().with_alt_text(Some(alt))));
        surface.push_transform(&Transform::from_row(module, 0.0, 0.0, module, place.left(), place.top()));
        // A single fill, so that no viewer draws seams between rows.
        let mut path = PathBuilder::new();
        for (x, y, width) in qr.dark_runs() {
            let (left, top, right, bottom) = (x as f32, y as f32, (x + width) as f32, (y + 1) as f32);
            path.move_to(left, top);
            path.line_to(right, top);
            path.line_to(right, bottom);
            path.line_to(left, bottom);
            path.close();
        }
        if let Some(path) = path.finish() {
            surface.set_fill(chart::fill(INK));
            surface.set_stroke(None);
            surface.draw_path(&path);
        }
        surface.pop();
        surface.end_tagged();
        seen
    }
}

/// Nothing outside the page and no empty boxes: what [`Fonts::missing`] and [`Wish::set`] promise, seen from the other
/// side.
fn check(piece: &Piece<'_>, line: &Line, x: f64, y: f64) -> Result<(), PdfTrouble> {
    if x < 0.0 || y < 0.0 || x + line.width > A4.0 || y > A4.1 {
        return Err(PdfTrouble::DoesNotFit(piece.text.to_owned()));
    }
    let empty = line.runs.iter().flat_map(|(_, run)| &run.glyphs).find(|glyph| glyph.glyph_id == GlyphId::new(0));
    let Some(empty) = empty else { return Ok(()) };
    let shown = piece.text.get(empty.text_range.clone()).and_then(|text| text.chars().next());
    Err(PdfTrouble::MissingGlyph { character: shown.unwrap_or('\u{FFFD}'), text: piece.text.to_owned() })
}

/// The code leads where it says.
fn link(words: &Words, place: Rect) -> Annotation {
    let target = Target::Action(Action::Link(LinkAction::new(words.url.clone())));
    Annotation::new_link(LinkAnnotation::new(place, target), Some(words.qr_alt.clone()))
}

fn code_tag(words: &Words, place: Rect, seen: Node, link: Identifier) -> Node {
    let figure = Tag::Figure(Some(words.qr_alt.clone())).with_bbox(Some(BBox::new(0, place)));
    let figure = TagGroup::with_children(figure.with_placement(Some(Placement::Block)), vec![seen]);
    let linked = Tag::Link.with_placement(Some(Placement::Block));
    let linked = TagGroup::with_children(linked, vec![figure.into(), link.into()]);
    TagGroup::with_children(Tag::Div, vec![linked.into()]).into()
}
