"""Fetching from addresses that people give: what is asked, what never is, and what is said when nothing comes."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address, ip_network
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from samspill.delivery import fetching
from samspill.delivery.fetching import FetchError, Trouble, address_of, allowed, fetch

LOOPBACK = [ip_network("127.0.0.0/8")]
BODY = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


class Handler(BaseHTTPRequestHandler):
    asked: list[str] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        name = self.path.strip("/").partition("?")[0]
        if name.isdecimal():
            self._say(int(name), b"no", Location="/calendar")
            return
        {"calendar": self._calendar, "round": self._round, "huge": self._huge, "drip": self._drip, "cut": self._cut}[
            name
        ]()

    def _say(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _calendar(self) -> None:
        self._say(200, BODY)

    def _round(self) -> None:
        self._say(302, b"", Location="/round")

    def _huge(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _n in range(80):
            self.wfile.write(b"x" * 65_536)

    def _drip(self) -> None:
        """A byte now and then: each comes in time, the whole never."""
        self.send_response(200)
        self.end_headers()
        for _n in range(100):
            self.wfile.write(b"x")
            time.sleep(0.05)

    def _cut(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(BODY)

    def log_message(self, format: str, *args: object) -> None:
        """Tests say nothing."""

    def handle(self) -> None:
        try:
            super().handle()
        except OSError:
            return  # hung up on, as it should be


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    made = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield f"http://localhost:{made.server_port}"
    made.shutdown()
    made.server_close()


def trouble(do: Callable[[], object]) -> Trouble:
    with pytest.raises(FetchError) as told:
        do()
    return told.value.trouble


def test_a_file_comes_also_by_way_of_another_address(server: str) -> None:
    asked = [f"{server}/calendar?key=hemmelig", f"{server}/301", f"{server}/307"]

    assert [fetch(address_of(url), networks=LOOPBACK) for url in asked] == [BODY] * 3
    assert "/calendar?key=hemmelig" in Handler.asked


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("401", Trouble.PASSWORD),
        ("403", Trouble.PASSWORD),
        ("404", Trouble.GONE),
        ("410", Trouble.GONE),
        ("500", Trouble.REFUSED),
        ("round", Trouble.MOVED),
        ("huge", Trouble.TOO_LARGE),
        ("cut", Trouble.NO_ANSWER),
    ],
)
def test_what_comes_instead_is_told_apart(server: str, path: str, said: Trouble) -> None:
    assert trouble(lambda: fetch(address_of(f"{server}/{path}"), networks=LOOPBACK)) == said


def test_a_server_that_drips_is_hung_up_on(server: str) -> None:
    begins = time.monotonic()

    said = trouble(lambda: fetch(address_of(f"{server}/drip"), networks=LOOPBACK, seconds=0.4))

    assert said == Trouble.SLOW
    assert time.monotonic() - begins < 4


def test_what_does_not_answer_and_what_nobody_knows(server: str) -> None:
    silent = address_of("http://127.0.0.1:1025/")

    assert trouble(lambda: fetch(silent, networks=LOOPBACK)) == Trouble.NO_ANSWER
    assert trouble(lambda: fetch(address_of("http://nobody.invalid/"))) == Trouble.UNKNOWN


@pytest.fixture
def pretender(folder: Path) -> Iterator[str]:
    """A server with a certificate that it wrote itself."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "x")])
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(datetime(2026, 1, 1)).not_valid_after(datetime(2126, 1, 1))  # noqa: DTZ001
    lines = made.sign(key, SHA256()).public_bytes(Encoding.PEM)
    (folder / "pem").write_bytes(lines + key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    safe = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    safe.load_cert_chain(folder / "pem")
    served = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served.socket = safe.wrap_socket(served.socket, server_side=True, do_handshake_on_connect=False)
    threading.Thread(target=served.serve_forever, daemon=True).start()
    yield f"https://localhost:{served.server_port}/calendar"
    served.shutdown()
    served.server_close()


def test_who_cannot_prove_who_it_is_is_asked_nothing(pretender: str) -> None:
    before = list(Handler.asked)

    assert trouble(lambda: fetch(address_of(pretender), networks=LOOPBACK)) == Trouble.INSECURE
    assert Handler.asked == before


def test_a_server_without_a_certificate_is_not_asked(server: str) -> None:
    address = address_of(server.replace("http:", "https:") + "/calendar")

    assert trouble(lambda: fetch(address, networks=LOOPBACK)) == Trouble.NO_ANSWER


def test_this_machine_is_never_asked_unless_its_network_is_named(server: str) -> None:
    before = list(Handler.asked)

    assert trouble(lambda: fetch(address_of(f"{server}/calendar"))) == Trouble.PRIVATE
    assert Handler.asked == before


def test_where_one_is_sent_on_to_is_judged_anew(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Handler, "_round", lambda self: self._say(302, b"", Location="http://10.0.0.1/"))

    assert trouble(lambda: fetch(address_of(f"{server}/round"), networks=LOOPBACK)) == Trouble.PRIVATE


def test_nobody_is_led_from_a_safe_line_to_an_open_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "_ask", lambda *_given: address_of("http://example.org/"))

    assert trouble(lambda: fetch(address_of("https://example.org/"))) == Trouble.MOVED


@pytest.mark.parametrize(
    "place",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),
        *("224.0.0.1", "::1", "::", "fe80::1", "fd00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::"),
        *("ff02::1", "255.255.255.255", "2001:0:7f00:1::", "::7f00:1", "fec0::1"),
    ],
)
def test_private_places_are_refused_however_they_are_written(place: str) -> None:
    assert not allowed(ip_address(place), ())


def test_the_open_internet_and_named_networks_are_asked() -> None:
    own = [ip_network("10.20.0.0/16")]

    assert [allowed(ip_address(one), own) for one in ("93.184.216.34", "2a00:1450::1", "10.20.1.1", "10.21.1.1")] == [
        *(True, True, True, False)
    ]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "kalender",
            "ftp://example.org/x.ics",
            "file:///etc/passwd",
            "https://",
            "https://:443/",
            "//example.org/x",
        ),
        *(
            "https://kari:hemmelig@example.org/",
            "https://example.org:22/",
            "https://example.org:99999/",
            "https://[::1",
        ),
        *("javascript:alert(1)", "https://ex\u2024ample..org/", f"https://{'a' * 300}.no/"),
    ],
)
def test_what_is_no_address_of_a_calendar_is_refused(text: str) -> None:
    assert trouble(lambda: address_of(text)) == Trouble.ADDRESS


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (" webcal://Example.org/a.ics ", "https://example.org/a.ics"),
        ("https://kalender.kommune.no:8443/x?y=1#z", "https://kalender.kommune.no:8443/x?y=1"),
        ("http://øst.no/mine møter.ics", "http://xn--st-kka.no/mine%20m%C3%B8ter.ics"),
        ("https://[2a00:1450::1]/x", "https://[2a00:1450::1]/x"),
        ("https://example.org/a%20b\r\nX: y", "https://example.org/a%20bX:%20y"),
    ],
)
def test_addresses_are_read_as_people_paste_them(text: str, read: str) -> None:
    assert str(address_of(text)) == read
