"""One's own password and sessions, first passwords, and the second factor that a role needs."""

from dataclasses import replace
from datetime import timedelta

import pyotp
import pytest
from click.testing import CliRunner
from tests.server.served import PASSWORD, serving

from sulh.cli import main
from sulh.errors import InputError
from sulh.server import Accounts, SqliteDatabase
from sulh.server.access.duties import ALWAYS, DOORS
from sulh.server.access.guessable import COMMON, ROWS, own_length
from sulh.server.access.open import mission_names
from sulh.server.access.passwords import check_choice
from sulh.server.access.sessions import begin_session

NEW = "lantern orchard velvet"
NEWER = "copper meadow whistle"


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("hq") / "mission") as served:
        yield served


@pytest.fixture
def demanding(hq, monkeypatch):
    """Demand a second factor of observers."""
    state = hq.app.state.sulh
    settings = replace(state.settings, second_factor=frozenset({"observer"}))
    monkeypatch.setattr(state, "settings", settings)


def sign_in(client, name, password=PASSWORD, code=""):
    """Sign in; on success the client carries its CSRF token from then on."""
    answer = client.post("/api/v1/session", json={"name": name, "password": password, "code": code})
    if answer.status_code == 200:
        client.headers["x-csrf-token"] = answer.json()["csrf"]
    return answer


def change(client, present, new):
    """Change the password."""
    answer = client.post("/api/v1/password", json={"present": present, "new": new})
    if answer.status_code == 200:
        client.headers["x-csrf-token"] = answer.json()["csrf"]
    return answer


def code_of(answer):
    """Return the status and the code of a refusal."""
    return answer.status_code, answer.json()["code"]


def test_a_person_changes_their_own_password(hq):
    """The present one is asked for; other sessions, tokens and known devices end, this session goes on."""
    token = hq.account("pat", "observer", password=PASSWORD)
    here, there, program = hq.signed_in("pat"), hq.signed_in("pat"), hq.client(token=token)
    old_cookie = here.cookies[hq.cookie]
    assert code_of(change(here, "not the present one", NEW)) == (403, "password-present")
    assert code_of(change(here, PASSWORD, PASSWORD)) == (400, "password-same")
    assert code_of(change(here, PASSWORD, "password-2026!")) == (400, "password-known")
    assert program.post(
        "/api/v1/password", json={"present": PASSWORD, "new": NEW}
    ).status_code == 403  # fmt: skip
    assert there.get("/api/v1/session").status_code == 200
    assert change(here, PASSWORD, NEW).json()["name"] == "pat"
    assert here.get("/api/v1/records").status_code == 200
    assert here.cookies[hq.cookie] != old_cookie
    for ended in (there, program, hq.client(cookies={hq.cookie: old_cookie})):
        assert ended.get("/api/v1/session").status_code == 401
    assert sign_in(hq.client(), "pat").status_code == 401
    assert sign_in(hq.client(), "pat", NEW).status_code == 200


def test_guesses_at_the_present_password_are_slowed_down(hq):
    """Whoever finds a screen open guesses no more than at the door; poor choices are no guesses."""
    hq.account("guessed", "observer", password=PASSWORD)
    client = hq.signed_in("guessed")
    for _ in range(7):
        assert code_of(change(client, PASSWORD, "short")) == (400, "password-short")
    for number in range(6):
        change(client, f"guess number {number}", NEW)
    assert code_of(change(client, PASSWORD, NEW)) == (403, "password-present")
    hq.clock.ahead += timedelta(minutes=16)
    assert change(client, PASSWORD, NEW).status_code == 200


@pytest.mark.parametrize(
    "password",
    [
        "passwordpassword",
        "P@ssw0rd!2026",
        "administrator1",
        "qwertyuiop123",
        "1qaz2wsx3edc4rfv",
        "azertyuiop99!!",
        "abcdefghijklmnop",
        "0987654321098",
        "abc123abc123abc123",
        "xyxyxyxyxyzaxyzaxyza",
        "Island2026Mission!",
        "hq-north Island 7",
        "ضصثقفغعهخحجد2026",
        "كلمة المرور 123456",
    ],
)
def test_passwords_that_many_would_guess_are_refused(password):
    """Well-known words, the mission's names, rows of keys, what is said again."""
    with pytest.raises(InputError) as refused:
        check_choice(password, name="ada", names=("Island", "hq-north"))
    assert refused.value.code in {"password-known", "password-repeats"}


@pytest.mark.parametrize(
    "password",
    [PASSWORD, NEW, NEWER, "Kx7#qP2v!mZr", "flower power tower", "ثلاثة زوارق زرقاء", "island cedar morning"],
)  # fmt: skip
def test_other_passwords_are_taken(password):
    """Several words, or twelve signs by chance."""
    check_choice(password, name="ada", names=("Island", "hq-north"))


