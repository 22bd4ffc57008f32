"""Handing letters to mail servers that refuse, ask to wait, hang up, or are not who they should be."""

import socket
import threading
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest
from tests.server.receiving import PASSWORD, mail_server

from sulh.server.notices.errors import NoticeError
from sulh.server.notices.mail import mail_bytes, send_mail
from sulh.server.notices.settings import MailSettings
from sulh.share.notices import Letter

LETTER = Letter(subject="[TLP:GREEN] Île: 1 avis", text="é\n.\nend\n", html="<p>é</p>")
CONTENT = mail_bytes(
    LETTER,
    sender="sulh@mission.example",
    address="desk@mission.example",
    identity="n-1",
    made_at=datetime(2026, 5, 4, 12, tzinfo=UTC),
    label="TLP:GREEN",
)


def settings_of(port, **more):
    plain = MailSettings(
        host="127.0.0.1", port=port, sender="sulh@mission.example", security="none"
    )
    return replace(plain, **more)


def send(settings, left, **more):
    send_mail(settings, "desk@mission.example", CONTENT, leaving=lambda: left.append(1), **more)


def test_a_letter_arrives_as_it_was_written(tmp_path):
    """A line with a full stop alone ends no letter, and its words are in UTF-8."""
    with mail_server(tmp_path, tls=False) as box:
        send(settings_of(box.port), [])
        (message,) = box.messages
    assert message["subject"] == LETTER.subject
    assert message["date"].datetime == datetime(2026, 5, 4, 12, tzinfo=UTC)
    parts = [part.get_content().replace("\r\n", "\n") for part in message.iter_parts()]
    assert parts == [LETTER.text, LETTER.html + "\n"]
    again = message_from_bytes(CONTENT, policy=policy.default)
    assert again["message-id"] == "<n-1@mission.example>"


@pytest.mark.parametrize(
    ("answer", "final"), [("550 no such mailbox", True), ("451 later", False), ("452 full", False)]
)
def test_a_server_that_refuses(tmp_path, answer, final):
    """From 500 another try helps nothing; the words did not leave for good either way."""
    with mail_server(tmp_path, tls=False) as box:
        box.answers = [answer]
        with pytest.raises(NoticeError, match=answer[:3]) as caught:
            send(settings_of(box.port), [])
    assert (caught.value.final, caught.value.unsure) == (final, False)


def test_a_wrong_password_or_certificate_is_not_the_end(tmp_path):
    """They are mended in the settings; until then nothing leaves."""
    with mail_server(tmp_path) as box:
        left = []
        secure = settings_of(
            box.port, host="localhost", security="starttls", user="sulh", password=PASSWORD.decode()
        )
        with pytest.raises(NoticeError, match="CERTIFICATE_VERIFY_FAILED") as caught:
            send(secure, left)
        assert not caught.value.final
        authority = str(tmp_path / "own.pem")
        with pytest.raises(NoticeError, match="535") as caught:
            send(replace(secure, password="wrong"), left, authority=authority)
        assert not caught.value.final
        assert left == []
        send(secure, left, authority=authority)
        assert len(box.messages) == 1


@pytest.mark.parametrize("when", ["RCPT", "DATA", "words"])
def test_a_server_that_hangs_up(when):
    """Before the words nothing has left; while it takes them nobody knows."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve():
        line, _ = listening.accept()
        with line, line.makefile("rwb") as file:
            file.write(b"220 x\r\n")
            file.flush()
            for command in file:
                name = command[:4].decode().strip().upper()
                if name == when:
                    return
                file.write(b"354 go\r\n" if name == "DATA" else b"250 x\r\n")
                file.flush()
                if name == "DATA":
                    file.readline()
                    return

    thread = threading.Thread(target=serve)
    thread.start()
    left = []
    with pytest.raises(NoticeError) as caught:
        send(settings_of(listening.getsockname()[1]), left)
    thread.join(10)
    listening.close()
    assert (left, caught.value.unsure) == (([], False) if when == "RCPT" else ([1], True))


def test_nobody_listens():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    with pytest.raises(NoticeError, match="cannot be used") as caught:
        send(settings_of(port), [])
    assert not caught.value.final
