"""How well the reader reads: labelled cases in, figures out. The format of a case is `tests/corpus/README.md`."""

from .cases import FIELDS, Case, Split, load_case, load_cases, split_of
from .compare import field_right, found, similarity
from .figures import Figures, Miss, PageResult
from .reliability import Bin, Reliability, reliability
from .score import Evaluation, evaluate, evaluate_case

__all__ = [
    "FIELDS",
    "Bin",
    "Case",
    "Evaluation",
    "Figures",
    "Miss",
    "PageResult",
    "Reliability",
    "Split",
    "evaluate",
    "evaluate_case",
    "field_right",
    "found",
    "load_case",
    "load_cases",
    "reliability",
    "similarity",
    "split_of",
]
