"""Prose to candidates: the events that a page's sentences, rows and labels state, each field with its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from .. import gazetteer
from ..model import Evidence, Flag, Origin, Place, Status, When
from ..normalization.places import PlaceText
from ..normalization.programs import find_themes
from ..normalization.resolve import TimeFrame
from .blocks import Block
from .candidate import Candidate
from .cues import plain
from .drafts import Draft, Words, compose
from .lines import Line, Reader
from .metadata import PageFacts, mark_stamps
from .organizers import find_organizer
from .stories import Story, mark_relevant, split_stories

_OBSERVANCE = re.compile(
    r"\b(?:national|international|world)\b[^.]{0,40}\bday\b|\bcoffee with a cop day\b|dia nacional|journee nationale"
)


def read_prose(
    blocks: Sequence[Block], facts: PageFacts, reader: Reader, fetched: date | None, origin: Origin = "prose"
) -> list[Candidate]:
    """The events that the blocks of a page state, in reading order."""
    out: list[Candidate] = []
    passed = facts.passed
    for story in split_stories(blocks, facts.title, reader):
        published = facts.published
        if story.several:
            own = mark_stamps(story.blocks, reader.lexicon, reader.order, None)
            if own is not None:
                published = own
                story.lines = [line for line in story.lines if line.block.kind != "stamp"]
        if story.title is not None and reader.cues.has("missing", story.title.low):
            continue
        if not mark_relevant(story, reader):
            continue
        out += _read_story(story, facts, published, reader, fetched, origin, passed and not story.several)
    return out


def _read_story(
    story: Story,
    facts: PageFacts,
    published: date | None,
    reader: Reader,
    fetched: date | None,
    origin: Origin,
    passed: bool,
) -> list[Candidate]:
    lines = story.lines
    relevant = story.relevant
    if story.title is not None:
        title = story.title
        keep = bool(title.names) or not title.others
        lines = [title, *lines]
        relevant = [keep, *relevant]
    inline = _inline_stamp(lines, reader)
    frame = TimeFrame(
        published=published or inline or facts.around,
        stated=_stated(lines, relevant),
        years=_years(story, facts),
        fetched=fetched,
        newest_year=facts.newest_year,
    )
    exact = published or inline
    passed = passed or reader.cues.has("passed", " ".join(line.low for line in story.lines))
    drafts = compose(lines, relevant, reader, frame, titled=_titled(story), passed=passed)
    drafts = _sensible(drafts, story, exact, fetched)
    if not drafts:
        return []
    names = [(n, line) for line, keep in zip(lines, relevant, strict=True) if keep for n in line.names]
    if not names:
        return []
    if _is_observance(drafts, reader):
        return [_observance(drafts[0], names, origin)]
    return [_candidate(d, names, lines, relevant, exact, reader, passed, origin) for d in drafts]


def _titled(story: Story) -> bool:
    """Whether the story's title, or the first heading under a general one, names the program."""
    if story.title is not None and story.title.names:
        return True
    first = next((line for line in story.lines if line.heading), None)
    return first is not None and bool(first.names)


def _stated(lines: Sequence[Line], relevant: Sequence[bool]) -> date | None:
    """The first full date of the story: what relative words may lean on where no day of writing is known."""
    for line, keep in zip(lines, relevant, strict=True):
        if keep:
            for span in line.dates:
                if span.days and span.days[0].year and span.days[0].month and span.ordinal is None:
                    try:
                        return date(span.days[0].year, span.days[0].month, span.days[0].day)
                    except ValueError:
                        continue
    return None


def _years(story: Story, facts: PageFacts) -> tuple[int, ...]:
    """Years printed where they govern: in the title, a heading, a lead ("2023 dates"), then in the address."""
    years: list[int] = []
    for line in ([story.title] if story.title else []) + [x for x in story.lines if x.heading]:
        years += _free_years(line)
    for line in story.lines:
        for span in line.dates:
            years += [d.year for d in span.days if d.year and d.month]
    for line in story.lines:
        low = line.low
        if any(
            w in low
            for w in (
                "dates",
                "schedule",
                "calendar",
                "fechas",
                "termine",
                "data",
                "calendrier",
                "year",
                "season",
                "sessions",
                "locations",
            )
        ):
            years += _free_years(line)
    return tuple(dict.fromkeys([*years, *facts.years]))


