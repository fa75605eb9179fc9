//! The bodies of the fuzz targets: each takes any text, and panics where a promise of the code is broken.
//!
//! The targets in `fuzz_targets` are a line each. The tests below run each body on the texts of `seeds/NAME`, and on
//! each of these cut short at every place, without a fuzzer.

mod captions;
mod episodes;
mod pages;
mod youtube;

pub use captions::{align, captions, srt, vtt};
pub use episodes::{episode, search, time};
pub use pages::{chapters, front_matter, import, transcript};
pub use youtube::youtube;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::{Path, PathBuf};

    type Body = fn(&str);

    /// All targets, by name.
    const TARGETS: [(&str, Body); 12] = [
        ("align", super::align),
        ("captions", super::captions),
        ("chapters", super::chapters),
        ("episode", super::episode),
        ("front_matter", super::front_matter),
        ("import", super::import),
        ("search", super::search),
        ("srt", super::srt),
        ("time", super::time),
        ("transcript", super::transcript),
        ("vtt", super::vtt),
        ("youtube", super::youtube),
    ];

    fn entries(folder: &str) -> BTreeSet<PathBuf> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let entries =
            std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        entries.map(|entry| entry.expect("it can be read").path()).collect()
    }

    fn names(folder: &str) -> Vec<String> {
        let name = |path: PathBuf| path.file_stem().expect("it has a name").to_string_lossy().into_owned();
        entries(folder).into_iter().map(name).collect()
    }

    #[test]
    fn each_target_has_a_file_and_seeds() {
        let targets = TARGETS.map(|(name, _)| name);
        assert_eq!(names("fuzz_targets"), targets);
        assert_eq!(names("seeds"), targets);
    }

    #[test]
    fn each_target_passes_with_its_seeds_and_with_each_cut_short() {
        for (name, body) in TARGETS {
            let seeds = entries(&format!("seeds/{name}"));
            assert!(!seeds.is_empty(), "{name}");
            for path in seeds {
                let seed = std::fs::read_to_string(&path).expect("seeds are text");
                let places = (0..=seed.len()).filter(|place| seed.is_char_boundary(*place));
                // A long seed is cut at some places only.
                let step = seed.len() / 500 + 1;
                places.step_by(step).for_each(|place| body(&seed[..place]));
                body(&seed);
            }
        }
    }
}
