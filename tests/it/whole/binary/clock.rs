//! A machine whose clock can be set: a few lines of C stand between the program and the system's time.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use super::support::Data;

const SOURCE: &str = r#"
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static volatile long long *ahead;

__attribute__((constructor)) static void find_file(void) {
    const char *path = getenv("SECONDS_AHEAD");
    int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (file < 0) return;
    void *memory = mmap(0, sizeof *ahead, PROT_READ, MAP_SHARED, file, 0);
    if (memory != MAP_FAILED) ahead = memory;
    close(file);
}

int clock_gettime(clockid_t clock, struct timespec *time) {
    long answer = syscall(SYS_clock_gettime, clock, time);
    if (answer == 0 && ahead && clock == CLOCK_REALTIME) time->tv_sec += *ahead;
    return (int)answer;
}
"#;

/// The time of day of the processes that wear it, moved by as much as a file says. PostgreSQL does not wear it: the
/// program gives its database none of its own environment.
pub struct MovedClock {
    library: PathBuf,
    seconds: PathBuf,
}

impl MovedClock {
    pub fn new(data: &Data) -> Self {
        let clock = Self { library: data.0.join("clock.so"), seconds: data.0.join("seconds-ahead") };
        let source = data.0.join("clock.c");
        fs::write(&source, SOURCE).unwrap();
        let mut compiler = Command::new("cc");
        compiler.args(["-shared", "-fPIC", "-O1", "-D_GNU_SOURCE", "-o"]).arg(&clock.library).arg(&source);
        let compiled = compiler.output().expect("a C compiler, as the build of the program needs one");
        assert!(compiled.status.success(), "{}", String::from_utf8_lossy(&compiled.stderr));
        clock.set(0);
        clock
    }

    /// How far ahead of the system's it is from now on.
    pub fn set(&self, seconds: i64) {
        fs::write(&self.seconds, seconds.to_ne_bytes()).unwrap();
    }

    /// Has a process go by this clock.
    pub fn worn_by<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command.env("LD_PRELOAD", &self.library).env("SECONDS_AHEAD", &self.seconds)
    }
}