def _free_years(line: Line) -> list[int]:
    tokens = line.tokens
    if tokens is None:
        return []
    taken = {i for s in line.dates for i in range(s.first, s.last)}
    return [
        n
        for i, n in enumerate(tokens.numbers)
        if 2008 <= n <= 2040
        and tokens.digits(i) == 4
        and i not in taken
        and tokens.word(i - 1) not in ("in", "since", "seit", "desde", "depuis", "sinds", "#", "$")
    ]


def _inline_stamp(lines: Sequence[Line], reader: Reader) -> date | None:
    """A posting stamp that opens a paragraph ("Posted on September 18, 2023. Join ...", "SPRINGFIELD (Sept. 18, 2023) -")."""
    for line in lines[:4]:
        if not line.dates or not line.dates[0].days or line.dates[0].days[0].year is None:
            continue
        span = line.dates[0]
        before = line.low[: span.begin]
        stamp = any(span.begin - stop <= 4 for _, stop in reader.cues.spans("stamp", before))
        dateline = (
            before.rstrip().endswith("(")
            and span.begin < 45
            and line.text[:4].isupper()
            and line.text[span.stop : span.stop + 1] == ")"
        )
        after = line.text[span.stop : span.stop + 4]
        opening = (
            span.begin < 40
            and re.match(r"\s?[–—-]\s", after) is not None
            and (len(line.dates) > 1 or line.names)
            and line.label is None
            and line.block.kind == "text"
            and not line.block.group
        )
        if stamp or dateline or (opening and len(line.dates) > 1):
            first = span.days[0]
            try:
                day = date(first.year or 1, first.month or 1, first.day)
            except ValueError:
                continue
            line.dates = line.dates[1:]
            return day
    return None


def _sensible(drafts: list[Draft], story: Story, published: date | None, fetched: date | None) -> list[Draft]:
    """Drafts that state an event: a past one must be told as such, a lone date must have a name, hour or place near it."""
    kept: list[Draft] = []
    titled = story.title is not None and bool(story.title.names)
    days = [d for d in drafts if d.day is not None]
    written = [x for x in (published, fetched) if x is not None]
    if (
        len(days) >= 4
        and written
        and not any(d.start is not None or d.labelled for d in days)
        and all(d.day is not None and d.day.day <= max(written) for d in days)
    ):
        return []  # teasers under the days they were posted
    if any(d.complete for d in drafts):
        # a day with neither hour nor place, beside events that have them, is some other day
        drafts = [d for d in drafts if d.complete or d.rule is not None or d.status is not None]
    elif len(drafts) > 1 and not any(d.labelled for d in drafts):
        drafts = [d for d in drafts if d.anchor == 3 or d.row]
    for draft in drafts:
        if draft.rule is not None and draft.name is None and not titled and draft.complete == 0:
            continue
        if (
            draft.day is not None
            and draft.complete == 0
            and draft.name is None
            and not draft.labelled
            and not draft.row
        ):
            line = draft.line
            if line is not None and not titled and not line.heading:
                continue
            if line is not None and not line.heading and len(drafts) > 1 and any(d.complete for d in drafts):
                continue
        kept.append(draft)
    return kept


def _is_observance(drafts: list[Draft], reader: Reader) -> bool:
    """A national day and nothing local: no hour, no venue, no street on the whole page."""
    if any(
        d.start is not None or (d.place is not None and (d.place.venue or d.place.street)) or d.rule for d in drafts
    ):
        return False
    day_lines = [d.line for d in drafts if d.line is not None]
    if any(reader.cues.has("national_day", line.low) or _OBSERVANCE.search(line.low) for line in day_lines):
        return not any(d.organizer for d in drafts) and not any(d.name and d.past for d in drafts)
    return False


def _observance(draft: Draft, names: list[tuple[Any, Line]], origin: Origin) -> Candidate:
    found = Candidate(origin)
    assert draft.day is not None and draft.day_words is not None
    line = draft.line or names[0][1]
    match = re.search(
        r"(?:(?:National|International|World)\s+)?Coffee\s+[Ww]ith\s+[Aa]\s+Cop\s+Day", line.text, re.IGNORECASE
    )
    title = match.group() if match else names[0][1].text[names[0][0].begin : names[0][0].stop]
    if not match:
        for _, other in names:
            match = re.search(
                r"(?:(?:National|International|World)\s+)?Coffee\s+with\s+a\s+Cop\s+Day", other.text, re.IGNORECASE
            )
            if match:
                title, line = match.group(), other
                break
    found.put("title", title, title, line.block.locator)
    found.put("kind", "observance", title, line.block.locator)
    found.put("theme", names[0][0].theme or "coffee", title, line.block.locator)
    found.put("start", draft.day.day, draft.day_words.text, draft.day_words.line.block.locator)
    found.flags.update(draft.day.flags)
    found.text = line.text
    found.values["confidence"] = 0.85 if draft.day.leaning else 0.5
    return found


