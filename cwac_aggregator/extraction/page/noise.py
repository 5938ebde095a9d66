"""What on a page is not its own content: told by the element, by the words of its class and by the heading above."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import cast

from lxml import etree
from lxml.html import HtmlElement

from ...normalization.language import fold
from ...platforms.markup import INLINE
from ..scan import has_sign
from .stop_headings import heads_other_matter, heads_what_is_next
from .tree_text import texts

_NOISE = re.compile(
    r"(?:^|[\s_-])(?:nav(?:bar|igation|menu|links)?|menu|mega|breadcrumbs?|crumbs?|side-?(?:bar|col|nav|rail)|rail|right-?(?:col|column|rail)|"
    r"left-?(?:col|column|rail|nav)|related|recommended|comments?|commentlist|respond|disqus|footer|colophon|cookies?|gdpr|"
    r"pagination|pager|paging|prevnext|popup|newsletter|nieuwsbrief|offcanvas|masthead|tagcloud|login|sitemap|advert|advertisement|adsense|ads?|"
    r"poll|umfrage|encuesta|sondage|peiling|trending|ticker|weather|meteo|clima|publicidad|werbung|anzeige|reclame|verwandt|kommentare?|reacties|"
    r"comentarios|commentaires|relacionad[ao]s|gerelateerd|lees-?ook|lire-?aussi|a-?lire|mais-?lidas)(?:$|[\s_-])"
)
"""Class words of what is never the page's own content."""
_OF_EVENT = re.compile(r"single-event-side-?bar\b")
"""Class words of the side column in which a plugin prints an event's own day and place."""
_WEAK_NOISE = re.compile(
    r"(?:^|[\s_-])(?:widgets?|wdgt|sidebox|side|recent|latest|popular|most|more|also|others?|otheritems|foot|bottom|consent|share|sharing|social|sociales|"
    r"follow|adjacent|modal|overlay|subscribe|subscription|signup|skip|toolbar|tools|utility|topbar|promo|sponsors?|sponsored|banner|tags?|labels|"
    r"search|buscador|recherche|suche|zoeken|archives?|archivo|author-?bio|about-?author|bio|podcast|quiz|horoscope|filed|now-playing|"
    r"screen-reader|print-only|noprint|no-print|alert-?bar|language|translate|copyright|legal|disclaimer|back-?to-?top|to-?top|feedback|"
    r"contact-?(?:box|info|us|block)|office-?hours|opening|mehr|voir-aussi|leia|destacados|boletin|aviso|carrusel|carousel|gallery)(?:$|[\s_-])|(?:^|\s)(?:hidden|sr-only|visually-hidden)(?:$|\s)"
)
"""Class words of what mostly is not: believed for links and short texts only."""
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_STOP_HEADINGS = re.compile(
    r"^(?:(?:you (?:may|might)(?: also)? (?:like|enjoy)|(?:others|people|visitors|customers) (?:also|who)(?: [a-z]+){1,4}|recently viewed|suggested(?: [a-z]+)?|you may be interested in|discover more [a-z ,.'-]{2,40}|events? (?:near you|nearby|you (?:may|might) like)|similar (?:events|stories|posts)|more (?:like this|events like this)|if you liked? this(?: [a-z]+){0,4}|related|recent(?: posts?| news| articles?| comments?| stories| items| entries| updates)?|recommended|latest(?: [a-z]+)?|more(?:(?: from| in| on)(?: [\w .&'-]{2,30})?| news| stories| like| to read)?|most (?:popular|read|viewed)|"
    r"popular(?: links| pages| stories)?|trending(?: now| stories)?|(?:next|previous) (?:post|article|story)|news briefs?|in brief|resources|related links|useful links|also (?:in|on|at|see)(?: [\w .&'-]{2,30})?|see also|read (?:more|next|also)|up next|(?:other|more|all|upcoming) [a-z ]{0,24}(?:news|items|stories|headlines|posts|pages|events|meetings)|upcoming (?:events|meetings)|"
    r"community calendar|events? calendar|calendar|archives?|categories|tags?|contact(?: us| info(?:rmation)?)?|office hours|hours(?: of operation)?|"
    r"follow us|connect(?: with us)?|stay connected|share(?: this)?.*|comments?|\d+ (?:comments?|responses?|thoughts?|replies|comentario.*|commentaire.*|kommentar.*|reacti.*)|leave a (?:reply|comment)|"
    r"post a (?:new )?comment|reader comments|join the conversation|newsletter|subscribe|sign up.*|quick ?links|helpful links|links|blogroll|about (?:me|the author|us|this blog)|"
    r"search|site map|navigation|menu|in (?:other news|this section)|nearby events|sponsored.*|advertisement|weather|follow|previous|next|"
    r"what's happening|around town|around the (?:city|county|village)|other dates(?: to remember)?|other (?:notes|business|reminders)|also (?:this|next|coming|happening)(?: [a-z]+)?|in other news|community notes|reminders|happening (?:now|soon)|on the calendar|news flash|headlines|blog archive|subscribe to:.*|media contact|press contact"
    r")\b)[\s:!.…»>]*$"
)
_COMING_HEADING = re.compile(
    r"(?:(?:other |more |all )?upcoming\b|other dates|on the calendar|calendar|events? calendar|community calendar|happening|what's happening|around town|around the (?:city|county|village))"
)
"""Of these, those under which a page about the program tells its next event."""
_CONTENT = etree.XPath("descendant::h1 or descendant::main or descendant::*/@itemprop[. = 'articleBody']")
_LINKED = etree.XPath("descendant::a/descendant::text()", smart_strings=False)
_TEASER = re.compile(r"(?:^|[\s_-])teasers?(?:$|[\s_-])")
_POST = 100
_SENTENCE = 60
"""Letters of the shortest sentence that is told under a class of what mostly is not the page's own."""
_LONG_HEADING = 60
_CREDIT = re.compile(r"\s*(?:\([^()]{3,60}\)|(?:Photo|Foto|Fotos|Photos?)\b[^.]{3,40}|/ ?[^.]{3,40})\.?$")
"""Who took a picture, behind its caption."""
_SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "nav",
        "footer",
        "select",
        "option",
        "button",
        "input",
        "textarea",
        "iframe",
        "object",
        "video",
        "audio",
        "canvas",
        "head",
        "map",
        "dialog",
        "datalist",
        "progress",
    ]
)
"""Elements that hold no text of the page, and its menus."""
_ROLES = frozenset(["navigation", "banner", "contentinfo", "complementary", "search", "dialog", "menu"])


