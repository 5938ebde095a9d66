"""Whether a line or a story tells of the past or of a plan."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..cues import blanked, in_every_language, plain
from ..lines import IF_EVER, Line, Reader, once_a_line

_NARRATED = {
    "en": r"\b(?:was|were|had|did|came|went|flew|ran|grew|knew|threw|drove|rode|spoke|wrote|sang|began|broke|chose|fell|felt|found|got|kept|left|lost|paid|sold|sent|stood|taught|thought|won|wore|bought|built|caught|led|made|met|drank|ate|gave|took|brought|drew|saw|sat|bent|heard|swept|dealt|shook|struck|stuck|swung|woke|blew|built|dug|forgot|froze|hid|held|laid|slid|sought|spent|spun|stole|swore|tore|became|drank|began|told|said|helped|decided|wanted)\b|\b(?:didn|wasn|weren|hadn|couldn)['’]t\b|\b(?:residents|citizens|people|neighbors|neighbours|students|visitors|guests|customers|families|locals|shoppers|anyone|everyone|everybody|public|community|members|patrons|diners|parents|children|kids|seniors|they) could (?!be |soon |also be |have |win |still |face |earn |receive |see |expect )[a-z]+\b|(?<!be )(?<!is )(?<!are )(?<!to )(?<!being )\b(?!need|speed|freed|feed|planned|scheduled|expected|invited|located|sponsored|presented|provided|offered|slated|hosted by|based|interested|dedicated|designed|used|related|titled|called|named|aimed|geared|required|reserved|limited|needed|asked|encouraged|welcomed|involved|committed|devoted|tied|united|certified|featured|priced|rated)[a-z]{3,}ed (?:the|an?|his|her|their|my|our|us|me|him|them|by|to|with|at|in|on|over|up|out|down|back|away|around|more|about|for|from|into|until|during|it|that|\d+|two|three|dozens|hundreds|scores|some|several|many|much|few|nearly|almost|roughly|plenty|lots|everyone|families|residents|neighbors|kids)\b",
    "de": r"\b(?:war|waren|rief|riefen|begann|begannen|fiel|fielen|half|halfen|sah|sahen|trug|trugen|zog|zogen|fuhr|fuhren|kannte|kannten|hielt|hielten|erhielt|erhielten|sagte|sagten|meinte|wusste|wussten|schrieb|schrieben|standen|musste|mussten|ergab|entstand|entstanden|brachte|brachten|setzte|setzten|trank|tranken|sass|sassen|sas|sasen|asen|schenkte|schenkten|hatte|hatten|konnte|konnten|stand|standen|gab|kam|lief|liefen|ging|gingen|blieb|blieben|fand|fanden|nahm|nahmen|sprach|sprachen|traf|trafen|wollte|wollten|durfte|wurde|wurden|hies|hiesen|bot|boten|lud|luden|gaben|kamen|liessen|lies|schenkten|(?:stell|mach|lock|nutz|fuhr|zeig|beantworte|freu|informier|diskutier|besuch|folg|verteil|plauder|tausch|erzahl|frag|feier|servier|empfing|versorg|starte|offne|verwandel|erwarte|wandel|organisier)ten?)\b|\b(?:hat|habe|haben)\b[^.;:]*\b(?:(?:\w{2,})?ge\w{2,}(?:t|en)|(?:be|er|ver|ent|uber|unter)\w{3,}(?:t|en))(?=[.,;!?»“\"]|$| und\b)|\b(?:ist|sind)\b[^.;:]*\b(?:\w*ge(?:kommen|gangen|wesen|fahren|blieben|folgt)|worden)\b|\b(?:hat|haben)\b[^.;:]*\bgetan\b|\b\w*gekommen (?:ist|sind)\b",
    "es": r"\b(?:ha|han|hemos)\s+(?:\w+mente\s+|ya\s+|tambien\s+)?(?!sido|previsto|puesto|dispuesto|propuesto|pospuesto|decidido|(?:organiz|convoc|anunci|program|invit|prepar|cancel|aplaz|suspend|inform|confirm|fij|habilit|lanz|traslad|modific|cambi|adelant|retras|reprogram|pospuest|anul|dise\w|lleg|empez|comenz|inici|cre|aprob)[ai]do)\w{2,}(?:ado|ido|sto|cho|rto|elto)\b|\b(?!para\b)\w{2,}(?:aron|ieron|yeron|aban)\b|\b(?:fue|fueron|hubo|tuvo|hizo|estuvo|era|eran|habia|habian|estaba|tenia|tenian|dijo|vino|pudo|quiso|puso|quedaba)\b",
    "fr": r"\b(?:etait|etaient|avait|avaient|fut|furent)\b|\b(?:est|sont)\s+(?:venu|alle|passe|arrive|entre|parti|reparti|reste)e?s?\b|\b(?:s'est|se sont)\s+(?:\w+ment\s+)?(?:rendu|deplace|prete|deroule|tenu|arrete|reuni|rassemble|presse|retrouve|assis|installe)e?s?\b|\b(?:a|ont|avons)\s+(?:\w+ment\s+|aussi\s+|surtout\s+|beaucoup\s+|longtemps\s+|plutot\s+|tous\s+|toutes\s+|bien\s+|deja\s+|encore\s+|enfin\s+|ensuite\s+|d'abord\s+|meme\s+|au contraire\s+)?(?:(?!lieu\b)\w{2,}(?:e|i|is|u|us|ert|ait|it)|[vblps]u|eu|dit|mis|ri)\b(?<!\bune)|\b\w{3,}aient\b|\b(?!\w*rait\b|parfait\b|souhait\b|bienfait\b|satisfait\b|forfait\b)\w{4,}ait\b",
    "nl": r"\b(?:was|waren|begon|begonnen|bleef|bleven|liep|liepen|zag|zagen|zei|zeiden|gaf|gaven|hielp|hielpen|riep|riepen|schreef|viel|vielen|vertrok|vertrokken|vertelde|vertelden|wilde|wilden|mocht|mochten|praatte|praatten|bracht|brachten|hield|hielden|wist|wisten|had|hadden|werd|werden|kon|konden|stond|stonden|kwam|kwamen|vond|vonden|trok|bleek|bleken|moest|moesten|ging|gingen|nam|namen|sprak|spraken|dronk|dronken|schonk|schonken|kreeg|kregen|zat|zaten)\b|\b(?:ruil|stel|deel|luister|vul|serveer|noteer|organiseer|beantwoord|trakteer|wandel|wissel|haal|speel|leer|hoor|babbel|klets|wach|lach|smaak|maak|zet|ontmoet|klop|stap|werk|wip|kook|schud|verwelkom)(?:de|te)n?\b|\b(?:heeft|hebben)\b[^.;:]*\bge\w{2,}(?:d|t|en)\b",
    "pt": r"\b\w{2,}(?:aram|eram|iram|avam)\b|\b(?:foi|houve|teve|esteve|era|eram|havia|haviam|tinha|tinham|estava|estavam|fez|fizeram|disse|veio|quis|pos)\b|\b\w{3,}ou\b",
}
_PRESENT = re.compile(r"\b(?:is|are|has|have|can|may be|invites?|hosts?)\b")
"""In an English line with a past participle: that may be of no tense ("residents who signed up are invited")."""
_FINITE = re.compile(
    r"(?:(?!\b(?:who|that|which|whose|if|since|when|as|because|after|how|what|where)\b)[^.;:?!])*?\b(?:(?:was|were)(?! to\b)|had|did|came|went|ran|knew|drove|rode|spoke|began|fell|stood|thought|wore|drank|ate|gave|took|drew|saw|sat)\b"
)
"""A verb of the past that is no participle, in the main clause that opens a line: "On Friday we went to a talk that is held"."""
_WAS = re.compile(r" (?:was|were) (?!to\b|supposed|set|scheduled|planned|originally|meant)")
"""Behind a day: what that day was."""
_OF_DAY_WAS = re.compile(r" [a-z ]{3,25}? (?:was|were) (?!to\b|supposed|set|scheduled|planned|originally|meant)")
"""Behind "Friday's": what its meeting was."""
_IT_WAS = re.compile(r"it was (?:on )?(?:an? |the )?(?:\w+ )?$")
"""Before a day that opens a tale: "It was the last Tuesday in March, but cold"."""
_CAPTION = re.compile(
    r"(?:[A-Z][\w.'’-]*,? |\d\w{0,2},? |(?:police|officers?|deputy|deputies|troopers?|chief|sheriff|residents?|of|from|the|and) ){2,14}"
    r"(?:\([^)]{1,30}\) )?(?!was |has |is |does )[a-z]{2,}s (?!to\b)"
)
"""How a picture's caption tells what was done: "Ann Lopez plays cards with a trooper during Coffee with a Cop on Wednesday"."""
_DURING = re.compile(r"\bduring (?:(?:the|a|an|its|their|his|her|this|last|first|recent|annual|\w+['’]s) )*[\"'“‘]?$")
"""Before the name of an event that a caption tells of."""
_SHOWN = re.compile(r"(?:[A-Z][\w.'’-]+,? ){2,6}(?:far |second from )?(?:left|right|center|centre), [a-z]{2,}s ")
"""A caption that says who stands where: "Chief Ann Lopez, right, talks with neighbors Friday"."""
_DOING = re.compile(
    r"[a-z0-9)] (?<!can )(?<!and )(?<!to )(?<!may )(?<!you )(?:talk|chat|speak|listen|share|mingle|visit|pose|laugh|meet|gather|discuss|sip|drink|enjoy|pour|serve|greet|"
    r"answer|connect|interact|engage|play|sit|look|hand|take|sign|wait|watch|work|swap|trade|hold|show|learn|join)s?"
    r" (?:with|to|over|a|an|about|on|by|together|out|in|up|the|their|his|her|for|from|coffee|cups|stories|hands|at|during|into|while|[A-Z])"
)
"""What a caption says is being done in its picture: "Residents and officers talk during Coffee with a Cop on Sept. 25, 2013"."""
_QUOTED = ("“", '"', "„", "«")
_FEWEST_OF_TALE = 3
"""Sentences of the past that make a tale."""
_BESIDE = 6
"""Letters between a verb and its day."""
_IT_IS = re.compile(r"(?:es ist|it is|it['’]s|c['’]est|het is|es|e) (?:(?:an?|ein|een|un|une|una|um|uma) )?(?:\w+ )?")
"""Before the day of a scene in the present."""
_ABOUT_AN_HOUR = re.compile(r", (?:kurz|just|shortly|peu|even|iets|net|poco|pouco|pasadas) [^.…]{3,25}[.…]+")
"""Behind the day that a scene opens with, all the rest of its sentence."""
_WERE_INVITED = re.compile(r"\b(?:was|were) invited\b.*")
"""An invitation that has been."""
_EMBEDDED = re.compile(
    r"(?<=\bshowed )(?:that|how|what)\b.*"
    r"|, an? [^,;.:]{3,60} (?:that|which|where|who)\b[^,;.:]*(?=,)"
    r"|\b(?:people|residents|citizens|neighbors|those|ones|public|community|city|town|families) (?:that |whom )?"
    r"(?:they|he|she|we|it)(?:'ll| will)? [a-z]+"
    r"|\bwhat (?:[\w.]+ ){1,4}(?:hopes?|says?|expects?) (?:will|would) be\b"
    r"|\bwerden (?:konne|solle|durfe)\b"
)
"""What has a tense of its own: what was shown ("officers showed that coffee can be fun"), an apposition ("Coffee with a Cop,
a program that lets people meet officers, came to"), whom somebody serves ("met the people they will serve"), what is only
reported ("dass hier Kaffee getrunken werden könne")."""
_ASKED = re.compile(r": [\"“„«'‘]?\w+[^?:]{3,}\?.*")
"""A question told behind a colon, which has a tense of its own: "She had one question: When will Mill Road get a sign?"."""
_MAY = re.compile(r"(?<=[\w,.] )May\b")
"""The month, which is no verb of a plan."""
_THING = re.compile(r" (?:der |die |das |des |den |einer |eines |eine )?[A-ZÄÖÜ][a-zäöüß]{2,}")
"""A German noun right behind "instead of"."""
SHORT_CUE = 4
"""Letters of a cue that says too little by itself ("not")."""
_PRETERITE = re.compile(r"\b\w{2,}ó\b")
"""Told by its accent alone ("acogió"), which the plain text has lost."""
_TO = re.compile("[àÀ]")
"""Without its accent a verb of the past ("à la mairie")."""
_DONE_TO_NAMED = re.compile(
    r"(?:[A-Z][\w.'’-]*|\b[a-z]+s|\b(?:they|we|and|who|she|he|police|also|then|has|have)) "
    r"(?:marked|celebrated|observed|honored|honoured|visited|joined|greeted|treated|welcomed|served|hosted|filled|crowded|packed|"
    r"toured|swapped|traded|shared|enjoyed|staffed|manned|opened|turned|kicked off|dropped by|stopped by|stopped at)"
    r" (?:(?:a|the|its|their|his|her|this year['’]s) )?(?:\d{4} )?[A-Z][a-z]"
)
"""A deed with a name for its object: "Officers marked National Doughnut Day on Friday". Not "the newly opened Elm Bakery"."""
_ACTED_ON_NAMED = re.compile(
    r"\b[A-Z][a-z]+ (?!need|speed|freed|feed|located|named|called|titled|based|sponsored|presented|provided|hosted)[a-z]{2,}ed [A-Z][a-z]"
)
"""Somebody's deed to somebody: "Ponce waved Lt. Hale to her table"."""
_PAST_TENSE = {code: re.compile(pattern) for code, pattern in _NARRATED.items()}