def _candidate(
    draft: Draft,
    names: list[tuple[Any, Line]],
    lines: Sequence[Line],
    relevant: Sequence[bool],
    published: date | None,
    reader: Reader,
    passed: bool,
    origin: Origin,
) -> Candidate:
    found = Candidate(origin)
    name, name_line = _name_of(draft, names)
    title_text = _title_text(name, name_line)
    found.put("title", title_text, title_text, name_line.block.locator)
    theme, theme_line, theme_text = _theme_of(name, name_line, lines, relevant)
    found.put("theme", theme, theme_text, theme_line.block.locator)
    place, inherited = settle_place(draft.place, reader.place)
    for field, value in (
        ("venue", place.venue),
        ("street", place.street),
        ("city", place.city),
        ("region", place.region),
        ("postcode", place.postcode),
        ("country", place.country),
    ):
        if value is None:
            continue
        words = draft.place_parts.get(field) or (
            draft.place_words if draft.place is not None and getattr(draft.place, field) == value else None
        )
        if words is not None:
            found.put(field, value, words.text or value, words.line.block.locator)
        else:
            found.values[field] = value
            found.evidence[field] = Evidence(reader.place.name or value, "source", "source")
    if not draft.place or not draft.place.city:
        city = _city_near(draft, lines, relevant, reader)
        if city is not None:
            found.put("city", city[0], city[0], city[1].block.locator)
            if city[2]:
                found.values["region"] = city[2]
            inherited = False
    if inherited and found.values.get("city"):
        found.flags.add("place-inherited")
    zone = _zone(found.values, reader.place)
    if draft.rule is not None:
        assert draft.day_words is not None
        found.put("series", draft.rule.rrule(draft.start), draft.day_words.text, draft.day_words.line.block.locator)
        if draft.inferred:
            found.flags.add("meridiem-inferred")
    elif draft.day is not None and draft.day_words is not None:
        _put_when(found, draft, zone)
    organizer = draft.organizer.text if draft.organizer else None
    organizer_line = draft.organizer.line if draft.organizer else None
    if organizer is None:
        hit = find_organizer(lines, relevant, draft.line, reader)
        if hit is not None:
            organizer, organizer_line = hit
    if organizer and organizer_line is not None:
        found.put("organizer", organizer, organizer, organizer_line.block.locator)
    status, words = _status(draft, published, passed)
    found.values["status"] = status
    if words is not None:
        found.evidence["status"] = Evidence(words.line.text[:300], words.line.block.locator, origin)
    elif draft.line is not None:
        found.evidence["status"] = Evidence(draft.line.text[:300], draft.line.block.locator, origin)
    found.text = " ".join(line.text for line, keep in zip(lines, relevant, strict=True) if keep)[:2000]
    found.values["confidence"] = _confidence(draft, found, published, name.weak)
    return found


def _put_when(found: Candidate, draft: Draft, zone: str | None) -> None:
    assert draft.day is not None and draft.day_words is not None
    day = draft.day.day
    locator = draft.day_words.line.block.locator
    text = draft.day_words.text
    flags: set[Flag] = set(draft.day.flags)
    if draft.start is not None:
        if draft.time_words is not None and draft.time_words.line is draft.day_words.line:
            a, b = sorted(
                [(draft.day_words.begin, draft.day_words.stop), (draft.time_words.begin, draft.time_words.stop)]
            )
            text = (
                draft.day_words.line.text[a[0] : b[1]] if b[1] - a[0] < 160 else f"{text} ... {draft.time_words.text}"
            )
        elif draft.time_words is not None:
            text = f"{text} ... {draft.time_words.text}"
        start: When = at(day, draft.start, zone)
        if draft.inferred:
            flags.add("meridiem-inferred")
        if zone is None:
            flags.add("zone-unknown")
    else:
        start = day
    found.put("start", start, text, locator)
    if draft.start is not None and draft.end is not None and draft.end != time(23, 59):
        # 11:59 PM is what calendars print where no end was given
        words = draft.end_words or draft.time_words
        found.put(
            "end",
            at(_day_of_end(draft.start, draft.end, day), draft.end, zone),
            words.text if words else text,
            (words or draft.day_words).line.block.locator,
        )
    if zone is not None and draft.start is not None:
        found.values["timezone"] = zone
        found.evidence["timezone"] = Evidence(str(found.values.get("city") or zone), "source", "source")
    if draft.previous is not None and draft.previous_words is not None:
        found.put(
            "previous_start", draft.previous.day, draft.previous_words.text, draft.previous_words.line.block.locator
        )
    found.flags.update(flags)
    found.alternatives.extend(draft.day.alternatives)


