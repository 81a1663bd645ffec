"""Where somebody else saved the story since it was opened: what was typed is kept, and the two are brought together."""

from django.contrib import admin, messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from articles import version
from articles.keep import settle_up_to
from articles.merge import Undecided, merge
from articles.models import Article, Revision, Unsaved
from articles.topics import NotATag
from articles.workflow import NotAllowed
from articles.write import Overtaken, save
from images.delete import InBin

from .deeds import fetch
from .keep import keep_sent
from .merge_shown import lines_of

CHOICE = "choice-"
CHOOSE = "Choose what the story is to say where both of you wrote something else."
MEANWHILE = "It was saved again meanwhile. Your choices stand; what is new is below."


def bring_together(request, story):
    """Keep what was typed, and lead to the page on which it is brought together with what was saved meanwhile."""
    typed = keep_sent(request, story, base_sent(request))
    return redirect("admin:story_merge", story.pk, typed.pk)


def base_sent(request):
    """Return the number of the version from which the form that was sent was written; 0 where it does not say."""
    base = request.POST.get("base", "")
    return int(base) if base.isdecimal() and len(base) < 10 else 0


@require_http_methods(["GET", "HEAD", "POST"])
def merge_page(request, pk, unsaved_pk):
    """Show base, theirs and mine of all that differs; what only one changed is brought together by itself."""
    story = fetch(request, pk)
    typed = get_object_or_404(Unsaved, pk=unsaved_pk, by=request.user, article=story)
    if typed.saved_as:
        messages.info(request, f"This was saved as version {typed.saved_as}.")
        return redirect("admin:articles_article_change", story.pk)
    refused, missing, status = "", (), 200
    if request.method == "POST":
        try:
            return carry_out(request, story, typed)
        except Undecided as undecided:
            refused, missing, status = CHOOSE, undecided.parts, 422
        except Overtaken:
            story, refused, status = fetch(request, pk), MEANWHILE, 409
        except (InBin, NotATag, NotAllowed) as error:
            refused, status = str(error), 422
    context = {
        **admin.site.each_context(request),
        **shown(request, story, typed, missing),
        "refused": refused,
    }
    return render(request, "admin/articles/article/merge.html", context, status=status)


def carry_out(request, story, typed):
    """Save the story as it was brought together. Raises Undecided, Overtaken, InBin."""
    if request.POST.get("newest") != str(story.latest):
        raise Overtaken(story, story.revisions.first())
    facts = merged_of(request, story, typed).facts(choices_of(request))
    saved = save(article=story, facts=facts, by=request.user, base=story.latest, kind=Revision.Kind.MERGE)
    settle_up_to(unsaved=typed, article=story, number=saved.number)
    messages.success(request, f"Brought together as version {saved.number}.")
    return redirect("admin:articles_article_change", story.pk)


def merged_of(request, story, typed):
    desk = admin.site._registry[Article]
    base = version.facts_of(story, typed.base)
    mine = desk.facts_typed(request, story, typed.fields, typed.base)
    return merge(base, version.facts_of(story, story.latest), version.settled(mine))


def choices_of(request):
    return {name.removeprefix(CHOICE): value for name, value in request.POST.items() if name.startswith(CHOICE)}


def shown(request, story, typed, missing):
    asked, settled = lines_of(merged_of(request, story, typed), choices_of(request), missing)
    since = story.revisions.filter(number__gt=typed.base).select_related("saved_by").defer("facts").order_by("number")
    since = [(revision, saver_of(revision, request.user)) for revision in since]
    theirs = ", ".join(dict.fromkeys(saver or "your other window" for _, saver in since)) or "somebody"
    return {
        "title": f"Bring together: {story}",
        "story": story,
        "typed": typed,
        "since": since,
        "theirs": theirs[0].upper() + theirs[1:],
        "asked": asked,
        "settled": settled,
    }


def saver_of(revision, user):
    """Return who saved it; "" where that was this person."""
    return "" if revision.saved_by == user else str(revision.saved_by or "somebody")
