"""Everything stored, and all SQL. `Database.open(url)` is the front; rows go in and come out as the model's values."""

from .archive import Failure, Fetched, Outcome
from .front import Database

__all__ = ["Database", "Failure", "Fetched", "Outcome"]