def _day_of_end(start: time, end: time, day: date) -> date:
    """The day on which a range that starts on `day` ends."""
    return day + timedelta(days=1) if end <= start else day


def at(day: date, moment: time, zone: str | None) -> datetime:
    """A local time on a day, aware where the zone is known."""
    return datetime.combine(day, moment, ZoneInfo(zone) if zone else None)


def _zone(values: dict[str, Any], near: Place) -> str | None:
    """The zone of the event's place, else of the source where the place does not contradict it."""
    city, region, country = values.get("city"), values.get("region"), values.get("country")
    same = (region in (None, near.region)) and (country in (None, near.country))
    if same and near.timezone:
        if city and city != near.city and country in ("US", "CA", "AU") and region:
            return gazetteer.zone_of(city, region, country) or near.timezone
        return near.timezone
    return gazetteer.zone_of(city, region, country)


def settle_place(place: PlaceText | None, near: Place) -> tuple[PlaceText, bool]:
    """Complete a printed place from the source's: (place, whether the city was inherited)."""
    if place is None:
        return PlaceText(city=near.city, region=near.region, country=near.country), near.city is not None
    if place.city is not None:
        region, country = place.region, place.country
        if region is None and country in (None, near.country):
            region = near.region
        return PlaceText(place.venue, place.street, place.city, region, place.postcode, country or near.country), False
    if place.region not in (None, near.region):
        return PlaceText(
            place.venue, place.street, None, place.region, place.postcode, place.country or near.country
        ), False
    return (
        PlaceText(place.venue, place.street, near.city, near.region, place.postcode, place.country or near.country),
        near.city is not None,
    )


def _city_near(
    draft: Draft, lines: Sequence[Line], relevant: Sequence[bool], reader: Reader
) -> tuple[str, Line, str | None] | None:
    """The town printed in the event's own lines ("in Bridgton", a dateline): it counts as printed."""
    city = reader.place.city
    for line, keep in zip(lines, relevant, strict=True):
        if keep and line.label is None and (dateline := _DATELINE.match(line.text)) is not None:
            name = dateline[1].strip(" ,")
            found = gazetteer.find_city(name, reader.place.region, reader.place.country, small=False)
            if found is not None or name.isupper():
                return (name.title() if name.isupper() else name), line, None
    own = {
        id(draft.line),
        id(draft.day_words.line) if draft.day_words else 0,
        id(draft.time_words.line) if draft.time_words else 0,
        id(draft.place_words.line) if draft.place_words else 0,
    }
    near = reader.place
    for told in (
        draft.day_words.line if draft.day_words else None,
        draft.place_words.line if draft.place_words else None,
    ):
        if told is None or told.label is not None:
            continue
        line = told
        taken = [
            *line.masks(),
            *(o for p in reader.places(line) for f, o in p.parts.items() if f in ("venue", "street")),
        ]
        for match in _IN_TOWN.finditer(line.text):
            begin, stop = match.span(1)
            if any(a < stop and begin < b for a, b in taken):
                continue
            found = gazetteer.find_city(match[1], near.region, near.country)
            if found is not None:
                return match[1], line, found.region or None
    candidates: list[tuple[int, str, Line, str | None]] = []
    for line, keep in zip(lines, relevant, strict=True):
        if not keep:
            continue
        for place in reader.places(line):
            if place.place.city and (id(line) in own or not place.place.venue):
                candidates.append((0 if id(line) in own else 1, place.place.city, line, place.place.region))
    if candidates:
        candidates.sort(key=lambda c: (c[0], c[1] != city))
        if candidates[0][0] == 0 or candidates[0][1] == city or len({c[1] for c in candidates}) == 1:
            return candidates[0][1], candidates[0][2], candidates[0][3]
    if city:
        pattern = re.compile(
            r"(?:^|\b(?:in|of downtown|downtown|en|a|à|im|zu|te|em|into|around|across)\s+)"
            + re.escape(plain(city))
            + r"\b(?!\s+(?:police|pd\b|department|sheriff|county|high|public|elementary|middle|community|city))"
        )
        upper = re.compile(r"^\s*" + re.escape(city.upper()) + r"\b.{0,40}?(?:[–—-]|\))")
        for line, keep in zip(lines, relevant, strict=True):
            if keep and line.label not in ("other", "organizer"):
                named = pattern.search(line.low)
                if (named and (named.start() > 0 or not line.low.startswith(plain(city)))) or upper.search(line.text):
                    return city, line, None
    return None


