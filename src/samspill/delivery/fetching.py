"""Fetching a file from an address that somebody gave, without letting them reach what only this machine can reach.

The name is looked up once, each address it stands for is judged, and the connection goes to the very address that was
judged: a name that says something else a moment later changes nothing. Redirects are judged anew. Everything together
has one deadline, also against a server that sends a byte now and then.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import SplitResult, quote, urljoin, urlsplit

LARGEST = 5_000_000
SECONDS = 10.0
REDIRECTS = 3
PIECE = 65_536
SCHEMES = {"http": "http", "https": "https", "webcal": "https", "webcals": "https"}
WEB = {"http": 80, "https": 443}
LEAST_OTHER_PORT = 1024
SAFE = "/%:@!$&'()*+,;=~-._?"
# Ways in which IPv6 writes an IPv4 address that may be private: compatible, NAT64, 6to4, Teredo; and what was private
# within a site before RFC 3879, which Python takes for global.
WRAPPED = tuple(
    ip_network(one) for one in ("::/96", "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "fec0::/10")
)
ASKING = {"Accept": "text/calendar, */*;q=0.5", "Accept-Encoding": "identity", "User-Agent": "Samspill"}
Networks = Collection[IPv4Network | IPv6Network]


class Trouble(StrEnum):
    """What can go wrong. The words are in the room that asks."""

    ADDRESS = "address"  # no address of a file on the web
    UNKNOWN = "unknown"  # nobody has this name
    PRIVATE = "private"  # an address that is reached from here only
    NO_ANSWER = "no-answer"
    SLOW = "slow"
    INSECURE = "insecure"  # the certificate is wrong
    PASSWORD = "password"  # noqa: S105  # it is wanted
    GONE = "gone"
    MOVED = "moved"  # from place to place, or from a safe place to an unsafe one
    REFUSED = "refused"  # any other answer than the file
    TOO_LARGE = "too-large"


class FetchError(Exception):
    """Says what was wrong and nothing of the address, which may be a secret."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


@dataclass(frozen=True, slots=True)
class Address:
    """One that may be asked for: `host` is what may be shown of it."""

    scheme: str
    host: str
    port: int
    path: str

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == WEB[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}{self.path}"


def address_of(text: str) -> Address:
    """Read an address as people paste it; `webcal:` means that a calendar is behind it."""
    try:
        parts = urlsplit(text.strip())
        scheme = SCHEMES[parts.scheme.lower()]
        port = parts.port or WEB[scheme]
        host = _host(parts)
    except (ValueError, KeyError) as error:
        raise FetchError(Trouble.ADDRESS) from error
    if not host or parts.username or parts.password or (port not in WEB.values() and port < LEAST_OTHER_PORT):
        raise FetchError(Trouble.ADDRESS)
    return Address(scheme, host, port, quote(f"{parts.path or '/'}{'?' * bool(parts.query)}{parts.query}", safe=SAFE))


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    return host if ":" in host else host.encode("idna").decode()


def fetch(address: Address, *, networks: Networks = (), seconds: float = SECONDS) -> bytes:
    """Give the file, or raise FetchError. `networks` are private ones that may be reached all the same."""
    deadline = time.monotonic() + seconds
    for _try in range(REDIRECTS + 1):
        found = _ask(address, networks, deadline)
        if isinstance(found, bytes):
            return found
        if address.scheme == "https" and found.scheme == "http":
            raise FetchError(Trouble.MOVED)
        address = found
    raise FetchError(Trouble.MOVED)


def _ask(address: Address, networks: Networks, deadline: float) -> bytes | Address:
    late = threading.Event()
    try:
        with _connected(address, networks, deadline, late) as connection:
            connection.request("GET", address.path, headers=ASKING)
            with connection.getresponse() as response:
                found = _heard(address, response)
    except ssl.SSLCertVerificationError as error:
        raise FetchError(Trouble.INSECURE) from error
    except (OSError, HTTPException, ValueError) as error:
        slow = late.is_set() or isinstance(error, TimeoutError)
        raise FetchError(Trouble.SLOW if slow else Trouble.NO_ANSWER) from error
    # What was cut off by us looks like a file that ends.
    if late.is_set():
        raise FetchError(Trouble.SLOW)
    return found


@contextmanager
def _connected(
    address: Address, networks: Networks, deadline: float, late: threading.Event
) -> Iterator[HTTPConnection]:
    plain = _reach(address, networks, deadline)
    connection: HTTPConnection
    if address.scheme == "https":
        safe = ssl.create_default_context()
        line: socket.socket = safe.wrap_socket(plain, server_hostname=address.host, do_handshake_on_connect=False)
        connection = HTTPSConnection(address.host, address.port, context=safe)
    else:
        line, connection = plain, HTTPConnection(address.host, address.port)
    connection.sock = line
    connection.auto_open = 0
    watch = threading.Timer(max(0.0, deadline - time.monotonic()), _hang_up, (line, late))
    watch.daemon = True
    watch.start()
    try:
        if isinstance(line, ssl.SSLSocket):
            line.do_handshake()
        yield connection
    finally:
        watch.cancel()
        connection.close()
        line.close()


def _hang_up(line: socket.socket, late: threading.Event) -> None:
    late.set()
    try:
        line.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it was closed already


def _reach(address: Address, networks: Networks, deadline: float) -> socket.socket:
    """Connect to the first address of the name that answers, of those that may be asked."""
    try:
        named = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(Trouble.UNKNOWN) from error
    places = [one for one in named if allowed(ip_address(str(one[4][0]).partition("%")[0]), networks)]
    if not places:
        raise FetchError(Trouble.PRIVATE)
    for number, (family, kind, protocol, _name, place) in enumerate(places, 1):
        line = socket.socket(family, kind, protocol)
        line.settimeout(max(0.1, deadline - time.monotonic()))
        try:
            line.connect(place)
        except OSError:
            line.close()
            if number == len(places) or time.monotonic() > deadline:
                raise
        else:
            return line
    raise AssertionError("the last place answers or raises")


def allowed(place: IPv4Address | IPv6Address, networks: Networks) -> bool:
    """Whether it is on the open internet, or in one of the networks named by whoever runs this house."""
    if isinstance(place, IPv6Address) and place.ipv4_mapped:
        place = place.ipv4_mapped
    if any(place in network for network in networks):
        return True
    return place.is_global and not place.is_multicast and not any(place in one for one in WRAPPED)


def _heard(address: Address, response: HTTPResponse) -> bytes | Address:
    status = response.status
    if status in (301, 302, 303, 307, 308):
        return _onwards(address, response.headers.get("Location", ""))
    if status in (401, 403, 407):
        raise FetchError(Trouble.PASSWORD)
    if status in (404, 410):
        raise FetchError(Trouble.GONE)
    if status != 200:
        raise FetchError(Trouble.REFUSED)
    return _body(response)


def _onwards(address: Address, location: str) -> Address:
    try:
        return address_of(urljoin(str(address), location))
    except (FetchError, ValueError) as error:
        raise FetchError(Trouble.MOVED) from error


def _body(response: HTTPResponse) -> bytes:
    pieces, size = [], 0
    while piece := response.read1(PIECE):
        size += len(piece)
        if size > LARGEST:
            raise FetchError(Trouble.TOO_LARGE)
        pieces.append(piece)
    if response.length:
        raise HTTPException("The answer was cut off.")
    return b"".join(pieces)
