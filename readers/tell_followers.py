"""Tell those who follow of a comment that has appeared: of a reply each time, of a story by one notice that counts.

Asked for in the transaction of whoever posts, which must stay short: there it is one small query, and a task where
somebody follows. The task tells, once for each comment. No notice repeats what somebody wrote, nor their name: it may
be taken back, and the notice leads to it.
"""

from datetime import timedelta
from functools import lru_cache

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from accounts.choose_mails import NO_REPLIES
from accounts.models import Message, User
from accounts.tell import mail_soon, one_line, tell
from comments.composed import ask
from comments.models import Comment

from .models import Follow, Mute, Told

BETWEEN_MAILS = timedelta(hours=1)  # about one story to one reader
COUNTED = 1000  # a notice counts no further
REPLY, STORY = Message.Kind.REPLY, Message.Kind.STORY


def comment_appeared(comment, *, at):
    """Have the followers of its story and of what it answers told, by the task worker. See settings.AFTER_COMMENT."""
    if comment.parent_id and comment.parent.reader_id != comment.reader_id:
        return tell_followers.enqueue(comment.pk)  # whoever wrote that follows it
    if ask(followers, {ARTICLE: comment.article_id, ANSWERED: comment.parent_id, AUTHOR: comment.reader_id}):
        tell_followers.enqueue(comment.pk)


ARTICLE, ANSWERED, AUTHOR = -1, -2, -3  # the blanks


@lru_cache
def followers(vendor):
    theirs = Follow.objects.filter(Q(article=ARTICLE) | Q(comment=ANSWERED)).exclude(reader=AUTHOR)
    return theirs.order_by().values_list("pk")[:1].query.sql_with_params()


@task()
def tell_followers(comment_pk):
    """Tell all whom this comment concerns, if everybody can see it and it was not told of before."""
    try:
        tell_all(comment_pk)
    except IntegrityError:  # one of them was erased meanwhile
        tell_all(comment_pk)


def tell_all(comment_pk):
    with transaction.atomic():
        comment = (
            Comment.objects.visible()
            .noting_the_story()
            .select_related("article__section", "parent__reader")
            .filter(pk=comment_pk)
            .first()
        )
        if comment is None or not comment.on_site:
            return
        told, new = Told.objects.get_or_create(comment=comment, defaults={"article": comment.article})
        if new:
            concerned = tell_of_reply(comment)
            tell_of_story(comment, told, concerned, timezone.now())


def tell_of_reply(comment):
    """Tell who wrote what this comment answers, and who else follows that; return their numbers."""
    answered = comment.parent
    if answered is None:
        return set()
    own = answered.reader
    concerned = {} if NO_REPLIES in own.mails_off or not own.is_active else {own.pk: own}
    for follow in listening(Follow.objects.filter(comment=answered), comment):
        concerned.setdefault(follow.reader_id, follow.reader)
    deaf = Mute.objects.filter(muted=comment.reader_id, reader__in=concerned).values_list("reader", flat=True)
    for number in {comment.reader_id, *deaf}:
        concerned.pop(number, None)
    headline = comment.article.headline
    for reader in concerned.values():
        whose = "your comment" if reader.pk == own.pk else "a comment that you follow"
        tell(
            to=reader,
            kind=REPLY,
            subject=f"A reply to {whose} on “{headline}”",
            text=f"Somebody has answered {whose} on “{headline}”.",
            address=comment.get_absolute_url(),
        )
    return set(concerned)


def tell_of_story(comment, told, concerned, at):
    """Give each who follows the story one unread notice, which counts what is new; mail it once, and not too often."""
    follows = listening(Follow.objects.filter(article=comment.article_id), comment)
    # Locked in one order, so that two comments at once make one notice; the accounts first, as by whoever erases one.
    listeners = User.objects.filter(pk__in=follows.values("reader")).order_by("pk").select_for_update(no_key=True)
    list(listeners.values_list("pk"))
    follows = follows.exclude(reader__in=concerned).order_by("pk").select_for_update(of=["self"], no_key=True)
    follows = list(follows)
    if not follows:
        return
    address = reverse("comments:thread", args=[comment.article_id])
    notices = Message.objects.filter(kind=STORY, address=address, to__in=[follow.reader_id for follow in follows])
    standing = {notice.to_id: notice for notice in notices.unread().select_for_update(no_key=True)}
    mailed = set(notices.filter(mailed_at__gt=at - BETWEEN_MAILS).values_list("to", flat=True))
    for follow in follows:
        follow.told_up_to = min(told.pk - 1, follow.told_up_to) if follow.reader_id in standing else told.pk - 1
    Follow.objects.bulk_update(follows, ["told_up_to"], batch_size=500)
    begun = []
    for follow, number in zip(follows, numbers(comment.article_id, follows), strict=True):
        notice = standing.get(follow.reader_id)
        if notice is None:
            notice = Message(to=follow.reader, kind=STORY, address=address)
            begun.append(notice)
        notice.to, notice.told_at = follow.reader, at
        notice.subject, notice.text = words(number, comment.article.headline)
    Message.objects.bulk_create(begun)
    Message.objects.bulk_update(standing.values(), ["subject", "text", "told_at"], batch_size=500)
    for notice in [*begun, *standing.values()]:
        if notice.mailed_at is None and notice.to_id not in mailed:
            mail_soon(notice)


def listening(follows, comment):
    """Those who follow and are to hear of this comment: not its author, nor who muted them, nor who left."""
    muted = Mute.objects.filter(reader=OuterRef("reader"), muted=comment.reader_id)
    follows = follows.filter(~Exists(muted), reader__is_active=True).exclude(reader=comment.reader_id)
    return follows.select_related("reader")


def numbers(article_pk, follows):
    """Return how many visible comments of others each of these followers has not been told of."""
    first = min([follow.told_up_to for follow in follows])
    told = Told.objects.filter(article=article_pk, pk__gt=first, comment__status=Comment.Status.VISIBLE)
    told = list(told.order_by("-pk").values_list("pk", "comment__reader")[:COUNTED])
    unheard = {(follow.reader_id, follow.reader_id) for follow in follows}
    mutes = Mute.objects.filter(reader__in=[follow.reader_id for follow in follows], muted__in={who for _, who in told})
    unheard |= set(mutes.values_list("reader", "muted"))
    return [
        sum([number > follow.told_up_to and (follow.reader_id, who) not in unheard for number, who in told])
        for follow in follows
    ]


def words(number, headline):
    """Return a notice's subject and text."""
    new = "One new comment" if number == 1 else f"{number} new comments"
    came = "One has come" if number == 1 else f"{number} have come"
    return one_line(f"{new} on “{headline}”"), f"You follow the comments on “{headline}”. {came} since you last looked."