def is_past(reader: Reader, line: Line) -> bool:
    """Whether a line tells of the past: a past verb that no "will be" or "to be" makes a plan, or how a tale in the present opens."""
    if line.past is None:
        line.past = _opens_scene(line) or _tells_of_past(reader, line)
    return line.past


def _opens_scene(line: Line) -> bool:
    """Whether a sentence says what day it is, and so sets the scene of a tale told in the present: "It is Thursday morning at the
    Plum Diner", "Samstagmorgen, kurz nach acht."."""
    first = line.dates[0] if line.dates else None
    if first is None or first.relative != "bare" or line.names or line.label is not None or line.block.group:
        return False
    if _IT_IS.fullmatch(line.low, 0, first.begin) is not None:
        return True
    return first.begin < 2 and _ABOUT_AN_HOUR.fullmatch(line.low, first.stop) is not None


def _tells_of_past(reader: Reader, line: Line) -> bool:
    cue = reader.cues
    said = cue.spans("past", line.low)
    if not any(day.offset in (0, 1) or day.relative in ("this", "next") for day in line.dates):
        said = sorted([*said, *cue.spans("past_or_present", line.low)])  # "Police put on Coffee with a Cop today"
    spans = [s for s in said if not (_is_of_asked(line, s[0]) or _is_of_day(line, s[0]))]
    if not spans:
        return False
    ahead_of = [
        s for s in cue.spans("future", _in_own_tense(line)) if not any(a <= s[0] and s[1] <= b for a, b in spans)
    ]
    for begin, stop in spans:
        led_by = line.low.startswith(" by ", stop) and not line.low.endswith("came", begin, stop)
        if led_by and not line.low[:begin].endswith(("was ", "were ")):
            continue  # "Hosted by the police": no tense of its own
        if line.low.startswith("thank", begin):
            return not any(a < begin for a, _ in ahead_of)  # "We would like to thank Elm Bakery for hosting us"
        ahead = line.low[max(0, begin - 22) : begin].split()
        if not (
            ahead
            and (
                ahead[-1] in ("be", "to", "being", "get", "werden", "worden", "is", "are")
                or "will" in ahead[-3:]
                or "to" in ahead[-2:]
            )
        ):
            if _WERE_INVITED.match(line.low, begin):
                return not any(a < begin for a, _ in ahead_of)  # "were invited to come out"
            planned = [
                a
                for a, _ in ahead_of
                if a < stop or not (line.low.startswith("to ", a) or line.low.endswith(" by ", 0, a))
            ]
            return not planned or is_report(
                reader, line
            )  # "joined with the mill to host another", "marked it by holding talks"
    return False