def test_no_well_known_word_makes_a_password_alone():
    """Each word and row of the lists, twice and with a year behind it, is left with too little."""
    for each in (*COMMON.split(), *ROWS):
        assert own_length(f"{each}{each}2026", ()) < 8, each


def test_the_missions_names_are_known(hq):
    """The words of the title, the pack and the site."""
    names = mission_names(hq.service.workspace.pack, "hq-north")
    assert {"example", "hq-north"} <= set(names)
    assert any(each in hq.service.workspace.pack.title for each in names)


def test_ones_own_sessions_are_listed_and_ended(hq):
    """Since when, from where, by what; one, or all others; nobody else's."""
    hq.account("sam", "observer", password=PASSWORD)
    other = hq.signed_in("auditor")
    here = hq.client()
    here.headers["user-agent"] = "Sulh's test\x7f on a telephone" + "x" * 400
    sign_in(here, "sam")
    there, third = hq.signed_in("sam"), hq.signed_in("sam")
    listed = here.get("/api/v1/sessions").json()
    assert len(listed["sessions"]) == 3
    (own,) = [each for each in listed["sessions"] if each["id"] == listed["current"]]
    assert (own["address"], own["how"]) == ("127.0.0.1", "password")
    assert own["device"].startswith("Sulh's test on a telephone")
    assert len(own["device"]) == 200
    assert own["begun"] <= own["seen"]
    mine = there.get("/api/v1/sessions").json()["current"]
    strange = other.get("/api/v1/sessions").json()["current"]
    assert here.delete(f"/api/v1/sessions/{mine}").status_code == 204
    assert there.get("/api/v1/session").status_code == 401
    assert code_of(here.delete(f"/api/v1/sessions/{strange}")) == (400, "no-session")
    assert here.delete("/api/v1/sessions").status_code == 204
    assert third.get("/api/v1/session").status_code == 401
    assert other.get("/api/v1/session").status_code == 200
    assert [each["id"] for each in here.get("/api/v1/sessions").json()["sessions"]] == [own["id"]]
    hq.clock.ahead += timedelta(minutes=16)
    assert code_of(here.delete("/api/v1/sessions")) == (403, "sign-in-again")
    assert hq.client("observer").get("/api/v1/sessions").status_code == 403  # a token


def test_a_session_that_is_over_is_not_listed(hq):
    """Idle for half an hour: it opens nothing any more, and is not shown as if it did."""
    hq.account("late", "observer", password=PASSWORD)
    hq.signed_in("late")
    hq.clock.ahead += timedelta(minutes=31)
    assert len(hq.signed_in("late").get("/api/v1/sessions").json()["sessions"]) == 1


def test_a_first_password_is_changed_before_anything_else(hq):
    """An administrator knows it: it opens the change of the password, and nothing else."""
    admin = hq.client("administrator")
    made = admin.post(
        "/api/v1/accounts", json={"name": "fresh", "role": "observer", "password": PASSWORD}
    )
    assert made.json()["password_until"] > made.json()["created"]
    client = hq.client()
    session = sign_in(client, "fresh").json()
    assert (session["duty"], session["actions"]) == ("password", [])
    assert client.get("/api/v1/welcome").json()["session"]["duty"] == "password"
    assert code_of(client.get("/api/v1/records")) == (403, "duty-password")
    assert code_of(client.post("/api/v1/codes")) == (403, "duty-password")
    assert change(client, PASSWORD, NEW).json()["duty"] == ""
    assert client.get("/api/v1/records").status_code == 200
    (account,) = [
        each for each in admin.get("/api/v1/accounts").json()["accounts"] if each["name"] == "fresh"
    ]
    assert account["password_until"] is None


def test_a_first_password_ends(hq):
    """After a week it opens nothing; only who knows it learns why."""
    hq.accounts.add(
        "idle", role="observer", password=PASSWORD, now=hq.clock(), by="test", is_initial=True
    )
    hq.clock.ahead += timedelta(days=7, minutes=1)
    assert code_of(sign_in(hq.client(), "idle")) == (401, "password-ended")
    assert code_of(sign_in(hq.client(), "idle", "wrong")) == (401, "sign-in-wrong")
    hq.accounts.set_password("idle", NEW, now=hq.clock(), by="test", is_initial=True)
    assert sign_in(hq.client(), "idle", NEW).json()["duty"] == "password"


