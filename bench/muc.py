"""Score victims' numbers and effects on MUC-4 (newspaper and radio reports of terrorism in Latin America, in capitals).

    CORROBORATE_BENCH_DATA=DIR python bench/muc.py [--split dev|tst1|tst2|tst3] [--show]

DIR holds muc4_dev_tst1-3.jsonl.gz and gun_violence_dev.jsonl.gz; the second only says how words are cased, for the reader expects mixed
case. From the reader's counts and from victims by name or in the plural (corroborate.read.victims) each document gets at most two
incidents, kidnappings apart from the rest, each with fills "number: victim" and "effect: victim". A fill is right (1) where the value is
one of the key's and the victims share a word, half right where only the value is, or the number without its mark ("5-", "~5"). Recall is
credit by fills of the key, precision credit by fills found; what the key marks optional, by "?" or by its template, counts only where it
is found.

It differs from the official scorer: templates are aligned by what earns most in these two slots alone ("aligned"), where the official
alignment also needs the incident's type; a victim's words are compared here by one shared word, there by people. "pooled" puts all
incidents of a document into one, which is easier than the task. Combatants, totals above 200 and sentences that tell of earlier years are
left out by the rules below, which are of the task and not of the reader.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice, permutations
from pathlib import Path

from corroborate.model import Amount, Bound, Document, fingerprint
from corroborate.read.counts import count
from corroborate.read.kinds import kind_of
from corroborate.read.sentences import sentences
from corroborate.read.victims import surnames, victims

EFFECTS = {"people_killed": "DEATH", "people_injured": "INJURY", "people_rescued": "NO INJURY OR DEATH", "people_freed": "REGAINED FREEDOM"}
"""Measure -> what the effect slot says; the others name a victim without an effect."""

TARGETS = {*EFFECTS, "people_killed_or_injured", "people_held", "people_missing"}
LIGHT = {"the", "of", "and", "de", "la", "del", "a", "an", "his", "her", "their", "two", "three", "four", "five", "six"}
COMBATANTS = re.compile(
    r"\b(?:guerrillas?|terrorists?|rebels?|subversives?|extremists?|insurgents?|soldiers?|troops?|combatants?|fighters?|assassins?|gunmen|"
    r"traffickers?|sandinists?|contras?|enemy|casualties|attackers?|killers?|hitmen|hired|murderers?|criminals?|army|military|mercenar\w+|commandos?|sailors?|battalion|brigade|militiamen)\b",
    re.IGNORECASE,
)
TAGS = re.compile(r"\[(?:[A-Z ]*(?:TEXT|EXCERPTS?|REPORT|RECORDING|INDISTINCT|PASSAGE OMITTED|COMMENTARY|SUMMARY)[^\]]*)\]")
LONGEST_BARE = 4
"""Letters up to which a word keeps its S."""
COMMON_ENDINGS = (
    "tion", "tions", "ment", "ments", "ness", "ility", "ists", "ism", "ous", "ized", "izing", "ing", "ed", "ive", "ives", "able", "ible",
    "ically", "ated", "ates",
)  # fmt: skip
"""Endings of words that are no names."""
ANYBODY = frozenset(
    w.upper()
    for w in ("were", "been", "wounded", "injured", "killed", "dead", "death", "who", "other", "have", "several", "died", "people",
              "person", "victim", "member", "men", "civilian", "individual")
)
"""Words that tell no victim from another."""
STEMS = (("s", ""), ("es", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ly", ""), ("ies", "y"))
"""Endings, and what stands for them in the word that they are built on."""
MOST_PERMUTED = 6
"""Key templates up to which every alignment is tried; the rest of a longer key stays unaligned."""
INCIDENTS = 800
"""Incidents of the other corpus whose reports say how words are cased."""
LONG_AGO = re.compile(r"\b(?:19[0-7]\d|198[0-6])\b|\byears? ago\b")
"""Words of incidents before the time of the reports."""
LARGEST = 200
"""Larger numbers are totals of a war, not victims of an incident."""


@dataclass
class Fill:
    """One fill of a slot: its values (alternatives), the words that it is told of, and whether the key leaves it open."""

    values: frozenset[str]
    words: frozenset[str]
    optional: bool = False


@dataclass
class Template:
    """The fills of one incident: numbers and effects."""

    optional: bool = False
    slots: dict[str, list[Fill]] = field(default_factory=lambda: {"number": [], "effect": []})


def content(text: str) -> frozenset[str]:
    """The words by which two descriptions of a victim are compared, without plural endings."""
    words = [w for w in re.findall(r"[A-Z]{3,}", text.upper()) if w.lower() not in LIGHT]
    return frozenset(w.rstrip("S") if len(w) > LONGEST_BARE else w for w in words)


def key(record: dict) -> list[Template]:
    """The key templates of a document."""
    made = []
    for row in record["templates"]:
        if row["MESSAGE: TEMPLATE"] == "*":
            continue
        template = Template("OPT" in row["MESSAGE: TEMPLATE"])
        for slot, name in (("number", "HUM TGT: NUMBER"), ("effect", "HUM TGT: EFFECT OF INCIDENT")):
            entries = row[name] if isinstance(row[name], list) else [row[name]]
            for entry in entries:
                if entry.strip() in ("*", "-", ""):
                    continue
                value, _, told = entry.partition(":")
                values = frozenset(v.strip(" ()?") for v in value.split("/"))
                template.slots[slot].append(Fill(values, content(told), template.optional or "?" in value))
        made.append(template)
    return made


class Casing:
    """Mixed case for text in capitals: each word as another corpus of news mostly prints it inside sentences, unknown words as names."""

    def __init__(self, texts: Iterator[str]) -> None:
        self.lower: Counter[str] = Counter()
        self.upper: Counter[str] = Counter()
        for text in texts:
            for match in re.finditer(r"(?<=[a-z,] )[A-Za-z][A-Za-z'’]*", text):
                word = match.group()
                (self.lower if word.islower() else self.upper)[word.lower()] += 1

    def common(self, word: str) -> bool:
        """Whether a word is no name: printed in small letters more often than not, or built on one that is."""
        low = word.lower()
        if kind_of(low) in ("people", "attackers", "vehicles", "buildings") or COMBATANTS.fullmatch(low):
            return True
        if self.lower[low] + self.upper[low]:
            return self.lower[low] >= self.upper[low]
        stems = [low[: -len(e)] + r for e, r in STEMS if low.endswith(e) and len(low) > len(e) + 3]
        return any(self.lower[s] > self.upper[s] for s in stems) or low.endswith(COMMON_ENDINGS)

    def cased(self, text: str) -> str:
        """A text in mixed case; what stands in brackets keeps its capitals where it is one short word."""
        parts = []
        for part in re.split(r"(?<=[.?!:])(\s+)|(\n\n+)", text):
            if not part or part.isspace():
                parts.append(part or "")
                continue
            low = re.sub(r"(?<![\w'’])[A-Z][A-Z'’]*", lambda m: self._word(m.group()), part)
            parts.append(low[:1].upper() + low[1:] if low[:1].isalpha() else re.sub(r"[a-z]", lambda m: m.group().upper(), low, count=1))
        return "".join(parts)

    def _word(self, word: str) -> str:
        if len(word) == 1:
            return word.lower() if word in "A" else word
        return word.lower() if self.common(word) else word.capitalize()


def clean(text: str) -> str:
    """The text without the marks of its service, one line a paragraph."""
    text = TAGS.sub(" ", text)
    text = re.sub(r"^\s*[^\n]{0,200}?\s--\s", "", text, count=1)
    return "\n\n".join(" ".join(p.split()) for p in re.split(r"\n\s*\n", text)).strip()


def document(record: dict, text: str) -> Document:
    """A document of the case file's kind."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    received = datetime(2026, 1, 1, tzinfo=UTC)
    return Document("d" + fingerprint(digest), record["id"], text, digest, "text/plain", received, "bench", language="en")


