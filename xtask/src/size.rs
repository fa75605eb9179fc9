//! What a reader downloads, against a budget that holds.

use std::io::Write;
use std::path::Path;

use crate::failure::{Failure, Result};
use crate::root;

/// A file that is shipped, and the most bytes that it may have after brotli.
const BUDGETS: [(&str, usize); 4] = [
    ("episode-player.js", 2048),
    ("episode-player.css", 8 * 1024),
    ("wasm/episode-player.js", 4 * 1024),
    ("wasm/episode-player_bg.wasm", 125 * 1024),
];
/// Everything together: less than the sum of the budgets above.
const TOTAL: usize = 140_000;
/// What a page loads in addition: where the element has a text of the page, on an exported page, in a frame on another site, and
/// where it has captions or chapters in place of `src`; in `more/`, once the player is there, what it has beyond playing;
/// in `languages/`, its texts where they are not English; and what a page with `<episode-search>` loads.
const IN_ADDITION: &[(&str, usize)] = &[
    ("text.js", 1024),
    ("page.css", 512),
    ("embed.js", 1024),
    ("more/more.js", 1024),
    ("more/resume.js", 1024),
    ("more/make.js", 512),
    ("more/address.js", 512),
    ("more/episode-json.js", 512),
    ("more/menu.js", 2 * 1024),
    ("more/captions.js", 1024),
    ("more/session.js", 1024),
    ("more/next.js", 1280),
    ("more/offset.js", 1024),
    ("more/texts.js", 1280),
    ("languages/ar.js", 6 * 1024 + 512),
    ("languages/de.js", 6 * 1024),
    ("languages/es.js", 6 * 1024),
    ("languages/fr.js", 6 * 1024),
    ("languages/ja.js", 6 * 1024),
    ("languages/pt.js", 6 * 1024),
    ("languages/zh.js", 6 * 1024),
    ("quick-start.js", 2 * 1024),
    ("wasm/episode-quick-start.js", 2 * 1024),
    ("wasm/episode-quick-start_bg.wasm", 96 * 1024),
    ("episode-search.js", 8_000),
    ("wasm/episode-search.js", 2 * 1024),
    ("wasm/episode-search_bg.wasm", 23 * 1024),
    ("more/talk.js", 1536),
    ("more/figures.js", 2 * 1024),
    ("more/parts.js", 2560),
    ("more/hls.js", 512),
    ("wasm/episode-talk-panel.js", 2 * 1024),
    ("wasm/episode-talk-panel_bg.wasm", 52 * 1024),
];

/// Prints the table; fails where a budget is passed.
pub(crate) fn size() -> Result {
    let folder = root().join("dist/episode-player");
    println!("{:<33} {:>9} {:>9} {:>9} {:>9}", "bytes", "raw", "gzip -9", "brotli 11", "budget");
    let mut all = [0; 3];
    let mut over = Vec::new();
    for (name, budget) in BUDGETS {
        let sizes = measure(&folder.join(name))?;
        all.iter_mut().zip(sizes).for_each(|(sum, size)| *sum += size);
        row(name, sizes, budget, &mut over);
    }
    row("total", all, TOTAL, &mut over);
    for &(name, budget) in IN_ADDITION {
        row(name, measure(&folder.join(name))?, budget, &mut over);
    }
    if over.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!("over the budget: {}", over.join(", ")))
        .mend("find what made it larger (`twiggy top`), and take it out"))
}

fn row(name: &str, [raw, gzip, brotli]: [usize; 3], budget: usize, over: &mut Vec<String>) {
    let mark = if brotli > budget { "  over" } else { "" };
    println!("{name:<33} {raw:>9} {gzip:>9} {brotli:>9} {budget:>9}{mark}");
    if brotli > budget {
        over.push(format!("{name} by {} bytes", brotli - budget));
    }
}

/// Raw, gzip and brotli, each at its smallest.
fn measure(file: &Path) -> Result<[usize; 3]> {
    let bytes = std::fs::read(file)
        .map_err(|e| Failure::file(file, &e).mend("`cargo xtask dist` builds what is measured"))?;
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(&bytes).map_err(|e| Failure::file(file, &e))?;
    let gzip = gzip.finish().map_err(|e| Failure::file(file, &e))?;
    Ok([bytes.len(), gzip.len(), brotli_size(&bytes)])
}

/// How many bytes are left of these after brotli, at its smallest.
pub(crate) fn brotli_size(mut bytes: &[u8]) -> usize {
    let mut out = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 24, ..Default::default() };
    brotli::BrotliCompress(&mut bytes, &mut out, &parameters).expect("memory is written without an error");
    out.len()
}
