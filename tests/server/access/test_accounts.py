"""Signing in: passwords, codes, passkeys, sessions, tokens; and what guessers get."""

import json
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pyotp
import pytest
from click.testing import CliRunner
from tests.server.served import PASSWORD, serving

from sulh.cli import main
from sulh.errors import InputError, LedgerError
from sulh.server import Accounts, SqliteDatabase
from sulh.server.access import accounts
from sulh.server.access.database import SCHEMA
from sulh.server.access.passwords import check_choice, password_matches, waiting_time
from sulh.server.access.sessions import csrf_matches, csrf_token, sessions_of, tokens_of
from sulh.server.routes import session


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("hq") / "mission") as served:
        yield served


@pytest.fixture
def frozen(hq, monkeypatch):
    """The server's clock stands still; a test moves it by calling the fixture."""
    moment = [hq.clock()]
    monkeypatch.setattr(hq.app.state.sulh, "now", lambda: moment[0])

    def move(span):
        moment[0] += span

    return move


def sign_in(client, name, password=PASSWORD, code=""):
    return client.post("/api/v1/session", json={"name": name, "password": password, "code": code})


def test_a_session_reads_and_with_its_csrf_token_writes(hq):
    """The cookie alone changes nothing; signed out, it is worth nothing."""
    client = hq.signed_in("observer")
    assert {each.name for each in client.cookies.jar} == {hq.cookie, f"{hq.cookie}-device"}
    for cookie in client.cookies.jar:
        assert cookie.has_nonstandard_attr("HttpOnly")
        assert cookie.get_nonstandard_attr("SameSite") == "lax"
    csrf = client.headers.pop("x-csrf-token")
    assert client.get("/api/v1/records").status_code == 200
    asked = {"label": "mine", "scopes": ["read"]}
    assert client.post("/api/v1/tokens", json=asked).status_code == 403
    assert (
        client.post("/api/v1/tokens", json=asked, headers={"x-csrf-token": "x"}).status_code == 403
    )
    made = client.post("/api/v1/tokens", json=asked, headers={"x-csrf-token": csrf})
    assert made.status_code == 201
    token = hq.client(token=made.json()["secret"])
    assert token.get("/api/v1/session").json()["scopes"] == ["read"]
    assert token.post("/api/v1/tokens", json=asked).status_code == 403
    value = client.cookies[hq.cookie]
    assert client.delete("/api/v1/session", headers={"x-csrf-token": csrf}).status_code == 204
    again = hq.client(cookies={hq.cookie: value})
    assert again.get("/api/v1/records").status_code == 401


def test_every_refusal_reads_the_same(hq):
    """A wrong name, a wrong password and a disabled account cannot be told apart."""
    hq.account("gone", "observer", password=PASSWORD)
    hq.accounts.disable("gone", now=hq.clock(), by="test")
    client = hq.client()
    answers = [
        sign_in(client, "nobody"),
        sign_in(client, "analyst", "wrong"),
        sign_in(client, "gone"),
    ]
    assert {each.status_code for each in answers} == {401}
    assert len({each.text for each in answers}) == 1


def test_a_guesser_waits_and_the_owner_gets_in_afterwards(hq, frozen):
    """After five failures even the right password is refused for a while, then it is not."""
    hq.account("locked", "observer", password=PASSWORD)
    client = hq.client()
    for _ in range(7):
        assert sign_in(client, "locked", "guess").status_code == 401
    assert sign_in(client, "locked").status_code == 401
    frozen(timedelta(minutes=16))
    assert sign_in(client, "locked").status_code == 200
    said = [
        e.what
        for e in hq.accounts.events(limit=10_000)
        if e.account == hq.accounts.get("locked").id
    ]
    assert "refused: wrong password" in said
    assert "refused: too many failures" in said
    assert said[-1] == "signed in by password"


def test_the_wait_grows_and_ends():
    """Doubling from a second to a quarter of an hour: under a hundred guesses in any hour."""
    waits = [waiting_time(n).total_seconds() for n in range(60)]
    assert waits[:5] == [0] * 5
    assert waits == sorted(waits)
    assert max(waits) == 900
    guesses, passed = 0, 0.0
    while passed <= 3600:
        passed += waits[min(guesses, 59)]
        guesses += 1
    assert guesses < 100


