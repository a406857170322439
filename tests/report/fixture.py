# ruff: noqa: E501 - claims as rows of a table
"""An invented crisis as a finished Case: eight reports, every status, every bound that a drawing must show."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime

from corroborate.model import (
    Amount,
    Bound,
    Case,
    Claim,
    Commitment,
    Document,
    Edge,
    Finding,
    Incident,
    Mention,
    MentionKind,
    Origin,
    OriginCount,
    Period,
    Place,
    Problem,
    Question,
    Reason,
    Reconciliation,
    Relation,
    RelationType,
    Source,
    SourceKind,
    Span,
    Status,
    Strength,
    Tip,
)
from corroborate.reconcile.appraisal import appraised

HERALD = """Ferry terminal hit in Port Aldo

By a Herald reporter
PORT ALDO, May 12 - At least 16 people were killed when the ferry terminal in Port Aldo was hit on Monday night, Governor Oda Renn said in a \
statement. She said about 40 people were injured.

"The terminal was full of families who had waited two days for the crossing," Ms Renn said. She accused the Northern Front of firing rockets \
at the harbour.

Some 2,000 vehicles have left the city by the coast road, and another 1,500 are waiting at Tessaly Bridge, according to the road authority. \
Residents said there had been no running water since Sunday.
"""
WIRE = """At least 16 dead in harbour strike - governor

PORT ALDO (ANV) - At least 16 people were killed when a ferry terminal in Port Aldo was hit on Monday night, the regional governor, Oda Renn, \
said in a statement. About 40 were injured, she added.

A doctor at the Saint Brannoc hospital, who asked not to be named, told ANV that 19 bodies had been brought in, among them four children.

The terminal "was full of families who had waited two days for the crossing", Renn said.
"""
POST = """More than 16 dead in Port Aldo

More than 16 people were killed in an attack on the ferry terminal in Port Aldo, the governor said, according to the ANV agency.

The city's emergency service said 12 people had died at the terminal and 7 in the customs house next to it.
"""
TRIBUNE = """Port Aldo toll rises to 23

The number of people killed at the ferry terminal has risen to 23, the emergency service of Port Aldo said on Wednesday, after four more \
bodies were found under the collapsed hall. Between 60 and 80 people were injured, it said.

The mayor, Teo Marchetti, put the number of residents still trapped in the city at 35,000. The Harbour Relief Committee said 50,000 were trapped.

In March, 9 people were killed when a bus fell from Tessaly Bridge.
"""
FRONT = """Front denies harbour attack

A spokesman for the Northern Front, Ilan Dressel, denied that its forces had fired at the harbour. "We have no rockets within reach of Port \
Aldo," he told Radio Meridian. He said that no more than 5 people had died.

Dozens of people were killed in Port Aldo this week, Radio Meridian reported. As many as 300 people reached the camp at Lorne on Tuesday, aid \
workers said.
"""
DIGEST = """Morning digest

