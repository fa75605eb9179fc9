//! Starlight, with Astro's own processor of Markdown: pages of a collection in Markdown and in MDX.

use e2e::apps::said;

use crate::reader::{Built, is_ready};
use crate::show;
use crate::support::Example;

const MEASURE: &str = "import { writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
if (isMainThread) process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    writeFileSync('measured.json', JSON.stringify([(userCPUTime + systemCPUTime) / 1e6, maxRSS / 1024]));
});
";

pub(crate) fn built(example: &Example) -> Built {
    Built {
        name: "starlight",
        output: example.path("dist"),
        base: "/",
        video: "/episodes/tides/",
        sound: "/episodes/harbours/",
        sentence: "The moon pulls the sea, and the sea follows it around the earth.",
        dark: "((select) => { select.value = 'dark'; select.dispatchEvent(new Event('change')); })\
               (document.querySelector('starlight-theme-select select'))",
    }
}

#[test]
fn starlight_pages_have_the_player_and_the_rest_stays() {
    let example = Example::new("starlight");
    let output = example.run("astro build");
    let said = said(&output);
    assert!(!said.contains("[episode-player]"), "these pages have no faults: {said}");
    let site = built(&example);
    let stage = site.stage();

    let page = is_ready(stage.open(site.video));
    let contents: Vec<String> =
        page.eval("[...document.querySelectorAll('starlight-toc a')].map((a) => a.hash)");
    assert_eq!(contents, ["#_top", "#chapters", "#key-statistics", "#transcript", "#notes"]);
    assert!(
        page.eval::<bool>("document.querySelector('.starlight-aside').closest('episode-player') === null")
    );

    // The site's own search finds a sentence, and leads to its second.
    page.run::<()>("document.querySelector('button[data-open-modal]').click()", vec![]);
    page.q(".pagefind-ui__search-input").fill("the moon is above");
    page.wait_for(
        "the turn is found, and its link pressed",
        "((a) => a && (a.click(), true))([...document.querySelectorAll('.pagefind-ui__result-link')].find((a) => a.hash === '#t=12'))",
    );
    page.wait_for("the player is at its second", "q('episode-player').currentTime === 12");

    site.is_good_for_readers();
}

#[test]
fn starlight_fails_for_an_error_of_a_page_again_and_again() {
    let example = Example::variant("starlight", "-error");
    example.put(
        "src/content/docs/bad.md",
        "---\ntitle: Bad\nepisode:\n  youtube: aaaaaaaaaaaa\n---\n\n## Transcript\n\n**Ada**: Hello.\n\n**Bo**: Hi.\n",
    );
    // The second time Astro keeps what it has of the page.
    for _ in 0..2 {
        let output = example.command("astro build").output().expect("Astro starts");
        let said = said(&output);
        assert!(!output.status.success(), "{said}");
        assert!(
            said.contains("src/content/docs/bad.md:4:3: \"aaaaaaaaaaaa\" is not a YouTube video id"),
            "{said}"
        );
    }
}

/// For sites that call Sätteri themselves.
#[test]
fn satteri_puts_the_player_into_a_page_of_markdown_and_of_mdx() {
    let example = Example::variant("starlight", "-satteri");
    example.put(
        "run.mjs",
        "import { existsSync, readFileSync } from 'node:fs';
         import { pathToFileURL } from 'node:url';
         import { markdownToHtml, mdxToJs } from 'satteri';
         import episodePlayer from 'episode-player/satteri';
         for (const path of ['src/content/docs/episodes/harbours/index.md', 'src/content/docs/episodes/tides.mdx']) {
             const options = { mdastPlugins: [episodePlayer()], fileURL: pathToFileURL(path) };
             // As sites do that read the front matter themselves.
             const text = readFileSync(path, 'utf8').replace(/^---[^]*?---\\n/, '');
             const out = path.endsWith('x') ? mdxToJs(text, options).code : markdownToHtml(text, options).html;
             const [src] = /\\/episodes\\/[^\"]*json/.exec(out);
             console.log(JSON.stringify([out, existsSync('public' + src)]));
         }\n",
    );
    let output = example.run("node run.mjs");
    let lines = String::from_utf8(output.stdout).expect("it prints text");
    let pages: Vec<(String, bool)> =
        lines.lines().map(|line| serde_json::from_str(line).expect("it prints JSON")).collect();
    let [(html, has_json), (module, has_another)] = &pages[..] else { panic!("{lines}") };
    assert!(html.contains("<strong>Ada</strong>: A harbour needs deep water") && *has_json, "{html}");
    assert!(
        module.contains("\"episode-player\"") && module.contains("The moon pulls") && *has_another,
        "{module}"
    );
}

/// A player on each page of a show as its authors wrote it, and what that costs.
#[test]
fn corpus_starlight_has_a_player_on_every_page_of_a_real_show() {
    let Some(corpus) = corpus::folder() else { return };
    let pages = corpus.join("episodes").canonicalize().expect("the pages are there");
    let example = Example::variant("starlight", "-corpus");
    let to = example.path("src/content/docs");
    std::fs::remove_dir_all(&to).expect("the example has pages");
    std::fs::create_dir(&to).expect("a folder can be made");
    // Astro serves no pages from outside of the site.
    for page in std::fs::read_dir(&pages)
        .expect("a folder")
        .flatten()
        .filter(|page| page.path().extension() == Some("md".as_ref()))
    {
        std::fs::copy(page.path(), to.join(page.file_name())).expect("a page can be copied");
    }
    // Some have their title in the text alone.
    example.put(
        "src/content.config.ts",
        "import { docsLoader } from '@astrojs/starlight/loaders';
         import { docsSchema } from '@astrojs/starlight/schema';
         import { defineCollection } from 'astro:content';
         import { z } from 'astro/zod';
         const schema = (context) => z.preprocess((data) => ({ title: 'An episode', ...data }), docsSchema()(context));
         export const collections = { docs: defineCollection({ loader: docsLoader(), schema }) };\n",
    );
    example.put("measure.mjs", MEASURE);
    let build = |plugins: &str| {
        let config = format!(
            "import starlight from '@astrojs/starlight';
             import episodePlayer from 'episode-player/starlight';
             export default {{ integrations: [starlight({{ title: 'A show', plugins: [{plugins}] }})] }};\n"
        );
        example.put("astro.config.mjs", &config);
        let output = example.run("node --import ./measure.mjs node_modules/astro/bin/astro.mjs build");
        let measured = std::fs::read_to_string(example.path("measured.json")).expect("it was measured");
        let [seconds, megabytes]: [f64; 2] = serde_json::from_str(&measured).expect("two numbers");
        (String::from_utf8_lossy(&output.stdout).into_owned(), seconds, megabytes)
    };
    let (_, plain_seconds, plain_megabytes) = build("");
    let (said, seconds, megabytes) = build("episodePlayer({ include: '*.md' })");
    println!(
        "43 pages on Starlight: {plain_seconds:.1} s of processor time and {plain_megabytes:.0} MB without the player, \
         {seconds:.1} s and {megabytes:.0} MB with it"
    );
    show::warnings_have_places(said.lines().filter(|line| line.contains("[episode-player]")));
    show::has_a_player_on_each_page(&pages, &example.path("dist"));
    assert!(seconds < plain_seconds * 2.0 && megabytes < plain_megabytes * 1.3, "it costs too much");
}
