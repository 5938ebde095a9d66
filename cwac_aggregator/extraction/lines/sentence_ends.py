"""Where sentences end."""

from __future__ import annotations

import re
import textwrap
from functools import cache

from ...normalization.language import LANGUAGES, MONTHS, WEEKDAYS, fold, lexicon

_SENTENCE_END = re.compile(
    r"[.!?…]+[\"'”’»)\]]*\s+(?=[\"'“‘«(\[¡¿]*[^\W\d_a-z]|\d)"
    r"|(?<=[a-zà-ÿ]{3})[.!?][\"”]?(?=[A-ZÀ-Þ][a-zà-ÿ]* [a-zà-ÿ]{2})"
)
"""Also where a page has lost the break between two: "a lot of people came.It was the first"."""
_SHORT_DAYS_AND_MONTHS = frozenset(
    [
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thur",
        "thurs",
        "fri",
        "sat",
        "sun",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sept",
        "sep",
        "oct",
        "nov",
        "dec",
    ]
)
_ABBREVIATIONS = _SHORT_DAYS_AND_MONTHS | frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "st",
        "ave",
        "blvd",
        "rd",
        "hwy",
        "jr",
        "sr",
        "no",
        "nos",
        "lt",
        "sgt",
        "capt",
        "cpl",
        "det",
        "ofc",
        "maj",
        "col",
        "gen",
        "gov",
        "sen",
        "rep",
        "rev",
        "prof",
        "inc",
        "co",
        "corp",
        "bros",
        "vs",
        "n",
        "s",
        "e",
        "w",
        "ne",
        "nw",
        "se",
        "sw",
        "u.s",
        "s.r",
        "c.r",
        "f.m",
        "u.k",
        "d.c",
        "ft",
        "mt",
        "av",
        "apt",
        "ste",
        "bldg",
        "dept",
        "approx",
        "ext",
        "etc",
        "ca",
        "nr",
        "str",
        "bzw",
        "z.b",
        "usw",
        "ggf",
        "inkl",
        "tel",
        "av",
        "avda",
        "cra",
        "kra",
        "cl",
        "pje",
        "esq",
        "nro",
        "dpto",
        "urb",
        "c",
        "pza",
        "sta",
        "sto",
        "dra",
        "sra",
        "ptl",
        "ofr",
        "cmdr",
        "lic",
        "art",
        "mme",
        "mlle",
        "m",
        "bd",
        "pl",
        "ok",
        "colo",
        "calif",
        "mass",
        "conn",
        "wash",
        "ore",
        "ky",
        "pa",
        "va",
        "wis",
        "minn",
        "ill",
        "ind",
        "mo",
        "ga",
        "fla",
        "tenn",
        "ala",
        "ariz",
        "okla",
        "tex",
        "neb",
        "nev",
        "mich",
        "kan",
        "la",
        "miss",
        "mont",
        "del",
        "md",
        "me",
        "vt",
        "wyo",
        "ark",
        "a.m",
        "p.m",
        "dir",
        "agt",
        "pkwy",
        "ln",
        "ct",
        "cir",
        "sq",
        "ter",
        "trl",
        "plz",
        "fl",
        "rm",
        "rt",
        "rte",
        "kl",
        "ds",
        "dhr",
        "mevr",
        "bvb",
        "prot",
        "p",
    ]
)
_STREETS = frozenset(
    ["st", "ave", "blvd", "rd", "hwy", "dr", "ln", "ct", "pl", "pkwy", "sq", "ter", "cir", "av", "ste"]
)
_OPENERS = frozenset(
    [
        "a",
        "additional",
        "admission",
        "afterward",
        "afterwards",
        "all",
        "another",
        "attendees",
        "both",
        "bring",
        "by",
        "call",
        "cash",
        "come",
        "contact",
        "doors",
        "each",
        "enjoy",
        "everyone",
        "for",
        "free",
        "he",
        "if",
        "in",
        "it",
        "join",
        "kids",
        "later",
        "meet",
        "more",
        "no",
        "officers",
        "on",
        "open",
        "our",
        "parking",
        "please",
        "police",
        "questions",
        "residents",
        "rsvp",
        "seating",
        "she",
        "similar",
        "stop",
        "that",
        "the",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "we",
        "you",
    ]
)
"""Words that open a sentence and no name: after them "Blvd." ended one."""
_SMALL_OPENERS = frozenset(
    [
        "the",
        "we",
        "there",
        "it",
        "they",
        "and",
        "y",
        "e",
        "el",
        "la",
        "los",
        "las",
        "se",
        "no",
        "sin",
        "en",
        "le",
        "les",
        "il",
        "elle",
        "on",
        "et",
        "nous",
        "der",
        "die",
        "das",
        "und",
        "wir",
        "es",
        "ein",
        "eine",
        "het",
        "de",
        "wij",
        "o",
        "a",
        "os",
        "as",
        "um",
        "uma",
        "am",
        "im",
        "ab",
        "bei",
        "mit",
        "nach",
        "vor",
        "wer",
        "wie",
        "zum",
        "zur",
        "in",
        "op",
        "om",
        "bij",
        "aan",
        "van",
        "met",
        "voor",
        "dit",
        "ze",
        "u",
        "dans",
        "au",
        "aux",
        "pour",
        "avec",
        "ce",
        "cette",
        "une",
        "un",
        "con",
        "para",
        "por",
        "este",
        "esta",
        "del",
        "al",
        "com",
        "às",
        "na",
        "nos",
        "nas",
    ]
)
"""Articles, pronouns, small words and "and", which open a sentence and follow no ordinal."""
_HOUR = re.compile(r"\d\s?[ap]?\.?\s?m$", re.IGNORECASE)
_ENDS_IN_NUMBER = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.? \d+$|\b(?:at|to|from|until|till|by|ages?) \d+$"
)
"""A number that ends an English sentence ("by May 3. In case of ..."); before others the stop may make an ordinal ("3. Mai")."""
_AFTER_HOUR = _SHORT_DAYS_AND_MONTHS | frozenset(
    [*WEEKDAYS, *MONTHS, "eastern", "central", "mountain", "pacific", "atlantic", "at"]
)
"""What may follow "8 a.m." within a sentence though it begins with a capital."""
_OPENS_WITH_HOUR = re.compile(r"At (?:\d|noon|half|quarter)")
"""How a sentence opens that goes on with the next hour: "... at 8 a.m. At 10 they are at the mill"."""
_NAMED_BY_INITIALS = re.compile(
    r"(?:\b(?:at|inside|outside|visit|to|by|near|from|called|named) (?:the )?(?!U\.[SK]|D\.C|L\.A|N\.Y)"
    r"|(?:^|[@,;:|–—-]\s*)(?!U\.[SK]|D\.C|[NS]\.[CD]|N\.[HJMY]|R\.I|W\.V|B\.C|P\.E))(?:[A-Z]\.)+[A-Z]$"
)
"""Initials that open a name: "at J.C. Penney", "8 a.m., J.C. Penney"; behind a town they are its region's ("Camden, N.J. The")."""
_STOP_HOUR = r"\s*(?:and |from )?\d{1,2}(?:[^;:.]|:\d\d){0,14}[ap]\.m"
_OPENS_STOP = re.compile(rf"(?:[:;]|[:;]{_STOP_HOUR}\. [^.;:]{{3,50}}(?:,| and|\)?;)){_STOP_HOUR}$", re.IGNORECASE)
"""An hour that opens a stop of a list told in a sentence: "March 12: 9 a.m. Elm Diner; 10 a.m. Oak Cafe"."""
_MORE_STOPS = re.compile(
    r";|^[^.;:]{3,50}(?:,| and)\s(?:and |from )?(?:\d{1,2}(?:[^;:.]|:\d\d){0,14}[ap]\.?m|noon)\b", re.IGNORECASE
)
"""What follows the first of them."""
_FEW_WORDS = 3
"""Words of a text that is no sentence yet: "Klasse 3. Oktober"."""
_SHORT_ENDS = ("str", "pl", "nr", "núm")
"""Ends of words that are cut short before a house number: "Lindenstr. 13", "Kirchpl. 4", "Hs.-Nr. 2"."""
_SHORT_WORD = 4
"""Letters of the words before a number that may be small ones with a capital: "Vom 3. Oktober", "Zum 4. Treffen"."""
_NEAR = 100
"""Letters looked at on each side of a full stop to tell whether it ends a sentence."""
_LONGEST = 2000
"""Letters of the longest line."""
_ENDLESS_WORD = re.compile(rf"\S{{{_LONGEST}}}(?=\S)")


