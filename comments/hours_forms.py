"""The forms in which opening hours are set."""

from django import forms

from .hours import MIDNIGHT
from .models import OpeningHours


class Clock(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%H:%M")


class HoursForm(forms.ModelForm):
    class Meta:
        model = OpeningHours
        fields = ["day", "opens", "closes"]
        widgets = {"opens": Clock, "closes": Clock}

    def clean(self):
        cleaned = super().clean()
        opens, closes = cleaned.get("opens"), cleaned.get("closes")
        if opens and closes and MIDNIGHT != closes <= opens:
            self.add_error(
                "closes",
                "Comments would close before they open. Hours past midnight are two rows: one until 00:00, which is "
                "the end of the day, and one from 00:00 on the next day.",
            )
        return cleaned


class NoOverlaps:
    def clean(self):
        super().clean()
        kept = [form.cleaned_data for form in self.forms if form.is_valid() and not self._should_delete_form(form)]
        rows = sorted((row["day"], row["opens"], row["closes"]) for row in kept if row.get("opens") is not None)
        for (day, opens, closes), (next_day, next_opens, next_closes) in zip(rows, rows[1:], strict=False):
            if day == next_day and (closes == MIDNIGHT or next_opens < closes):
                raise forms.ValidationError(
                    f"On {OpeningHours.Day(day).label} the hours {opens:%H:%M} to {closes:%H:%M} and "
                    f"{next_opens:%H:%M} to {next_closes:%H:%M} overlap: make one row of them."
                )


class HoursFormSet(NoOverlaps, forms.BaseInlineFormSet):
    pass


class SiteHoursFormSet(NoOverlaps, forms.BaseModelFormSet):
    """The hours of the whole site. They have no owner, so `instance` is not asked for anything."""

    def __init__(self, *args, instance=None, queryset=None, save_as_new=False, **kwargs):  # as Django's admin calls it
        site = OpeningHours.objects.filter(article=None, section=None)
        super().__init__(*args, queryset=site, **kwargs)

    @classmethod
    def get_default_prefix(cls):
        return "opening_hours"
