"""An HTML tree as a list of blocks: the texts of its main content in reading order, apart from menus and other noise.

What surrounds the content is told by its element (`nav`, `footer`), by the words of its class, id and role ("sidebar",
"related"), and by the heading it stands under ("Recent posts"). What is left is cut where a reader sees a line end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from lxml.html import HtmlElement

from ..normalization.language import fold

BlockKind = Literal["heading", "text", "item", "row", "stamp"]

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
        "del",
        "s",
        "strike",
    ]
)
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "nobr",
        "o:p",
    ]
)
_APART = frozenset(["span", "time", "small", "a"])
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "caption": 4, "legend": 4}
_NOISE = re.compile(
    r"(?:^|[\s_-])(?:nav(?:bar|igation|menu|links)?|menu|mega|breadcrumbs?|crumbs?|side-?(?:bar|col|nav|rail)|rail|right-?(?:col|column|rail)|"
    r"left-?(?:col|column|rail|nav)|related|recommended|comments?|commentlist|respond|disqus|footer|colophon|cookies?|gdpr|"
    r"pagination|pager|paging|prevnext|popup|newsletter|nieuwsbrief|offcanvas|masthead|tagcloud|login|sitemap|advert|advertisement|adsense|ads?|"
    r"poll|umfrage|encuesta|sondage|peiling|trending|ticker|weather|meteo|clima|publicidad|werbung|anzeige|reclame|verwandt|kommentare?|reacties|"
    r"comentarios|commentaires|relacionad[ao]s|gerelateerd|lees-?ook|lire-?aussi|a-?lire|mais-?lidas|teasers?)(?:$|[\s_-])"
)
"""Class words of what is never the page's own content."""
_WEAK_NOISE = re.compile(
    r"(?:^|[\s_-])(?:widgets?|wdgt|sidebox|side|recent|latest|popular|most|more|also|others?|otheritems|foot|bottom|consent|share|sharing|social|sociales|"
    r"follow|adjacent|modal|overlay|subscribe|subscription|signup|skip|toolbar|tools|utility|topbar|promo|sponsors?|sponsored|banner|tags?|labels|"
    r"search|buscador|recherche|suche|zoeken|archives?|archivo|author-?bio|about-?author|bio|podcast|quiz|horoscope|filed|now-playing|"
    r"screen-reader|print-only|noprint|no-print|alert-?bar|language|translate|copyright|legal|disclaimer|back-?to-?top|to-?top|feedback|"
    r"contact-?(?:box|info|us|block)|office-?hours|opening|mehr|voir-aussi|leia|destacados|boletin|aviso|carrusel|carousel|grid|gallery)(?:$|[\s_-])|(?:^|\s)(?:hidden|sr-only|visually-hidden)(?:$|\s)"
)
"""Class words of what mostly is not: believed for links and short texts only."""
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_STOP_HEADINGS = re.compile(
    r"^(?:(?:you (?:may|might)(?: also)? (?:like|enjoy)|related|recent(?: posts?| news| articles?| comments?| stories| items| entries| updates)?|recommended|latest|more(?: from| news| stories| in| on| like| to read)?|most (?:popular|read|viewed)|"
    r"popular(?: links| pages| stories)?|trending|news briefs?|in brief|resources|related links|useful links|also (?:in|on|see)|see also|read (?:more|next|also)|up next|(?:other|more|all|upcoming) [a-z ]{0,24}(?:news|items|stories|headlines|posts|pages|events|meetings)|upcoming (?:events|meetings)|"
    r"community calendar|events? calendar|calendar|archives?|categories|tags?|contact(?: us| info(?:rmation)?)?|office hours|hours(?: of operation)?|"
    r"follow us|connect(?: with us)?|stay connected|share(?: this)?.*|comments?|\d+ (?:comments?|responses?|thoughts?|replies|comentario.*|commentaire.*|kommentar.*|reacti.*)|leave a (?:reply|comment)|"
    r"post a (?:new )?comment|reader comments|join the conversation|newsletter|subscribe|sign up.*|quick ?links|helpful links|links|blogroll|about (?:me|the author|us|this blog)|"
    r"search|site map|navigation|menu|in (?:other news|this section)|nearby events|sponsored.*|advertisement|weather|follow|previous|next|"
    r"what's happening|happening (?:now|soon)|on the calendar|news flash|headlines|blog archive|subscribe to:.*|media contact|press contact|"
    r"mas (?:noticias|leidas?|informacion)|noticias (?:relacionadas|recientes)|lo mas (?:leido|visto)|tambien (?:te puede interesar|en).*|te puede interesar|otras noticias|ultimas noticias|comentarios?.*|agenda|contacto|horario.*|"
    r"(?:a )?lire (?:aussi|egalement)|voir aussi|articles? (?:similaires|lies|recents)|sur le meme (?:sujet|theme)|dans la meme rubrique|les plus lus|commentaires?.*|agenda|nos horaires|horaires.*|autres actualites|dernieres actualites|toute l'actualite|a la une|"
    r"weitere (?:meldungen|nachrichten|themen|artikel|news)|mehr (?:zum thema|aus|nachrichten)|auch interessant|das konnte (?:sie|dich) (?:auch )?interessieren.*|verwandte (?:artikel|themen)|meistgelesen|aktuelle meldungen|kommentare?.*|kontakt|offnungszeiten|termine|veranstaltungen|service|lesen sie auch.*|"
    r"lees (?:ook|meer|verder)|meer (?:nieuws|over|uit).*|gerelateerd.*|ander nieuws|meest gelezen|recente berichten|laatste nieuws|reacties?.*|agenda|contact|openingstijden.*|openingsuren.*|bekijk ook|ook interessant|"
    r"leia (?:tambem|mais)|mais (?:lidas|noticias)|noticias relacionadas|veja (?:tambem|mais)|outras noticias|ultimas|comentarios?|contato|expediente|atendimento)\b)[\s:!.…»>]*$"
)
_SPACE = re.compile(r"[\s\u00a0\u200b\u202f\u2009\ufeff]+")
_INVISIBLE = dict.fromkeys(
    map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u0000")
)
_MAX_DEPTH = 200


