"""Real receivers of notices on this machine: a mail server, and a web server that takes webhooks."""

import ssl
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from sulh.server.notices.settings import MailSettings

PASSWORD = b"a password of the mail server"


def wait_for(condition, seconds=60):
    """Wait until something is so, and return it."""
    for _ in range(seconds * 50):
        value = condition()
        if value:
            return value
        time.sleep(0.02)
    raise AssertionError("it did not come about")


def certificate(folder):
    """Make a certificate of this machine that signs itself; return its file and its key's."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    names = [x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    files = folder / "own.pem", folder / "own.key"
    files[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    files[1].write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return files


@dataclass
class Mailbox:
    """What came to a mail server: `answers` are its next answers, "250 OK" when there are none left."""

    port: int = 0
    messages: list = field(default_factory=list)
    answers: list = field(default_factory=list)

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 -- the library's name
        """Take a message."""
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer.startswith("250"):
            self.messages.append(message_from_bytes(envelope.content, policy=policy.default))
        return answer


class OnAnyPort(Controller):
    """A mail server that knows which port it got."""

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


def mail_with_tls(box):
    """Return the settings for a mailbox that asks for TLS and a password."""
    return MailSettings(
        host="localhost",
        port=box.port,
        sender="sulh@mission.example",
        user="sulh",
        password=PASSWORD.decode(),
    )


@contextmanager
def mail_server(folder, *, tls=True):
    """Run a mail server that asks for TLS and a password, or for neither."""
    box = Mailbox()

    def sign_in(server, session, envelope, mechanism, data):
        good = data.login == b"sulh" and data.password == PASSWORD
        return AuthResult(success=good, handled=good)

    more = {}
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate(folder))
        more = {
            "tls_context": context,
            "require_starttls": True,
            "auth_required": True,
            "authenticator": sign_in,
        }
    controller = OnAnyPort(box, hostname="127.0.0.1", port=0, **more)
    controller.start()
    box.port = controller.port
    try:
        yield box
    finally:
        controller.stop()


@dataclass
class Hooks:
    """What came to a web server. `answers` are its next statuses, with headers; 204 when there are none left."""

    port: int = 0
    requests: list = field(default_factory=list)
    answers: list = field(default_factory=list)
    hold: threading.Event = field(default_factory=threading.Event)

    def url(self, path="/hook"):
        """Return an address of it."""
        return f"http://127.0.0.1:{self.port}{path}"


@contextmanager
def hook_server():
    """Run a web server that keeps what is sent to it; while `hold` is not set, it does not answer."""
    hooks = Hooks()
    hooks.hold.set()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["content-length"]))
            hooks.requests.append((self.path, dict(self.headers.items()), body))
            hooks.hold.wait(60)
            status, headers = hooks.answers.pop(0) if hooks.answers else (204, {})
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("content-length", "0")
            self.end_headers()

        do_GET = do_POST  # noqa: N815 -- the library's name

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    hooks.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield hooks
    finally:
        hooks.hold.set()
        server.shutdown()
        server.server_close()
        thread.join(10)
