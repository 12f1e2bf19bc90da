from datetime import date, timedelta

from samspill.core.schoolyear import SchoolDays
from samspill.methods.schema import Activity, Rhythm, When
from samspill.wheel.laying import Body, Laid, lay, missing

STARTS, ENDS = date(2026, 8, 17), date(2027, 6, 30)
DAYS = SchoolDays(
    tuple(day for number in range(400) if (day := STARTS + timedelta(days=number)).weekday() < 5 and day.month != 7)
)
TEAM = Body(7, "team", "", weekday=2)


def activity(id: str, when: When, arena: str | None = None) -> Activity:
    return Activity(id, "school", ("leader",), (), when, arena=arena)


def laid(*activities: Activity, bodies: tuple[Body, ...] = (TEAM,)) -> tuple[Laid, ...]:
    rhythms = {"team": Rhythm(1, "month", exempt_months=(7,))}
    return lay(activities, bodies, rhythms, DAYS, starts=STARTS, ends=ENDS)


def test_an_activity_falls_on_a_school_day_inside_its_weeks() -> None:
    (one,) = laid(activity("start", When(after_start=(2, 3))))

    assert (one.earliest, one.latest) == (date(2026, 8, 24), date(2026, 9, 6))
    assert one.on == date(2026, 8, 31)
    assert one.arena is None


def test_an_activity_of_an_arena_per_grade_falls_once_for_each() -> None:
    teams = tuple(Body(number, "team", grade, weekday=2) for number, grade in enumerate("567"))

    found = laid(activity("start", When(after_start=(2, 3)), arena="team"), bodies=teams)

    assert [one.arena for one in found] == [0, 1, 2]
    assert len({one.on for one in found}) == 3


def test_a_repeated_activity_follows_the_rhythm_on_the_weekday_of_the_arena() -> None:
    when = When(half="spring", year=1, months=(1, 7), repeats="team")

    found = laid(activity("meetings", when, arena="team"))

    assert [one.on.month for one in found] == [1, 2, 3, 4, 5, 6]
    assert {one.on.weekday() for one in found} == {2}
    assert found[1].earliest == date(2027, 2, 1)


def test_nothing_is_laid_after_the_end() -> None:
    assert laid(activity("later", When(half="autumn", year=1, months=(9, 9)))) == ()


def test_an_activity_that_happens_twice_in_its_window_gets_two_days() -> None:
    found = laid(activity("meeting", When(half="spring", year=1, months=(2, 3), times=2)))

    assert len({one.on for one in found}) == 2


def test_what_is_there_is_not_laid_again_wherever_it_was_moved() -> None:
    whole = laid(activity("start", When(after_start=(2, 3))))

    assert missing(whole, [("start", None, date(2026, 8, 24), date(2026, 9, 6))]) == ()
    assert missing(whole, []) == whole


def test_one_occasion_answers_for_one_window_only() -> None:
    twice = laid(activity("meeting", When(half="spring", year=1, months=(2, 3), times=2)))

    lacking = missing(twice, [("meeting", None, twice[0].earliest, twice[0].latest)])

    assert len(lacking) == 1
