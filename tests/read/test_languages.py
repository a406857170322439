"""Languages that are not read: what is told of a text, and what is kept of it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from corroborate.ingest.languages import language
from corroborate.model import Document, MentionKind
from corroborate.read import read
from corroborate.read.foreign import numbers
from corroborate.read.quotes import quotes


def document(text: str, code: str) -> Document:
    return Document("d1", "report.txt", text, "0" * 64, "text/plain", datetime(2031, 5, 3, tzinfo=UTC), "test", language=code)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Levee fails in Orrin", "en"),  # the classifier alone: Nigerian Pidgin, Gaelic or too short
        ("El torrente se llevó dos coches", "es"),
        ("Un torrent emporte deux voitures", "fr"),
        ("Сель унёс две машины", "ru"),
        ("Сіль зійшла на дві хати", "uk"),
        ("السيل يجرف سيارتين", "ar"),
        ("سیلاب دو گاڑیاں بہا لے گیا", "ur"),
        ("Two lost", "und"),
    ],
)
def test_language_of_a_headline(text: str, code: str) -> None:
    assert language(text) == code


def test_a_line_in_another_script_does_not_change_the_language() -> None:
    assert language("Orrin Valley News Desk. Дві хати знесло, є зниклі") == "uk"
    assert language("Orrin (Оррін) lost two houses and a bridge") == "en"


@pytest.mark.parametrize(
    ("text", "code", "value"),
    [
        ("Прибуло 1 500 людей", "uk", 1500),
        ("Прибуло 1\u00a0500 людей", "uk", 1500),
        ("Потрібно 2,5 млн літрів", "uk", 2_500_000),
        ("Пришло 3,2 тыс. человек", "ru", 3200),
        ("Llegaron 1.500 personas", "es", 1500),
        ("Llegaron 1,500 personas", "es", 1500),
        ("Faltan 12 mil millones de litros", "es", 12e9),
        ("Il manque 4,5 litres", "fr", 4.5),
        ("وصل ١٬٥٠٠ شخص", "ar", 1500),
        ("وصل ١٥٠٠ شخص", "ar", 1500),
        ("تضرر بيت و14 سيارة", "ar", 14),
        ("نحتاج ٢٫٥ مليون لتر", "ar", 2_500_000),
    ],
)
def test_the_value_of_a_number_in_digits(text: str, code: str, value: float) -> None:
    assert [n.value for n in numbers(text, code)] == [value]


def test_a_separator_that_means_two_things_gives_no_value() -> None:
    (found,) = numbers("Faltan 1,500 millones de litros", "es")
    assert found.value is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Зсув стався 12 травня 2031 року о 14:30", "uk"),
        ("Чоловік, 58 років, і 34-річна сестра", "uk"),
        ("Дзвоніть 067 123 45 67 або +380 67 123 45 67", "uk"),
        ("С 1 по 2 июня шли дожди, вода поднялась на 30 %", "ru"),
        ("Колонна Т-72 вышла на трассу М-7 в 9.30", "ru"),
        ("Выделили 15 млн рублей", "ru"),
        ("Le 1er et le 12 mai 2031, à 14 heures, puis à 9 h 30", "fr"),
        ("Une femme de 58 ans ; depuis 2029, la loi n° 1207", "fr"),
        ("Del 1 al 2 de junio de 2031, a las 14 horas", "es"),
        ("Ganaron 2-1 y cobraron 300 000 pesos", "es"),
        ("في 12 أيار 2031 الساعة 14:30", "ar"),
        ("رجل عمره 58 عاما، ونحو ٣٠٪", "ar"),
    ],
)
def test_what_counts_nothing_is_passed_over(text: str, code: str) -> None:
    assert [text[n.start : n.end] for n in numbers(text, code)] == []


def test_no_numbers_are_kept_where_nobody_measured_it() -> None:
    assert numbers("Es kamen 1.500 Menschen", "de") == []


def test_an_unread_report_says_its_language_and_its_numbers() -> None:
    text = "Зсув на Орріні\nЗниклими вважають 14 людей, ще 3,1 тис. без світла."
    found = read(document(text, "uk"))
    assert found.claims == ()
    assert [(m.span.text, m.value) for m in found.mentions] == [
        ("14", "14: a number in Ukrainian, which is not read"),
        ("3,1 тис.", "3,100: a number in Ukrainian, which is not read"),
    ]
    assert {m.kind for m in found.mentions} == {MentionKind.UNREAD}
    (problem,) = found.problems
    assert "in Ukrainian, which is not read" in problem.message
    assert "2 numbers in digits" in problem.message


def test_a_language_without_a_name_and_one_that_cannot_be_told() -> None:
    assert '"xx"' in read(document("Xyz xyz xyz", "xx")).problems[0].message
    assert "cannot be told" in read(document("Xyz 12", "und")).problems[0].message


def test_low_marks_open_a_quotation() -> None:
    text = "She said: „Nobody came to help us“ and left. He called it “late” too."
    assert [text[q.start : q.end] for q in quotes(text)] == ["„Nobody came to help us“", "“late”"]


def test_paragraphs_in_other_letters_are_told_and_the_rest_is_read() -> None:
    text = "Two houses fell in Orrin.\nThree people were killed, police said.\nУ долині зникли ще чотири людини.\nОррін"
    found = read(document(text, "en"))
    assert [c.measure for c in found.claims if c.measure == "people_killed"]
    (problem,) = found.problems
    assert problem.message.startswith("1 paragraph stands in other letters (Cyrillic)")


def test_a_report_in_english_letters_gives_no_problem() -> None:
    assert read(document("Three people were killed in Orrin, said the mayor of Dourain-sur-Île. “It is over.”", "en")).problems == ()