@dataclass(slots=True, eq=False)
class Block:
    """One line of the main content. `level` is 1 to 6 for headings; `group` joins the rows of one list, table or paragraph.

    `labels` are the column heads of a table row, `links` the addresses in it with the text they stand on.
    """

    kind: BlockKind
    text: str
    level: int = 0
    group: int = 0
    cells: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    strong: bool = False
    story: int = 0
    element: HtmlElement | None = field(default=None, repr=False, compare=False)

    @property
    def locator(self) -> str:
        """A short path to where it stands, made when asked for."""
        return _locator(self.element) if self.element is not None else "title"


@dataclass(slots=True)
class _Line:
    pieces: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    strong: int = 0
    size: int = 0


def clean(text: str) -> str:
    """One line of text as a person reads it: no invisible characters, single spaces."""
    if not text.isascii():
        text = text.translate(_INVISIBLE)
    return _SPACE.sub(" ", text).strip()


def is_stop_heading(text: str) -> bool:
    """True for a heading under which something else than the page's own content stands."""
    return len(text) < 60 and _STOP_HEADINGS.match(fold(text).strip()) is not None


def read_blocks(root: HtmlElement) -> list[Block]:
    """The blocks of the main content in reading order."""
    body = root.find("body")
    walker = _Walker(body if body is not None else root)
    return _drop_sections(_around_heading(walker.blocks()))


def _around_heading(blocks: list[Block]) -> list[Block]:
    """Keep what stands with the page's heading: in the smallest element around it that holds most of the running text.

    What stands beside that element (teasers, polls, sign-up boxes) belongs to the site, whatever its class is called.
    """
    heads = [b for b in blocks if b.kind == "heading" and b.level == 1 and b.element is not None]
    if len(heads) != 1:
        return blocks
    depth_of: dict[HtmlElement, int] = {}
    current = heads[0].element
    while current is not None:
        depth_of[current] = len(depth_of)
        current = current.getparent()
    depths: list[int] = []
    for block in blocks:
        element = block.element
        while element is not None and element not in depth_of:
            element = element.getparent()
        depths.append(depth_of[element] if element is not None else len(depth_of))
    weights = [_running(b) for b in blocks]
    total = sum(weights)
    if total < 80:
        return blocks
    for depth in range(len(depth_of)):
        inside = sum(w for w, d in zip(weights, depths, strict=True) if d <= depth)
        if inside >= 0.6 * total and inside >= 80:
            first = blocks.index(heads[0])
            return [
                b
                for n, (b, d) in enumerate(zip(blocks, depths, strict=True))
                if d <= depth or (n < first and first - n <= 3 and len(b.text) < 60)
            ]
    return blocks


