from django.apps import apps
from django.db import models
from django.test import SimpleTestCase

from accounts.models import User
from privacy.fields import FIELDS, THE_PAPERS
from privacy.give import KINDS

WORDS = (models.CharField, models.TextField, models.JSONField, models.BinaryField, models.GenericIPAddressField)


def fields():
    """Yield each stored field of each model there is: (model, field)."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            if field.concrete and not field.auto_created:
                yield model, field


def name_of(model, field):
    return f"{model._meta.label}.{field.name}"


class FieldsTests(SimpleTestCase):
    def test_every_field_that_refers_to_an_account_is_in_the_list(self):
        referring = {name_of(model, field) for model, field in fields() if field.related_model is User}
        self.assertEqual(referring - set(FIELDS), set())

    def test_every_field_that_holds_words_is_in_the_list_or_the_papers(self):
        for model, field in fields():
            if isinstance(field, WORDS) and not {model._meta.label, model._meta.app_label} & THE_PAPERS:
                self.assertIn(name_of(model, field), FIELDS)

    def test_every_row_of_the_list_is_a_field(self):
        self.assertEqual(set(FIELDS) - {name_of(model, field) for model, field in fields()}, set())
        labels = {model._meta.label for model in apps.get_models()} | {app.label for app in apps.get_app_configs()}
        self.assertEqual(THE_PAPERS - labels, set())

    def test_what_is_not_given_says_why(self):
        for name, field in FIELDS.items():
            if not field.given:
                self.assertTrue(field.why, name)

    def test_what_is_given_is_of_a_kind(self):
        kinds = {kind.__name__ for kind in KINDS}
        for name, field in FIELDS.items():
            if field.given:
                self.assertIn(field.given.split(".")[0], kinds, name)
