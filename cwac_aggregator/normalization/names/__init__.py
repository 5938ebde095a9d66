"""Names of the program: a thing shared and a host, in the forms people write; other programs, which are out of scope."""

from .compound import PUN, RUN_TOGETHER
from .find import find_names
from .forms import NameSpan
from .gatherings import find_gatherings, find_gatherings_of_one_word, joints
from .hosts import find_hosts
from .other_programs import find_other_programs
from .signs import Form, forms_of, may_name, shortest, sign_words
from .things import find_themes
from .words import filling_words, name_words, plain_hosts, with_words

__all__ = [
    "PUN",
    "RUN_TOGETHER",
    "Form",
    "NameSpan",
    "filling_words",
    "find_gatherings",
    "find_gatherings_of_one_word",
    "find_hosts",
    "find_names",
    "find_other_programs",
    "find_themes",
    "forms_of",
    "joints",
    "may_name",
    "name_words",
    "plain_hosts",
    "shortest",
    "sign_words",
    "with_words",
]
