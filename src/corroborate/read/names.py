"""One name for one source: short names, acronyms, role nouns and pronouns go back to the fullest name that the report prints."""

from __future__ import annotations

import itertools
from dataclasses import replace

import regex

from corroborate.model import SourceKind
from corroborate.read.sources import Phrase
from corroborate.read.words import nouns
from corroborate.vocabulary import vocabulary

_RUN = regex.compile(
    r"\p{Lu}[\p{L}\p{M}'’.-]*\p{L}(?:,? ?&)?"
    r"(?:\s(?:(?:of|for|and|the|de|al|el|la|bin|ben|van|von|del|des|du|sans)\s){0,2}\p{Lu}[\p{L}\p{M}'’.-]*[\p{L}])+"
)
_BRACKETED = regex.compile(r"((?:\p{Lu}[\p{L}'’-]*\s|(?:of|for|and|the|on|in)\s){1,8})\((\p{Lu}[\p{Lu}.&-]{1,9})\)")


_WORD = regex.compile(r"[\p{L}\p{N}]+")
_BRACKET = regex.compile(r"\([^)]*\)")
_BRACKET_BEHIND = regex.compile(r"\s*\([^)]*\)$")
_LIGHT = frozenset({"the", "of", "for", "and", "a", "an", "s", "in", "based"})


NEAR = 600
"""Characters within which a short name looks ahead for its full form."""


_BASED = regex.compile(r"^(?:(?:[Tt]he|[Aa]n?)\s+)?(?:[\p{L}.]+-(?:based|backed|led|run|affiliated|linked)\s+)?(?:[Tt]he\s+)?")
_LED = regex.compile(r"\S+-(?:based|backed|led|run|affiliated|linked|aligned)\b")
_BEHIND = regex.compile(r"\s(?:war\s)?(?:monitor|monitoring group|watchdog|monitoring organi[sz]ation)$")


