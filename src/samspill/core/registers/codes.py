"""Every code the readers can speak, with the holes its sentence may use and what happened to the data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """What became of the thing the code speaks of."""

    FILE = "file"  # nothing of the file was read
    ROW = "row"  # this row is left out
    CELL = "cell"  # the row is kept, this cell is left empty
    LOOK = "look"  # everything is kept; a person should look
    ASK = "ask"  # a question to the reader
    WHY = "why"  # the reason of a choice


@dataclass(frozen=True, slots=True)
class Code:
    level: Level
    holes: frozenset[str]


def _codes(level: Level, **codes: str) -> dict[str, Code]:
    return {name.replace("__", ".").replace("_", "-"): Code(level, frozenset(h.split())) for name, h in codes.items()}


CODES: Mapping[str, Code] = {
    **_codes(
        Level.FILE,
        file__empty="",
        file__too_large="limit",
        file__gzip_broken="",
        file__xlsx_broken="accepted",
        file__old_excel="accepted",
        file__not_a_table="accepted",
        file__encoding_broken="value accepted",
        file__quote_left_open="row",
        file__csv_broken="row",
        file__no_sheet="",
        table__no_header="accepted",
        table__no_rows="",
        column__missing="field accepted",
        calendar__no_shape="accepted",
    ),
    **_codes(
        Level.ROW,
        row__too_wide="row expected found",
        date__missing="row column accepted",
        date__unknown="row column value accepted",
        yes_no__missing="row column accepted",
        yes_no__unknown="row column value accepted",
        school__no_name="row",
        school__org_number_missing="row",
        school__org_number_wrong="row column value",
        school__doubled="row other value",
        school__doubled_differently="row other value",
        calendar__no_school="row",
        calendar__school_unknown="row value accepted count",
        calendar__doubled="row other value school",
        calendar__contradiction="row other value school",
        calendar__no_name="row column",
        calendar__backwards="row value until",
        person__no_name="row",
        person__email_shared="row other value",
        person__email_shape="row column value accepted",
        person__profession_missing="row column accepted",
        person__profession_unknown="row column value accepted",
        person__unit_unknown="row column value accepted",
        person__backwards="row value until",
        person__doubled="row other",
    ),
    **_codes(
        Level.CELL,
        number__unknown="row column value",
        grade__unknown="row column value accepted",
        weekday__unknown="row column value accepted",
        phone__shape="row column value accepted",
        column__national_number="column",
        cell__national_number="row column",
        school__grades_backwards="row value until",
        school__grade_out_of_range="row column value accepted",
        school__ownership_unknown="row column value accepted",
        school__mark_unknown="row column value accepted",
    ),
    **_codes(
        Level.LOOK,
        row__stray_cell="row value",
        text__garbled="row value",
        answer__unknown="column value accepted",
        school__grades_missing="row value",
        school__same_name="row other value municipality",
        school__leading_zero="row column value chosen",
        calendar__gap="first until schools count",
        calendar__empty_month="month schools count",
        calendar__short="first until schools count",
        calendar__planning_contradicts="row value school",
        calendar__mark_contradicts="row value school",
        person__name_with_comma="row value",
    ),
    **_codes(
        Level.ASK,
        ask__encoding="accepted",
        ask__delimiter="accepted",
        ask__sheet="accepted",
        ask__column="field accepted",
        ask__date_order="column value accepted",
        ask__school="value accepted",
        ask__unit="value accepted",
        ask__profession="value accepted",
    ),
    **_codes(
        Level.WHY,
        why__byte_order_mark="",
        why__plain_letters="",
        why__valid_utf8="",
        why__nordic_letters="",
        why__answered="",
        why__only_reading="",
        why__compressed="",
        why__first_line_says="",
        why__same_width="",
        why__one_column="",
        why__known_names="",
        why__first_full_line="",
        why__header_name="",
        why__name_not_known="",
        why__day_above_twelve="",
        why__dots_are_day_first="",
        why__year_first="",
        why__excel_number="",
        why__two_digit_year="",
        why__only_marks="",
        why__no_org_number="",
        why__name_says_skule="",
        why__every_name_has_a_comma="",
    ),
}
