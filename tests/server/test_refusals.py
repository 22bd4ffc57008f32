"""What is refused is said in the language that is asked for; what has no words there says so."""

import ast
import re
from pathlib import Path

import pytest
from tests.server.served import incident, serving

import sulh.server
from sulh.errors import InputError, Problem
from sulh.languages import LANGUAGES, message_names
from sulh.languages.refusals import (
    Term,
    preferred_language,
    problem_text,
    refusal,
    refusal_texts,
)
from sulh.languages.speech import Speech
from sulh.picture import Version
from sulh.server.access.policy import ROLES

SOURCE = Path(sulh.server.__file__).parents[1]
PEOPLE = [role for role in ROLES if role != "site"]
FOR_PROGRAMS = {
    "notices/sender.py",
    "access/sqlite_accounts.py",
    "answers/mission_ways.py",
    "routes/aid.py",
    "routes/features.py",
    "routes/sync.py",
    "routes/taxii.py",
    "run.py",
    "serve.py",
    "service.py",
    "settings.py",
    "share/aid.py",
    "share/cot_hub.py",
    "share/evidence.py",
    "share/mission_threats.py",
    "share/outside_picture.py",
    "share/preview.py",
    "share/pull_threats.py",
    "share/taxii.py",
    "share/taxii_client.py",
    "share/taxii_remote.py",
}
"""Doors of protocols, and what a keeper reads in a terminal, in English."""
RAISED = {"console.py: UnknownError", "oidc.py: InputError"}
"""Without a console built there are no words; serve.toml's faults are the keeper's."""
ARABIC = re.compile(r"[\u0600-\u06ff]")
RECORD = "0" * 64
REFUSED = [
    ("GET", f"/api/v1/records/{RECORD}", None),
    ("GET", "/api/v1/findings?at=yesterday", None),
    ("GET", "/api/v1/findings/none", None),
    ("GET", f"/api/v1/attachments/{RECORD}", None),
    ("POST", f"/api/v1/records/{RECORD}/retraction", {"reason": "twice"}),
    ("POST", f"/api/v1/records/{RECORD}/correction", {"row": {"kind": "incident"}, "reason": "x"}),
    ("POST", f"/api/v1/records/{RECORD}/release", {"to": ["Nowhere"], "reason": "x"}),
    ("POST", "/api/v1/findings/none/answers", {"stance": "explain", "text": "x"}),
    ("POST", "/api/v1/submissions", {"statement": "{}"}),
    ("POST", "/api/v1/accounts", {"name": "x y", "role": "observer"}),
    ("POST", "/api/v1/accounts", {"name": "fine", "role": "liaison"}),
    ("GET", "/api/v1/accounts", None),
    ("GET", "/api/v1/account-events", None),
    ("GET", "/api/v1/nothing-here", None),
    ("POST", "/api/v1/watch/handovers", {}),
    ("DELETE", "/api/v1/me/tokens/none", None),
]
"""Requests that are refused to every role, or to all but those whose work it is."""


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("hq") / "mission") as served:
        yield served


def refusals():
    """Return each code that the source refuses by, and each error that it raises in English alone."""
    codes, bare = set(), set()
    for path in SOURCE.rglob("*.py"):
        text = path.read_text("utf-8")
        if not path.is_relative_to(SOURCE / "server") and "refusal(" not in text:
            continue
        for node in ast.walk(ast.parse(text)):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", "")
            words = [each.value for each in node.args if isinstance(each, ast.Constant)]
            if name in ("refusal", "too_many"):
                codes |= {each for each in words if isinstance(each, str)}
            elif (
                path.is_relative_to(SOURCE / "server")
                and re.fullmatch(
                    r"(Input|SignIn|Forbidden|Unknown|Question|TooMany|Busy)Error", name
                )
                and (words or any(isinstance(each, ast.JoinedStr) for each in node.args))
                and path.relative_to(SOURCE / "server").as_posix() not in FOR_PROGRAMS
            ):
                bare.add(f"{path.name}: {name}")
    return codes, bare


def test_each_refusal_has_its_words_and_each_words_their_refusal():
    codes, bare = refusals()
    names = {each.removeprefix("error-") for each in message_names("error-")}
    chosen = {
        each
        for each in names
        if each.startswith(("duty-", "password-", "role-", "no-scope", "needs-"))
    }
    chosen |= {"no-page", "wrong-method"}
    assert codes - names == set()
    assert names - codes - chosen == set()
    assert bare <= RAISED, "say it by refusal() with words in errors.*.ftl"


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("ar", "ar"),
        ("fr-CA", "fr"),
        ("AR-sy, en;q=0.8", "ar"),
        ("de, fr;q=0.5, en;q=0.4", "fr"),
        ("en;q=0.4, fr;q=0.5", "fr"),
        ("ar;q=0, fr;q=0.1", "fr"),
        ("*", "en"),
        ("zh", "en"),
        ("ar;q=nan, fr;q=2, en;q=-1", "en"),
        ("ar;level=1", "en"),
        (",;=,;;q", "en"),
        ("x," * 5000 + "ar", "en"),
    ],
)
def test_the_language_is_the_one_asked_for(header, language):
    assert preferred_language(header) == language


