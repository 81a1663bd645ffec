"""What stands in addresses beside what Django knows: a year, a month or a day, a topic's words."""

from django.urls import register_converter
from django.urls.converters import IntConverter, StringConverter


class Year(IntConverter):
    regex = "[0-9]{4}"

    def to_url(self, value):
        return f"{value:04}"


class Two(IntConverter):
    """A month or a day: always two digits, so that each has one address."""

    regex = "[0-9]{2}"

    def to_url(self, value):
        return f"{value:02}"


class Words(StringConverter):
    """A slug in the letters of any script."""

    regex = r"[-\w]+"


register_converter(Words, "words")
register_converter(Year, "year")
register_converter(Two, "two")
