"""Post a comment, or a reply to one."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.present import present
from articles.models import Article
from articles.sanitise import comment_html
from pagecache.move import move

from . import checks
from .appeared import appeared, changed
from .models import DEEPEST, STEP, Comment, Hit, step
from .opening import closed_because, terms_of
from .screen import Refused, screen, text_key
from .standing import AskFirst, NotWelcome, standing


class Closed(Refused):
    """The story takes no comments."""


class Withdrawn(Refused):
    """The story is not on the site any more."""


class Gone(Refused):
    """What was to be answered is not there any more."""


class NotAllowed(Refused):
    """This person may not post. `address`: of a page of theirs that says more, or ""."""

    def __init__(self, message, *, address=""):
        super().__init__(message)
        self.address = address


class NotYet(NotAllowed):
    """This person may post as soon as they have done something on the page at `address`."""


def may_write(reader, *, at):
    """Lock the reader's account; return what makes what they write wait. Raises NotAllowed or NotYet."""
    if not present(reader):
        raise NotAllowed("This account may not post comments.")
    try:
        return standing(reader, at=at)
    except NotWelcome as error:
        kind = NotYet if isinstance(error, AskFirst) else NotAllowed
        raise kind(str(error), address=error.address) from error


class SentBefore(Refused):
    """The form was sent before, with another text."""


def post(*, article, reader, text, form_key, parent=None, network="", proved=True, at=None):
    """Store the comment and return it, held or visible. The same `form_key` from one reader makes one comment.

    Raises Closed, Withdrawn, Gone, NotAllowed, SentBefore, TooFast or SaidAlready. `text` is plain and already measured
    by the form; `network` (comments/network.py) is blank for what came over none; what is not `proved` to come from a
    browser (accounts/proof.py) is held.
    """
    at = at or timezone.now()
    found = checks.run(text=text, reader=reader, article=article, at=at)
    if not proved:
        found.append(checks.UNPROVED)
    html = comment_html(text)  # before the transaction, which should be short
    facts = {"article": article, "reader": reader, "text": text, "form_key": form_key, "parent": parent}
    try:
        with transaction.atomic():
            # Locked, so that what the reader sends at once is counted one after the other.
            found += may_write(reader, at=at)
            mode = story_as_it_stands(article_pk=article.pk, parent=parent, at=at).comments_mode
            key = text_key(text)
            screen(reader=reader, article=article, key=key, network=network, at=at)
            return store(**facts, html=html, key=key, network=network, mode=mode, found=found, at=at)
    except (IntegrityError, Refused) as error:
        # The form may have been sent twice, and the other one was first: whatever has happened since, it was posted.
        already = Comment.objects.filter(reader=reader, form_key=form_key).first()
        if already and says(already, **facts):
            return already
        # What is refused is not to be seen, or not taken: that comes first.
        if already and not isinstance(error, Refused):
            raise SentBefore(
                "You have posted a comment with this form before. Send it again to post this one too."
            ) from error
        raise


def says(comment, *, article, parent, text, **others):
    """Tell whether the comment is the one that was sent."""
    return (comment.article_id, comment.parent_id, comment.text) == (article.pk, parent.pk if parent else None, text)


def story_as_it_stands(*, article_pk, parent=None, asked_for=False, at=None):
    """Return the story's Terms if it takes comments, and answers to `parent`, as things stand now; else raise. What a
    moderator has `asked_for` it takes where it is closed, too: the conversation was open when it began. But not about
    a court case."""
    at = at or timezone.now()
    story = terms_of(article_pk, at)
    if story is None:
        raise Withdrawn("This story is not on the site any more, so it takes no comments.")
    reason = closed_because(story, at)
    if reason and (story.court_case or not asked_for):
        raise Closed(reason)
    if parent and not Comment.objects.visible().filter(pk=parent.pk, article=article_pk).exists():
        raise Gone("The comment that you answer is not there any more. You can post yours on its own.")
    return story


def store(*, article, reader, text, html, key, network, form_key, parent, mode, found, at):
    held = mode == Article.Comments.PREMODERATED or any(hit.outcome == checks.HOLD for hit in found)
    comment = Comment.objects.create(
        article=article,
        reader=reader,
        parent=parent,
        text=text,
        html=html,
        text_key=key,
        network=network,
        form_key=form_key,
        posted_at=at,
        status=Comment.Status.HELD if held else Comment.Status.VISIBLE,
    )
    above = parent.path[: STEP * (DEEPEST - 1)] if parent else ""
    comment.path = above + step(comment.pk)
    comment.top = parent.top if parent else comment.pk
    Comment.objects.filter(pk=comment.pk).update(path=comment.path, top=comment.top)
    Hit.objects.bulk_create(
        Hit(
            comment=comment,
            check_name=hit.check_name,
            outcome=hit.outcome,
            because=hit.because,
            words=hit.words,
            screening=hit.screening,
            note=hit.note,
        )
        for hit in checks.shown(found)
    )
    if comment.is_visible:
        move(f"thread:{article.pk}", purge=False)
        appeared(comment, at=at)
    changed(comment, at=at, found=found)
    return comment