def test_a_refusal_says_the_same_in_each_language():
    error = refusal(InputError, "no-release", role=Term("a-role-observer"))
    assert str(error) == "An observer may not release this record."
    assert refusal_texts(error, "en") == (str(error), "Ask a watch officer.")
    title, remedy = refusal_texts(error, "fr")
    assert title == "\u2068Un observateur\u2069 ne peut pas communiquer ce rapport."
    assert remedy == "Demandez à un officier de permanence."
    title, remedy = refusal_texts(error, "ar")
    assert ARABIC.search(title)
    assert ARABIC.search(remedy)
    assert not re.search("[a-z]", title + remedy)


@pytest.mark.parametrize("language", sorted({*LANGUAGES} - {"en"}))
def test_what_has_no_words_is_english_and_isolated_as_a_whole(language):
    """So that whoever shows it can mark its language; marks in it cannot close the isolate."""
    error = InputError("The \u2069plan\u2067 cannot be read.", remedy="Look at it.")
    title, remedy = refusal_texts(error, language)
    assert title == "\u2068The plan cannot be read.\u2069"
    assert remedy == "\u2068Look at it.\u2069"
    assert refusal_texts(InputError("x"), language)[1] == ""


def test_a_problem_of_a_row_is_said_with_its_field_and_value():
    problem = Problem(
        code="bad-word",
        source="x.csv",
        row=3,
        field="complete",
        value="<b>maybe",
        message="cannot be read",
        expected="one of: yes, no",
    )
    assert problem_text(problem, "en") == str(problem)
    french = re.sub("[\u2066-\u2069]", "", problem_text(problem, "fr"))
    assert french.startswith("x.csv:3 : ")
    assert "(trouvé : <b>maybe) ; attendu : oui, non." in french
    arabic = problem_text(problem, "ar")
    assert "<b>maybe" in arabic
    assert set(re.findall("[a-z]+", arabic)) == {"x", "csv", "b", "maybe"}
    assert arabic.count("\u2068") == arabic.count("\u2069")
    other = Problem(code="no-such-code", source="x.csv", message="is odd")
    assert problem_text(other, "ar") == f"\u2068{other}\u2069"


def test_reports_in_two_versions_are_named_in_the_language():
    version = Version(
        source="team",
        ref="V1",
        in_use="a" * 64,
        in_use_site="hq",
        aside="b" * 64,
        aside_site="north",
    )
    assert str(version).startswith("team V1 stands in two versions: record aaaaaaaaaaaa of site hq")
    arabic = version.say(Speech("ar"))
    assert ARABIC.search(arabic)
    assert {"hq", "north", "b" * 12} <= set(re.findall("[a-z]+", arabic))


@pytest.mark.parametrize("role", PEOPLE)
def test_what_a_role_is_refused_is_in_the_language_of_the_page(hq, role):
    """The code is the same in each language; nothing of it is English but what a program is told."""
    client = hq.client(role)
    refused = 0
    for method, path, body in REFUSED:
        content = {"json": body} if body is not None else {}
        answers = {
            language: client.request(
                method, path, headers={"accept-language": f"{language}, en;q=0.1"}, **content
            )
            for language in LANGUAGES
        }
        assert len({each.status_code for each in answers.values()}) == 1, path
        if answers["en"].status_code < 400:
            continue
        refused += 1
        problems = {language: each.json() for language, each in answers.items()}
        assert len({each["code"] for each in problems.values()}) == 1, path
        assert len({each["title"] for each in problems.values()}) == len(LANGUAGES), path
        for language, answer in answers.items():
            assert answer.headers["content-language"] == language
            assert not problems[language]["title"].startswith("\u2068The ")
        for words in (problems["ar"]["title"], problems["ar"].get("remedy", "")):
            assert not words or ARABIC.search(words), (path, words)
    assert refused > len(REFUSED) / 2


def test_who_is_nobody_is_told_so_in_their_language(hq):
    """Before the body is read; and what is too large, by the outermost layer."""
    headers = {"accept-language": "ar"}
    answer = hq.client().get("/api/v1/records", headers=headers)
    assert answer.status_code == 401
    assert answer.json()["code"] == "nobody"
    assert ARABIC.search(answer.json()["title"])
    answer = hq.client("observer").get(f"/api/v1/records?words={'x' * 20_000}", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (414, "query-long")
    assert "16,000" in answer.json()["title"]
    page = hq.client().get("/no-such-page", headers={"accept-language": "fr"})
    assert page.status_code == 404
    assert '<html lang="fr" dir="ltr">' in page.text
    assert "Cette page n’existe pas." in page.text


def test_the_problems_of_rows_come_in_the_language(hq):
    row = {name: value for name, value in incident("R-1").items() if name != "act"}
    answer = hq.client("watch officer").post(
        "/api/v1/reports",
        json={"rows": [row | {"start": "yesterday"}]},
        headers={"accept-language": "ar"},
    )
    assert answer.status_code == 200, answer.text
    assert answer.json()["rejected"] == 1
    assert all(ARABIC.search(each) for each in answer.json()["problems"])
    assert "yesterday" in "".join(answer.json()["problems"])
