"""The table of notices in serve.toml: what is right, and what is said of each fault."""

import tomllib
from datetime import time

import pytest

from sulh.errors import InputError
from sulh.ledger.tlp import Tlp
from sulh.server import read_settings
from sulh.server.notices.sender import rest_s

RIGHT = """
[notices]
inside = ["10.2.0.0/16"]

[notices.mail]
host = "mail.example.org"
sender = "sulh@mission.example"
user = "sulh"
password_file = "mail.password"

[notices.to.desk]
address = "desk@mission.example"
clearance = "TLP:AMBER"
language = "ar"
topics = ["records", "alerts"]
kinds = ["incident", "intrusion"]
zones = ["north"]
quiet = ["22:00", "06:00"]
digests = ["07:00", "19:00"]
urgent = []

[notices.to.program]
url = "https://hooks.example.org/sulh?mission=1"
secret_file = "hook.secret"
clearance = "TLP:GREEN"
released_to = ["NOR", "blue"]
titles_only = true
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "mail.password").write_text("secret\n")
    (tmp_path / "hook.secret").write_text("whsec_" + "A" * 43 + "=\n")
    return tmp_path


def settings_of(folder, text):
    tomllib.loads(text)
    (folder / "serve.toml").write_text(text)
    return read_settings(folder, origin="http://127.0.0.1:8000").notices


def test_every_setting(folder):
    notices = settings_of(folder, RIGHT)
    desk, program = notices.targets
    assert (notices.mail.port, notices.mail.security, notices.mail.password) == (
        587,
        "starttls",
        "secret",
    )
    assert desk.receiver.quiet == (time(22), time(6))
    assert desk.receiver.digests == (time(7), time(19))
    assert (desk.receiver.language, desk.receiver.urgent) == ("ar", frozenset())
    assert desk.receiver.audience.clearance is Tlp.AMBER
    assert desk.receiver.audience.purposes == {"notice"}
    assert program.receiver.audience.names == {"NOR", "blue"}
    assert program.receiver.urgent == {"alerts"}
    assert (program.way, len(program.key)) == ("webhook", 32)
    assert settings_of(folder, "") is None


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ('clearance = "TLP:AMBER"', 'clearance = "TLP:RED"', "cannot be TLP:RED"),
        ('clearance = "TLP:AMBER"\n', "", "clearance is missing"),
        ('clearance = "TLP:AMBER"', 'clearance = "secret"', "is not a TLP 2.0 marking"),
        ('language = "ar"', 'language = "de"', "language is one of"),
        ('"incident"', '"weapon"', "is none of"),
        ('"alerts"]', '"rumours"]', "is none of"),
        ('"22:00", "06:00"', '"22:00"', "two times"),
        ('"22:00"', '"25:00"', "no time of day"),
        ("urgent = []", 'urgent = "alerts"', "list of texts"),
        ("titles_only = true", 'titles_only = "yes"', "true or false"),
        ("desk@mission.example", "desk@mission.example\\nBcc: a@b.c", "no mailbox"),
        ('sender = "sulh@mission.example"', 'sender = "Sulh"', "no mailbox"),
        ('user = "sulh"\n', "", "go together"),
        ("mail.password", "other.password", "cannot be read"),
        ('mail.example.org"', 'mail.example.org"\nsecurity = "none"', "in the clear"),
        ('mail.example.org"', 'mail.example.org"\nport = 70000', "whole number"),
        ("https://hooks", "ftp://hooks", "must be an address"),
        ("https://hooks", "https://user:pass@hooks", "must be an address"),
        ("sulh?mission=1", "a b", "must be an address"),
        ("hook.secret", "mail.password", "24 to 64 bytes"),
        ("10.2.0.0/16", "10.2.0.1/16", "no network"),
        ("10.2.0.0/16", "hq.example", "no network"),
        ("[notices.to.desk]", "[notices.to.Desk]", "lower-case"),
        ("zones =", "zone =", "is not a setting"),
        ('url = "https', 'address = "a@b.c"\nurl = "https', "and not both"),
    ],
)
def test_what_is_wrong_is_named(folder, before, after, words):
    assert before in RIGHT
    with pytest.raises(InputError, match=words) as caught:
        settings_of(folder, RIGHT.replace(before, after))
    assert "serve.toml" in str(caught.value)


def test_letters_need_a_mail_server_and_somebody_to_go_to(folder):
    text = RIGHT.partition("[notices.mail]")[0]
    with pytest.raises(InputError, match="for each receiver"):
        settings_of(folder, text)
    with pytest.raises(InputError, match="mail is needed"):
        settings_of(folder, text + '[notices.to.a]\naddress = "a@b.c"\nclearance = "TLP:GREEN"\n')


def test_a_slow_look_is_rested_from_but_silences_nobody_for_long():
    assert [rest_s(each) for each in (0.1, 1, 45, 3600)] == [2, 4, 60, 60]
