"""Where sentences end."""

from __future__ import annotations

import re
import textwrap
import tomllib
from functools import cache
from importlib import resources

from ...normalization.language import LANGUAGES, MONTHS, WEEKDAYS, fold, lexicon

_SENTENCE_END = re.compile(
    r"[.!?…]+[\"'”’“‘»«)\]]*\s+(?=[\"'“„‚‘«»(\[¡¿]*[^\W\d_a-z]|\d)"
    r"|\s(?:\+\s?\+\s?\+|\*\*\*)\s"
    r"|(?<=[a-zà-ÿ]{3})[.!?][\"”]?(?=[A-ZÀ-Þ][a-zà-ÿ]* [a-zà-ÿ]{2})"
)
"""Also where a page has lost the break between two: "a lot of people came.It was the first"; and "+++" between two matters."""
_WORDS = {
    role: frozenset(words)
    for role, words in tomllib.loads(
        (resources.files(__package__) / "sentence_words.toml").read_text(encoding="utf-8")
    ).items()
}
_ABBREVIATIONS = _WORDS["short_days_and_months"] | _WORDS["abbreviations"]
_SHORT_ENDS = tuple(_WORDS["short_ends"])
_HOUR = re.compile(r"\d\s?[ap]?\.?\s?m$", re.IGNORECASE)
_ENDS_IN_NUMBER = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.? \d+$|\b(?:at|to|from|until|till|by|ages?) \d+$"
)
"""A number that ends an English sentence ("by May 3. In case of ..."); before others the stop may make an ordinal ("3. Mai")."""
_AFTER_HOUR = _WORDS["short_days_and_months"] | frozenset(
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
_SHORT_WORD = 4
"""Letters of the words before a number that may be small ones with a capital: "Vom 3. Oktober", "Zum 4. Treffen"."""
_DAY = re.compile(r"\d{1,2}(?:\.\d|/\d|(?:\.|er|º)?\s(?:de\s)?(?P<month>[^\W\d]+))")
"""A day behind the short name of its weekday: "14 mars", "14.03.", "14 de marzo"."""
_YEAR_OR_HOUR = re.compile(r"20\d\d|\d{1,2}(?:\s?(?:h|u|uhr|uur|horas|heures)\b|[:.]\d\d)", re.IGNORECASE)
"""What stands behind the short name of a month."""
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
            elif word in _WORDS["streets"] and first.lower() in _WORDS["openers"]:
                pass  # "88 Spindle Blvd. By referral only"
            elif word.isdigit() and first.lower() in _WORDS["small_openers"] and len(head.split()) > 1:
                pass  # "plaza de Arriba 3. Y de 17:00 a 18:00", not "3. Oktober"
            elif word.isdigit() and _is_house_number(head.split(), first.lower()):
                pass  # "in taverne De Haan, Dorpsstraat 88. Inwoners van ..."
            elif (
                word in _ABBREVIATIONS
                or ((word.endswith(_SHORT_ENDS) or word in _WORDS["before_numbers"]) and first[:1].isdigit())
                or (word and first[:1].isdigit() and _is_short_day(head.split(), following))
                or (word == "may" and head.endswith("May") and first.isdigit())
                or (len(word) == 1 and word.isalpha())
                or ("." in word and following.startswith("("))  # "CAMDEN, N.J. (AP) – "
                or ("." in word and first.lower() not in _WORDS["openers"] and _NAMED_BY_INITIALS.search(head))
                or (word.isdigit() and len(word) <= 2 and not _ENDS_IN_NUMBER.search(head.lower()))
            ):
                continue
        pieces += _bounded(text[start : match.end()])
        start = match.end()
    return pieces + _bounded(text[start:])


def _is_short_day(words: list[str], following: str) -> bool:
    """Whether the last of the words is the short name of a day or a month before a number that belongs to it: "Sa. 14.03.", "le
    sam. 14 mars", "14 déc. 9 h", "sam. 7: Concert"."""
    name, before = fold(words[-1].lstrip("(")), words[-2] if len(words) > 1 else ""
    if name not in _of_calendar():
        return False
    if not before or before[-1] in ",;:(|–-•·":
        return True
    if before.rstrip(".").isdigit():
        return _YEAR_OR_HOUR.match(following) is not None
    day = _DAY.match(following)
    return day is not None and (day["month"] is None or fold(day["month"]) in _of_calendar())


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
