from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from samspill.access.rules import UnknownWordError
from samspill.journal.models import Entry as Line
from samspill.people.models import Person
from samspill.search import actions, vocabulary
from samspill.search.models import Entry
from samspill.search.sources import Draft
from tests.asking import adopted_once, counted, fresh, sign_in
from tests.cast import AT, Cast

standing = pytest.fixture(scope="module")(adopted_once)
TODAY = date.today()  # noqa: DTZ011  # the page counts its periods from today


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    vocabulary.forget()
    return fresh(standing)


def put(cast: Cast, title: str, text: str = "", *, thing_id: int = 1, **other: Any) -> None:
    """Minutes of the resource team, unless said otherwise."""
    team = cast.arenas["resource-team"]
    usual = {
        "kind": "minutes",
        "municipality": cast.municipality.pk,
        "unit": cast.school.pk,
        "arena": team.pk,
        "read_word": "arena.read",
        "language": "nb",
        "url": f"/minutes/{thing_id}/",
        "place": "Ressursteam",
        "on": TODAY,
    }
    actions.index(Draft(**(usual | {"thing_id": thing_id, "title": title, "text": text} | other)), at=AT)


def look(client: Client, person: Person, query: str) -> Any:
    return sign_in(client, person).get(reverse("search:search") + query)


def titles(client: Client, person: Person, query: str) -> list[str]:
    return [hit.entry.title for hit in look(client, person, query).context["search"].hits]


@pytest.mark.parametrize("q", ["budsjettet", "skolebudsjett", "skulebudsjett", "budsj", "“vedtok skolebudsjettet”"])
def test_a_word_is_found_in_its_compounds_forms_and_spellings(client: Client, cast: Cast, q: str) -> None:
    put(cast, "Referat", "Møtet vedtok skolebudsjettet for neste år.")

    assert titles(client, cast.leader, f"?q={q}") == ["Referat"]


@pytest.mark.parametrize(
    "q", ["vedtok -møtet", "“skolebudsjettet vedtok”", "elevråd", "-vedtok", "neste -skolebudsjett"]
)
def test_what_was_not_asked_for_is_not_found(client: Client, cast: Cast, q: str) -> None:
    put(cast, "Referat", "Møtet vedtok skolebudsjettet for neste år.")

    assert titles(client, cast.leader, f"?q={q}") == []


def test_the_title_weighs_most(client: Client, cast: Cast) -> None:
    put(cast, "Andre saker", "Trivsel og trivsel i pausene.", thing_id=1)
    put(cast, "Trivsel", "Ett ord.", thing_id=2, on=TODAY - timedelta(days=300))

    assert titles(client, cast.leader, "?q=trivsel") == ["Trivsel", "Andre saker"]


@pytest.mark.parametrize("q", ["kanarifugl", "kanarifugel", "kanari", "reir"])
def test_an_outsider_finds_nothing_of_ours(client: Client, cast: Cast, q: str) -> None:
    put(cast, "Kanarifugl", "Kanarifuglen bor i et reir.", thing_id=1)
    put(cast, "Kanarifugl til", "Kanarifuglen bor i et reir.", thing_id=2)

    page = look(client, cast.outsider, f"?q={q}").content.decode().lower()

    assert "kanarifuglen" not in page
    assert "“kanarifugl" not in page.replace(f"“{q}”", "")
    assert titles(client, cast.leader, "?q=kanarifugl") == ["Kanarifugl", "Kanarifugl til"]


def test_each_row_has_its_own_word(client: Client, cast: Cast) -> None:
    put(cast, "Åpen plan", thing_id=1, read_word="plan.read")
    put(cast, "Lukket plan", thing_id=2, read_word="journal.read")

    assert titles(client, cast.teacher, "?q=plan+-arena") == ["Åpen plan"]
    assert titles(client, cast.leader, "?q=lukket") == ["Lukket plan"]


def test_only_those_who_were_there_find_what_was_said_among_them(client: Client, cast: Cast) -> None:
    put(cast, "Sak tre", persons=(cast.nurse.pk,))

    assert titles(client, cast.nurse, "?q=“sak tre”") == ["Sak tre"]
    assert titles(client, cast.leader, "?q=“sak tre”") == []


def test_a_word_nobody_wrote_brings_a_near_one(client: Client, cast: Cast) -> None:
    for thing_id in (1, 2):
        put(cast, "Referat", "Vi drøfter trivselsarbeidet.", thing_id=thing_id)
    vocabulary.forget()

    page = look(client, cast.leader, "?q=trivselsarbiedet").context["search"]

    assert (page.meant, page.meant_url) == ("trivselsarbeidet", "?q=trivselsarbeidet")


