//! Bodies that grow when they are unpacked, files of other kinds, and addresses that a server would fetch.

use std::io::Write;
use std::time::{Duration, Instant};

use actix_web::http::header;
use actix_web::test::TestRequest;
use portolan::platform::web::session_cookie;

use super::realm::{Realm, Whose, changed};
use crate::support::{TestApp, Who};
use crate::whole::world::NINO;

/// Bodies that say they are packed are not unpacked: they are no form, no JSON and no list.
#[actix_web::test]
async fn decompression_bombs_and_packed_uploads_are_refused_in_words() {
    let realm = Realm::build().await;
    let test = TestApp::copy_of(&realm.template).await;
    let before = realm.fingerprint(&test).await;
    let bomb = miniz_oxide::deflate::compress_to_vec(&vec![b'a'; 50_000_000], 6);
    let mut gzip = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    gzip.extend_from_slice(&bomb);
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("list.csv", zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(&vec![b'a'; 20_000_000]).unwrap();
    let zip = zip.finish().unwrap().into_inner();
    let path = realm.things(Whose::Nino).filled("/cohorts/{cohort}/invitations");
    let xml = br#"<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>"#.to_vec();
    for (name, file) in [("list.csv.gz", &gzip), ("list.zip", &zip), ("list.xml", &xml), ("list.xlsx", &zip)] {
        let mut body = format!(
            "--edge\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{}\r\n--edge\r\nContent-Disposition: form-data; \
             name=\"file\"; filename=\"{name}\"\r\n\r\n", realm.csrf(NINO.coordinator)
        ).into_bytes();
        body.extend_from_slice(file);
        body.extend_from_slice(b"\r\n--edge--\r\n");
        let begin = Instant::now();
        let page =
            realm.client(&test, NINO.coordinator).post_raw(&path, "multipart/form-data; boundary=edge", body).await;
        assert!(page.code() == 422 && !page.html().contains("root:x:0"), "{name}: {page:?}");
        assert!(begin.elapsed() < Duration::from_secs(5), "{name}");
    }
    for (path, kind) in [
        ("/profile", "application/x-www-form-urlencoded"),
        ("/outbox", "application/json"),
        ("/api/v1/answers", "application/json"),
    ] {
        for coding in ["gzip", "deflate", "br", "gzip, gzip", "identity, gzip"] {
            let request = TestRequest::post().uri(path).insert_header((header::CONTENT_TYPE, kind));
            let request = request
                .insert_header((header::CONTENT_ENCODING, coding))
                .insert_header(("x-csrf-token", realm.csrf(Who::Participant)));
            let request = request.insert_header((
                header::COOKIE,
                format!(
                    "{}={}",
                    session_cookie(&test.app.config),
                    realm.client(&test, Who::Participant).cookie(session_cookie(&test.app.config)).unwrap()
                ),
            ));
            let begin = Instant::now();
            let page = test
                .client()
                .send(super::realm::bearer(&test, Who::Participant, request.set_payload(gzip.clone())))
                .await;
            assert!((400..500).contains(&page.code()), "{path} {coding}: {page:?}");
            assert!(begin.elapsed() < Duration::from_secs(2), "{path} {coding}");
        }
    }
    assert_eq!(changed(&before, &realm.fingerprint(&test).await), Vec::<String>::new());
}

/// The program can speak to its database and its mail relay, and has nothing to speak to others with.
#[test]
fn ssrf_no_library_for_asking_other_servers_is_linked() {
    let lock = crate::whole::source::read("Cargo.lock");
    for name in
        ["reqwest", "ureq", "curl", "isahc", "surf", "awc", "hyper-util", "attohttpc", "minreq", "hickory-resolver"]
    {
        assert!(
            !lock.contains(&format!("name = \"{name}\"\n")),
            "{name} is linked: look whether an address from outside reaches it"
        );
    }
    let opens = |text: &str| {
        ["TcpStream::connect", "UdpSocket", "lookup_host", "ToSocketAddrs"].iter().any(|word| text.contains(word))
    };
    let found: Vec<_> = crate::whole::source::files("src", ".rs")
        .into_iter()
        .filter(|(_, text)| opens(text))
        .map(|(name, _)| name)
        .collect();
    assert!(
        found.iter().all(|name| name.starts_with("src/cli/") || name.starts_with("src/platform/mail/")),
        "{found:?}"
    );
}
