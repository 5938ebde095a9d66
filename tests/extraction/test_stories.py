"""A page as stories: the one it is about, or the posts of an index; and which of its lines speak of the program."""

from __future__ import annotations

from datetime import date

from cwac_aggregator.extraction import read
from cwac_aggregator.extraction.lines import Reader
from cwac_aggregator.extraction.page import read_blocks
from cwac_aggregator.extraction.story import Story, mark_relevant, split_stories
from cwac_aggregator.model import Document
from cwac_aggregator.normalization.language import lexicon

from .pages import LARKMOOR, html

READER = Reader(lexicon("en"), "mdy", LARKMOOR, ())


def stories(text: str, title: str) -> list[Story]:
    return split_stories(read_blocks(html(text)), title, READER)


def relevant(story: Story) -> list[str]:
    assert mark_relevant(story, READER)
    return [line.text for line, keep in zip(story.lines, story.relevant, strict=True) if keep]


def test_an_article_is_one_story_under_its_title() -> None:
    (story,) = stories(
        "<h1>Coffee with a Cop</h1><p>Come to the library on Tuesday, March 14, for a cup.</p>", "Coffee with a Cop"
    )
    assert story.title is not None and story.title.text == "Coffee with a Cop"
    assert not story.several
    assert relevant(story) == [line.text for line in story.lines]


def test_the_posts_of_an_index_are_stories_of_their_own() -> None:
    text = "<h1>News</h1>" + "".join(
        f"<article><h2>{head}</h2><p>The text of this post is long enough to be a post of an index.</p></article>"
        for head in ("Coffee with a Cop", "Coffee prices")
    )
    found = stories(text, "News")
    assert [s.title.text if s.title else None for s in found] == ["Coffee with a Cop", "Coffee prices"]
    assert all(s.several for s in found)
    assert [mark_relevant(s, READER) for s in found] == [True, False]


def test_a_name_far_down_makes_only_its_own_paragraph_relevant() -> None:
    filler = "".join(
        f"<p>The council spoke of item {n} for a good while and moved on to the next one.</p>" for n in range(6)
    )
    told = "Coffee with a Cop is on Tuesday, March 14, at 8 a.m. at Juniper Bakery."
    (story,) = stories(
        f"<h1>Council notes</h1>{filler}<p>{told}</p><p>The next meeting is on April 4 at 7 p.m. in the hall.</p>",
        "Council notes",
    )
    assert relevant(story) == [told]


def test_lines_about_another_program_are_left_out() -> None:
    text = "<h1>Coffee with a Cop</h1><p>Join us on Tuesday, March 14, at 8 a.m. at the library.</p><p>Shop with a Cop is on December 9 at 9 a.m.</p>"
    (story,) = stories(text, "Coffee with a Cop")
    assert not any("Shop" in line for line in relevant(story))


def test_a_story_that_never_names_the_program_is_not_read() -> None:
    assert not stories("<h1>Road works</h1><p>Elm Street is closed on Tuesday, March 14.</p>", "Road works")
    (story,) = stories("<h1>Road works</h1><p>Coffee Street is closed on Tuesday, March 14.</p>", "Road works")
    assert not mark_relevant(story, READER)


def test_the_caption_of_a_picture_over_the_headline_is_of_the_story() -> None:
    """Where it names the program; what else stands above the headline belongs to the site."""
    (story,) = stories(
        "<p>Subscribe for a dollar a week</p><figure><figcaption>Chief Ann Poe at Coffee with a Cop, held at Oak Diner."
        "</figcaption></figure><figure><figcaption>The new bridge opens</figcaption></figure>"
        "<h1>Police coffee moves to a Sunday</h1><p>The next Coffee with a Cop is on Sunday, March 17, at Elm Bakery.</p>",
        "Police coffee moves to a Sunday",
    )
    assert [line.text[:12] for line in story.lines] == ["Chief Ann Po", "The next Cof"]


def test_a_day_in_a_box_over_the_heading_is_the_event_s_where_its_hours_stand_under_it() -> None:
    page = (
        "<html lang=en><title>Events</title><body><main><div>Apr</div><div>16</div><h1>Coffee with a Cop</h1>"
        "<div>Tuesday, 9:00 AM - 11:00 AM</div><div>Plum Diner</div><p>Bring your questions for the officers.</p></main>"
    )
    document = Document("https://www.example.org/events/1", page.encode(), date(2024, 3, 4))
    (mention,) = read(document, LARKMOOR).mentions
    assert mention.start is not None
    assert f"{mention.start:%Y-%m-%d %H:%M}" == "2024-04-16 09:00"


def test_the_first_row_of_a_schedule_is_no_stamp() -> None:
    rows = [("January 17, 2024", "Elm Bakery"), ("February 21, 2024", "Oak Diner"), ("July 17, 2024", "Plum Tavern")]
    body = "".join(f"<p><strong>{day}</strong><br>{venue}<br>5 to 6 p.m.</p>" for day, venue in rows)
    page = f"<html lang=en><body><main><h1>Coffee with a Cop</h1>{body}</main>"
    document = Document("https://www.example.org/coffee", page.encode(), date(2024, 6, 20))
    mentions = read(document, LARKMOOR).mentions
    assert [mention.venue for mention in mentions] == [venue for _, venue in rows]