def number(amount: Amount) -> str | None:
    """The fill of the number slot for an amount."""
    if amount.bound is Bound.VAGUE:
        return "PLURAL"
    value = amount.stated[0]
    if value <= 0 or value > LARGEST or value % 1:
        return None
    mark = {Bound.ABOUT: "~%d", Bound.AT_LEAST: "%d-", Bound.MORE_THAN: "%d-", Bound.AT_MOST: "-%d", Bound.LESS_THAN: "-%d"}
    return mark.get(amount.bound, "%d") % value


@dataclass
class Told:
    """A victim as found: number fill, words, effect or none, whether a person's name."""

    number: str
    words: frozenset[str]
    effect: str | None
    kidnapped: bool
    named: bool = False


def told(record: dict, casing: Casing) -> list[Told]:
    """The victims that the reader finds in a document."""
    text = casing.cased(clean(record["text"]))
    doc = document(record, text)
    cut = sentences(text)
    found: list[Told] = []
    for claim in count(doc, cut)[0]:
        if claim.measure not in TARGETS or claim.polarity == "-" or not (fill := number(claim.amount)):
            continue
        if LONG_AGO.search(cut[claim.sentence].text):
            continue
        words = claim.population or " ".join(text[claim.end : claim.end + 60].split()[:3])
        single = text[claim.start : claim.end]
        if COMBATANTS.search(f"{words} {single}"):
            continue
        words = words if claim.population else f"{single} {words}"
        found.append(Told(fill, content(words), EFFECTS.get(claim.measure), claim.measure in ("people_held", "people_missing")))
    known = surnames(text)
    for sentence in cut:
        if LONG_AGO.search(sentence.text):
            continue
        for one in victims(sentence.text, known):
            if COMBATANTS.search(one.name) or (not one.named and COMBATANTS.search(one.role)):
                continue
            kidnapped = one.measure in ("people_held", "people_missing")
            found.append(Told("1" if one.named else "PLURAL", content(one.name), EFFECTS.get(one.measure), kidnapped, one.named))
    return merged([f for f in found if f.words])


