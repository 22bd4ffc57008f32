"""One mission's folder on disk: where clock, files and store meet the rooms.

The rooms compute; this edge opens files, asks them, and writes what they answer. A mission's folder
holds ``sulh.toml`` (the site), ``pack/`` (its own copy of the pack, so that a new version of Sulh
changes no finding) and ``ledger/``.
"""

from sulh.desk.amend import Correction, correct, retract
from sulh.desk.demo import run_demo
from sulh.desk.folder import Desk, open_desk, set_up
from sulh.desk.judge import Judgement, judge, parse_moment
from sulh.desk.look import AuditResult, audit_folder, last_of, one_line, record_as_json
from sulh.desk.take_in import Intake, Terms, take_in
from sulh.desk.write import write_report

__all__ = [
    "AuditResult",
    "Correction",
    "Desk",
    "Intake",
    "Judgement",
    "Terms",
    "audit_folder",
    "correct",
    "judge",
    "last_of",
    "one_line",
    "open_desk",
    "parse_moment",
    "record_as_json",
    "retract",
    "run_demo",
    "set_up",
    "take_in",
    "write_report",
]
