"""Notices: who is told of what, when, and in which words."""

from typing import TYPE_CHECKING

from sulh.lazy_exports import export_lazily

if TYPE_CHECKING:
    from sulh.share.notices.addresses import is_inside, is_listed
    from sulh.share.notices.items import (
        Item,
        alert_items,
        overdue_items,
        record_items,
        verdict_items,
    )
    from sulh.share.notices.message import Letter, Notice, letter_of, notice_json
    from sulh.share.notices.receivers import NOTICE_KINDS, TOPICS, Receiver, Topic, due_at
    from sulh.share.notices.signature import read_secret, signed_headers

__all__ = [
    "NOTICE_KINDS",
    "TOPICS",
    "Item",
    "Letter",
    "Notice",
    "Receiver",
    "Topic",
    "alert_items",
    "due_at",
    "is_inside",
    "is_listed",
    "letter_of",
    "notice_json",
    "overdue_items",
    "read_secret",
    "record_items",
    "signed_headers",
    "verdict_items",
]

export_lazily(__name__)
