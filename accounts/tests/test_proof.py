"""The proof of work: what new accounts' browsers do for each comment, and what comes of those that do not."""

import base64
import hashlib
import json
import uuid
from datetime import timedelta

from django.core.cache import cache
from django.test import TestCase, override_settings
from django.utils import timezone

from accounts.models import User
from accounts.proof import challenge, proved
from comments.models import Comment
from newsroom.tests import cast

from .journeys import sign_up


def solve(task):
    """Answer a task as the browser does."""
    for number in range(task["maxNumber"] + 1):
        digest = hashlib.sha256(f"{task['salt']}{number}".encode()).hexdigest()
        if digest == task["challenge"]:
            answer = {name: task[name] for name in ("algorithm", "challenge", "salt", "signature")}
            return base64.b64encode(json.dumps(answer | {"number": number}).encode()).decode()
    raise AssertionError("no number answers it")


class ProofTests(TestCase):
    def test_an_answer_is_right_once_and_again_only_for_the_same_use(self):
        answer = solve(challenge())
        self.assertTrue(proved(answer, use="comment 1"))
        self.assertTrue(proved(answer, use="comment 1"))
        self.assertFalse(proved(answer, use="comment 2"))

    def test_each_task_is_another(self):
        self.assertNotEqual(challenge()["challenge"], challenge()["challenge"])

    def test_what_is_too_old_proves_nothing(self):
        self.assertFalse(proved(solve(challenge(at=timezone.now() - timedelta(hours=5))), use="1"))

    def test_what_was_tampered_with_proves_nothing(self):
        answer = json.loads(base64.b64decode(solve(challenge())))
        for change in (
            {"number": answer["number"] + 1},
            {"signature": "0" * 64},
            {"salt": answer["salt"].replace("expires=", "expires=9")},
            {"algorithm": "MD5"},
            {"challenge": challenge()["challenge"]},
            {"number": None},
            {"salt": 7},
            {"challenge": ["a"]},
        ):
            with self.subTest(change):
                changed = base64.b64encode(json.dumps(answer | change).encode()).decode()
                self.assertFalse(proved(changed, use="1"))

    def test_nonsense_proves_nothing(self):
        for answer in (
            "",
            "x",
            "e30=",
            "W10=",
            "MQ==",
            "bnVsbA==",
            "é\x00\ud800",
            "A" * 5000,
            base64.b64encode(b"[" * 700).decode(),
        ):
            with self.subTest(repr(answer[:20])):
                self.assertFalse(proved(answer, use="1"))

    @override_settings(SECRET_KEY="of another site")
    def test_nor_does_the_task_of_another_site(self):
        task = challenge()
        with override_settings(SECRET_KEY="ours"):
            self.assertFalse(proved(solve(task), use="1"))

    def test_the_task_is_given_to_anybody_and_kept_by_nobody(self):
        answer = self.client.get("/me/proof/")
        self.assertTrue(proved(solve(answer.json()), use="1"))
        self.assertIn("no-store", answer.headers["Cache-Control"])
        self.assertEqual(self.client.post("/me/proof/").status_code, 405)


@override_settings(COMMENT_PROOF_HOURS=24)
class CommentTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        cls.address = f"/comments/on/{cls.story.pk}/new/"

    def setUp(self):
        self.client.force_login(self.rita)

    def send(self, proof="", key=None):
        form = {"text": "Well said.", "form_key": key or uuid.uuid4(), "proof": proof}
        self.client.post(self.address, form)
        return Comment.objects.latest("pk")

    def test_a_new_accounts_comment_with_a_proof_is_on_the_site_at_once(self):
        self.assertTrue(self.send(solve(challenge())).is_visible)

    def test_without_one_it_waits_and_its_author_is_told_why(self):
        for wrong in ("", "nonsense"):
            comment = self.send(wrong)
            self.assertEqual((comment.status, comment.hits.get().check_name), ("held", "proof"))
            self.assertContains(self.client.get(comment.get_absolute_url()), "without the proof")

    def test_one_proof_is_for_one_comment_and_that_may_be_sent_twice(self):
        answer, key = solve(challenge()), uuid.uuid4()
        self.assertTrue(self.send(answer, key).is_visible)
        self.assertTrue(self.send(answer, key).is_visible)
        self.assertEqual(Comment.objects.count(), 1)
        self.assertEqual(self.send(answer).status, "held")

    def test_from_the_second_day_on_nothing_is_asked(self):
        self.assertContains(self.client.get(self.address), "<proof-of-work")
        User.objects.filter(pk=self.rita.pk).update(date_joined=timezone.now() - timedelta(hours=24))
        self.assertNotContains(self.client.get(self.address), "proof")
        self.assertTrue(self.send().is_visible)

    def test_who_is_not_signed_in_is_asked_when_they_are(self):
        self.client.logout()
        self.assertNotContains(self.client.get(self.address), "<proof-of-work")

    @override_settings(COMMENT_PROOF_HOURS=0)
    def test_it_can_be_switched_off(self):
        self.assertNotContains(self.client.get(self.address), "proof")
        self.assertTrue(self.send().is_visible)


@override_settings(COMMENT_PROOF_HOURS=24)
class SignUpTests(TestCase):
    def sign_up(self, number, **more):
        return sign_up(self.client_class(), display_name=f"Nora {number}", email=f"n{number}@mail.example", **more)

    def test_without_scripts_a_few_may_sign_up_from_one_place_and_with_a_proof_more(self):
        for number in range(5):
            self.assertRedirects(self.sign_up(number), "/account/confirm-email/", fetch_redirect_response=False)
        answer = self.sign_up(6)
        self.assertContains(answer, "switch scripts on")
        self.assertContains(answer, 'value="n6@mail.example"')
        self.assertFalse(User.objects.filter(email="n6@mail.example").exists())
        proof = solve(challenge())
        self.assertEqual(self.sign_up(6, proof=proof).status_code, 302)
        self.assertContains(self.sign_up(7, proof=proof), "switch scripts on")

    def test_the_form_carries_the_task(self):
        self.assertContains(self.client.get("/account/signup/"), '<proof-of-work src="/me/proof/">')

    def tearDown(self):
        cache.clear()