def _is_of_asked(line: Line, at: int) -> bool:
    """Whether a verb stands in "If you have ever wanted to ask", which tells of nothing."""
    return "if you" in line.low and any(found.start() <= at < found.end() for found in IF_EVER.finditer(line.low))


def _is_of_day(line: Line, at: int) -> bool:
    """Whether what looks like a verb is a day's: "Sat, March 7"."""
    return any(day.begin <= at < day.stop and line.text[day.begin].isupper() for day in line.dates)


def done_beside(reader: Reader, before: str) -> bool:
    """Whether the words right before a day say that something was done then: "took part Tuesday", "met on Monday"."""
    for begin, stop in reader.cues.spans("past", before):
        ahead = before[:begin].split()[-2:]
        planned = any(word in ("be", "to", "being", "is", "are", "will", "get") for word in ahead)
        if stop - begin > SHORT_CUE and len(before) - stop <= _BESIDE and not planned:
            return before[stop:].strip() in ("", "on", "last", "this")
    return False


def _of_day_was(reader: Reader, line: Line) -> bool:
    """Whether a line says what that of a day was: "Friday's meeting was by invitation, but the next will be open"."""
    first = line.dates[0] if line.dates else None
    if first is None or not line.text[: first.stop].endswith(("'s", "’s")):
        return False
    changed = reader.cues.has_any(("cancelled", "postponed", "moved"), line.low)
    return not changed and _OF_DAY_WAS.match(line.low, first.stop) is not None


