"""What benchmarks.schedules lets go out, and what became of it; needs Django to be set up."""

import random
import time
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.models import User
from articles import gates, publish, version, write
from articles.models import Article, ArticleEvent, Author, Section
from articles.publish_due import anything_new
from articles.schedule import cancel_change, schedule_change
from articles.withdraw import withdraw
from clock.left_over import begin_again

from .schedules import spread

KINDS = ["story"] * 7 + ["embargo"] + ["change"] * 2
TAKEN_BACK = 50  # one of so many, in each way


@dataclass
class Item:
    article: int
    kind: str
    due: float
    address: str
    words: str  # on the page when it is out
    goes_out: bool = True
    is_asked: bool = True


class Schedule:
    """The items, all made before the first is due."""

    def __init__(self, number, over, lead):
        self.ed = User.objects.create_superuser("schedules@x.example", None, display_name="Ed Scheduler")
        self.section, self.author = Section.objects.first(), Author.objects.first()
        self.begins = timezone.now() + timedelta(seconds=lead)
        chance = random.Random(1)  # noqa: S311
        times = [self.begins + timedelta(seconds=over * place / number) for place in range(number)]
        chance.shuffle(times)
        self.items = [self.make(place, when, KINDS[place % len(KINDS)]) for place, when in enumerate(times)]
        self.take_back(chance)
        if timezone.now() > self.begins:
            raise SystemExit("It took too long to make them all: some were due before.")
        DBTaskResult.objects.all().delete()  # of what has been public before
        self.by_article = {item.article: item for item in self.items}

    def make(self, place, when, kind):
        facts = version.new(
            headline=f"Planted {place}",
            slug=f"planted-{place}",
            standfirst="Soon.",
            body=f"<p>Words {place}.</p>",
            section=self.section.pk,
            tags=[f"planted-{place}"],
            bylines=[[self.author.pk, ""]],
        )
        story = write.begin(facts=facts, by=self.ed)
        words = f"Planted {place}"
        if kind == "story":
            publish.publish(article=story, by=self.ed, when=when)
        elif kind == "embargo":
            gates.embargo(article=story, by=self.ed, until=when)
            publish.publish(article=story, by=self.ed)
        else:
            publish.publish(article=story, by=self.ed)
            words = f"Changed words {place}"
            self.save(story, headline=words)
            schedule_change(article=story, by=self.ed, when=when, kind="update")
            self.save(story, headline=f"Never {place}")  # a newer one, which does not go out
        story.refresh_from_db()
        asked = place % 10 in (2, 8) or place % 20 == 7  # of each kind
        return Item(story.pk, kind, when.timestamp(), story.get_absolute_url(), words, is_asked=asked)

    def save(self, story, **facts):
        write.save(article=story, facts=version.newest(story) | facts, by=self.ed, base=story.latest)

    def take_back(self, chance):
        """Put some off, and take others back in each way."""
        of_kind = {kind: [item for item in self.items if item.kind == kind] for kind in KINDS}
        each = len(self.items) // TAKEN_BACK
        stories = chance.sample(of_kind["story"], 3 * each)
        for place, item in enumerate(stories):
            story = Article.objects.get(pk=item.article)
            item.goes_out = place % 3 == 0
            if item.goes_out:
                item.due += 5
                publish.publish(article=story, by=self.ed, when=story.publish_at + timedelta(seconds=5))
            elif place % 3 == 1:
                publish.unschedule(article=story, by=self.ed)
            else:
                withdraw(article=story, by=self.ed, note="It was wrong.")
        for item in of_kind["change"][:each]:
            item.goes_out = False
            cancel_change(article=Article.objects.get(pk=item.article), by=self.ed)

    def wait_until_attended(self, patience=600):
        until = time.time() + patience
        while anything_new(timezone.now()) and time.time() < until:
            time.sleep(0.2)
        return time.time()

    def wait_for_tasks(self, patience=900):
        """Wait for the hub and the cache to be told; return how many tasks had to be begun again."""
        left, until = 0, time.time() + patience
        rows = DBTaskResult.objects.filter(status__in=["READY", "RUNNING"])
        while rows.exists() and time.time() < until:
            if not rows.filter(status="READY").exists():
                time.sleep(2)  # what is still at work is done by then
                left += begin_again(after=timedelta(seconds=2))
            time.sleep(0.5)
        return left


def found(schedule, outside, away, back):
    """Say of all items whether they went out, how often, and when what follows was done: of those that were due while
    somebody attended, how long after their time; of those that were due between `away` and `back`, how long after that.
    """
    out = [item for item in schedule.items if item.goes_out]
    never = [item for item in schedule.items if not item.goes_out]
    events = ArticleEvent.objects.filter(article__in=schedule.by_article, deed__in=("go_out", "release"))
    at = {}
    for event in events:
        at.setdefault(event.article_id, []).append(event.at.timestamp())
    pings, purges, states = told(schedule)
    live = set(Article.objects.live().filter(pk__in=schedule.by_article).values_list("pk", flat=True))
    done = [(item.due, at[item.article][0]) for item in out if item.article in at]
    changes = {item.article: item.words for item in out if item.kind == "change"}
    headlines = dict(Article.objects.filter(pk__in=changes).values_list("pk", "headline"))
    return {
        "to_go_out": len(out),
        "taken_back": len(never),
        "public": sum(item.article in live for item in out),
        "changes_with_their_pinned_version": sum(headlines[pk] == words for pk, words in changes.items()),
        "of_them": len(changes),
        "events_once": sum(len(at.get(item.article, ())) == 1 for item in out),
        "pings_once": sum(pings.get(item.article) == 1 for item in out),
        "purges_once": sum(purges.get(item.article) == 1 for item in out),
        "taken_back_and_out_all_the_same": sum(item.article in at or item.article in pings for item in never),
        "attended_to_early": sum(when < due for due, when in done),
        "attended_to_after_s": spread(when - due for due, when in done if due < away - 5),
        "due_while_nobody_was_there": spread(when - back for due, when in done if due >= away),
        "tasks": states,
        "hub_told_of_feeds": outside.pings,
        "cache_told": outside.bans,
    }


def told(schedule):
    """Return how many pings and purges there were for each story, and what became of the tasks."""
    slugs = {f"planted-{place}": item.article for place, item in enumerate(schedule.items)}
    pings, purges, states = {}, {}, {}
    for row in DBTaskResult.objects.all():
        name = row.task_path.rpartition(".")[2]
        states[f"{name} {row.status}"] = states.get(f"{name} {row.status}", 0) + 1
        words = row.args_kwargs["args"][0]
        if name == "ping":
            tag = next(word for word in words if "/topics/planted-" in word).rpartition("/")[2].partition(".")[0]
            pings[slugs[tag]] = pings.get(slugs[tag], 0) + 1
        elif name == "purge":
            for word in words:
                if word.startswith("story:") and int(word[6:]) in schedule.by_article:
                    number = int(word[6:])
                    purges[number] = purges.get(number, 0) + 1
    return pings, purges, states
