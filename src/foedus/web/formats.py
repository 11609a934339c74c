"""A `Page` as HTML, JSON, CSV, SVG, PNG, GEXF or BibTeX."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any

import msgspec

from foedus import citation
from foedus.web.cache import Finished
from foedus.web.page import Missing, Page, Visit
from foedus.web.rendering import html

__all__ = ["MEDIA", "finish", "table"]

MEDIA: Mapping[str, str] = {
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "gexf": "application/gexf+xml",
    "bib": "text/x-bibtex; charset=utf-8",
}


def finish(page: Page, kind: str, visit: Visit) -> Finished:
    """The response for a page in one of its forms."""
    if kind == "html":
        return Finished(html(page, visit).encode(), MEDIA["html"], page.status, {"vary": "Accept-Language"})
    body = _body(page, kind, visit)
    name = page.path.strip("/").replace("/", "-") or "foedus"
    shown = {} if kind in ("json", "png", "svg") else {"content-disposition": f'attachment; filename="{name}.{kind}"'}
    return Finished(body, MEDIA[kind], page.status, shown)


def _body(page: Page, kind: str, visit: Visit) -> bytes:
    if kind == "json":
        return msgspec.json.encode(page.data, enc_hook=str)
    if kind == "csv":
        return table(page).encode()
    if kind == "bib":
        record = visit.site.register.instrument(page.instrument) if page.instrument else None
        return (citation.bibtex(visit.site.register.digest, record) + "\n").encode()
    if kind == "gexf" and page.gexf is not None:
        return page.gexf().encode()
    if page.figure is None:
        raise Missing
    drawn = page.figure(True)
    return drawn.encode() if kind == "svg" else png(drawn)


def table(page: Page) -> str:
    """The rows as CSV by RFC 4180; a text that a spreadsheet would take for a formula gets a quote in front."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(page.header)
    for row in page.rows:
        writer.writerow([_cell(value) for value in row])
    return out.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        value = " ".join(str(each) for each in value)
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return f"'{value}"
    return "" if value is None else value


def png(drawn: str) -> bytes:
    """A picture that stands alone, 1200 points wide."""
    import resvg_py

    return bytes(resvg_py.svg_to_bytes(svg_string=drawn, width=1200))
