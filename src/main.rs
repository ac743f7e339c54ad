//! `portolan`: the server and its commands. Everything is in the library; here is what must be set once per process.

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // Before any TLS: rustls asks for one provider for the process, and panics at first use when it finds none.
    if rustls::crypto::aws_lc_rs::default_provider().install_default().is_err() {
        return ExitCode::FAILURE;
    }
    portolan::cli::run()
}
