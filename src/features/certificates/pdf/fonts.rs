//! The fonts of certificates, and what they cannot show.

use std::sync::LazyLock;

use icu::segmenter::GraphemeClusterSegmenter;
use typst::foundations::Bytes;
use typst::text::{Font, FontBook, is_default_ignorable};
use typst::utils::LazyHash;

/// The fonts a certificate may use, in families of several weights.
pub struct Fonts {
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

impl Fonts {
    /// The fonts that come with the program: Noto Serif, Noto Serif Georgian, Noto Naskh Arabic. Parsed once.
    pub fn embedded() -> &'static Fonts {
        static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
            Fonts::new([
                include_bytes!("../../../../templates/print/fonts/NotoSerif-Regular.ttf").as_slice(),
                include_bytes!("../../../../templates/print/fonts/NotoSerif-Bold.ttf"),
                include_bytes!("../../../../templates/print/fonts/NotoSerifGeorgian-Regular.ttf"),
                include_bytes!("../../../../templates/print/fonts/NotoSerifGeorgian-Bold.ttf"),
                include_bytes!("../../../../templates/print/fonts/NotoNaskhArabic-Regular.ttf"),
                include_bytes!("../../../../templates/print/fonts/NotoNaskhArabic-Bold.ttf"),
            ])
        });
        &FONTS
    }

    pub fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    pub fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn new(files: impl IntoIterator<Item = &'static [u8]>) -> Self {
        let fonts: Vec<Font> = files.into_iter().flat_map(|file| Font::iter(Bytes::new(file))).collect();
        Self { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts }
    }

    /// The first character of a text that cannot be shown. A letter and its marks must come from one font, and in
    /// every weight; joiners and direction marks need no glyph. Expects composed text (NFC).
    pub fn missing(&self, text: &str) -> Option<char> {
        let breaks: Vec<usize> = GraphemeClusterSegmenter::new().segment_str(text).collect();
        let clusters = breaks.windows(2).filter_map(|ends| text.get(*ends.first()?..*ends.last()?));
        clusters.filter(|cluster| !self.covers(cluster)).find_map(|cluster| self.least_known(cluster))
    }

    fn covers(&self, cluster: &str) -> bool {
        self.families().any(|family| cluster.chars().all(|c| has(&family, c)))
    }

    /// Which character of an uncovered cluster to name: one that no family has, else the last, a mark.
    fn least_known(&self, cluster: &str) -> Option<char> {
        let unknown = cluster.chars().find(|c| !self.families().any(|family| has(&family, *c)));
        unknown.or_else(|| cluster.chars().last())
    }

    fn families(&self) -> impl Iterator<Item = Vec<&Font>> {
        self.fonts.chunk_by(|a, b| a.info().family == b.info().family).map(|family| family.iter().collect())
    }
}

fn has(family: &[&Font], character: char) -> bool {
    is_default_ignorable(character) || family.iter().all(|font| font.info().coverage.contains(character.into()))
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
        assert_eq!(Fonts::embedded().families().count(), 3);
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
