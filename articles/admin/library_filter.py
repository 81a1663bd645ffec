"""What the library is narrowed by, as its address says it."""

from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q
from django.utils import timezone

from articles.models import Article, Figure
from images.models import DATED, Photo, Supplier
from images.uses import used

NEWEST_FIRST = "-uploaded_at", "-pk"
NO_CREDIT, NO_ALT, NO_RIGHTS = Q(credit=""), Q(alt_text="", decorative=False), Q(rights="")
SHORT_RIGHTS = [(value, words.split(":")[0]) for value, words in Photo.Rights.choices]
LACKS = {"credit": NO_CREDIT, "alt": NO_ALT, "rights": NO_RIGHTS, "any": NO_CREDIT | NO_ALT | NO_RIGHTS}


class Day(forms.DateField):
    """A day within the years in which there is photography."""

    widget = forms.DateInput(attrs={"type": "date"})
    default_validators = [MinValueValidator(date(1820, 1, 1)), MaxValueValidator(date(2200, 1, 1))]


class FilterForm(forms.Form):
    """Nothing in an address is an error: what is not understood is left out."""

    q = forms.CharField(
        label="Words",
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "maxlength": 200, "autocomplete": "off"}),
    )
    rights = forms.ChoiceField(label="Rights", required=False, choices=[("", "any"), *SHORT_RIGHTS])
    agency = forms.CharField(label="Agency or supplier", required=False, max_length=200, widget=forms.Select)
    use = forms.ChoiceField(
        label="Use",
        required=False,
        choices=[("", "any"), ("used", "used"), ("unused", "not used"), ("live", "in a live story")],
    )
    ends = forms.ChoiceField(
        label="Time",
        required=False,
        choices=[("", "any"), ("7", "runs out in 7 days"), ("30", "runs out in 30 days"), ("over", "is over")],
    )
    lacks = forms.ChoiceField(
        label="Lacks",
        required=False,
        choices=[
            ("", "any"),
            ("credit", "no credit"),
            ("alt", "no alt text"),
            ("rights", "no rights"),
            ("any", "one of these"),
        ],
    )
    state = forms.ChoiceField(
        label="State", required=False, choices=[("", "in the library"), ("blocked", "blocked"), ("bin", "in the bin")]
    )
    by = forms.ChoiceField(label="Day", required=False, choices=[("", "uploaded"), ("taken", "taken")])
    since = Day(label="From", required=False)
    until = Day(label="To", required=False)
    order = forms.ChoiceField(
        label="Order", required=False, choices=[("", "newest uploaded"), ("taken", "newest taken")]
    )
    mine = forms.BooleanField(label="Uploaded by me", required=False)

    def __init__(self, data):
        data = data.copy()
        data["q"] = data.get("q", "").replace("\0", "")[:200]
        super().__init__(data, auto_id="filter-%s")
        self.is_valid()
        names = list(Supplier.objects.values_list("name", flat=True))
        chosen = self.cleaned_data.get("agency")
        names += [chosen] if chosen and chosen not in names else []
        self.fields["agency"].widget.choices = [("", "any"), *((name, name) for name in names)]

    def given(self):
        return {name: value for name, value in self.cleaned_data.items() if value}

    def query(self, **others):
        """Return the same as an address has it, with `others` in place of what it has."""
        values = {name: self[name].value() for name in self.given()}
        return urlencode({name: "on" if value is True else value for name, value in (values | others).items() if value})

    def photos(self, user, at=None):
        """Return the photos that are asked for, in the order that is asked for."""
        asked, at = self.given(), at or timezone.now()
        photos = Photo.objects.filter(deleted_at__isnull=asked.get("state") != "bin")
        for narrow in (by_words, by_kind, by_use, by_time):
            photos = narrow(photos, asked, at)
        if "mine" in asked:
            photos = photos.filter(uploaded_by=user)
        return photos.order_by(DATED.desc(), "-pk") if "order" in asked else photos.order_by(*NEWEST_FIRST)

    def in_words(self):
        """Yield what it is narrowed by: the words, and the address without it."""
        for name in self.given():
            if name in ("order", "by") or name == "q":
                continue
            field, value = self.fields[name], self[name].value()
            told = dict(getattr(field, "choices", ())).get(value, value)
            words = field.label if value is True or name == "mine" else f"{field.label}: {told}"
            yield words, self.query(**{name: ""})


def by_words(photos, asked, at):
    return photos.search(asked.get("q", ""))


def by_kind(photos, asked, at):
    if "rights" in asked:
        photos = photos.filter(rights=asked["rights"])
    if name := asked.get("agency"):
        # Two questions that an index answers each: as one, SQLite would look through all photos for a rare name.
        named = [Photo.objects.order_by().filter(**{field: name}).values("pk") for field in ("agency", "supplier")]
        photos = photos.filter(pk__in=named[0].union(named[1]))
    if "lacks" in asked:
        photos = photos.filter(LACKS[asked["lacks"]])
    if asked.get("state") == "blocked":
        # Asked apart, for the same reason: they are few.
        photos = photos.filter(pk__in=Photo.objects.order_by().filter(blocked_at__isnull=False).values("pk"))
    return photos


def by_use(photos, asked, at):
    use = asked.get("use")
    if use == "live":
        shown = Figure.objects.order_by().filter(article__in=Article.objects.order_by().live(at))
        return photos.filter(pk__in=shown.values("photo"))
    if use == "used":
        return photos.filter(used())
    return photos.exclude(used()) if use == "unused" else photos


def by_time(photos, asked, at):
    ends = asked.get("ends")
    if ends == "over":
        photos = photos.filter(use_until__lte=at)
    elif ends:
        photos = photos.filter(use_until__gt=at, use_until__lte=at + timedelta(days=int(ends)))
    if asked.get("by") == "taken":
        photos, day = photos.alias(dated=DATED), "dated"
    else:
        day = "uploaded_at"
    if "since" in asked:
        photos = photos.filter(**{f"{day}__gte": midnight(asked["since"])})
    if "until" in asked:
        photos = photos.filter(**{f"{day}__lt": midnight(asked["until"]) + timedelta(days=1)})
    return photos


def midnight(day):
    return timezone.make_aware(datetime.combine(day, time.min))
