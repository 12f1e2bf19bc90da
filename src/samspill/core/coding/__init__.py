"""What people at a conference said, to be sorted into themes: what is said twice, what may belong together.

All pure and on this machine: no service, no trained model. A person accepts or rejects every suggestion.
"""

from samspill.core.coding.duplicates import duplicates_among, near_duplicates
from samspill.core.coding.exchange import Code, Exchange, Labels, Line, NoCodesError, codebook, csv_rows, refi_qda
from samspill.core.coding.finding import find
from samspill.core.coding.model import Alike, Into, NewTheme, Said, Suggested, Theme
from samspill.core.coding.reckoning import Agreement, Coverage, Figure, Part, ThemeAgreement, Why, agreement, coverage
from samspill.core.coding.suggesting import Table, suggest, suggest_from, table_of

__all__ = [
    "Agreement",
    "Alike",
    "Code",
    "Coverage",
    "Exchange",
    "Figure",
    "Into",
    "Labels",
    "Line",
    "NewTheme",
    "NoCodesError",
    "Part",
    "Said",
    "Suggested",
    "Table",
    "Theme",
    "ThemeAgreement",
    "Why",
    "agreement",
    "codebook",
    "coverage",
    "csv_rows",
    "duplicates_among",
    "find",
    "near_duplicates",
    "refi_qda",
    "suggest",
    "suggest_from",
    "table_of",
]
