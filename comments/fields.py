"""What readers type, measured as they see it."""

import regex
from django import forms

CHARACTER = regex.compile(r"\X")
# Control characters, and those that turn the direction of the text around them. The marks LRM and RLM, which many
# scripts need, may stay.
UNWANTED = regex.compile(r"(?![\n\t])[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]")
# What the eye can see: no spaces, no format characters, and not the letters that are empty.
TO_BE_SEEN = regex.compile(r"[^\p{Z}\p{C}\p{Mn}\u3164\u115f\u1160\uffa0\u2800]")
STACKED = regex.compile(r"\p{M}{7}")  # marks on one letter; no script needs more than six
PARTS = 8  # what a reader sees as one character may be many, but not without end: 👩‍👩‍👧‍👦 is 7


def length(text):
    """Return how many characters a reader sees: é, 👩‍👩‍👧 and 🇮🇪 are one each."""
    return len(CHARACTER.findall(text))


class TypedText(forms.CharField):
    """Several lines of plain text, at most `max_seen` characters as the reader sees them, stored as typed.

    Characters that cannot be seen and would change how other text is shown are taken out of what the form gives
    back, and the person is asked to look again: nothing is changed behind their back.
    """

    widget = forms.Textarea

    def __init__(self, *, max_seen, empty="Please write something first.", **kwargs):
        self.max_seen = max_seen
        super().__init__(**kwargs)
        self.error_messages["required"] = empty

    def to_python(self, value):
        text = super().to_python((value or "").replace("\r\n", "\n").replace("\r", "\n"))
        return text if UNWANTED.search(text) or TO_BE_SEEN.search(text) else self.empty_value

    def validate(self, value):
        super().validate(value)
        if UNWANTED.search(value):
            raise forms.ValidationError(
                "Your text had invisible control characters in it, perhaps from where it was copied. They have been "
                "taken out below: please look it over and send it again."
            )
        seen = length(value) if len(value) < 100_000 else len(value)  # nobody counts those
        if seen > self.max_seen:
            raise forms.ValidationError(
                f"Your text has {seen:,} characters; there is room for {self.max_seen:,}. Please shorten it by "
                f"{seen - self.max_seen:,}."
            )
        if STACKED.search(value) or len(value) > self.max_seen * PARTS:
            raise forms.ValidationError(
                "Some of the characters have too many marks stacked on them to be shown. Please write it plainly."
            )


class TypedForm(forms.Form):
    """A form that is given back with what the person typed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id=False, **kwargs)  # several stand on one page

    def give_back(self):
        """Return this form to be shown again: its texts less the characters that were refused in them, and otherwise
        just as typed; a hidden value that was refused is made anew."""
        if self.is_bound:
            self.data = self.data.copy()
            for name in [name for name in self.errors if name in self.fields]:
                field, key = self.fields[name], self.add_prefix(name)
                if isinstance(field, TypedText):
                    text = self.data.get(key, "").replace("\r\n", "\n").replace("\r", "\n")
                    self.data[key] = UNWANTED.sub("", text)
                elif field.widget.is_hidden:
                    self.data[key] = self.get_initial_for_field(field, name)
        return self
