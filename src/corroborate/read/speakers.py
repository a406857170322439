"""Who says what: sources, cues and contents, and the chain of who told whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from corroborate.model import Commitment, Document, Mention, MentionKind, Source, SourceKind, Span
from corroborate.read.bases import basis, marks
from corroborate.read.credits import wire_credit
from corroborate.read.cues import find
from corroborate.read.cuewords import RELATIVES, Cue, cue_words
from corroborate.read.encoder import Signs
from corroborate.read.found import LONGEST_SENTENCE, Noticed, Sentence, SentenceKind, Voice
from corroborate.read.headlines import headline_source, is_headline
from corroborate.read.heard import FITS, Heard
from corroborate.read.hedges import hedged, presupposed
from corroborate.read.names import Names
from corroborate.read.quotes import Quote, quotes
from corroborate.read.sources import Phrase, left_phrase, opening_person, phrase, right_phrase
from corroborate.read.transcripts import turns
from corroborate.read.weighed import weight
from corroborate.read.words import DETERMINERS, Word, nouns, words
from corroborate.vocabulary import vocabulary

MAKER = "read/speakers-1"


_OWN = frozenset({"his", "her", "their", "its", "my", "our", "your", "news"})
_HARM = frozenset(vocabulary("syntax")["harm"])
"""Whoever suffers this at the head of a sentence is not the one who tells it."""


@dataclass(slots=True)
class Unit:
    """One sentence with its words; a headline that the text repeats is a unit of its own."""

    start: int
    end: int
    paragraph: int
    kind: SentenceKind
    found: list[Word]


@dataclass(slots=True)
class Attribution:
    """One source, its cue and what it covers, with every name resolved."""

    unit: int
    cue: Cue
    chain: tuple[Source, ...]
    flags: tuple[str, ...]
    contents: list[tuple[int, int]]

    @property
    def size(self) -> int:
        """Characters covered: of two that cover a place, the larger is the outer one."""
        return sum(e - s for s, e in self.contents)


class Voices:
    """The attributions of one document."""

    def __init__(self, document: Document, cut: list[Sentence], signs: Signs | None = None) -> None:
        self._document = document
        self._heard = Heard(signs, document.text) if signs else None
        self._text = document.text
        self._units = _units(document.text, cut)
        self._quotes = quotes(document.text)
        self._wire = wire_credit(document, cut)
        cues = self._cues()
        self._names = Names(self._text, [p for row in cues for c in row for p in (c.source, c.beside, c.deeper) if p])
        self._relying = self._who_relies()
        self._speaking = {self._names.full(c.source)[0] for row in cues for c in row if c.source}
        self._memory: list[tuple[int, Source]] = []
        self._before: dict[int, list[Source]] = {}
        self._kept: list[Source] = []  # keeps the objects alive whose identity is a key above
        self._made: list[Attribution] = []
        for index, row in enumerate(cues):
            for cue in sorted(row, key=lambda c: c.form == "citing"):
                self._attribute(index, cue)
            if not row and not self._came_from(index):
                self._subject(index)
                self._continue(index)
        self._spread_quotes()
        self._transcribe()
        self._covering = _Near()
        for a in self._made:
            self._covering.put(a, [*a.contents, (a.cue.start, a.cue.end)])
        self.noticed = self._notice()

    def at(self, start: int, end: int) -> Voice:
        """Who says the words at `[start, end)`; the empty chain is the outlet's own voice."""
        middle = (start + end) / 2
        near = self._covering.to(start, end)
        over = [a for a in near if any(s <= middle < e for s, e in a.contents) or (a.cue.start <= start and end <= a.cue.end)]
        over.sort(key=lambda a: (-a.size, a.cue.start))
        if over and over[-1].cue.commitment is not Commitment.CLAIMED and presupposed(self._text, start):
            over = []
        chain: list[Source] = []
        flags: set[str] = set()
        commitment = Commitment.ASSERTED
        for a in over:
            for link in a.chain:
                if all(link.name != c.name for c in chain):
                    chain.append(link)
            flags.update(a.flags)
            commitment = a.cue.commitment
        if self._heard:
            chain, unclear = self._weighed(self._heard, chain, start, end)
            flags.update({"speaker_unclear"} if unclear else ())
        unit = next((u for u in self._units if u.start <= middle < u.end), None)
        if unit:
            commitment = hedged(self._text, unit.start, unit.end, start, end, commitment)
        if self._wire:
            flags.add(f"wire:{self._wire.name}")
            if chain and all(link.name != self._wire.name for link in chain):
                chain.insert(0, self._wire)
        return Voice(tuple(chain), commitment, tuple(sorted(flags)))

    def _weighed(self, heard: Heard, chain: list[Source], start: int, end: int) -> tuple[list[Source], bool]:
        """The chain by rules, or what the encoder hears in its place where it is sure of it; and whether the two disagree unsurely."""
        guess, unit = heard.guess(start, end), self._unit(start)
        if unit is None or any(a.cue.start <= start and end <= a.cue.end for a in self._made if a.unit == unit):
            return chain, False  # a cue ("denied") is told by the outlet and means its source
        first, last = self._units[unit].start, self._units[unit].end  # what other sentences say of the speaker only the rules know
        own = chain[-1].span if chain else None
        body = self._units[unit].kind is not SentenceKind.HEADLINE  # "40 dead in blast - monitor": no sentence that the encoder would know
        if body and own and first <= own.start < last and guess.nobody > weight("speakers", "unclear"):
            return ([], False) if guess.nobody > weight("speakers", "nobody") else (chain, True)
        if guess.mention is None or not first <= guess.mention[0] < last or guess.chance < weight("speakers", "unclear"):
            return chain, False
        if own and own.start < guess.mention[1] and guess.mention[0] < own.end and not heard.longer(guess.mention, chain[-1]):
            return chain, False
        if guess.chance < weight("speakers", "another" if chain else "somebody"):
            return chain, True
        named = heard.named(self._document.id, guess.mention, self._names, [s for a in self._made for s in a.chain[-1:]])
        if named is None or self._is_outlet(named.name) or any(named.name == link.name for link in chain):
            return chain, False
        return [named], False

    @property
    def attributions(self) -> tuple[Attribution, ...]:
        """Every attribution of the document, in the order in which they were made."""
        return tuple(self._made)

    def _cues(self) -> list[list[Cue]]:
        rows: list[list[Cue]] = []
        known: set[str] = set()
        people: set[str] = set()
        for second in (False, True):
            first_words = {name.split(" ", 1)[0] for name in known}  # only where one stands can what is known change what was found
            rows = [
                self._find(u, frozenset(known), frozenset(people))
                if not second or u.kind is SentenceKind.HEADLINE or any(w.text in first_words for w in u.found)
                else row
                for u, row in zip(self._units, rows or [[]] * len(self._units), strict=True)
            ]
            for row in rows:
                people |= {name for c in row if c.source and c.source.person for name in (c.source.person, c.source.person.split()[-1])}
                known |= {
                    c.source.text
                    for c in row
                    if c.form == "active" and c.source and c.source.definite and c.source.text[0].isupper() and c.source.end == c.source_end
                }
        return rows

    def _who_relies(self) -> dict[str, str]:
        """Sources of which the report says that they rely on others ("relies on a network of activists")."""
        relying: dict[str, str] = {}
        for unit in self._units:
            for k, word in enumerate(unit.found):
                if word.low in ("relies", "rely", "relied") and k and k + 1 < len(unit.found) and unit.found[k + 1].low in ("on", "upon"):
                    stop = k - (unit.found[k - 1].low in ("which", "who", "that"))
                    first = left_phrase(unit.found, stop) if stop else None
                    if first is not None:
                        relying[self._names.full(phrase(self._text, unit.found, first, stop))[0]] = "told"
        return relying

    def _find(self, unit: Unit, known: frozenset[str], people: frozenset[str]) -> list[Cue]:
        if unit.kind in (SentenceKind.BYLINE, SentenceKind.PROMOTION) or not unit.found or unit.end - unit.start > LONGEST_SENTENCE:
            return []
        if unit.kind is SentenceKind.HEADLINE:
            cue = headline_source(self._text, unit.found, people)
            if cue or unit.found[-1].low in ("reports", "report", "claims"):
                return [cue] if cue else []
        near = [q for q in self._quotes if q.start < unit.end and unit.start < q.end]
        inside = [bool(near) and any(q.start < w.start < q.end - 1 for q in near) for w in unit.found]
        return find(self._text, unit.found, inside, known)

    def _attribute(self, index: int, cue: Cue) -> None:
        if cue.source and cue.source.text.lower() in cue_words("nobody", "words") and cue.form != "citing":
            hearsay = replace(cue, commitment=Commitment.CLAIMED if cue.commitment is Commitment.ASSERTED else cue.commitment)
            self._made.append(Attribution(index, hearsay, (), (), self._announced(index, cue)))
            return
        source, flags = self._source(index, cue)
        if source is None:
            return
        chain = self._before.get(id(source), [])[:] if cue.pronoun and not cue.audience else []
        chain.append(source)
        if cue.audience and self._relays(cue.audience):
            chain.insert(0, self._link(cue.audience)[0])
        if cue.deeper:
            chain.append(self._link(cue.deeper)[0])
        if cue.form == "citing":
            self._deepen(index, chain)
            return
        if self._is_outlet(chain[0].name) and len(chain) == 1:
            return
        unit = self._units[index]
        chain[-1] = replace(chain[-1], basis=basis(self._text[unit.start : unit.end], cue.word) or self._relying.get(chain[-1].name))
        flags = (*flags, *marks(self._text[unit.start : unit.end], cue.commitment, chain[-1]))
        self._memory.append((index, chain[-1]))
        self._before[id(chain[-1])] = chain[:-1]
        before = self._units[index - 1] if cue.pointing and index else None
        contents = [(before.start, before.end)] if before else self._announced(index, cue)
        self._made.append(Attribution(index, cue, tuple(chain), flags, contents))

    def _announced(self, index: int, cue: Cue) -> list[tuple[int, int]]:
        """ "She said:" with nothing behind it but marks announces the quotation or the sentence that follows."""
        if not cue.contents or any(c.isalnum() for s, e in cue.contents for c in self._text[s:e]) or index + 1 >= len(self._units):
            return list(cue.contents)
        follows = self._units[index + 1]
        quote = next((q for q in self._quotes if cue.end <= q.start <= follows.start + 1), None)
        if quote or self._text[cue.end : follows.start].strip().endswith(":"):
            return [(quote.start, quote.end) if quote else (follows.start, follows.end)]
        return list(cue.contents)

    def _subject(self, index: int) -> None:
        """A sentence that opens with a person or a body makes it the one whom "he", "she" or "it" at the head of the next may mean."""
        unit = self._units[index]
        if unit.kind is not SentenceKind.BODY or not unit.found:
            return
        named = opening_person(self._text, unit.found)
        if named:
            self._memory.append((index, self._link(named)[0]))
            return
        opener = self._opener(index, len(unit.found))
        if opener:
            self._memory.append((index, opener))

    def _came_from(self, index: int) -> bool:
        """ "The information came from a doctor inside": the source below whoever reported it in the sentence before."""
        found = self._units[index].found
        made = self._made[-1] if self._made and self._made[-1].unit == index - 1 else None
        if made is None or len(found) < 5 or found[0].low not in DETERMINERS or found[1].low not in cue_words("came", "things"):
            return False
        at = next((k + 1 for k in range(3, min(6, len(found) - 1)) if found[k].low in ("from", "by")), None)
        if at is None or not any(w.low in cue_words("came", "verbs") for w in found[2:at]):
            return False
        last = right_phrase(found, at)
        if last is None:
            return False
        made.chain = (*made.chain, self._link(phrase(self._text, found, at, last))[0])
        return True

    def _opener(self, index: int, before: int) -> Source | None:
        """The source with which a sentence opens, where it is one that speaks elsewhere in the report; only whole before word `before`."""
        found = self._units[index].found
        last = right_phrase(found, 0)
        if last is None or last >= before or any(w.low in _HARM for w in found[last : last + 3]):
            return None
        named = phrase(self._text, found, 0, last)
        if named.indefinite or named.text[:1].isdigit():
            return None
        link = self._link(named)[0]
        return link if link.name in self._speaking else None

    def _continue(self, index: int) -> None:
        """ "Among the dead were ...": the parts of the toll that the sentence before has just given, from the same source."""
        unit = self._units[index]
        opening = " ".join(w.low for w in unit.found[:3])
        follows = bool(self._made) and self._made[-1].unit == index - 1 and self._units[index - 1].paragraph == unit.paragraph
        if follows and any(opening.startswith(words) for words in vocabulary("cues")["continues"]["openings"]):
            self._made[-1].contents.append((unit.start, unit.end))

    def _deepen(self, index: int, chain: list[Source]) -> None:
        for made in reversed(self._made):
            if made.unit == index:
                made.chain = (*made.chain, *chain)
                return

    def _source(self, index: int, cue: Cue) -> tuple[Source | None, tuple[str, ...]]:
        if cue.source:
            earlier = self._document_of(index, cue.source)
            if earlier:
                return earlier, ()
            link, flags = self._link(cue.source, cue.medium)
            if cue.beside:
                pair = sorted((cue.source, cue.beside), key=lambda p: p.start)
                link = replace(link, role=None, name=" and ".join(self._names.full(p)[0] for p in pair))
            return link, flags
        return self._outer(index, cue) or self._antecedent(index, cue), ()

    def _document_of(self, index: int, named: Phrase) -> Source | None:
        """ "the statement": whoever issued the last statement, else whoever spoke last; "the army statement" is the army's."""
        words_before = named.text.split()[:-1]
        if named.head not in nouns().documents or not named.definite or not named.text.islower() or len(words_before) > 1:
            return None
        if any(w in nouns().sources for w in words_before):
            return None
        near = [(i, s) for i, s in reversed(self._memory) if index - i <= 6]
        same = (s for i, s in near if any(w.low == named.head for w in self._units[i].found))
        return next(same, next((s for i, s in near if index - i <= 4), None))

    def _outer(self, index: int, cue: Cue) -> Source | None:
        """In "the police said they believe" the pronoun is the speaker."""
        if cue.pronoun not in ("he", "she", "they", "we", "i"):
            return None
        for made in reversed(self._made):
            if made.unit == index and made.chain and made.cue.form == "active" and any(s <= cue.start < e for s, e in made.contents):
                return made.chain[-1]
        return None

    def _link(self, phrase: Phrase, medium: str | None = None) -> tuple[Source, tuple[str, ...]]:
        name, kind, flags = self._names.full(phrase)
        span = Span.of(self._document.id, self._text, phrase.start, phrase.end)
        return Source(name, kind, span, phrase.role, medium), flags

    def _antecedent(self, index: int, cue: Cue) -> Source | None:
        fits = FITS.get(cue.pronoun or "")
        if not fits:
            return None
        found = self._units[index].found
        at = next((k for k, w in enumerate(found) if w.start >= cue.source_start), 0)
        if at > 3 and cue.form == "active":
            opener = self._opener(index, at)
            if opener is not None and opener.kind in fits:
                return opener
            if found[at - 1].low in RELATIVES:
                return None  # "the raids, which they say began": somebody of this sentence, who is not known to speak
        for i, source in reversed(self._memory):
            if index - i > 6:
                return None
            if source.kind in fits:
                span = Span.of(self._document.id, self._text, cue.source_start, cue.source_end)
                pointed = replace(source, span=span, medium=cue.medium)
                self._before[id(pointed)] = self._before.get(id(source), [])
                self._kept.append(pointed)
                return pointed
        return None

    def _relays(self, audience: Phrase) -> bool:
        named = audience.kind is SourceKind.MEDIA or any(p[:1].isupper() for p in audience.text.split())  # "his wife" passes nothing on
        return named and not self._is_outlet(audience.text) and audience.text.split()[0].lower() not in _OWN

    def _is_outlet(self, name: str) -> bool:
        own, other = (_squashed(n) for n in (self._document.publisher or "", name))
        return bool(own) and own == other

    def _transcribe(self) -> None:
        """In a transcript whoever the label names says everything up to the next label."""
        for turn in turns(self._text):
            named = Phrase(turn.start, turn.end, turn.name, SourceKind.PERSON, turn.name)
            cue = Cue(turn.start, turn.end, "label", Commitment.ASSERTED, "label", named, None, turn.start, turn.end)
            self._made.append(Attribution(self._unit(turn.start) or 0, cue, (self._link(named)[0],), (), [(turn.end, turn.until)]))

    def _spread_quotes(self) -> None:
        previous: Attribution | None = None
        near = _Near()
        for a in self._made:
            near.put(a, a.contents)
        for quote in self._quotes:
            touching = [a for a in near.to(quote.start, quote.end) if any(s < quote.end and quote.start < e for s, e in a.contents)]
            owner = min(touching, key=lambda a: (abs(a.cue.start - quote.start), a.cue.start)) if touching else None
            if owner is None and previous is not None and self._carries(quote, previous):
                owner = previous
            if owner is not None and not any(s <= quote.start and quote.end <= e for s, e in owner.contents):
                owner.contents.append((quote.start, quote.end))
                near.put(owner, [(quote.start, quote.end)])
            if owner is not None or quote.end - quote.start > 60:
                previous = owner

    def _carries(self, quote: Quote, previous: Attribution) -> bool:
        unit = self._unit(quote.start)
        if quote.continues:
            return True
        return (
            unit is not None
            and quote.start <= self._units[unit].start + 1
            and unit - max(previous.unit, self._unit(previous.contents[-1][1] - 1) or 0) <= 1
        )

    def _unit(self, position: int) -> int | None:
        return next((k for k, u in enumerate(self._units) if u.start <= position < u.end), None)

    def _notice(self) -> Noticed:
        made = []
        for a in self._made:
            source = a.chain[-1].name if a.chain else a.cue.source.text if a.cue.source else ""
            for start, end, kind in [
                (a.cue.source_start, a.cue.source_end, MentionKind.SOURCE), (a.cue.start, a.cue.end, MentionKind.CUE),
                *((s, e, MentionKind.CONTENT) for s, e in a.contents),
            ]:  # fmt: skip
                if start < end:
                    made.append(Mention(Span.of(self._document.id, self._text, start, end), kind, source, MAKER))
        return Noticed(tuple(sorted(made, key=lambda m: (m.span, m.kind, m.value))))


