"""Prose to candidates: the events that a page's sentences, rows and labels state, each field with its words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from ..model import Origin
from ..normalization.names import NameSpan
from ..normalization.resolve import TimeFrame
from .drafts import Draft, Naming, awaits_place, compose, is_scene, other_place, told_apart
from .drafts.belonging import is_crime
from .lines import Block, Line, Reader
from .observances import date_by_the_day, is_national_day, is_observance, is_of_each_year, observance
from .organizers import StoryHosts
from .page import PageFacts, mark_stamps, without_counters, without_teasers
from .retellings import told_once
from .statements import candidate_of
from .story import (
    Story,
    entries_apart,
    first_full_date,
    governing_years,
    is_mention,
    last_reported,
    mark_relevant,
    month_named_once,
    month_of_heading,
    naming_of,
    occasion_of,
    split_stories,
    take_inline_stamp,
    without_mentions,
    without_other_days,
)
from .structured import Candidate
from .titles import StoryNames
from .towns import StoryTowns

_TOLD = 2
"""How surely a date is the event's, at the least, where the nation's day stands beside it."""
_AHEAD = 7
"""Days that a stamp may lie ahead of the fetch: issues are dated ahead."""
_LEAD = 40
"""Letters of the shortest line that a report opens with."""
_FEW_LETTERS = 14
"""What may stand beside a day for the line to be the day alone."""


def read_prose(
    blocks: Sequence[Block], facts: PageFacts, reader: Reader, fetched: date | None, origin: Origin = "prose"
) -> list[Candidate]:
    """The events that the blocks of a page state, in reading order."""
    out: list[list[Candidate]] = []
    told = without_teasers(without_counters(blocks), reader, fetched or facts.published)
    stories = split_stories(entries_apart(told, reader), facts.title, reader, fetched)
    heads = _headings(blocks, reader) if any(story.several for story in stories) else []
    for story in stories:
        written = story.written if _may_be_stamp(story.written, fetched) else None
        published = written or facts.published
        if story.several and written is None:
            own = mark_stamps(story.blocks, reader, None, fetched)
            if own is not None:
                published = own if _may_be_stamp(own, fetched) else published
                story.lines = [line for line in story.lines if line.block.kind != "stamp"]
        if story.title is not None and reader.cues.has("missing", story.title.low):
            continue
        if not mark_relevant(story, reader):
            continue
        passed = not story.several and facts.passed()
        out.append(
            _read_story(story, facts, published, reader, fetched, origin, passed, heads if story.several else [])
        )
    return told_once(out)


def _headings(blocks: Sequence[Block], reader: Reader) -> list[Line]:
    """The page's headings of the highest level, which may name the month of all its entries."""
    return [
        reader.annotate(Line(block.text, block, -1)) for block in blocks if block.kind == "heading" and block.level == 1
    ]


def _is_grid(lines: Sequence[Line]) -> bool:
    """Whether lines stand in the cells of a month's days: the month of the page is theirs."""
    return any(line.block.day is not None for line in lines)


def _may_be_stamp(day: date | None, fetched: date | None) -> bool:
    """Whether a story may have been written on a day: not weeks after it was fetched, which is the day of a next event."""
    return day is None or fetched is None or day - fetched <= timedelta(days=_AHEAD)