def _running(block: Block) -> int:
    """How much running text a block holds: what is not a link, a heading or a word or two."""
    size = len(block.text) - sum(len(text) for _, text in block.links)
    return size if size >= 8 and block.kind != "heading" else 0


class _Walker:
    def __init__(self, body: HtmlElement) -> None:
        self._body = body
        self._out: list[Block] = []
        self._line = _Line()
        self._groups = 0
        self._story = 0
        self._breaks = 0

    def blocks(self) -> list[Block]:
        main = _main_element(self._body)
        self._walk(main, "text", 0, 0, 0)
        self._flush("text", 0, 0, main)
        return self._out

    def _walk(self, element: HtmlElement, kind: BlockKind, level: int, group: int, depth: int) -> None:
        """Walk one block-level element. Inline children add to the current line; block-level ones cut it."""
        if depth > _MAX_DEPTH:
            return
        self._add(element.text, False)
        for child in element:
            tag = child.tag
            if not isinstance(tag, str):
                self._add(child.tail, False)
                continue
            if tag in _SKIPPED or _is_noise(child):
                self._add(child.tail, False)
                continue
            if tag == "br":
                self._break(kind, level, group, element)
            elif tag in _INLINE:
                self._inline(child, depth + 1, kind, level, group)
            elif tag == "img":
                pass
            else:
                self._flush(kind, level, group, element)
                self._block(child, kind, depth + 1, group)
            self._add(child.tail, False)

    def _block(self, child: HtmlElement, kind: BlockKind, depth: int, group: int) -> None:
        tag = child.tag
        self._breaks = 0
        if tag == "table":
            self._table(child, depth)
        elif tag in ("ul", "ol"):
            self._groups += 1
            own = self._groups
            self._walk(child, "item", 0, own, depth)
            self._flush("item", 0, own, child)
        elif tag == "dl":
            self._definitions(child, depth)
        elif tag == "li":
            self._walk(child, "item", 0, group, depth)
            self._flush("item", 0, group, child)
        elif tag in _HEADINGS:
            self._walk(child, "heading", _HEADINGS[tag], 0, depth)
            self._flush("heading", _HEADINGS[tag], 0, child)
        elif tag == "article":
            self._story += 1
            self._walk(child, "text", 0, 0, depth)
            self._flush("text", 0, 0, child)
            self._story += 1
        else:
            inner: BlockKind = "item" if kind == "item" else "text"
            self._walk(child, inner, 0, group if kind == "item" else 0, depth)
            self._flush(inner, 0, group if kind == "item" else 0, child)
        self._breaks = 0

    def _inline(self, element: HtmlElement, depth: int, kind: BlockKind, level: int, group: int) -> None:
        strong = element.tag in ("b", "strong")
        mark = len(self._line.pieces)
        before = self._line
        if element.tag in _APART:
            self._part(element.text)
        self._add(element.text, strong)
        for child in element:
            tag = child.tag
            if isinstance(tag, str) and tag not in _SKIPPED and not _is_noise(child):
                if tag == "br":
                    self._break(kind, level, group, element)
                elif tag in _INLINE and depth < _MAX_DEPTH:
                    self._inline(child, depth + 1, kind, level, group)
                elif tag == "img" or depth >= _MAX_DEPTH:
                    pass
                else:
                    self._flush(kind, level, group, element)
                    self._block(child, kind, depth + 1, group)
            self._add(child.tail, strong)
        if element.tag == "a" and self._line is before:
            href = element.get("href")
            if href:
                self._line.links.append((href.strip(), clean("".join(self._line.pieces[mark:]))))

    def _part(self, text: str | None) -> None:
        """Put a space where two boxes meet without one: "Admin" + "Jul 6" (a superscript or a drop capital stays joined)."""
        pieces = self._line.pieces
        if not text or not pieces or not pieces[-1]:
            return
        left, right = pieces[-1][-1], text[0]
        if (
            (left.islower() and (right.isupper() or right.isdigit()))
            or (left.isdigit() and right.isalpha() and right.isupper())
            or (left.isdigit() and right.isdigit())
        ):
            pieces.append(" ")

    def _break(self, kind: BlockKind, level: int, group: int, element: HtmlElement) -> None:
        """A line break: the lines of one paragraph are a group."""
        if not group and not self._breaks:
            self._groups += 1
            self._breaks = self._groups
        self._flush(kind, level, group, element)

    def _add(self, text: str | None, strong: bool) -> None:
        if text:
            self._line.pieces.append(text)
            size = len(text.strip())
            self._line.size += size
            if strong:
                self._line.strong += size

    def _flush(self, kind: BlockKind, level: int, group: int, element: HtmlElement) -> None:
        line = self._line
        group = group or self._breaks
        if not line.pieces:
            return
        self._line = _Line()
        text = clean("".join(line.pieces))
        if not text or (len(text) == 1 and not text.isalnum()):
            return
        strong = line.size > 0 and line.strong * 10 >= line.size * 9
        self._out.append(
            Block(
                kind,
                text,
                level,
                group,
                links=tuple(line.links),
                strong=strong,
                story=self._story,
                element=element,
            )
        )

    def _table(self, table: HtmlElement, depth: int) -> None:
        rows = [r for r in table.iter("tr") if _own_table(r) is table]
        if not rows:
            self._walk(table, "text", 0, 0, depth)
            return
        for caption in table.findall("caption"):
            self._walk(caption, "heading", 4, 0, depth)
            self._flush("heading", 4, 0, caption)
        self._groups += 1
        group = self._groups
        labels: tuple[str, ...] = ()
        widths = [sum(1 for c in row if c.tag in ("td", "th")) for row in rows]
        layout = any(
            row.find(".//table") is not None or row.find(".//p/../p") is not None or row.find(".//h1") is not None
            for row in rows
        )
        if layout or max(widths) < 2:
            for row in rows:
                for cell in row:
                    if cell.tag in ("td", "th") and not _is_noise(cell):
                        self._walk(cell, "text", 0, 0, depth + 1)
                        self._flush("text", 0, 0, cell)
            return
        for number, row in enumerate(rows):
            if _is_noise(row):
                continue
            cells = [c for c in row if c.tag in ("td", "th")]
            texts: list[str] = []
            links: list[tuple[str, str]] = []
            for cell in cells:
                text, found = self._cell(cell, depth + 1)
                texts.append(text)
                links += found
            if not any(texts):
                continue
            header = all(c.tag == "th" for c in cells) or (number == 0 and _looks_like_header(texts))
            if header and len(texts) > 1 and not labels and number <= 1:
                labels = tuple(texts)
                continue
            self._out.append(
                Block(
                    "row",
                    " | ".join(t for t in texts if t),
                    group=group,
                    cells=tuple(texts),
                    labels=labels if len(labels) == len(texts) else (),
                    links=tuple(links),
                    story=self._story,
                    element=row,
                )
            )

    def _cell(self, cell: HtmlElement, depth: int) -> tuple[str, list[tuple[str, str]]]:
        inner = _Walker(cell)
        inner._walk(cell, "text", 0, 0, depth)
        inner._flush("text", 0, 0, cell)
        links = [link for block in inner._out for link in block.links]
        return ", ".join(block.text.rstrip(",") for block in inner._out), links

    def _definitions(self, dl: HtmlElement, depth: int) -> None:
        self._groups += 1
        group = self._groups
        term = ""
        for child in _own_terms(dl):
            if _is_noise(child):
                continue
            text, links = self._cell(child, depth + 1)
            if child.tag == "dt":
                term = text.rstrip(":")
            elif text:
                self._out.append(
                    Block(
                        "row",
                        f"{term}: {text}" if term else text,
                        group=group,
                        cells=(term, text),
                        links=tuple(links),
                        story=self._story,
                        element=child,
                    )
                )


