"""The documents tell what the program is: every command line in them exists, and nothing is missing from them."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import click
import jsonschema
import pytest

from cwac_aggregator.cli.reference import commands_page, configuration_page, walk
from cwac_aggregator.config import Settings
from cwac_aggregator.model import MENTION_FIELDS
from cwac_aggregator.sources import SourceEntry, parse_registry
from exports import EXPORTERS, json_schema
from exports.dictionary import page as dictionary_page

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "tests/corpus/README.md"])
COMMANDS = {words[1:]: command for words, command in walk()}
_FENCE = re.compile(r"^\s*```(\w*)\n(.*?)^\s*```", re.MULTILINE | re.DOTALL)
_LINE = re.compile(r"^\s*(?:\$ )?((?:[A-Z_]+=\S+ )*(?:\S*/)?cwac(?: .*)?)$", re.MULTILINE)
_INLINE = re.compile(r"`((?:[A-Z_]+=\S+ )*(?:\.venv/bin/)?cwac [^`\n]+)`")


def command_lines() -> list[tuple[str, str]]:
    """Every `cwac ...` in a shell block, in a command's help, or between backquotes, with its page."""
    found = []
    for path in PAGES:
        text = path.read_text("utf-8")
        for language, block in _FENCE.findall(text):
            if language in ("sh", "text", "console", ""):
                found += [(path.name, line) for line in _LINE.findall(block)]
        found += [(path.name, line) for line in _INLINE.findall(_FENCE.sub("", text))]
    return sorted(set(found))


def parsed(line: str) -> list[str]:
    """The arguments of a command line: without variables before it, without comment, pipe and redirection after it."""
    words = shlex.split(line.split("# ")[0].split(" | ")[0].split(" > ")[0].split(" 2>")[0].split(";")[0].rstrip("."))
    while not words[0].endswith("cwac"):
        words.pop(0)
    return words[1:]


def parse(arguments: list[str]) -> None:
    """Let click parse a command line as far as its last command, without running it. Raises click.UsageError."""
    command: click.Command = COMMANDS[()]
    context = None
    while True:
        # Values such as FILE stand for what a person puts there; existence is not what is asked here.
        context = command.make_context(command.name or "cwac", list(arguments), parent=context, resilient_parsing=False)
        if not isinstance(command, click.Group):
            return
        rest = [*context._protected_args, *context.args]
        _, following, arguments = command.resolve_command(context, rest)
        assert following is not None
        command = following


@pytest.mark.parametrize(("page", "line"), command_lines())
def test_every_command_line_in_the_documents_exists(page: str, line: str) -> None:
    if "..." in line or line.startswith("cwac [OPTIONS]"):
        return
    arguments = parsed(line)
    if not arguments or arguments[-1] == "--help":
        return
    try:
        parse(arguments)
    except click.exceptions.Exit as ended:  # --version and the like
        assert ended.exit_code == 0
    except (click.exceptions.NoArgsIsHelpError, click.MissingParameter):
        assert tuple(arguments) in COMMANDS, "only a command's bare name may leave its arguments out"


def test_command_lines_were_found_and_a_wrong_one_is_noticed() -> None:
    assert len(command_lines()) > 40
    for wrong in ("cwac fly", "cwac events --colour red", "cwac sources list extra"):
        with pytest.raises(click.UsageError):
            parse(parsed(wrong))


def test_pages_made_from_the_program_are_up_to_date() -> None:
    for name, made in (
        ("commands.md", commands_page()),
        ("configuration.md", configuration_page()),
        ("data-dictionary.md", dictionary_page()),
    ):
        assert (ROOT / "docs" / name).read_text("utf-8") == made, f"docs/{name} is old: make docs"


def test_every_command_and_its_options_are_documented() -> None:
    text = (ROOT / "docs/commands.md").read_text("utf-8")
    for words, command in COMMANDS.items():
        assert f"## `{' '.join(('cwac', *words))}`" in text
        for option in command.params:
            if isinstance(option, click.Option) and not option.hidden:
                assert option.help, f"{' '.join(words)} {option.opts[0]} has no help"


def test_every_setting_is_documented() -> None:
    text = (ROOT / "docs/configuration.md").read_text("utf-8")
    for name, field in Settings.model_fields.items():
        assert field.description, name
        assert f"| `{name}` | `CWAC_{name.upper()}` |" in text


def test_every_format_and_file_is_documented() -> None:
    text = (ROOT / "docs/exports.md").read_text("utf-8")
    for exporter in EXPORTERS.values():
        assert f"| `{exporter.name}` |" in text
        for path in (*exporter.paths, *(f"{folder}/" for folder in exporter.folders)):
            assert f"`{path}`" in text


def test_every_field_of_a_mention_is_in_its_contract() -> None:
    text = (ROOT / "docs/mention-json.md").read_text("utf-8")
    named = re.findall(r"`(\w+)`", text.partition("## A mention")[2].partition("The [data dictionary]")[0])
    assert named == [*MENTION_FIELDS, "evidence"]


def test_the_examples_of_the_contract_fit_its_schema() -> None:
    text = (ROOT / "docs/mention-json.md").read_text("utf-8")
    check = jsonschema.Draft202012Validator(json_schema("extract"))
    examples = [json.loads(block) for language, block in _FENCE.findall(text) if language == "json"]
    lines = [row for row in examples if "mentions" in row or "error" in row]
    assert len(lines) == 2
    for row in lines:
        check.validate(row)


def test_every_field_of_a_registry_entry_is_documented_and_the_example_is_right() -> None:
    text = (ROOT / "docs/sources.md").read_text("utf-8")
    rows = text.partition("## Fields of an entry")[2]
    documented = {
        name
        for line in rows.splitlines()
        if line.startswith("| `")
        for name in re.findall(r"`(\w+)`", line.split("|")[1])
    }
    assert documented == set(SourceEntry.model_fields)
    (example,) = (block for language, block in _FENCE.findall(text) if language == "yaml")
    (entry,) = parse_registry("\n".join(line.removeprefix("   ") for line in example.splitlines()), "docs/sources.md")
    assert entry.place.timezone == "America/New_York"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_between_the_documents_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", path.read_text("utf-8")):
        if "://" not in target:
            assert (path.parent / target).exists(), target


def test_the_two_commands_come_first_in_the_readme() -> None:
    commands = re.findall(r"^make \w+", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    assert commands[:2] == ["make demo", "make test"]


def test_make_targets_in_the_documents_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for path in PAGES:
        text = path.read_text("utf-8")
        named = re.findall(r"`make ([a-z]+)`", text) + re.findall(r"^\s*make ([a-z]+)\b", text, re.MULTILINE)
        assert set(named) <= targets, path
