"""The forms with which fronts are arranged and the banner is put up."""

from django import forms
from django.utils.functional import cached_property

from articles.admin.widgets import PhotoNumber
from articles.models import Article
from clock.field import Moment
from fronts.arrange import MOST
from fronts.find import story_named
from fronts.models import Banner, Slot
from images import rights
from images.models import Photo

GREATEST = 2**63 - 1


class SlotForm(forms.Form):
    """One slot, by the names of Slot.FACTS."""

    article_id = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=GREATEST)
    size = forms.ChoiceField(choices=[("", "by its place"), *Slot.Size.choices], required=False)
    own_kicker = forms.CharField(label="Kicker here", max_length=60, required=False)
    own_headline = forms.CharField(label="Headline here", max_length=200, required=False)
    own_standfirst = forms.CharField(
        label="Standfirst here", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    own_photo_id = forms.IntegerField(
        label="Photo here",
        required=False,
        min_value=1,
        max_value=GREATEST,
        widget=PhotoNumber,
        help_text="Its number in the photo library.",
    )
    until = Moment(label="Until", required=False)


class Slots(forms.BaseFormSet):
    """The slots of a front, in their order. A slot's DELETE is a button: pressed, the slot is left out."""

    default_error_messages = forms.BaseFormSet.default_error_messages | {
        "too_many_forms": "A front has room for %(num)d stories. Remove one first; what is not arranged fills itself.",
        "missing_management_form": "Something was missing from what was sent. Open the page again.",
    }

    def get_deletion_widget(self):
        return forms.HiddenInput()

    @cached_property
    def stories(self):
        """The stories that the slots name, by their numbers, with their lead photos."""
        return Article.objects.for_teaser().in_bulk(self.values("article_id"))

    @cached_property
    def photos(self):
        return Photo.objects.in_library().in_bulk(self.values("own_photo_id"))

    def values(self, name):
        """Return the numbers in one field of all forms, as they were sent or as they are."""
        values = [str(form[name].value() or "") for form in self.forms]
        return {int(value) for value in values if value.isdecimal() and int(value) <= GREATEST}

    def clean(self):
        seen = {}
        for place, form in enumerate(self.forms, start=1):
            if self._should_delete_form(form) or not form.is_valid():
                continue
            article_id, photo_id = form.cleaned_data.get("article_id"), form.cleaned_data.get("own_photo_id")
            if article_id not in self.stories:
                form.add_error(None, "This story has been deleted. Remove it here.")
            elif article_id in seen:
                form.add_error(
                    None, f"This story is here twice: it stands in place {seen[article_id]} too. Remove one."
                )
            seen.setdefault(article_id, place)
            if photo_id and photo_id not in self.photos:
                form.add_error("own_photo_id", f"The library has no photo {photo_id}.")
            elif photo_id and not self.photos[photo_id].credit:
                form.add_error("own_photo_id", f"Photo {photo_id} has no credit yet. Give it one in the library first.")
            elif photo_id and (forbidden := rights.problems(self.photos[photo_id])):
                form.add_error("own_photo_id", f"Photo {photo_id} may not be shown. {forbidden[0]}")

    def slots(self):
        """Return the slots that were sent, without the one that was removed."""
        kept = [form.cleaned_data for form in self.forms if not self._should_delete_form(form)]
        return [Slot(**{name: facts[name] for name in Slot.FACTS}) for facts in kept]

    def shown(self):
        """Yield each form with its slot, as far as that is known; None where the story has been deleted."""
        for form in self.forms:
            facts = form.initial or getattr(form, "cleaned_data", {})
            slot = Slot(**{name: facts[name] for name in Slot.FACTS if name in facts})
            slot.own_photo = form.fields["own_photo_id"].widget.photo = self.photos.get(slot.own_photo_id)
            if slot.article_id in self.stories:
                slot.article = self.stories[slot.article_id]
            yield form, slot if slot.article_id in self.stories else None


SlotFormSet = forms.formset_factory(
    SlotForm, formset=Slots, extra=0, can_delete=True, max_num=MOST, absolute_max=MOST + 1, validate_max=True
)


class VersionForm(forms.Form):
    """The version of the front on the editor's screen."""

    version_seen = forms.IntegerField(widget=forms.HiddenInput)


class ArrangeForm(VersionForm):
    """What the buttons beside the slots do: `add` a story, `move` a slot, by its place from 0."""

    MOVES = {"up": lambda place: max(0, place - 1), "down": lambda place: place + 1, "top": lambda place: 0}

    add = forms.ModelChoiceField(
        Article.objects.all(), required=False, error_messages={"invalid_choice": "That story has been deleted."}
    )
    move = forms.RegexField(r"^(up|down|top)-\d{1,3}$", required=False)

    def carry_out(self, slots):
        """Return the slots as the button that was pressed puts them; `touched` is then the story's number."""
        way, _, place = self.cleaned_data["move"].partition("-")
        added, self.touched = self.cleaned_data["add"], None
        if place and int(place) < len(slots):
            slot = slots.pop(int(place))
            slots.insert(self.MOVES[way](int(place)), slot)
            self.touched = slot.article_id
        if added:
            slots.append(Slot(article=added))
            self.touched = added.pk
        return slots


class BannerForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, max_value=GREATEST)
    text = forms.CharField(
        label="What the banner says",
        max_length=Banner._meta.get_field("text").max_length,
        error_messages={"required": "Write what has happened, in one short sentence."},
    )
    story = forms.CharField(
        label="Story it leads to",
        required=False,
        max_length=300,
        help_text="Its address or its number. While readers cannot see the story, the banner stands without the link.",
    )
    from_time = Moment(label="From", required=False, help_text="Leave blank to put it up now.")
    until = Moment(
        label="Until",
        help_text="It goes by itself then.",
        error_messages={"required": "Say when the banner goes: news does not stay breaking."},
    )

    def clean_story(self):
        typed = self.cleaned_data["story"]
        story = story_named(typed) if typed else None
        if typed and story is None:
            raise forms.ValidationError("No story has this address or number. Copy the address from the story's page.")
        return story
