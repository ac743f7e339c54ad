//! The few calls into the system that std does not offer.
#![expect(unsafe_code, reason = "accounts, signals and process death have no safe interface in std")]

use std::ffi::{CStr, CString};
use std::io;
use std::mem;
use std::os::unix::process::CommandExt;
use std::process::Command;
use std::ptr;

pub use libc::{SIGINT, SIGKILL, SIGQUIT};

/// Text fields of one entry in the account database: longer ones do not occur.
const ENTRY_BYTES: usize = 16 * 1024;

pub fn effective_uid() -> u32 {
    // SAFETY: takes nothing and cannot fail.
    unsafe { libc::geteuid() }
}

pub fn effective_gid() -> u32 {
    // SAFETY: as above.
    unsafe { libc::getegid() }
}

/// The user and group id of an account, if there is one of that name.
pub fn ids_of_account(name: &str) -> Option<(u32, u32)> {
    let name = CString::new(name).ok()?;
    let mut text = vec![0; ENTRY_BYTES];
    let mut found = ptr::null_mut();
    // SAFETY: `passwd` is plain numbers and pointers, for which zero is a value.
    let mut entry: libc::passwd = unsafe { mem::zeroed() };
    // SAFETY: every pointer is to a live local, and the length is that of `text`.
    let answer =
        unsafe { libc::getpwnam_r(CStr::as_ptr(&name), &raw mut entry, text.as_mut_ptr(), text.len(), &raw mut found) };
    (answer == 0 && !found.is_null()).then_some((entry.pw_uid, entry.pw_gid))
}

/// Sends a signal to one process. That it has ended already is no error worth telling.
pub fn signal(pid: u32, signal: i32) {
    // 0 and negative numbers would mean whole groups of processes, 1 the system.
    let Some(pid) = i32::try_from(pid).ok().filter(|pid| *pid > 1) else { return };
    // SAFETY: takes numbers only.
    unsafe { libc::kill(pid, signal) };
}

/// True once our child has ended. It stays a zombie, so its number cannot be given to another process until it is
/// reaped: whoever signals it under the same lock as the reaper never hits a stranger.
pub fn has_ended(child: u32) -> bool {
    wait_without_reaping(child, libc::WNOHANG).unwrap_or(true)
}

/// Waits until our child has ended; see [`has_ended`] for why it is not reaped here.
pub fn wait_for_end(child: u32) {
    while let Err(error) = wait_without_reaping(child, 0) {
        if error.kind() != io::ErrorKind::Interrupted {
            return;
        }
    }
}

fn wait_without_reaping(child: u32, flags: i32) -> io::Result<bool> {
    // SAFETY: `siginfo_t` is plain numbers and pointers, for which zero is a value.
    let mut info: libc::siginfo_t = unsafe { mem::zeroed() };
    // SAFETY: `info` is a live local.
    let answer = unsafe { libc::waitid(libc::P_PID, child, &raw mut info, libc::WEXITED | libc::WNOWAIT | flags) };
    if answer != 0 {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: waitid filled `info`, or left it zero when nothing has ended yet.
    Ok(unsafe { info.si_pid() } != 0)
}

/// Has the kernel signal the command's process when the *thread* that spawns it ends, however that comes about.
pub fn die_with_parent(command: &mut Command, signal: i32) {
    let parent = std::process::id();
    let number = libc::c_ulong::from(signal.unsigned_abs());
    let arm = move || {
        // Started in the background of a script, we ignore these two, and so would a Postgres that is just starting.
        // SAFETY: async-signal-safe; takes numbers only.
        unsafe { libc::signal(SIGINT, libc::SIG_DFL) };
        // SAFETY: as above.
        unsafe { libc::signal(SIGQUIT, libc::SIG_DFL) };
        // SAFETY: as above.
        if unsafe { libc::prctl(libc::PR_SET_PDEATHSIG, number) } != 0 {
            return Err(io::Error::last_os_error());
        }
        // Our process may have died before the call; then no signal will ever come.
        // SAFETY: takes nothing and cannot fail.
        let orphaned = u32::try_from(unsafe { libc::getppid() }) != Ok(parent);
        if orphaned { Err(io::Error::from_raw_os_error(libc::ESRCH)) } else { Ok(()) }
    };
    // SAFETY: `arm` allocates nothing and makes async-signal-safe calls only.
    unsafe { command.pre_exec(arm) };
}
