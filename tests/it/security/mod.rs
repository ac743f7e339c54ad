//! What an attacker would try, family by family. `docs/security.md` says which attack is met by which test.
//!
//! Start with `realm`, the database that most of these share: the things of three people of two countries, and everybody's
//! session. `matrix` asks every route as everybody for everybody's things.

mod answers;
mod canaries;
mod doors;
mod headers;
mod injection;
mod matrix;
mod objects;
mod packed;
pub mod pdf;
pub mod realm;
mod rls;
mod sessions;
mod wire;
