"""Bytes or text -> plain text without furniture, with a note for whatever was wrong.

Plain text, HTML (through trafilatura, else lxml) and PDF (through pypdf). Nothing raises: a damaged
or hostile input gives as much text as can be had safely, and a warning.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["LIMIT", "clean", "clean_text"]

#: Characters that are read; more is cut off with a warning.
LIMIT = 4_000_000
_HTML_LIMIT = 4_000_000
_TAG = re.compile(r"<(?:!doctype html|html|head|body|div|p|article|script|meta|span)\b", re.IGNORECASE)
#: Lines that belong to a page and not to its story, in the languages where such pages are common.
_FURNITURE = re.compile(
    r"^(?:aller au contenu|skip to (?:main )?content|zum inhalt springen|saltar al contenido|ir al contenido|vai al contenuto"
    r"|pular para o conteúdo|przejdź do treści|перейти к содержанию|перейти до вмісту|içeriğe geç|ga naar (?:de )?inhoud"
    r"|lire aussi|à lire aussi|read (?:also|more|next)|see also|related(?: articles| stories)?|lesen sie auch|lea también|le puede interesar"
    r"|leggi anche|leia também|czytaj (?:też|także|również)|читайте также|читайте також|ayrıca oku(?:yun)?|lees ook|läs också|اقرأ أيضا|延伸阅读|相关阅读|関連記事|관련기사"
    r"|commentaires?|comments?|kommentare?|comentarios|commenti|comentários|komentarze|комментарии|yorumlar|التعليقات|评论|コメント|댓글"
    r"|dernier|derniers articles|latest|most read|advertisement|publicité|anzeige|werbung|publicidad|pubblicità|реклама|reklam[ay]?|广告|広告"
    r"|share(?: this)?|partager|teilen|compartir|condividi|compartilhar|udostępnij|поделиться|paylaş|subscribe|newsletter|s'abonner|abonnieren"
    r"|sign in|log in|menu|cookies?|accept all|tweet|print|imprimer|drucken)\s*[:.»>…]{0,3}\s*\d{0,6}$",
    re.IGNORECASE,
)


def clean(data: bytes | str) -> tuple[str, tuple[str, ...]]:
    """The text of a file's content, and warnings.

    Examples
    --------
    >>> clean("Skip to content\\nThe pact was signed.")
    ('The pact was signed.', ())
    >>> clean(b"<html><body><p>The pact &amp; its text</p></body></html>")[0]
    'The pact & its text'
    """
    notes: list[str] = []
    if isinstance(data, bytes):
        if data[:1024].lstrip()[:5] == b"%PDF-":
            return clean_text(_pdf(data, notes), notes, pdf=True)
        data = _decode(data, notes)
    if _TAG.search(data[:3000]):
        data = _html(data, notes)
    return clean_text(data, notes)


def clean_text(text: str, notes: list[str], *, pdf: bool = False) -> tuple[str, tuple[str, ...]]:
    """Plain text without control characters and furniture."""
    if len(text) > LIMIT:
        text = text[:LIMIT]
        notes.append(f"only the first {LIMIT} characters were read")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if any(unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co") and char not in "\n\t\u200c\u200d" for char in set(text)):
        text = "".join(_visible(char) for char in text)
    if pdf:
        text = _mend(text)
    lines = [line for line in text.split("\n") if not (len(line) < 80 and _FURNITURE.match(line.strip()))]
    lines = _once(lines)
    return "\n".join(lines).strip(), tuple(notes)


def _visible(char: str) -> str:
    if char in "\n\t\u200c\u200d":
        return char
    category = unicodedata.category(char)
    if category == "Cc":
        return " "
    return "" if category in ("Cf", "Cs", "Co") else char


def _once(lines: list[str]) -> list[str]:
    """Captions that repeat the beginning of the next line ('... shake hands...') are dropped."""
    kept: list[str] = []
    for index, line in enumerate(lines):
        stripped = line.strip()
        after = next((item.strip() for item in lines[index + 1 : index + 3] if item.strip()), "")
        if 20 < len(stripped) < 300 and stripped.endswith(("...", "…")) and after.startswith(stripped.rstrip(".… ")):
            continue
        kept.append(line)
    return kept


def _decode(data: bytes, notes: list[str]) -> str:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        declared = re.search(rb"charset=[\"']?([\w-]{2,20})", data[:2048])
        name = declared[1].decode("ascii", "replace") if declared else "utf-8"
        notes.append(f"not valid UTF-8: read as {name}")
        try:
            return data.decode(name, "replace")
        except LookupError:
            return data.decode("utf-8", "replace")


def _html(text: str, notes: list[str]) -> str:
    text = text[:_HTML_LIMIT]
    found = ""
    if len(text) < 1_000_000 and text.count("<") < 40_000 and not re.search(r"(?:<(?:div|span|b|i|p|ul|table)[^<>]{0,40}>\s*){400}", text):
        try:
            import trafilatura

            found = trafilatura.extract(text, include_comments=False, include_tables=True, favor_recall=True) or ""
        except Exception as error:  # a page must never stop a corpus
            notes.append(f"page not understood ({type(error).__name__}); tags removed")
    return found if len(found) > 40 or not text else _untagged(text)


def _untagged(text: str) -> str:
    """All the text between tags, by one linear pass."""
    import html

    text = re.sub(r"<(script|style|nav|header|footer|form|noscript)\b[^>]{0,2000}>.{0,200000}?</\1\s{0,9}>", " ", text, flags=re.IGNORECASE | re.DOTALL) if len(text) < 200_000 else text
    text = re.sub(r"</?(?:p|div|br|li|h[1-6]|tr|article|section)\b[^<>]{0,2000}>", "\n", text, flags=re.IGNORECASE)
    text = re.sub(r"<[^<>]{0,5000}>", " ", text)
    return re.sub(r"[ \t]{2,}", " ", re.sub(r"\s*\n\s*", "\n", html.unescape(text))) if len(text) < 1_000_000 else html.unescape(text)


def _pdf(data: bytes, notes: list[str]) -> str:
    from foedus.reading.pdf import pages_of

    pages, found = pages_of(data)
    notes += found
    return _without_heads(pages)


def _without_heads(pages: list[str]) -> str:
    """Pages without the line that stands at the head or foot of most of them."""
    heads: dict[str, int] = {}
    for page in pages:
        lines = [line.strip() for line in page.split("\n") if line.strip()]
        for line in {re.sub(r"\d+", "#", item) for item in (*lines[:1], *lines[-1:])}:
            heads[line] = heads.get(line, 0) + 1
    running = {line for line, count in heads.items() if count > max(1, len(pages) // 2)}
    kept = []
    for page in pages:
        kept += [line for line in page.split("\n") if re.sub(r"\d+", "#", line.strip()) not in running]
    return "\n".join(kept)


def _mend(text: str) -> str:
    """Words and sentences that a page's line breaks cut are put together."""
    text = re.sub(r"(\w)-\n(?=[a-zà-ÿа-я])", r"\1", text)
    return re.sub(r"(?<![.:;!?\n])\n(?=[^\n\sA-ZÀ-ÞА-Я\d•–-])", " ", text)