def _own_terms(dl: HtmlElement) -> Iterator[HtmlElement]:
    """The terms and definitions of a list, apart from those of the lists inside them: each is read once."""
    for child in dl:
        if child.tag in ("dt", "dd"):
            yield child
        elif child.tag != "dl":
            yield from child.iterchildren("dt", "dd")


def _own_table(row: HtmlElement) -> HtmlElement | None:
    parent = row.getparent()
    while parent is not None and parent.tag != "table":
        parent = parent.getparent()
    return parent


_HEADER_WORDS = re.compile(
    r"^(?:date|day|when|time|hours?|where|place|location|venue|address|event|city|town|title|site|stop|month|neighborhood|details|host|"
    r"fecha|hora|horario|lugar|direccion|datum|uhrzeit|zeit|ort|adresse|date|heure|lieu|tijd|tijdstip|locatie|plaats|data|horario|local|endereco|"
    r"dia|jour|tag|dag|wo|wann|waar|wanneer|stadtteil|quartier|barrio|bairro|wijk|treffpunkt|colonia|cafe)\b.{0,20}$"
)


def _looks_like_header(texts: list[str]) -> bool:
    named = [t for t in texts if _HEADER_WORDS.match(fold(t))]
    return len(named) >= 2 and len(named) * 2 >= len(texts) and not any(c.isdigit() for t in texts for c in t)