def is_noise(element: HtmlElement, tag: str) -> bool:
    """Whether an element with this tag is none of the page's own content."""
    if tag in _SKIPPED:
        return True
    if tag == "aside":
        return element.find(".//h1") is None
    attributes = dict(element.items())  # one call: most elements have none or one
    if not attributes:
        return False
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return tag not in ("main", "article", "body")
    style = attributes.get("style")
    if style and "display" in style and "none" in style and "display:none" in style.replace(" ", ""):
        return True
    if attributes.get("role") in _ROLES:
        return element.find(".//h1") is None
    names = attributes.get("class", "")
    if ident := attributes.get("id"):
        names = f"{names} {ident}"
    if not names or tag in ("body", "html", "main", "form"):
        return False
    noise, teaser, weak = _sounds_like(names)
    if tag in INLINE:
        return tag != "time" and noise
    if noise:
        return not (_holds_content(element) or _OF_EVENT.search(names))
    if teaser and _own_text(element) < _POST:
        return True  # a post told in full is none, whatever its class
    if not weak or _holds_content(element) or _own_text(element) >= 200:
        return False
    return not any(_tells_of_program(told) for told in ([element] if tag == "p" else _captions(element)))


def _captions(element: HtmlElement) -> list[HtmlElement]:
    return [
        e
        for e in element.iter("figcaption", "div", "p")
        if e.tag == "figcaption" or "caption" in (e.get("class") or "")
    ]


def _tells_of_program(element: HtmlElement) -> bool:
    """Whether a paragraph or a caption is a sentence that names the program, whatever its class ("gallery-lead"), and no link
    to one."""
    text = _CREDIT.sub("", "".join(element.itertext()).strip())
    if len(text) < _SENTENCE or not text.endswith((".", "!")) or element.find(".//a") is not None:
        return False
    return has_sign(text.encode())


@lru_cache(10_000)
def _sounds_like(names: str) -> tuple[bool, bool, bool]:
    """Whether a class sounds like noise, like a teaser, and like what mostly is noise. The same classes come again and again."""
    names = _CAMEL.sub("-", names).lower()
    return _NOISE.search(names) is not None, _TEASER.search(names) is not None, _WEAK_NOISE.search(names) is not None


def is_stop_heading(text: str) -> bool:
    """True for a heading under which something else than the page's own content stands."""
    if len(text) >= _LONG_HEADING:
        return False
    plain = fold(text).strip()
    return _STOP_HEADINGS.match(plain) is not None or heads_other_matter(plain)


def is_coming_heading(text: str) -> bool:
    """True for a heading of what is held next: "Upcoming events", "Termine"."""
    plain = fold(text).strip()
    return _COMING_HEADING.match(plain) is not None or heads_what_is_next(plain)


def _holds_content(element: HtmlElement) -> bool:
    """True for a wrapper whose class only sounds like noise ("has-sidebar", "content-more"): the page's heading is in it."""
    return cast(bool, _CONTENT(element))


def _own_text(element: HtmlElement) -> int:
    """The length of an element's text outside its links."""
    linked = cast(list[str], _LINKED(element))
    return text_size(element) - sum(map(len, map(str.strip, linked)))


def text_size(element: HtmlElement) -> int:
    return sum(map(len, map(str.strip, texts(element))))


def holds_text(element: HtmlElement, letters: int) -> bool:
    """Whether an element holds more text than so many letters."""
    size = 0
    for text in element.itertext():
        size += len(text.strip())
        if size > letters:
            return True
    return False