def _it_was(reader: Reader, line: Line) -> bool:
    """Whether a sentence opens with the day that it was, and tells of no change."""
    if not line.dates or _IT_WAS.match(line.low[: line.dates[0].begin]) is None:
        return False
    return not reader.cues.has_any(("cancelled", "postponed", "moved", "old"), line.low)


def tells_old(reader: Reader, line: Line) -> bool:
    """Whether a line tells what was planned first; not "Kaffee statt Knöllchen", where a thing is left out."""
    old = [(a, b) for a, b in reader.cues.spans("old", line.low) if b - a > SHORT_CUE]
    return any(
        line.low[a:b] not in in_every_language("instead_of")
        or _THING.match(line.text, b) is None
        or any(day.begin == b + 1 for day in line.dates)
        for a, b in old
    )


def tells_past(reader: Reader, line: Line) -> bool:
    """Whether a line tells of the past by its words, or by its tense where it neither invites nor plans."""
    if is_past(reader, line):
        return True
    if _SHOWN.match(line.text) or _is_pictured(reader, line):
        return True
    if _CAPTION.match(line.text) and line.names and not is_plan(reader, line):
        return _DURING.search(line.low, 0, line.names[0].begin) is not None
    if _of_day_was(reader, line) or _it_was(reader, line):
        return True
    if reader.cues.has("firm", _in_own_tense(line)) or tells_old(reader, line):
        return False  # "Thursday was supposed to be"
    if not _is_narrated(reader, line):
        return False
    if any(_WAS.match(line.low, day.stop) for day in line.dates):
        return True  # "Talking can go a long way, and Monday was all about pizza"
    if reader.lexicon.code != "en":
        return True
    now = _PRESENT.search(_without_embedded(line.low))
    return now is None or _FINITE.match(line.low, 0, now.start()) is not None


