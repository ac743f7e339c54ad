//! What a person sees of a quiz: its questions, and what each takes.

use crate::browser::between;

/// A question on the page.
#[derive(Clone)]
pub struct Question {
    pub id: String,
    pub kind: Kind,
}

#[derive(Clone)]
pub enum Kind {
    /// Values to pick from, one.
    One(Vec<String>),
    /// Values to pick from, any number.
    Several(Vec<String>),
    /// Something typed.
    Typed,
    /// So many places, each with one of the values.
    Places(usize, Vec<String>),
}

/// The questions of the page, by their fieldsets.
pub fn questions_of(page: &str) -> Option<Vec<Question>> {
    page.contains("data-attempt=").then_some(())?;
    let boxes = page.split("<fieldset").skip(1).filter_map(|rest| rest.split("</fieldset>").next());
    let questions: Vec<Question> = boxes.filter_map(question_of).collect();
    (!questions.is_empty()).then_some(questions)
}

/// The code of a receipt on its page, `R-7F3K-Q9TN`. A form's token may hold what begins like one.
pub fn receipt_in(page: &str) -> Option<String> {
    let codes = page.match_indices("R-").filter_map(|(at, _)| page.get(at..at + 11));
    let plain = |part: &str| part.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    let mut codes = codes.filter(|code| code.split('-').map(str::len).eq([1, 4, 4]) && code.split('-').all(plain));
    codes.next().map(str::to_owned)
}

fn question_of(html: &str) -> Option<Question> {
    let id = between(html, "data-question=\"", "\"")?.to_owned();
    let values = |tag: &str| -> Vec<String> {
        let tags = html.split(tag).skip(1).filter_map(|rest| rest.split('>').next());
        let own = tags.filter(|tag| !tag.contains("name=\"flag."));
        own.filter_map(|tag| between(tag, "value=\"", "\""))
            .filter(|value| !value.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let places = html.matches("<select ").count();
    let kind = if html.contains("type=\"radio\"") {
        Kind::One(values("<input type=\"radio\""))
    } else if places > 0 {
        let mut all = values("<option ");
        all.sort();
        all.dedup();
        Kind::Places(places, all)
    } else if html.matches("type=\"checkbox\"").count() > 1 {
        Kind::Several(values("<input type=\"checkbox\""))
    } else {
        Kind::Typed
    };
    Some(Question { id, kind })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receipt_is_told_from_a_token() {
        let page = r#"<input name="csrf" value="R-yqp"><button>R--qL1KNT R-abCD-efGH</button> <b>R-7F3K-Q9TN</b>"#;
        assert_eq!(receipt_in(page).as_deref(), Some("R-7F3K-Q9TN"));
        assert_eq!(receipt_in("R-"), None);
    }

    #[test]
    fn questions_are_read_from_the_page() {
        let page = r#"<form data-attempt="x"><fieldset class="q" data-question="q1"><label><input type="radio" name="q.q1"
            value="a"></label><label><input type="radio" name="q.q1" value="b" checked></label><input type="checkbox"
            name="flag.q1" value="on"></fieldset><fieldset data-question="q2"><input name="q.q2" value=""><input
            type="checkbox" name="flag.q2" value="on"></fieldset></form>"#;
        let questions = questions_of(page).unwrap();
        let [Question { id: first, kind: Kind::One(values) }, Question { id: second, kind: Kind::Typed }] =
            questions.as_slice()
        else {
            panic!("two questions")
        };
        assert_eq!((first.as_str(), second.as_str(), values.len()), ("q1", "q2", 2));
        assert!(questions_of("<!doctype html>").is_none());
    }
}
