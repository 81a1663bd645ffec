"""The demo's stories, each written, published, corrected or withdrawn by the deed, when its file says it was."""

import re
from datetime import timedelta

from articles import version
from articles.correct import correct
from articles.models import Agency, Article, Author, Section
from articles.publish import publish, submit
from articles.withdraw import withdraw
from articles.write import begin
from comments.models import OpeningHours

from . import FOLDER, read

FACTS = ("headline", "slug", "kicker", "standfirst", "dateline", "comments_closed_reason", "sensitive")
OWN_WORDS = ("caption", "credit", "alt")
PHOTO = re.compile(r'data-photo="([a-z-]+)"')
WRITING_TIME = timedelta(hours=2)


def load_stories(people, photos, now):
    """Load all stories, the oldest first, and return them by their slugs."""
    rows = [read(f"stories/{path.name}") for path in (FOLDER / "stories").glob("*.toml")]
    rows.sort(key=lambda row: (-row.get("hours_ago", 0), row["slug"]))
    return {row["slug"]: load_story(row, people, photos, now) for row in rows}


def load_story(row, people, photos, now):
    written_at = now - timedelta(hours=row.get("hours_ago", 0)) - WRITING_TIME
    story = write_story(row, people, photos, written_at)
    if "opening_hours" in row:  # the same on each day
        days = [OpeningHours(article=story, day=day, **row["opening_hours"]) for day in OpeningHours.Day.values]
        OpeningHours.objects.bulk_create(days)
    carry_out(row, story, writer(row, people), people.one_in("Editor"), now)
    return story


def writer(row, people):
    """Return the login of the first author who has one, or else the editor's."""
    authors = [byline["author"] for byline in row.get("bylines", ())]
    return next((people.by_author[each] for each in authors if each in people.by_author), people.one_in("Editor"))


def write_story(row, people, photos, at):
    facts = version.new(
        **{name: row[name] for name in FACTS if name in row},
        section=Section.objects.get(slug=row["section"]).pk,
        agency=Agency.objects.get(name=row["agency"]).pk if "agency" in row else None,
        comments_mode=row["comments"],
        body=PHOTO.sub(lambda found: f'data-photo="{photos[found[1]].pk}"', row["body"]),
        tags=sorted(row["tags"]),
        bylines=[[Author.objects.get(slug=each["author"]).pk, each["role"]] for each in row.get("bylines", ())],
        figures=[*figures(row, photos)],
    )
    return begin(facts=facts, by=writer(row, people), at=at)


def figures(row, photos):
    """Yield the lead photo and the gallery, as a version keeps them."""
    if "lead_photo" in row:
        yield [photos[row["lead_photo"]].pk, "lead", *(row.get(f"lead_{key}", "") for key in OWN_WORDS), False]
    for key in row.get("gallery", ()):
        yield [photos[key].pk, "gallery", "", "", "", False]


def carry_out(row, story, by, editor, now):
    """Do with the story what its file says was done."""

    def ago(name):
        return now - timedelta(hours=row[name])

    if row["status"] == "in_review":
        submit(article=story, by=by, at=now - timedelta(hours=1))
    elif row["status"] == "scheduled":
        when = now + timedelta(hours=row["hours_ahead"])
        publish(article=story, by=editor, when=when, at=now - timedelta(hours=1))
    elif row["status"] != "draft":
        publish(article=story, by=editor, at=ago("hours_ago"))
    if "updated_hours_ago" in row:
        Article.objects.filter(pk=story.pk).update(updated_at=ago("updated_hours_ago"))
        story.refresh_from_db()
    for notice in row.get("corrections", ()):
        at = now - timedelta(hours=notice["hours_ago"])
        correct(article=story, by=editor, kind=notice["kind"], text=notice["text"], at=at)
    if row["status"] == "withdrawn":
        withdraw(article=story, by=editor, note=row["withdrawal_note"], at=ago("withdrawn_hours_ago"))
