"""Blocks cut into lines, each with what it says: days, hours, rules, places, names, labels, towns."""

from .alone import is_day, is_hours, letters_beside, month_alone
from .block import Block, BlockKind, clean, spoken_texts
from .contrasts import TOOK_PLACE, left
from .cutting import cut, month_named
from .hour_moves import hours_that_hold
from .hour_roles import clause_start
from .labels import Label, head_role, label_of, split_labels
from .line import IF_EVER, Line, Reader, once_a_line
from .mourning import mourns
from .names_of_none import notes_nations_day
from .other_deeds import tells_other
from .publishers import OF_ONE_TOWN, PARTICLES, publisher_kind, speaks_for_one_town
from .sentence_ends import split_sentences
from .story_lines import StoryLines, at_head_and_near
from .town_forms import BEFORE_DAY
from .town_signs import TownSign, quarters_of, town_key, town_name, town_signs
from .unlisted_towns import is_unlisted_town
from .update_heads import update_head

__all__ = [
    "BEFORE_DAY",
    "IF_EVER",
    "OF_ONE_TOWN",
    "PARTICLES",
    "TOOK_PLACE",
    "Block",
    "BlockKind",
    "Label",
    "Line",
    "Reader",
    "StoryLines",
    "TownSign",
    "at_head_and_near",
    "clause_start",
    "clean",
    "cut",
    "head_role",
    "hours_that_hold",
    "is_day",
    "is_hours",
    "is_unlisted_town",
    "label_of",
    "left",
    "letters_beside",
    "month_alone",
    "month_named",
    "mourns",
    "notes_nations_day",
    "once_a_line",
    "publisher_kind",
    "quarters_of",
    "speaks_for_one_town",
    "split_labels",
    "split_sentences",
    "spoken_texts",
    "tells_other",
    "town_key",
    "town_name",
    "town_signs",
    "update_head",
]
