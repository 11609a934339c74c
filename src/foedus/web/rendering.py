"""From a `Page` and its template to HTML. Everything that is not our own markup is escaped."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from foedus import citation
from foedus.versions import __register__, __version__
from foedus.web.page import Page, Visit
from foedus.web.words import LANGUAGES

__all__ = ["STATIC", "html", "static"]

STATIC = Path(__file__).with_name("static")
TEMPLATES = Path(__file__).with_name("templates")


@cache
def static(name: str) -> str:
    """The address of a file of ours; it carries the hash of the content, so that it can be kept for ever."""
    return f"/static/{name}?v={hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:10]}"


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )
    environment.globals["static"] = static
    environment.filters["svg"] = Markup
    return environment


def html(page: Page, visit: Visit) -> str:
    """The page in the language of the visit."""
    words = visit.words
    record = visit.site.register.instrument(page.instrument) if page.instrument else None
    digest = visit.site.register.digest
    common: Mapping[str, Any] = {
        "page": page, "visit": visit, "t": words, "url": visit.url, "lang": visit.lang,
        "here": visit.base + visit.url(page.path, *page.pairs),
        "plain": visit.base + visit.url(page.path, *page.pairs).removeprefix(visit.prefix),
        "others": [
            (code, f"/{code}{visit.url(page.path, *page.pairs).removeprefix(visit.prefix)}") for code in LANGUAGES
        ],
        "today": visit.site.today(), "engine": __version__, "register_version": __register__, "digest": digest,
        "cite_text": citation.text(digest, record), "cite_bibtex": citation.bibtex(digest, record),
    }
    return _environment().get_template(page.template).render({**common, **page.context()})
