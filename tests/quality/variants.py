"""One page in other clothes: what a careful reader reads is the same, however the page is set.

Each variant takes a page's HTML and gives it in another setting: paragraphs cut by breaks, a heading that is marked as none,
another way to write months and hours, a paragraph about something else above the story. Those here were the first; letters,
days and hours, markup, and what stands around a story have files of their own. What changes the answers, too, is in `rewrites.py`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from .clothes import Variant, in_text, language
from .variants_around import AROUND
from .variants_letters import LETTERS
from .variants_marked import MARKED
from .variants_written import WRITTEN

_SHORT = {
    "January": "Jan.",
    "February": "Feb.",
    "August": "Aug.",
    "September": "Sept.",
    "October": "Oct.",
    "November": "Nov.",
    "December": "Dec.",
}
_ENGLISH_DAY = re.compile(
    r"\b(January|February|March|April|May|June|July|August|September|October|November|December) (\d{1,2})(?=[\s,.;])"
)
_ENDINGS = {"1": "st", "2": "nd", "3": "rd", "21": "st", "22": "nd", "23": "rd", "31": "st"}
_FEW_LETTERS = 60
_PARAGRAPH = re.compile(r"<p\b[^>]*>(?:(?!</p>).){80,}</p>", re.DOTALL)
"""A paragraph of a story, by its length."""
_OTHER_MATTERS = {
    "a crime": {
        "en": "Police are looking for a man who took a kayak from a porch on Alder Road on Sunday, Jan. 7, about 4:30 p.m.",
        "de": "Die Polizei sucht Zeugen eines Einbruchs, der sich am Sonntag, 7. Januar, gegen 16.30 Uhr am Erlenweg ereignet hat.",
        "es": "La policía busca a un hombre que robó una bicicleta el domingo 7 de enero a las 16:30 horas en la calle del Aliso.",
        "fr": "La police recherche un homme soupçonné d’un cambriolage commis le dimanche 7 janvier vers 16 h 30, rue des Aulnes.",
        "nl": "De politie zoekt getuigen van een inbraak die zondag 7 januari rond 16.30 uur aan de Elzenweg is gepleegd.",
        "pt": "A polícia procura um homem suspeito de um furto cometido no domingo, 7 de janeiro, às 16h30, na Rua dos Amieiros.",
    },
    "an accident": {
        "en": "Two people were hurt Tuesday at 8 a.m. when a van and a truck collided at Alder Road and Route 9, police said.",
        "de": "Bei einem Verkehrsunfall am Dienstag um 8 Uhr am Erlenweg wurden laut Polizei zwei Menschen verletzt.",
        "es": "Dos personas resultaron heridas el martes a las 8:00 horas en un choque en la calle del Aliso, informó la policía.",
        "fr": "Deux personnes ont été blessées mardi à 8 h dans une collision rue des Aulnes, selon la police.",
        "nl": "Bij een aanrijding op de Elzenweg raakten dinsdag om 8.00 uur twee mensen gewond, meldt de politie.",
        "pt": "Duas pessoas ficaram feridas na terça-feira, às 8h, numa colisão na Rua dos Amieiros, informou a polícia.",
    },
    "an auction": {
        "en": "The police department will hold a bike auction on Saturday, June 8, at 9 a.m. at the city garage, 44 Depot Street.",
        "de": "Die Polizei veranstaltet am Samstag, 8. Juni, um 9 Uhr im Bauhof eine Versteigerung von Fahrrädern.",
        "es": "La policía organiza una subasta de bicicletas el sábado 8 de junio a las 9:00 horas en el almacén municipal.",
        "fr": "La police organise une vente aux enchères de vélos le samedi 8 juin à 9 h à l’atelier municipal.",
        "nl": "De politie houdt op zaterdag 8 juni om 9.00 uur een veiling van fietsen in de gemeentewerf.",
        "pt": "A polícia promove um leilão de bicicletas no sábado, 8 de junho, às 9h, no armazém municipal.",
    },
    "a council": {
        "en": "The City Council meets Monday, March 4, at 7 p.m. at City Hall, 100 Alder Road, to hear about the budget.",
        "de": "Der Gemeinderat tagt am Montag, 4. März, um 19 Uhr im Rathaus und berät über den Haushalt.",
        "es": "El concejo municipal se reúne el lunes 4 de marzo a las 19:00 horas en el ayuntamiento para tratar el presupuesto.",
        "fr": "Le conseil municipal se réunit le lundi 4 mars à 19 h à la mairie pour débattre du budget.",
        "nl": "De gemeenteraad vergadert op maandag 4 maart om 19.00 uur in het gemeentehuis over de begroting.",
        "pt": "A câmara municipal reúne-se na segunda-feira, 4 de março, às 19h, nos Paços do Concelho, para discutir o orçamento.",
    },
    "a checkpoint": {
        "en": "Police will hold a sobriety checkpoint on Saturday, March 9, from 9 p.m. to 1 a.m. on Route 9.",
    },
    "a sale": {
        "en": "The library’s used book sale is Saturday from 9 a.m. to 3 p.m. at the Grange Hall, 12 Depot Street."
    },
    "road works": {
        "en": "Crews will close Alder Road on Thursday, Sept. 12, from 9 a.m. to 3 p.m. to mend a water main."
    },
    "opening hours": {
        "en": "The bakery is open Monday through Friday from 6 a.m. to 5 p.m. and Saturday from 7 a.m. to 2 p.m."
    },
}
"""Paragraphs about something else, by language."""


def _paragraphs_as_boxes(html: str) -> str:
    return re.sub(r"<(/?)p\b", r"<\1div", html)


def _paragraphs_by_two_breaks(html: str) -> str:
    return re.sub(r"</p>\s*<p[^>]*>", "<br><br>", html)


def _paragraphs_by_one_break(html: str) -> str:
    return re.sub(r"</p>\s*<p[^>]*>", "<br>\n", html)


def _items_as_paragraphs(html: str) -> str:
    bare = re.sub(r"</?[uo]l[^>]*>", "", html)
    return re.sub(r"</li>", "</p>", re.sub(r"<li[^>]*>", "<p>• ", bare))


def _heading_as_box(html: str) -> str:
    return re.sub(r"<h1[^>]*>(.*?)</h1>", r'<div class="top">\1</div>', html, flags=re.DOTALL)


def _heading_as_second(html: str) -> str:
    return html if "<h2" in html else re.sub(r"<(/?)h1\b", r"<\1h2", html)


def _without_classes(html: str) -> str:
    return re.sub(r"""\s(?:class|id|role|aria-[a-z]+)=("[^"]*"|'[^']*')""", "", html)


