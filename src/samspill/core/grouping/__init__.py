"""Groups for a conference: everybody in one group each round, few meeting twice, every group mixed, every wish held.

`compose` makes them, `check` judges them and shares nothing with it, `explain` says why there are none, `repair` keeps
as many announced seats as it can when people are away or come, `mixing` tells how well it went, `swap` and `move` are
what a hand does. The compiler is only imported when something is composed.
"""

from samspill.core.grouping.checking import check as check
from samspill.core.grouping.composing import compose as compose
from samspill.core.grouping.composing import warm_up as warm_up
from samspill.core.grouping.conflicts import explain as explain
from samspill.core.grouping.conflicts import without as without
from samspill.core.grouping.cost import cost as cost
from samspill.core.grouping.cost import delta as delta
from samspill.core.grouping.edits import move as move
from samspill.core.grouping.edits import swap as swap
from samspill.core.grouping.mixing import Between as Between
from samspill.core.grouping.mixing import Mix as Mix
from samspill.core.grouping.mixing import Overlap as Overlap
from samspill.core.grouping.mixing import mixing as mixing
from samspill.core.grouping.mixing import overlap as overlap
from samspill.core.grouping.model import Attribute as Attribute
from samspill.core.grouping.model import Budget as Budget
from samspill.core.grouping.model import Composed as Composed
from samspill.core.grouping.model import Composition as Composition
from samspill.core.grouping.model import Conflict as Conflict
from samspill.core.grouping.model import Cost as Cost
from samspill.core.grouping.model import Group as Group
from samspill.core.grouping.model import Grouping as Grouping
from samspill.core.grouping.model import Impossible as Impossible
from samspill.core.grouping.model import Member as Member
from samspill.core.grouping.model import Pair as Pair
from samspill.core.grouping.model import Progress as Progress
from samspill.core.grouping.model import Reason as Reason
from samspill.core.grouping.model import Round as Round
from samspill.core.grouping.model import Violation as Violation
from samspill.core.grouping.model import Wish as Wish
from samspill.core.grouping.repair import repair as repair
