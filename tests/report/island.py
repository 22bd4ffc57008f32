"""The fictional island's exercise as a report, and what a hostile sender would write."""

import re
from datetime import UTC, datetime
from html.parser import HTMLParser

from sulh import mission
from sulh.observe import Incident, Origin, Participant, read
from sulh.observe.tables import tables_from_reports
from sulh.report import Facts, build_report
from sulh.values import Count, Place, Reliability, Span
from sulh.verify import verify

AT = datetime(2021, 7, 1, tzinfo=UTC)
PACK = mission.load(mission.find("example"))
HOSTILE = (
    '</script><script>alert(1)</script><img src="http://evil.example/x" onerror="x()">'
    '{{ 7*7 }} #eval("1") ]] $x$ \\ " ＜ سلام\u202e'
)
VOID = frozenset({"meta", "link", "br", "img", "input", "hr"})


def facts(**more):
    return Facts(
        site="north-camp",
        ledger_size=60,
        ledger_root="ab" * 32,
        as_of=None,
        at=AT,
        generated_at=AT,
        **more,
    )


def exercise(*extra):
    """Return the bundled reports with ids of records, and further ones."""
    path = mission.find("example") / "reports" / "exercise.simulated.csv"
    reports = [r for b in read(path, timezone=PACK.timezone, simulated=True) for r in b.reports]
    return [(f"{n:064x}", report) for n, report in enumerate([*reports, *extra])]


def judged(*extra, simulated=True):
    tables = tables_from_reports(exercise(*extra), simulated=simulated)
    return tables, verify(PACK, tables, at=AT)


def model(*extra, simulated=True, **more):
    tables, findings = judged(*extra, simulated=simulated)
    return build_report(PACK, tables, findings, facts(simulated=simulated, **more))


def incident(ref="H1", *, text="", name="Blue Army", accuracy_m=10.0, day=3):
    """Return a strong report that the Red Army fired at somebody."""
    when = datetime(2021, 3, day, 12, tzinfo=UTC)
    return Incident(
        origin=Origin(source=name, ref=ref, reliability=Reliability("A", 1), text=text),
        span=Span(when, when),
        place=Place(lon=-30, lat=-44.5, accuracy_m=accuracy_m, name=name),
        act="direct-fire",
        participants=(Participant(name="Red Army", side="a"), Participant(name=name, side="b")),
        initiator="a",
        deaths=Count(1, 4, 2),
    )


def hostile():
    """Return a report whose every word is an attack, and whose text has 64 KB."""
    return incident(text=(HOSTILE * 800)[:65_536], name=HOSTILE)


class Page(HTMLParser):
    """A page taken apart; that tags are closed in order is checked on the way."""

    def __init__(self, page):
        super().__init__()
        self.open, self.attributes, self.headings, self.texts = [], [], [], []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        """Take a tag and its attributes."""
        assert len(dict(attrs)) == len(attrs), f"an attribute twice in {tag}"
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        """Take a tag that closes itself."""
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag):
        """Check that the tag open last is closed."""
        assert self.open.pop() == tag

    def handle_data(self, data):
        """Take text, but for style and script."""
        if self.open and self.open[-1] not in {"script", "style"}:
            self.texts.append(data)

    def values(self, name):
        """Return the values of an attribute."""
        return [value for _, each, value in self.attributes if each == name]

    @property
    def text(self):
        """Return all words, with single spaces."""
        return " ".join("".join(self.texts).split())