At least 16 people were killed when a ferry terminal in Port Aldo was hit on Monday night, the regional governor, Oda Renn, said in a \
statement. About 40 were injured, she added.
"""
TIP = "My cousin Brannagh Ostrava works at the morgue in the cellar of the customs house and she counted twenty-two coffins on Tuesday evening."
FOREIGN = "Al menos 16 personas murieron en la terminal de transbordadores."

ALDO = Place("Port Aldo", "city", "p1", "XV", "Tessaly", 41.32, 19.45)
LORNE = Place("Lorne", "city", "p2", "XV", "Tessaly", 41.11, 20.08)
BRIDGE = Place("Tessaly Bridge", "site", "p3", "XV", "Tessaly", 41.42, 19.71)
TESSALY = Place("Tessaly", "admin1", "p4", "XV", "Tessaly", 41.2, 20.0)
VARENNE = Place("Varenne", "country", "p5", "XV", None, 41.0, 20.0)
NOWHERE = Place("Old Quay", "unknown")
STRIKE = Period(date(2026, 5, 11), date(2026, 5, 11), "Monday night")

RENN = Source("Oda Renn", SourceKind.PERSON, role="regional governor", medium="statement")
ANV = Source("ANV", SourceKind.MEDIA)
DOCTOR = Source("a doctor at the Saint Brannoc hospital", SourceKind.INSIDER, basis="treated")
RESCUE = Source("emergency service of Port Aldo", SourceKind.BODY)


def document(name: str, text: str, publisher: str | None, published: date | None, **more: object) -> Document:
    """A report of the fixture, ids and hashes as the intake would make them."""
    sha = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    fields: dict[str, object] = {
        "id": "d" + sha[:11],
        "name": name,
        "text": text,
        "sha256": sha,
        "media_type": "text/plain",
        "received": datetime(2026, 5, 14, 6, 30, tzinfo=UTC),
        "tool": "corroborate 0.1.0",
        "publisher": publisher,
        "published": published,
        "language": "en",
    }
    return Document(**{**fields, **more})  # type: ignore[arg-type]


class Maker:
    """Builds claims by their printed words, so that every offset is right by construction."""

    def __init__(self) -> None:
        self.claims: list[Claim] = []
        self.question_of: dict[str, str] = {}
        self.origin_of: dict[str, str] = {}

    def __call__(
        self, d: Document, sentence: str, value: str | None, amount: Amount | None, measure: str, question: str, origin: str, **more: object
    ) -> str:
        start = d.text.index(sentence)
        at = d.text.index(value, start) if value else start
        name = f"c{len(self.claims) + 1:02d}"
        self.claims.append(
            Claim(
                name,
                d.id,
                measure,
                (Span.of(d.id, d.text, start, start + len(sentence)),),
                value=Span.of(d.id, d.text, at, at + len(value)) if value else None,
                amount=amount,
                **more,  # type: ignore[arg-type]
            )
        )
        self.question_of[name], self.origin_of[name] = question, origin
        return name


def documents() -> tuple[Document, ...]:
    """The reports in order of name."""
    may = [date(2026, 5, n) for n in range(20)[1:]]
    return (
        document(
            "1-herald.txt", HERALD, "Varenne Herald", may[11], url="https://herald.invalid/a?token=k3y&u=oda", title="Ferry terminal hit"
        ),
        document("2-wire.txt", WIRE, "ANV", may[11]),
        document("3-post.txt", POST, "Coastal Post", may[11]),
        document("4-tribune.txt", TRIBUNE, "Tribune of Lorne", may[12]),
        document("5-meridian.eml", FRONT, "Jo Sender <jo@mail.invalid>", may[12], media_type="message/rfc822"),
        document("6-digest.txt", DIGEST, "The Morning Digest", may[12]),
        document("7-brannagh.yaml", TIP, None, may[12], restricted=True, tip=Tip("Heron", "her cousin told her", may[11])),
        document("8-diario.txt", FOREIGN, "El Diario", may[11], language="es"),
    )


def make(bound: str, value: float, upper: float | None = None) -> Amount:
    """An amount by the name of its bound."""
    return Amount.make(Bound(bound), value, upper)


def claims(docs: tuple[Document, ...]) -> Maker:
    """Every claim of the fixture."""
    herald, wire, post, tribune, front, digest, tip, _ = docs
    say = Maker()
    here = {"place": ALDO, "facility": "ferry terminal", "when": STRIKE, "unit": "people"}
    s16 = "At least 16 people were killed when a ferry terminal in Port Aldo was hit on Monday night, the regional governor, Oda Renn, said"
    say(
        herald,
        "At least 16 people were killed when the ferry terminal in Port Aldo was hit on Monday night, Governor Oda Renn said",
        "At least 16",
        make("at_least", 16),
        "people_killed",
        "q-killed",
        "o-renn",
        chain=(RENN,),
        **here,
    )
    say(
        herald,
        "She said about 40 people were injured.",
        "about 40",
        make("about", 40),
        "people_injured",
        "q-injured",
        "o-renn",
        chain=(RENN,),
        **here,
    )
    say(
        herald,
        "She accused the Northern Front of firing rockets at the harbour.",
        None,
        None,
        "responsibility_attributed",
        "q-who",
        "o-renn",
        about="the Northern Front",
        chain=(RENN,),
        commitment=Commitment.CLAIMED,
        place=ALDO,
    )
    road = "Some 2,000 vehicles have left the city by the coast road, and another 1,500 are waiting at Tessaly Bridge, according to the road authority."
    authority = (Source("the road authority", SourceKind.BODY),)
    say(
        herald,
        road,
        "Some 2,000",
        make("about", 2000),
        "vehicles",
        "q-left",
        "o-road",
        chain=authority,
        place=ALDO,
        unit="vehicles",
        stage="left",
    )
    say(
        herald,
        road,
        "1,500",
        make("exact", 1500),
        "vehicles",
        "q-waiting",
        "o-road",
        chain=authority,
        place=BRIDGE,
        unit="vehicles",
        stage="waiting",
    )
    say(
        herald,
        "Residents said there had been no running water since Sunday.",
        None,
        None,
        "ours:water_lacking",
        "q-water",
        "o-residents",
        chain=(Source("residents", SourceKind.INSIDER),),
        place=ALDO,
    )
    say(wire, s16, "At least 16", make("at_least", 16), "people_killed", "q-killed", "o-renn", chain=(RENN,), **here)
    say(
        wire,
        "About 40 were injured, she added.",
        "About 40",
        make("about", 40),
        "people_injured",
        "q-injured",
        "o-renn",
        chain=(RENN,),
        **here,
    )
    body = "A doctor at the Saint Brannoc hospital, who asked not to be named, told ANV that 19 bodies had been brought in, among them four children."
    say(wire, body, "19", make("exact", 19), "people_killed", "q-killed", "o-doctor", chain=(DOCTOR,), **here)
    say(
        wire,
        body,
        "four",
        make("exact", 4),
        "people_killed",
        "q-children",
        "o-doctor",
        chain=(DOCTOR,),
        **{**here, "population": "children"},
    )
    say(
        post,
        "More than 16 people were killed in an attack on the ferry terminal in Port Aldo, the governor said, according to the ANV agency.",
        "More than 16",
        make("more_than", 16),
        "people_killed",
        "q-killed",
        "o-renn",
        chain=(ANV, Source("the governor", SourceKind.OFFICIALS)),
        **here,
    )
    parts = "The city's emergency service said 12 people had died at the terminal and 7 in the customs house next to it."
    say(
        post,
        parts,
        "12",
        make("exact", 12),
        "people_killed",
        "q-parts",
        "o-rescue",
        chain=(RESCUE,),
        **{**here, "population": "at the terminal"},
    )
    say(
        post,
        parts,
        "7",
        make("exact", 7),
        "people_killed",
        "q-customs",
        "o-rescue",
        chain=(RESCUE,),
        **{**here, "facility": "customs house"},
    )
    risen = TRIBUNE[TRIBUNE.index("The number") : TRIBUNE.index(" Between")]
    say(tribune, risen, "23", make("exact", 23), "people_killed", "q-killed", "o-rescue", chain=(RESCUE,), as_of=date(2026, 5, 13), **here)
    say(
        tribune,
        "Between 60 and 80 people were injured, it said.",
        "Between 60 and 80",
        make("range", 60, 80),
        "people_injured",
        "q-injured",
        "o-rescue",
        chain=(RESCUE,),
        **here,
    )
    mayor = "The mayor, Teo Marchetti, put the number of residents still trapped in the city at 35,000."
    say(
        tribune,
        mayor,
        "35,000",
        make("exact", 35000),
        "people_trapped",
        "q-trapped",
        "o-mayor",
        chain=(Source("Teo Marchetti", SourceKind.PERSON, role="mayor"),),
        place=ALDO,
        unit="people",
    )
    say(
        tribune,
        "The Harbour Relief Committee said 50,000 were trapped.",
        "50,000",
        make("exact", 50000),
        "people_trapped",
        "q-trapped",
        "o-relief",
        chain=(Source("Harbour Relief Committee", SourceKind.BODY),),
        place=ALDO,
        unit="people",
    )
    say(
        tribune,
        "In March, 9 people were killed when a bus fell from Tessaly Bridge.",
        "9",
        make("exact", 9),
        "people_killed",
        "q-bus",
        "o-tribune",
        place=BRIDGE,
        background=True,
        unit="people",
        when=Period(date(2026, 3, 1), date(2026, 3, 31), "In March"),
    )
    dressel = (Source("Ilan Dressel", SourceKind.PERSON, role="spokesman for the Northern Front", medium="radio"),)
    say(
        front,
        "A spokesman for the Northern Front, Ilan Dressel, denied that its forces had fired at the harbour.",
        None,
        None,
        "responsibility_denied",
        "q-who",
        "o-front",
        about="Northern Front",
        chain=dressel,
        commitment=Commitment.DENIED,
        polarity="-",
        place=ALDO,
    )
    say(
        front,
        "He said that no more than 5 people had died.",
        "no more than 5",
        make("at_most", 5),
        "people_killed",
        "q-killed",
        "o-front",
        chain=dressel,
        commitment=Commitment.CLAIMED,
        **here,
    )
    say(
        front,
        "Dozens of people were killed in Port Aldo this week, Radio Meridian reported.",
        "Dozens",
        make("vague", 24),
        "people_killed",
        "q-week",
        "o-radio",
        place=ALDO,
        unit="people",
        when=Period(date(2026, 5, 10), date(2026, 5, 16), "this week"),
    )
    say(
        front,
        "As many as 300 people reached the camp at Lorne on Tuesday, aid workers said.",
        "As many as 300",
        make("at_most", 300),
        "people_arrived",
        "q-arrived",
        "o-aid",
        chain=(Source("aid workers", SourceKind.OFFICIALS),),
        place=LORNE,
        unit="people",
        when=Period(date(2026, 5, 12), date(2026, 5, 12)),
    )
    say(digest, s16, "At least 16", make("at_least", 16), "people_killed", "q-killed", "o-renn", chain=(RENN,), **here)
    say(
        digest,
        "About 40 were injured, she added.",
        "About 40",
        make("about", 40),
        "people_injured",
        "q-injured",
        "o-renn",
        chain=(RENN,),
        **here,
    )
    say(
        tip,
        TIP,
        "twenty-two",
        make("exact", 22),
        "people_killed",
        "q-killed",
        "o-tip",
        chain=(Source("Brannagh Ostrava", SourceKind.INSIDER),),
        restricted=True,
        **{**here, "facility": "morgue in the cellar"},
    )
    say(
        tribune,
        "under the collapsed hall",
        None,
        None,
        "facility_destroyed",
        "q-hall",
        "o-rescue",
        about="hall",
        chain=(RESCUE,),
        place=NOWHERE,
    )
    return say


def questions() -> tuple[Question, ...]:
    """The questions of the fixture."""
    night, strike = "11 May 2026", "i1"

    def killed(name: str, population: str = "all", place: str = "Port Aldo", event: str = strike, period: str = night) -> Question:
        return Question(name, "people_killed", "people", population, place, event, period)

    return (
        killed("q-killed"),
        killed("q-children", "children"),
        killed("q-parts", "at the terminal"),
        killed("q-customs", place="customs house, Port Aldo"),
        killed("q-week", event="", period="this week"),
        killed("q-bus", place="Tessaly Bridge", event="i2", period="March 2026"),
        Question("q-injured", "people_injured", "people", "all", "Port Aldo", strike, night),
        Question("q-trapped", "people_trapped", "people", "residents", "Port Aldo", ""),
        Question("q-left", "vehicles", "vehicles", None, "Port Aldo", "", stage="left"),
        Question("q-waiting", "vehicles", "vehicles", None, "Tessaly Bridge", "", stage="waiting"),
        Question("q-arrived", "people_arrived", "people", None, "Lorne", "", "12 May 2026"),
        Question("q-water", "ours:water_lacking", None, None, "Port Aldo", ""),
        Question("q-who", "responsibility_attributed", None, None, "Port Aldo", strike),
        Question("q-hall", "facility_destroyed", None, None, "Old Quay", strike),
    )


def findings(say: Maker) -> tuple[Finding, ...]:
    """What the fixture's claims come to."""
    made = []

    def find(
        q: str,
        low: float | None,
        best: float | None,
        high: float | None,
        n: tuple[int, int, int],
        status: Status,
        rung: str,
        *reasons: str,
        change: tuple[str, ...] = (),
        flags: tuple[str, ...] = (),
        reported: float | None = None,
    ) -> None:
        mine = tuple(c.id for c in say.claims if say.question_of[c.id] == q)
        support = tuple(c.id for c in say.claims if c.id in mine and c.polarity == "+")
        why = tuple(Reason(f"rule-{i}", text, mine[:2]) for i, text in enumerate(reasons, 1))
        made.append(Finding("f-" + q, q, low, best, high, OriginCount(*n), status, rung, mine, support, why, change, flags, reported))

    find(
        "q-killed",
        16,
        23,
        None,
        (3, 4, 4),
        Status.UPDATED,
        "updated",
        "The emergency service counted 23 on 13 May, after four more bodies were found; that replaces its 19 of the day before.",
        "“At least 16” and “more than 16” are lower bounds and agree with 23.",
        "Brannagh Ostrava, who works at the morgue in the cellar, counted 22.",
        change=("a later count by the emergency service", "a list of names"),
        reported=23,
    )
    find("q-children", 4, 4, 4, (1, 1, 1), Status.SINGLE_ORIGIN, "single_origin", "Only the unnamed doctor counts children.")
    find("q-parts", 12, 12, 12, (1, 1, 1), Status.SINGLE_ORIGIN, "single_origin", "One body says it in one report.")
    find("q-customs", 7, 7, 7, (1, 1, 1), Status.SINGLE_ORIGIN, "single_origin", "One body says it in one report.")
    find("q-week", 24, None, None, (0, 0, 1), Status.UNATTRIBUTED, "unattributed", "Radio Meridian names nobody for “dozens”.")
    find("q-bus", 9, 9, 9, (0, 0, 1), Status.UNATTRIBUTED, "unattributed", "Background: another event.")
    find(
        "q-injured",
        40,
        60,
        80,
        (1, 2, 2),
        Status.CORROBORATED,
        "corroborated_one_side",
        "The governor and the emergency service both count injured; “about 40” is an earlier figure that “60 to 80” does not exclude.",
        change=("a count by a hospital",),
        flags=("group_uncounted",),
    )
    find(
        "q-trapped",
        35000,
        None,
        50000,
        (2, 2, 2),
        Status.CONFLICT,
        "conflict",
        "35,000 and 50,000 cannot both be right, and nothing decides between the mayor and the committee.",
        change=("a registration of residents",),
    )
    find("q-left", 2000, 2000, None, (1, 1, 1), Status.SINGLE_ORIGIN, "single_origin", "The road authority alone counts vehicles.")
    find("q-waiting", 1500, 1500, 1500, (1, 1, 1), Status.SINGLE_ORIGIN, "single_origin", "The road authority alone counts vehicles.")
    find("q-arrived", None, 300, 300, (1, 1, 1), Status.SINGLE_ORIGIN, "single_origin", "Unnamed aid workers, an upper bound.")
    find("q-water", None, None, None, (1, 1, 1), Status.SINGLE_ORIGIN, "single_origin", "Residents say so in one report.")
    find(
        "q-who",
        None,
        None,
        None,
        (1, 1, 1),
        Status.CONTESTED,
        "contested",
        "The governor accuses the Northern Front; its spokesman denies it.",
        change=("an account by somebody who is on neither side",),
    )
    find(
        "q-hall",
        None,
        None,
        None,
        (1, 1, 1),
        Status.REPEATED,
        "single_origin_repeated",
        "Every report of it goes back to the emergency service.",
    )
    return tuple(made)


