"""Article numbers: headings of the text's own articles, mentions of them, references to others'."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from foedus.reading.dates import chinese_number
from foedus.reading.document import Document
from foedus.reading.folding import fold

__all__ = ["Article", "find_articles"]


@dataclass(frozen=True, slots=True)
class Article:
    """An article named in the text; `own` if it belongs to the text's main instrument."""

    number: str
    start: int
    end: int
    heading: bool
    own: bool


_ROMAN = re.compile(r"(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})$")
_WORDS = {
    "en": "first second third fourth fifth sixth seventh eighth ninth tenth",
    "fr": "premier deuxieme troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme",
    "es": "primer* segund* tercer* cuart* quint* sext* septim* octav* noven* decim*",
    "pt": "primeir* segund* terceir* quart* quint* sext* setim* oitav* non* decim*",
    "it": "prim* second* terz* quart* quint* sest* settim* ottav* non* decim*",
    "de": "erst* zweit* dritt* viert* funft* sechst* siebt* acht* neunt* zehnt*",
    "ru": "перв* втор* треть* четверт* пят* шест* седьм* восьм* девят* десят*",
    "uk": "перш* друг* трет* четверт* п'ят* шост* сьом* восьм* дев'ят* десят*",
    "pl": "pierwsz* drug* trzec* czwart* piat* szost* siodm* osm* dziewiat* dziesiat*",
    "ar": "الاولي الثانيه الثالثه الرابعه الخامسه السادسه السابعه الثامنه التاسعه العاشره",
    "nl": "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende",
    "ro": "intai doi trei patru cinci sase sapte opt noua zece",
    "el": "πρωτο δευτερο τριτο τεταρτο πεμπτο εκτο εβδομο ογδοο ενατο δεκατο",
    "tr": "birinci ikinci ucuncu dorduncu besinci altinci yedinci sekizinci dokuzuncu onuncu",
}
_EAST = re.compile(r"第\s?([0-90-9〇零一二三四五六七八九十]{1,4})\s?[条조]|제\s?(\d{1,3})\s?(?:-\s?(\d)\s?)?조|(?<!\d)(\d{1,2})조(?!\d|원|억)")
_NUMBER = r"(\d{1,3}|[ivx]{1,5})(?![\w%])"
#: Words for article in every language that has a grammar, or none: degraded reading needs them too.
_GENERIC = ["article", "articulo", "articolo", "artigo", "artikel", "artikla", "artikkel", "artikuly", "artykul", "clanak", "clanka", "clanek", "clanok", "cikk", "pants", "straipsnis", "sutarties", "artikla", "artiklan", "член", "члан", "артикул", "артыкул", "стаття", "статья", "մաս", "հոդված", "მუხლი", "סעיף", "ماده", "आर्टिकल", "अनुच्छेद", "ข้อ", "มาตรา", "dieu", "pasal", "perkara", "maqola", "bap", "madde", "neni", "article"]


@cache
def _regexes(language: str) -> tuple[re.Pattern[str], ...]:
    from foedus.reading.grammar import grammar

    words = [fold(word) for word in grammar(language).words.get("article", ())] or [fold(word) for word in _GENERIC]
    stems = [re.escape(word.rstrip("*")) + (r"\w{0,6}" if word.endswith("*") else "") for word in words if ".." not in word]
    word = "(?:" + "|".join(stems) + ")"
    prefix = r"(?<![^\W])" + (r"(?:[والبفك]{0,3})" if language in ("ar", "fa", "he") else "")
    ordinals = [item.replace("*", r"\w{0,4}") for item in _WORDS.get(language, "").split()]
    tail = r"(?:\s?\((\d{1,2})\)|\.(\d)(?=\D)|-(\d)(?=\D)|,?\s(?:paragraph|paragraphe|absatz|abs\.|comma|parrafo|paragrafo|§|ustep|ust\.|пункт\w*|п\.|para\.?)\s?(\d{1,2}))?"
    forms = [
        re.compile(rf"{prefix}{word}\.?\s{{0,2}}(?:no\.?\s?)?{_NUMBER}{tail}"),
        re.compile(rf"(?<!\w){_NUMBER}(?:\.|[-'’]?\w{{1,5}}|º|ª)?\s{word}(?!\w)") if language in ("tr", "az", "hu", "lv", "lt", "et", "fi", "kk", "uz", "ka") else None,
    ]
    if ordinals:
        either = "|".join(f"({item})" for item in ordinals)
        forms.append(re.compile(rf"{prefix}{word}\s(?:{either})(?!\w)"))
        forms.append(re.compile(rf"(?<!\w)(?:{either})\s{word}(?!\w)"))
    return tuple(form for form in forms if form is not None)


