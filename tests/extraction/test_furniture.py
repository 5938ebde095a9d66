"""What a site prints between the lines of any story is told from the story."""

from __future__ import annotations

import pytest

from cwac_aggregator.extraction.page.furniture import is_furniture


@pytest.mark.parametrize(
    "line",
    [
        "ADVERTISEMENT",
        "— Advertisement —",
        "Story continues below advertisement",
        "READ MORE: Otter returns to Pell Creek on Friday at 9 a.m.",
        "RELATED: Officers pour coffee in Norwood",
        "Lees ook: Inbraak aan de Elzenweg",
        "[ ALSO READ: Library adds evening hours ]",
        "Video: see how the new dispatch center works (1:45)",
        "Listen to this article 2:14",
        "Sign up for our newsletter and get the news every Friday at 7 a.m.",
        "SPONSORED: Alder Motors spring sale through May 31",
        "Share on Facebook",
        "By Ann Lee",
        "BY ROSS HENKEL, Staff Writer",
        "Por Ana de Souza | Redação",
        "Print | Email | Share",
        "Add to my calendar",
        "+ Google Calendar",
        "View larger map",
        "« All Events",
        "Back to all events",
        "Zum Kalender hinzufügen",
        "Ajouter à mon agenda",
        "Añadir al calendario",
        "Bekijk op de kaart",
        "— Larch PD (@LarchPD) May 4, 2019",
    ],
)
def test_the_site_speaks(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "When: Friday, May 3, from 8 to 10 a.m.",
        "Video: Coffee with a Cop is back on May 4 at Pell Diner",
        "Sign up for the ride-along by May 3 at the front desk.",
        "Officers will share a cup on the square on May 4.",
        "By Order of the Norwood Police Department",
        "By the fountain on Alder Square",
        "Calendar Cafe",
        "Add to the calendar: Coffee with a Cop, May 4",
        "Read more about the program on May 4 at the library",
        "The department’s newsletter names the winners on Friday.",
    ],
)
def test_the_story_speaks(line: str) -> None:
    assert not is_furniture(line)
