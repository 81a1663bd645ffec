from django import forms

WORD = "erase"


class EraseForm(forms.Form):
    texts = forms.ChoiceField(
        choices=[
            ("erase", "Erase my comments with my account"),
            ("keep", "Leave my comments in the conversations, without my name"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Please choose what is to become of your comments."},
    )
    word = forms.CharField(max_length=40, error_messages={"required": f"Please type the word {WORD}."})

    def clean_word(self):
        if self.cleaned_data["word"].strip().lower() != WORD:
            raise forms.ValidationError(f"Please type the word {WORD}, so that this does not happen by a slip.")
        return WORD

    @property
    def keep_text(self):
        return self.cleaned_data["texts"] == "keep"
