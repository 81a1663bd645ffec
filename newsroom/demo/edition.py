"""Load the demo edition as a whole."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from articles.models import Article, Section
from comments.models import Comment

from . import read
from .errors import load_errors
from .fronts import load_fronts
from .law import load_law
from .paper import load_paper
from .people import load_people
from .photos import load_photos
from .sanctions import load_sanctions
from .screening import load_rules
from .stories import load_stories
from .threads import form_key, load_threads


class NotEmpty(Exception):
    """The site has content of its own, which the demo must not mix with."""


@transaction.atomic
def load(at=None):
    """Fill an empty site; return False, changing nothing, where the edition was loaded before."""
    now = (at or timezone.now()).replace(second=0, microsecond=0)
    if is_here():
        return False
    refuse_unless_empty()
    load_paper(read("edition.toml"), now)
    people = load_people(read("people.toml"), now)
    photos = load_photos(read("photos.toml")["photos"], by=people.one_in("Picture editor"))
    stories = load_stories(people, photos, now)
    load_fronts(people, stories, photos, now)
    load_threads(people, stories)
    load_rules(people, now)
    load_law(now)
    load_sanctions(people, now)
    load_errors(people, stories, now)
    return True


def is_here():
    """Tell whether the edition was loaded here, by the key of its first comment: no page can change or delete that."""
    return Comment.objects.filter(form_key=form_key(read("comments/big-thread.toml")["story"], 1)).exists()


def refuse_unless_empty():
    if Article.objects.exists() or Section.objects.exists():
        raise NotEmpty("This site has stories or sections of its own.")
    people = read("people.toml")
    people = people["staff"] + people["readers"]
    alike = Q(email__in=[row["email"] for row in people]) | Q(display_name__in=[row["display_name"] for row in people])
    if taken := User.objects.filter(alike).first():
        raise NotEmpty(f"This site has an account of its own that is like one of the demo’s: {taken}, {taken.email}.")