def find_articles(document: Document) -> list[Article]:
    """Articles in order.

    Examples
    --------
    >>> from foedus.reading.reader import prepare
    >>> document = prepare("Article 4. If a Party is attacked, in accordance with Article 51 of the UN Charter ...")
    >>> [(article.number, article.own) for article in find_articles(document)]
    [('4', True), ('51', False)]
    """
    folded, text = document.folded, document.text
    raw: list[tuple[str, int, int]] = []
    if document.language in ("zh", "ja", "ko"):
        for match in _EAST.finditer(folded):
            value = chinese_number(match[1] or match[2] or match[4] or "")
            if value:
                raw.append((str(value), match.start(), match.end()))
    else:
        for regex in _regexes(document.language):
            raw += [item for match in regex.finditer(folded) if (item := _number(match))]
    if document.language == "es" and re.match(r"primera[.:]", folded):
        raw.append(("1", 0, 8))
    if document.published is None and not any(_heading(document, start, end, text) for _, start, end in raw[:50]):
        raw += _bare(folded)
    raw.sort()
    found: list[Article] = []
    for number, start, end in raw:
        if found and start < found[-1].end:
            continue
        heading = _heading(document, start, end, text)
        own = heading or not _foreign(document, number, start, end)
        found.append(Article(number, start, end, heading, own))
    return found


def _bare(folded: str) -> list[tuple[str, int, int]]:
    """Numbers alone as headings ('1. ... 2. ...'), if they count up from one."""
    found = [
        (match[1], match.start(1), match.end(1))
        for match in re.finditer(r"(?:^|(?<=[.;:»\"”)] ))([1-9]\d?)(?=[.)]\s)", folded)
    ]
    counted = [item for place, item in enumerate(found) if item[0] == str(place + 1)]
    return counted if len(counted) == len(found) >= 2 else []


def _number(match: re.Match[str]) -> tuple[str, int, int] | None:
    groups = match.groups()
    if groups and groups[0] and (groups[0].isdigit() or _ROMAN.match(groups[0])):
        number = str(int(groups[0])) if groups[0].isdigit() else str(_roman(groups[0]))
        paragraph = next((item for item in groups[1:] if item), None)
        return (f"{number}({paragraph})" if paragraph else number, match.start(), match.end())
    if len(groups) >= 10:
        index = next((place for place, item in enumerate(groups) if item), None)
        if index is not None:
            return (str(index + 1), match.start(), match.end())
    return None


def _roman(text: str) -> int:
    values = {"i": 1, "v": 5, "x": 10}
    total = 0
    for char, after in zip(text, text[1:] + " ", strict=True):
        value = values[char]
        total += -value if values.get(after, 0) > value else value
    return total


def _heading(document: Document, start: int, end: int, text: str) -> bool:
    """At the start of a line or sentence, and a full stop, line end or capital after it."""
    before = text[max(0, start - 3) : start].strip()
    if start and before and before[-1] not in ".!?。:;)）\"»”]【[（("  and "\n" not in text[max(0, start - 2) : start]:
        return False
    after = text[end : end + 3].lstrip(" ]】")
    return not after or after[0] in ".:\n-–—]】 )" or (after[0].isupper() and document.language != "de") or after[0].isdigit() or ord(after[0]) > 0x2E80


def _foreign(document: Document, number: str, start: int, end: int) -> bool:
    """Whether another instrument is named right after the article (or before it)."""
    low, high = max(0, start - 45), end + 70
    sentence = document.sentence_at(start)
    low, high = max(low, sentence.start), min(high, sentence.end)
    if number.startswith("51"):
        return True
    others = ("charter", "covenant", "nato", "eu", "locarno")
    if any(document.find(other, end, high) for other in others):
        return True
    if document.grammar.continuous or document.language in ("tr", "hu", "fi", "ka"):
        return any(hit.end <= start for other in others for hit in document.find(other, low, start))
    return False