def test_sessions_end_when_idle_and_when_old(hq):
    """Half an hour without a request ends one, and twelve hours any."""
    client = hq.signed_in("watch-officer")
    for _ in range(26):
        hq.clock.ahead += timedelta(minutes=28)
        status = client.get("/api/v1/session").status_code
        if status == 401:
            break
    assert 25 <= _ <= 26
    client = hq.signed_in("watch-officer")
    hq.clock.ahead += timedelta(minutes=31)
    assert client.get("/api/v1/session").status_code == 401


def test_codes_are_asked_for_and_used_once(hq):
    """With codes on, the password is not enough, and no code is good twice."""
    hq.account("careful", "observer", password=PASSWORD)
    client = hq.signed_in("careful")
    secret = client.post("/api/v1/codes").json()["secret"]
    assert client.post("/api/v1/codes/confirmation", json={"code": "000000x"}).status_code == 400
    assert sign_in(hq.client(), "careful").status_code == 200  # not confirmed: not asked for
    clock = pyotp.TOTP(secret)
    right = {"code": clock.at(hq.clock())}
    assert client.post("/api/v1/codes/confirmation", json=right).status_code == 204
    assert sign_in(hq.client(), "careful").status_code == 401
    assert sign_in(hq.client(), "careful", code="123").status_code == 401
    hq.clock.ahead += timedelta(seconds=60)
    code = clock.at(hq.clock())
    assert sign_in(hq.client(), "careful", code=code).status_code == 200
    assert sign_in(hq.client(), "careful", code=code).status_code == 401
    admin = hq.client("administrator")
    account = hq.accounts.get("careful").id
    assert admin.delete(f"/api/v1/accounts/{account}/codes").status_code == 204
    assert sign_in(hq.client(), "careful").status_code == 200


def test_no_secret_is_kept(hq):
    """Neither passwords nor tokens nor sessions stand in the accounts file or in the ledger."""
    client = hq.signed_in("auditor")
    secrets = [PASSWORD, client.cookies[hq.cookie], *hq.tokens.values()]
    with sqlite3.connect(hq.folder / "accounts.sqlite") as connection:
        dump = "\n".join(connection.iterdump())
    connection.close()
    files = b"".join(p.read_bytes() for p in (hq.folder / "ledger").iterdir() if p.is_file())
    for secret in secrets:
        assert secret not in dump
        assert secret.encode() not in files
    assert "$argon2id$v=19$m=19456,t=2,p=1$" in dump
    assert (hq.folder / "accounts.sqlite").stat().st_mode & 0o077 == 0


def test_tokens_expire_and_end_with_their_account(hq):
    """A token past its days, revoked, or of a disabled account opens nothing."""
    admin = hq.client("administrator")
    made = admin.post("/api/v1/accounts", json={"name": "robot", "role": "observer"}).json()
    from sulh.server import make_token, tokens_of
    from sulh.server.access.sessions import revoke_token

    def new():
        return make_token(
            hq.accounts, "robot", label="t", scopes=["read"], days=1, now=hq.clock(), by="t"
        )

    first, second, third = hq.client(token=new()), hq.client(token=new()), None
    assert first.get("/api/v1/records").status_code == 200
    mine = tokens_of(hq.accounts, "robot")
    assert len(mine) == 2
    # A token sees and ends no other one, whatever its scopes.
    assert first.get("/api/v1/tokens").status_code == 403
    assert first.get("/api/v1/passkeys").status_code == 403
    assert second.delete(f"/api/v1/tokens/{mine[0].id}").status_code == 403
    revoke_token(hq.accounts, "robot", mine[0].id, now=hq.clock(), by="t")
    assert [c.get("/api/v1/records").status_code for c in (first, second)] == [401, 200]
    hq.clock.ahead += timedelta(days=1, seconds=1)
    assert second.get("/api/v1/records").status_code == 401
    third = hq.client(token=new())
    assert third.get("/api/v1/records").status_code == 200
    assert admin.post(f"/api/v1/accounts/{made['id']}/disabled").status_code == 200
    assert third.get("/api/v1/records").status_code == 401


