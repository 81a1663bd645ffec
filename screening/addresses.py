"""The addresses in a text, and the hosts that they lead to."""

import regex
from django.core.exceptions import ValidationError
from django.core.validators import DomainNameValidator

from articles.sanitise import ADDRESS

DOT = regex.compile(r"\s?[\[({]\s?(?:dot|\.)\s?[\])}]\s?|\s+dot\s+", regex.IGNORECASE)
BARE = regex.compile(r"[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,10}")
AUTHORITY = regex.compile(r"(?:https?:)?(?://)?([^/?#\\]*)", regex.IGNORECASE)
is_domain = DomainNameValidator(accept_idna=False)


def links(text):
    """Return each link of the text as it was typed, and its host."""
    return [(address, host_of(address)) for address in ADDRESS.findall(text)]


def host_of(address):
    """Return the host that a browser would go to: what stands before an @ is none."""
    host = AUTHORITY.match(address)[1].rpartition("@")[2]
    return ascii_host(host.split(":")[0])


def ascii_host(host):
    host = host.strip(" .").lower()
    try:
        return host.encode("idna").decode() if host else ""
    except UnicodeError:
        return host


def hosts(case):
    """Return all hosts that are named in the text, links or not, and however hidden: as typed."""
    named = {host_of(address): address for address, _ in links(case.text)}
    seen = DOT.sub(".", case.folded.text)
    for found in BARE.finditer(seen):
        named.setdefault(ascii_host(found[0]), found[0])
    return named


def within(host, listed):
    """Return which of the listed hosts this one is, or is under: `news.site.example` is, `mysite.example` is not."""
    labels = host.split(".")
    return next((name for n in range(len(labels)) if (name := ".".join(labels[n:])) in listed), None)


def host_line(line):
    """Return a line of a list as the host that it names. Raises ValueError with what is wrong."""
    host = ascii_host(AUTHORITY.match(line)[1])
    try:
        is_domain(host)
    except ValidationError as error:
        raise ValueError(f"“{line[:60]}” is no host: write it as in site.example.") from error
    return host