def test_a_near_word_of_others_is_not_told(client: Client, cast: Cast) -> None:
    for thing_id in (1, 2):
        put(cast, "Referat", "Kanarifugl.", thing_id=thing_id, read_word="journal.read")
    vocabulary.forget()

    assert look(client, cast.teacher, "?q=kanarifugel").context["search"].meant == ""
    assert look(client, cast.leader, "?q=kanarifugel").context["search"].meant == "kanarifugl"


def test_found_words_are_marked_and_everything_else_is_escaped(client: Client, cast: Cast) -> None:
    put(cast, "Møte <b>", "Om <script>møtet</script> & pausen")

    page = look(client, cast.leader, "?q=møte+script").content.decode()

    assert "<mark>Møte</mark> &lt;b&gt;" in page
    assert "&lt;<mark>script</mark>&gt;<mark>møtet</mark>" in page


@pytest.mark.parametrize(
    ("narrower", "found"),
    [("&kind=agenda", ["Ny sak"]), ("&period=month", ["Ny sak"]), ("&arena=999", []), ("&arena=x&period=y", None)],
)
def test_narrowing(client: Client, cast: Cast, narrower: str, found: list[str] | None) -> None:
    put(cast, "Ny sak", thing_id=1, kind="agenda")
    put(cast, "Gammel sak", thing_id=2, on=TODAY - timedelta(days=200))

    got = titles(client, cast.leader, f"?q=sak{narrower}")

    assert got == (["Ny sak", "Gammel sak"] if found is None else found)


@pytest.mark.parametrize("query", ["", "?q=", "?q=og", "?q='%00\\", "?q=%22%22", "?q=a&page=900", "?q=" + "ø" * 900])
def test_nothing_that_can_be_typed_breaks_the_page(client: Client, cast: Cast, query: str) -> None:
    assert look(client, cast.leader, query).status_code == 200


def test_what_was_typed_is_written_down_nowhere(client: Client, cast: Cast) -> None:
    before = Line.objects.count()

    look(client, cast.leader, "?q=hemmelig")

    assert Line.objects.count() == before


def test_more_results_cost_no_more_queries(client: Client, cast: Cast) -> None:
    put(cast, "Sak 1")
    look(client, cast.leader, "?q=sak")
    with counted() as few:
        client.get(reverse("search:search") + "?q=sak")
    for thing_id in range(2, 30):
        put(cast, f"Sak {thing_id}", thing_id=thing_id)

    with counted() as many:
        page = client.get(reverse("search:search") + "?q=sak").context["search"].page

    assert page.paginator.num_pages == 2
    assert len(many) == len(few)


def test_a_thing_is_indexed_anew_and_forgotten(client: Client, cast: Cast) -> None:
    put(cast, "Første utkast")
    put(cast, "Andre versjon")

    assert titles(client, cast.leader, "?q=utkast") == []
    assert titles(client, cast.leader, "?q=versjon") == ["Andre versjon"]
    actions.forget("minutes", 1)
    assert titles(client, cast.leader, "?q=versjon") == []


def test_a_misspelt_word_of_the_gate_is_refused(cast: Cast) -> None:
    with pytest.raises(UnknownWordError):
        put(cast, "Sak", read_word="arena.raed")


def test_arenas_and_schools_are_found_from_their_first_day(client: Client, cast: Cast) -> None:
    assert "Ressursteam" in titles(client, cast.teacher, "?q=ressursteam")
    assert cast.school.name in titles(client, cast.teacher, "?q=Fjellheim")


def test_the_index_is_built_anew_from_its_sources(client: Client, cast: Cast) -> None:
    before = set(Entry.objects.values_list("kind", "thing_id", "title"))
    put(cast, "Minutes of a kind without a source")
    Entry.objects.filter(kind="arena").delete()

    actions.reindex(at=AT + timedelta(days=1))

    assert set(Entry.objects.values_list("kind", "thing_id", "title")) == before


def test_words_of_the_municipality_divide_compounds(client: Client, cast: Cast) -> None:
    put(cast, "Sykkelparkeringen", thing_id=1)
    for thing_id in (2, 3):
        put(cast, "Om sykkel og parkering", thing_id=thing_id)

    actions.divide_anew()

    assert "Sykkelparkeringen" in titles(client, cast.leader, "?q=parkering")


def test_what_went_to_several_arenas_of_the_reader_is_found_once(client: Client, cast: Cast) -> None:
    put(cast, "Lekegrupper i storefri")
    for number in (5, 6):
        arena = cast.arenas[f"grade-team-{number}"].pk
        put(cast, "Lekegrupper i storefri", kind="minutes-sent", thing_id=number, arena=arena, url="/minutes/1/")

    page = sign_in(client, cast.leader).get("/search/", {"q": "lekegrupper"}).content.decode()

    assert page.count('href="/minutes/1/"') == 1