def test_nobody_raises_themselves(hq):
    """An administrator cannot change the own account, and the others cannot change any."""
    admin = hq.accounts.get("administrator").id
    assert hq.client("administrator").put(
        f"/api/v1/accounts/{admin}/role", json={"role": "watch officer"}
    ).status_code == 400  # fmt: skip
    assert hq.client("watch officer").put(
        f"/api/v1/accounts/{admin}/role", json={"role": "observer"}
    ).status_code == 403  # fmt: skip


def test_an_address_is_slowed_down(tmp_path):
    """More attempts in a minute than set are refused with a time to wait."""
    with serving(tmp_path / "m", sign_ins_per_minute=3) as served:
        client = served.client()
        codes = [sign_in(client, "observer").status_code for _ in range(5)]
        assert codes == [200, 200, 200, 429, 429]
        assert 1 <= int(sign_in(client, "observer").headers["retry-after"]) <= 60


@pytest.mark.parametrize("password", ["short", "a" * 12, "x" * 129, "my-name-is-ada-lovelace"])
def test_poor_passwords_are_refused(password):
    """Too short, too long, too plain, or with the account's name in it."""
    with pytest.raises(InputError):
        check_choice(password, name="ada")


def test_the_commands_keep_accounts(tmp_path):
    """Add, list, role, password, token and disable, as a person runs them."""

    def run(*arguments, text="", code=0):
        done = CliRunner().invoke(main, ["-C", str(tmp_path / "m"), *arguments], input=text)
        assert done.exit_code == code, done.output
        return done.output

    CliRunner().invoke(main, ["init", str(tmp_path / "m"), "--pack", "example", "--site", "hq"])
    assert "watch officer" in run(
        "account", "add", "ada", "--role", "watch officer", text=f"{PASSWORD}\n"
    )
    run("account", "add", "ada", "--role", "observer", text=f"{PASSWORD}\n", code=2)
    run("account", "add", "bob", "--role", "king", text=f"{PASSWORD}\n", code=2)
    run("account", "add", "bob", "--role", "liaison", text=f"{PASSWORD}\n", code=2)
    run("account", "add", "bob", "--role", "observer", text="", code=2)
    wrong = run(
        "account", "add", "bob", "--role", "liaison", "--party", "PINK", "--no-password", code=2
    )
    assert "BLUE" in wrong
    run("account", "add", "bob", "--role", "liaison", "--party", "RED", "--no-password")
    run("account", "role", "bob", "observer")
    run("account", "password", "bob", text="another good one\n")
    assert run("account", "token", "ada", "--scope", "submit").strip().startswith("sulh_")
    run("account", "disable", "bob")
    found = {each["name"]: each for each in json.loads(run("account", "list", "--json"))}
    assert found["bob"]["disabled"]
    assert found["bob"]["role"] == "observer"
    assert found["ada"]["tokens"] == 1
    assert "ada" in run("account", "list")


def test_attempts_at_once_count_like_attempts_in_turn(hq):
    """Sixty guesses at one moment: no more are checked than of sixty in a row, and the door is shut."""
    hq.account("burst", "observer", password=PASSWORD)
    burst, now = hq.accounts.get("burst").id, hq.clock()

    def guess(number):
        return hq.accounts.check_password("burst", f"guess {number}", now=now)

    with ThreadPoolExecutor(60) as pool:
        assert set(pool.map(guess, range(60))) == {None}
    said = [each.what for each in hq.accounts.events(limit=100_000) if each.account == burst]
    assert said.count("refused: wrong password") == 5
    assert said.count("refused: too many failures") == 55
    assert hq.accounts.check_password("burst", PASSWORD, now=now) is None


