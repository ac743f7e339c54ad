//! The fonts of certificates, and what they cannot show.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use icu::properties::CodePointSetData;
use icu::properties::props::DefaultIgnorableCodePoint;
use icu::segmenter::GraphemeClusterSegmenter;
use krilla::text::Font;
use rustybuzz::{Direction, Language, ShapePlan, UnicodeBuffer};

/// The families, by their place in [`Fonts`].
pub const SERIF: usize = 0;
pub const GEORGIAN: usize = 1;
pub const NASKH: usize = 2;

/// The fonts a certificate may use, in families of two weights.
pub struct Fonts {
    families: Vec<Family>,
    /// What a font does for a script and a language: known after the first text of the kind. There are few kinds.
    plans: Mutex<HashMap<Plan, Arc<ShapePlan>>>,
}

struct Family {
    regular: Face,
    bold: Face,
}

/// One font file, as the shaper reads it and as it goes into a PDF.
pub struct Face {
    shaper: rustybuzz::Face<'static>,
    print: Font,
}

#[derive(PartialEq, Eq, Hash)]
struct Plan {
    family: usize,
    bold: bool,
    leftwards: bool,
    script: rustybuzz::Script,
    lang: &'static str,
}

impl Fonts {
    /// The fonts that come with the program: Noto Serif, Noto Serif Georgian, Noto Naskh Arabic. Parsed once.
    pub fn embedded() -> &'static Fonts {
        static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
            Fonts::new([
                [
                    include_bytes!("../../../../templates/print/fonts/NotoSerif-Regular.ttf").as_slice(),
                    include_bytes!("../../../../templates/print/fonts/NotoSerif-Bold.ttf"),
                ],
                [
                    include_bytes!("../../../../templates/print/fonts/NotoSerifGeorgian-Regular.ttf"),
                    include_bytes!("../../../../templates/print/fonts/NotoSerifGeorgian-Bold.ttf"),
                ],
                [
                    include_bytes!("../../../../templates/print/fonts/NotoNaskhArabic-Regular.ttf"),
                    include_bytes!("../../../../templates/print/fonts/NotoNaskhArabic-Bold.ttf"),
                ],
            ])
        });
        &FONTS
    }

    fn new(files: [[&'static [u8]; 2]; 3]) -> Self {
        let family = |[regular, bold]: [&'static [u8]; 2]| {
            Some(Family { regular: Face::read(regular)?, bold: Face::read(bold)? })
        };
        Self { families: files.into_iter().filter_map(family).collect(), plans: Mutex::default() }
    }

    pub fn face(&self, family: usize, bold: bool) -> Option<&Face> {
        self.families.get(family).map(|family| if bold { &family.bold } else { &family.regular })
    }

    /// The glyphs of a text of one script and direction, from left to right, as one font has them.
    pub fn shape(
        &self,
        (family, bold): (usize, bool),
        (text, leftwards, lang): (&str, bool, &'static str),
    ) -> Option<rustybuzz::GlyphBuffer> {
        let face = self.face(family, bold)?;
        let language: Language = lang.parse().ok()?;
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.set_language(language.clone());
        buffer.set_direction(if leftwards { Direction::RightToLeft } else { Direction::LeftToRight });
        buffer.guess_segment_properties();
        // An invisible letter would otherwise become a blank, and be read out as one.
        buffer.set_flags(rustybuzz::BufferFlags::REMOVE_DEFAULT_IGNORABLES);
        let script = buffer.script();
        let plan = {
            let mut plans = self.plans.lock().unwrap_or_else(PoisonError::into_inner);
            let new = || Arc::new(ShapePlan::new(&face.shaper, buffer.direction(), Some(script), Some(&language), &[]));
            Arc::clone(plans.entry(Plan { family, bold, leftwards, script, lang }).or_insert_with(new))
        };
        Some(rustybuzz::shape_with_plan(&face.shaper, &plan, buffer))
    }

    /// The first character of a text that cannot be shown. A letter and its marks must come from one font, and in
    /// every weight; joiners and direction marks need no glyph. Expects composed text (NFC).
    pub fn missing(&self, text: &str) -> Option<char> {
        let breaks: Vec<usize> = GraphemeClusterSegmenter::new().segment_str(text).collect();
        let clusters = breaks.windows(2).filter_map(|ends| text.get(*ends.first()?..*ends.last()?));
        clusters.filter(|cluster| !self.covers(cluster)).find_map(|cluster| self.least_known(cluster))
    }

    fn covers(&self, cluster: &str) -> bool {
        self.families.iter().any(|family| cluster.chars().all(|c| family.has(c)))
    }

    /// Which character of an uncovered cluster to name: one that no family has, else the last, a mark.
    fn least_known(&self, cluster: &str) -> Option<char> {
        let unknown = cluster.chars().find(|c| !self.families.iter().any(|family| family.has(*c)));
        unknown.or_else(|| cluster.chars().last())
    }
}

impl Family {
    fn has(&self, character: char) -> bool {
        let known = |face: &Face| face.shaper.glyph_index(character).is_some_and(|glyph| glyph.0 != 0);
        is_ignorable(character) || (known(&self.regular) && known(&self.bold))
    }
}

impl Face {
    fn read(file: &'static [u8]) -> Option<Self> {
        Some(Self { shaper: rustybuzz::Face::from_slice(file, 0)?, print: Font::new(file.into(), 0)? })
    }

    pub fn print(&self) -> &Font {
        &self.print
    }

    /// Units of the font in one em.
    pub fn em(&self) -> f32 {
        self.print.units_per_em()
    }
}

/// Whether a character is invisible by itself: joiners, direction marks.
pub fn is_ignorable(character: char) -> bool {
    CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(character)
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::Fonts;

    fn missing(text: &str) -> Option<char> {
        Fonts::embedded().missing(&text.nfc().collect::<String>())
    }

    #[test]
    fn the_scripts_of_our_people_are_covered() {
        assert_eq!(Fonts::embedded().families.len(), 3);
        for text in [
            "Ğ Ñ Ș ș Ț İ ı Ə ə Ŵ ẞ Ầ ữ",
            "Ұ Ў Ӯ Ҳ Ғ Қ ӣ Ї Ґ ё",
            "ჰ ნინო ბერიძე ჲ",
            "پ چ ژ گ ی ک ۀ ه\u{200c}\u{0654} ټ ډ ړ ښ ګ ې ڭ ئ ؤ",
            "G\u{0306}azi Jose\u{0301} X\u{0301}",
            "علی\u{200c}رضا \u{200f}مُحَمَّد\u{200e} \u{2067}x\u{2069}",
            "« » “ ” ’ – — · № 40\u{a0}h 40\u{202f}h ، ؛ ٠١٢ ۰۱۲",
        ] {
            assert_eq!(missing(text), None, "{text}");
        }
    }

    #[test]
    fn what_has_no_glyph_is_named() {
        assert_eq!(missing("Li 李明"), Some('李'));
        assert_eq!(missing("नमस्ते"), Some('न'));
        assert_eq!(missing("🙂"), Some('🙂'));
        assert_eq!(missing("a\u{fffe}"), Some('\u{fffe}'));
        assert_eq!(missing("line\nbreak"), Some('\n'));
    }

    #[test]
    fn a_mark_from_another_script_is_not_borrowed() {
        assert_eq!(missing("ა\u{064e}"), Some('\u{064e}'));
    }
}