def merged(found: list[Told]) -> list[Told]:
    """One for each victim: names that share a word are one person; of descriptions that share their last word, the number stays."""
    made: list[Told] = []
    order = sorted(found, key=lambda t: (not t.named, t.number == "PLURAL"))
    for one in order:
        same = next((m for m in made if m.named == one.named and m.words & one.words), None)
        if same is None:
            made.append(one)
            continue
        if one.named:
            same.words |= one.words
        same.effect = worst(same.effect, one.effect)
        same.kidnapped |= one.kidnapped
    numbered = {m.effect for m in made if m.number != "PLURAL"}
    named = {m.effect for m in made if m.named}
    made = [m for m in made if m.number != "PLURAL" or m.effect in ("DEATH", "INJURY") or m.kidnapped]
    kept = [m for m in made if m.named or m.number != "1" or m.effect not in named]  # "the minister" is the one named
    people = Counter(m.effect for m in made if m.named)
    kept = [m for m in kept if not (m.words <= ANYBODY and m.number.isdigit() and 1 < int(m.number) <= people[m.effect])]
    return [m for m in kept if not (m.number == "PLURAL" and m.words <= ANYBODY and m.effect in numbered)]


def worst(one: str | None, other: str | None) -> str | None:
    """The graver of two effects."""
    order = ["DEATH", "INJURY", "REGAINED FREEDOM", "NO INJURY OR DEATH", None]
    return min(one, other, key=order.index)


def response(found: list[Told]) -> list[Template]:
    """The incidents: kidnappings apart from the rest."""
    made = []
    for kidnapped in (False, True):
        group = [f for f in found if f.kidnapped == kidnapped]
        if not group:
            continue
        template = Template()
        template.slots["number"] = [Fill(frozenset([f.number]), f.words) for f in group]
        template.slots["effect"] = [Fill(frozenset([f.effect]), f.words) for f in group if f.effect]
        made.append(template)
    return made


