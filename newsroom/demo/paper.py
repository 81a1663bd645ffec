"""The demo paper's fixed things: what stands before there is a story."""

from datetime import timedelta

from articles.models import Agency, Author, Masthead, Policy, Section
from articles.sanitise import story_html
from comments.models import Community
from moderation.models import Rule
from pagecache.move import move
from support.models import Campaign


def load_paper(edition, now):
    Masthead.objects.update_or_create(pk=1, defaults=edition["masthead"])
    community = edition["community"] | {"statement": story_html(edition["community"]["statement"])}
    Community.objects.update_or_create(pk=1, defaults=community)
    by_slug(Section, numbered(edition["sections"]))
    by_slug(Author, edition["authors"])
    for agency in edition["agencies"]:
        Agency.objects.update_or_create(name=agency["name"], defaults={"copyright_name": agency["copyright_name"]})
    by_slug(Policy, numbered(row | {"body": story_html(row["body"])} for row in edition["policies"]))
    for rule in numbered(edition["rules"]):
        Rule.objects.update_or_create(code=rule["code"], defaults=rule)
    for campaign in edition["campaigns"]:
        Campaign.objects.update_or_create(
            name=campaign["name"], defaults=campaign | {"from_time": now - timedelta(days=3)}
        )
    move("paper")


def by_slug(model, rows):
    for row in rows:
        model.objects.update_or_create(slug=row["slug"], defaults=row)


def numbered(rows):
    """Give each row its place in the list."""
    return [row | {"position": position} for position, row in enumerate(rows)]
