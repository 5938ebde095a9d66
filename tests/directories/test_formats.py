"""The directories' own columns and words."""

from __future__ import annotations

from pathlib import Path

import pytest

from cwac_aggregator.directories import Format, read_rows
from cwac_aggregator.errors import SourceError

AGENCIES = """\
name,submitted_name,homepage_url,jurisdiction_type,state_iso,municipality,county_fips,county_name,lat,lng,defunct_year,airtable_uid
Ames Police Department - IA,Ames Police Department,ames.example,local,IA,Ames,19169,['Story'],42.03,-93.62,,rec1
Story County Sheriff - IA,,https://story.example/sheriff,county,IA,,19169,"['Story', 'Boone']",,,,rec2
Old Town Police - IA,Old Town Police,https://old.example/,local,IA,Old Town,,,,,2014,rec3
Iowa College Safety - IA,Iowa College Safety,https://c.example/,school,IA,Ames,,,,,,rec4
"""
DOTGOV = """\
Domain name,Domain type,Organization name,Suborganization name,City,State
AMESIA.GOV,City,City of Ames,,Ames,IA
storysheriffia.gov,County,Story County,Sheriff's Office,Nevada,IA
boonepd.gov,City,City of Boone,,Boone,IA
ops.gov,Federal - Executive,Office of Something,,Washington,DC
"""


def written(folder: Path, text: str | bytes) -> Path:
    file = folder / "directory.csv"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


def test_agencies(tmp_path: Path) -> None:
    ames, story, old, college = read_rows(written(tmp_path, AGENCIES), "agencies")
    assert (ames.key, ames.name, ames.kind, ames.county) == ("rec1", "Ames Police Department", "police", "Story")
    assert (ames.latitude, ames.longitude, ames.country) == (42.03, -93.62, "US")
    assert (story.name, story.kind, story.county, story.city) == ("Story County Sheriff", "sheriff", None, None)
    assert old.unwanted == "closed: since 2014"
    assert college.kind == "campus"


def test_dotgov(tmp_path: Path) -> None:
    ames, story, boone, federal = read_rows(written(tmp_path, DOTGOV), "dotgov")
    assert (ames.url, ames.kind, ames.name, ames.city) == ("https://amesia.gov/", "city", "City of Ames", "Ames")
    assert (story.kind, story.name) == ("sheriff", "Sheriff's Office")
    assert boone.kind == "police"
    assert federal.unwanted == "no town or county: Federal - Executive"


def test_a_table_of_ones_own(tmp_path: Path) -> None:
    text = (
        "\ufeffName,URL,Kind,City,Region,Country,Timezone\n"
        "Wache,pd.example,police,Köln,NW,,Europe/Berlin\n\nBote,b.example,newspaper,,,DE,\n"
    )
    first, second = read_rows(written(tmp_path, text), "csv", country="DE")
    assert (first.kind, first.city, first.country, first.timezone) == ("police", "Köln", "DE", "Europe/Berlin")
    assert (second.kind, second.number) == ("newspaper", 4)


def test_a_broken_row_is_skipped_and_the_others_stay(tmp_path: Path) -> None:
    broken, fine = read_rows(written(tmp_path, "name,url\nhalf a row\nAmes Police,ames.example\n"), "csv")
    assert broken.unwanted == "broken row: 1 cells under 2 columns"
    assert fine.unwanted == ""


@pytest.mark.parametrize(
    ("text", "form", "words"),
    [
        ("", "csv", "no column 'name'"),
        ("name,url\n", "agencies", "no column 'homepage_url', so it is no agencies file"),
        (b"name,url\n\xff\xfe,x\n", "csv", "directory.csv"),
        ("name,url,kind\nA,b.gov,circus\n", "csv", "'circus' is no kind of source"),
    ],
)
def test_a_file_that_is_something_else_is_named(tmp_path: Path, text: str | bytes, form: Format, words: str) -> None:
    with pytest.raises(SourceError, match=words):
        read_rows(written(tmp_path, text), form)
