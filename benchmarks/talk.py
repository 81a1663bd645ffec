"""A story that everybody talks about: so many comments and views a second, for minutes, on the site as it is served:

    python -m benchmarks.talk --minutes 10 --comments 10 --views 300
    python -m benchmarks.talk --minutes 1 --posters 20       (each posts again as soon as they were answered)

Tells errors, how long posts and pages took, and how far behind the newest page of the conversation ever was.
"""

import argparse
import http.client
import itertools
import tempfile
import threading
import time
import uuid
from collections import Counter
from pathlib import Path
from urllib.parse import urlencode

from .run import database, make_site
from .servers import NEWSROOM, Server, sign_in

READERS, VIEWERS = 20, 8


class Talk:
    def __init__(self, server, site, options):
        self.server, self.site, self.options = server, site, options
        self.until = time.monotonic() + options.minutes * 60
        self.answers, self.took, self.behind, self.counting = Counter(), {"post": [], "page": []}, [], threading.Lock()
        people = [f"reader-{number}@made-site.example" for number in range(1, (options.posters or READERS) + 1)]
        self.signed_in = [sign_in(server, email, site["password"]) for email in people]

    def run(self):
        posters, rate = len(self.signed_in), self.options.comments
        pause = 0 if self.options.posters else posters / rate
        threads = [
            threading.Thread(target=self.post, args=(*person, pause, place * pause / posters))
            for place, person in enumerate(self.signed_in)
        ]
        views = VIEWERS if self.options.views else 0
        threads += [threading.Thread(target=self.view, args=(views / self.options.views,)) for _ in range(views)]
        threads += [threading.Thread(target=self.watch)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def paced(self, pause, first=0.0):
        """Yield until the time is over, once in each `pause`; who is late goes on at once."""
        begun = time.monotonic() + first
        for number in itertools.count():
            time.sleep(max(0, begun + number * pause - time.monotonic()))
            if time.monotonic() > self.until:
                return
            yield

    def post(self, cookie, token, pause, first):
        line = Line(self.server)
        headers = {"Cookie": cookie, "X-CSRFToken": token, "Content-Type": "application/x-www-form-urlencoded"}
        for _ in self.paced(pause, first):
            self.tell("post", *line.ask("POST", self.site["comment_post"], said(), headers))

    def view(self, pause):
        line = Line(self.server)
        page = self.site["comment_post"].replace("new/", "")
        for _ in self.paced(pause):
            self.tell("page", *line.ask("GET", page, None, {"Accept-Encoding": "gzip"}))

    def watch(self):
        """Post a marked comment every second and look how long it takes to stand on the newest page."""
        line, (cookie, token) = Line(self.server), self.signed_in[0]
        page = self.site["comment_post"].replace("new/", "?order=newest")
        headers = {"Cookie": cookie, "X-CSRFToken": token, "Content-Type": "application/x-www-form-urlencoded"}
        for _ in self.paced(1.0):
            mark = uuid.uuid4().hex
            status, _ = line.ask("POST", self.site["comment_post"], said(mark), headers)
            begun = time.monotonic()
            while status == 302 and mark.encode() not in line.page(page):
                if time.monotonic() - begun > 10:
                    break
                time.sleep(0.02)
            self.behind.append(time.monotonic() - begun)

    def tell(self, what, status, seconds):
        with self.counting:
            self.answers[what, status] += 1
            self.took[what].append(seconds)


class Line:
    """A connection that is kept, and opened again where the server closed it."""

    def __init__(self, server):
        self.server, self.line = server, http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        self.body = b""

    def ask(self, *request):
        begun = time.monotonic()
        try:
            self.line.request(*request)
            answer = self.line.getresponse()
            self.body = answer.read()
            status = answer.status
        except (OSError, http.client.HTTPException) as error:
            self.line.close()
            status = type(error).__name__
        return status, time.monotonic() - begun

    def page(self, address):
        self.ask("GET", address, None, {})
        return self.body


def said(mark=""):
    mark = mark or uuid.uuid4().hex
    return urlencode({"form_key": str(uuid.uuid4()), "text": f"The ferry was late again, and nobody said why: {mark}."})


def share(times, part):
    return round(sorted(times)[min(len(times) - 1, int(len(times) * part))] * 1000) if times else None


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--minutes", type=float, default=10)
    options.add_argument("--comments", type=float, default=10, help="a second, by twenty readers")
    options.add_argument("--posters", type=int, default=0, help="so many instead, each without a pause")
    options.add_argument("--views", type=float, default=300, help="a second")
    options = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="newsroom-talk-") as folder:
        site = make_site(Path(folder), 1000, 10_000)
        server = Server(NEWSROOM, {"DATA_DIR": folder, "LOG_LEVEL": "ERROR", "COMMENT_RATES": ""})
        try:
            talk = Talk(server, site, options)
            talk.run()
        finally:
            server.stop()
    print(database(), dict(talk.answers))
    for what, times in talk.took.items():
        print(what, {f"p{part}": share(times, part / 100) for part in (50, 95, 99)}, "ms")
    print("behind at most", share(talk.behind, 1), "ms, mostly", share(talk.behind, 0.5), "ms")


if __name__ == "__main__":
    main()
