"""How well the reader reads: labelled cases in, figures out. The format of a case is `tests/corpus/README.md`."""

from .cases import FIELDS, Case, Split, case_folders, load_case, load_cases, split_of
from .compare import CERTAIN, field_right, found, similarity
from .drafts import write_missing
from .figures import Figures, Miss, PageResult
from .reliability import Bin, Reliability, reliability
from .rules import problems
from .score import Evaluation, evaluate, evaluate_case

__all__ = [
    "CERTAIN",
    "FIELDS",
    "Bin",
    "Case",
    "Evaluation",
    "Figures",
    "Miss",
    "PageResult",
    "Reliability",
    "Split",
    "case_folders",
    "evaluate",
    "evaluate_case",
    "field_right",
    "found",
    "load_case",
    "load_cases",
    "problems",
    "reliability",
    "similarity",
    "split_of",
    "write_missing",
]
