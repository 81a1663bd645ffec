"""What is measured, and wrk, which measures it."""

import re
import subprocess
import tempfile
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from .servers import sign_in

HERE = Path(__file__).resolve().parent
UNITS = {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}


@dataclass
class Case:
    name: str
    url: str
    connections: int = 16
    headers: dict = field(default_factory=dict)
    script: str = ""  # a Lua script of wrk's that makes each request another one
    beside: "Case | None" = None  # pulled by four connections at the same time
    queries: int | None = None
    bytes: int | None = None


def cases(servers, site):
    kept, cold, constant = servers.kept.home, servers.cold.home, servers.constant.home
    story = kept + site["story"]
    etag = ask(story)[1]["ETag"]
    reader, token = sign_in(servers.kept, site["reader"], site["password"])
    moderator, moderators_token = sign_in(servers.kept, site["moderator"], site["password"])
    post = {"Content-Type": "application/x-www-form-urlencoded"}
    as_reader = {"Cookie": reader, "X-CSRFToken": token, **post}
    as_moderator = {"Cookie": moderator, "X-CSRFToken": moderators_token, **post}
    found = [
        Case("constant", constant + "/"),
        Case("story_cached", story),
        Case("story_gzip", story, headers={"Accept-Encoding": "gzip"}),
        Case("story_304", story, headers={"If-None-Match": etag}),
        Case("story_cold", cold + site["story"]),
        Case("story_beside_cold", story, beside=Case("cold", cold + site["story"], connections=4)),
        Case("front_cold", cold + site["front"]),
        Case("section_cold", cold + site["section"]),
        Case("search", cold + site["search"]),
        Case("queue", f"{kept}/moderation/", headers={"Cookie": moderator}, connections=8),
        Case("comment_post", kept, 8, as_reader, script("comment.lua", site)),
        Case("report_post", kept, 8, as_reader, script("report.lua", site)),
        Case("decide", kept, 8, as_moderator, script("decide.lua", site)),
    ]
    for case in found:
        if not case.script:
            body, headers = ask(case.url, case.headers)
            case.bytes = len(body)
    return found


def ask(url, headers=None):
    """Return the body and the headers of an answer, a 304 among them."""
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers or {}), timeout=60) as answer:  # noqa: S310
            return answer.read(), answer.headers
    except urllib.error.HTTPError as error:
        if error.code != 304:
            raise
        return b"", error.headers


def script(name, site):
    """Return a script of wrk's with the site's numbers written in."""
    return re.sub(r"@(\w+)@", lambda found: str(site[found[1]]), (HERE / name).read_text())


def wrk(case, seconds):
    """Pull a case for so many seconds; return requests a second and latencies."""
    other = run_wrk(case.beside, seconds + 1) if case.beside else None
    measured = read(run_wrk(case, seconds).communicate()[0])
    if other:
        other.communicate()
    return measured


def run_wrk(case, seconds):
    command = ["wrk", "--latency", "-t2", f"-c{case.connections}", f"-d{max(1, round(seconds))}s"]
    command += [f"-H{name}: {value}" for name, value in case.headers.items()]
    if case.script:
        with tempfile.NamedTemporaryFile("w", suffix=".lua", delete=False) as file:
            file.write(case.script)
        command += ["-s", file.name]
    return subprocess.Popen([*command, case.url], stdout=subprocess.PIPE, text=True)  # noqa: S603


def read(told):
    def latency(share):
        number, unit = re.search(rf"{share}%\s+([\d.]+)(us|ms|s|m)", told).groups()
        return float(number) * UNITS[unit]

    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", told)
    errors = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", told)
    return {
        "rps": float(re.search(r"Requests/sec:\s+([\d.]+)", told)[1]),
        "p50_ms": latency(50),
        "p99_ms": latency(99),
        "refused": int(refused[1] if refused else 0) + sum(map(int, errors.groups() if errors else ())),
    }
