"""How agencies are called, language by language: the words of their kind, and what stands around these in a name."""

from __future__ import annotations

import re

CAP = (
    r"(?:(?:[A-Z]\.){2,4}[A-Z]?(?= )|[A-Z]&[A-Z](?= )|"  # "Elm Hill I.S.D. Police", "Plumfield A&M University"
    r"(?:[dlDL]['’])?[A-ZÀ-Þ](?:[a-z]{1,2}\.(?= )|[\w'’-]+(?:/[A-ZÀ-Þ][\w'’-]+)?(?:‘[\w'’-]+)*|[a-z]{0,2}\.|))"
)
ENGLISH_KIND = (
    r"(?i:Police (?:(?:Protective |Officers['’]? |Benevolent )?Association|Department|Dept\.?|Services?|Division|Bureau|Force|Detachment|Foundation|District|Station|Authority|Area Command|Command|(?:&|and) Safety)|"
    r"Sheriff(?:-Coroner)?[’']?s?[’']? (?:Office|Department|Dept\.?|Station)|Prosecutor[’']s Office|(?:(?:United States|District|State[’']s|County) |U\.S\. )Attorney[’']s Office|State Police|State Patrol|Highway Patrol|Garda Station|"
    r"(?<!of )(?<!for )(?<!on )(?<!and )(?<!& )(?-i:(?:Public|Campus) Safety)(?! (?:(?-i:[A-Z])|fair|day|meeting|night|committee))|"
    r"(?:Department|Directorate|Division|Bureau) of (?:Public Safety|Emergency Services|Police)|Public Safety Department|"
    r"(?-i:Local|District|City) (?-i:Area Command)|(?:Safer Neighbourhoods?|(?:Neighbou?rhood |Local |Community |Rural )?Policing) Team|(?:Precinct|Pct\.?) \d+ Constable[’']?s?[’']? Office|Constable[’']?s?[’']?(?: Office)?,? (?:Precinct|Pct\.?) \d+|Constable[’']?s?[’']? Office|Garda S[ií]och[aá]na|ACT Policing|"
    r"(?:Police )?Patrol Group|(?-i:Foot Patrol)|(?:District|Region|Area|City|County|Police) Crime Prevention Unit|"
    r"(?:PBA|FOP|Fraternal Order of Police),? (?:Local|Lodge) (?:No\. ?|#)?\d+|Fraternal Order of Police|"
    r"Campus Police(?: Department)?|University Police(?: Department| (?:&|and) Safety)?|Marshall?[’']?s Office|Office of Public Safety)"
)
ENGLISH_SHORT = r"(?:Police|RCMP|OPP|Constabulary|Garda[ií]?|PD|POLICE|police|SNT|LAC|LPT)"
_EN_PART = (
    r"(?:\s+(?!Officers?\b)[A-Z]\w+){1,3}\s+(?:Unit|Division|Team|Section)\b|"
    r"(?:[’']s)?(?: (?!Officers?\b)[A-Z]\w+){0,2} (?:(?:Post|Troop|Barracks)\b(?: (?:\d+|[A-Z])\b)?|Detachment\b)|"
    r"(?:[’']s)? (?:(?:North|South|East|West)(?:ern|east(?:ern)?|west(?:ern)?)?|Central|Downtown) (?:[Dd]istrict|[Dd]ivision|[Pp]recinct|[Ss]tation)\b|"
    r"(?<=Patrol)(?:[’']s)? [A-Z]\w+(?: [A-Z]\w+)? (?:[Oo]ffice|[Aa]rea)\b|"
    r"(?:\s+(?!Officers?\b)[A-Z]\w+){1,2} (?:Branch|Area(?: (?:Command|[Oo]ffice))?|Area Command|Substation)\b"
)
"""A part of an agency behind its name: "Michigan State Police Calumet Post", "Merritt RCMP Detachment"."""
ENGLISH = re.compile(
    rf"\bPolice Scotland\b|\b\d{{1,3}}(?:st|nd|rd|th) Precinct Community Council\b|\b(?:NYPD[’']s )?\d{{1,3}}(?:st|nd|rd|th) Precinct\b(?! \w+ Council)|Service de police d(?:e|u) (?:la Ville de )?{CAP}|Sûreté du Québec|(?<!\w)(?:(?:{CAP}|of|the|&)\s+){{0,9}}(?:(?<=\w\s)\([A-Z]{{2,6}}\)\s+)?(?:{ENGLISH_KIND}|County Sheriff|{ENGLISH_SHORT})\b(?!-\w)"
    rf"(?:\s+of\s+{CAP}(?:\s+{CAP})?)?(?:{_EN_PART})?"
)
STEMS = (
    "polic", "sheriff", "garda", "safety", "patrol", "constab", "marshal", "attorney", "emergency services", "precinct",
    "sûreté", "neighbo", "area command", "rcmp", "opp", "pd", "snt", "lac", "lpt", "pba", "fop", "prevention",
)  # fmt: skip
"""One of these stands in every English name: a text without them is not searched."""
INITIALS = ("PD", "SO", "DPS")
ACRONYM = re.compile(
    r"(?<![A-Z]{2} )\b(?!(?:PCSO|ALSO|PASO|AVISO|CASO|CURSO|DORSO|FALSO|IDOSO|PESO|PISO|PULSO|USO|VASO)\b)[A-Z]{1,3}(?:PD|SO|DPS)\b"
)
_ES_TAIL = rf"(?: {CAP}(?: {CAP}){{0,2}})?(?: (?:de(?: la| los| las| el)?|del) {CAP}(?: {CAP}| (?:de|del|de la|de los|de las) {CAP}){{0,4}}| {CAP}(?: {CAP}){{0,2}})?"
_DE_TOWN = (
    rf"(?:(?:Bad|Sankt|St\.|Neu|Alt|Gro(?:ß|ss)|Klein|Hohen?|\w+ischer|\w+isch) {CAP}|{CAP}(?:[/-]{CAP})?)"
    r"(?: (?:am (?:Main|Rhein|Neckar|Inn|Lech|Rheinfall|Harz)|an der [A-ZÄÖÜ]\w+|im \w+gau|in Tirol)\b)?"
    r"(?: (?:Nord|Süd|Ost|West|Mitte|Stadt|Land|Kreis|Zentrum|Innenstadt|Altstadt|[IVX]+|\d{1,2})\b(?!\.))?"
)
"""A German town or county behind its police: every noun has a capital, so the next word is seldom of it."""
OTHER = {
    "es": re.compile(
        r"(?:\d+[ªa.] )?(?:Jefatura de Polic[ií]a|Polic[ií]a (?:Local|Municipal|Nacional|Comunitaria|Barrial|Auxiliar|de la Ciudad|Estatal|Federal|Foral|de Proximidad|Preventiva|Metropolitana|Vial|Tur[ií]stica|Departamental)|(?:Polic[ií]a|(?<=\b[Ll]a )polic[ií]a)(?= (?:de|del|de la) [A-ZÁÉÍÓÚÑ])|"
        r"Guardia (?:Civil|Local|Urbana|Municipal)|Departamento de Polic[ií]a|(?:Departamento|Oficina|Estaci[oó]n|Subestaci[oó]n|Divisi[oó]n) del (?:Sheriff|Alguacil)|Estaci[oó]n de Polic[ií]a|"
        r"(?:(?:Primera|Segunda|Tercera|Cuarta|Quinta|Sexta|S[eé]ptima|Octava) )?(?:Subc|C)omisar[ií]a(?: \d+[ªa]?| (?:Primera|Segunda|Tercera|Cuarta|Quinta|Sexta|General))?|Tenencia|Ret[eé]n|Departamental|"
        r"(?:Direcci[oó]n|Secretar[ií]a|Subsecretar[ií]a)(?: General| Municipal)? de (?:Seguridad|Polic[ií]a)(?: P[uú]blica| Ciudadana| Vial)?(?: (?:y [A-Z]\w+|Municipal))?|"
        rf"[ÁA]rea [Pp]olic[ií]aca|Carabineros(?: de Chile)?|Mossos d['’]Esquadra|Ertzaintza|Unidad (?:Regional \w+|\d+[ªa]?)){_ES_TAIL}"
    ),
    "de": re.compile(
        r"Polizei des Präsidiums [A-ZÄÖÜ][\w/-]+|(?!Uns|Ihr|Dies|Ein|Sein|Jed|Solch|Welch|\w*(?:leit|sprech|führ|direkt|dezern)er\b)[A-ZÄÖÜ][a-zäöüß]{3,}er Polizei\b(?! [A-ZÄÖÜ])|"
        r"(?:Polizei(?:inspektion|präsidium|direktion|revier|station|kommissariat|kommando|wache|posten|dienststelle|abschnitt|hauptrevier|behörde)?|"
        r"(?:Kantons|Stadt|Gemeinde|Regional|Bundes|Landes)polizei(?:direktion|kommando|inspektion)?|Kreispolizeibehörde|Bezirkspolizeikommando)s?"
        rf"(?:\s+(?:\d+|{_DE_TOWN})|(?<=kantonspolizei)\b|(?<=Kantonspolizei)\b|(?<=Stadtpolizei)\b)"
    ),
    "fr": re.compile(
        r"(?:[Pp]olice(?= (?:de|d['’]|du) ?[A-ZÀ-Þ])|[Pp]olice (?:municipale|pluricommunale|intercommunale|nationale|locale|cantonale|r[ée]gionale)|[Gg]endarmerie(?: nationale| d[ée]partementale| royale)?|(?<!\bun )[Cc]ommissariat|"
        r"(?:[Cc]ommunauté de brigades|[Bb]rigade(?: territoriale| de contact| mobile| autonome)?(?: de gendarmerie)?|[Cc]ompagnie de gendarmerie(?: départementale)?|[Cc]irconscription de (?:police nationale|sécurité (?:publique|de proximité))|[Dd]irection (?:inter)?départementale de la (?:police nationale|sécurité publique))|[Ss]ervice de (?:la )?(?:police|sécurité publique)|"
        r"[Ss]ûreté municipale|[Rr]égie (?:inter)?(?:municipale )?de police|[Zz]one de police|Police|SPVM|PDQ \d{1,2}|[Pp]oste de quartier (?:\(PDQ\) )?\d{1,2}|Sûreté du Québec|[Ss]écurité publique(?= de [A-Z]))"
        rf"(?: (?:de la |de l[’']|des |du |de |d[’']|intercommunale )?(?!Service){CAP}(?:[ -]{CAP}| [-–] {CAP}|[ -](?:sur|de|la|le|les|en)[ -]{CAP}| de la Ville de {CAP})*)?"
        r"(?: [a-zà-ÿ]+(?:ois|oise|ienne|ien|aise|ais)\b)?"
    ),
    "nl": re.compile(
        rf"(?:[Pp]olitie(?:zone|team|bureau)?|[Ll]okale [Pp]olitie|PZ|[Bb]asisteam)\s+(?:de\s+|(?<=[Ll]okale politie )van\s+)?{CAP}(?:[ -]{CAP}){{0,2}}(?: en {CAP}| (?:van|aan|op|bij) (?:den |de |het )?{CAP})?"
    ),
    "pt": re.compile(
        r"(?:\d+\.?[ºª] (?:Batalh[aã]o|BPM|Companhia(?: Independente)?)(?: d[aeo] (?:\d+\.?[ºª] (?:Batalh[aã]o|BPM)(?! d[ae] (?:Pol[ií]cia|PM))))?(?: d[ao] \d+\.?[ºª] Batalh[aã]o(?= d[ae]))?(?: d[ae] (?:Pol[ií]cia(?: Militar)?|PM))?|(?:Destacamento|Posto|Comando) Territorial(?: da GNR)?|Comando (?:Distrital|Metropolitano|Regional)(?: da PSP)?|(?:\d+\.?[ªº] )?Esquadra da PSP|Esquadra(?= de )|Divis[aã]o Policial|Secretaria (?:Municipal )?d[ea] Seguran[cç]a(?: P[uú]blica| Urbana| Cidad[aã])?|Pol[ií]cia (?:Militar|Civil|Municipal|Federal|Comunit[aá]ria|de Seguran[cç]a P[uú]blica)|"
        r"Guarda (?:Civil )?(?:Municipal|Metropolitana|Nacional Republicana)|Guarda Civil|Brigada Militar|PSP(?: – Esquadra)?|GNR|PM)"
        rf"(?: (?:de|do|da) {CAP}(?: {CAP}| d[eoa]s? {CAP}){{0,2}})?"
    ),
}

GENERIC = frozenset(
    """police|division of police|bureau of police|department of police|police association|police services|snt|lac|lpt|the police|state police|highway patrol|state patrol|campus police|university police|police department|police dept|police service
    |police force|police station|sheriff's office|sheriff's department|pd|rcmp|opp|constabulary|garda|gardai|gardaí
    |public safety|campus safety|department of public safety|public safety department|policia local|policía local|policía municipal|policía nacional|policía
    |carabineros|comisaría|guardia civil|departamento de policía|police locale|police municipale|police nationale
    |gendarmerie|commissariat|brigade|zone de police|service de police|compagnie de gendarmerie|psp|gnr|pm|polícia militar""".replace(
        "\n    ", ""
    ).split("|")
)
NEVER = frozenset(
    [
        "public safety",
        "campus safety",
        "division of police",
        "bureau of police",
        "department of police",
        "police association",
        "police services",
        "police service",
        "police",
        "the police",
        "police department",
        "police dept",
        "police force",
        "police station",
        "pd",
        "comisaría",
        "commissariat",
        "brigade",
        "tenencia",
        "departamental",
        "polizei",
    ]
)
