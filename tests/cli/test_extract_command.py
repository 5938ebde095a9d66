"""`cwac extract`: the public contract of its JSON, and what bad input does."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from cwac_aggregator.model import MENTION_FIELDS
from exports import json_schema
from scrapers.demo import DemoTown

from .calling import Call

POST = "/journal/2023/6/1/officers-share-a-cone-with-neighbors.html"
BLOG = "/2016/09/26/ask-the-officer-next-to-you/"
SANTA_MONICA = {"name": "The Tidepool Journal", "city": "Santa Monica", "region": "CA", "country": "US"}
SCHEMA = jsonschema.Draft202012Validator(json_schema("extract"))


@pytest.fixture(scope="module")
def town() -> DemoTown:
    """The town, not served: its answers are asked for directly."""
    town = DemoTown()
    town.sites.update(
        dict.fromkeys(
            ["journal", "blog", "sheriff", "city", "pueblo", "program", "paper", "campus"], "http://127.0.0.1:1"
        )
    )
    return town


@pytest.fixture
def seeds(tmp_path: Path, town: DemoTown) -> Path:
    """A manifest with the replicas of the two seeds, in a folder of its own."""
    folder = tmp_path / "saved"
    folder.mkdir()
    (folder / "post.html").write_bytes(town.answer("journal", POST).body)
    (folder / "blog.html").write_bytes(town.answer("blog", BLOG).body)
    return manifest(
        folder / "pages.jsonl",
        {
            "file": "post.html",
            "url": "https://journal.example.org" + POST,
            "fetched": "2023-06-05",
            "source": SANTA_MONICA,
        },
        {
            "file": "blog.html",
            "url": "https://blog.example.org" + BLOG,
            "fetched": None,
            "source": {"name": None, "city": None, "region": None, "country": None},
        },
    )


def manifest(path: Path, *lines: dict[str, Any] | str) -> Path:
    text = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines)
    path.write_text(text, "utf-8")
    return path


def test_the_two_seeds_are_read_as_the_project_must_read_them(cwac: Call, seeds: Path) -> None:
    result = cwac("extract", "--manifest", seeds, "--json")
    assert result.code == 0, result.err
    post, blog = result.rows
    SCHEMA.validate(post)
    SCHEMA.validate(blog)
    assert (post["file"], post["url"]) == ("post.html", "https://journal.example.org" + POST)
    (ice,) = post["mentions"]
    expected = {
        "title": "Ice Cream With a Cop",
        "kind": "event",
        "theme": "ice cream",
        "status": "held",
        "start": "2023-06-01",
        "end": None,
        "flags": ["weekday-mismatch"],
        "alternatives": ["2023-05-31"],
        "venue": "Afters Ice Cream",
        "street": "Ocean Avenue",
        "organizer": "Santa Monica Police",
        "city": "Santa Monica",
        "region": "CA",
        "country": "US",
    }
    assert {name: ice[name] for name in expected} == expected
    assert list(ice) == [*MENTION_FIELDS, "evidence"]
    assert "June 1" in ice["evidence"]["start"]["text"]
    (day,) = blog["mentions"]
    assert (day["title"], day["kind"], day["start"]) == ("National Coffee with a Cop Day", "observance", "2016-10-07")
    assert (day["venue"], day["street"], day["city"]) == (None, None, None)


def test_the_same_page_as_a_table(cwac: Call, seeds: Path) -> None:
    result = cwac("extract", "--manifest", seeds)
    assert result.code == 0
    assert "post.html: 1 mention" in result.out
    assert "Thu 2023-06-01" in result.out
    assert "Afters Ice Cream, Santa Monica CA" in result.out


def test_bad_lines_and_pages_are_told_in_their_place_and_the_others_are_read(cwac: Call, seeds: Path) -> None:
    folder = seeds.parent
    (folder / "empty.html").write_bytes(b"")
    (folder / "broken.html").write_bytes(b"<p>\xff\xfe\x00\x80 caf\xe9 \x00")
    good = seeds.read_text("utf-8").splitlines()[0]
    lines = manifest(
        folder / "all.jsonl",
        good,
        "not json",
        '["a list"]',
        '{"url": "https://example.org/"}',
        {"file": "missing.html", "url": "https://example.org/missing"},
        {"file": "empty.html", "url": "https://example.org/empty", "fetched": "yesterday"},
        {"file": "a\0b.html", "url": "https://example.org/nul"},
        {"file": "empty.html", "url": "https://example.org/empty", "source": {"city": 7}},
        "",
        {"file": "empty.html", "url": "https://example.org/empty", "unknown": 1, "source": None},
        {"file": "broken.html", "url": "https://example.org/broken"},
        good,
    )
    result = cwac("extract", "--manifest", lines, "--json")
    assert result.code == 1
    for row in result.rows:
        SCHEMA.validate(row)
    kinds = ["error" if "error" in row else len(row["mentions"]) for row in result.rows]
    assert kinds == [1, *["error"] * 7, 0, 0, 1]
    errors = [row["error"] for row in result.rows if "error" in row]
    assert "all.jsonl: line 2: not JSON" in errors[0]
    assert "line 3: not a JSON object" in errors[1]
    assert "line 4: file" in errors[2]
    assert "missing.html: No such file" in errors[3]
    assert "line 6: fetched" in errors[4]
    assert "null" in errors[5]
    assert "line 8: source.city" in errors[6]
    assert result.rows[4]["file"] == "missing.html"
    assert result.rows[4]["url"] == "https://example.org/missing"


def test_a_page_above_the_limit_is_refused(cwac: Call, tmp_path: Path) -> None:
    (tmp_path / "large.html").write_bytes(b"x" * 3000)
    result = cwac("extract", "large.html", "--json", "--max-body-bytes", "2000")
    assert result.code == 1
    assert "larger than 2,000 bytes" in result.rows[0]["error"]


def test_single_files_take_what_is_known_about_them_from_flags(cwac: Call, seeds: Path) -> None:
    about = ["--city", "Santa Monica", "--region", "CA", "--country", "US", "--fetched", "2023-06-05"]
    result = cwac("extract", seeds.parent / "post.html", "--json", "--url", "https://x.example/p", *about)
    assert result.code == 0
    assert result.rows[0]["url"] == "https://x.example/p"
    assert result.rows[0]["mentions"][0]["region"] == "CA"
    bare = cwac("extract", seeds.parent / "post.html", "--json").rows[0]
    assert bare["url"].startswith("file:///")


def test_stdin_is_a_page_too(cwac: Call, seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    body = (seeds.parent / "post.html").read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(body)))
    result = cwac("extract", "-", "--json", "--url", "https://x.example/p")
    assert (result.code, len(result.rows[0]["mentions"])) == (0, 1)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["extract", "a.html", "--manifest", "b.jsonl"], "not both"),
        (["extract", "a.html", "--fetched", "May 1"], "YYYY-MM-DD"),
        (["extract", "--manifest", "nowhere.jsonl", "--json"], "nowhere.jsonl: No such file"),
    ],
)
def test_wrong_use_is_exit_code_2(cwac: Call, arguments: list[str], words: str) -> None:
    result = cwac(*arguments)
    assert (result.code, result.out) == (2, "")
    assert words in result.err
    assert "Traceback" not in result.err


def test_a_url_goes_through_the_polite_downloader(cwac: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    with DemoTown() as town:
        url = town.sites["journal"] + POST
        refused = cwac("extract", url, "--json")
        assert refused.code == 1
        assert "private and loopback addresses are not fetched" in refused.rows[0]["error"]
        assert town.log.count() == 0
        monkeypatch.setenv("CWAC_ALLOW_LOOPBACK", "1")
        result = cwac("extract", url, "--json", "--city", "Santa Monica", "--region", "CA", "--country", "US")
        assert result.code == 0
        assert (result.rows[0]["file"], result.rows[0]["url"]) == (None, url)
        assert result.rows[0]["mentions"][0]["title"] == "Ice Cream With a Cop"
        assert town.log.paths("journal")["/robots.txt"] == 1
        agents = {entry.user_agent for entry in town.log.entries("journal")}
        assert all(agent.startswith("cwac-aggregator/") for agent in agents)


def test_a_url_of_a_registered_source_is_read_with_its_place(
    cwac: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CWAC_ALLOW_LOOPBACK", "1")
    with DemoTown() as town:
        (tmp_path / "sources.yml").write_text(
            "sources:\n- {id: demo, name: Journal, kind: newspaper, city: Santa Monica, region: CA, country: US,"
            f" start_urls: [{town.sites['journal']}/journal/]}}\n"
        )
        result = cwac("extract", town.sites["journal"] + POST, "--json", "--registry", "sources.yml")
    assert result.rows[0]["mentions"][0]["region"] == "CA"


def test_reading_files_does_not_wait_for_scrapy(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>nothing</p>")
    code = (
        "import sys; from cwac_aggregator.cli import main; "
        "assert main(['extract', 'a.html', '--json']) == 0; "
        "heavy = {'scrapy', 'twisted', 'sqlalchemy', 'icalendar.cal'} & set(sys.modules); "
        "assert not heavy & {'scrapy', 'twisted', 'sqlalchemy'}, heavy"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


def test_a_reader_of_our_output_may_leave_early(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>nothing</p>")
    lines = "\n".join(json.dumps({"file": "a.html", "url": f"https://x.example/{n}"}) for n in range(3000))
    (tmp_path / "m.jsonl").write_text(lines)
    command = f"'{sys.executable}' -c 'import sys; from cwac_aggregator.cli import main; sys.exit(main())' extract --manifest m.jsonl --json | head -1"
    done = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == ""
