//! What comes out of a good folder.

use super::*;
use crate::base::lang::Lang;
use crate::features::curriculum::{Kind, ModuleContent};

fn lesson_html(fixture: &Fixture) -> String {
    fixture.module().lessons[0].texts[&Lang::En].html.clone()
}

#[test]
fn everything_is_there() {
    let module = Fixture::new().module();
    assert_eq!(module.slug, "gates");
    let kinds: Vec<&str> = module.items.iter().map(|item| item.kind.name()).collect();
    let each = ["single", "multiple", "true-false", "numeric", "ordering", "matching", "short-text"];
    assert_eq!(kinds, [&each[..], &["true-false", "numeric"]].concat());
    assert_eq!((module.lessons[0].slug.as_str(), module.lessons[0].position), ("seal-check", 1));
    assert_eq!((module.items[0].source.id.as_str(), module.items[0].source.section.as_str()), ("iso-17712", "4.1"));
    assert_eq!((module.media[0].width, module.media[0].height), (640, 300));
    assert_eq!(module.task.as_ref().unwrap().max_points(), 2);
    assert!(matches!(&module.items[5].kind, Kind::Matching { pairs, extra } if pairs.len() == 3 && extra.len() == 1));
    assert!((35..45).contains(&module.minutes), "{}", module.minutes);
}

#[test]
fn content_survives_the_database() {
    let module = Fixture::new().module();
    let kept = serde_json::to_string(&module).unwrap();
    let back: ModuleContent = serde_json::from_str(&kept).unwrap();
    assert_eq!(back, module);
    assert_eq!(back.content_hash(), module.content_hash());
}

#[test]
fn the_hash_changes_with_the_content_only() {
    let fixture = Fixture::new();
    let hash = || fixture.load().0.modules[0].content_hash.clone();
    let before = hash();
    assert_eq!(hash(), before);
    fixture.edit(QUESTIONS, "library copy", "own copy");
    fixture.edit(MODULE, "\n\n[quiz]", "\n# a comment\n\n[quiz]");
    assert_eq!(hash(), before, "who checked a question is not part of what is published");
    fixture.edit(QUESTIONS, "Hold the box", "Hold the container");
    assert_ne!(hash(), before);
}

#[test]
fn a_lesson_becomes_html_with_its_blocks() {
    let html = lesson_html(&Fixture::new());
    for part in [
        "<a class=\"term\" href=\"#term-seal\">seal</a>",
        "<a href=\"https://example.org/a?b=1&amp;c=2\" rel=\"noopener noreferrer\">the site</a>",
        "<h2 id=\"s-four-steps\">Four steps</h2>",
        "alt=\"A seal with its number\" width=\"640\" height=\"300\" loading=\"lazy\">\
         <figcaption>The number stands on the body</figcaption></figure>",
        "<details class=\"check\"><summary>The bolt comes loose when you turn it. Do you pass the box?</summary><p>No.",
        "<aside class=\"case\"><h3>One digit</h3><p>The paper says 48.",
        "<aside class=\"caution\"><h3>A whole seal proves little</h3>",
        "<td>loaded boxes</td>",
        "<section class=\"terms\"><h2 id=\"terms\">Words in this lesson</h2><dl><dt id=\"term-seal\"><dfn>seal</dfn></dt>\
         <dd>A device for one use that shows &lt;tampering&gt;.</dd></dl></section>",
    ] {
        assert!(html.contains(part), "{part}\nis not in\n{html}");
    }
    assert_eq!(html.matches("<dt").count(), 1, "a term is explained once");
    assert!(!html.contains("<p></p>") && !html.contains("<p><figure"), "{html}");
}

#[test]
fn a_picture_is_named_by_its_content() {
    let fixture = Fixture::new();
    let media = fixture.module().media.remove(0);
    assert!(lesson_html(&fixture).contains(&format!("src=\"/media/{}/seal.svg\"", &media.sha256[..16])));
    let source = &fixture.load().0.modules[0];
    assert_eq!(source.read_media(&media).unwrap(), fs::read(fixture.path(PICTURE)).unwrap());
    fixture.edit(PICTURE, "M0 0", "M0 1");
    assert!(source.read_media(&media).is_err(), "it was changed after the check");
}

#[test]
fn nothing_an_author_writes_can_act() {
    let fixture = Fixture::new();
    let attacks = "<script>alert(1)</script> <b onclick=\"x\">b</b> <img src=x onerror=alert(1)>\n\n\
        <iframe src=\"//x\"></iframe>\n\n[a](javascript:alert(1)) [b](data:text/html,x) [c](//evil.example) \
        [d](https://x.example/\"onmouseover=\"alert(1))\n\n![\"><script>](media/seal.svg \"\\\"><script>\")\n\n\
        ```case\n<script>alert(1)</script>\n<img src=x onerror=alert(1)>\n```\n\n\
        ## <script>h</script>\n\n`<script>` [x](term:seal\"><script>)\n\n## \"onclick=\"x\n";
    fixture.edit(LESSON, "## Four steps", attacks);
    let html = lesson_html(&fixture);
    for bad in ["<script", "<iframe", "<b", "onerror=alert(1)>", "javascript:alert(1)\"", "data:", "href=\"//"] {
        assert!(!html.contains(bad), "{bad} in {html}");
    }
    let tags = html.split('<').skip(1).filter_map(|tag| tag.split('>').next());
    for tag in tags {
        let outside: String = tag.split('"').step_by(2).collect();
        assert!(
            !outside.contains("onclick") && !outside.contains("onmouseover") && !outside.contains("onerror"),
            "{tag}"
        );
    }
}

#[test]
fn headings_with_the_same_words_have_different_ids() {
    let fixture = Fixture::new();
    fixture.edit(LESSON, "## Four steps", "## Four steps\n\n## Four steps\n\n## …\n\n## ختم الحاوية");
    let html = lesson_html(&fixture);
    for id in ["s-four-steps", "s-four-steps--2", "s-", "s-ختم-الحاوية"] {
        assert!(html.contains(&format!("<h2 id=\"{id}\">")), "{id} in {html}");
    }
}

#[test]
fn windows_line_ends_and_marks_change_nothing() {
    let fixture = Fixture::new();
    let before = fixture.load().0.modules[0].content_hash.clone();
    for file in [MODULE, LESSON, QUESTIONS, TASK, TERMS] {
        let text = fixture.read(file).replace('\n', "\r\n");
        fixture.write(file, format!("\u{feff}{text}"));
    }
    assert_eq!(fixture.findings(), Vec::<String>::new());
    assert_eq!(fixture.load().0.modules[0].content_hash, before);
}

#[test]
fn a_course_says_what_counts() {
    let course = Fixture::new().load().0.courses.remove(0);
    assert_eq!((course.slug.as_str(), course.hours), ("ports", 16));
    assert_eq!(course.titles[&Lang::Fr], "Ports");
    assert!(course.complete.lessons && course.complete.quizzes && course.complete.tasks);
}
