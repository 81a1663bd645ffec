"""Two editors who save, publish and type in the same instant, again and again. No text may be overwritten unseen, and
every text must be found again:

    python -m benchmarks.saves --rounds 1000      (or: python -m newsroom.tests.postgres python -m benchmarks.saves)

They send the pages' own forms, through Django, each from a thread and a connection of their own. Where one was
overtaken, they bring the two together on the page to which that leads, and save it.
"""

import argparse
import logging
import os
import random
import tempfile
import threading
import time
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from uuid import uuid4

from .run import database, make_site

STORY = "/admin/articles/article/"
BODY = [f"<p>Paragraph {number} of the story, as it was begun.</p>" for number in range(5)]


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=1000)
    options = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="newsroom-saves-") as folder:
        make_site(Path(folder), 20, 20)
        os.environ |= {"DATA_DIR": folder, "LOG_LEVEL": "CRITICAL", "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
        import django

        django.setup()
        logging.disable()  # of the answers that are no success: each is told here
        race, begun = Race(), time.monotonic()
        for number in range(options.rounds):
            race.round(number)
            if number % 100 == 99:
                print(f"{number + 1} rounds in {time.monotonic() - begun:.0f} s: {dict(race.told)}", flush=True)
    print(database(), dict(race.told), race.wrong[:5] or "0 silent overwrites, every text was found again", flush=True)
    raise SystemExit(bool(race.wrong))


class Fields(HTMLParser):
    """What a browser would send of the story's form, or of the page that brings two texts together."""

    def __init__(self, page):
        super().__init__()
        self.found, self.choices, self.inside, self.select = {}, {}, None, None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        told = dict(attributes)
        name, kind = told.get("name"), told.get("type", "text")
        if tag == "input" and kind == "radio":
            self.choices.setdefault(name, []).append(told["value"])
        elif tag == "input" and name and kind not in ("submit", "checkbox", "search"):
            self.found[name] = told.get("value", "")
        elif tag == "input" and kind == "checkbox" and "checked" in told:
            self.found[name] = told.get("value", "on")
        elif tag == "textarea" and name:
            self.inside, self.found[name] = name, ""
        elif tag == "select" and name:
            self.select, self.found[name] = name, ""
        elif tag == "option" and self.select and "selected" in told:
            self.found[self.select] = told.get("value", "")

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.inside = None
        elif tag == "select":
            self.select = None

    def handle_data(self, text):
        if self.inside:
            # The first line break of a text area is not part of it.
            self.found[self.inside] += text if self.found[self.inside] else text.removeprefix("\n").removeprefix("\r\n")


class Race:
    def __init__(self):
        from django.conf import settings
        from django.contrib.auth.models import Group
        from django.test import Client

        from accounts.models import User
        from articles.models import Author, Section

        settings.ALLOWED_HOSTS.append("testserver")
        self.told, self.wrong, self.chance = Counter(), [], random.Random(1)  # noqa: S311
        self.section, self.author, self.editors = Section.objects.first(), Author.objects.first(), []
        for number in range(2):
            person = User.objects.create_user(
                f"saves-{number}@x.example", None, display_name=f"Editor {number}", is_staff=True
            )
            person.groups.add(Group.objects.get(name="Editor"))
            client = Client(raise_request_exception=False)
            client.force_login(person)
            self.editors.append((person, client))
        self.kinds = [self.apart, self.same, self.publishing, self.typing, self.typing_and_saving]

    def round(self, number):
        self.number, self.words = number, [f"word{number}of{name}" for name in ("one", "two")]
        self.story = self.begin()
        self.kinds[number % len(self.kinds)]()

    def begin(self):
        from articles import version
        from articles.write import begin

        known = {"headline": f"Story {self.number}", "slug": f"story-{self.number}", "section": self.section.pk}
        known |= {"standfirst": "As it was begun.", "body": "".join(BODY), "bylines": [[self.author.pk, ""]]}
        return begin(facts=version.new(**known), by=self.editors[0][0])

    # What they do

    def apart(self):
        """Both save; each has changed another paragraph."""
        self.save_both([0, 3])

    def same(self):
        """Both save; each has changed the same paragraph."""
        self.save_both([2, 2])

    def save_both(self, places):
        forms = [self.form(client, self.with_word(place, words)) for (_, client), place, words in self.each(places)]
        answers = self.at_once([self.posting(client, "change/", form) for (_, client), form, _ in self.each(forms)])
        led = ["merge" if "/merge/" in answer.headers.get("Location", "") else answer.status_code for answer in answers]
        self.told[f"save and save: {sorted(map(str, led))}"] += 1
        self.must(sorted(map(str, led)) == ["302", "merge"], led)
        self.must(self.newest().count(self.words[1 - led.index("merge")]) == 1, "the first one's text is not there")
        self.must_be_found()
        loser = led.index("merge")
        self.bring_together(self.editors[loser][1], answers[loser].headers["Location"])
        self.must(all(word in self.newest() for word in self.words), "brought together, a text is missing")

    def bring_together(self, client, address):
        page = Fields(client.get(address).content.decode())
        form = {"newest": page.found["newest"]} | {name: values[-1] for name, values in page.choices.items()}
        self.told["conflicts"] += len(page.choices)
        answer = client.post(address, form)
        self.must(answer.status_code == 302, f"bringing together answered {answer.status_code}")

    def publishing(self):
        """One saves while the other publishes, or releases a change. Readers see what the one who did that saw."""
        (_, writer), (_, publisher) = self.editors
        deed = "release" if self.number // len(self.kinds) % 2 else "publish"
        if deed == "release":
            self.publish_and_change()
        form = self.form(writer, self.with_word(0, self.words[0]))
        seen = Fields(publisher.get(f"{STORY}{self.story.pk}/{deed}/").content.decode()).found | {"kind": "typo"}
        deeds = [self.posting(writer, "change/", form), self.posting(publisher, f"{deed}/", seen)]
        saved, published = (answer.status_code for answer in self.at_once(deeds))
        self.told[f"save and {deed}: {saved}, {published}"] += 1
        self.must((saved, published) in ((302, 302), (302, 409)), (saved, published))
        self.words = self.words[:1]
        self.must_be_found()
        self.must_show_what_was_seen()

    def publish_and_change(self):
        from articles import version
        from articles.publish import publish
        from articles.write import save

        editor = self.editors[0][0]
        publish(article=self.story, by=editor)
        save(article=self.story, facts=version.newest(self.story) | {"kicker": "New"}, by=editor, base=1)

    def must_show_what_was_seen(self):
        from articles import version

        self.story.refresh_from_db()
        if self.story.released is not None:
            released = version.text_of(version.facts_of(self.story, self.story.released))
            self.must(version.text_of(version.facts(self.story)) == released, "the rows are not the released version")
            self.must(self.words[0] not in self.story.body, "readers see what nobody published")

    def typing(self):
        """Two windows are typed in; one time in two they are the same person's."""
        windows = [self.editors[0], self.editors[self.number // len(self.kinds) % 2]]
        forms = [
            self.form(client, self.with_word(2, word)) for (_, client), word in zip(windows, self.words, strict=True)
        ]
        for form in forms:
            form |= {"keep-has_form": "on", "keep-base": "1"}
        deeds = [self.posting(client, "keep/", form) for (_, client), form in zip(windows, forms, strict=True)]
        answers = self.at_once(deeds * 2)  # and each sends it twice
        self.told[f"typing and typing: {sorted({answer.status_code for answer in answers})}"] += 1
        self.must(all("kept" in answer.json() for answer in answers), [answer.status_code for answer in answers])
        self.must_be_found(left=True)

    def typing_and_saving(self):
        """The same window's text is saved while it is kept; another is typed in meanwhile."""
        (_, one), (_, other) = self.editors
        forms = [self.form(client, self.with_word(1, word)) for (_, client), word, _ in self.each(self.words)]
        kept = [form | {"keep-has_form": "on", "keep-base": "1"} for form in forms]
        deeds = [self.posting(one, "keep/", kept[0]), self.posting(one, "change/", forms[0])]
        answers = self.at_once([*deeds, self.posting(other, "keep/", kept[1])])
        self.told[f"typing and saving: {[answer.status_code for answer in answers]}"] += 1
        self.must([answer.status_code for answer in answers] == [200, 302, 200], answers)
        self.must(self.words[0] in self.newest(), "what was saved is not there")
        self.must_be_found()

    # How

    def each(self, values):
        return zip(self.editors, values, self.words, strict=True)

    def with_word(self, place, word):
        body = list(BODY)
        body[place] = body[place].replace("</p>", f" And {word}.</p>")
        return "".join(body)

    def form(self, client, body):
        found = Fields(client.get(f"{STORY}{self.story.pk}/change/").content.decode()).found
        return found | {"body": body, "keep-client": str(uuid4()), "_continue": "Save"}

    def posting(self, client, page, form):
        return lambda: client.post(f"{STORY}{self.story.pk}/{page}", form)

    def at_once(self, deeds):
        gate, answers = threading.Barrier(len(deeds)), [None] * len(deeds)

        def do(number, deed):
            from django.db import connection

            gate.wait()
            time.sleep(self.chance.random() * 0.08)  # so that now one is first, now the other
            try:
                answers[number] = deed()
            finally:
                connection.close()

        threads = [threading.Thread(target=do, args=each) for each in enumerate(deeds)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return answers

    def newest(self):
        return self.story.revisions.first().facts["body"]

    def must_be_found(self, left=False):
        """Each word stands in a version, or in what was typed and not saved; with `left`, among the leftovers."""
        from articles.keep import leftovers
        from articles.models import Unsaved

        typed = Unsaved.objects.filter(article=self.story)
        rows = [row for person, _ in self.editors for row in leftovers(person)] if left else typed
        texts = [value for row in rows for _, value in row.fields]
        texts += [] if left else [revision.facts["body"] for revision in self.story.revisions.all()]
        for word in self.words:
            self.must(any(word in text for text in texts), f"{word} is lost")

    def must(self, holds, words):
        if not holds:
            self.wrong.append((self.number, words))


if __name__ == "__main__":
    main()
