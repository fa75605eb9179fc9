//! Deleting the files of pages that were deleted.
//!
//! Only what this command wrote may be deleted. A list in the output folder names each file with a hash of what was
//! written: a file that somebody changed since stays.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::jobs::Job;
use crate::output::{self, Failure};

/// The list's name, in the output folder.
const LIST: &str = ".episode-import.json";

/// Deletes the files in the folder that an earlier run wrote and that no page is for any more, and writes the list of
/// those that this run has.
///
/// # Errors
/// A file cannot be deleted, or the list cannot be written.
pub(super) fn prune(folder: &Path, jobs: &[Job], quiet: bool) -> Result<(), Failure> {
    let list = folder.join(LIST);
    let before: BTreeMap<PathBuf, String> =
        std::fs::read(&list).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
    let outputs = jobs.iter().filter_map(|job| job.output.as_deref()?.strip_prefix(folder).ok());
    let mut now: BTreeMap<&Path, Option<String>> =
        outputs.map(|place| (place, hash(&folder.join(place)))).collect();
    for (place, written) in &before {
        let file = folder.join(place);
        match hash(&file) {
            // Of a page with errors, what an earlier run wrote stays.
            _ if now.contains_key(place.as_path()) => {}
            None => {}
            Some(found) if found == *written => {
                std::fs::remove_file(&file).map_err(|error| Failure::new("delete", &file, error))?;
                if !quiet {
                    output::message(format_args!("{}: deleted, its page is gone", file.display()));
                }
            }
            Some(_) => output::message(format_args!(
                "warning: {} stays although its page is gone: it was changed by hand",
                file.display()
            )),
        }
    }
    now.retain(|_, hash| hash.is_some());
    let text = serde_json::to_string_pretty(&now).expect("paths of pages are text") + "\n";
    output::write(Some(&list), &text).map(drop)
}

/// FNV-1a, 64 bits: it need only tell a file from what it was. `None`: there is no such file.
fn hash(file: &Path) -> Option<String> {
    let bytes = std::fs::read(file).ok()?;
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    Some(format!("{hash:016x}"))
}