def split_sentences(text: str) -> list[str]:
    """Cut running text at the ends of sentences, not at abbreviations ("8 a.m. Wednesday", "St. Helens", "4. Oktober")."""
    pieces: list[str] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        mark = match.group()
        if mark[0] == "." and not mark.startswith(".."):
            # a little of both sides is enough, and keeps the work in step with the length of the text
            head = text[max(start, match.start() - _NEAR) : match.start()]
            word = head.rsplit(None, 1)[-1].lower().lstrip("(\"'“‘«") if head.split() else ""
            following = text[match.end() : match.end() + _NEAR]
            first = following.split(None, 1)[0].strip(",.;:'’") if following else ""
            if word in ("a.m", "p.m") or (word.endswith(("a.m", "p.m")) and word[:1].isdigit()) or _HOUR.search(head):
                joined = first.lower() in _AFTER_HOUR and not _OPENS_WITH_HOUR.match(following)
                if not first[:1].isupper() or first.isupper() or joined or len(head) < 25:
                    continue
                if (opened := _OPENS_STOP.search(head)) and (
                    opened[0][0] == ";" or "m. " in opened[0] or _MORE_STOPS.search(following)
                ):
                    continue
            elif word in _STREETS and first.lower() in _OPENERS:
                pass  # "88 Spindle Blvd. By referral only"
            elif word.isdigit() and first.lower() in _SMALL_OPENERS and len(head.split()) > 1:
                pass  # "plaza de Arriba 3. Y de 17:00 a 18:00", not "3. Oktober"
            elif word.isdigit() and _is_house_number(head.split(), first.lower()):
                pass  # "in taverne De Haan, Dorpsstraat 88. Inwoners van ..."
            elif (
                word in _ABBREVIATIONS
                or (word.endswith(_SHORT_ENDS) and first[:1].isdigit())
                or (word == "may" and head.endswith("May") and first.isdigit())
                or (len(word) == 1 and word.isalpha())
                or ("." in word and following.startswith("("))  # "CAMDEN, N.J. (AP) – "
                or ("." in word and first.lower() not in _OPENERS and _NAMED_BY_INITIALS.search(head))
                or (word.isdigit() and len(word) <= 2 and not _ENDS_IN_NUMBER.search(head.lower()))
            ):
                continue
        pieces += _bounded(text[start : match.end()])
        start = match.end()
    return pieces + _bounded(text[start:])


def _is_house_number(words: list[str], following: str) -> bool:
    """Whether the number that words end in stands behind a name, not behind a weekday, and no month follows it."""
    before = words[-2] if len(words) > _FEW_WORDS else ""
    if not (before[:1].isupper() and before.isalpha() and len(before) > _SHORT_WORD):
        return False
    return _of_calendar().isdisjoint((fold(before), fold(following)))


@cache
def _of_calendar() -> frozenset[str]:
    """The names of days and months in all languages."""
    return frozenset(
        name for code in LANGUAGES for names in (lexicon(code).months, lexicon(code).weekdays) for name in names
    )


def _bounded(sentence: str) -> list[str]:
    """A sentence, in parts where it is longer than any that people write: each fact of a line looks at the whole line."""
    sentence = sentence.strip()
    if len(sentence) <= _LONGEST:
        return [sentence] if sentence else []
    # textwrap takes time with the square of a word's length: words that nobody writes are cut before.
    return textwrap.wrap(_ENDLESS_WORD.sub(r"\g<0> ", sentence), _LONGEST, break_on_hyphens=False)