def test_a_stranger_does_not_lock_somebody_out_of_a_known_device(hq, frozen):
    """The browser that signed in before still does, and has a count of its own."""
    hq.account("owner", "observer", password=PASSWORD)
    known = hq.signed_in("owner")
    device = known.cookies[f"{hq.cookie}-device"]
    stranger = hq.client()
    for _ in range(8):
        assert sign_in(stranger, "owner", "guess").status_code == 401
    assert sign_in(stranger, "owner").status_code == 401
    assert sign_in(known, "owner").status_code == 200
    assert known.cookies[f"{hq.cookie}-device"] == device
    for _ in range(8):
        assert sign_in(known, "owner", "guess").status_code == 401
    assert sign_in(known, "owner").status_code == 401
    other = hq.client(cookies={f"{hq.cookie}-device": "made-up"})
    assert sign_in(other, "owner").status_code == 401
    frozen(timedelta(minutes=16))
    assert sign_in(other, "owner").status_code == 200


def test_a_device_of_one_account_is_none_of_another(hq, frozen):
    """A thief's own known device does not help to guess at somebody else's password."""
    hq.account("thief", "observer", password=PASSWORD)
    hq.account("victim", "observer", password=PASSWORD)
    thief = hq.signed_in("thief")
    for _ in range(8):
        assert sign_in(thief, "victim", "guess").status_code == 401
    assert sign_in(thief, "victim").status_code == 401


def test_a_new_password_ends_what_the_old_one_opened(hq):
    """Sessions, tokens and known devices of the account."""
    token = hq.account("reset", "observer", password=PASSWORD)
    session, program = hq.signed_in("reset"), hq.client(token=token)
    assert program.get("/api/v1/session").status_code == 200
    hq.accounts.set_password("reset", "another good one", now=hq.clock(), by="test")
    assert program.get("/api/v1/session").status_code == 401
    assert session.get("/api/v1/session").status_code == 401
    for table in ("token", "session", "device"):
        rows = hq.accounts.database.run(
            f"SELECT 1 FROM {table} WHERE account = ?", hq.accounts.get("reset").id
        )
        assert rows == []


@pytest.mark.slow
def test_many_sign_ins_hold_nobody_else_up(hq):
    """Passwords are checked on a few threads of their own; too many at once are sent away."""
    wrong = {"name": "observer", "password": "guess"}
    with ThreadPoolExecutor(90) as pool:
        clients = [hq.client() for _ in range(90)]
        tries = [pool.submit(each.post, "/api/v1/session", json=wrong) for each in clients]
        assert hq.client("analyst").get("/api/v1/session").status_code == 200
        statuses = {each.result().status_code for each in tries}
    assert statuses <= {401, 503}
    hq.clock.ahead += timedelta(minutes=16)


def test_accounts_of_the_first_format_are_opened(tmp_path):
    """A file that the first version wrote gains what is new and keeps what it held."""
    path = tmp_path / "accounts.sqlite"
    with sqlite3.connect(path) as connection:
        for statement in SCHEMA:
            if "device" not in statement:
                connection.execute(statement)
        connection.execute(
            "INSERT INTO account VALUES ('a-aaaaaaaaaaaaaaaa', 'ada', 'observer', '', '', NULL, 0,"
            " '2024-01-01T00:00:00Z', 0, '1970-01-01T00:00:00Z', '', 0)"
        )
        connection.execute("PRAGMA user_version = 1")
    connection.close()
    for _ in range(2):
        database = SqliteDatabase(path)
        assert [each.name for each in Accounts(database).all()] == ["ada"]
        assert database.run("SELECT count(*) FROM device") == [(0,)]
        database.close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(LedgerError, match="format 99"):
        SqliteDatabase(path)


def test_a_csrf_token_differs_each_time_and_is_of_one_session():
    """So that a compressed page tells nothing of it."""
    tokens = {csrf_token("secret") for _ in range(20)}
    assert len(tokens) == 20
    assert all(csrf_matches("secret", each) for each in tokens)
    assert not any(csrf_matches("another", each) for each in tokens)
    for wrong in ("", ".", "x", "x.", ".x", "a.b", "é.é"):
        assert not csrf_matches("secret", wrong)


