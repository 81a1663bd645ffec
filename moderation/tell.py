"""Tell a comment's author, and those who reported it, what was decided."""

from django.conf import settings
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.text import Truncator

from accounts.tell import tell
from comments.models import Comment

from .models import Decision

Action, Status = Decision.Action, Comment.Status
BEGINNING = 200  # characters of a comment, where many are told of


def story_of(decision):
    """Return how to name the story to a reader: by its headline where they could read that themselves."""
    article = decision.comment.article
    return f"“{article.headline}”" if article.is_live(decision.decided_at) else "a story that is not on the site"


def tell_author(decisions):
    """Tell the author what changed for them, in one message; a comment that was visible and stays so is no news. What
    did it to many unread tells of it itself."""
    decisions = [decision for decision in decisions if not decision.check_name]
    stories = {decision.comment.article_id: decision for decision in decisions}
    stories = {number: story_of(decision) for number, decision in stories.items()}
    news = [(one, said) for one in decisions if (said := words(one, stories[one.comment.article_id]))]
    if len(news) > 1:
        tell_of_many([decision for decision, _ in news], stories)
    elif news:
        tell_of_one(*news[0])


def tell_of_one(decision, said):
    subject, text = said
    comment = decision.comment
    text += noted(decision) + besides(decision) + f"\n\nYour comment:\n{comment.text}"
    tell(to=comment.reader, subject=subject, text=text, address=comment.get_absolute_url())


def tell_of_many(decisions, stories):
    """Tell of comments that were removed in one go, by one rule and with one note: of each where it stood, how it
    begins, and what other rooms add."""
    first = decisions[0]
    text = f"A moderator removed {len(decisions)} comments of yours.{cited(first)}{noted(first)}"
    for decision in decisions:
        gone = ", which you had deleted" if decision.comment.status == Status.DELETED else ""
        comment = decision.comment
        text += f"\n\nOn {stories[comment.article_id]}{gone}:\n{Truncator(comment.text).chars(BEGINNING)}"
        text += besides(decision)
    subject = f"{len(decisions)} of your comments were removed"
    tell(to=first.comment.reader, subject=subject, text=text, address=reverse("comments:mine"))


def noted(decision):
    return f"\n\nThe moderator writes: {decision.note}" if decision.note else ""


def cited(decision):
    return f" The rule: {decision.rule.title}. {decision.rule.text}" if decision.rule else ""


def words(decision, story=None):
    """Return subject and text of what the author is told, or None where nothing has changed for them."""
    comment, cites = decision.comment, cited(decision)
    story = story or story_of(decision)
    if decision.action == Action.REMOVE and comment.status == Status.DELETED:
        return "The comment that you deleted broke a rule", (
            f"Your comment on {story} broke a rule, a moderator decided.{cites}"
        )
    if decision.action == Action.REMOVE and decision.before == Status.REMOVED and not gives_another_rule(decision):
        return None
    if decision.action == Action.REMOVE:
        return "Your comment was removed", f"Your comment on {story} was removed.{cites}"
    if decision.action == Action.ASK and comment.status != Status.DELETED:
        return "Your comment can go up with a change", (
            f"A moderator has read your comment on {story} and would rather not remove it. As it stands it breaks a "
            f"rule, so it waits: change it, and it is read again.{cites}"
        )
    if decision.action == Action.HOLD and decision.before == Status.VISIBLE and comment.status == Status.HELD:
        return "Your comment waits for a moderator", (
            f"Your comment on {story} is off the page until a moderator has decided about it.{cites}"
        )
    if comment.is_visible and decision.before != Status.VISIBLE:
        return "Your comment was accepted", (
            f"A moderator has read your comment on {story}. Everyone who can read the story can now see it."
        )
    return None


def gives_another_rule(decision):
    """Tell whether a comment that was removed before stays so for another reason."""
    earlier = decision.comment.decisions.standing().filter(action=Action.REMOVE, version__lt=decision.version)
    last = earlier.order_by("-version").first()
    return last is not None and last.rule_id != decision.rule_id


def tell_reporters(decision):
    """Tell each reader whose report it settled what came of it, in one line."""
    for report in decision.reports.all():
        said = (
            f"You reported a comment on {story_of(decision)}. {outcome(report, decision)} Thank you for writing to us."
        )
        tell(
            to=report.reader,
            subject=f"Your report {report.reference} was decided",
            text=said + besides(decision, report=report),
            address=report.get_absolute_url(),
        )


def outcome(report, decision):
    """Say what came of a report, as things stand now."""
    status = decision.comment.status
    if decision.action == Action.REMOVE:
        return "The comment was removed."  # for those who reported it, also where its author was first
    if decision.action == Action.ASK:
        return "A moderator agrees that it breaks a rule: its author may change it, and until then it is off the page."
    if report.text_version < decision.text_version:
        return "Its author has changed it since, and as it stands now it breaks no rule."
    if status == Status.VISIBLE:
        return "The comment stays: it breaks no rule."
    since = {
        Status.DELETED: "its author has deleted it since",
        Status.REMOVED: "another moderator has removed it since",
        Status.HELD: "it is off the page again until a moderator has decided anew",
    }
    return f"It broke no rule; {since[status]}."


def besides(decision, **facts):
    """Return what other rooms have to add to what is told (settings.TOLD_BESIDES), each in a paragraph of its own."""
    more = [import_string(path)(decision, **facts) for path in settings.TOLD_BESIDES]
    return "".join(f"\n\n{words}" for words in more if words)
