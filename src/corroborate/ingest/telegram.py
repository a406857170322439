"""A Telegram export (result.json): one report a message that holds text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

from corroborate.errors import IntakeError
from corroborate.ingest import dates
from corroborate.ingest.encodings import decode
from corroborate.ingest.limits import Limits
from corroborate.ingest.material import Extracted, Facts, Received, problem
from corroborate.model import Problem

EXPORT = "application/vnd.telegram.export+json"
PRIVATE = {"personal_chat", "bot_chat", "private_group", "private_supergroup", "verification_codes", "replies"}
"""Kinds of chat whose people did not speak in public: their messages are tips, not reports."""


def read_export(received: Received, limits: Limits) -> Iterator[Extracted | Problem]:
    """The messages of a channel, or of each public chat of a full export, named after the message's number in its chat."""
    try:
        value = json.loads(decode(received.read(limits.file_bytes))[0].lstrip("\ufeff"))
    except (ValueError, RecursionError):
        raise IntakeError("is no JSON that can be read", received.name, "Export the channel again as JSON") from None
    several = isinstance(value, Mapping) and isinstance(value.get("chats"), Mapping)
    chats = value["chats"].get("list", []) if several else [value]
    for number, chat in enumerate(chats, start=1):
        if isinstance(chat, Mapping) and isinstance(chat.get("messages"), list):
            yield from messages(f"{received.name}#{number}" if several else received.name, chat, "." if several else "#")


def messages(name: str, chat: Mapping[str, Any], sign: str) -> Iterator[Extracted | Problem]:
    """One chat's messages; those of a private chat are refused together."""
    if chat.get("type") in PRIVATE:
        yield problem(name, "a private chat is not read as reports", "Enter what its people tell as tips: docs/ingest.md")
        return
    empty = 0
    for number, message in enumerate(chat["messages"], start=1):
        if not isinstance(message, Mapping) or message.get("type") != "message":
            continue
        text = words(message.get("text"))
        if text.strip():
            yield post(f"{name}{sign}{message.get('id', number)}", chat, message, text)
        else:
            empty += 1
    if empty:
        yield problem(name, f"{empty} message(s) without text (pictures, videos)", "Look at them yourself; only words are read")


def post(name: str, chat: Mapping[str, Any], message: Mapping[str, Any], text: str) -> Extracted:
    """One message; where it was forwarded from stands in its first line, as readers of the channel see it."""
    origin, channel = label(message.get("forwarded_from")), label(chat.get("name"))
    if chat.get("type") == "saved_messages":
        publisher = origin
    else:
        publisher = channel
        text = f"Forwarded from {origin}\n\n{text}" if origin and origin != channel else text
    day, moment = when(message)
    data = json.dumps(message, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
    return Extracted(text, EXPORT, Facts(publisher, day, moment), name=name, data=data)


def words(text: Any) -> str:
    """The text of a message: a string, or pieces that are strings or entities with a text."""
    pieces = text if isinstance(text, list) else [text]
    found = [p.get("text") if isinstance(p, Mapping) else p for p in pieces]
    return "".join(p for p in found if isinstance(p, str))


def label(value: Any) -> str | None:
    """A name on one line; None for none."""
    return " ".join(value.split()) or None if isinstance(value, str) else None


def when(message: Mapping[str, Any]) -> tuple[date | None, datetime | None]:
    """When a message was posted: in UTC where the export says so, else the day on the exporting computer's clock."""
    try:
        moment = datetime.fromtimestamp(int(message["date_unixtime"]), UTC)
        return moment.date(), moment
    except (KeyError, ValueError, TypeError, OverflowError, OSError):
        pass
    try:
        return dates.published(str(message.get("date", "")))
    except ValueError:
        return None, None
