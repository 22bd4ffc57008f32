"""Threat intelligence: STIX 2.1 objects in collections, served by TAXII 2.1, made of reports and of MISP."""

from typing import TYPE_CHECKING

from sulh.lazy_exports import export_lazily

if TYPE_CHECKING:
    from sulh.share.threats.blocklist import (
        NOT_BLOCKED,
        Blocklist,
        NotBlocked,
        blocklist,
    )
    from sulh.share.threats.blocklist_files import plain_list, rpz_zone

__all__ = ["NOT_BLOCKED", "Blocklist", "NotBlocked", "blocklist", "plain_list", "rpz_zone"]

export_lazily(__name__)