def test_without_a_second_factor_an_account_only_adds_one(hq, demanding):
    """By codes: confirmed, the session is whole; without the code, none begins."""
    token = hq.account("two", "observer", password=PASSWORD)
    client = hq.client()
    assert sign_in(client, "two").json()["duty"] == "second factor"
    assert code_of(client.get("/api/v1/records")) == (403, "duty-second-factor")
    assert code_of(change(client, PASSWORD, NEW)) == (403, "duty-second-factor")
    assert hq.client(token=token).get("/api/v1/records").status_code == 200  # a key of its own
    clock = pyotp.TOTP(client.post("/api/v1/codes").json()["secret"])
    right = clock.at(hq.clock())
    assert client.post("/api/v1/codes/confirmation", json={"code": right}).status_code == 204
    assert client.get("/api/v1/session").json()["duty"] == ""
    assert client.get("/api/v1/records").status_code == 200
    assert sign_in(hq.client(), "two").status_code == 401
    later = clock.at(hq.clock() + timedelta(seconds=30))
    assert sign_in(hq.client(), "two", code=later).json()["duty"] == ""
    hq.client("administrator").delete(f"/api/v1/accounts/{hq.accounts.get('two').id}/codes")
    assert client.get("/api/v1/session").status_code == 401  # a lost device may hold a session
    assert sign_in(hq.client(), "two").json()["duty"] == "second factor"


def test_who_has_a_passkey_signs_in_with_it(hq, demanding):
    """A password alone adds no other factor beside it: it may be a thief's."""
    hq.account("key", "observer", password=PASSWORD)
    identity = hq.accounts.get("key").id
    key = ("00ff", identity, "00", 0, "steel", "2024-05-03T10:00:00Z")
    hq.accounts.database.run("INSERT INTO passkey VALUES (?, ?, ?, ?, ?, ?)", *key)
    client = hq.client()
    assert sign_in(client, "key").json()["duty"] == "sign in again"
    for path in ("/api/v1/codes", "/api/v1/passkeys/options"):
        assert code_of(client.post(path)) == (403, "duty-sign-in-again")
    assert client.delete("/api/v1/session").status_code == 204


def test_other_roles_and_ways_go_on(hq, demanding):
    """Other roles need none; a provider of OIDC answers for how it knows people."""
    assert hq.signed_in("analyst").get("/api/v1/session").json()["duty"] == ""
    identity = hq.accounts.get("observer").id

    for how, duty in (("OIDC", ""), ("passkey", ""), ("demo", ""), ("", "second factor")):
        secret = begin_session(hq.accounts, identity, now=hq.clock(), how=how)
        client = hq.client(cookies={hq.cookie: secret})
        assert client.get("/api/v1/session").json()["duty"] == duty, how


def test_every_route_is_shut_while_something_must_be_done_first(hq, demanding):
    """All but the few that the duty needs: the next route, too."""
    client = hq.client()
    sign_in(client, "observer")
    open_doors = ALWAYS | DOORS["second factor"]
    shut = [
        (method.upper(), path)
        for path, methods in hq.app.openapi()["paths"].items()
        for method in methods
        if not path.startswith(("/api/v1/session/", "/api/v1/welcome"))
        and (method.upper(), path) not in open_doors | {("POST", "/api/v1/session")}
    ]
    for method, path in shut:
        assert code_of(client.request(method, path)) == (403, "duty-second-factor"), (method, path)
    assert len(shut) > 100


def test_the_commands_choose_first_passwords(tmp_path):
    """`account add` and `password` make first ones, `--own` lasting ones; `codes` helps who lost their device."""

    def run(*arguments, text=""):
        done = CliRunner().invoke(main, ["-C", str(tmp_path / "m"), *arguments], input=text)
        assert done.exit_code == 0, done.output

    CliRunner().invoke(main, ["init", str(tmp_path / "m"), "--pack", "example", "--site", "hq"])
    run("account", "add", "wilma", "--role", "watch officer", text=f"{NEW}\n")
    run("account", "add", "ada", "--role", "administrator", "--own", text=f"{NEW}\n")

    def account(name):
        """Read anew: what another process changes is seen by an open file a quarter of a second later."""
        database = SqliteDatabase(tmp_path / "m" / "accounts.sqlite")
        try:
            return Accounts(database).get(name)
        finally:
            database.close()

    assert account("wilma").password_until is not None
    assert account("ada").password_until is None
    run("account", "password", "ada", text=f"{NEWER}\n")
    run("account", "password", "wilma", "--own", text=f"{NEWER}\n")
    assert account("ada").password_until is not None
    assert account("wilma").password_until is None
    database = SqliteDatabase(tmp_path / "m" / "accounts.sqlite")
    database.run("UPDATE account SET code_secret = 'x' WHERE id = ?", account("ada").id)
    database.close()
    run("account", "codes", "ada")
    assert not account("ada").has_codes
