"""The page that is rendered. Python-Markdown knows its text alone; the generator knows its file and its address."""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import NamedTuple, Optional


class Page(NamedTuple):
    """What a generator says of a page."""

    # Its file, and its path among the pages.
    file: Path
    path: str
    # What its front matter says.
    meta: dict
    # The built site, and the folder in it that the page is built into.
    site: Path
    folder: Path
    # How the page's HTML addresses these two, with a slash at the end.
    site_address: str
    folder_address: str
    # "folders", or "files" for addresses with `.html`.
    served: str
    # What ends the build without a trace of calls.
    error: type[Exception]


def page_of(md) -> Optional[Page]:
    """Returns the page that this instance of Python-Markdown renders: each generator registers in it what makes links.
    `None`: no generator does."""
    return of_mkdocs(md) or of_zensical(md)


def of_mkdocs(md) -> Optional[Page]:
    if "relpath" not in md.treeprocessors:
        return None
    from mkdocs.exceptions import BuildError

    links = md.treeprocessors["relpath"]
    file, config = links.file, links.config
    return Page(
        file=Path(file.abs_src_path),
        path=file.src_uri,
        meta=file.page.meta,
        site=Path(config["site_dir"]),
        folder=Path(file.abs_dest_path).parent,
        site_address="../" * file.url.count("/"),
        folder_address="",
        served="folders" if config["use_directory_urls"] else "files",
        error=BuildError,
    )


def of_zensical(md) -> Optional[Page]:
    try:
        from zensical.extensions.context import ContextPreprocessor
    except ImportError:
        return None
    context = ContextPreprocessor.from_markdown(md)
    if context is None:
        return None
    page, config = context.page, context.config
    root = Path(config["root_dir"])
    site = root / config["site_dir"]
    folder = page.url.rpartition("/")[0]
    return Page(
        file=root / config["docs_dir"] / page.path,
        path=page.path,
        meta=page.meta,
        site=site,
        folder=site / folder,
        # It takes addresses in HTML as those from the page's file, and makes them those of the built page.
        site_address="../" * page.path.count("/"),
        folder_address=posixpath.relpath(folder or ".", posixpath.dirname(page.path) or ".") + "/",
        served="folders" if config["use_directory_urls"] else "files",
        error=ValueError,
    )
