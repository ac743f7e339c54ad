//! https without a proxy: a real handshake, and files that do not do.

use std::fs;
use std::io;
use std::net::TcpStream;
use std::path::PathBuf;
use std::sync::Arc;

use rcgen::{CertifiedKey, KeyPair};
use rustls::pki_types::CertificateDer;
use rustls::{ClientConfig, ClientConnection, ProtocolVersion, RootCertStore, StreamOwned};

use super::server::{Server, connect, exchange};
use super::support::{Data, free_port, run, said, until};

/// A certificate for this machine and its key, as files.
struct Files {
    cert: PathBuf,
    key: PathBuf,
    der: CertificateDer<'static>,
}

impl Files {
    fn new(data: &Data) -> Self {
        let names = vec!["localhost".to_owned(), "127.0.0.1".to_owned()];
        let CertifiedKey { cert, signing_key } = rcgen::generate_simple_self_signed(names).unwrap();
        let files = Self { cert: data.0.join("cert.pem"), key: data.0.join("key.pem"), der: cert.der().clone() };
        fs::write(&files.cert, cert.pem()).unwrap();
        fs::write(&files.key, signing_key.serialize_pem()).unwrap();
        files
    }
}

/// A handshake with a server whose certificate must be this one.
fn secure(port: u16, der: &CertificateDer<'static>) -> io::Result<StreamOwned<ClientConnection, TcpStream>> {
    // A second test in this process finds it done.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let mut roots = RootCertStore::empty();
    roots.add(der.clone()).unwrap();
    let config = ClientConfig::builder().with_root_certificates(roots).with_no_client_auth();
    let client = ClientConnection::new(Arc::new(config), "localhost".try_into().unwrap()).unwrap();
    let mut stream = StreamOwned::new(client, connect(port)?);
    while stream.conn.is_handshaking() {
        stream.conn.complete_io(&mut stream.sock)?;
    }
    Ok(stream)
}

#[test]
fn https_is_served_directly_and_asks_browsers_to_stay_with_it() {
    let (data, port) = (Data::new("tls"), free_port());
    let files = Files::new(&data);
    let mut command = Server::demo_command(&data, port);
    command.arg("--tls-cert").arg(&files.cert).arg("--tls-key").arg(&files.key);
    command.args(["--origin", &format!("https://localhost:{port}")]);
    let server = Server::spawn(&mut command, port, &data.0.join("server.log"));
    let mut stream = until("a handshake", || secure(port, &files.der).ok());
    assert_eq!(stream.conn.protocol_version(), Some(ProtocolVersion::TLSv1_3));

    let ask = format!("GET /sign-in HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n");
    let page = exchange(&mut stream, ask.as_bytes()).unwrap().expect(200).says("Sign in");
    assert_eq!(page.header("strict-transport-security"), Some("max-age=63072000; includeSubDomains"));
    let cookie = page.header("set-cookie").unwrap();
    assert!(cookie.contains("; Secure") && cookie.contains("; HttpOnly"), "{cookie}");

    let plain = exchange(&mut connect(port).unwrap(), ask.as_bytes());
    assert!(plain.is_err(), "without TLS nothing is told: {plain:?}");
    let other = Data::new("tls-other");
    assert!(secure(port, &Files::new(&other).der).is_err(), "another certificate is not taken for this one");
    server.stop();
}

#[test]
fn a_certificate_or_key_that_cannot_be_used_is_named_with_its_setting() {
    let data = Data::new("tls-files");
    let good = Files::new(&data);
    let file = |name: &str, text: &str| {
        fs::write(data.0.join(name), text).unwrap();
        data.0.join(name)
    };
    let other_key = file("other-key.pem", &KeyPair::generate().unwrap().serialize_pem());
    let letter = file("letter.txt", "Dear colleague,\n");
    let half = file("half.pem", "-----BEGIN CERTIFICATE-----\nMIIB\n");
    let (missing, folder) = (data.0.join("missing.pem"), data.0.clone());
    for (cert, key, setting) in [
        (&missing, &good.key, "setting tls-cert"),
        (&folder, &good.key, "setting tls-cert"),
        (&letter, &good.key, "setting tls-cert"),
        (&half, &good.key, "setting tls-cert"),
        (&good.cert, &missing, "setting tls-key"),
        (&good.cert, &letter, "setting tls-key"),
        (&good.cert, &other_key, "setting tls-cert"),
    ] {
        let (cert, key) = (cert.to_str().unwrap(), key.to_str().unwrap());
        let folder = data.path("data");
        let (code, out, why) =
            said(&run(&["serve", "--demo", "--data", &folder, "--tls-cert", cert, "--tls-key", key]));
        let culprit = if setting.ends_with("cert") { cert } else { key };
        assert!(code == 2 && out.is_empty() && why.contains(setting) && why.contains(culprit), "{code} {out}{why}");
        assert_eq!(why.trim_end().lines().count(), 1, "one line: {why}");
        assert!(!data.0.join("data").exists(), "told before anything is made");
    }
}