class _Near:
    """Attributions by where they reach, so that a text of thousands is not gone through for each of its claims."""

    BLOCK = 512

    def __init__(self) -> None:
        self._order: dict[int, int] = {}
        self._at: dict[int, dict[int, Attribution]] = {}

    def put(self, a: Attribution, spans: Iterable[tuple[int, int]]) -> None:
        """Note that an attribution reaches over these spans."""
        order = self._order.setdefault(id(a), len(self._order))
        for start, end in spans:
            for block in range(start // self.BLOCK, end // self.BLOCK + 1):
                self._at.setdefault(block, {})[order] = a

    def to(self, start: int, end: int) -> list[Attribution]:
        """Those that may reach into a stretch, in the order in which they were put."""
        found: dict[int, Attribution] = {}
        for block in range(start // self.BLOCK, end // self.BLOCK + 1):
            found |= self._at.get(block, {})
        return [found[order] for order in sorted(found)]


def _squashed(name: str) -> str:
    """A name without article, spaces and marks: "The Port Times" and "porttimes" are one outlet."""
    return "".join(c for c in name.lower().removeprefix("the ") if c.isalnum())


def _units(text: str, cut: list[Sentence]) -> list[Unit]:
    made: list[Unit] = []
    title: str | None = None
    for sentence in cut:
        start, kind = sentence.start, sentence.kind
        if kind is SentenceKind.BODY and is_headline(text, sentence):
            kind, title = SentenceKind.HEADLINE, sentence.text
        elif kind is SentenceKind.HEADLINE:
            title = sentence.text
        elif title and len(title) > 20 and len(sentence.text) > len(title) + 1 and start < 1500:
            while (at := text.find(title, start, sentence.end)) >= 0 and at + len(title) < sentence.end:
                if at > start:
                    made.append(_unit(text, start, at, sentence.paragraph, kind))
                made.append(_unit(text, at, at + len(title), sentence.paragraph, SentenceKind.HEADLINE))
                start = at + len(title)
        made.append(_unit(text, start, sentence.end, sentence.paragraph, kind))
    return made


def _unit(text: str, start: int, end: int, paragraph: int, kind: SentenceKind) -> Unit:
    return Unit(start, end, paragraph, kind, words(text, start, end))
