"""Article numbers: headings of the text's own articles, mentions of them, references to others'."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from foedus.reading.dates import chinese_number
from foedus.reading.document import Document
from foedus.reading.folding import fold

__all__ = ["Article", "find_articles", "roman"]


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
    "ar": "الاولي|الحاديه الثانيه الثالثه الرابعه الخامسه السادسه السابعه الثامنه التاسعه العاشره",
    "fa": "اول دوم سوم چهارم پنجم ششم هفتم هشتم نهم دهم يازدهم دوازدهم سيزدهم چهاردهم پانزدهم",
    "be": "перш* друг* трэц* чацверт* пят* шост* сём* восьм* дзевят* дзесят*",
    "bg": "първи втори трети четвърти пети шести седми осми девети десети",
    "mk": "први втори трети четврти петти шести седми осми деветти десетти",
    "sr": "први други трећи четврти пети шести седми осми девети десети",
    "hr": "prv* drug* trec* cetvrt* pet* sest* sedm* osm* devet* deset*",
    "sl": "prv* drug* tretj* cetrt* pet* sest* sedm* osm* devet* deset*",
    "cs": "prvni druh* tret* ctvrt* pat* sest* sedm* osm* devat* desat*",
    "sk": "prv* druh* tret* stvrt* piat* siest* siedm* osm* deviat* desiat*",
    "nl": "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende",
    "ro": "intai doi trei patru cinci sase sapte opt noua zece",
    "el": "πρωτο δευτερο τριτο τεταρτο πεμπτο εκτο εβδομο ογδοο ενατο δεκατο",
    "mn": "нэгдүгээр хоердугаар гуравдугаар дөрөвдүгээр тавдугаар зургаадугаар долдугаар наймдугаар есдүгээр аравдугаар",
    "tr": "birinci ikinci ucuncu dorduncu besinci altinci yedinci sekizinci dokuzuncu onuncu",
}
_CARDINALS = {
    "en": "one two three four five six seven eight nine ten", "fr": "un deux trois quatre cinq six sept huit neuf dix",
    "de": "eins zwei drei vier funf sechs sieben acht neun zehn", "it": "uno due tre quattro cinque sei sette otto nove dieci",
    "es": "uno dos tres cuatro cinco seis siete ocho nueve diez", "pt": "um dois tres quatro cinco seis sete oito nove dez",
}
_EAST = re.compile(r"第\s?([0-90-9〇零一二三四五六七八九十]{1,4})\s?[条款조]|제\s?(\d{1,3})\s?(?:-\s?(\d)\s?)?조|(?<!\d)(\d{1,2})조(?!\d|원|억)")
#: Arabic for 'teen': 'الثانية عشرة' is the twelfth.
_TEEN = "عشره?"
_TEENS = re.compile(rf"\s{_TEEN}$")
#: A number, perhaps with the ending of an ordinal ('1º', '1er').
_NUMBER = r"(\d{1,3}|[ivx]{1,5})(?:(?<=\d)(?:\.?[oaº°ª]|er|re))?(?![\w%])"
#: A number alone at the start of a sentence.
_ALONE = re.compile(r"(?:^|(?<=[.;:»\"”)\n] )|(?<=\n))(?:([1-9]\d?)[.)]|\(([1-9]\d?)\)|((?=[ivx])x{0,3}(?:ix|iv|v?i{0,3}))\.)\s")
#: A clip that shows one article and another leaves out at most this many between them.
_SKIPPED = 6
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
    tail = r"(?:\s?\((\d{1,2})\)|\.(\d)(?=\D)|-(\d)(?=\D)|,?\s(?:paragraph|paragraphe|absatz|abs\.|comma|parrafo|paragrafo|§|ustep|ust\.|odst\.?|ods\.?|stav\w*|став\w*|пункт\w*|параграф\w*|частин\w*|част\w*|ч\.|ал\.|п\.|para\.?)\s?(\d{1,2}))?"
    forms = [
        re.compile(rf"{prefix}{word}\.?\s{{0,2}}(?:no\.?\s?)?{_NUMBER}{tail}"),
        re.compile(rf"(?<!\w){_NUMBER}(?:\.|[-'’]?\w{{1,5}}|º|ª)?[\s-]{word}(?!\w)") if language in ("tr", "az", "hu", "lv", "lt", "et", "fi", "kk", "mn", "uz", "ka", "sl", "hi", "bn") else None,
    ]
    if ordinals:
        either = "|".join(f"({item})" for item in ordinals)
        forms.append(re.compile(rf"{prefix}{word}\s(?:{either})(?:\s{_TEEN})?(?!\w)"))
        forms.append(re.compile(rf"(?<!\w)(?:{either})\s{word}(?!\w)"))
    if cardinals := _CARDINALS.get(language, "").split():
        forms.append(re.compile(rf"{prefix}{word}\s(?:{'|'.join(f'({item})' for item in cardinals)})(?!\w)"))
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
            if value and (match.group()[-1] != "款" or _heading(document, match.start(), match.end(), text)):
                raw.append((str(value), match.start(), match.end()))
    else:
        for regex in _regexes(document.language):
            raw += [item for match in regex.finditer(folded) if (item := _number(match)) and not _preposition(match)]
    if document.language == "es" and re.match(r"primera[.:]", folded):
        raw.append(("1", 0, 8))
    if document.published is None and not any(_heading(document, start, end, text) for _, start, end in raw[:50]):
        raw += _bare(document)
    raw.sort(key=lambda item: item[1:])
    found: list[Article] = []
    for number, start, end in raw:
        if found and start < found[-1].end:
            continue
        heading = _heading(document, start, end, text)
        own = heading or not _foreign(document, number, start, end)
        found.append(Article(number, start, end, heading, own))
    return found


def _preposition(match: re.Match[str]) -> bool:
    """Whether a Roman number is the word 'in' of Slavic languages that begins the next sentence ('7. člen. V primeru')."""
    groups = match.groups()
    return groups[0] in ("v", "i") and re.search(r"\w{4,}\.\s", match.group()) is not None


def _bare(document: Document) -> list[tuple[str, int, int]]:
    """Numbers alone as headings ('1. ... 2. ...', 'VI. ...', '(2) ...'), if they count up."""
    found: list[tuple[str, int, int]] = []
    for match in _ALONE.finditer(document.folded):
        after = document.text[match.end() : match.end() + 1]
        if not after.isupper() and after.islower():
            continue
        if document.days_in(max(0, match.start() - 12), match.end()):
            continue
        number = match[1] or match[2] or match[3]
        found.append((number if number.isdigit() else str(roman(number)), *match.span(match.lastindex or 0)))
    counted = all(int(one[0]) < int(two[0]) <= int(one[0]) + _SKIPPED for one, two in pairwise(found))
    return found if counted else []


def _number(match: re.Match[str]) -> tuple[str, int, int] | None:
    groups = match.groups()
    if groups and groups[0] and (groups[0].isdigit() or _ROMAN.match(groups[0])):
        number = str(int(groups[0])) if groups[0].isdigit() else str(roman(groups[0]))
        paragraph = next((item for item in groups[1:] if item), None)
        return (f"{number}({paragraph})" if paragraph else number, match.start(), match.end())
    if len(groups) >= 10:
        index = next((place for place, item in enumerate(groups) if item), None)
        if index is not None:
            return (str(index + 1 + 10 * bool(_TEENS.search(match.group()))), match.start(), match.end())
    return None


def roman(text: str) -> int:
    """The value of a Roman number.

    Examples
    --------
    >>> roman("xiv")
    14
    """
    values = {"i": 1, "v": 5, "x": 10}
    total = 0
    for char, after in pairwise(text.lower() + " "):
        value = values[char]
        total += -value if values.get(after, 0) > value else value
    return total


def _heading(document: Document, start: int, end: int, text: str) -> bool:
    """At the start of a line or sentence, and a full stop, line end or capital after it."""
    before = text[max(0, start - 3) : start].strip()
    if start and before and before[-1] not in ".!?。:;)）\"»”]【[（("  and "\n" not in text[max(0, start - 2) : start]:
        return False
    after = text[end : end + 3].lstrip(" ]】")
    return not after or after[0] in ".:।\n-–—]】 )" or (after[0].isupper() and document.language != "de") or after[0].isdigit() or ord(after[0]) > 0x2E80


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
