//! The bodies of the fuzz targets: each takes any text, or any bytes, and panics where a promise of the code is broken.
//!
//! The targets in `fuzz_targets` are a line each. The tests below run each body on the texts of `seeds/NAME`, and on
//! each of these cut short at every place, without a fuzzer.

mod captions;
mod episodes;
mod pages;
mod sites;
mod youtube;

pub use captions::{align, ass, captions, quick_start, srt, vtt};
pub use episodes::{episode, search, time};
pub use pages::{chapters, front_matter, import, transcript, wrap};
pub use sites::{catalog, index, link, publish};
pub use youtube::youtube;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::{Path, PathBuf};

    #[derive(Clone, Copy)]
    enum Body {
        Text(fn(&str)),
        Bytes(fn(&[u8])),
    }
    use Body::{Bytes, Text};

    impl Body {
        /// Runs it with the first bytes of a seed, where it takes them.
        fn run(self, seed: &[u8], length: usize) {
            match self {
                Text(body) => {
                    let seed = str::from_utf8(seed).expect("its seeds are text");
                    seed.get(..length).into_iter().for_each(body);
                }
                Bytes(body) => body(&seed[..length]),
            }
        }
    }

    /// All targets, by name.
    const TARGETS: [(&str, Body); 19] = [
        ("align", Text(super::align)),
        ("ass", Text(super::ass)),
        ("captions", Text(super::captions)),
        ("catalog", Text(super::catalog)),
        ("chapters", Text(super::chapters)),
        ("episode", Text(super::episode)),
        ("front_matter", Text(super::front_matter)),
        ("import", Text(super::import)),
        ("index", Bytes(super::index)),
        ("link", Text(super::link)),
        ("publish", Text(super::publish)),
        ("quick_start", Text(super::quick_start)),
        ("search", Text(super::search)),
        ("srt", Text(super::srt)),
        ("time", Text(super::time)),
        ("transcript", Text(super::transcript)),
        ("vtt", Text(super::vtt)),
        ("wrap", Text(super::wrap)),
        ("youtube", Text(super::youtube)),
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
                let seed = std::fs::read(&path).expect("seeds can be read");
                // A long seed is cut at some places only.
                let step = seed.len() / 500 + 1;
                (0..seed.len()).step_by(step).for_each(|length| body.run(&seed, length));
                body.run(&seed, seed.len());
            }
        }
    }
}