def test_who_finds_an_open_screen_makes_no_key_of_their_own(hq):
    """A quarter of an hour after signing in, one signs in again before making tokens, codes, passkeys."""
    client = hq.signed_in("auditor")
    asked = {"label": "x", "scopes": ["read"], "days": 1}
    made = client.post("/api/v1/tokens", json=asked)
    assert made.status_code == 201
    (token,) = [
        each for each in client.get("/api/v1/tokens").json()["tokens"] if each["label"] == "x"
    ]
    hq.clock.ahead += timedelta(minutes=16)
    doors = (
        ("/api/v1/tokens", asked),
        ("/api/v1/codes", None),
        ("/api/v1/codes/confirmation", {"code": "123456"}),
        ("/api/v1/passkeys/options", None),
        ("/api/v1/passkeys", {"key": "x", "credential": {}, "label": "x"}),
    )
    for path, body in doors:
        answer = client.post(path, json=body)
        assert (answer.status_code, answer.json().get("code")) == (403, "sign-in-again"), path
    assert client.delete("/api/v1/passkeys/00ff").json()["code"] == "sign-in-again"
    assert client.get("/api/v1/records").status_code == 200
    assert client.delete(f"/api/v1/tokens/{token['id']}").status_code == 204


def test_no_name_is_another_accounts_id(hq):
    """An account is named by its id or its name, so that a name in the form of an id is refused."""
    other = hq.accounts.get("auditor")
    asked = {"name": other.id, "role": "watch officer"}
    answer = hq.client("administrator").post("/api/v1/accounts", json=asked)
    assert (answer.status_code, answer.json()["code"]) == (400, "account-name")
    assert hq.accounts.get(other.id) == other


def reset_during(monkeypatch, hq, name):
    """Let an administrator give an account a new password just after its old one was found right."""

    def and_reset(hashed, password):
        matches = password_matches(hashed, password)
        if matches:
            hq.accounts.set_password(name, "another good one", now=hq.clock(), by="test")
        return matches

    monkeypatch.setattr(accounts, "password_matches", and_reset)


def test_a_sign_in_under_way_does_not_outlive_a_new_password(hq, monkeypatch):
    """Checking a password takes long enough for somebody to change it; a session that began then went on."""
    hq.account("slow", "observer", password=PASSWORD)
    reset_during(monkeypatch, hq, "slow")
    thief = hq.client()
    assert sign_in(thief, "slow").status_code == 401
    assert thief.get("/api/v1/session").status_code == 401
    assert sessions_of(hq.accounts, "slow", now=hq.clock()) == []


def test_a_thief_does_not_take_a_password_back(hq, monkeypatch):
    """Of two changes at once by the same old password one counts; the administrator's is not undone."""
    hq.account("taken", "observer", password=PASSWORD)
    thief = hq.signed_in("taken")
    reset_during(monkeypatch, hq, "taken")
    change = {"present": PASSWORD, "new": "seven green lanterns"}
    assert thief.post("/api/v1/password", json=change).status_code == 401
    monkeypatch.undo()
    assert hq.accounts.check_password("taken", "another good one", now=hq.clock()) is not None


def test_a_session_that_ends_meanwhile_makes_no_key(hq, monkeypatch):
    """A token, codes or a passkey, made by a request that was under way when its session ended."""
    hq.account("ended", "observer", password=PASSWORD)
    client = hq.signed_in("ended")
    secret = client.post("/api/v1/codes").json()["secret"]
    monkeypatch.setattr(
        session, "refuse_stale", lambda user, _: hq.accounts.end_sessions(user.account)
    )
    asked = {"label": "t", "scopes": ["read"], "days": 1}
    again = hq.signed_in("ended")
    assert again.post("/api/v1/tokens", json=asked).status_code == 401
    again = hq.signed_in("ended")
    code = {"code": pyotp.TOTP(secret).at(hq.clock())}
    assert again.post("/api/v1/codes/confirmation", json=code).status_code == 401
    assert not hq.accounts.get("ended").has_codes
    assert len(tokens_of(hq.accounts, "ended")) == 1  # that of the test's own


def test_the_code_that_confirms_is_used_up(hq):
    """Who looks over a shoulder while codes are set up does not sign in with the same one."""
    hq.account("watched", "observer", password=PASSWORD)
    client = hq.signed_in("watched")
    clock = pyotp.TOTP(client.post("/api/v1/codes").json()["secret"])
    code = clock.at(hq.clock())
    assert client.post("/api/v1/codes/confirmation", json={"code": code}).status_code == 204
    assert sign_in(hq.client(), "watched", code=code).status_code == 401
