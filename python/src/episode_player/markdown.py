"""An extension of Python-Markdown: pages that are episodes get `<episode-player>`, in MkDocs and in Zensical.

    markdown_extensions:
      - episode_player
"""

from __future__ import annotations

import json
import logging
import re
import shutil
import tempfile
from fnmatch import fnmatch
from pathlib import Path
from urllib.parse import quote

from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor

from .command import episode
from .page import Page, page_of

STATIC = Path(__file__).with_name("static")
FOLDER = "episode-player"
OPEN = re.compile(r"<episode-player(\s[^<>]*)?>")

# MkDocs counts the warnings of loggers under its own name, for `--strict`.
log = logging.getLogger("mkdocs.plugins.episode_player")


class EpisodePlayerExtension(Extension):
    """Puts the player into pages that are episodes."""

    def __init__(self, **options):
        self.config = {
            "include": [[], "which pages are episodes, by their paths: podcast/*.md; else those that say `episode: true`"],
            "base": ["", "what goes before addresses that start at the site's root"],
        }
        super().__init__(**options)

    def extendMarkdown(self, md):
        # Else a paragraph is made around each of its tags.
        md.block_level_elements.append("episode-player")
        # After snippets are put in, and before anything else reads the text.
        md.preprocessors.register(Wrap(md, self.getConfigs()), "episode_player", 31)
        # After blocks of code are taken out, and before HTML is.
        md.preprocessors.register(Tags(md), "episode_player_tags", 21)
        md.postprocessors.register(Script(md), "episode_player_script", 0)


class Wrap(Preprocessor):
    """Puts the player around what it shows of an episode's page, and writes the episode's JSON beside the built page."""

    def __init__(self, md, options):
        super().__init__(md)
        self.options = options

    def run(self, lines):
        page = page_of(self.md)
        include = self.options["include"]
        if page is None or not may_be_episode(page, include):
            return lines
        return wrap(page, "\n".join(lines), self.options["base"], called=not include).split("\n")


class Tags(Preprocessor):
    """Lets what stands between the player's tags be Markdown: each tag is HTML of its own."""

    def run(self, lines):
        out = []
        for line in lines:
            tag = line.strip()
            # Four spaces make a block of code.
            if not line.startswith("    ") and (OPEN.fullmatch(tag) or tag == "</episode-player>"):
                out += ["", self.md.htmlStash.store(tag), ""]
            else:
                out.append(line)
        return out


class Script(Postprocessor):
    """Loads the player on a page that has one."""

    def run(self, text):
        # It is called for each heading, too.
        page = page_of(self.md) if OPEN.search(text) else None
        if page is None:
            return text
        copy_player(page.site / FOLDER)
        root = page.site_address + FOLDER
        head = [f'<link rel="stylesheet" href="{root}/{name}.css">' for name in ("kept-space", "material")]
        head.append(f'<script type="module" src="{root}/episode-player.js"></script>')
        # In front of the first player, whose space is kept until the script is there.
        return OPEN.sub(lambda tag: "\n".join([*head, tag[0]]), text, count=1)


def makeExtension(**options):
    """What Python-Markdown calls."""
    return EpisodePlayerExtension(**options)


def may_be_episode(page: Page, include) -> bool:
    """Whether a page is an episode, as its site says, or has the key by which its front matter says so."""
    if include:
        globs = [include] if isinstance(include, str) else include
        return any(fnmatch(page.path, glob) for glob in globs)
    return "episode" in page.meta


def wrap(page: Page, text: str, base: str, called: bool) -> str:
    """Returns the page's text with the player in it; `called`: if the front matter calls it an episode."""
    front = front_matter(page.file, text)
    name = page.file.with_suffix(".json").name
    with tempfile.TemporaryDirectory(prefix="episode-") as folder:
        source, wrapped, written = (Path(folder, name) for name in ("text", "page", "json"))
        source.write_bytes((front + text).encode())
        arguments = ["wrap", page.file, f"--text={source}", f"--json={written}", f"--output={wrapped}", "--format=json"]
        arguments += [f"--src={page.folder_address}{quote(name)}", f"--served={page.served}"]
        if called:
            arguments.append("--called")
        if base:
            arguments.append(f"--base={base}")
        code, out, said = episode(*arguments)
        problems = [json.loads(line) for line in out.splitlines()]
        if code != 0:
            errors = [told(page, problem) for problem in problems if problem["severity"] == "error"]
            raise page.error("\n".join(errors) or said)
        for problem in problems:
            log.warning("%s", told(page, problem))
        if not wrapped.exists():
            return text
        if not written.exists():
            log.warning("%s: the page is called an episode, but has neither a recording nor a transcript", page.path)
            return text
        result = wrapped.read_text(encoding="utf-8")[len(front) :]
        # A page that has a player says itself what it shows.
        if result != text:
            page.folder.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(written, page.folder / name)
        return result


def front_matter(file: Path, text: str) -> str:
    """What stands in a page's file before its text: generators take it off, and places of problems count it."""
    whole = file.read_text(encoding="utf-8-sig")
    at = whole.rfind(text.strip())
    if at >= 0:
        return whole[:at]
    # The text was changed on the way.
    found = re.match(r"---\s*\n.*?\n(---|\.\.\.)\s*\n", whole, re.DOTALL)
    return found[0] if found else ""


def told(page: Page, problem: dict) -> str:
    """A problem with its place: `podcast/tides.md:7:1: …`."""
    place = ":".join(str(part) for part in (page.path, problem.get("line"), problem.get("column")) if part)
    return f"{place}: {problem['message']}" + (f" ({problem['help']})" if problem.get("help") else "")


def copy_player(folder: Path) -> None:
    """Puts the player's files into the built site, where they are missing or of another version."""
    # It has a hash of each file.
    version = "integrity.json"
    if not (STATIC / version).exists():
        raise FileNotFoundError(f"{STATIC} has no player: this is a package of a checkout without `cargo xtask dist`")
    if not (folder / version).exists() or (folder / version).read_bytes() != (STATIC / version).read_bytes():
        shutil.copytree(STATIC, folder, dirs_exist_ok=True)
        shutil.copyfile(Path(__file__).with_name("material.css"), folder / "material.css")
