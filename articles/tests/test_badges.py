"""The badges of a photo in the library: at a glance the same as the sentences of rights.problems."""

from datetime import timedelta

from django.test import SimpleTestCase
from django.utils import timezone

from articles.admin.library_badges import badges
from images import renditions, rights
from images.models import Photo

NOW = timezone.now()
DAY = timedelta(days=1)


def photo(**fields):
    usual = {"credit": "Pia", "alt_text": "Boats", "rights": "staff", "width": 1200, "height": 800}
    made = Photo(**usual | {"sha256": "ab" * 32} | fields)
    made.made = made.made or renditions.recipe(made)
    return made


def words(**fields):
    return [badge.words for badge in badges(photo(**fields), NOW)]


class BadgesTests(SimpleTestCase):
    def test_a_photo_with_which_all_is_well_has_none(self):
        self.assertEqual(words(), [])
        self.assertEqual([badge.words for badge in badges(photo(), NOW, uses=0)], ["not used"])
        self.assertEqual(badges(photo(), NOW, uses=2), [])

    def test_what_forbids_to_show_it_is_what_rights_says(self):
        for fields in (
            {},
            {"deleted_at": NOW},
            {"blocked_at": NOW, "blocked_reason": "A claim."},
            {"rights": ""},
            {"rights": "handout"},
            {"rights": "handout", "restrictions": "14 days."},
            {"use_from": NOW + DAY},
            {"use_until": NOW},
            {"use_until": NOW + DAY},
            {"rights": "", "blocked_at": NOW, "use_until": NOW - DAY},
        ):
            bad = [badge for badge in badges(photo(**fields), NOW) if badge.kind == "bad"]
            self.assertEqual(len(bad), len(rights.problems(photo(**fields), NOW)), fields)

    def test_days_that_are_left(self):
        noon = timezone.localtime(NOW).replace(hour=12)
        for days, said in ((0.1, "runs out today"), (1, "runs out in 1 day"), (30, "runs out in 30 days")):
            found = badges(photo(use_until=noon + days * DAY), noon)
            self.assertEqual([badge.words for badge in found], [said])
        self.assertEqual(badges(photo(use_until=noon + 31 * DAY), noon), [])

    def test_what_is_to_be_done_and_known(self):
        self.assertEqual(words(credit="", alt_text=""), ["no credit", "no alt text"])
        self.assertEqual(words(alt_text="", decorative=True), [])
        self.assertEqual(words(single_use=True, territory="Ireland"), ["not everywhere", "single use"])
        self.assertEqual(words(made="older"), ["renditions being made"])
        self.assertEqual(words(made="older", not_made="broken"), ["renditions could not be made"])

    def test_the_gravest_comes_first(self):
        self.assertEqual(words(credit="", blocked_at=NOW), ["blocked", "no credit"])
