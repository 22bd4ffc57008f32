"""What comes after the shooting stops: weapons handed in, kept and destroyed."""

from sulh.recover.records import RECOVER_KINDS, Custody, StoreCount, Weapon
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
    "Register",
    "SerialIndex",
    "StateLine",
    "StoreCount",
    "Weapon",
    "WeaponStatement",
    "build_register",
    "close_weapons",
    "plain_serial",
    "weapon_statement",
]
