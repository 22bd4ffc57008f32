"""Random records of one unit, and what they mean, counted one by one."""

from datetime import date, timedelta

from hypothesis import strategies as st
from tests.sustain.entries import entry

from sulh.sustain import UnitRecords
from sulh.sustain.records import (
    Certificate,
    EquipmentHolding,
    EquipmentInspection,
    PersonnelPeriod,
    Servicing,
    Unit,
)

DAY = date(2022, 6, 15)


UNIT = entry(
    Unit,
    ref="U",
    contributor="X",
    type="a",
    authorised=90,
    since=date(2022, 1, 1),
    until=None,
    source="s",
)


days = st.dates(DAY - timedelta(days=120), DAY + timedelta(days=20))


def holding(agreed, ref="E"):
    return entry(
        EquipmentHolding,
        ref=ref,
        unit="U",
        category="drone",
        lease="wet",
        agreed=agreed,
        since=date(2022, 1, 1),
        until=None,
        source="s",
    )


def certificate(ref, holders, issued, *, expires=None, renews="", simulated=False, course="pilot"):
    return entry(Certificate,
        ref=ref, unit="U", course=course, holders=holders, issued=issued, expires=expires, renews=renews,
        is_simulated=simulated, source="s",
    )  # fmt: skip


def period(ref, persons, first, last, kind="deployed"):
    return entry(
        PersonnelPeriod,
        ref=ref,
        unit="U",
        kind=kind,
        persons=persons,
        since=first,
        until=last,
        reason="",
        source="s",
    )


@st.composite
def evidence(draw):
    """Inspections, servicing and certificates of one unit around a day."""
    inspections = []
    for n in range(draw(st.integers(0, 3))):
        present = draw(st.integers(0, 12))
        inspections.append(
            entry(EquipmentInspection,
                ref=f"I{n}", unit="U", category="drone", day=draw(days), kind="periodic", present=present,
                serviceable=draw(st.integers(0, present)), source="s",
            )
        )  # fmt: skip
    servicing = [
        entry(
            Servicing,
            ref=f"S{n}",
            unit="U",
            category="drone",
            day=draw(days),
            items=draw(st.integers(1, 6)),
            source="s",
        )
        for n in range(draw(st.integers(0, 3)))
    ]
    certificates = []
    for n in range(draw(st.integers(0, 4))):
        issued = draw(days)
        expires = draw(st.none() | st.dates(issued, issued + timedelta(days=150)))
        renews = draw(st.sampled_from(["", "C0", "C1"])) if n else ""
        certificates.append(
            certificate(
                f"C{n}", draw(st.integers(1, 9)), issued, expires=expires,
                renews="" if renews == f"C{n}" else renews, simulated=draw(st.booleans()),
            )
        )  # fmt: skip
    return UnitRecords(
        units=(UNIT,),
        equipment=(holding(draw(st.integers(1, 12))),),
        inspections=tuple(inspections),
        servicing=tuple(servicing),
        certificates=tuple(certificates),
    )


def slow_holders(records, *, simulated):
    """Count person by person: each holder of a row that is issued, not expired, not renewed."""
    count = 0
    for each in records.certificates:
        if each.is_simulated != simulated or each.issued > DAY:
            continue
        if each.expires is not None and each.expires < DAY:
            continue
        replaced = any(
            other.renews == each.ref and other.issued <= DAY and other.is_simulated == simulated
            for other in records.certificates
        )
        count += 0 if replaced else each.holders
    return count


def slow_items(records, *, service_days):
    """Return the proven and the possible items, walking back day by day to the last inspection."""
    agreed = sum(each.agreed for each in records.equipment)
    for back in range(400):
        that_day = [each for each in records.inspections if each.day == DAY - timedelta(days=back)]
        if that_day:
            low = min(each.serviceable for each in that_day)
            high = max(each.serviceable for each in that_day)
            if back > 92:
                low, high = 0, max(each.present for each in that_day)
            break
    else:
        return 0, agreed
    if service_days:
        fresh = sum(
            each.items
            for each in records.servicing
            if any(each.day == DAY - timedelta(days=back) for back in range(service_days))
        )
        low = min(low, fresh)
    return low, high
