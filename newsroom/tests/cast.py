"""The people and things that all tests know. Ed edits, Nell reports, Pia does pictures, Mo and Max moderate, Una writes
their rules, Ada runs the paper, Rita and Ravi read."""

import io
import uuid
from copy import copy
from datetime import timedelta
from unittest.mock import patch

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group, Permission
from django.db.models.base import ModelState
from django.utils import timezone
from PIL import Image

from accounts.models import User
from articles import version, write
from articles.models import Agency, Article, Author, Byline, Figure, Masthead, Policy, Section, Tagged
from articles.publish import publish
from articles.release import release
from articles.settle import settle_times
from comments.post import post
from images.upload import upload
from moderation.models import Rule
from newsroom.roles import make_groups
from pagecache.move import move
from screening.defaults import make_rules
from screening.models import Change, ScreeningRule
from search.index import index

STAFF = {
    "ed": "Editor",
    "nell": "Reporter",
    "pia": "Picture editor",
    "mo": "Moderator",
    "max": "Moderator",
    "una": "Moderators' editor",
    "ada": "Administrator",
}
PASSWORD = "a sentence that nobody guesses"


def person(name, role=None):
    user = User.objects.create_user(
        f"{name}@paper.example", PASSWORD, display_name=name.capitalize(), is_staff=role is not None
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user


def people(case):
    """Give a test class the whole cast, as case.ed, case.rita and so on."""
    make_groups(Group, Permission)  # a test that empties the database takes away what the migration made
    for name, role in STAFF.items():
        setattr(case, name, person(name, role))
    case.rita, case.ravi = person("rita"), person("ravi")


def of_old(case):
    """Let everybody have been here for months: new accounts may do less, and what they report counts for less."""
    joined = timezone.now() - timedelta(days=200)
    User.objects.update(date_joined=joined)
    for name in (*STAFF, "rita", "ravi"):
        getattr(case, name).date_joined = joined


def picture(colour="navy", size=(1200, 800), format="JPEG"):
    """Return a file with a picture, as a form would send it."""
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, format)
    file.seek(0)
    file.name = f"{colour}.{format.lower()}"
    return file


def photo(colour="navy", size=(480, 320), **words):
    words = {
        "caption": "Two boats at the pier.",
        "credit": "Pia / The Test",
        "alt_text": "Two boats",
        "rights": "staff",
    } | words
    # Pages ask for no rendition to be there, and to make them takes most of the time: what needs one makes it.
    with patch("images.upload.make_renditions"):
        return upload(file=picture(colour, size), **words)


def paper(case):
    """Give a test class a paper with a section, an author, an agency, rules and policies."""
    if not ScreeningRule.objects.exists():  # as with the groups above
        make_rules(ScreeningRule, Change, is_new=True, at=timezone.now())
        move("screening")
    Masthead.objects.create(pk=1, name="The Test", contact_email="letters@paper.example")
    case.news = Section.objects.create(name="News", slug="news")
    case.sport = Section.objects.create(name="Sport", slug="sport", position=1)
    case.author = Author.objects.create(name="Nell Byrne", slug="nell-byrne", user=getattr(case, "nell", None))
    case.agency = Agency.objects.create(name="Test Agency", copyright_name="TA")
    case.abuse = Rule.objects.create(code="abuse", title="Abuse", text="Attacks on people are not welcome.")
    case.spam = Rule.objects.create(code="spam", title="Advertising", text="No advertising.", position=1)
    for slug in ("comments", "ethics", "privacy"):
        Policy.objects.create(slug=slug, title=f"Policy on {slug}", body="<p>As it is.</p>")


def draft(case, headline="Harbour wall to be raised", body="<p>The harbour wall will be raised.</p>", **facts):
    """Return a draft with a byline, written by Ed."""
    words = {"slug": "harbour-wall", "standfirst": "Work begins in spring.", "section": case.news} | facts
    words |= {"section": words["section"].pk, "agency": words["agency"].pk if words.get("agency") else None}
    gates = {name: words.pop(name) for name in facts if name not in version.new()}
    words = {"headline": headline, "body": body, "bylines": [[case.author.pk, ""]]} | words
    article = write.begin(facts=version.new(**words), by=case.ed)
    if gates:
        Article.objects.filter(pk=article.pk).update(**gates)
        article.refresh_from_db()
    return article


def save(article, by, base=None, at=None, **facts):
    """Save a story with some facts changed, as the form does."""
    article.refresh_from_db()
    facts = version.newest(article) | facts
    return write.save(article=article, facts=facts, by=by, base=article.latest if base is None else base, at=at)


def change(article, by, kind="typo", text="", at=None, **facts):
    """Change a public story before its readers."""
    number = save(article, by, **facts).number
    article.refresh_from_db()
    if article.released != number:
        release(article=article, by=by, kind=kind, text=text, at=at)
    return article


def update(article, by):
    """Tell readers that there is something new in a story."""
    return change(article, by, "update", standfirst=f"{article.standfirst} And more.")


def story(case, at=None, when=None, lead=None, **facts):
    """Return a published (or scheduled) story."""
    if lead:
        facts["figures"] = [[lead.pk, "lead", "", "", "", False]]
    article = draft(case, **facts)
    publish(article=article, by=case.ed, at=at, when=when)
    return article


def stories(case, each, tag=None):
    """Return many published stories, of which `each` gives the facts. The deeds write the first one, its others are
    written all at once: deeds for fifty take a second."""
    first = story(case, **each[0])
    if tag:
        first.tags.add(tag)
    others = [other_than(first, **facts) for facts in each[1:]]
    Article.objects.bulk_create(others)
    Byline.objects.bulk_create(Byline(article=other, author=case.author) for other in others)
    Figure.objects.bulk_create(
        Figure(article=other, photo=facts["lead"], place=Figure.Place.LEAD)
        for other, facts in zip(others, each[1:], strict=True)
        if facts.get("lead")
    )
    Tagged.objects.bulk_create(
        Tagged(content_object=other, tag=topic) for topic in first.tags.all() for other in others
    )
    settle_times([other.pk for other in others])
    index([other.pk for other in others])
    move(*(name for other in others for name in other.page_names))
    return [first, *others]


def other_than(story, at, lead=None, **facts):
    other = copy(story)
    other._state = ModelState()
    for name, fact in {"pk": None, "publish_at": at, "first_published_at": at, **facts}.items():
        setattr(other, name, fact)
    return other


def comment(article, reader, text="Well said.", parent=None, at=None):
    return post(article=article, reader=reader, text=text, form_key=uuid.uuid4(), parent=parent, at=at)