def _read_story(
    story: Story,
    facts: PageFacts,
    published: date | None,
    reader: Reader,
    fetched: date | None,
    origin: Origin,
    passed: bool,
    heads: Sequence[Line],
) -> list[Candidate]:
    lines = story.lines
    relevant = story.relevant
    if story.title is not None:
        title = story.title
        keep = bool(title.names) or not title.others
        lines = [title, *lines]
        relevant = [keep, *relevant]
    inline = take_inline_stamp(lines, reader)
    frame = TimeFrame(
        published=published or inline or facts.around,
        month=facts.month or month_of_heading(lines) or month_of_heading(heads),
        named=month_named_once(lines) or month_named_once(heads) or (facts.month if _is_grid(lines) else None),
        stated=first_full_date(lines, relevant),
        years=governing_years(story, facts, fetched, heads),
        fetched=fetched,
        newest_year=facts.newest_year(),
        held=last_reported(lines, relevant),
    )
    exact = published or inline
    passed = passed or reader.cues.has("passed", " ".join(line.low for line in story.lines))
    date_by_the_day(lines, relevant, exact, reader)
    drafts = compose(
        lines,
        relevant,
        reader,
        frame,
        titled=_titled(story),
        entitled=_is_entitled(story, reader),
        led=story.led,
        passed=passed,
    )
    told = [line for line, keep in zip(lines, relevant, strict=True) if keep]
    drafts = without_mentions(drafts, told, _titled(story), reader)
    if not (_titled(story) or _is_entitled(story, reader)):
        drafts = without_other_days(drafts, told, reader)
    drafts = _sensible(_without_national_day(drafts), story, exact, fetched, reader)
    if exact is not None and not any(_has_been(d, exact) for d in drafts):
        reported = _reported(story, lines, reader, frame, beside=bool(drafts))
        drafts = [*reported, *(d for d in drafts if all(d.line is not found.line for found in reported))]
    if not drafts:
        return []
    names = [(n, line) for line, keep in zip(lines, relevant, strict=True) if keep for n in line.names]
    names = names or [(d.name, d.name_line) for d in drafts if d.name is not None and d.name_line is not None]
    names = names or [(n, line) for line in lines for n in line.names]
    if not names or (_tells_other_story(story, reader) and not any(_is_printed_as_name(n, line) for n, line in names)):
        return []
    if is_observance(drafts, story.title, reader):
        stated = [draft for draft in drafts if not is_of_each_year(draft) and draft.day is not None]
        of_years = {draft.day.day.year: draft for draft in reversed(stated) if draft.day is not None}
        return [observance(of_years[year], names, exact, origin) for year in sorted(of_years)]
    towns = StoryTowns(lines, relevant, reader, apart=frozenset(id(d.line) for d in drafts if d.elsewhere))
    hosts = StoryHosts(lines, relevant)
    printed = StoryNames(names)
    return [candidate_of(d, printed, towns, hosts, exact, fetched, passed, origin) for d in drafts]


def _reported(story: Story, lines: Sequence[Line], reader: Reader, frame: TimeFrame, *, beside: bool) -> list[Draft]:
    """The event that a story reports, on a day that it tells in another sentence than the name."""
    beside = beside or _tells_other_story(story, reader)
    occasion = occasion_of(lines, reader)
    if occasion is not None:
        return told_apart(lines, occasion, reader, frame, named="held", beside=beside)
    if story.title is not None and story.title.others and not story.title.names:
        return []
    naming = naming_of(lines, reader)
    if naming is None:
        return []
    named: Naming = "mentioned" if is_mention(naming, reader) else "told"
    return told_apart(lines, naming, reader, frame, named=named, beside=beside)


def _has_been(draft: Draft, written: date) -> bool:
    """Whether an event was held when its page was written."""
    return draft.past or (draft.day is not None and draft.day.day <= written)


def _without_national_day(drafts: list[Draft]) -> list[Draft]:
    """Without the nation's day where the story tells the day of its own: "Ours was held on Tuesday, Oct. 22"."""
    own = [
        d
        for d in drafts
        if (d.complete and not _has_place_of_another(d, drafts))
        or d.row
        or d.labelled
        or d.line is None
        or not is_national_day(d.line)
        or d.rule is not None
    ]
    return own if any(d.anchor >= _TOLD for d in own) else drafts


def _has_place_of_another(draft: Draft, drafts: list[Draft]) -> bool:
    """Whether all that is known of a draft is the place that another one tells in its own line."""
    words = draft.place_words
    if draft.start is not None or words is None or words.line is draft.line:
        return False
    return any(d is not draft and d.line is words.line and not other_place(d.place, draft.place) for d in drafts)


def _tells_other_story(story: Story, reader: Reader) -> bool:
    """Whether the title is of another matter: an arrest, a budget, an opening."""
    return story.title is not None and reader.cues.has("other_story", story.title.low) and not _titled(story)


def _is_printed_as_name(name: NameSpan, line: Line) -> bool:
    return not line.text[name.begin : name.stop].islower()


def _titled(story: Story) -> bool:
    """Whether the story's title, or the first heading under a general one, names the program."""
    if story.title is not None and story.title.names:
        return True
    first = next((line for line in story.lines if line.heading), None)
    return first is not None and bool(first.names)


