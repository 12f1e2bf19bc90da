"""The year of meetings, planned and mended: everybody where they must be, in order and rhythm, nobody in two places.

`plan_wheel` makes a plan with a proven bound, `check_wheel` judges it and shares nothing with it, `cost_wheel` counts
it, `compare_wheels` says what moving a meeting breaks, `repair_wheel` mends a plan with the fewest changes,
`suggest_slots` finds other places for one meeting, `explain` says why there is no plan.
"""

from samspill.core.scheduling.answers import Explanation as Explanation
from samspill.core.scheduling.answers import Move as Move
from samspill.core.scheduling.answers import Relaxation as Relaxation
from samspill.core.scheduling.answers import RepairPolicy as RepairPolicy
from samspill.core.scheduling.answers import RepairResult as RepairResult
from samspill.core.scheduling.answers import Suggestion as Suggestion
from samspill.core.scheduling.answers import WheelResult as WheelResult
from samspill.core.scheduling.canonical import canonical as canonical
from samspill.core.scheduling.canonical import digest as digest
from samspill.core.scheduling.checking import check_wheel as check_wheel
from samspill.core.scheduling.comparing import Comparison as Comparison
from samspill.core.scheduling.comparing import compare_wheels as compare_wheels
from samspill.core.scheduling.cost import cost_wheel as cost_wheel
from samspill.core.scheduling.explaining import explain as explain
from samspill.core.scheduling.model import ALL_DAY as ALL_DAY
from samspill.core.scheduling.model import Budget as Budget
from samspill.core.scheduling.model import Busy as Busy
from samspill.core.scheduling.model import Choice as Choice
from samspill.core.scheduling.model import CostBreakdown as CostBreakdown
from samspill.core.scheduling.model import Dislike as Dislike
from samspill.core.scheduling.model import Gap as Gap
from samspill.core.scheduling.model import Hours as Hours
from samspill.core.scheduling.model import Item as Item
from samspill.core.scheduling.model import Meeting as Meeting
from samspill.core.scheduling.model import Occurrence as Occurrence
from samspill.core.scheduling.model import Order as Order
from samspill.core.scheduling.model import Pattern as Pattern
from samspill.core.scheduling.model import Person as Person
from samspill.core.scheduling.model import Place as Place
from samspill.core.scheduling.model import Progress as Progress
from samspill.core.scheduling.model import Room as Room
from samspill.core.scheduling.model import RuleRef as RuleRef
from samspill.core.scheduling.model import Series as Series
from samspill.core.scheduling.model import Usual as Usual
from samspill.core.scheduling.model import Violation as Violation
from samspill.core.scheduling.model import Wanted as Wanted
from samspill.core.scheduling.model import Weekly as Weekly
from samspill.core.scheduling.model import Wheel as Wheel
from samspill.core.scheduling.model import YearInstance as YearInstance
from samspill.core.scheduling.planning import plan_wheel as plan_wheel
from samspill.core.scheduling.repair import repair_wheel as repair_wheel
from samspill.core.scheduling.suggesting import suggest_slots as suggest_slots
from samspill.core.scheduling.warming import warm_up as warm_up