def _name_of(draft: Draft, names: list[tuple[Any, Line]]) -> tuple[Any, Line]:
    if draft.name is not None and draft.name_line is not None and not draft.name.weak:
        return draft.name, draft.name_line
    strong = [x for x in names if not x[0].weak]
    pool = strong or names
    body = [x for x in pool if not x[1].heading]
    title = [x for x in pool if x[1].heading]
    return (title or body)[0]


_IN_TOWN = re.compile(
    r"\b(?:in|to|at|into|en|à|nach|naar|em|im|zu|te)\s+(?:downtown |nearby |beautiful )?([A-ZÀ-Þ][\w.'’-]+(?: (?:[A-ZÀ-Þ][\w.'’-]+|de|del|la|le|du|am|an|der|den))*[\w])"
)
_DATELINE = re.compile(
    r"^([A-ZÀ-Þ][A-ZÀ-Þ .'’-]{2,28}|[A-ZÀ-Þ][a-zà-ÿ]+(?: [A-ZÀ-Þ][a-zà-ÿ]+){0,2})(?:, [A-Z][A-Za-z. ]{1,13})?\s*(?:\([^)]{1,30}\)\s*)?[—–-]{1,2}\s+\S"
)
"""The town a news story opens with: "DOVER, N.H. —", "Rostock (ots) -", "KILLEEN, Texas (KBVL) - "."""
_DAY_BEFORE = re.compile(r"(?:national|international|world)\s+$", re.IGNORECASE)
_DAY_AFTER = re.compile(r"^\s+day\b", re.IGNORECASE)


def _title_text(name: Any, line: Line) -> str:
    """The event's name as printed: with "National ... Day" around it where the heading says so."""
    begin, stop = name.begin, name.stop
    if line.heading:
        before, after = _DAY_BEFORE.search(line.text[:begin]), _DAY_AFTER.match(line.text[stop:])
        if before and after:
            begin, stop = before.start(), stop + after.end()
    return line.text[begin:stop].strip(" \"“”'‘’")


def _theme_of(name: Any, line: Line, lines: Sequence[Line], relevant: Sequence[bool]) -> tuple[str | None, Line, str]:
    if name.theme is not None:
        return name.theme, line, line.text[name.begin : name.stop]
    for other, keep in zip(lines, relevant, strict=True):
        if keep and other.tokens is not None:
            for begin, stop, theme in find_themes(other.tokens):
                return theme, other, other.text[begin:stop]
    return None, line, ""


def _status(draft: Draft, published: date | None, passed: bool) -> tuple[Status, Words | None]:
    if draft.status is not None:
        return draft.status, draft.status_words
    if passed:
        return "held", None
    if draft.day is None:
        return "scheduled", None
    if published is not None:
        if draft.day.day < published:
            return "held", None
        if draft.day.day == published and draft.past:
            return "held", None
        return "scheduled", None
    if draft.past and not (draft.future or draft.present):
        return "held", None
    return "scheduled", None


def _confidence(draft: Draft, found: Candidate, published: date | None, weak: bool) -> float:
    """How sure the reader is that day, hour, venue and status are right, 0 to 1."""
    if draft.day is not None and not draft.day.leaning:
        return 0.5
    score = 0.97
    if weak:
        score -= 0.25
    if "weekday-mismatch" in found.flags or "date-conflict" in found.flags:
        score -= 0.4
    if "date-relative" in found.flags:
        score -= 0.05
    if "meridiem-inferred" in found.flags:
        score -= 0.08
    if draft.start is None:
        score -= 0.1
    if "venue" not in found.values:
        score -= 0.25  # pages that state an event say where: one without a place is seldom read right
    elif "street" not in found.values:
        score -= 0.03
    if draft.rule is not None:
        score -= 0.05
    if published is None and "year-inferred" in found.flags:
        score -= 0.1
    return round(max(0.05, score), 2)