def relations() -> tuple[Relation, ...]:
    """How the fixture's claims bear on each other."""
    kinds = RelationType
    return (
        Relation("c14", "c09", kinds.SUPERSEDES, "a later count that explains the difference", "later-count"),
        Relation("c12", "c09", kinds.PART_OF_SUM, "12 + 7 = 19", "sum"),
        Relation("c13", "c09", kinds.PART_OF_SUM, "12 + 7 = 19", "sum"),
        Relation("c16", "c17", kinds.CONFLICTS, "two points that exclude each other", "disjoint"),
        Relation("c19", "c03", kinds.DENIES, "the accused denies it", "denial"),
        Relation("c20", "c01", kinds.CONFLICTS, "at most 5 against at least 16", "disjoint"),
        Relation("c11", "c07", kinds.MUTATES, "“at least” became “more than” in the copy", "hedge"),
        Relation("c18", "c01", kinds.SCOPE_DIFFERS, "another event, in March", "event"),
    )


def origins(say: Maker) -> tuple[Origin, ...]:
    """Who stands behind the fixture's claims."""
    who = {
        "o-renn": ("Oda Renn, regional governor", "one statement, quoted by four outlets"),
        "o-doctor": ("a doctor at the Saint Brannoc hospital", "told ANV, unnamed"),
        "o-rescue": ("emergency service of Port Aldo", "its counts of 12 and 13 May"),
        "o-road": ("the road authority", "one sentence"),
        "o-residents": ("residents", "unnamed"),
        "o-mayor": ("Teo Marchetti, mayor", "one statement"),
        "o-relief": ("Harbour Relief Committee", "one statement"),
        "o-front": ("Ilan Dressel, Northern Front", "told Radio Meridian"),
        "o-aid": ("aid workers", "unnamed"),
        "o-tip": ("Brannagh Ostrava", "a tip"),
        "o-tribune": ("Tribune of Lorne", "own voice"),
        "o-radio": ("Jo Sender <jo@mail.invalid>", "own voice"),
    }
    edges = {
        "o-renn": (
            Edge("c01", "c07", Strength.CERTAIN, "same-speaker", "the same speaker in the same statement"),
            Edge("c07", "c23", Strength.CERTAIN, "copied-run", "31 equal words in a row, the reporter's own among them"),
            Edge("c07", "c11", Strength.PROBABLE, "wire-credit", "credited to ANV"),
        ),
        "o-doctor": (Edge("c09", "c12", Strength.POSSIBLE, "exact-sum", "12 + 7 is exactly the doctor's 19"),),
    }
    return tuple(
        Origin(
            name,
            *words,
            tuple(c.id for c in say.claims if say.origin_of[c.id] == name),
            name not in ("o-tribune", "o-radio"),
            edges.get(name, ()),
        )
        for name, words in who.items()
    )


