"""Where somebody else saved the story since it was opened: what was typed is kept, and brought together."""

from django.shortcuts import redirect

from .keep import keep_sent


def bring_together(request, story):
    """Keep what was typed, and lead to the page on which it is brought together with what was saved meanwhile."""
    base = request.POST.get("base", "")
    typed = keep_sent(request, story, int(base) if base.isdecimal() and len(base) < 10 else 0)
    return redirect("admin:story_merge", story.pk, typed.pk)
