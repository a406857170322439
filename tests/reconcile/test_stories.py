"""Adding a report touches only its story: keys bring together what belongs together, and little else."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from telling import Telling, exact

from corroborate.model import Period, Place
from corroborate.reconcile.stories import keys

VARENNE = Place("Varenne", "city", "1", "XA", "North Aldo", 10.0, 10.0)
COUNTRY = Place("Aldonia", "country", "3", "XA")
LONG = " ".join(f"word{k} of the long copied dispatch from Varenne" for k in range(60))


def keyed(place: Place | None = VARENNE, day: int = 5, text: str = "It killed 26.", **more: object) -> frozenset[str]:
    """The keys of one report."""
    story = Telling()
    story.report("a", day)
    when = Period(date(2031, 3, day), date(2031, 3, day))
    story.say("a", text, ("26", exact(26)), place=place, **{"when": when, **more})
    (document,) = story.documents
    return keys(document, story.claims)


def test_one_town_on_one_day_or_the_next_is_one_story() -> None:
    assert keyed() & keyed()
    assert keyed(day=5) & keyed(day=6)


def test_other_days_and_other_towns_are_not() -> None:
    assert not keyed(day=5) & keyed(day=9)
    assert not keyed() & keyed(place=Place("Port Aldo", "city", "2", "XA"))


def test_a_country_or_a_long_time_ties_nothing_together() -> None:
    assert not keyed(place=COUNTRY)
    assert not keyed(when=Period(date(2031, 1, 1), date(2031, 3, 1)))


def test_what_a_report_looks_back_on_does_not_pull_it_into_another_story() -> None:
    assert not keyed(background=True)


def test_copies_meet_wherever_they_say_they_are() -> None:
    one, other = keyed(place=None, text=f"{LONG} It killed 26."), keyed(place=None, text=f"Our own opening line. {LONG} Now 26.", day=20)
    assert one & other


def test_spellings_of_a_name_that_no_gazetteer_knows_meet() -> None:
    def twice(name: str) -> frozenset[str]:
        story = Telling()
        story.report("a", 5)
        for n in (26, 31):
            story.say("a", f"It killed {n}.", (str(n), exact(n)), place=Place(name), when=Period(date(2031, 3, 5), date(2031, 3, 5)))
        (document,) = story.documents
        return keys(document, story.claims)

    assert twice("Urem al-Joz") & twice("Urum al Joz")
    assert not twice("Urem al-Joz") & twice("Kafr Tessa")


def test_a_rare_kind_of_event_ties_the_reports_of_one_country_and_day() -> None:
    assert keyed(place=COUNTRY, text="The earthquake killed 26.") & keyed(place=COUNTRY, text="A quake killed 26.", day=6)
    assert not keyed(place=COUNTRY, text="A shooting killed 26.")


@given(st.permutations(range(4)))
@settings(max_examples=10, deadline=None)
def test_keys_do_not_depend_on_the_order_of_claims(order: list[int]) -> None:
    story = Telling()
    story.report("a")
    for k in range(4):
        story.say("a", f"It killed {k}1 people.", (f"{k}1", exact(10 * k + 1)), place=VARENNE)
    (document,) = story.documents
    assert keys(document, [story.claims[k] for k in order]) == keys(document, story.claims)
