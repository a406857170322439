"""The file of people beside a case: accounts, sessions, failed tries, sealed sources, and who opened what."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import RLock

from corroborate.errors import StoreError
from corroborate.model import Account, Lockbox, Opening, Role, SealedSource
from corroborate.store.refusals import make_file, next_step, place, unusable
from corroborate.store.schema import PEOPLE, prepare
from corroborate.store.transactions import BUSY_SECONDS, whole

_ACCOUNT = "SELECT name, password, roles, created, disabled FROM account"
_FAILED = "INSERT INTO failure VALUES (?, ?, 1, ?) ON CONFLICT (kind, key) DO UPDATE SET tries = tries + 1, last = excluded.last"


class PeopleFile:
    """One such file, for all threads of a program; StoreError where it is none, or cannot be written."""

    def __init__(self, path: Path, create: bool = True) -> None:
        self.path, self._lock = path, RLock()
        if not create and not path.exists():
            case = path.name.removesuffix(".people.db") + ".db"
            raise StoreError("nobody has an account for this case yet", str(path), f"Make one: corroborate people add {case} NAME")
        make_file(path)
        try:
            self._db = sqlite3.connect(place(path), timeout=BUSY_SECONDS, isolation_level=None, uri=True, check_same_thread=False)
            prepare(self._db, str(path), PEOPLE)
        except sqlite3.Error as error:
            raise StoreError(*unusable(path, error)) from error

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._db.close()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                with whole(self._db):
                    yield self._db
            except sqlite3.DatabaseError as error:
                raise StoreError(f"the file of people could not be written ({error})", str(self.path), next_step(str(error))) from error

    def _rows(self, query: str, given: Sequence[object] = ()) -> list[tuple[object, ...]]:
        with self._lock:
            return self._db.execute(query, tuple(given)).fetchall()

    # ------------------------------------------------------------------ accounts
    def add(self, key: str, account: Account) -> None:
        """Store a new account; StoreError if there is one of that name."""
        a = account
        row = (key, a.name, a.password, " ".join(a.roles), a.created.isoformat(), a.disabled)
        with self._transaction() as db:
            if db.execute("SELECT 1 FROM account WHERE key = ?", (key,)).fetchone():
                raise StoreError("there is an account of that name already", a.name, "Choose another name, or change its role or password")
            db.execute("INSERT INTO account VALUES (?, ?, ?, ?, ?, ?)", row)

    def account(self, key: str) -> Account | None:
        """The account of a folded name, None if there is none."""
        return next((_account(row) for row in self._rows(f"{_ACCOUNT} WHERE key = ?", (key,))), None)

    def accounts(self) -> list[Account]:
        """All accounts by name."""
        return [_account(row) for row in self._rows(f"{_ACCOUNT} ORDER BY key")]

    def change(self, key: str, account: Account) -> None:
        """Store an account's new password, roles or state in place of the old; its sessions and keys end."""
        row = (account.password, " ".join(account.roles), account.disabled, key)
        with self._transaction() as db:
            db.execute("UPDATE account SET password = ?, roles = ?, disabled = ? WHERE key = ?", row)
            for table in ("session", "key"):
                db.execute(f"DELETE FROM {table} WHERE account = ?", (key,))  # noqa: S608 - one of two names

    # ------------------------------------------------------------------ sessions
    def enter(self, id_: str, key: str, csrf: str, now: datetime) -> None:
        """Store a session of an account."""
        with self._transaction() as db:
            db.execute("INSERT INTO session VALUES (?, ?, ?, ?, ?)", (id_, key, csrf, now.isoformat(), now.isoformat()))

    def session(self, id_: str) -> tuple[Account, str, datetime, datetime] | None:
        """The account of a session, the secret of its forms, when it began and when it was last used; None if there is none."""
        query = (
            "SELECT a.name, password, roles, a.created, disabled, csrf, s.created, seen "
            "FROM session s JOIN account a ON a.key = s.account WHERE id = ?"
        )
        for *account, csrf, created, seen in self._rows(query, (id_,)):
            return _account(account), str(csrf), _time(created), _time(seen)
        return None

    def use(self, id_: str, now: datetime) -> None:
        """Note that a session is in use."""
        with self._transaction() as db:
            db.execute("UPDATE session SET seen = ? WHERE id = ?", (now.isoformat(), id_))

    def leave(self, id_: str) -> None:
        """End a session."""
        with self._transaction() as db:
            db.execute("DELETE FROM session WHERE id = ?", (id_,))

    def sweep(self, began: datetime, seen: datetime) -> None:
        """Remove sessions that began or were last used before these times."""
        with self._transaction() as db:
            db.execute("DELETE FROM session WHERE created < ? OR seen < ?", (began.isoformat(), seen.isoformat()))

    # ------------------------------------------------------------------ keys of programs
    def give_key(self, id_: str, key: str, now: datetime) -> None:
        """Store a key of an account in place of those that it had."""
        with self._transaction() as db:
            db.execute("DELETE FROM key WHERE account = ?", (key,))
            db.execute("INSERT INTO key VALUES (?, ?, ?)", (id_, key, now.isoformat()))

    def key_of(self, id_: str) -> Account | None:
        """The account that a key acts for, None if there is none."""
        query = "SELECT a.name, password, roles, a.created, disabled FROM key k JOIN account a ON a.key = k.account WHERE id = ?"
        return next((_account(row) for row in self._rows(query, (id_,))), None)

    # ------------------------------------------------------------------ failed tries
    def failed(self, kind: str, key: str, now: datetime) -> int:
        """Count one more failed try; returns how many there are."""
        with self._transaction() as db:
            db.execute(_FAILED, (kind, key, now.isoformat()))
            return int(db.execute("SELECT tries FROM failure WHERE kind = ? AND key = ?", (kind, key)).fetchone()[0])

    def failures(self, kind: str, key: str) -> tuple[int, datetime] | None:
        """How many failed tries are counted, and when the last one was; None if there are none."""
        for tries, last in self._rows("SELECT tries, last FROM failure WHERE kind = ? AND key = ?", (kind, key)):
            return int(str(tries)), _time(last)
        return None

    def forgive(self, kind: str, key: str) -> None:
        """Forget what failed."""
        with self._transaction() as db:
            db.execute("DELETE FROM failure WHERE kind = ? AND key = ?", (kind, key))

    def unfail(self, kind: str, key: str) -> None:
        """Take one failed try back."""
        with self._transaction() as db:
            db.execute("UPDATE failure SET tries = MAX(0, tries - 1) WHERE kind = ? AND key = ?", (kind, key))

    def forget(self, before: datetime, most: int) -> None:
        """Forget failures of before, and the oldest where there are more than `most`."""
        with self._transaction() as db:
            db.execute("DELETE FROM failure WHERE last < ?", (before.isoformat(),))
            oldest = "SELECT kind, key FROM failure ORDER BY last DESC LIMIT -1 OFFSET ?"
            db.execute(f"DELETE FROM failure WHERE (kind, key) IN ({oldest})", (most,))  # noqa: S608 - ours

    def familiar(self, key: str, address: str) -> bool:
        """Whether somebody has logged in to this account from this address before."""
        return bool(self._rows("SELECT 1 FROM familiar WHERE account = ? AND address = ?", (key, address)))

    def know(self, key: str, address: str, now: datetime, most: int = 20) -> None:
        """Remember that an account was used from an address; the last `most` are kept."""
        with self._transaction() as db:
            db.execute("INSERT OR REPLACE INTO familiar VALUES (?, ?, ?)", (key, address, now.isoformat()))
            older = "SELECT address FROM familiar WHERE account = ? ORDER BY last DESC LIMIT -1 OFFSET ?"
            db.execute(f"DELETE FROM familiar WHERE account = ? AND address IN ({older})", (key, key, most))  # noqa: S608 - ours

    # ------------------------------------------------------------------ openings
    def note_opening(self, who: str, kind: str, subject: str, now: datetime) -> None:
        """Append that somebody opens something; once this returns it is on the disk."""
        with self._transaction() as db:
            db.execute("INSERT INTO opening (at, who, kind, subject) VALUES (?, ?, ?, ?)", (now.isoformat(), who, kind, subject))

    def openings(self) -> list[Opening]:
        """Who opened what, the last one first."""
        rows = self._rows("SELECT number, at, who, kind, subject FROM opening ORDER BY number DESC")
        return [Opening(int(str(n)), _time(at), str(who), str(kind), str(subject)) for n, at, who, kind, subject in rows]

    # ------------------------------------------------------------------ sealed sources
    def keep(self, source: SealedSource, box: Lockbox) -> None:
        """Store a sealed source; StoreError if the pseudonym is taken, also by one that withdrew."""
        s = source
        with self._transaction() as db:
            for table in ("source", "withdrawn"):
                if db.execute(f"SELECT 1 FROM {table} WHERE pseudonym = ?", (s.pseudonym,)).fetchone():  # noqa: S608 - one of two names
                    raise StoreError("this pseudonym is taken", s.pseudonym, "Choose another one")
            row = (s.pseudonym, s.role, s.basis, s.added.isoformat(), s.added_by, box.cost, box.salt, box.wrapped, box.sealed)
            db.execute("INSERT INTO source VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)

    def rewrap(self, pseudonym: str, box: Lockbox) -> None:
        """Store the key of an identity under another passphrase."""
        with self._transaction() as db:
            row = (box.cost, box.salt, box.wrapped, pseudonym)
            db.execute("UPDATE source SET cost = ?, salt = ?, wrapped = ? WHERE pseudonym = ?", row)
        self.flush()

    def sources(self) -> list[SealedSource]:
        """What everybody may see of the sealed sources, by pseudonym."""
        rows = self._rows("SELECT pseudonym, role, basis, added, added_by FROM source ORDER BY pseudonym")
        return [SealedSource(str(p), str(role), str(basis), _time(added), str(by)) for p, role, basis, added, by in rows]

    def box(self, pseudonym: str) -> Lockbox | None:
        """The identity of a source as it is kept, None if there is no such source."""
        with self._lock:
            row = self._db.execute("SELECT cost, salt, wrapped, sealed FROM source WHERE pseudonym = ?", (pseudonym,)).fetchone()
        return Lockbox(*row) if row else None

    def withdraw(self, pseudonym: str, hash_: str, who: str, now: datetime, why: str = "") -> None:
        """Remove a source's identity from the file; that it was there, the hash of what was kept and the reason stay."""
        with self._transaction() as db:
            db.execute("INSERT OR IGNORE INTO withdrawn VALUES (?, ?, ?, ?, ?)", (pseudonym, hash_, now.isoformat(), who, why))
            db.execute("DELETE FROM source WHERE pseudonym = ?", (pseudonym,))
        self.flush()

    def withdrawn(self) -> list[tuple[str, datetime]]:
        """Pseudonyms of sources that withdrew, and when."""
        return [(str(p), _time(at)) for p, at in self._rows("SELECT pseudonym, at FROM withdrawn ORDER BY pseudonym")]

    def flush(self) -> None:
        """Empty the write-ahead log, so that what was removed does not stand there either."""
        with self._lock:
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _time(value: object) -> datetime:
    return datetime.fromisoformat(str(value))


def _account(row: Sequence[object]) -> Account:
    name, password, roles, created, disabled = row
    return Account(str(name), str(password), tuple(Role(r) for r in str(roles).split()), _time(created), bool(disabled))