def _is_pictured(reader: Reader, line: Line) -> bool:
    """Whether a line says in the present what a picture shows, with its day: a caption, or told with the year and no hour."""
    if not line.names or not line.dates or line.times or line.heading or is_plan(reader, line):
        return False
    if line.block.is_caption:
        return True
    if reader.lexicon.code != "en" or not any(day.days and day.days[0].year for day in line.dates):
        return False
    return line.block.kind == "text" and _DOING.search(line.text, 0, line.names[0].begin) is not None


def is_report(reader: Reader, line: Line) -> bool:
    """Whether a line reports beyond doubt, and invites nobody."""
    return reader.cues.has("report", line.low) and not reader.cues.has("invitation", line.low)


def is_plan(reader: Reader, line: Line) -> bool:
    return reader.cues.has("future", _in_own_tense(line))


def _without_embedded(text: str) -> str:
    """A text with blanks for the clauses that have a tense of their own."""
    return _EMBEDDED.sub(lambda found: " " * len(found[0]), text)


@once_a_line
def _in_own_tense(line: Line) -> str:
    """The plain text of a line without what has a tense of its own."""
    return _without_embedded(_unasked(line))


def _unasked(line: Line) -> str:
    """The plain text of a line without a question that it tells behind a colon, and without the month of May."""
    told = _ASKED.sub("", line.low) if "?" in line.low else line.low
    if "May" not in line.text:
        return told
    return blanked(told, [found.span() for found in _MAY.finditer(line.text) if found.end() <= len(told)])


