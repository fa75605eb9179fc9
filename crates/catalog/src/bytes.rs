//! Numbers and words as bytes, and reading them back whatever the bytes are.

use std::fmt;

/// Why a file of the index cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damaged {
    /// It is another file, such as a server's page for an address that it does not have.
    NotAnIndex,
    /// It belongs to another state of the index: load the root and its parts again.
    Stale,
    /// It ends early, or holds what this crate does not write.
    Invalid {
        /// The place, in bytes.
        at: usize,
    },
}

impl fmt::Display for Damaged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAnIndex => f.write_str("the file is not a part of a search index"),
            Self::Stale => f.write_str("the file belongs to another version of the search index"),
            Self::Invalid { at } => write!(f, "the search index is damaged at byte {at}"),
        }
    }
}

impl std::error::Error for Damaged {}

/// Appends a number: seven bits to a byte, the lowest first, the eighth says that more follow (LEB128).
pub(crate) fn push(out: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Appends a word: how much it shares with the one before, and the rest.
pub(crate) fn push_word(out: &mut Vec<u8>, before: &str, word: &str) {
    let shared = before.bytes().zip(word.bytes()).take_while(|(a, b)| a == b).count();
    push(out, shared as u32);
    push(out, (word.len() - shared) as u32);
    out.extend_from_slice(&word.as_bytes()[shared..]);
}

/// Makes a difference small where it is near zero, on either side.
pub(crate) fn zigzag(from: u32, to: u32) -> u32 {
    let by = to.wrapping_sub(from).cast_signed();
    ((by << 1) ^ (by >> 31)).cast_unsigned()
}

/// The inverse of [`zigzag`].
pub(crate) fn unzigzag(from: u32, by: u32) -> u32 {
    from.wrapping_add((by >> 1) ^ (by & 1).wrapping_neg())
}

/// FNV-1a, 32 bits: it tells one state of an index from another.
pub(crate) fn hash(hash: u32, bytes: &[u8]) -> u32 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

/// What [`hash`] starts with.
pub(crate) const HASH: u32 = 0x811c_9dc5;

/// Reads what was written, from the front.
pub(crate) struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    /// Starts after the file's mark.
    pub(crate) fn new(bytes: &'a [u8], mark: [u8; 4]) -> Result<Self, Damaged> {
        if !bytes.starts_with(&mark) {
            return Err(Damaged::NotAnIndex);
        }
        Ok(Self { bytes, at: mark.len() })
    }

    pub(crate) fn is_at_end(&self) -> bool {
        self.at == self.bytes.len()
    }

    /// What is wrong at this place.
    pub(crate) fn damaged(&self) -> Damaged {
        Damaged::Invalid { at: self.at }
    }

    pub(crate) fn take(&mut self, length: usize) -> Result<&'a [u8], Damaged> {
        let rest = &self.bytes[self.at..];
        let taken = rest.get(..length).ok_or_else(|| self.damaged())?;
        self.at += length;
        Ok(taken)
    }

    /// Four bytes, as they are.
    pub(crate) fn stamp(&mut self) -> Result<u32, Damaged> {
        let bytes = self.take(4)?;
        Ok(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
    }

    pub(crate) fn number(&mut self) -> Result<u32, Damaged> {
        let mut number = 0u64;
        for shift in (0..35).step_by(7) {
            let byte = self.take(1)?[0];
            number |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return u32::try_from(number).map_err(|_| self.damaged());
            }
        }
        Err(self.damaged())
    }

    /// A number of things that take at least `bytes` each: a damaged one reserves no memory that its file has not.
    pub(crate) fn count(&mut self, bytes: usize) -> Result<usize, Damaged> {
        let count = self.number()? as usize;
        if count.saturating_mul(bytes) > self.bytes.len() - self.at {
            return Err(self.damaged());
        }
        Ok(count)
    }

    /// A word, by the one before.
    pub(crate) fn word(&mut self, before: &str) -> Result<String, Damaged> {
        let shared = self.number()? as usize;
        let length = self.number()? as usize;
        let start = before.as_bytes().get(..shared).ok_or_else(|| self.damaged())?;
        let word = [start, self.take(length)?].concat();
        String::from_utf8(word).map_err(|_| self.damaged())
    }
}
