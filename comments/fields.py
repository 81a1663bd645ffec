"""What readers type, measured as they see it."""

import unicodedata

import regex
from django import forms

# Characters that turn the direction of the text around them; the marks LRM and RLM, which many scripts need, may stay.
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
BLANK = {"\u3164", "\u115f", "\u1160", "\uffa0", "\u2800", "\u034f"}  # letters by class, empty to the eye
BYTES_A_CHARACTER = 40  # what a reader sees as one character may be many, but not without end


def length(text):
    """Return how many characters a reader sees: é, 👩‍👩‍👧 and 🇮🇪 are one each."""
    return len(regex.findall(r"\X", text))


def says_something(text):
    """Tell whether anything in `text` can be seen."""
    return any(
        unicodedata.category(character)[0] not in "ZC"
        and unicodedata.category(character) != "Mn"
        and character not in BLANK
        for character in text
    )


def is_unwanted(character):
    return character in TURNING or (unicodedata.category(character) in ("Cc", "Cs") and character not in "\n\t")


class TypedText(forms.CharField):
    """Several lines of plain text, at most `max_seen` characters as the reader sees them, stored as typed.

    Characters that cannot be seen and would change how other text is shown are taken out of what the form gives
    back, and the person is asked to look again: nothing is changed behind their back.
    """

    widget = forms.Textarea

    def __init__(self, *, max_seen, empty="Please write something first.", **kwargs):
        self.max_seen = max_seen
        kwargs.setdefault("strip", True)
        super().__init__(**kwargs)
        self.error_messages["required"] = empty
        self.widget.attrs.setdefault("data-most", max_seen)

    def to_python(self, value):
        return super().to_python((value or "").replace("\r\n", "\n").replace("\r", "\n"))

    def validate(self, value):
        super().validate(value)
        if not value:
            return
        if any(is_unwanted(character) for character in value):
            raise forms.ValidationError(
                "Your text had invisible control characters in it, perhaps from where it was copied. They have been "
                "taken out below: please look it over and send it again.",
                code="unwanted",
            )
        if not says_something(value):
            raise forms.ValidationError(self.error_messages["required"], code="required")
        seen = length(value)
        if seen > self.max_seen:
            raise forms.ValidationError(
                f"Your text has {seen:,} characters; there is room for {self.max_seen:,}. Please shorten it by "
                f"{seen - self.max_seen:,}.",
                code="too_long",
            )
        if len(value.encode()) > max(self.max_seen, 100) * BYTES_A_CHARACTER // 4:
            raise forms.ValidationError("Your text has too many stacked marks to be shown. Please write it plainly.")


def without_unwanted(text):
    """Return `text` less the characters that TypedText refuses."""
    return "".join(character for character in text if not is_unwanted(character))


class TypedForm(forms.Form):
    """A form whose typed texts come back without what was refused in them, and otherwise just as they were typed."""

    def give_back(self):
        """Return this form, bound to what is to be shown again."""
        if any(error.code == "unwanted" for errors in self.errors.as_data().values() for error in errors):
            self.data = self.data.copy()
            for name, field in self.fields.items():
                if isinstance(field, TypedText):
                    text = (self.data.get(name) or "").replace("\r\n", "\n").replace("\r", "\n")
                    self.data[name] = without_unwanted(text)
        return self
