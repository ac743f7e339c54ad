//! The HTTP server: listening, TLS, probes, and a stop that loses nothing.

use std::fmt::Display;
use std::io;
use std::net::TcpListener;
use std::path::Path;
use std::time::Duration;

use actix_web::http::header;
use actix_web::middleware::{Compress, from_fn};
use actix_web::{HttpRequest, HttpResponse, HttpServer, web};
use metrics_exporter_prometheus::PrometheusHandle;
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

use super::AppError;
use super::form::upload_config;
use crate::platform::App;
use crate::platform::config::{Refusal, TlsFiles};
use crate::platform::db::Reach;

/// Seconds that requests under way have to finish after a stop signal.
const DRAIN_SECONDS: u64 = 7;
/// For so long new requests are still answered, with "come back soon": a proxy that asks sees it, and sends them elsewhere.
const TURN_AWAY: Duration = Duration::from_secs(1);
/// A client that does not finish its request head in this time is let go (slowloris).
const HEAD_TIMEOUT: Duration = Duration::from_secs(10);

/// Everything a request meets, for the server and for the tests: `App::new().configure(service(…))`.
pub fn service(app: App, configure: fn(&mut web::ServiceConfig)) -> impl FnOnce(&mut web::ServiceConfig) {
    move |config| {
        config.app_data(web::Data::new(app)).app_data(upload_config()).app_data(query_config());
        config.route("/healthz", web::get().to(healthz));
        config.route("/readyz", web::get().to(readyz));
        config.route("/metrics", web::get().to(metrics_text));
        configure(config);
        config.default_service(web::to(|| async { Err::<HttpResponse, _>(AppError::NotFound) }));
    }
}

fn query_config() -> web::QueryConfig {
    web::QueryConfig::default().error_handler(|_, _| AppError::NotFound.into())
}

/// Binds the address; a taken port is told in one line.
pub fn bind(app: &App) -> io::Result<TcpListener> {
    let listen = app.config.listen;
    TcpListener::bind(listen)
        .map_err(|error| io::Error::new(error.kind(), format!("cannot listen on {listen} (setting listen): {error}")))
}

/// Serves until a stop signal, then drains: requests under way finish, new ones are told to come back.
pub async fn run(
    app: App,
    listener: TcpListener,
    tls: Option<ServerConfig>,
    configure: fn(&mut web::ServiceConfig),
) -> io::Result<()> {
    let (shared, own) = (app.clone(), app.config.own_connections());
    let server = HttpServer::new(move || {
        if own > 0
            && let Err(error) = shared.db.settle(own)
        {
            tracing::warn!(%error, "this worker has no connections of its own");
        }
        actix_web::App::new()
            .wrap(from_fn(super::wrap))
            // Outermost: it packs what is no page, and leaves alone what is packed already.
            .wrap(Compress::default())
            .configure(service(shared.clone(), configure))
    })
    .workers(app.config.workers)
    .client_request_timeout(HEAD_TIMEOUT)
    .shutdown_timeout(DRAIN_SECONDS)
    .disable_signals();
    let server = match tls {
        Some(tls) => server.listen_rustls_0_23(listener, tls)?,
        None => server.listen(listener)?,
    }
    .run();
    let handle = server.handle();
    actix_web::rt::spawn(async move {
        stop_signal().await;
        tracing::info!("stopping: finishing what is under way");
        app.drain();
        tokio::time::sleep(TURN_AWAY).await;
        handle.stop(true).await;
    });
    server.await
}

async fn stop_signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let (Ok(mut term), Ok(mut interrupt)) = (signal(SignalKind::terminate()), signal(SignalKind::interrupt())) else {
        tracing::error!("stop signals cannot be received");
        return std::future::pending().await;
    };
    tokio::select! { _ = term.recv() => {}, _ = interrupt.recv() => {} }
}

/// TLS from PEM files. HTTP/1.1 only: HTTP/2 belongs to the reverse proxy until the crate is free of advisories.
pub fn tls_config(files: &TlsFiles) -> Result<ServerConfig, Refusal> {
    let pem =
        |setting, path: &Path, error: &dyn Display| Refusal { setting, why: format!("{}: {error}", path.display()) };
    let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_file_iter(&files.cert)
        .and_then(Iterator::collect)
        .map_err(|error| pem("tls-cert", &files.cert, &error))?;
    if chain.is_empty() {
        return Err(pem("tls-cert", &files.cert, &"holds no certificate in PEM form"));
    }
    let key = PrivateKeyDer::from_pem_file(&files.key).map_err(|error| pem("tls-key", &files.key, &error))?;
    let mut config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .map_err(|error| pem("tls-cert", &files.cert, &error))?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}

/// The process lives.
async fn healthz() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain").body("ok\n")
}

/// The process can do its work: the database answers.
async fn readyz(app: web::Data<App>) -> HttpResponse {
    let answers = match app.db.read(&Reach::Nobody).await {
        Ok(mut conn) => {
            use diesel_async::RunQueryDsl;
            diesel::sql_query("SELECT 1").execute(&mut conn).await.is_ok()
        }
        Err(_) => false,
    };
    if answers && !app.is_draining() {
        HttpResponse::Ok().content_type("text/plain").body("ready\n")
    } else {
        HttpResponse::ServiceUnavailable().insert_header((header::RETRY_AFTER, "2")).body("not ready\n")
    }
}

/// Figures for Prometheus: to this machine only, and never through a proxy.
async fn metrics_text(request: HttpRequest, app: web::Data<App>) -> HttpResponse {
    let local = request.peer_addr().is_none_or(|peer| peer.ip().is_loopback());
    if !local || request.headers().contains_key("x-forwarded-for") {
        return HttpResponse::NotFound().finish();
    }
    let (open, waiting) = app.db.load();
    metrics::gauge!("portolan_database_connections").set(count(open));
    metrics::gauge!("portolan_database_waiting").set(count(waiting));
    match METRICS.get() {
        Some(handle) => HttpResponse::Ok().content_type("text/plain; version=0.0.4").body(handle.render()),
        None => HttpResponse::NotFound().finish(),
    }
}

#[expect(clippy::cast_precision_loss, reason = "a pool has far fewer than 2^52 connections")]
fn count(value: usize) -> f64 {
    value as f64
}

static METRICS: std::sync::OnceLock<PrometheusHandle> = std::sync::OnceLock::new();

/// Installs the recorder of figures, once for the process.
pub fn install_metrics() {
    let recorder = metrics_exporter_prometheus::PrometheusBuilder::new().build_recorder();
    let handle = recorder.handle();
    if metrics::set_global_recorder(recorder).is_ok() {
        let _ = METRICS.set(handle);
    }
}