class Names:
    """The names printed in one report, and the sources seen in it."""

    def __init__(self, text: str, phrases: list[Phrase]) -> None:
        self.people: dict[str, str] = {}
        self.roles: dict[str, list[tuple[str, str]]] = {}
        self.bodies: list[str] = []
        self._acronyms = _acronyms(text)
        self._phrases = sorted(phrases, key=lambda p: (p.start, p.end))
        for phrase in self._phrases:
            self._add(phrase)
        self._runs = [m.group() for m in _RUN.finditer(text)]
        self._ends = _ends(self._runs)

    def _add(self, phrase: Phrase) -> None:
        if phrase.person:
            last = _last(phrase.person)
            if len(phrase.person) > len(self.people.get(last, "")) and " " in phrase.person:
                self.people[last] = phrase.person
            if phrase.role:
                for printed in phrase.role.lower().replace(",", " ").replace(".", " ").split():
                    word = vocabulary("roles")["titles"]["short"].get(printed, printed)
                    entry = (phrase.person, phrase.role)
                    if word in nouns().officials | nouns().insiders | nouns().titles and entry not in self.roles.setdefault(word, []):
                        self.roles[word].append(entry)
        elif phrase.kind in (SourceKind.BODY, SourceKind.MEDIA) and _titled(phrase.text) and _is_name(phrase.text):
            self.bodies += [name for name in [_plain(phrase.text)] if name not in self.bodies]

    def full(self, phrase: Phrase) -> tuple[str, SourceKind, tuple[str, ...]]:
        """The fullest printed name of a source, its kind, and flags."""
        if phrase.person:
            return self._person(phrase.person), SourceKind.PERSON, ()
        phrase = _undescribed(phrase)
        text = phrase.text
        short = text.removeprefix("the ").removeprefix("The ")
        bare = _BRACKET_BEHIND.sub("", short) if short.endswith(")") else short
        if bare in self._acronyms:
            return self._acronyms[bare], phrase.kind, ()
        if spelled := self._spelled(bare):
            return spelled, phrase.kind, ()
        if " " not in bare and bare[:1].isupper():
            single = self._single(bare)
            if single:
                return single[0], single[1], ()
        joined = self._joined(phrase)
        if joined:
            return joined, phrase.kind, ()
        pointed = self._pointed(phrase, bare)
        if pointed:
            return pointed
        longer = self._longer_body(phrase, bare)
        if longer:
            return longer, SourceKind.BODY, ()
        return _plain(text) if phrase.kind in (SourceKind.BODY, SourceKind.MEDIA) and _titled(text) else text, phrase.kind, ()

    def _spelled(self, name: str) -> str | None:
        """The one run of names in the report whose capitals are an acronym's letters ("FMB": Flood Management Board)."""
        if len(name) < 3 or not name.isalpha() or not name.isupper():
            return None
        bare = {r.removeprefix("The ") for r in self._runs}
        found = {r for r in bare if len(r.split()) >= 3 and "".join(p[0] for p in r.split() if p[0].isupper()) == name}
        return next(iter(found)) if len(found) == 1 else None

    def _joined(self, phrase: Phrase) -> str | None:
        """ "a monitoring group and activists": the first of two joined sources in its full form, with the other."""
        first, mark, other = phrase.text.partition(" and ")
        if not mark or " and " in other or not any(w in nouns().bodies for w in first.lower().split()[-1:]):
            return None
        short = replace(phrase, text=first, end=phrase.start + len(first), head=first.split()[-1].lower(), kind=SourceKind.BODY)
        full = self._pointed_body(short, regex.sub(r"^(?:[Aa]n?|[Tt]he)\s", "", first)) or self._longer_body(short, first)
        return f"{full} and {other}" if full else None

    def _person(self, name: str) -> str:
        full = self.people.get(_last(name), name)
        if " " in name:
            return full if _words(name) <= _words(full) else name
        if full != name:
            return full
        return self._run_ending(name) or name

    def _single(self, name: str) -> tuple[str, SourceKind] | None:
        if name.lower() in nouns().outlets:
            return None
        if name in self.people:
            return self.people[name], SourceKind.PERSON
        if name.lower() in nouns().sources:
            return None
        ended = self._run_ending(name)
        return (ended, SourceKind.PERSON) if ended else None

    def _run_ending(self, name: str) -> str | None:
        """The one capitalised run of two or three words that ends with the name and looks like a person's."""
        if name.isupper():
            return None
        ends = self._ends.get(name, set())
        short = (
            {min(ends, key=lambda e: (len(e.split()), e))} if ends and all(e.split()[-2] == min(ends).split()[-2] for e in ends) else ends
        )
        return next(iter(short)) if len(short) == 1 else None

    def _longer_body(self, phrase: Phrase, bare: str) -> str | None:
        if phrase.kind not in (SourceKind.BODY, SourceKind.MEDIA) or (not bare[:1].isupper() and not phrase.definite):
            return None
        own = _words(bare)
        if not own or (own & {"state", "government", "police", "army", "media", "reports", "report", "statement"}):
            return None
        found = [b for b in self.bodies if own < _words(b) and _heads(bare, b)]
        found += [m for m in self._acronyms.values() if own < _words(m) and m not in found and _heads(bare, m)]
        if len({frozenset(_words(b)) for b in found}) == 1 or (found and _chain(found)):
            return max(found, key=lambda b: (len(_words(b)), b))
        return None

    def _pointed(self, phrase: Phrase, bare: str) -> tuple[str, SourceKind, tuple[str, ...]] | None:
        """ "the mayor", "the monitor", "a war monitor", "the source": the one source of the report that it can mean."""
        if any(p[:1].isupper() for p in bare.split()[1:] if not p.endswith(("ian", "ish", "ese", "i", "an")) and p != "NGO"):
            return None
        head = phrase.head
        if head in self.roles and phrase.definite and len({self._person(p) for p, _ in self.roles[head]}) == 1:
            person, role = self.roles[head][0]
            if len(bare.split()) <= 3 and " of " not in bare and " in " not in bare:
                return self._person(person), SourceKind.PERSON, ("role_drift",) if _drifts(role, bare) else ()
        body = self._pointed_body(phrase, bare)
        if body:
            return body, SourceKind.BODY, ()
        if phrase.definite and len(bare.split()) <= 3:
            return self._said_before(phrase, bare)
        return None

    def _pointed_body(self, phrase: Phrase, bare: str) -> str | None:
        watching = {"monitor", "watchdog", "observatory", "monitoring", "rights", "ngo"} & set(bare.lower().split())
        group = watching and phrase.head in ("group", "monitor", "organisation", "organization")
        wanted = vocabulary("roles")["anaphora"].get("monitor" if group else phrase.head)
        if not wanted or len(bare.split()) > 5 or not (phrase.definite or watching):
            return None
        apart = set() if watching else _told_apart(bare, phrase.head)
        fits = [
            p
            for p in self._phrases
            if p.kind in (SourceKind.BODY, SourceKind.MEDIA)
            and _titled(p.text)
            and _words(p.text) & set(wanted)
            and apart <= _words(p.text)
            and p.start != phrase.start
        ]
        names = sorted(
            {_plain(p.text) for p in fits} | {m for m in self._acronyms.values() if _words(m) & set(wanted) and apart <= _words(m)}
        )
        last = self._last_like(phrase)
        if last is not None and not _titled(last.text) and _told_apart(last.text, last.head) - apart and not watching:
            return None  # "the city council" stands nearer than "the Relief Council"
        if not names:
            runs = {
                r
                for r in {_cut_behind(run, set(wanted)) for run in self._runs}
                if _words(r) & set(wanted) and apart <= _words(r) and 3 <= len(r.split()) <= 9 and not _words(r) & nouns().never
            }
            return max(runs, key=lambda b: (len(_words(b)), b)) if runs and len(runs) < 4 and _chain(sorted(runs)) else None
        if _chain(names):
            return max(names, key=lambda b: (len(_words(b)), b))
        before = [p for p in fits if p.start < phrase.start]
        after = [p for p in fits if p.start > phrase.start]
        if phrase.definite and before:
            return _plain(before[-1].text)
        return _plain(after[0].text) if after and after[0].start - phrase.start < NEAR else None

    def _last_like(self, phrase: Phrase) -> Phrase | None:
        """The last source before this one with the same head noun and more words."""
        like = (p for p in self._phrases if p.start < phrase.start and p.head == phrase.head and len(p.text) > len(phrase.text))
        return max(like, key=lambda p: p.start, default=None)

    def _said_before(self, phrase: Phrase, bare: str) -> tuple[str, SourceKind, tuple[str, ...]] | None:
        """ "the source" goes back to "a source in the security forces", "the doctor" to the last doctor who spoke."""
        for earlier in reversed(self._phrases):
            if (
                earlier.start < phrase.start
                and phrase.start - earlier.start < 6 * NEAR
                and earlier.head == phrase.head
                and len(earlier.text) > len(phrase.text)
                and _told_apart(bare, phrase.head) <= _words(f"{earlier.text} {earlier.role or ''}")
            ):
                if earlier.person:
                    return self._person(earlier.person), SourceKind.PERSON, ()
                return earlier.text, earlier.kind, ()
        return None


