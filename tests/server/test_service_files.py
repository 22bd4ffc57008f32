"""The files in examples/headquarters work: systemd takes the units, nginx carries the mission."""

import configparser
import json
import re
import shutil
import ssl
import subprocess
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from tests.server.commanded import commanding, free_port
from tests.server.served import PASSWORD, incident, submit

from sulh.cli import main

FILES = Path(__file__).parents[2] / "examples" / "headquarters"
UNITS = ("sulh.service", "sulh-backup.service", "sulh-backup.timer")
EXPOSURE_MAX = 2.5
"""Of ten, by `systemd-analyze security`: below it, a service is well protected."""


class Unit(configparser.RawConfigParser):
    """A unit file, whose keys may come again."""

    def __init__(self, path):
        super().__init__(strict=False, delimiters=("=",), comment_prefixes=("#",))
        self.optionxform = str
        self.read_string(path.read_text())


@pytest.mark.parametrize("name", UNITS)
def test_systemd_takes_the_units(name, tmp_path):
    """`systemd-analyze verify` names nothing, and `security` finds little exposure."""
    if not shutil.which("systemd-analyze"):
        pytest.skip("no systemd-analyze here")
    program = shutil.which("true")
    for each in UNITS:
        text = (FILES / each).read_text().replace("/opt/sulh/bin/sulh", program)
        text = text.replace("User=sulh", "User=root").replace("Group=sulh", "Group=root")
        (tmp_path / each).write_text(text)
    arguments = ["systemd-analyze", "verify", "--man=no", str(tmp_path / name)]
    checked = subprocess.run(arguments, capture_output=True, text=True, check=False)
    named = [line for line in checked.stderr.splitlines() if name in line or "sulh" in line]
    assert (checked.returncode, named) == (0, []), checked.stderr
    if name.endswith(".service"):
        rated = subprocess.run(
            ["systemd-analyze", "security", "--offline=true", "--no-pager", str(FILES / name)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        level = re.search(r"exposure level.*: ([0-9.]+)", rated.stdout)
        if level is None:
            pytest.skip(f"this systemd-analyze rates no files: {rated.stderr.strip()}")
        assert float(level[1]) < EXPOSURE_MAX, rated.stdout


@pytest.mark.parametrize("name", [each for each in UNITS if each.endswith(".service")])
def test_a_unit_runs_what_exists_as_its_own_user_without_secrets(name):
    """The command and its options are Sulh's; the user is not root; secrets come from a file of root."""
    service = Unit(FILES / name)["Service"]
    assert service["User"] == service["Group"] == "sulh"
    for setting in ("NoNewPrivileges", "ProtectHome", "PrivateTmp", "RestrictSUIDSGID"):
        assert service[setting] == "yes"
    assert service["ProtectSystem"] == "strict"
    assert service["CapabilityBoundingSet"] == ""
    assert service["EnvironmentFile"] == "-/etc/sulh/environment"
    command = service["ExecStart"]
    assert "password" not in command.lower()
    words = command.split("-C /var/lib/sulh/hq ")[1].split()
    options = {text for each in main.commands[words[0]].params for text in each.opts}
    assert {word for word in words if word.startswith("--")} <= options


def certificate(folder, host):
    """Write a certificate of its own for `host`; return its path and its key's."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    plain = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "chain.pem").write_bytes(signed.public_bytes(pem))
    (folder / "key.pem").write_bytes(key.private_bytes(pem, *plain))
    return folder / "chain.pem", folder / "key.pem"


@pytest.fixture
def proxied(tmp_path):
    """A headquarters behind nginx with the example's configuration: its address, its log, a client."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        pytest.skip("no nginx here")
    port, plain_port = free_port(), free_port()
    url = f"https://localhost:{port}"
    chain, key = certificate(tmp_path, "localhost")
    folder = tmp_path / "hq"
    with commanding(folder, "--behind-proxy", "--origin", url, "--log", "json") as served:
        text = (FILES / "nginx.conf").read_text()
        for old, new in (
            ("127.0.0.1:8000", served.url.removeprefix("http://")),
            ("listen 80", f"listen 127.0.0.1:{plain_port}"),
            ("listen 443", f"listen 127.0.0.1:{port}"),
            ("/etc/ssl/sulh/chain.pem", str(chain)),
            ("/etc/ssl/sulh/key.pem", str(key)),
            ("hq.example.org", "localhost"),
        ):
            assert old in text, old
            text = text.replace(old, new)
        (tmp_path / "nginx.conf").write_text(
            f"daemon off; pid {tmp_path}/pid; error_log {tmp_path}/error.log;\n"
            f"events {{}}\nhttp {{\nclient_body_temp_path {tmp_path}/body;\n"
            f"proxy_temp_path {tmp_path}/proxy;\n{text}\n}}\n"
        )
        with subprocess.Popen([program, "-p", tmp_path, "-c", tmp_path / "nginx.conf"]) as nginx:
            trust = ssl.create_default_context(cafile=chain)
            client = served.client(base_url=url, verify=trust)
            try:
                for _ in range(100):
                    try:
                        client.get("/healthz")
                        break
                    except httpx.ConnectError:
                        assert nginx.poll() is None
                        time.sleep(0.1)
                served.url, served.plain, served.trust = url, plain_port, trust
                yield served
            finally:
                nginx.terminate()


@pytest.mark.slow
def test_a_real_nginx_carries_pages_streams_and_large_bodies(proxied, tmp_path):
    """HTTPS only, secure cookies, the client's address, streams without delay, bodies of 9 MB."""
    client = proxied.client(verify=proxied.trust)
    answer = client.get("/")
    assert answer.status_code in {303, 503}, answer.text  # 503: the console is not built
    assert answer.headers["strict-transport-security"].startswith("max-age=31536000")
    plain = httpx.get(
        f"http://127.0.0.1:{proxied.plain}/console/agreement?at=2021", headers={"host": "localhost"},
        trust_env=False,
    )  # fmt: skip
    assert (plain.status_code, plain.headers["location"]) == (
        301,
        "https://localhost/console/agreement?at=2021",
    )
    with pytest.raises(httpx.HTTPError):  # another name gets no answer
        httpx.get(f"http://127.0.0.1:{proxied.plain}/", headers={"host": "x.org"}, trust_env=False)
    signed = client.post("/api/v1/session", json={"name": "watch-officer", "password": PASSWORD})
    assert signed.status_code == 200, signed.text
    cookies = signed.headers.get_list("set-cookie")
    assert all(
        each.startswith("__Host-") and "; Secure" in each and "HttpOnly" in each for each in cookies
    )
    assert client.get("/metrics").status_code == 404

    watch = proxied.client("watch officer", verify=proxied.trust)
    rows = ["kind,ref,source,start,lon,lat,accuracy_m,actor,act,text"]
    rows += [
        f"incident,L{n},team,2021-02-01,-30,-44.5,50,Red Army,direct-fire,{'x' * 8900}"
        for n in range(1000)
    ]
    content = "\n".join(rows).encode()
    assert 8_900_000 < len(content) < 10_000_000
    sent = watch.post(
        "/api/v1/reports/file", content=content, headers={"content-type": "text/csv"}, timeout=120
    )
    assert sent.status_code == 200, sent.text
    assert sent.json()["entered"] == 1000
    assert not [each for each in (tmp_path / "body").rglob("*") if each.is_file()]
    too_large = watch.post("/api/v1/reports/file", content=b"x" * 11_000_000)
    assert too_large.status_code == 413

    seen = []

    def follow():
        with (
            proxied.client("watch officer", verify=proxied.trust) as reader,
            reader.stream("GET", "/api/v1/records/stream") as stream,
        ):
            for line in stream.iter_lines():
                if line.startswith("retry"):
                    ready.set()
                if "LIVE" in line:
                    seen.append(time.monotonic())
                    return

    ready = threading.Event()
    thread = threading.Thread(target=follow, daemon=True)
    thread.start()
    assert ready.wait(20)
    time.sleep(0.5)
    sent_at = time.monotonic()
    submit(watch, incident("LIVE"))
    thread.join(20)
    assert seen, "the stream brought nothing"
    assert seen[0] - sent_at < 5


@pytest.mark.slow
def test_the_client_behind_nginx_is_known_and_cannot_pretend(proxied):
    """Log and lock-out use the address that nginx saw, whatever the client says; ids go through."""
    transport = httpx.HTTPTransport(verify=proxied.trust, local_address="127.0.0.9")
    with httpx.Client(base_url=proxied.url, transport=transport, timeout=30) as other:
        answer = other.get(
            "/healthz", headers={"x-forwarded-for": "203.0.113.1", "x-request-id": "mine"}
        )
        own_id = answer.headers["x-request-id"]
        assert re.fullmatch(r"[0-9a-f]{32}", own_id)  # nginx's own
        statuses = [
            other.post(
                "/api/v1/session",
                json={"name": f"nobody-{n}", "password": "x" * 12},
                headers={"x-forwarded-for": f"203.0.113.{n}"},
            ).status_code
            for n in range(12)
        ]
        assert statuses[:10] == [401] * 10
        assert statuses[10:] == [429] * 2
    signed = proxied.client(verify=proxied.trust).post(
        "/api/v1/session", json={"name": "observer", "password": PASSWORD}
    )
    assert signed.status_code == 200, "another address is not locked out"
    for _ in range(300):  # a line is written just after its answer
        lines = [each for each in proxied.lines() if each["request"] == own_id]
        if lines:
            break
        time.sleep(0.1)
    assert [each["client"] for each in lines] == ["127.0.0.9"]
    assert "203.0.113" not in json.dumps(proxied.lines())