def case() -> Case:
    """The whole invented case."""
    docs = documents()
    say = claims(docs)
    bus = tuple(c.id for c in say.claims if say.question_of[c.id] == "q-bus")
    strike = tuple(c.id for c in say.claims if c.id not in bus)
    told = tuple(d.id for d in docs[:7])
    incidents = (
        Incident("i1", "Strike on the ferry terminal", told, strike, ALDO, STRIKE, reasons=("same place, same night",)),
        Incident("i2", "Bus fall at Tessaly Bridge", (docs[3].id,), bus, BRIDGE, Period(date(2026, 3, 1), date(2026, 3, 31), "In March")),
    )
    outcome = Reconciliation(questions(), origins(say), incidents, relations(), findings(say), say.question_of, say.origin_of)
    tribune = docs[3]
    at = tribune.text.index("the collapsed hall")
    seen = Mention(Span.of(tribune.id, tribune.text, at, at + 18), MentionKind.UNREAD, "a building without a name", "read/rules-1")
    problems = (
        Problem("8-diario.txt", "read", "the language (es) is not read; the report is stored without claims", "read it by hand"),
        Problem("scan.pdf", "ingest", "the PDF holds pictures only", "run a text recognition over it"),
    )
    made = Case("Port Aldo harbour", docs, tuple(say.claims), (seen,), outcome, problems, {"read": "rules-1", "reconcile": "rules-1"})
    return appraised(made)
