"""How reports come in: one reader a format, each turning rows into reports or clear problems."""

from sulh.observe.bodies import Body, from_body, kind_of, to_body
from sulh.observe.body_check import body_problem
from sulh.observe.context import Batch
from sulh.observe.duplicates import Known, Sorted, sort_out
from sulh.observe.names import actor_names, normalise_name, unmatched
from sulh.observe.read import FORMATS, OpenReports, TableFormat, open_reports, read
from sulh.observe.records import (
    Coverage,
    Incident,
    Inspection,
    Notification,
    Observation,
    Origin,
    Participant,
    Report,
    Request,
)

__all__ = [
    "FORMATS",
    "Batch",
    "Body",
    "Coverage",
    "Incident",
    "Inspection",
    "Known",
    "Notification",
    "Observation",
    "OpenReports",
    "Origin",
    "Participant",
    "Report",
    "Request",
    "Sorted",
    "TableFormat",
    "actor_names",
    "body_problem",
    "from_body",
    "kind_of",
    "normalise_name",
    "open_reports",
    "read",
    "sort_out",
    "to_body",
    "unmatched",
]
