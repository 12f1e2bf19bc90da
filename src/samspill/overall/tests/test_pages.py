"""The pages of an overall plan: who may, what they offer, what bad input gets."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from samspill.overall.actions.drafting import take_in, write
from samspill.overall.actions.hearing import give_answer, propose
from samspill.overall.models import OverallPlan
from samspill.overall.offering import offered
from samspill.overall.tests.stage import (
    AIM,
    AT,
    adopted,
    answered,
    asked,
    drafted,
    look,
    proposed,
    send,
    sitting,
)
from samspill.wheel.models import Occasion
from tests.asking import counted, sign_in
from tests.cast import Cast
from tests.measures import at_stage


@pytest.mark.parametrize(
    ("reader", "reads", "writes", "adopts"),
    [
        ("leader", 200, 200, 200),
        ("nurse", 200, 200, 403),
        ("teacher", 200, 403, 403),
        ("owner", 200, 403, 403),
        ("other_leader", 403, 403, 403),
        ("outsider", 404, 404, 404),
    ],
)
def test_who_reads_writes_and_adopts(
    client: Client, cast: Cast, reader: str, reads: int, writes: int, adopts: int
) -> None:
    plan = proposed(cast)

    seen = {name: look(client, cast, reader, name, plan.pk).status_code for name in ("plan", "write", "adopt")}

    assert seen == {"plan": reads, "write": writes, "adopt": adopts}


@pytest.mark.parametrize(
    ("reader", "status"), [("teacher", 302), ("leader", 302), ("coordinator", 403), ("owner", 403), ("outsider", 404)]
)
def test_who_answers_for_a_team(client: Client, cast: Cast, reader: str, status: int) -> None:
    answer = asked(cast, proposed(cast))

    assert send(client, cast, reader, "answer", answer.pk, version=1, stance="agrees").status_code == status


@pytest.mark.parametrize("name", ["school", "begin"])
@pytest.mark.parametrize(("reader", "status"), [("leader", 200), ("other_leader", 403), ("outsider", 404)])
def test_who_begins_one(client: Client, cast: Cast, name: str, reader: str, status: int) -> None:
    assert look(client, cast, reader, name, cast.school.pk).status_code == status


def test_a_school_outside_the_method_has_no_such_page(client: Client, cast: Cast) -> None:
    assert look(client, cast, "other_leader", "school", cast.other_school.pk).status_code == 404


def test_the_leader_begins_and_writes_it(client: Client, cast: Cast) -> None:
    year = look(client, cast, "leader", "begin", cast.school.pk).context["form"].fields["begins"].choices[0][0]
    send(client, cast, "leader", "begin", cast.school.pk, begins=year)
    plan = OverallPlan.objects.get()

    send(client, cast, "leader", "write", plan.pk, aims=AIM, review_on="2027-03-03", version=plan.version)

    page = look(client, cast, "nurse", "plan", plan.pk).content.decode()
    assert AIM in page
    assert "Draft" in page


def test_one_tap_takes_in_one_thing_or_all_of_a_kind(client: Client, cast: Cast) -> None:
    plan, measure = drafted(cast), at_stage(cast, "planned")
    main = [f"{one.kind}-{one.thing}" for one in offered(plan, today=AT.date()) if one.kind == "occasion"]

    send(client, cast, "leader", "take", plan.pk, thing=f"measure-{measure.pk}")
    send(client, cast, "leader", "take", plan.pk, thing=main)

    assert plan.lines.count() == 1 + len(main)
    page = look(client, cast, "teacher", "plan", plan.pk).content.decode()
    assert measure.title in page
    assert "The steering group adopts the overall plan" in page


def test_what_was_taken_away_meanwhile_is_told(client: Client, cast: Cast) -> None:
    plan = drafted(cast)

    page = sign_in(client, cast.leader).post(
        reverse("overall:take", args=[plan.pk]), {"thing": "measure-99999"}, follow=True
    )

    assert "not offered for the plan any more" in page.content.decode()


def test_a_wording_written_meanwhile_is_not_written_over(client: Client, cast: Cast) -> None:
    plan = drafted(cast)
    write(plan, aims="Ours", version=None, acting=cast.nurse, at=AT)

    late = send(client, cast, "leader", "write", plan.pk, aims="Mine", version=1)

    assert late.status_code == 409
    assert b"Mine" in late.content


def test_an_answer_without_a_stance_keeps_its_words(client: Client, cast: Cast) -> None:
    answer = asked(cast, proposed(cast))

    page = send(client, cast, "teacher", "answer", answer.pk, version=1, stance="", reason="Not on Fridays.")

    assert page.status_code == 422
    assert b"Not on Fridays." in page.content


def test_the_answers_stand_side_by_side_and_the_owner_hears_what_not_why(client: Client, cast: Cast) -> None:
    plan = proposed(cast)
    given = {"stance": "changes", "reason": "Not on Fridays.", "version": None}
    give_answer(asked(cast, plan), **given, acting=cast.teacher, at=AT)  # type: ignore[arg-type]

    school, owner = (look(client, cast, who, "plan", plan.pk).content.decode() for who in ("nurse", "owner"))

    assert "1 of 4 teams have answered" in school
    assert "Not on Fridays." in school
    assert "Wants something changed" in owner
    assert "Not on Fridays." not in owner


def test_a_team_that_answered_sees_that_the_plan_was_changed(client: Client, cast: Cast) -> None:
    plan = proposed(cast)
    answered(cast, plan, "resource-team")
    before = look(client, cast, "nurse", "plan", plan.pk).content.decode()

    write(plan, aims="Otherwise", version=None, acting=cast.leader, at=AT)

    assert "The plan has been changed since." not in before
    assert "The plan has been changed since." in look(client, cast, "nurse", "plan", plan.pk).content.decode()


def test_adopting_too_early_is_warned_of_and_needs_a_reason(client: Client, cast: Cast) -> None:
    plan, meeting = proposed(cast), sitting(cast)
    warned = look(client, cast, "leader", "adopt", plan.pk).content.decode()

    answer = send(client, cast, "leader", "adopt", plan.pk, meeting=meeting.pk, version=plan.version)

    assert "Not every team has discussed the plan" in warned
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"reason"})


def test_the_leader_adopts_it_and_takes_it_up_again(client: Client, cast: Cast) -> None:
    plan, meeting = proposed(cast), sitting(cast)
    reason = {"meeting": meeting.pk, "reason": "The autumn was short."}
    stale = send(client, cast, "leader", "adopt", plan.pk, version=1, **reason)

    done = send(client, cast, "leader", "adopt", plan.pk, version=plan.version, **reason)
    plan.refresh_from_db()
    day = plan.adopted_on
    again = send(client, cast, "leader", "again", plan.pk, version=plan.version, reason="A new class.")

    plan.refresh_from_db()
    assert (stale.status_code, b"The autumn was short." in stale.content) == (409, True)
    assert (done.status_code, day) == (302, meeting.on)
    assert (again.status_code, plan.state) == (302, "draft")


def test_put_forward_with_a_day_that_is_past_is_refused(client: Client, cast: Cast) -> None:
    plan = drafted(cast)

    page = send(client, cast, "leader", "propose", plan.pk, by="2020-01-31", version=plan.version)

    assert (page.status_code, b"2020-01-31" in page.content) == (422, True)


def test_without_a_meeting_the_way_to_one_is_shown(client: Client, cast: Cast) -> None:
    plan = proposed(cast)

    page = look(client, cast, "leader", "adopt", plan.pk).content.decode()

    assert reverse("meetings:call", args=[cast.arenas["steering-group"].pk]) in page


def test_the_adopted_plan_leads_to_the_meeting_and_says_what_lacked(client: Client, cast: Cast) -> None:
    plan, meeting = proposed(cast), sitting(cast)
    adopted(cast, plan, meeting, "The autumn was short.")

    page = look(client, cast, "leader", "plan", plan.pk).content.decode()

    assert meeting.get_absolute_url() in page
    assert "The autumn was short." in page
    assert look(client, cast, "leader", "write", plan.pk).status_code == 200


def test_versions_are_compared(client: Client, cast: Cast) -> None:
    plan = proposed(cast)
    write(plan, aims="Every pupil knows two adults.", version=None, acting=cast.nurse, at=AT)

    page = look(client, cast, "teacher", "versions", plan.pk).content.decode()

    assert AIM in page
    assert "Every pupil knows two adults." in page


def test_the_plan_is_a_paper(client: Client, cast: Cast) -> None:
    plan, measure = drafted(cast), at_stage(cast, "planned")
    take_in(plan, things=[("measure", measure.pk)], acting=cast.leader, at=AT)

    paper = look(client, cast, "teacher", "paper", plan.pk, "pdf")

    assert paper.status_code == 200
    assert paper.content.startswith(b"%PDF")
    assert look(client, cast, "outsider", "paper", plan.pk, "pdf").status_code == 404


def test_the_matter_leads_to_the_answer(client: Client, cast: Cast) -> None:
    meeting = sitting(cast, date(2026, 10, 14), "grade-team-5", ended=False)
    plan = proposed(cast)

    page = sign_in(client, cast.teacher).get(meeting.items.get(source="overall-plan").get_absolute_url())

    assert asked(cast, plan).get_absolute_url() in page.content.decode()


def test_who_leads_a_team_finds_the_question_on_the_own_page(client: Client, cast: Cast) -> None:
    plan = proposed(cast)

    page = sign_in(client, cast.grade_leader_5).get(reverse("home:my_page")).content.decode()

    assert asked(cast, plan).get_absolute_url() in page
    assert asked(cast, plan, "grade-team-6").get_absolute_url() not in page


def test_the_school_and_its_steering_group_show_it(client: Client, cast: Cast) -> None:
    plan = drafted(cast)

    for place in (cast.school, cast.arenas["steering-group"]):
        page = sign_in(client, cast.leader).get(place.get_absolute_url()).content.decode()
        assert plan.get_absolute_url() in page


def test_a_plan_with_much_in_it_asks_as_often(client: Client, cast: Cast) -> None:
    plan, one = drafted(cast), at_stage(cast, "planned")
    propose(plan, version=None, acting=cast.leader, at=AT)
    first = Occasion.objects.filter(unit=cast.school, activity__in=["adopt-overall-plan", "try-out-1"])
    take_in(plan, things=[("measure", one.pk), *(("occasion", row.pk) for row in first)], acting=cast.leader, at=AT)
    look(client, cast, "teacher", "plan", plan.pk)

    with counted() as few:
        look(client, cast, "teacher", "plan", plan.pk)
    rest = [(offer.kind, offer.thing) for offer in offered(plan, today=AT.date())]
    take_in(plan, things=rest, acting=cast.leader, at=AT)
    with counted() as many:
        look(client, cast, "teacher", "plan", plan.pk)

    assert len(rest) > len(first)
    assert len(many) == len(few)
