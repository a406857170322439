"""A hotline tip: a small form whose words stay sealed, and whose mistakes are reported without repeating them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import date, datetime

from corroborate.errors import IntakeError
from corroborate.ingest import dates
from corroborate.ingest.encodings import decode
from corroborate.ingest.limits import Limits
from corroborate.ingest.material import Extracted, Facts, Received
from corroborate.model import Tip

TIP = "application/vnd.corroborate.tip+yaml"
SUFFIXES = {".yaml", ".yml"}
FIELDS = ("kind", "what", "when", "basis", "source")
"""The form's fields, all needed but `basis`; any other refuses the tip, because that is where names and numbers slip in."""
BASES = ("witnessed", "victim", "treated", "told", "official record", "inferred", "unstated")
"""How a source may know (design/vocabularies.md, 3): a closed list, because free words could give the source away."""
PSEUDONYM = re.compile(r"[A-Za-z][\w-]{0,39}")
SEE = "See docs/ingest.md for the form; nothing of this tip was kept"


def name_of(received: Received) -> str:
    """A name that says nothing: tip- and eight hex digits of the bytes' SHA-256."""
    digest = hashlib.sha256()
    with received.open() as stream:
        while chunk := stream.read(1 << 20):
            digest.update(chunk)
    return f"tip-{digest.hexdigest()[:8]}"


def read_tip(received: Received, limits: Limits) -> Iterator[Extracted]:
    """The sealed report of a tip; IntakeError, which repeats nothing of it, for a form that is not filled in as documented."""
    text, _ = decode(received.read(limits.tip_bytes))
    form = fields(text.lstrip("\ufeff"))
    day, moment = when(form["when"])
    tip = Tip(pseudonym(form["source"]), basis(form.get("basis", "")), day)
    yield Extracted(form["what"], TIP, Facts(published=day, published_at=moment), name=name_of(received), tip=tip)


def fields(text: str) -> dict[str, str]:
    """The form's fields as printed; only its structure is parsed, so that no value can become anything but words."""
    import yaml

    try:
        form = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise refused("the tip is no YAML that can be read" + (f" (line {mark.line + 1})" if mark else "")) from None
    except RecursionError:
        raise refused("the tip is nested too deeply") from None
    if not isinstance(form, yaml.MappingNode):
        raise refused("the tip is not a form of fields and values")
    found: dict[str, str] = {}
    for key, value in form.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode) or key.value not in FIELDS:
            raise refused(f"line {line} has a field that the form does not have", f"Fields are {', '.join(FIELDS)}, and no other. {SEE}")
        if key.value in found or not isinstance(value, yaml.ScalarNode):
            raise refused(f"the field '{key.value}' (line {line}) is given twice, or is not plain words")
        found[key.value] = value.value.strip()
    return complete(found)


def complete(form: dict[str, str]) -> dict[str, str]:
    """The form, if it is a tip and nothing that it needs is missing."""
    if form.get("kind", "").lower() != "tip":
        raise refused("a YAML file is read only as a tip, and its first line is then 'kind: tip'")
    missing = [field for field in FIELDS if field != "basis" and not form.get(field)]
    if missing:
        raise refused(f"the tip lacks {', '.join(missing)}")
    return form


def pseudonym(words: str) -> str:
    """The pseudonym, if it looks like one: a single word with few digits, which no full name, number or address is."""
    if not PSEUDONYM.fullmatch(words) or sum(c.isdigit() for c in words) > 4:
        raise refused("'source' is not a pseudonym", f"One word of letters, at most four digits, hyphens: Heron-4. {SEE}")
    return words


def basis(words: str) -> str | None:
    """How the source knows, out of the closed list; None where the form does not say."""
    known = words.lower()
    if known and known not in BASES:
        raise refused("'basis' is not one of the list", f"It is one of: {', '.join(BASES)}. {SEE}")
    return known or None


def when(words: str) -> tuple[date, datetime | None]:
    """When the tip was taken; IntakeError if that cannot be read."""
    try:
        return dates.published(words)
    except ValueError as error:
        raise refused(f"'when' {error}", f"Write it as YYYY-MM-DD. {SEE}") from None


def refused(what: str, hint: str = SEE) -> IntakeError:
    """The refusal of a tip; `what` never quotes it."""
    return IntakeError(what, "", hint)
