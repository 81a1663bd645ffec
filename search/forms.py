"""What a reader asks for. Everything arrives in the address, so every field may hold anything."""

from datetime import date, datetime, time, timedelta

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone

from articles.models import Author

from .find import COUNTED, PER_PAGE
from .place import is_place
from .plain import fold, words
from .words import understand

LONGEST = 200
MOST_TERMS = 20
MOST_AUTHORS = 50
DATES = ["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d %B %Y", "%d %b %Y"]
NO_DATE = "This is not a date. Please write it like 31.12.2026."
YEARS = [
    MinValueValidator(date(1700, 1, 1), "Please give a year from 1700 on."),
    MaxValueValidator(date(2200, 1, 1), "Please give a year before 2200."),
]


class Typed(forms.CharField):
    """One line, less the characters that nobody can see."""

    def to_python(self, value):
        return "".join(each for each in super().to_python(value) if each.isprintable() or each.isspace())


class SearchForm(forms.Form):
    q = Typed(error_messages={"required": "Please type a word to search for."})
    section = Typed(required=False)
    author = Typed(required=False)
    since = forms.DateField(required=False, input_formats=DATES, error_messages={"invalid": NO_DATE}, validators=YEARS)
    until = forms.DateField(required=False, input_formats=DATES, error_messages={"invalid": NO_DATE}, validators=YEARS)

    def __init__(self, *args, sections=(), **kwargs):
        self.sections = {section.slug: section for section in sections}
        super().__init__(*args, auto_id=False, **kwargs)

    def clean_q(self):
        typed = self.cleaned_data["q"]
        if len(typed) > LONGEST:
            raise forms.ValidationError(
                f"That is too long to search for: please use at most {LONGEST} characters. You typed {len(typed):,}."
            )
        query = understand(typed)
        if len(query.wanted) + len(query.unwanted) > MOST_TERMS:
            raise forms.ValidationError(f"These are too many words to search for: please use at most {MOST_TERMS}.")
        if not query.wanted and query.unwanted:
            raise forms.ValidationError("A minus only takes stories away: please add a word that they should have.")
        if not query.wanted:
            raise forms.ValidationError("There is no word in what you typed. Please type one to search for.")
        if query.too_common:
            raise forms.ValidationError(
                f"“{query.too_common}” has only words that stand in almost every story. Please add another one to it."
            )
        return typed

    def clean_section(self):
        slug = self.cleaned_data["section"].strip()
        if slug and slug not in self.sections:
            raise forms.ValidationError("The paper has no such section. Please choose one from the list.")
        return self.sections.get(slug)

    def clean_author(self):
        """Return the numbers of the authors whose names have all the words typed."""
        typed = self.cleaned_data["author"].strip()
        wanted = words(fold(typed))
        if not typed:
            return []
        names = Author.objects.values_list("pk", "name", "slug")
        found = [pk for pk, name, slug in names if slug == typed]
        found = found or [pk for pk, name, _ in names if wanted and set(wanted) <= set(words(fold(name)))]
        if not found:
            raise forms.ValidationError("Nobody of that name writes in the paper. Please check how it is spelled.")
        return found[:MOST_AUTHORS]

    def clean(self):
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and since > until:
            self.add_error("until", "This is before the first day. Please change one of the two.")

    def asked(self):
        """Return what search() takes."""
        data = self.cleaned_data
        asked = {"words": data["q"], "section": data["section"], "authors": data["author"]}
        if data["since"]:
            asked["since"] = midnight(data["since"])
        if data["until"]:
            asked["until"] = midnight(data["until"] + timedelta(days=1))
        return asked


def midnight(date):
    return timezone.make_aware(datetime.combine(date, time.min))


def which_page(values):
    """Return where in what was found the page begins, as search() takes it; what is no such place is the beginning."""
    if values.get("order") == "best":
        return {"best": True, "page": number(values.get("page"), 1, COUNTED // PER_PAGE) or 1}
    before = number(values.get("before"))
    return {"before": before} if before is not None and is_place(before) else {}


def number(text, least=None, most=None):
    """Return the whole number that `text` is, or None."""
    try:
        found = int(text or "") if len(text or "") < 21 else None
    except ValueError:
        return None
    return None if found is None or (least and not least <= found <= most) else found
