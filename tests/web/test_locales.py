"""Nothing shown is untranslated: every message that the console asks for is in every language."""

import re
from pathlib import Path
from typing import get_args

import pytest
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from sulh.exercise.scenario import InjectKind
from sulh.exercise.score import OUTCOMES
from sulh.respond import FixKind
from sulh.respond.casualty import SENTENCES
from sulh.respond.mass_casualty.triage import CATEGORIES as RANKS
from sulh.server.access.policy import ROLES, SCOPES
from sulh.server.access.principal import Duty, Way
from sulh.server.answers.respond_area import LIGHTS
from sulh.workspace import RECORD_KINDS

WEB = Path(__file__).parents[2] / "web"
FILES = WEB.parent / "src/sulh/languages"
LANGUAGES = sorted(path.stem for path in FILES.glob("??.ftl"))
SOURCES = "".join(path.read_text("utf-8") for path in (WEB / "src").rglob("*.ts*"))
USED = re.compile(r"""\bt\(\s*["']([a-z][A-Za-z0-9_-]*)["']""")
CHOSEN = re.compile(r"""\bt\(\s*[^()]*?\? ["']([a-z-]+)["'] : ["']([a-z-]+)["']""")
LINES = ("connecting", "live", "lost", "ended", "past")
PRINTED = {
    word
    for path in (WEB.parent / "src/sulh").rglob("*.py")
    if re.search(r"sulh\.languages|\bsay\(", path.read_text("utf-8"))
    or path.as_posix().endswith("routes/exports.py")
    for word in re.findall(r"""["']([a-z][a-z-]*)["']""", path.read_text("utf-8"))
} | {
    word
    for path in (WEB.parent / "src/sulh/report/templates").iterdir()
    for word in re.findall(
        r'"((?:report|state|severity|key|letter|glossary)-[a-z-]+)"', path.read_text("utf-8")
    )
}
"""What Python files that print say; their tests print it in each language."""
HEADS = {"problem-head", "problem-head-row", "problem-value", "problem-expected"}
CATEGORIES = {"ar": {"zero", "one", "two", "few", "many", "other"}}


def text_of(language):
    """Return the message files of a language as one."""
    names = sorted(FILES.glob(f"*{language}.ftl"))
    return "\n".join(path.read_text("utf-8") for path in names)


def messages(language):
    """Return the messages of a language by their ids."""
    text = text_of(language)
    entries = FluentParser().parse(text).body
    assert not [each for each in entries if isinstance(each, ast.Junk)], "the file is not Fluent"
    found = [each for each in entries if isinstance(each, ast.Message)]
    ids = [each.id.name for each in found]
    assert len(ids) == len(set(ids)), "an id stands twice"
    return {each.id.name: each for each in found}


def without_help(have):
    """Return the messages but for what English takes from the code: the help of fields, rows' problems."""
    own = ("help-", "problem-")
    return {name: each for name, each in have.items() if not name.startswith(own) or name in HEADS}


def parts(message, kind):
    """Return the parts of one kind in a message."""
    found = []

    class Walk(Visitor):
        def generic_visit(self, node):
            if isinstance(node, kind):
                found.append(node)
            super().generic_visit(node)

    Walk().visit(message)
    return found


def asked_for():
    """Return every id that the console asks for, and why."""
    ids = dict.fromkeys(USED.findall(SOURCES), "the source")
    ids |= dict.fromkeys((each for pair in CHOSEN.findall(SOURCES) for each in pair), "the source")
    registry = (WEB / "src/pages/index.ts").read_text("utf-8")
    ids |= {f"page-{name}": "the pages" for name in re.findall(r'name: "([a-z]+)"', registry)}
    ids |= {f"role-{role.replace(' ', '-')}": "the roles" for role in ROLES}
    ids |= {f"line-{line}": "the live line" for line in LINES}
    ids |= {f"stance-{each}": "the answers" for each in ("acknowledge", "dispute", "explain")}
    ids |= {f"scope-{each}": "the scopes of tokens" for each in SCOPES}
    duties = [each.replace(" ", "-") for each in get_args(Duty) if each]
    ids |= {f"duty-{each}{end}": "what is due first" for each in duties for end in ("", "-head")}
    ways = [each.replace(" ", "-").lower() for each in get_args(Way) if each]
    ids |= {f"way-{each}": "how a session began" for each in ways}
    ids |= {f"reliability-{each}": "the Admiralty code" for each in "abcdef"}
    ids |= {f"exercise-kind-{each}": "injects" for each in get_args(InjectKind)}
    ids |= {f"exercise-follows{each}": "injects" for each in ("", "-if-reported", "-if-unreported")}
    ids |= {
        f"exercise-outcome-{each}": "reviews" for each in (*OUTCOMES.values(), "late", "not-judged")
    }
    ids |= {f"step-{each}": "the steps of an evacuation" for each in SENTENCES}
    ids |= {f"chain-{each}": "the page of an evacuation" for each in SENTENCES}
    ids |= {f"many-{each}": "the page of many wounded" for each in RANKS}
    ids |= {f"respond-{each}": "light" for each in LIGHTS}
    ids |= {f"gap-{each}": "light" for each in LIGHTS}
    ids |= {f"gap-kind-{each}": "what closes a gap" for each in get_args(FixKind)}
    ids |= {f"credibility-{each}": "the Admiralty code" for each in "123456"}
    ids |= dict.fromkeys(("breached", "met", "undetermined"), "the verdicts")
    for kind in RECORD_KINDS:
        ids[f"kind-{kind.name}"] = "the kinds of record"
        for column in kind.columns:
            ids[f"field-{column.name}"] = f"the form of {kind.name}"
            if column.unit:
                ids[f"unit-of-{re.sub('[ /]', '-', column.unit)}"] = f"the form of {kind.name}"
            for word in column.choices:
                if len(word) > 1:  # the letters and figures of codes say the same everywhere
                    ids[f"word-{word.lower()}"] = f"the choices of {column.name}"
    return ids


