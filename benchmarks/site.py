"""A site of any size, made of invented text, to be measured: the same numbers and seed give the same site."""

from dataclasses import dataclass

from django.core.management.color import no_style
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from taggit.models import Tag

from accounts.models import User
from articles.models import Agency, Article, Author, Masthead, Policy, Section
from comments.models import Comment, Community
from figures import removed
from moderation.models import Report, Rule
from moderation.queue import counts
from pagecache.move import move
from support.models import Campaign

from .people import PASSWORD, email, make_people, session_of
from .prose import ADJECTIVES, NOUNS, Prose
from .stories import Stories, make_photos, run
from .threads import Threads
from .waiting import write_cards

AUTHORS, TAGS = 60, 150
SECTIONS = ["News", "Politics", "Business", "World", "Sport", "Culture", "Opinion", "Science", "Education", "Health"]
SECTIONS += ["Travel", "Farming"]
RULES = {"abuse": "Abuse", "spam": "Advertising", "off-topic": "Off the topic", "untrue": "Untrue", "other": "Else"}


class NotEmpty(Exception):
    """The database holds stories that are no made site of this size."""


@dataclass
class Paper:
    """What stories and comments refer to."""

    sections: list
    authors: list
    tags: list
    agency: Agency
    rules: list
    editor: User
    moderator: User


def make(*, articles, comments, photos, seed, words, at=None, say=lambda line: None):
    """Fill an empty database, or leave a site that was made with the same numbers as it is."""
    sizes = f"{articles} stories of {words} words, {comments} comments, {photos} photos, seed {seed}"
    name = f"Made of invented text: {sizes}"
    if Masthead.objects.filter(organisation=name).exists():
        say("The site is here already; nothing was changed.")
        return
    refuse_unless_empty()
    at = (at or timezone.now()).replace(microsecond=0)
    readers = make_people(seed, at)
    paper = make_paper(seed)
    pictures = make_photos(photos, seed, by=paper.editor)
    say(f"{len(pictures)} photos with their renditions, {len(readers):,} readers")
    Stories(paper=paper, photos=pictures, seed=seed, words=words, articles=articles, at=at).write_all(say)
    say(f"{articles:,} stories")
    threads = Threads(paper=paper, readers=readers, seed=seed, articles=articles, comments=comments, at=at)
    threads.write_all(say)
    say(f"{comments:,} comments")
    write_cards()
    settle()
    removed.note(removed.unnoted())
    Masthead.objects.update_or_create(pk=1, defaults={"name": "The Made Times", "organisation": name})
    move("paper", "latest", "fronts")


def refuse_unless_empty():
    """Raise NotEmpty where anything stands that the made site would mix with."""
    if made := Masthead.objects.filter(organisation__startswith="Made of invented text").first():
        raise NotEmpty(f"There is another made site here. {made.organisation}.")
    if Article.objects.exists() or Section.objects.exists() or Comment.objects.exists():
        raise NotEmpty("This database has stories or sections of its own, or of a made site that was not finished.")
    if User.objects.filter(email=email("editor")).exists():
        raise NotEmpty("This database has people of a made site that was not finished.")


def make_paper(seed):
    prose = Prose(f"paper {seed}")
    Community.objects.get_or_create(pk=1)
    for position, slug in enumerate(("comments", "ethics", "privacy")):
        body = f"<p>{prose.words(80)}</p>"
        Policy.objects.create(slug=slug, title=f"Our {slug} policy", body=body, position=position)
    Campaign.objects.create(
        name="Made",
        heading="Help us to go on",
        lead_line=prose.sentence(),
        body=prose.words(40),
        button_label="Support us",
        button_url="https://made-site.example/",
    )
    sections = [
        Section(name=name, slug=name.lower(), description=prose.sentence(), position=position)
        for position, name in enumerate(SECTIONS)
    ]
    authors = [
        Author(name=prose.person(), slug=f"author-{number}", role=f"{noun} correspondent", bio=prose.words(40))
        for number, noun in enumerate(NOUNS[:AUTHORS], start=1)
    ]
    names = [f"{adjective} {noun}" for adjective in ADJECTIVES[:10] for noun in NOUNS[:15]]
    tags = [Tag(name=name, slug=name.replace(" ", "-")) for name in names[:TAGS]]
    rules = [
        Rule(code=code, title=title, text=prose.sentence(), position=position)
        for position, (code, title) in enumerate(RULES.items())
    ]
    return Paper(
        sections=Section.objects.bulk_create(sections),
        authors=Author.objects.bulk_create(authors),
        tags=Tag.objects.bulk_create(tags),
        agency=Agency.objects.create(name="Made Agency", copyright_name="MADE"),
        rules=Rule.objects.bulk_create(rules),
        editor=User.objects.get(email=email("editor")),
        moderator=User.objects.get(email=email("moderator")),
    )


def settle():
    """Let the database's next numbers come after those that rows were written with, and let PostgreSQL look at what
    there is, as it would by itself in the next minutes."""
    for statement in connection.ops.sequence_reset_sql(no_style(), [Article, Comment]):
        run(statement)
    if connection.vendor == "postgresql":
        run("ANALYZE")


def addresses():
    """Return where a made site is measured, how much waits there, and who to be."""
    # What is posted goes under another story than the one that is read, whose conversation keeps its size.
    story, other = Article.objects.live().select_related("section").order_by("-publish_at", "-pk")[:2]
    author, tag = story.bylines.first().author, story.tags.first()
    waiting = counts()
    return {
        "story": story.get_absolute_url(),
        "story_pk": story.pk,
        "front": "/",
        "section": story.section.get_absolute_url(),
        "author": author.get_absolute_url(),
        "topic": reverse("articles:tag", args=[tag.slug]),
        "latest": reverse("articles:latest"),
        "search": reverse("search:search") + "?q=lighthouse",
        "search_common": reverse("search:search") + "?q=harbour",
        "search_rare": reverse("search:search") + "?q=comet",
        "comment_post": reverse("comments:new", args=[other.pk]),
        "queue": reverse("moderation:queue"),
        "articles": Article.objects.count(),
        "comments": Comment.objects.count(),
        "first_comment": 1,
        "rule": Rule.objects.first().code,
        "held": waiting["held"],
        "reported": waiting["reported"],
        "reports": Report.objects.count(),
        "reader": email("reader-1"),
        "moderator": email("moderator"),
        "password": PASSWORD,
        "sessions": {name: session_of(name) for name in ("reader-1", "moderator")},
    }