def _words_in_spans(html: str) -> str:
    return in_text(html, lambda t: re.sub(r"(\S+ \S+ )", r"<span>\1</span>", t) if len(t) > _FEW_LETTERS else t)


def _lines_wrapped(html: str) -> str:
    return in_text(html, lambda t: t.replace(" ", "\n   "))


def _spaces_unbroken(html: str) -> str:
    return in_text(html, lambda t: re.sub(r"(?<=\d) ", "&nbsp;", t))


def _months_short(html: str) -> str:
    names = "|".join(_SHORT)
    return in_text(html, lambda t: re.sub(rf"\b({names})(?= \d)", lambda found: _SHORT[found[1]], t))


def _days_ordinal(html: str) -> str:
    return in_text(
        html, lambda t: _ENGLISH_DAY.sub(lambda f: f"{f[1]} {f[2]}{_ENDINGS.get(f[2].lstrip('0'), 'th')}", t)
    )


def _hours_in_capitals(html: str) -> str:
    return in_text(html, lambda t: re.sub(r"(?<=\d) ?([ap])\.m\.(?=[\s,;)–-]+\S)", lambda f: f" {f[1].upper()}M", t))


def _below(matter: Mapping[str, str]) -> Variant:
    """The story with a paragraph about something else above it, in its own language."""

    def variant(html: str) -> str:
        told = matter.get(language(html) or "")
        return html if told is None else _PARAGRAPH.sub(lambda found: f"<p>{told}</p>{found[0]}", html, count=1)

    return variant


VARIANTS: dict[str, Variant] = LETTERS | WRITTEN | MARKED | AROUND
VARIANTS |= {
    variant.__name__.strip("_").replace("_", "-"): variant
    for variant in (
        _paragraphs_as_boxes,
        _paragraphs_by_two_breaks,
        _paragraphs_by_one_break,
        _items_as_paragraphs,
        _heading_as_box,
        _heading_as_second,
        _without_classes,
        _words_in_spans,
        _lines_wrapped,
        _spaces_unbroken,
        _months_short,
        _days_ordinal,
        _hours_in_capitals,
    )
} | {f"below-{name.replace(' ', '-')}": _below(matter) for name, matter in _OTHER_MATTERS.items()}