def _ends(runs: list[str]) -> dict[str, set[str]]:
    """By its last word, each run of two to four capitalised words that looks like a person's name, without titles."""
    classes, found = nouns(), dict[str, set[str]]()
    before, bodies = classes.titles | classes.officials | classes.never, classes.bodies | classes.media
    for run in dict.fromkeys(runs):
        parts = run.split()
        while len(parts) > 1 and (parts[0].lower().rstrip(".") in before or not parts[0][0].isupper()):
            parts = parts[1:]
        if 2 <= len(parts) <= 4 and not any(p.lower() in bodies for p in parts):
            found.setdefault(parts[-1], set()).add(" ".join(parts[-3:]))
    return found


def _acronyms(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _BRACKETED.finditer(text):
        parts = match.group(1).split()
        letters = match.group(2).replace(".", "")
        for k in range(len(parts)):
            initials = "".join(p[0] for p in parts[k:] if p[0].isupper())
            if initials == letters and parts[k][0].isupper():
                found.setdefault(match.group(2), " ".join(parts[k:]))
                break
    return found


def _titled(name: str) -> bool:
    parts = name.split()
    return len(parts) > 1 and sum(p[:1].isupper() for p in parts) > 1


def _cut_behind(run: str, wanted: set[str]) -> str:
    """A run of capitalised words without the person behind the body: "Halden Observatory Ida Moor" is two names."""
    parts = run.split()
    last = max((k for k, p in enumerate(parts) if p.lower() in wanted), default=len(parts) - 1)
    return run if last + 1 < len(parts) and parts[last + 1] in ("of", "for", "and", "in") else " ".join(parts[: last + 1])


def _undescribed(phrase: Phrase) -> Phrase:
    """ "rights group Open Ledger" is Open Ledger: lower-case words that end in a noun for a body describe the name behind them."""
    parts = phrase.text.split()
    first = next((k for k, p in enumerate(parts) if _is_name(p)), 0)
    described = first > 0 and parts[first - 1] in nouns().bodies | nouns().media and all(_is_name(p) for p in parts[first:])
    if not described or phrase.kind not in (SourceKind.BODY, SourceKind.MEDIA) or parts[-1].lower() in nouns().bodies | nouns().media:
        return phrase
    name = " ".join(parts[first:])
    return replace(phrase, text=name, start=phrase.end - len(name)) if phrase.text.endswith(name) else phrase


def _is_name(text: str) -> bool:
    """Whether a phrase is one name, not "reports from its partners in Tessaly" or two names in one."""
    return " and " not in text and (text[:1].isupper() or text[:3].lower() in ("al-", "el-"))


def _plain(name: str) -> str:
    """A body's name without "Aldo-based" before it and "monitor" or "monitoring group" behind."""
    bare = _BASED.sub("", name)
    cut = _BEHIND.sub("", bare)
    return (cut if cut != bare and cut.split()[-1][:1].isupper() and len(cut.split()) > 2 else bare) or name


def _last(name: str) -> str:
    return name.split()[-1]


def _words(name: str) -> set[str]:
    return set(_WORD.findall(_BRACKET.sub("", name).lower())) - _LIGHT


def _told_apart(bare: str, head: str) -> set[str]:
    """The words that tell "the city council" from another: all but the head noun, a nationality and words that any such body takes."""
    light = set(vocabulary("roles")["light"]["words"])
    return {w for w in _words(_LED.sub("", bare)) if w != head and w not in light and not w.endswith(("ian", "ish", "ese"))}


def _heads(short: str, long: str) -> bool:
    return bool(_words(short) & _words(long))


def _chain(found: list[str]) -> bool:
    """Whether the names are all forms of one: each contains the next shorter."""
    ordered = sorted((_words(f) for f in found), key=len)
    return all(a <= b for a, b in itertools.pairwise(ordered))


def _drifts(role: str, bare: str) -> bool:
    ranks = {"deputy", "vice", "acting", "former", "assistant"}
    return bool(ranks & set(role.lower().split())) != bool(ranks & set(bare.lower().split()))