def helped():
    """Return for each field of a form, and for each kind, the ids that its help may have."""
    for kind in RECORD_KINDS:
        yield {f"help-kind-{kind.name}"}
        for column in kind.columns:
            if not column.calculation:
                yield {f"help-{kind.name}-{column.name}", f"help-{column.name}"}


@pytest.mark.parametrize("language", sorted({*LANGUAGES} - {"en"}))
def test_every_field_and_kind_has_its_help(language):
    """In English it is the declaration's own; a field that means two things has help for each kind."""
    have = messages(language)
    assert not [ids for ids in helped() if not ids & have.keys()]
    idle = {each for each in have if each.startswith("help-")} - set().union(*helped())
    assert not idle
    meanings = {}
    for kind in RECORD_KINDS:
        for column in kind.columns:
            own = f"help-{kind.name}-{column.name}"
            name = own if own in have else f"help-{column.name}"
            meanings.setdefault(name, set()).add(column.meaning)
    assert not {name for name, several in meanings.items() if len(several) > 1}


def test_there_are_the_three_languages_of_the_console():
    assert {"ar", "en", "fr"} <= set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_shown_is_untranslated(language):
    """Of the source, the pages, the roles, the kinds of record, their fields and their words."""
    have = messages(language)
    missing = {name: why for name, why in asked_for().items() if name not in have}
    assert not missing


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_the_same_things(language):
    """The same ids, each with the same values put in; and none that nobody shows."""
    english, have = messages("en"), without_help(messages(language))
    assert set(have) == set(english)
    for name, message in have.items():
        values = {each.id.name for each in parts(message, ast.VariableReference)}
        assert values == {each.id.name for each in parts(english[name], ast.VariableReference)}, (
            name
        )
        attributes = {each.id.name for each in message.attributes}
        assert attributes == {each.id.name for each in english[name].attributes}, name
    dynamic = re.compile(
        r"(page|room|stays|blocked|tasks|role|kind|field|word|line|stance|format|reason|settle|says|change|changed|state|step"
        r"|severity|severity-of|letter|graded|method|licence|glossary|map-report|map-zone|timeline-by"
        r"|measure|standard|error|review-fault|review-hindrance|review-why|worth-quality|comparable|comparison|year-measure|custody-(fault|column)|forecast|backtest|fit-left-out|flight-(guess|assumed|error|capacities)|inject-act|a-role|action|report-(was|is|does|awaits|task|tasks)|collection|shape|summary-(device-key|release))-"
    )
    asked = asked_for()
    idle = {name for name in have if name not in asked and not dynamic.match(name)} - PRINTED
    assert not idle


@pytest.mark.parametrize("language", sorted({*LANGUAGES} - {"en"}))
def test_no_message_was_left_in_english(language):
    """A sentence of three words or more that is the same in two languages was forgotten."""
    english, have = messages("en"), without_help(messages(language))
    for name, message in have.items():
        words = [each.value for each in parts(message, ast.TextElement)]
        same = [each.value for each in parts(english[name], ast.TextElement)]
        assert words != same or len(re.findall(r"\S*\w\S*", " ".join(words))) < 3, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_takes_every_plural_of_its_language(language):
    """Arabic has six; each message with a count formats for each of them without a fault."""
    bundle = FluentBundle([language], use_isolating=True)
    bundle.add_resource(FluentResource(text_of(language)))
    counted = [m for m in messages(language).values() if parts(m, ast.SelectExpression)]
    assert counted
    for message in counted:
        keys = {
            getattr(variant.key, "name", "")
            for select in parts(message, ast.SelectExpression)
            for variant in select.variants
        }
        assert keys >= CATEGORIES.get(language, {"one", "other"}), message.id.name
        numbers = parts(message, ast.SelectExpression)[0].selector.id.name
        words = {each.id.name: "x" for each in parts(message, ast.VariableReference)}
        shown = set()
        for count in (0, 1, 2, 3, 11, 100):
            text, errors = bundle.format_pattern(
                bundle.get_message(message.id.name).value, words | {numbers: count}
            )
            assert not errors
            shown.add(text)
        if language == "ar":
            assert len(shown) == 6, message.id.name
