"""The forms of the story and of what is done with it."""

from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django_prose_editor.fields import ProseEditorFormField

from articles.models import Article, Correction, Figure
from articles.sanitise import story_html
from articles.write import Conflict
from clock.field import Moment

# The house vocabulary, as the editor knows it. Photo and CleanPaste are ours (static/js/story-editor.js).
EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Subscript": True,
    "Superscript": True,
    "Heading": {"levels": [2]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "HorizontalRule": True,
    "HardBreak": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "CleanPaste": True,
    "StoryPhoto": True,
}


class StoryForm(forms.ModelForm):
    body = ProseEditorFormField(
        required=False,
        extensions=EXTENSIONS,
        help_text="Without scripts: an empty line begins a paragraph; &lt;h2&gt; makes a crosshead, "
        "&lt;figure data-photo=&quot;12&quot;&gt;&lt;/figure&gt; sets photo 12.",
    )
    version_seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    refused = ()  # what the deed found when it was tried: a sentence each

    class Meta:
        model = Article
        fields = []  # the admin names them, in its fieldsets
        widgets = {
            "standfirst": forms.Textarea(attrs={"rows": 2}),
            "note_to_editors": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts = {
            "comments_mode": "Readers are told. Opening hours, and the age at which comments close on the whole site, "
            "close an open story too.",
            "comments_closed_reason": "Told to readers when you close comments here. A court case says its own reason.",
            "court_case": "The story is about a case before a court. It takes no comments and says why, whatever is "
            "chosen above, and no comment that waits can be let through. Take the tick away to open it again.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.conflict = False
        if "slug" not in self.fields:  # who may only look gets no fields
            return
        self.fields["slug"].required = self.fields["kind"].required = False
        self.fields["slug"].help_text += " Left blank, it is made from the headline."
        self.fields["version_seen"].initial = self.instance.version

    def note_on_court_case(self):
        """Say for the story's record that the tick was set or taken away."""
        if "court_case" not in self.changed_data:
            return ""
        ticked = self.cleaned_data["court_case"]
        return "court case: comments closed" if ticked else "no court case any more: comments as chosen"

    def clean_body(self):
        return story_html(self.cleaned_data["body"])

    def clean_kind(self):
        return self.cleaned_data["kind"] or self.instance.kind

    def clean_canonical_url(self):
        address = self.cleaned_data["canonical_url"]
        if urlsplit(address).hostname == urlsplit(settings.SITE_URL).hostname:
            raise forms.ValidationError("That is an address of ours. Leave it blank for a story of our own.")
        return address

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("slug"):
            cleaned["slug"] = slugify(cleaned.get("headline", ""))[:100].strip("-") or "story"
        if self.instance.pk:
            self.refuse_what_was_overtaken(cleaned.get("version_seen"))
        for sentence in self.refused:
            self.add_error(None, sentence)
        return cleaned

    def refuse_what_was_overtaken(self, version_seen):
        """Compare with the row as it is now, locked until this save is done (the admin saves in one transaction)."""
        with transaction.atomic():
            now = Article.objects.select_for_update(of=("self",)).select_related("saved_by").get(pk=self.instance.pk)
        if now.version != version_seen:
            self.conflict = True
            # What is typed comes back with the version that it must be brought together with.
            self.data = self.data.copy()
            self.data[self.add_prefix("version_seen")] = now.version
            self.add_error(None, str(Conflict(now)))


class DeedForm(forms.Form):
    """Asks before a deed; the version is that of the story on the editor's screen."""

    version_seen = forms.IntegerField(widget=forms.HiddenInput)


class PublishForm(DeedForm):
    when = Moment(label="At a time to come", required=False, help_text="Leave blank to publish now.")

    def clean_when(self):
        when = self.cleaned_data["when"]
        if when and when <= timezone.now():
            raise forms.ValidationError("That time has passed. Leave it blank to publish now.")
        return when


class WithdrawForm(DeedForm):
    note = forms.CharField(
        label="What readers are told at the story's address",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tell readers why the story is gone; one sentence will do."},
    )


class CorrectForm(DeedForm):
    kind = forms.ChoiceField(choices=Correction.Kind)
    text = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4}), help_text="What was wrong and what is right, in full sentences."
    )


class FigureForm(forms.ModelForm):
    """A photo in a story. What is left blank is the photo's own, which stands greyed in the field."""

    INHERITED = {"own_caption": "caption", "own_credit": "credit", "own_alt_text": "alt_text"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.photo_id:
            for name, inherited in self.INHERITED.items():
                if name in self.fields:
                    self.fields[name].widget.attrs["placeholder"] = getattr(self.instance.photo, inherited)


class FigureFormSet(forms.BaseInlineFormSet):
    def add_fields(self, form, index):
        super().add_fields(form, index)
        if form.instance.pk and "photo" in form.fields:
            form.fields["photo"].widget.photo = form.instance.photo

    def clean(self):
        super().clean()
        kept = [form.cleaned_data for form in self.forms if form.is_valid() and not self._should_delete_form(form)]
        if sum(figure.get("place") == Figure.Place.LEAD for figure in kept) > 1:
            raise forms.ValidationError("A story has one lead photo: set the others to “in the body”.")


class RelatedFormSet(forms.BaseInlineFormSet):
    def clean(self):
        super().clean()
        if any(form.is_valid() and form.cleaned_data.get("to") == self.instance for form in self.forms):
            raise forms.ValidationError("A story is not related to itself: choose another.")