def credit(marked: Fill, found: Fill) -> float:
    """1 for the value with a word of the victim's, 0.5 for the value alone or the number with another mark."""
    value = bool(marked.values & found.values)
    bare = {re.sub(r"\D", "", v) for v in marked.values} & {re.sub(r"\D", "", v) for v in found.values} - {""}
    shared = bool(marked.words & found.words)
    return (1.0 if value and shared else 0.5 if value or (bare and shared) else 0.0)


def paired(marked: list[Fill], found: list[Fill]) -> tuple[float, float, float]:
    """Credit, possible and actual of a slot, by the best pairs first; what is optional and unmatched is not possible."""
    pairs = sorted(((credit(m, f), i, j) for i, m in enumerate(marked) for j, f in enumerate(found)), key=lambda p: (-p[0], p[1], p[2]))
    used_i: set[int] = set()
    used_j: set[int] = set()
    total = 0.0
    for value, i, j in pairs:
        if value and i not in used_i and j not in used_j:
            total += value
            used_i.add(i)
            used_j.add(j)
    return total, sum(not m.optional or i in used_i for i, m in enumerate(marked)), len(found)


def pooled(templates: list[Template]) -> Template:
    """All incidents of a document as one."""
    whole = Template()
    for template in templates:
        for slot, fills in template.slots.items():
            whole.slots[slot] += fills
    return whole


def aligned(marked: list[Template], found: list[Template]) -> list[tuple[Template, Template]]:
    """Key and response templates in the pairing that earns most; each that is left alone faces an empty one."""
    best: tuple[float, list[tuple[Template, Template]]] = (-1.0, [])
    marked, rest = marked[:MOST_PERMUTED], marked[MOST_PERMUTED:]
    size = max(len(marked), len(found))
    ours = [*found, *(Template() for _ in range(size - len(found)))]
    keys = [*marked, *(Template() for _ in range(size - len(marked)))]
    for order in permutations(range(size)):
        pairs = [(k, ours[o]) for k, o in zip(keys, order, strict=True)]
        earned = sum(paired(k.slots[s], f.slots[s])[0] for k, f in pairs for s in k.slots)
        if earned > best[0]:
            best = (earned, pairs)
    return [*best[1], *((k, Template()) for k in rest)]


def main() -> int:
    """Print recall and precision of each slot."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    folder = Path(os.environ["CORROBORATE_BENCH_DATA"])
    with gzip.open(folder / "muc4_dev_tst1-3.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = [r for r in map(json.loads, lines) if r["split"] in args.split.split(",")][: args.limit]
    casing = Casing(news(folder))
    sums: dict[tuple[str, str], list[float]] = {}
    for record in records:
        marked, found = key(record), response(told(record, casing))
        for way, pairs in (("aligned", aligned(marked, found)), ("pooled", [(pooled(marked), pooled(found))])):
            for one, other in pairs:
                for slot in one.slots:
                    total = sums.setdefault((way, slot), [0.0, 0.0, 0.0])
                    for n, part in enumerate(paired(one.slots[slot], other.slots[slot])):
                        total[n] += part
        if args.show:
            show(record, marked, found)
    for (way, slot), (total, possible, actual) in sums.items():
        recall, precision = total / (possible or 1), total / (actual or 1)
        print(f"{args.split} {way} {slot}: recall {recall:.3f} of {possible:.0f}, precision {precision:.3f} of {actual:.0f}")
    return 0


def show(record: dict, marked: list[Template], found: list[Template]) -> None:
    """Print what differs in a document."""
    whole, ours = pooled(marked), pooled(found)
    for slot in whole.slots:
        left = [(sorted(f.values), sorted(f.words), f.optional) for f in whole.slots[slot]]
        mine = [(sorted(f.values), sorted(f.words)) for f in ours.slots[slot]]
        if left or mine:
            print(record["id"], slot, "\n    key ", left, "\n    ours", mine)


def news(folder: Path) -> Iterator[str]:
    """Mixed-case news of another corpus."""
    with gzip.open(folder / "gun_violence_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in islice(lines, INCIDENTS):
            for report in json.loads(line)["reports"]:
                yield report["text"]


if __name__ == "__main__":
    raise SystemExit(main())
