"""Which mentions are one event: claim ids, block, compare, cluster, consolidate. Pure: values in, values out."""

from .assignment import Assignment, Given, assign
from .blocking import block_number, filed_by
from .blocking import filed_under as blocks_of
from .claims import Channel, Claim, Keys, Remembered, Sighting, Telling, claim, scope_of
from .clustering import UNUSUAL_SIZE, Clustering, Link, cluster
from .consolidation import Consolidated, Member, consolidate, typed
from .matching import COMPARISONS, Comparison, Explanation, Weights, explain, load_weights
from .records import Record, record_of
from .series import Window, occurrences, window
from .visibility import DECIDED, visibility_of

RULES = "5"
"""Raise it when the same mentions may give other events: everything is then compared and made again."""

__all__ = [
    "COMPARISONS",
    "DECIDED",
    "RULES",
    "UNUSUAL_SIZE",
    "Assignment",
    "Channel",
    "Claim",
    "Clustering",
    "Comparison",
    "Consolidated",
    "Explanation",
    "Given",
    "Keys",
    "Link",
    "Member",
    "Record",
    "Remembered",
    "Sighting",
    "Telling",
    "Weights",
    "Window",
    "assign",
    "block_number",
    "blocks_of",
    "claim",
    "cluster",
    "consolidate",
    "explain",
    "filed_by",
    "load_weights",
    "occurrences",
    "record_of",
    "scope_of",
    "typed",
    "visibility_of",
    "window",
]
