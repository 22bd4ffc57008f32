"""Tables with hashtags become records of the right kind, and what is published becomes the same records again."""

import csv
import io
from datetime import UTC, datetime
from pathlib import Path

import hxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.observe.small_files import BANGUI, Brought

from sulh.errors import InputError
from sulh.observe import open_reports, read
from sulh.picture import Origin
from sulh.recover import (
    Delivery,
    Movement,
    Population,
    needs_statement,
    publish_aid,
    publish_needs,
    publish_people,
    publish_returns,
    returns_statement,
)
from sulh.recover.returns.conditions import LedgerView
from sulh.report import hxl_csv, hxl_json, hxl_xlsx
from sulh.tables import open_content
from sulh.values import Place, Span
from sulh.workspace import RECORD_KINDS

AT = datetime(2024, 6, 1, tzinfo=UTC)

AID = """Who,Cluster,What,State,Province,Village,From,How many,Unit
#org+impl,#sector+cluster,#item,#status,#adm1+name,#loc+name,#date+start,#item+num,#item+unit
UNICEF,WASH,water,Completed,Ouaka,Bambari,2024-05-01,12000,l
MSF,Health,vaccines,En cours,Ouaka,Ippy,2024-05-02,,
WHO,Health,vaccines,maybe,Ouaka,Ippy,2024-05-02,,
"""
FLOWS = """From,To,IDPs,Women,Home,When,Says
#adm2+origin+name,#adm2+dest+name,#affected+idps,#affected+idps+f+adults,#affected+returnees,#date+reported,#meta+source
Ippy,Bambari,120,40,,3 May 2024,IOM
Bambari,Ippy,,,55,2024-05-04,IOM
Bria,Ippy,10,,5,2024-05-04,IOM
"""
NEEDY = """#adm1+name,#inneed,#affected,#date,#meta+source,#meta+id
Ouaka,"1,200","4,000",2024-05-03,OCHA,ocha-1
"""
DEAD = """#event+type,#group,#affected+killed,#affected+killed+civilians,#loc+name,#date+occurred
armed-clash,UPC,4,2,Bria,2024-05-03
"""


def bring_text(text: str, tmp_path: Path, *, mapping: str = "", name: str = "table.csv") -> Brought:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    other = None
    if mapping:
        other = tmp_path / "map.toml"
        other.write_text(mapping, "utf-8")
    opened = open_reports(path, kinds=RECORD_KINDS, mapping=other)
    batches = list(read(opened, timezone=BANGUI, source="cluster"))
    return Brought(
        reports=tuple(report for batch in batches for report in batch.reports),
        problems=tuple(problem for batch in batches for problem in batch.problems),
        rows=sum(batch.rows for batch in batches),
        blank=0,
        raw={},
    )


def test_who_does_what_where(tmp_path: Path) -> None:
    """Words of status in use are understood; another rejects its row, and says what is known."""
    brought = bring_text(AID, tmp_path)
    water, vaccines = brought.reports
    assert isinstance(water, Delivery)
    assert (water.organisation, water.cluster, water.supply) == ("UNICEF", "WASH", "water")
    assert (water.progress, str(water.quantity), water.unit) == ("delivered", "12000", "l")
    assert (water.place.name, water.place.district) == ("Bambari", "Ouaka")
    assert isinstance(vaccines, Delivery)
    assert vaccines.progress == "ongoing"
    (fault,) = [each for each in brought.problems if each.severity == "error"]
    assert (fault.row, fault.field, fault.value) == (5, "progress", "maybe")


def test_a_row_of_two_counts_is_two_records(tmp_path: Path) -> None:
    """Displaced and returned people of one row are flows of their own, with keys of their own."""
    reports = bring_text(FLOWS, tmp_path).reports
    assert all(isinstance(each, Movement) for each in reports)
    rows = [(each.left, each.place.district, each.movers, each.people) for each in reports]  # type: ignore[union-attr]
    assert rows == [
        ("Ippy", "Bambari", "displaced", 120),
        ("Bambari", "Ippy", "returnee", 55),
        ("Bria", "Ippy", "displaced", 10),
        ("Bria", "Ippy", "returnee", 5),
    ]
    assert len({each.origin.ref for each in reports}) == 4
    again = bring_text(FLOWS, tmp_path).reports
    assert [each.origin.ref for each in again] == [each.origin.ref for each in reports]


def test_people_in_need_are_counted_once(tmp_path: Path) -> None:
    """The affected hold those in need: the smaller number is read, and the other is named as not read."""
    brought = bring_text(NEEDY, tmp_path)
    (people,) = brought.reports
    assert isinstance(people, Population)
    assert (people.group, people.people, people.origin.ref) == ("other", 1200, "ocha-1")
    assert [each.value for each in brought.problems if each.code == "unread-hashtag"] == [
        "#affected"
    ]


def test_a_hashtag_that_means_a_field_is_told_which_one_it_is_read_from(tmp_path: Path) -> None:
    """`#quantity` is none of the standard's; the kind has a quantity, from other hashtags."""
    text = (
        "#meta+source,#org+impl,#sector,#item,#status,#loc+name,#quantity,#item+unit,#date\n"
        "OCHA,NGO,WASH,water,completed,Bria,1200,l,2024-05-01\n"
    )
    (problem,) = (e for e in bring_text(text, tmp_path).problems if e.code == "unread-hashtag")
    assert problem.value == "#quantity"
    assert "quantity is read from #item+num" in problem.remedy


