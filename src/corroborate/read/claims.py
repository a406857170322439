"""One document read: sentences, what they count and assert, who says it, where and when; put together as claims."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum

from corroborate.model import Claim, Document, Mention, MentionKind, Reading, Span, fingerprint
from corroborate.read.counts import count
from corroborate.read.encoder import Encoder, encode, encoder_version
from corroborate.read.foreign import elsewhere, set_aside
from corroborate.read.found import Count, Noticed, Proposition, Sentence, SentenceKind
from corroborate.read.propositions import propose
from corroborate.read.scenes import Scenes
from corroborate.read.sentences import sentences
from corroborate.read.speakers import Voices

MAKER = "read/2"


class Reader(StrEnum):
    """How reports are read: by rules and the trained encoder together, faster with a small one, or by rules alone."""

    ENCODER = "encoder"
    FAST = "fast"
    RULES = "rules"


ENCODERS = {Reader.ENCODER: Encoder.LARGE, Reader.FAST: Encoder.SMALL}
"""The readers that use a model, with the model."""


def read_version(reader: Reader) -> str:
    """The version of reading by one reader; another one is read by anew."""
    made = encoder_version(ENCODERS[reader]) if reader in ENCODERS else "rules"
    return f"{MAKER.removeprefix('read/')}-{made}"


READ_LANGUAGES = frozenset({"en"})
LONGEST_EVIDENCE = 1200


def read(document: Document, reader: Reader = Reader.ENCODER) -> Reading:
    """Read one document into claims with their evidence; a language that is not read gives a Problem and no claim."""
    if document.language not in READ_LANGUAGES:
        return set_aside(document, MAKER)
    cut = sentences(document.text)
    signs = encode(document.text, ENCODERS[reader]) if reader in ENCODERS else None
    voices, scenes = Voices(document, cut, signs), Scenes(document, cut)
    counts, unread = count(document, cut, signs)
    ordinals: Counter[tuple[int, int]] = Counter()
    stated: list[Count | Proposition] = [*counts, *propose(document, cut, signs)]
    stated.sort(key=lambda f: (f.start, f.end, f.measure))
    claims = [_claim(document, cut, found, voices, scenes, ordinals) for found in stated]
    noticed = (voices.noticed, scenes.noticed, Noticed(unread=unread))
    mentions = tuple(sorted((m for part in noticed for m in _mentions(document, part)), key=lambda m: (m.span, m.kind, m.value)))
    return Reading(document.id, tuple(claims), mentions, elsewhere(document))


def _claim(
    document: Document, cut: list[Sentence], found: Count | Proposition, voices: Voices, scenes: Scenes, ordinals: Counter[tuple[int, int]]
) -> Claim:
    sentence = cut[found.sentence]
    counted = found if isinstance(found, Count) else None
    anchor = (found.start, found.end) if counted else (sentence.start, sentence.end)
    ordinals[anchor] += 1
    voice, scene = voices.at(found.start, found.end), scenes.at(found.start, found.end)
    return Claim(
        id="c" + fingerprint(document.id, *anchor, ordinals[anchor]),
        document=document.id,
        measure=found.measure,
        evidence=(_evidence(document, sentence, found),),
        value=Span.of(document.id, document.text, found.start, found.end) if counted else None,
        amount=counted.amount if counted else None,
        unit=counted.unit if counted else None,
        population=counted.population if counted else None,
        about=found.about if isinstance(found, Proposition) else None,
        place=scene.place,
        facility=scene.facility,
        when=scene.when,
        as_of=scene.as_of,
        chain=voice.chain,
        commitment=voice.commitment,
        polarity=found.polarity,
        stage=counted.stage if counted else None,
        standard=counted.standard if counted else None,
        background=scene.background,
        headline=sentence.kind is SentenceKind.HEADLINE,
        restricted=document.restricted,
        flags=tuple(sorted({*found.flags, *voice.flags, *scene.flags})),
        maker=MAKER,
    )


def _evidence(document: Document, sentence: Sentence, found: Count | Proposition) -> Span:
    """The sentence; of one that is too long to be evidence, the part round the words found."""
    start, end = sentence.start, sentence.end
    if end - start > LONGEST_EVIDENCE:
        start = max(start, min(found.start, found.end - LONGEST_EVIDENCE // 2))
        end = min(end, max(found.end, start + LONGEST_EVIDENCE))
    return Span.of(document.id, document.text, start, end)


def _mentions(document: Document, noticed: Noticed) -> list[Mention]:
    unread = [Mention(Span.of(document.id, document.text, a, b), MentionKind.UNREAD, why, MAKER) for a, b, why in noticed.unread]
    return [*noticed.mentions, *unread]
