"""How good claims are: counts of what is right, and of characters bared or hidden for nothing.

Samples and the claims made in them come in; counts come out that can be added up over samples,
languages or repositories, and tables, records and pictures of them. Nothing here detects.
"""

from pii.evaluation.counts import Characters, Report, Score
from pii.evaluation.intervals import interval
from pii.evaluation.judging import Verdict, judge, report_of
from pii.evaluation.summary import Evaluation, evaluate

__all__ = [
    "Characters",
    "Evaluation",
    "Report",
    "Score",
    "Verdict",
    "evaluate",
    "interval",
    "judge",
    "report_of",
]
