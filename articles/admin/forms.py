"""The forms of the story and of what is done with it."""

from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.text import slugify
from django_prose_editor.fields import ProseEditorFormField

from articles import version
from articles.models import Article, Correction
from articles.release import Kind
from articles.sanitise import story_html
from articles.topics import NotATag, of_today, refuse_names
from clock.field import Moment

MOST_TAGS = 50
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
        help_text="<noscript>An empty line begins a paragraph; &lt;h2&gt; makes a crosshead, "
        "&lt;figure data-photo=&quot;12&quot;&gt;&lt;/figure&gt; sets photo 12.</noscript>",
    )
    base = forms.IntegerField(widget=forms.HiddenInput, required=False)  # number of the version it was opened with

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
            "tags": "With commas between them. One that has a comma in it goes in quotes.",
            "court_case": "The story is about a case before a court. It takes no comments and says why, whatever is "
            "chosen above, and no comment that waits can be let through. Take the tick away to open it again.",
        }

    typed = None  # what somebody typed and did not save, to go on with

    def __init__(self, *args, **kwargs):
        if self.typed is not None and not args:
            kwargs["data"] = self.typed
        super().__init__(*args, **kwargs)
        if "slug" not in self.fields:  # who may only look gets no fields
            return
        self.fields["slug"].required = self.fields["kind"].required = False
        self.fields["slug"].help_text += " Left blank, it is made from the headline."
        self.fields["base"].initial = self.instance.latest
        if self.instance.pk:
            self.initial["tags"] = self.instance.topics

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

    def clean_tags(self):
        tags = self.cleaned_data["tags"]
        if len(tags) > MOST_TAGS:
            raise forms.ValidationError(f"A story has at most {MOST_TAGS} tags, and these are {len(tags)}.")
        try:
            refuse_names(tags)
        except NotATag as refused:
            raise forms.ValidationError(f"{refused} Between two tags stands a comma.") from refused
        return tags

    def clean_canonical_url(self):
        address = self.cleaned_data["canonical_url"]
        if urlsplit(address).hostname == urlsplit(settings.SITE_URL).hostname:
            raise forms.ValidationError("That is an address of ours. Leave it blank for a story of our own.")
        return address

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("slug"):
            cleaned["slug"] = slugify(cleaned.get("headline", ""))[:100].strip("-") or "story"
        return cleaned

    def facts(self):
        """Return what was typed, without the rows beneath it, as a version keeps it, and what no field asks as it is;
        where something is wrong, nothing."""
        names = (*version.WORDS, *version.SETTINGS)
        typed = {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}
        for name in version.KEYS:
            if name in typed:
                typed[name] = typed[name] and typed[name].pk
        if "tags" in self.cleaned_data:
            typed["tags"] = as_known(self.cleaned_data["tags"])
        return typed


def as_known(names):
    """Return the names of topics once each, as the paper has them: in its letter case, and as they are called today."""
    return sorted(tag.name for tag in of_today(names))


class DeedForm(forms.Form):
    """Asks before a deed; the version is that of the story on the editor's screen."""

    version_seen = forms.IntegerField(widget=forms.HiddenInput)


class NoteForm(DeedForm):
    note = forms.CharField(
        label="A word for the record",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Never public. Whoever writes on the story reads it.",
    )


class ReasonForm(NoteForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["note"].required = True
        self.fields["note"].error_messages["required"] = "Say why; one sentence will do."


class ChangesForm(ReasonForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["note"].label = "What is to change"
        self.fields["note"].error_messages["required"] = "Say what is to change; one sentence will do."


class SeenForm(DeedForm):
    """Asks, where a story has caution phrases, whether somebody has seen them who may say so."""

    seen = forms.BooleanField(
        label="The lawyer or the editor in charge has seen the caution phrases in it",
        required=False,
        help_text="It can go out without that; the record says which it was.",
    )


class PublishForm(SeenForm):
    when = Moment(label="At a time to come", required=False, help_text="Leave blank to publish now.")

    def clean_when(self):
        when = self.cleaned_data["when"]
        if when and when <= timezone.now():
            raise forms.ValidationError("That time has passed. Leave it blank to publish now.")
        return when


class ScheduleForm(PublishForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["when"].required, self.fields["when"].help_text = True, ""


class EmbargoForm(NoteForm):
    until = Moment(label="Nobody outside sees it before", required=False, help_text="Blank: no embargo.")
    field_order = ["until"]


class WithdrawForm(DeedForm):
    note = forms.CharField(
        label="What readers are told at the story's address",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tell readers why the story is gone; one sentence will do."},
    )


class CorrectForm(DeedForm):
    kind = forms.ChoiceField(label="What kind of notice it is", choices=Correction.Kind)
    text = forms.CharField(
        label="What readers are told",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What was wrong and what is right, in full sentences.",
    )


class ReleaseForm(SeenForm):
    """What a change is to readers, and what they are told. The deed says what is missing."""

    kind = forms.ChoiceField(label="What kind of change it is", choices=Kind, widget=forms.RadioSelect)
    text = forms.CharField(
        label="What readers are told",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="In full sentences: what was wrong and what is right, or what is new. Of a typo nothing is told; "
        "of an update the time alone, if this is blank.",
    )
    shows_change = forms.BooleanField(
        label="Readers may compare the two versions",
        required=False,
        help_text="The notice leads to a page that shows what was changed, word by word.",
    )


class ScheduleChangeForm(ReleaseForm):
    when = Moment(label="When", help_text="The newest version goes out then, and nothing that is written after this.")
    field_order = ["when"]

    def clean_when(self):
        when = self.cleaned_data["when"]
        if when <= timezone.now():
            raise forms.ValidationError("That time has passed. Choose one to come, or release the changes now.")
        return when


class PinForm(SeenForm):
    """Asked instead where no reader has seen the story: nothing needs to be told."""
