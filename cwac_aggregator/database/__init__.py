"""Everything stored, and all SQL. `Database.open(url)` is the front; rows go in and come out as the model's values."""

from .addresses import Address, Known, State
from .archive import Failure, Fetched, Outcome
from .claiming import Scope, Settled
from .decision_files import dump_decisions, load_decisions
from .decisions import Decision, check_field
from .drawn import Drawn
from .event_drafts import Draft, Made, Written
from .front import Database
from .history import Line, News, Presence
from .imported import Aside
from .mentions import Read
from .public import Change, PlaceCount, Standing
from .review import Case
from .runs import Run
from .values import load_mention
from .visits import SourceFacts, VisitFacts

__all__ = [
    "Address",
    "Aside",
    "Case",
    "Change",
    "Database",
    "Decision",
    "Draft",
    "Drawn",
    "Failure",
    "Fetched",
    "Known",
    "Line",
    "Made",
    "News",
    "Outcome",
    "PlaceCount",
    "Presence",
    "Read",
    "Run",
    "Scope",
    "Settled",
    "SourceFacts",
    "Standing",
    "State",
    "VisitFacts",
    "Written",
    "check_field",
    "dump_decisions",
    "load_decisions",
    "load_mention",
]
