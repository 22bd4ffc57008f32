"""What comes after the shooting stops: weapons handed in, kept and destroyed; what people need and get."""

from sulh.recover.needs.standards import Standard, convert_amount, standards
from sulh.recover.needs.statement import (
    NeedLine,
    NeedsStatement,
    PlacePeople,
    Presence,
    needs_statement,
)
from sulh.recover.records import RECOVER_KINDS, Custody, Delivery, Population, StoreCount, Weapon
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
    "RECOVER_KINDS",
    "Balance",
    "CloseSerial",
    "CloseWeapons",
    "Contradiction",
    "CountGap",
    "Custody",
    "Delivery",
    "NeedLine",
    "NeedsStatement",
    "PlacePeople",
    "Population",
    "Presence",
    "Register",
    "SerialIndex",
    "Standard",
    "StateLine",
    "StoreCount",
    "Weapon",
    "WeaponStatement",
    "build_register",
    "close_weapons",
    "convert_amount",
    "needs_statement",
    "plain_serial",
    "standards",
    "weapon_statement",
]