def is_firm(reader: Reader, line: Line) -> bool:
    """Whether a line plans or invites for sure, and not in the past ("were invited to come out")."""
    return reader.cues.has("firm", _WERE_INVITED.sub("", _in_own_tense(line)))


def is_recap(reader: Reader, lines: Sequence[Line]) -> bool:
    """Whether a story reports: a line with its day (else with the name or the police) tells of the past, none of a plan.

    A headline says little: papers print it in the present ("Police host Coffee with a Cop") before and after the day.
    """
    body = [line for line in lines if not line.heading] or list(lines)
    if any(_is_firm_plan(reader, line) for line in body):
        return False
    dated = [line for line in body if line.dates]
    if any(is_past(reader, line) or _is_narrated(reader, line) for line in dated):
        return True
    if any((is_plan(reader, line) and not _is_scene(line)) or line.times for line in dated):
        return False
    # the day is told without a verb of either ("Marshmallows flew on Saturday"): what was done there tells
    told = [line for line in body if (line.names if dated else line.names or line.hosts())]
    return any(is_past(reader, line) or _is_narrated(reader, line) for line in told) or _is_tale(reader, body)


def _is_tale(reader: Reader, body: Sequence[Line]) -> bool:
    """Whether the sentences around tell a tale of what was done there: "She carried him to the lot. He took the wheel."."""
    told = [line for line in body if not line.text.startswith(_QUOTED) and not (line.dates or line.others)]
    reported = sum(is_past(reader, line) or _is_narrated(reader, line) for line in told)
    return reported >= _FEWEST_OF_TALE and 2 * reported > len(told)


def _is_scene(line: Line) -> bool:
    """Whether a line sets a scene with a weekday, without the name ("It is an unusual sight that greets guests on Thursday")."""
    return not line.names and all(date.relative == "bare" for date in line.dates)


def _is_firm_plan(reader: Reader, line: Line) -> bool:
    """A plan or an invitation that names the program, its day or its hour."""
    if not (line.names or line.dates or line.times) or (line.others and not line.names):
        return False
    if is_firm(reader, line):
        return bool(line.names or line.hosts()) or reader.cues.has("event", line.low) or not line.dates
    return bool(line.names) and is_plan(reader, line) and not is_past(reader, line) and bool(line.dates or line.times)


def _is_narrated(reader: Reader, line: Line) -> bool:
    if line.narrated is None:
        line.narrated = _has_tense_of_tales(reader, line)
    return line.narrated


def _marks_named(line: Line) -> bool:
    """Whether an English line tells of a deed whose object is a name; a day or a month is none ("hosted Friday")."""
    for found in (*_DONE_TO_NAMED.finditer(line.text), *([] if line.heading else _ACTED_ON_NAMED.finditer(line.text))):
        if not any(day.begin <= found.end() - 1 < day.stop for day in line.dates):
            return True
    return False


def _has_tense_of_tales(reader: Reader, line: Line) -> bool:
    if reader.cues.has("history", line.low):
        return False
    if reader.lexicon.code == "es" and _PRETERITE.search(line.text):
        return True
    if reader.lexicon.code == "en" and _marks_named(line):
        return True
    pattern = _PAST_TENSE.get(reader.lexicon.code, _PAST_TENSE["en"])
    low = plain(_TO.sub("-", line.text)) if reader.lexicon.code == "fr" else line.low
    if "if you" in low:
        low = IF_EVER.sub(lambda found: " " * len(found[0]), low)
    return any(not _is_of_day(line, found.start()) for found in pattern.finditer(low))
