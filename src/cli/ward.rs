//! Looks at one thing after the other, told as they come: each is ok, or it says what to do.

use super::{Stop, say};

/// What a look ended with: fine, perhaps with a word, or what to do.
pub type Look = Result<String, String>;

#[derive(Default)]
pub struct Ward {
    unwell: usize,
}

impl Ward {
    pub fn note(&mut self, what: &str, look: Look) {
        match look {
            Ok(word) => say::line(format!("ok    {what:<10} {word}")),
            Err(why) => {
                self.unwell += 1;
                say::line(format!("MEND  {what:<10} {why}"));
            }
        }
    }

    /// Well when everything was.
    pub fn end(self) -> Result<(), Stop> {
        match self.unwell {
            0 => Ok(()),
            1 => Err(Stop::failed("1 thing needs a hand")),
            more => Err(Stop::Failed(format!("{more} things need a hand"))),
        }
    }
}

/// Why a command would stop, as a word in a look.
pub fn word(stop: Stop) -> String {
    match stop {
        Stop::Failed(why) | Stop::Usage(why) | Stop::Later(why) => why,
    }
}
