//! Which episode goes on with which: the next part of a series.

use episode::Episode;
use std::collections::HashMap;

/// Returns the index of the part that follows each episode in its series. `None` where that is not certain: the series or the
/// part is not known, there is no next part, or there are two.
pub fn next_parts(episodes: &[&Episode]) -> Vec<Option<usize>> {
    let part = |episode: &Episode| {
        let series = episode.series.as_ref()?;
        Some((series.name.trim().to_lowercase(), series.part?))
    };
    let parts: Vec<Option<(String, u32)>> = episodes.iter().map(|episode| part(episode)).collect();
    let mut by_part: HashMap<(&str, u32), Vec<usize>> = HashMap::new();
    for (index, known) in parts.iter().enumerate() {
        if let Some((series, part)) = known {
            by_part.entry((series, *part)).or_default().push(index);
        }
    }
    let next = |known: &Option<(String, u32)>| {
        let (series, part) = known.as_ref()?;
        match by_part.get(&(series.as_str(), part.checked_add(1)?))?[..] {
            [next] => Some(next),
            _ => None,
        }
    };
    parts.iter().map(next).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use episode::Series;

    fn episode(series: &str, part: Option<u32>) -> Episode {
        let series = Series { name: series.into(), part, of: None };
        Episode { series: Some(series), ..Episode::default() }
    }

    #[test]
    fn the_next_part_is_that_of_the_same_series() {
        let episodes = [
            episode("Tides", Some(2)),
            episode("Winds", Some(3)),
            episode("tides ", Some(1)),
            episode("Tides", Some(4)),
            episode("Tides", None),
            Episode::default(),
        ];
        let all: Vec<&Episode> = episodes.iter().collect();
        assert_eq!(next_parts(&all), [None, None, Some(0), None, None, None]);
    }

    #[test]
    fn of_two_next_parts_none_is_certain() {
        let episodes = [1, 2, 2, 3, u32::MAX].map(|part| episode("Tides", Some(part)));
        let all: Vec<&Episode> = episodes.iter().collect();
        assert_eq!(next_parts(&all), [None, Some(3), Some(3), None, None]);
    }
}
