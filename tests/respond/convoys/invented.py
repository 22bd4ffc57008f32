"""Needs, stock and vehicles for tests."""

from decimal import Decimal

import numpy as np

from sulh.picture import Origin
from sulh.respond.convoys import ReliefNeed, ReliefStock, ReliefVehicle
from sulh.values import Place


def origin(ref):
    return Origin(source="s", ref=ref)


def need(name, quantity, lon, lat=0.0, *, supply="flour", unit="kg", **more):
    return ReliefNeed(
        origin=origin(name),
        supply=supply,
        quantity=Decimal(str(quantity)),
        unit=unit,
        place=Place(lon=lon, lat=lat, name=name) if lon is not None else Place(name=name),
        **more,
    )


def stock(depot, quantity, lon=0.0, lat=0.0, *, supply="flour", unit="kg"):
    return ReliefStock(
        origin=origin(f"{depot} {supply} {unit}"),
        depot=depot,
        supply=supply,
        quantity=Decimal(str(quantity)),
        unit=unit,
        place=Place(lon=lon, lat=lat),
    )


def vehicle(name, depot="D", **more):
    facts = {"load_kg": Decimal(1000)} if not more.get("escort") else {}
    for key, value in (facts | more).items():
        facts[key] = Decimal(str(value)) if key in DECIMALS and value is not None else value
    return ReliefVehicle(origin=origin(name), depot=depot, **facts)


DECIMALS = ("litres", "load_kg", "load_m3", "weight_t", "hours_max")


def invented(seed, *, needs=6, depots=2):
    """Return needs, stock and vehicles from a seed: several units, windows, escorts, little of each."""
    chance = np.random.default_rng(seed)
    units = ("l", "kg", "m3", "pallet")
    supplies = ("water", "flour", "kits", "tents")
    wishes = []
    for n in range(needs):
        at = int(chance.integers(4))
        more = {}
        if chance.random() < 0.4:
            opens = int(chance.integers(6, 14))
            more = {
                "opens": f"{opens:02d}:00",
                "closes": f"{opens + int(chance.integers(1, 4)):02d}:30",
            }
        wishes.append(
            need(
                f"n{n}",
                chance.integers(1, 3000) / (100 if units[at] in ("m3", "pallet") else 1) // 1 + 1,
                *chance.uniform(-0.6, 0.6, 2),
                supply=supplies[at],
                unit=units[at],
                priority=int(chance.integers(1, 6)),
                escort=bool(chance.random() < 0.2),
                kg_each=Decimal(90) if units[at] == "pallet" and chance.random() < 0.5 else None,
                **more,
            )
        )
    stocks, vehicles = [], []
    for d in range(depots):
        lon, lat = chance.uniform(-0.3, 0.3, 2)
        stocks += [
            stock(f"D{d}", chance.integers(0, 4000), lon, lat, supply=supplies[at], unit=units[at])
            for at in chance.permutation(4)[:3]
        ]
        vehicles += [
            vehicle(f"truck{d}", f"D{d}", load_kg=int(chance.integers(200, 1500)), pallets=6, load_m3=9,
                    vehicles=int(chance.integers(1, 3)), hours_max=int(chance.integers(4, 12))),
            vehicle(f"tank{d}", f"D{d}", load_kg=None, litres=int(chance.integers(500, 2500))),
            vehicle(f"guard{d}", f"D{d}", escort=True, speed_kmh=30),
        ]  # fmt: skip
    return wishes, stocks, vehicles
