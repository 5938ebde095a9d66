"""The shapes that a list of events is set in as a table: each is a function from the words of a language to a page and what
it states."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

FIELDS = ("day", "hours", "from", "until", "venue", "street", "town")


@dataclass(frozen=True)
class Event:
    """An event: the words of its cells, and what they mean."""

    cells: Mapping[str, str]
    start: str
    end: str
    status: str = "scheduled"

    def with_cells(self, **cells: str) -> Event:
        """The event with other words in some of its cells."""
        return replace(self, cells={**self.cells, **cells})


@dataclass(frozen=True)
class Words:
    """The words of a language."""

    told: Mapping[str, Any]

    @property
    def events(self) -> list[Event]:
        """The list."""
        found = []
        for number, row in enumerate(self.told["events"]):
            *cells, start, end = row.split(" | ")
            own = {
                "title": self.told["program"],
                "officer": self.told["officers"][number],
                "topic": self.told["topics"][number],
                "note": "",
            }
            found.append(Event(dict(zip(FIELDS, cells, strict=True)) | own, start, f"{start[:10]}T{end}"))
        return found

    @property
    def called_off(self) -> str:
        """What is said of an event that is not held."""
        return str(self.told["called_off"])

    def heads(self, columns: Sequence[str]) -> list[str]:
        """The heads of these columns."""
        return [self.told["heads"][column] for column in columns]


Shape = Callable[[Words], tuple[str, list[str]]]
SHAPES: dict[str, Shape] = {}


def states(words: Words, columns: Sequence[str], events: Sequence[Event] | None = None) -> list[str]:
    """What a table with these columns states."""
    out = []
    for event in words.events if events is None else events:
        cell = event.cells
        hours, ends = {"hours", "from"} & set(columns), {"hours", "until"} & set(columns)
        start = event.start if hours else event.start[:10]
        place = [cell[name] if name in columns else "-" for name in ("venue", "street")]
        town = cell["town"] if "town" in columns else words.told["near"]["city"]
        out.append(" | ".join([start, event.end if ends else "-", *place, town, event.status]))
    return sorted(out)


def row(cells: Sequence[str], tag: str = "td") -> str:
    return "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in cells) + "</tr>"


def table(rows: Sequence[str]) -> str:
    return "<table>" + "".join(rows) + "</table>"


def body(columns: Sequence[str], events: Sequence[Event]) -> list[str]:
    return [row([event.cells[column] for column in columns]) for event in events]


def _plain(name: str, columns: str, headed: bool = True) -> None:
    """A table with these columns."""

    def shape(words: Words) -> tuple[str, list[str]]:
        own = columns.split()
        heads = [row(words.heads(own), "th")] if headed else []
        return table([*heads, *body(own, words.events)]), states(words, own)

    SHAPES[name] = shape


_plain("a venue", "day hours venue")
_plain("venue and town", "day hours venue town")
_plain("town first", "town venue street day hours")
_plain("venue, street, town", "day hours venue street town")
_plain("from and until", "day from until venue town")
_plain("a start alone", "day from venue")
_plain("titles", "title day hours venue town")
_plain("topics", "day hours topic venue")
_plain("officers", "officer day hours venue town")
_plain("no heads", "day hours venue", headed=False)
_plain("no heads, a town", "day hours venue town", headed=False)
_plain("no heads, officers", "day hours venue officer", headed=False)


def shape(name: str) -> Callable[[Shape], Shape]:
    def keep(made: Shape) -> Shape:
        SHAPES[name] = made
        return made

    return keep


@shape("one day in several rows")
def _rowspan(words: Words) -> tuple[str, list[str]]:
    columns = ("day", "hours", "venue", "town")
    first, second, third = words.events
    second = replace(second, start=first.start[:10] + second.start[10:], end=first.end[:10] + second.end[10:])
    rows = body(columns, [first, second, third])
    rows[0] = rows[0].replace("<td>", "<td rowspan=2>", 1)
    rows[1] = row([second.cells[column] for column in columns[1:]])
    return table([row(words.heads(columns), "th"), *rows]), states(words, columns, [first, second, third])


@shape("one place in several rows")
def _same_place(words: Words) -> tuple[str, list[str]]:
    columns = ("town", "venue", "day", "hours")
    first, second, third = words.events
    second = second.with_cells(venue=first.cells["venue"], town=first.cells["town"])
    rows = body(columns, [first, second.with_cells(venue="", town=""), third])
    return table([row(words.heads(columns), "th"), *rows]), states(words, columns, [first, second, third])


@shape("months in rows of their own")
def _months(words: Words) -> tuple[str, list[str]]:
    columns = ("hours", "venue")
    rows = [row([words.told["heads"]["day"], *words.heads(columns)], "th")]
    for month, event in zip(words.told["months"], words.events, strict=True):
        rows.append(f"<tr><td colspan=3>{month.capitalize()} 2024</td></tr>")
        rows.append(row([str(int(event.start[8:10])), *(event.cells[column] for column in columns)]))
    return table(rows), states(words, columns)


@shape("months in a column")
def _month_column(words: Words) -> tuple[str, list[str]]:
    columns = ("hours", "venue")
    rows = [row([words.told["month"], words.told["heads"]["day"], *words.heads(columns)], "th")]
    for month, event in zip(words.told["months"], words.events, strict=True):
        rows.append(row([f"{month} 2024", str(int(event.start[8:10])), *(event.cells[c] for c in columns)]))
    return table(rows), states(words, columns)


@shape("towns in rows of their own")
def _towns(words: Words) -> tuple[str, list[str]]:
    columns = ("day", "hours", "venue")
    rows = [row(words.heads(columns), "th")]
    for event in words.events:
        rows += [f"<tr><td colspan=3><b>{event.cells['town']}</b></td></tr>", *body(columns, [event])]
    return table(rows), states(words, (*columns, "town"))


@shape("heads at the left")
def _turned(words: Words) -> tuple[str, list[str]]:
    columns = ("day", "hours", "venue", "town")
    heads = words.heads(columns)
    rows = [row([head, *(e.cells[c] for e in words.events)]) for head, c in zip(heads, columns, strict=True)]
    return table(rows), states(words, columns)


@shape("other matters between")
def _mixed(words: Words) -> tuple[str, list[str]]:
    columns = ("title", "day", "hours", "venue")
    rows = [row(words.heads(columns), "th")]
    for event, other in zip(words.events, words.told["others"], strict=True):
        rows += body(columns, [event.with_cells(title=other, venue=words.events[0].cells["venue"]), event])
    return table(rows), states(words, columns)


@shape("called off in a column")
def _called_off(words: Words) -> tuple[str, list[str]]:
    columns = ("day", "hours", "venue", "town", "note")
    first, second, third = words.events
    second = replace(second.with_cells(note=words.called_off), status="cancelled")
    events = [first, second, third]
    return table([row(words.heads(columns), "th"), *body(columns, events)]), states(words, columns, events)


@shape("called off in a cell")
def _called_off_in_cell(words: Words) -> tuple[str, list[str]]:
    columns = ("day", "hours", "venue", "town")
    first, second, third = words.events
    told = replace(second, status="cancelled")
    second = second.with_cells(town=f"{second.cells['town']} ({words.told['called_off']})")
    return table([row(words.heads(columns), "th"), *body(columns, [first, second, third])]), states(
        words, columns, [first, told, third]
    )


@shape("called off across columns")
def _called_off_across(words: Words) -> tuple[str, list[str]]:
    columns = ("day", "hours", "venue")
    first, second, third = words.events
    rows = [row(words.heads(columns), "th"), *body(columns, [first])]
    rows.append(f"<tr><td>{second.cells['day']}</td><td colspan=2>{words.told['called_off']}</td></tr>")
    off = replace(second.with_cells(venue="-"), start=second.start[:10], end="-", status="cancelled")
    return table([*rows, *body(columns, [third])]), states(words, columns, [first, off, third])


@shape("lines in a cell")
def _lines(words: Words) -> tuple[str, list[str]]:
    rows = [row(words.heads(("day", "hours", "venue")), "th")]
    for event in words.events:
        place = "<br>".join(event.cells[name] for name in ("venue", "street", "town"))
        rows.append(row([event.cells["day"], event.cells["hours"], place]))
    return table(rows), states(words, FIELDS)


@shape("boxes with roles")
def _roles(words: Words) -> tuple[str, list[str]]:
    return _boxes(words, '<div role="row">', "</div>", '<div role="cell">', "</div>", '<div role="table">')


@shape("boxes under a row of heads")
def _classes(words: Words) -> tuple[str, list[str]]:
    return _boxes(words, '<div class="r">', "</div>", '<div class="c">', "</div>", '<div class="schedule">')


@shape("list items of boxes")
def _items(words: Words) -> tuple[str, list[str]]:
    page, stated = _boxes(words, "<li>", "</li>", "<span>", "</span>", "<ul>")
    return page.removesuffix("</div>") + "</ul>", stated


def _boxes(words: Words, row: str, row_end: str, cell: str, cell_end: str, whole: str) -> tuple[str, list[str]]:
    columns = ("day", "hours", "venue", "town")
    rows = [words.heads(columns), *([event.cells[column] for column in columns] for event in words.events)]
    told = "".join(row + "".join(f"{cell}{text}{cell_end}" for text in texts) + row_end for texts in rows)
    return f"{whole}{told}</div>", states(words, columns)


@shape("heads again in each cell")
def _labelled(words: Words) -> tuple[str, list[str]]:
    columns = ("day", "hours", "venue", "town")
    rows = []
    for event in words.events:
        cells = zip(words.heads(columns), (event.cells[column] for column in columns), strict=True)
        rows.append("<tr>" + "".join(f'<td data-label="{h}"><b>{h}</b> {text}</td>' for h, text in cells) + "</tr>")
    return table(rows), states(words, columns)


@shape("lines with bars")
def _bars(words: Words) -> tuple[str, list[str]]:
    columns = ("day", "hours", "venue", "town")
    lines = "<br>".join(" | ".join(event.cells[column] for column in columns) for event in words.events)
    return f"<p>{lines}</p>", states(words, columns)


@shape("lines with slashes")
def _slashes(words: Words) -> tuple[str, list[str]]:
    columns = ("day", "hours", "venue")
    lines = "<br>".join(" / ".join(event.cells[column] for column in columns) for event in words.events)
    return f"<p>{lines}</p>", states(words, columns)


@shape("set with spaces")
def _spaces(words: Words) -> tuple[str, list[str]]:
    columns = ("day", "hours", "venue", "town")
    rows = [words.heads(columns), *([event.cells[column] for column in columns] for event in words.events)]
    return "<pre>" + "\n".join("".join(text.ljust(40) for text in texts) for texts in rows) + "</pre>", states(
        words, columns
    )


@shape("set with hard spaces")
def _hard_spaces(words: Words) -> tuple[str, list[str]]:
    columns = ("day", "hours", "venue", "town")
    gap = "&nbsp;&nbsp;&nbsp; "
    lines = "<br>".join(gap.join(event.cells[column] for column in columns) for event in words.events)
    return f"<p>{lines}</p>", states(words, columns)


@shape("hours over the table")
def _hours_above(words: Words) -> tuple[str, list[str]]:
    columns = ("day", "venue", "town")
    first = words.events[0]
    events = [
        replace(event, start=event.start[:10] + first.start[10:], end=event.end[:10] + first.end[10:])
        for event in words.events
    ]
    lead = words.told["hours"].format(
        first.cells["from"].removesuffix(" Uhr").removesuffix(" uur"), first.cells["until"]
    )
    rows = [row(words.heads(columns), "th"), *body(columns, events)]
    return f"<p>{lead}</p>{table(rows)}", states(words, (*columns, "hours"), events)


@shape("two sittings in a cell")
def _sittings(words: Words) -> tuple[str, list[str]]:
    columns = ("day", "hours", "venue")
    morning = words.events[2]
    first, second, _ = words.events
    both = [first, second]
    early = [
        replace(event, start=event.start[:10] + morning.start[10:], end=event.end[:10] + morning.end[10:])
        for event in both
    ]
    told = [e.with_cells(hours=f"{morning.cells['hours']}<br>{e.cells['hours']}") for e in both]
    return table([row(words.heads(columns), "th"), *body(columns, told)]), states(words, columns, [*both, *early])


@shape("a list of facts for each")
def _lists_of_facts(words: Words) -> tuple[str, list[str]]:
    columns = ("day", "hours", "venue", "town")
    lists = []
    for event in words.events:
        facts = zip(words.heads(columns), (event.cells[column] for column in columns), strict=True)
        lists.append("<dl>" + "".join(f"<dt>{head}</dt><dd>{fact}</dd>" for head, fact in facts) + "</dl>")
    return "".join(lists), states(words, columns)


@shape("a table under each town")
def _town_headings(words: Words) -> tuple[str, list[str]]:
    columns = ("day", "hours", "venue")
    parts = [
        f"<h3>{event.cells['town']}</h3>" + table([row(words.heads(columns), "th"), *body(columns, [event])])
        for event in words.events
    ]
    return "".join(parts), states(words, (*columns, "town"))


@shape("a place behind the name")
def _behind_name(words: Words) -> tuple[str, list[str]]:
    columns = ("title", "day", "hours")
    events = [event.with_cells(title=f"{words.told['program']} – {event.cells['venue']}") for event in words.events]
    return table([row(words.heads(columns), "th"), *body(columns, events)]), states(words, (*columns, "venue"))


@shape("one day over the table")
def _day_above(words: Words) -> tuple[str, list[str]]:
    columns = ("hours", "venue", "town")
    day = words.events[0]
    events = [replace(e, start=day.start[:10] + e.start[10:], end=day.end[:10] + e.end[10:]) for e in words.events]
    rows = [row(words.heads(columns), "th"), *body(columns, events)]
    return f"<h3>{day.cells['day']}</h3>{table(rows)}", states(words, columns, events)


@shape("facts in two rows under a day")
def _two_rows(words: Words) -> tuple[str, list[str]]:
    rows = []
    for event in words.events:
        cell = event.cells
        rows.append(f"<tr><td rowspan=2>{cell['day']}</td><td>{cell['hours']}</td></tr>")
        rows.append(row([f"{cell['venue']}, {cell['street']}"]))
    return table(rows), states(words, ("day", "hours", "venue", "street"))


@shape("a table of other matters below")
def _other_table(words: Words) -> tuple[str, list[str]]:
    columns = ("day", "hours", "venue")
    event, *others = words.events
    told = words.told["sentence"].format(**event.cells, program=words.told["program"])
    rows = [row(words.heads(columns), "th"), *body(columns, others)]
    return f"<p>{told}</p><h2>{words.told['closures']}</h2>{table(rows)}", states(words, columns, [event])
