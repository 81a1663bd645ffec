"""The demo's stories, each written, published, changed or withdrawn by the deed, when its file says it was."""

import re
from datetime import timedelta

from articles import version
from articles.models import Agency, Author, Section
from articles.publish import approve, publish, request_changes, submit
from articles.release import release
from articles.spike import spike
from articles.withdraw import withdraw
from articles.write import begin, save
from comments.models import OpeningHours

from . import FOLDER, read, replaced
from .desk import leave_on_desk

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
    row["body"] = PHOTO.sub(lambda found: f'data-photo="{photos[found[1]].pk}"', row["body"])
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
        body=row["body"],
        tags=sorted(row["tags"]),
        bylines=[[Author.objects.get(slug=each["author"]).pk, each["role"]] for each in row.get("bylines", ())],
        figures=[*figures(row, photos)],
    )
    for change in reversed(row.get("changes", ())):
        facts |= before(change, row)
    return begin(facts=facts, by=writer(row, people), at=at)


def figures(row, photos):
    """Yield the lead photo and the gallery, as a version keeps them."""
    if "lead_photo" in row:
        yield [photos[row["lead_photo"]].pk, "lead", *(row.get(f"lead_{key}", "") for key in OWN_WORDS), False]
    for key in row.get("gallery", ()):
        yield [photos[key].pk, "gallery", "", "", "", False]


def carry_out(row, story, by, editor, now):
    """Do with the story what its file says was done."""
    status, an_hour_ago = row["status"], now - timedelta(hours=1)
    if status in ("in_review", "changes", "approved"):
        submit(article=story, by=by, at=an_hour_ago)
    if status == "changes":
        request_changes(article=story, by=editor, note=row["note"], at=an_hour_ago)
    elif status == "approved":
        approve(article=story, by=editor, at=an_hour_ago)
    elif status == "spiked":
        spike(article=story, by=editor, note=row["note"], at=an_hour_ago)
    elif status == "scheduled":
        publish(article=story, by=editor, when=now + timedelta(hours=row["hours_ahead"]), at=an_hour_ago)
    elif status in ("published", "withdrawn"):
        publish(article=story, by=editor, at=now - timedelta(hours=row["hours_ago"]))
    for change in row.get("changes", ()):
        carry_out_change(row, change, story, by, editor, now - timedelta(hours=change["hours_ago"]))
    if "unreleased" in row:
        write(story, replaced(row["unreleased"], row["body"]), by, an_hour_ago)
    if status == "withdrawn":
        at = now - timedelta(hours=row["withdrawn_hours_ago"])
        withdraw(article=story, by=editor, note=row["withdrawal_note"], at=at)
    leave_on_desk(row, story, by, editor, now)


def carry_out_change(row, change, story, by, editor, at):
    """Write what the file's story says now where it said something else before, and let readers see it."""
    now = {name: row[name] for name in before(change, row)}
    write(story, now, by, at)
    told = {name: change[name] for name in ("kind", "text", "shows_change") if name in change}
    release(article=story, by=editor, at=at, **told)


def write(story, facts, by, at):
    save(article=story, facts=version.newest(story) | facts, by=by, base=story.latest, at=at)
    story.refresh_from_db()


def before(change, row):
    """Return what the story said until then."""
    return replaced(change.get("said", {}), row["body"])
