"""The demo's conversations: posted, reported and decided on by the deeds, at the times that the files say."""

from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

from accounts.models import Message
from articles.models import Article
from comments.like import like
from comments.models import Comment
from comments.pick import pick
from comments.post import post
from moderation.decide import decide
from moderation.models import Decision, Rule
from moderation.report import report

from . import read

Action, Status = Decision.Action, Comment.Status


class NotAsTold(Exception):
    """The site's own checks did not do with a comment what the demo's file says."""


def form_key(story, number):
    """Return the key of a comment: the same in every load."""
    return uuid5(NAMESPACE_URL, f"https://example.org/demo/{story}/{number}")


def load_threads(people, stories):
    for thread in [read("comments/big-thread.toml"), *read("comments/small-threads.toml")["threads"]]:
        load_thread(thread, people, stories[thread["story"]])


def load_thread(thread, people, story):
    posted, published = {}, story.publish_at
    for row in thread["comments"]:
        posted[row["n"]] = post_one(row, posted, people, story, published)
    for row in thread["comments"]:
        for number, words in enumerate(row.get("reports", ())):
            at = published + timedelta(minutes=row["minutes"] + 9 + 4 * number)
            make_report(posted[row["n"]], words, people, at)
        give_likes(posted[row["n"]], row.get("likes", 0), people)
        if row.get("picked"):
            pick(comment=posted[row["n"]], at=published + timedelta(minutes=row["minutes"] + 45))
        if row.get("status") == Status.REMOVED:
            at = published + timedelta(minutes=last_minute(row, thread["comments"]) + 25)
            remove(posted[row["n"]], row, people, at)


def post_one(row, posted, people, story, published):
    """Post a comment; where the story holds each and the file does not say that this one waits, a moderator kept it."""
    at = published + timedelta(minutes=row["minutes"])
    comment = post(
        article=story,
        reader=people.readers[row["reader"]],
        text=row["text"].strip(),
        form_key=form_key(story.slug, row["n"]),
        parent=posted.get(row.get("parent")),
        at=at,
    )
    if story.comments_mode == Article.Comments.PREMODERATED and "status" not in row:
        moderator = people.by_role["Moderator"][1]
        at += timedelta(minutes=6)
        decide(comment=comment, moderator=moderator, action=Action.KEEP, version_seen=comment.version, at=at)
        say_it_was_told(at)
    should = Status.HELD if row.get("status") == Status.HELD else Status.VISIBLE
    if comment.status != should:
        raise NotAsTold(f"Comment {row['n']} on {story.slug} is {comment.status} and not {should}.")
    return comment


def give_likes(comment, number, people):
    """Let so many readers like a comment, within a few minutes of each other."""
    others = [reader for reader in people.readers.values() if reader != comment.reader]
    for minute, reader in enumerate(others[:number], start=1):
        like(comment=comment, reader=reader, at=comment.posted_at + timedelta(minutes=minute))


def make_report(comment, row, people, at):
    report(
        comment=comment,
        reader=people.readers[row["reader"]],
        rule=Rule.objects.get(code=row["rule"]),
        words=row["words"],
        text_version=comment.text_version,
        at=at,
    )


def last_minute(row, rows):
    """Return when a comment or the last reply to it was posted: it was removed after that."""
    return max(each["minutes"] for each in rows if row["n"] in (each["n"], each.get("parent")))


def remove(comment, row, people, at):
    decide(
        comment=comment,
        moderator=people.one_in("Moderator"),
        action=Action.REMOVE,
        rule=Rule.objects.get(code=row["rule"]),
        note=row["note"],
        version_seen=comment.version,
        at=at,
    )
    say_it_was_told(at)


def say_it_was_told(at):
    """Date what the deeds have just told people, and mark it as mailed: no mail goes out about the past."""
    Message.objects.filter(mailed_at=None).update(told_at=at, mailed_at=at)
