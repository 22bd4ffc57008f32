"""What was agreed: mission packs as typed, immutable values."""

from sulh.mission.admin_units import (
    AdminUnit,
    AdminUnits,
    is_table_of_units,
    read_admin_units,
)
from sulh.mission.aliases import group_names
from sulh.mission.answers import pack_detail, pack_summary
from sulh.mission.area import pack_area
from sulh.mission.begin import new
from sulh.mission.build import digest_of
from sulh.mission.difference import PackChange, change_sentences, pack_changes
from sulh.mission.load import bundled, check, find, load
from sulh.mission.lookup import find_party, find_provision
from sulh.mission.names import in_language, own_names, translated_names
from sulh.mission.pack import Actor, Agreement, Line, Pack, Site, Source, Zone
from sulh.mission.provisions import KINDS, Provision
from sulh.mission.schema import SCHEMAS, schema

__all__ = [
    "KINDS",
    "SCHEMAS",
    "Actor",
    "AdminUnit",
    "AdminUnits",
    "Agreement",
    "Line",
    "Pack",
    "PackChange",
    "Provision",
    "Site",
    "Source",
    "Zone",
    "bundled",
    "change_sentences",
    "check",
    "digest_of",
    "find",
    "find_party",
    "find_provision",
    "group_names",
    "in_language",
    "is_table_of_units",
    "load",
    "new",
    "own_names",
    "pack_area",
    "pack_changes",
    "pack_detail",
    "pack_summary",
    "read_admin_units",
    "schema",
    "translated_names",
]
