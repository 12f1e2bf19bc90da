"""The red thread: whole both ways, whoever was merged or split, and open as far as its reader may see."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from samspill.core.redthread.thread import disconnected
from samspill.measures.actions.analysing import to_forum
from samspill.measures.analysis_pages import FEW
from samspill.measures.models import Descent, Fate, LogEntry, Measure, Recheck
from samspill.measures.queries import method_of
from samspill.measures.thread_bridge import Way, way_from, way_of
from samspill.measures.thread_queries import kin_of
from samspill.people.models import Person
from tests.asking import counted, fresh, once, sign_in
from tests.cast import Cast, adopt, assemble
from tests.measures import BEGAN, at_stage, day_of, proposal, said

STEPS = ("analysed", "in-try-out", "daily-practice")


def practised() -> Cast:
    """The school with one measure that has gone the whole way, from words that were said."""
    cast = adopt(assemble())
    said(cast, "The mornings begin in unrest.", at_stage(cast, "practice", "Calm mornings"))
    return cast


standing = pytest.fixture(scope="module")(once(practised))


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


@pytest.fixture
def practice(cast: Cast) -> Measure:
    return Measure.objects.select_related("unit", "project").get(title="Calm mornings")


def merge(parent: Measure, child: Measure, on: date | None = None, kind: str = "merged") -> None:
    """As the verbs leave it: the parent is over, and what was said goes on with the child."""
    Descent.objects.create(parent=parent, child=child, kind=kind, on=on or parent.proposed_on)
    Measure.objects.filter(pk=parent.pk).update(fate=kind, fate_on=on or parent.proposed_on, fate_reason="The same.")
    child.statements.add(*parent.statements.all())


def through(measure: Measure) -> Way:
    return way_of(measure, kin_of([measure.pk], measure.unit), {measure.project_id: method_of(measure)})


def kinds(way: Way) -> list[str]:
    return [station.kind for station in way.thread.stations]


def page(client: Client, reader: Person, name: str, pk: int) -> str:
    return sign_in(client, reader).get(reverse(f"measures:{name}", args=[pk])).content.decode()


def test_a_practice_leads_back_to_the_words_it_grew_from(practice: Measure) -> None:
    measure, statement = practice, practice.statements.get()
    Recheck.objects.create(measure=measure, due=day_of("practice"), checked_on=day_of("practice"), using=3, concerned=4)

    way = through(measure)

    assert kinds(way)[:3] == ["statement", "proposal", "analysed"]
    assert kinds(way)[-2:] == ["practice", "re-check"]
    assert f"said-{statement.pk}" in way.thread.before
    assert not disconnected(way.thread.stations, way.thread.ties)


def test_words_lead_on_to_the_practice_they_became(practice: Measure) -> None:
    kin = kin_of([practice.pk], practice.unit)

    way = way_from(practice.statements.get(), kin, {practice.project_id: method_of(practice)})

    assert set(kinds(way)) >= {"proposal", "hearing", "plan", "decision", "try-out", "log", "evaluation", "practice"}


def test_each_station_stands_after_what_it_came_of(practice: Measure) -> None:
    way = through(practice)

    order = [station.kind for station in way.thread.stations]

    assert order.index("hearing") < order.index("plan") < order.index("decision") < order.index("try-out")
    assert order.index("log") <= order.index("evaluation") < order.index("outcome") < order.index("practice")


def test_what_was_merged_is_on_the_thread_of_its_heir_and_the_heir_on_its(cast: Cast, practice: Measure) -> None:
    parent = proposal(cast, "A calm corner")
    statement = said(cast, "Some need a calm corner.", parent)
    merge(parent, practice, on=day_of("trying"))

    back, onward = through(practice), through(parent)

    assert {f"measure-{parent.pk}", f"said-{statement.pk}"} <= back.thread.before
    assert f"step-{practice.steps.latest('pk').pk}" in onward.thread.after


def test_a_part_split_off_leads_back_to_the_whole_and_not_to_its_sibling(cast: Cast) -> None:
    whole, part, sibling = (proposal(cast, title) for title in ("Whole", "Part", "Sibling"))
    for one in (part, sibling):
        merge(whole, one, kind="split")

    way = through(part)

    assert f"measure-{whole.pk}" in way.thread.before
    assert f"measure-{sibling.pk}" not in way.stops


def test_words_that_came_with_a_merge_are_read_before_it(cast: Cast) -> None:
    parent, heir = proposal(cast, "Parent"), proposal(cast, "Heir")
    statement = said(cast, "Some need a calm corner.", parent)
    merge(parent, heir)

    ties = [tie.target for tie in through(heir).thread.ties if tie.source == f"said-{statement.pk}"]

    assert ties == [f"measure-{parent.pk}"]


def test_a_second_try_out_has_its_own_log(cast: Cast) -> None:
    measure = at_stage(cast, "evaluated")
    first = LogEntry.objects.get(measure=measure)
    again = measure.steps.create(
        before="evaluated", after="in-try-out", on=first.on + timedelta(9), at=first.written_at
    )
    LogEntry.objects.create(
        project=cast.project, unit=cast.school, measure=measure, on=again.on, done="Again.", written_at=again.at
    )

    logs = [stop.round for stop in through(measure).stops.values() if stop.kind == "log"]

    assert logs == [1, 2]


@pytest.mark.parametrize(
    ("reader", "status"), [("leader", 200), ("owner", 200), ("other_teacher", 403), ("outsider", 404)]
)
@pytest.mark.parametrize("name", ["thread", "why", "statement"])
def test_who_reads_it(cast: Cast, practice: Measure, client: Client, name: str, reader: str, status: int) -> None:
    pk = practice.statements.get().pk if name == "statement" else practice.pk

    answer = sign_in(client, getattr(cast, reader)).get(reverse(f"measures:{name}", args=[pk]))

    assert answer.status_code == status


def test_the_log_speaks_to_the_team_and_keeps_silent_to_the_owner(
    cast: Cast, practice: Measure, client: Client
) -> None:
    LogEntry.objects.filter(measure=practice).update(adjusted="One adult less.")

    team, owner = (page(client, reader, "thread", practice.pk) for reader in (cast.nurse, cast.owner))

    assert "One adult less." in team
    assert "1 entry" in owner
    assert "One adult less." not in owner
    assert cast.teacher.name not in owner


def test_the_page_shows_stations_in_words_and_as_a_picture(cast: Cast, practice: Measure, client: Client) -> None:
    html = page(client, cast.leader, "thread", practice.pk)

    assert "The mornings begin in unrest." in html
    assert "Decided: make it daily practice" in html
    assert html.count('<a href="#step-') == 2 * practice.steps.filter(after__in=STEPS).count()
    assert "style=" not in html


def test_a_merged_proposal_keeps_its_page_and_names_its_heir(cast: Cast, client: Client) -> None:
    parent, heir = proposal(cast, "A calm corner"), proposal(cast, "Calm mornings")
    merge(parent, heir)

    html = page(client, cast.leader, "thread", parent.pk)

    assert "Goes on in another" in html
    assert "Calm mornings" in html


def test_a_statement_shows_what_became_of_it_and_no_name(cast: Cast, practice: Measure, client: Client) -> None:
    html = page(client, cast.leader, "statement", practice.statements.get().pk)

    assert "Calm mornings" in html
    assert "No name stands here" in html


def test_a_statement_does_not_claim_what_only_joined_its_heir(cast: Cast, practice: Measure, client: Client) -> None:
    merge(proposal(cast, "Longer breaks"), practice)

    html = page(client, cast.leader, "statement", practice.statements.get().pk)

    assert "Longer breaks" not in html.split('id="became"')[1].split("</section>")[0]


def test_a_measure_of_many_words_shows_some_and_leads_to_all(cast: Cast, practice: Measure, client: Client) -> None:
    for number in range(8):
        said(cast, f"Voice {number}.", practice)

    html = page(client, cast.leader, "measure", practice.pk)

    section = html.split('id="proposal"')[1].split("</section>")[0]
    assert section.count("<q>") == FEW
    assert reverse("measures:thread", args=[practice.pk]) in section


def test_a_statement_of_which_nothing_came_says_so(cast: Cast, client: Client) -> None:
    html = page(client, cast.leader, "statement", said(cast, "Unrest.").pk)

    assert "Nothing yet." in html


def test_why_says_it_in_four_sentences(cast: Cast, practice: Measure, client: Client) -> None:
    answer = sign_in(client, cast.leader).get(reverse("measures:why", args=[practice.pk]))

    sentences = answer.context["sentences"]
    assert len(sentences) == 4
    assert "“The mornings begin in unrest”" in sentences[0]
    assert "We try it" in sentences[1]
    assert "Quieter mornings" in sentences[2]
    assert sentences[3].startswith("It has been daily practice since")


def test_why_says_no_more_than_there_is_a_trace_of(cast: Cast, client: Client) -> None:
    answer = sign_in(client, cast.owner).get(reverse("measures:why", args=[proposal(cast).pk]))

    assert answer.context["sentences"] == ("It was proposed on 7 September 2026.",)


def test_the_thread_on_paper(cast: Cast, practice: Measure, client: Client) -> None:
    answer = sign_in(client, cast.leader).get(reverse("measures:thread_file", args=[practice.pk, "pdf"]))

    assert answer.content.startswith(b"%PDF")


@pytest.mark.parametrize("name", ["thread", "why"])
def test_thirty_relatives_cost_no_more_than_one(cast: Cast, practice: Measure, client: Client, name: str) -> None:
    url = reverse(f"measures:{name}", args=[practice.pk])
    sign_in(client, cast.leader)

    def asked() -> int:
        client.get(url)
        with counted() as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    relative(cast, practice, 0)
    few = asked()
    for number in range(1, 30):
        relative(cast, practice, number)

    assert asked() == few


def relative(cast: Cast, heir: Measure, number: int) -> None:
    parent = proposal(cast, f"Proposal {number}")
    said(cast, f"Statement {number}", parent)
    merge(parent, heir)


def test_what_was_laid_aside_says_so(cast: Cast, client: Client) -> None:
    measure = proposal(cast)
    Measure.objects.filter(pk=measure.pk).update(fate=Fate.PARKED, fate_on=measure.proposed_on, fate_reason="No room.")

    html = page(client, cast.leader, "thread", measure.pk)

    assert "Parked" in html
    assert "No room." in html


def test_what_was_sent_to_be_clarified_leads_there(cast: Cast, client: Client) -> None:
    measure = proposal(cast)
    to_forum(measure, reason="Who pays?", version=None, acting=cast.leader, at=BEGAN)

    html = page(client, cast.leader, "thread", measure.pk)

    assert "To be clarified:" in html
    assert "No answer yet" in html


def test_the_measure_page_says_what_it_grew_from_and_leads_to_the_whole_thread(
    cast: Cast, practice: Measure, client: Client
) -> None:
    html = page(client, cast.leader, "measure", practice.pk)

    assert "Grew from" in html
    assert reverse("measures:thread", args=[practice.pk]) in html
