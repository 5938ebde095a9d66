"""Headings of other matters than the page's own, in the languages besides English: a small grammar over words of a table."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources

_TAIL = r"(?:,? [^\d.!?]{2,45})?"
"""What may stand behind a noun: where the news are from."""
_END = r"[\s:!.…»>]*"


def heads_other_matter(heading: str) -> bool:
    """Whether a heading, in small letters without accents, opens what is not the page's own matter ("Weitere Meldungen")."""
    return any(pattern.fullmatch(heading) is not None for pattern in _patterns())


def heads_what_is_next(heading: str) -> bool:
    """Whether a heading is that of a calendar or of other events: one of the program's may be told under it."""
    return _patterns()[1].fullmatch(heading) is not None


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The headings of news and the like, and those of calendars, of all languages."""
    tables = tomllib.loads((resources.files(__package__) / "stop_headings.toml").read_text(encoding="utf-8"))
    news, coming = ([form(table) for table in tables.values()] for form in (_news, _coming))
    return re.compile("|".join(news)), re.compile("|".join(coming))


def _news(table: Mapping[str, list[str]]) -> str:
    forms = [f"{_one_of(table['opening'])} {_one_of(table['news'])}:?{_TAIL}", _one_of(table["alone"])]
    if table["more_of"]:
        forms.append(f"{_one_of(table['more_of'])}(?: [^\\W\\d]+){{1,2}}")
    return _one_of(forms) + _END


def _coming(table: Mapping[str, list[str]]) -> str:
    return _one_of([f"{_one_of(table['others'])} {_one_of(table['events'])}:?{_TAIL}", _one_of(table["coming"])]) + _END


def _one_of(forms: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(forms, key=lambda form: (-len(form), form))) + ")"