def test_casualties_of_an_event(tmp_path: Path) -> None:
    """One number alone is exact; civilians are among the dead."""
    (clash,) = bring_text(DEAD, tmp_path).reports
    assert (clash.deaths.low, clash.deaths.high, clash.civilian_deaths.best) == (4, 4, 2)  # type: ignore[union-attr]


def test_hashtags_that_fit_no_form_are_named(tmp_path: Path) -> None:
    """The nearest form is, too, and what it lacks."""
    with pytest.raises(InputError) as caught:
        bring_text("#org,#sector,#adm1\na,b,c\n", tmp_path)
    assert "kind delivery they lack: #item" in str(caught.value)
    assert "#status (progress)" in str(caught.value)
    with pytest.raises(InputError, match="two columns for people"):
        bring_text("#loc,#inneed+a,#inneed+b,#date\nBria,1,2,2024-05-01\n", tmp_path)
    tags = [f"#x+a{n}" for n in range(3_000)]
    with pytest.raises(InputError, match="and 2,980 more") as caught:
        bring_text(f"{','.join(tags)}\n{','.join('1' for _ in tags)}\n", tmp_path)
    assert len(str(caught.value)) < 2_000


def test_a_mapping_names_columns_by_their_hashtags(tmp_path: Path) -> None:
    """What is the same in all rows stands in the mapping once."""
    mapping = """[columns]
organisation = "#org"
supply = "#sector"
district = "#adm1"
[constants]
kind = "delivery"
progress = "planned"
start = "2024-05-01"
ref = "a"
"""
    (aid,) = bring_text(
        "Who,What,Where\n#org,#sector,#adm1\na,b,c\n", tmp_path, mapping=mapping
    ).reports
    assert (aid.organisation, aid.supply, aid.place.district) == ("a", "b", "c")  # type: ignore[union-attr]


def test_a_comma_in_a_quantity_is_not_guessed(tmp_path: Path) -> None:
    """12,000 litres may be twelve thousand or twelve: the row is refused."""
    brought = bring_text(AID.replace("12000", '"12,000"'), tmp_path)
    assert [each.field for each in brought.problems if each.severity == "error"] == [
        "quantity",
        "progress",
    ]


names = st.text("abcdeé ا", min_size=1, max_size=6).map(str.strip).filter(bool)
deliveries = st.builds(
    lambda number, who, what, cluster, place, district, progress, quantity: Delivery(
        origin=Origin(source="OCHA", ref=f"d-{number}"),
        span=Span(AT.replace(month=5), AT.replace(month=5, day=2)),
        place=Place(name=place, district=district),
        organisation=who,
        cluster=cluster,
        supply=what,
        progress=progress,
        quantity=quantity,
        unit="" if quantity is None else "l",
    ),
    st.integers(1, 10**6),
    names,
    names,
    st.just("") | names,
    names,
    st.just("") | names,
    st.sampled_from(["planned", "ongoing", "delivered"]),
    st.none() | st.decimals(1, 10**6, places=2),
)


@settings(max_examples=12)
@given(st.lists(deliveries, min_size=1, max_size=5, unique_by=lambda each: each.origin.ref))
def test_published_aid_is_read_again_without_loss(aid: list[Delivery]) -> None:
    """As CSV, as JSON and as a workbook; the reference reader sees the same cells."""
    sheet = publish_aid(aid, at=AT)
    theirs = hxl.data(hxl.input.ArrayInput([sheet.words, sheet.hashtags, *sheet.rows]))
    assert len(list(theirs)) == len(aid)
    for name, content in (
        ("t.csv", hxl_csv(sheet).encode()),
        ("t.json", hxl_json(sheet).encode()),
        ("t.xlsx", hxl_xlsx(sheet)),
    ):
        opened = open_reports(open_content(content, name=name), kinds=RECORD_KINDS)
        again = [each for batch in read(opened, timezone=BANGUI) for each in batch.reports]
        assert sorted(map(facts, again)) == sorted(map(facts, aid)), name


def facts(each: Delivery) -> tuple[str, ...]:
    origin = (each.origin.ref, each.origin.source, str(each.span))
    place = (each.place.name, each.place.district)
    what = (each.organisation, each.cluster, each.supply, each.progress, each.unit)
    return (
        *origin,
        *place,
        *what,
        "" if each.quantity is None else f"{each.quantity.normalize():f}",
    )


def test_small_counts_are_never_published() -> None:
    """Three people home, or eight: the tables are the same, to the letter."""

    def tables(number: int) -> list[str]:
        span = Span(AT.replace(month=5), AT.replace(month=5, day=2))
        home = Movement(
            origin=Origin(source="IOM", ref="m"),
            span=span,
            place=Place(name="Ippy"),
            left="Bria",
            movers="returnee",
            people=number,
        )
        there = Population(
            origin=Origin(source="IOM", ref="p"),
            span=span,
            place=Place(name="Ippy"),
            group="returnee",
            people=number,
        )
        needs = needs_statement([there], [], at=AT)
        returns = returns_statement(
            [home], [there], [], LedgerView(needs=needs), since=AT.replace(month=4), at=AT
        )
        sheets = (publish_needs(needs), publish_people(needs), publish_returns(returns))
        return [hxl_csv(each) for each in sheets]

    assert tables(3) == tables(8)
    rows = list(csv.reader(io.StringIO(tables(3)[2])))
    assert rows[1][3:5] == ["#affected+min", "#affected+max"]
    assert rows[2][:5] == ["Bria", "Ippy", "returnee", "0", "9"]
