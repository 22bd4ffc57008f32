"""What comes after the shooting stops: weapons handed in; returns and hazards; what people need and get."""

from sulh.recover.hazards.balance import HazardLine, HazardStatement, hazard_statement
from sulh.recover.hxl_forms import RECOVER_HXL
from sulh.recover.needs.standards import Standard, convert_amount, standards
from sulh.recover.needs.statement import (
    NeedLine,
    NeedsStatement,
    PlacePeople,
    Presence,
    needs_statement,
)
from sulh.recover.profile import PlaceProfile, place_profile
from sulh.recover.publish import (
    HxlSheet,
    publish_aid,
    publish_needs,
    publish_people,
    publish_returns,
)
from sulh.recover.records import RECOVER_KINDS, Custody, Delivery, Population, StoreCount, Weapon
from sulh.recover.return_records import (
    CONDITIONS,
    AreaRelease,
    HazardousArea,
    Movement,
    ReturnCondition,
)
from sulh.recover.returns.conditions import (
    ConditionEvidence,
    ConditionLine,
    LedgerView,
    conditions_at,
    ledger_view,
)
from sulh.recover.returns.disclosure import PersonCount, parts_of, release
from sulh.recover.returns.flows import Flow, FlowFault, flows_between
from sulh.recover.returns.readiness import (
    DEFAULT_WEIGHTS,
    PlaceReadiness,
    parse_weights,
    rank_places,
)
from sulh.recover.returns.statement import (
    Monitoring,
    ReturnsStatement,
    Room,
    returns_statement,
)
from sulh.recover.weapons.register import Balance, Contradiction, CountGap, Register, build_register
from sulh.recover.weapons.serials import CloseSerial, SerialIndex, plain_serial
from sulh.recover.weapons.statement import (
    CloseWeapons,
    StateLine,
    WeaponStatement,
    close_weapons,
    weapon_statement,
)

__all__ = [
    "CONDITIONS",
    "DEFAULT_WEIGHTS",
    "RECOVER_HXL",
    "RECOVER_KINDS",
    "AreaRelease",
    "Balance",
    "CloseSerial",
    "CloseWeapons",
    "ConditionEvidence",
    "ConditionLine",
    "Contradiction",
    "CountGap",
    "Custody",
    "Delivery",
    "Flow",
    "FlowFault",
    "HazardLine",
    "HazardStatement",
    "HazardousArea",
    "HxlSheet",
    "LedgerView",
    "Monitoring",
    "Movement",
    "NeedLine",
    "NeedsStatement",
    "PersonCount",
    "PlacePeople",
    "PlaceProfile",
    "PlaceReadiness",
    "Population",
    "Presence",
    "Register",
    "ReturnCondition",
    "ReturnsStatement",
    "Room",
    "SerialIndex",
    "Standard",
    "StateLine",
    "StoreCount",
    "Weapon",
    "WeaponStatement",
    "build_register",
    "close_weapons",
    "conditions_at",
    "convert_amount",
    "flows_between",
    "hazard_statement",
    "ledger_view",
    "needs_statement",
    "parse_weights",
    "parts_of",
    "place_profile",
    "plain_serial",
    "publish_aid",
    "publish_needs",
    "publish_people",
    "publish_returns",
    "rank_places",
    "release",
    "returns_statement",
    "standards",
    "weapon_statement",
]