def _is_entitled(story: Story, reader: Reader) -> bool:
    """Whether a title tells of the event without its name, over a lead that does: "Getting to know cops over coffee"."""
    title = story.title
    return (
        title is not None
        and story.led
        and not title.others
        and bool(title.hosts() and title.themes())
        and not reader.cues.has("other_story", title.low)
    )


def _is_day_alone(draft: Draft) -> bool:
    """Whether a line is little but the day ("Oct 8-11, 2021", "on Thursday, as well")."""
    line, words = draft.line, draft.day_words
    return line is not None and words is not None and len(line.text) - len(words.text) <= _FEW_LETTERS


def _is_told_without_name(draft: Draft) -> bool:
    """Whether a printed day is planned with police and something shared: "On June 26 the ice cream truck will team up with
    Officer Pentz"."""
    line, span = draft.line, draft.span
    if line is None or span is None or not span.days or not draft.future:
        return False
    return bool(line.hosts()) and bool(line.themes())


def _is_deed_of_titled(draft: Draft, reader: Reader) -> bool:
    """Whether a sentence tells what police did then with the thing shared, under a title that names the program: "An ice cream
    truck and four cruisers went through town on Wednesday"."""
    line = draft.line
    if line is None or not draft.past or draft.future or line.others or is_crime(reader.cues, line):
        return False
    return bool(line.themes()) and (bool(line.hosts()) or reader.cues.has("scene", line.low))


def _is_addressed_row(draft: Draft) -> bool:
    """Whether a row of a list tells a street and nothing else ("July 28 – 300 Somerset Street")."""
    return draft.row and draft.place is not None and draft.place.street is not None


def _is_reported_first(draft: Draft, drafts: Sequence[Draft], story: Story, written: date | None) -> bool:
    """Whether a report opens with its event, by name and day, and tells of the next one further down."""
    line, span = draft.line, draft.span
    if line is None or line.heading or draft.name_line is not line or span is None or draft.day is None:
        return False
    if not draft.past or draft.future:
        return False
    if not span.days and (written is None or span.relative != "bare" or draft.day.day > written):
        return False
    lead = next((x.unit for x in story.lines if not x.heading and not x.block.is_caption and len(x.text) > _LEAD), None)
    others = [d for d in drafts if d is not draft]
    return line.unit == lead and all(
        d.line is not line and (d.future or _is_to_come(d, written)) and _is_after(d, draft) for d in others
    )


def _is_next(draft: Draft, drafts: Sequence[Draft], reader: Reader) -> bool:
    """Whether a sentence plans the next event, for a day behind all others: "The next one is Dec. 4."."""
    line, span = draft.line, draft.span
    if line is None or span is None or not span.days:
        return False
    told = reader.cues.has("next_one", line.low)
    told = told or (draft.anchor >= _TOLD and (draft.name_line is line or reader.cues.has("again", line.low)))
    if line.others or not told:
        return False
    return all(d is draft or d.line is line or (d.day is not None and _is_after(draft, d)) for d in drafts)


def _is_to_come(draft: Draft, written: date | None) -> bool:
    return draft.day is not None and written is not None and draft.day.day > written


def _is_after(draft: Draft, first: Draft) -> bool:
    """Whether a draft is of a later day than the first, or of none told as past."""
    if draft.day is None or first.day is None:
        return not draft.past
    return draft.day.day > first.day.day


def _says_when(draft: Draft) -> bool:
    """Whether the line of a day without hour and place says that something is or was held then, as "8/8: a guide" does not."""
    line = draft.line
    if line is None or draft.day is None or is_national_day(line):
        return True
    if _is_day_alone(draft):
        return True
    if is_scene(draft):
        return True
    if "date-relative" in draft.day.flags and draft.name is None:
        return False  # "today it is held in thirty countries"
    if line.names and line.reader is not None and line.reader.cues.has_any(("moved", "changing"), line.low):
        return True  # "We have rescheduled Coffee with a Cop from Wednesday to Saturday, February 29"
    return line.heading or draft.past or draft.future or len(line.text) < 70 or not line.names


