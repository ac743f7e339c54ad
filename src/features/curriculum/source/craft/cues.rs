//! Words that point to the key, or away from what is wrong, for a participant who knows nothing of the matter.

use std::collections::BTreeSet;

use super::words::{FILLERS, absolutes, stemmed, words};
use crate::base::lang::Lang;
use crate::features::curriculum::item::{Choice, ItemText};
use crate::features::curriculum::source::finding::Report;
use crate::features::curriculum::source::question::Place;

pub fn check(place: &Place<'_>, lang: Lang, options: &[Choice], text: &ItemText, report: &mut Report) {
    let of = |correct: bool| {
        let chosen = options.iter().filter(move |option| option.correct == correct);
        chosen
            .filter_map(|option| text.options.get(&option.id))
            .map(|option| words(&option.text, lang))
            .collect::<Vec<_>>()
    };
    let (keys, distractors) = (of(true), of(false));
    check_absolutes(place, lang, &keys, &distractors, report);
    // The endings that are cut off are English ones.
    if lang == Lang::En {
        check_overlap(place, &words(&text.stem, lang), &keys, &distractors, report);
    }
}

fn check_absolutes(
    place: &Place<'_>,
    lang: Lang,
    keys: &[Vec<String>],
    distractors: &[Vec<String>],
    report: &mut Report,
) {
    let absolute = |option: &Vec<String>| option.iter().find(|word| absolutes(lang).contains(&word.as_str())).cloned();
    let found: Vec<String> = distractors.iter().filter_map(absolute).collect();
    if found.len() >= 2 && !keys.iter().any(|key| absolute(key).is_some()) {
        let what = format!("only wrong options are absolute ({})", found.join(", "));
        place.error(report, &what, "a guesser strikes them out: say it less absolutely, or the key as absolutely");
    }
}

fn check_overlap(
    place: &Place<'_>,
    stem: &[String],
    keys: &[Vec<String>],
    distractors: &[Vec<String>],
    report: &mut Report,
) {
    let content = |words: &[String]| -> BTreeSet<String> {
        let long = words.iter().filter(|word| word.chars().count() >= 6 && word.chars().any(char::is_alphabetic));
        long.filter(|word| !FILLERS.contains(&word.as_str())).map(|word| stemmed(word).to_owned()).collect()
    };
    let (asked, wrong) = (content(stem), content(&distractors.concat()));
    for key in keys {
        let shared = content(key).into_iter().filter(|word| asked.contains(word) && !wrong.contains(word));
        let shared: Vec<String> = shared.collect();
        let what = format!("stem and key alone share “{}”", shared.join("”, “"));
        let mend = "an ear for words finds the key: reword one, or let a wrong option say it too";
        match shared.len() {
            0 => {}
            // One word may be what the question is about.
            1 => place.warn(report, &what, mend),
            _ => place.error(report, &what, mend),
        }
    }
}
