"""Which addresses may be fetched: public ones, and those that a person allowed by name.

A name is resolved once and the connection made to that very number, so that a name that changes its mind
between check and connection gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Collection
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit, urlunsplit

from communique.sources.reasons import SourceReason
from communique.sources.refuse import refused

TRANSLATED = tuple(
    ipaddress.ip_network(network)
    for network in (
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "2002::/16",
        "2001::/32",
        "::/96",
        "::ffff:0:0/96",
        "::ffff:0:0:0/96",
    )
)
"""IPv6 networks that carry an IPv4 address inside (NAT64, 6to4, Teredo, mapped): a door to private ones."""
SPECIAL = tuple(
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
        "::/128",
        "::1/128",
        "100::/64",
        "2001:db8::/32",
        "5f00::/16",
        "fc00::/7",
        "fe80::/10",
        "fec0::/10",
        "ff00::/8",
    )
)
"""IANA's special-purpose registries; not every version of Python knows all of them as not global."""
DEFAULT_PORTS = {"http": 80, "https": 443}


class Target(NamedTuple):
    """Where to connect: `number` is the IP address, `host` the name in certificate and header."""

    scheme: str
    host: str
    port: int
    number: str
    path: str

    @property
    def origin(self) -> str:
        """scheme://host:port"""
        return f"{self.scheme}://{bracketed(self.host)}:{self.port}"

    @property
    def header(self) -> str:
        """The Host header."""
        plain = bracketed(self.host)
        return plain if self.port == DEFAULT_PORTS[self.scheme] else f"{plain}:{self.port}"


def bracketed(host: str) -> str:
    """A host as it stands in an address."""
    return f"[{host}]" if ":" in host else host


def is_address(text: str) -> bool:
    """Whether an input is an http or https address."""
    return text[:8].lower().startswith(("http://", "https://"))


def is_public(number: str) -> bool:
    """Whether an IP address is one of the open net: no private, local, reserved or translated one."""
    try:
        address = ipaddress.ip_address(number.partition("%")[0])
    except ValueError:
        return False
    if "%" in number or not address.is_global or address.is_multicast:
        return False
    return not any(
        address.version == network.version and address in network for network in (*TRANSLATED, *SPECIAL)
    )


def split_address(address: str) -> tuple[SplitResult, str, int]:
    """(parts, host in ASCII, port). Raises InputRefused `sources.bad_address`."""
    try:
        parts = urlsplit(address)
        port = parts.port
        host = (parts.hostname or "").rstrip(".")
        if ":" not in host:
            host = host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        raise refused(SourceReason.BAD_ADDRESS, "cannot be read as an address", address) from None
    scheme = parts.scheme.lower()
    if scheme not in DEFAULT_PORTS or not host:
        raise refused(SourceReason.BAD_ADDRESS, "expected http://host/… or https://host/…", address)
    if parts.username is not None or parts.password is not None:
        raise refused(SourceReason.BAD_ADDRESS, "holds a user name or password", "an address")
    if any(character <= " " for character in address):
        raise refused(SourceReason.BAD_ADDRESS, "holds white space", address)
    return parts, host.lower(), port or DEFAULT_PORTS[scheme]


def target_of(address: str, allowed: Collection[str] = ()) -> Target:
    """Resolves an address. allowed: hosts, or host:port, that may be private.

    Raises InputRefused: `sources.bad_address`, `sources.unreachable` (the name is not known),
    `sources.private_address` (any of its numbers is not public).
    """
    parts, host, port = split_address(address)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as problem:
        raise refused(SourceReason.UNREACHABLE, f"{host}: {_words(problem)}", address) from None
    numbers = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not numbers:
        raise refused(SourceReason.UNREACHABLE, f"{host} has no number", address)
    if host not in allowed and f"{bracketed(host)}:{port}" not in allowed:
        for number in numbers:
            if not is_public(number):
                detail = f"{host} is {number}, which is no public address; --allow {host} lets it through"
                raise refused(SourceReason.PRIVATE_ADDRESS, detail, address)
    path = urlunsplit(("", "", _quoted(parts.path) or "/", _quoted(parts.query), ""))
    return Target(parts.scheme.lower(), host, port, numbers[0], path)


def _quoted(text: str) -> str:
    """Signs that may not stand in a request line, escaped; what is escaped already stays."""
    from urllib.parse import quote

    return quote(text, safe="/%:=&?~#+!$,;'@()*[]-._|")


def _words(problem: BaseException) -> str:
    return getattr(problem, "strerror", None) or str(problem)
