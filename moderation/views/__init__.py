from .claims import give_back, here, take
from .decide import around, decide_comment, nearest_to, undo_one
from .log import log, log_as_csv
from .many import decide_many, undo_many
from .queue import filters, queue, views
from .report import my_reports, report_comment, report_state, withdraw_report

__all__ = [
    "around",
    "decide_comment",
    "decide_many",
    "filters",
    "give_back",
    "here",
    "log",
    "log_as_csv",
    "my_reports",
    "nearest_to",
    "queue",
    "report_comment",
    "report_state",
    "take",
    "undo_many",
    "undo_one",
    "views",
    "withdraw_report",
]