def _is_told_as_held(draft: Draft) -> bool:
    """Whether a whole sentence says of the event by its name that it was: "Thank you to all who came to our Coffee with a Cop on
    March 5."."""
    line = draft.line
    if line is None or line.heading or line.block.kind != "text" or not line.text.rstrip().endswith((".", "!")):
        return False
    return draft.past and draft.anchor > _TOLD and bool(line.names)


def _tells_of_it(draft: Draft, line: Line, story: Story, reader: Reader) -> bool:
    """Whether a sentence says when "the event" was, in a paragraph that names it."""
    named = any(other.names for other in story.lines if other.unit == line.unit)
    return named and draft.past and draft.anchor >= _TOLD and reader.cues.has("event", line.low)


def _sensible(
    drafts: list[Draft], story: Story, published: date | None, fetched: date | None, reader: Reader
) -> list[Draft]:
    """Drafts that state an event: a past one must be told as such, a lone date must have a name, hour or place near it."""
    kept: list[Draft] = []
    if story.title is not None and story.title.others and not _titled(story):
        # a page of another program, on which ours is told in passing
        drafts = [d for d in drafts if d.complete and (d.name is not None or (not d.row and d.anchor >= 2))]
    if story.title is not None and not _titled(story):
        if reader.cues.has("log", story.title.low):
            drafts = [d for d in drafts if not d.past]  # what officers did, one thing a line
        if reader.cues.has("index", story.title.low):
            drafts = [d for d in drafts if d.complete or d.status is not None]  # days on which stories were posted
    if _tells_other_story(story, reader):
        drafts = [d for d in drafts if d.row or d.labelled or d.anchor >= (3 if d.past else 2)]
    titled = story.title is not None and bool(story.title.names)
    days = [d for d in drafts if d.day is not None]
    written = [x for x in (published, fetched) if x is not None]
    if (
        (
            len({d.day.day for d in days if d.day is not None}) >= 4
            or (story.several and days and not any(d.complete or d.status or _is_told_as_held(d) for d in days))
        )
        and written
        and not any(d.start is not None or d.labelled for d in days)
        and (story.several or not all(d.place is not None for d in days))
        and all(d.day is not None and d.day.day <= max(written) for d in days)
    ):
        return []  # teasers, or titles alone, under the days they were posted
    if any(d.complete for d in drafts):
        # a day with neither hour nor place, beside events that have them, is some other day
        drafts = [
            d
            for d in drafts
            if d.complete
            or d.rule is not None
            or d.status is not None
            or d.elsewhere
            or (d.row and awaits_place(reader, d))
            or _is_addressed_row(d)
            or _is_reported_first(d, drafts, story, published)
            or _is_next(d, drafts, reader)
        ]
    elif len(drafts) > 1 and not any(d.labelled for d in drafts):
        # several days in one paragraph that is nothing else are a run or a list of the event's
        together = len({d.line.unit for d in drafts if d.line is not None}) == 1 and titled
        run = titled and len({id(d.span) for d in drafts}) == 1 and drafts[0].past  # "kamen am 22. und 23. Dezember"
        drafts = [
            d
            for d in drafts
            if d.anchor == 3 or d.row or run or (together and _is_day_alone(d)) or _is_told_without_name(d)
        ]
    entitled = len(days) == 1 and _is_entitled(story, reader)
    lead = [d for d in drafts if entitled and d.line is not None and d.line.hosts() and (d.future or d.past)]
    if titled and len(days) == 1:
        lead += [d for d in drafts if _is_deed_of_titled(d, reader)]
    drafts = [d for d in drafts if d.complete or d.labelled or d.row or d.status or d in lead or _says_when(d)]
    for draft in drafts:
        if draft.rule is not None and draft.name is None and not titled and draft.complete == 0:
            continue
        if (
            draft.day is not None
            and draft.complete == 0
            and draft.name is None
            and not (draft.labelled or draft.row or draft.elsewhere)
        ):
            line = draft.line
            told = line is not None and (
                is_scene(draft)
                or _is_told_without_name(draft)
                or _is_next(draft, drafts, reader)
                or _tells_of_it(draft, line, story, reader)
                or draft in lead
            )
            if line is not None and not titled and not line.heading and not told:
                continue
            alone = line is not None and not line.heading and len(drafts) > 1 and any(d.complete for d in drafts)
            if alone and not _is_next(draft, drafts, reader):
                continue
        kept.append(draft)
    return kept