def _is_noise(element: HtmlElement) -> bool:
    tag = element.tag
    attributes = element.attrib
    if tag == "aside":
        return element.find(".//h1") is None
    if not attributes:
        return False
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return tag not in ("main", "article", "body")
    style = attributes.get("style")
    if style and "display" in style and "none" in style and "display:none" in style.replace(" ", ""):
        return True
    role = attributes.get("role")
    if role in ("navigation", "banner", "contentinfo", "complementary", "search", "dialog", "menu"):
        return element.find(".//h1") is None
    names = attributes.get("class", "")
    ident = attributes.get("id")
    if ident:
        names = f"{names} {ident}"
    if not names or tag in ("body", "html", "main", "form"):
        return False
    names = _CAMEL.sub("-", names).lower()
    if tag in _INLINE:
        return tag != "time" and _NOISE.search(names) is not None
    if _NOISE.search(names):
        return not _holds_content(element)
    return _WEAK_NOISE.search(names) is not None and not _holds_content(element) and _own_text(element) < 200


def _own_text(element: HtmlElement) -> int:
    """The length of an element's text outside its links."""
    return _text_size(element) - sum(_text_size(link) for link in element.iter("a"))


def _holds_content(element: HtmlElement) -> bool:
    """True for a wrapper whose class only sounds like noise ("has-sidebar", "content-more"): the page's heading is in it."""
    if element.find(".//h1") is not None or element.find(".//main") is not None:
        return True
    return element.find(".//*[@itemprop='articleBody']") is not None


def _main_element(body: HtmlElement) -> HtmlElement:
    """The element that holds the page's own content: marked as such, or the whole body."""
    for path in (".//main", ".//*[@role='main']"):
        found = list(body.iterfind(path))
        if len(found) == 1 and _text_size(found[0]) > 200:
            return found[0]
    return body


def _text_size(element: HtmlElement) -> int:
    return sum(len(t.strip()) for t in element.itertext())


def _drop_sections(blocks: list[Block]) -> list[Block]:
    """Leave out what stands under headings of other content, until a heading of the same or a higher level."""
    kept: list[Block] = []
    stop_level = 0
    for block in blocks:
        if block.kind == "heading":
            if (
                stop_level
                and (block.level < stop_level or (block.level == stop_level and not is_stop_heading(block.text)))
            ) or (stop_level and block.level <= 1):
                stop_level = 0
            if is_stop_heading(block.text) and block.level > 1:
                stop_level = block.level
                continue
        elif (
            not stop_level
            and block.strong
            and len(block.text) < 40
            and is_stop_heading(block.text)
            and block.kind == "text"
        ):
            stop_level = 6
            continue
        if stop_level:
            continue
        kept.append(block)
    return kept


def _locator(element: HtmlElement) -> str:
    """A short path to an element: tag names with id or position, from the nearest id down."""
    parts: list[str] = []
    current: HtmlElement | None = element
    while current is not None and len(parts) < 6:
        tag = current.tag
        if not isinstance(tag, str):
            break
        ident = current.get("id")
        if ident:
            parts.append(f"{tag}#{ident[:40]}")
            break
        parent = current.getparent()
        if parent is None:
            parts.append(tag)
            break
        position = 1
        for _sibling in current.itersiblings(tag, preceding=True):
            position += 1
            if position > 200:
                break
        parts.append(f"{tag}[{position}]")
        current = parent
    return "/".join(reversed(parts))


def iter_links(blocks: list[Block]) -> Iterator[tuple[str, str]]:
    """All (address, text) pairs of the main content."""
    for block in blocks:
        yield from block.links
