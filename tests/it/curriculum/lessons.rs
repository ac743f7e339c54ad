//! Every lesson of every module, opened in each of its languages.

use super::*;
use crate::support::FIRST_VIEW;
use crate::support::page::attribute;

/// What is wrong with the page of a lesson in a language.
async fn faults(client: &crate::support::Client<'_>, path: &str, lang: &str) -> Vec<String> {
    let page = client.get(&format!("{path}?lang={lang}")).await;
    let html = page.html();
    let mut faults = Vec::new();
    if page.code() != 200 {
        return vec![format!("answers {}", page.code())];
    }
    if page.packed() > FIRST_VIEW {
        faults.push(format!("{} of {FIRST_VIEW} bytes", page.packed()));
    }
    let dir = if lang == "ar" { "rtl" } else { "ltr" };
    if !html.contains(&format!("<html lang=\"{lang}\" dir=\"{dir}\"")) {
        faults.push("the page says another language or direction".to_owned());
    }
    // An article in another language than the page's names it: here that would be a fall back to English.
    let article = html.split("<article").nth(1).and_then(|rest| rest.split('>').next()).unwrap_or("none");
    if !article.is_empty() {
        faults.push(format!("the text is not in the page's language:{article}"));
    }
    if html.contains("term:") {
        faults.push("a term was not looked up".to_owned());
    }
    for tag in html.split('<') {
        if let Some(target) = attribute(tag, "href").filter(|to| to.starts_with("#term-"))
            && !html.contains(&format!("id=\"{}\"", &target[1..]))
        {
            faults.push(format!("{target} leads nowhere"));
        }
        if let Some(source) = attribute(tag, "src").filter(|_| tag.starts_with("img")) {
            // The first view is one request: a drawing stands in the page itself.
            let drawing = source.strip_prefix("data:image/svg+xml,").map(decoded);
            if !drawing.is_some_and(|svg| svg.starts_with("<svg") && svg.ends_with("</svg>")) {
                faults.push(format!("{source} is not in the page"));
            }
            if attribute(tag, "alt").unwrap_or_default().is_empty() {
                faults.push(format!("{source} says nothing to those who do not see it"));
            }
        }
    }
    faults
}

/// A drawing as it was before it became an address.
fn decoded(url: &str) -> String {
    let codes = [("%3C", "<"), ("%3E", ">"), ("%22", "\""), ("%23", "#"), ("%26", "&"), ("%25", "%")];
    codes.iter().fold(url.to_owned(), |text, (code, letter)| text.replace(code, letter))
}

#[actix_web::test]
async fn every_lesson_opens_in_each_of_its_languages() {
    let test = TestApp::start().await;
    let places = publish(&test, every_question_in_the_quiz().path()).await;
    let nino = test.as_(Who::Participant).await;
    let (mut opened, mut wrong) = (0, Vec::new());
    for slug in modules() {
        for lang in languages(&slug) {
            let lessons = files(&root().join("modules").join(&slug).join(&lang), ".md");
            assert!(lessons.len() >= 5, "{slug} {lang}: {lessons:?}");
            for lesson in lessons {
                let name = lesson.file_stem().unwrap().to_string_lossy().split_once('-').unwrap().1.to_owned();
                let path = format!("/enrolments/{}/modules/{slug}/lessons/{name}", places[&slug]);
                let faults = faults(&nino, &path, &lang).await;
                wrong.extend(faults.into_iter().map(|fault| format!("{slug}/{name} {lang}: {fault}")));
                opened += 1;
            }
        }
    }
    assert!(opened >= 150 && wrong.is_empty(), "{opened} lessons\n{}", wrong.join("\n"));
}
