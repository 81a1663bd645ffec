"""Strings that break programs, as names and as comments: stored and shown as written, or refused with a reason.

Some were written for the project. Where a collection of thousands lies beside it, all of it is tried by the forms, and
one string of each kind through the pages.
"""

import json
import re
import uuid
from datetime import timedelta
from html import escape, unescape
from pathlib import Path
from unicodedata import normalize

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.test import SimpleTestCase, TestCase, override_settings
from django.utils import timezone

from accounts.models import FormerName, User
from accounts.names import tidy_name
from accounts.skeleton import skeleton
from articles.sanitise import comment_html
from comments.forms import CommentForm
from comments.models import Comment

from . import cast

CORPUS = Path(settings.BASE_DIR).parent / "shared" / "corpora" / "strings"
OWN = [
    "", " ", "\t\n", "x", "Quay Rat", "  Ann \u00a0 de Burgh ", "O’Brien-Kelly",
    "<b>Una</b> &amp; Ada", "'; DROP TABLE x; --",
    "{{ 7|add:7 }}{% now 'Y' %}", "%s%n ${7*7}", "\\u0000 \\x00", "null", "None", "undefined", "-0.0", "=1+1|cmd",
    "Zo\u0308e", "𝓜𝓪𝓻𝔂", "Ｗｉｄｅ", "ﬁnn", "Ⅷ of Cork", "Mª José", "สมคำ", "Ω≈ç√∫˜µ≤", "李小龙",
    "محمد علي", "נועה", "👩‍👩‍👧‍👦",
    "An\u200dna", "An\u200bna", "\ufeffAnna", "An\u202ena", "An\u2066na", "An\u00adna", "An\u3164na", "An\U000e0041na",
    "An\x00na", "An\x1cna", "An\x1b[31mna", "An\x85na", "An\u2028na",
    "An\ufffena", "Z\u0310\u0311\u0312\u0313\u0314\u0315\u0316",
    "\r\nSet-Cookie: a=b", "../../etc/passwd", "https://quay.example/(a)?b=<c>&d", "> said\nand done",
    "M" * 61, "A" * 2500,
]  # fmt: skip


def corpus():
    """Return all strings of the collection, each with what kind it is; a form can carry no half of a character."""
    rows = map(json.loads, (CORPUS / "strings.jsonl").open())
    found = {row["text"].encode(errors="replace").decode(): row["cat"] for row in rows}
    lines = (CORPUS / "blns.txt").read_text(errors="replace").split("\n")
    return found | dict.fromkeys((line for line in lines if not line.startswith("#")), "published list")


def in_plain(html):
    """Return the words of a comment's HTML, without blanks and the signs of a quote."""
    html = re.sub(r"</?(?:p|br|blockquote|div|a)(?:\s[^<>]*)?/?>", "", html)
    assert not re.search("[<>]", html), html
    return without_blanks(unescape(html))


def without_blanks(text):
    return "".join(text.split()).replace(">", "")


def name_as_written(name):
    return " ".join(normalize("NFC", name).split())


def by_the_forms(texts):
    """Hold each string against the rule, as a name and as a comment; return which were refused."""
    refused = {"name": [], "text": []}
    for text in texts:
        try:
            assert tidy_name(text) == name_as_written(text), ascii(text)
            assert 0 < len(skeleton(text)) <= 200, ascii(text)
        except ValidationError:
            refused["name"].append(text)
        form = CommentForm({"text": text, "form_key": uuid.uuid4()})
        if not form.is_valid():
            refused["text"].append(text)
            continue
        stored = form.cleaned_data["text"]
        assert stored == text.replace("\r\n", "\n").replace("\r", "\n").strip(), ascii(text)
        if "…</a>" not in (html := comment_html(stored)):  # a long address is shown cut
            assert in_plain(html) == without_blanks(stored), ascii(text)
    return refused


class OwnStringsTests(SimpleTestCase):
    def test_each_is_kept_as_written_or_refused(self):
        refused = by_the_forms(OWN)
        self.assertEqual(len(refused["name"]), 22, refused["name"])
        self.assertEqual(len(refused["text"]), 11, refused["text"])


class Pages:
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        User.objects.update(date_joined=timezone.now() - timedelta(days=30))

    def reason(self, answer, text):
        """Return why it was refused; the form gives it back."""
        page = answer.content.decode()
        self.assertIn(answer.status_code, (200, 409, 422), ascii(text))
        found = re.search(r'role="alert">([^<]{15,})<', page)
        self.assertTrue(found, ascii(text))
        return found[1]

    def give(self, text):
        """Send a string as a comment, as a new reader's name, and as another name of Rita's."""
        self.client.force_login(self.rita)
        answer = self.client.post(f"/comments/on/{self.story.pk}/new/", {"text": text, "form_key": uuid.uuid4()})
        if answer.status_code == 302:
            comment = Comment.objects.latest("pk")
            self.assertEqual(comment.text, text.replace("\r\n", "\n").replace("\r", "\n").strip())
            self.assertContains(self.client.get(comment.get_absolute_url()), comment.html)
        else:
            self.reason(answer, text)
        answer = self.client.post("/me/", {"display_name": text})
        if answer.status_code == 302:
            self.shown(text)
        else:
            self.reason(answer, text)
            self.assertContains(answer, f'value="{escape(text)}"', status_code=422)
        self.client.logout()
        User.objects.filter(pk=self.rita.pk).update(display_name="R", name_skeleton="r", name_changed_at=None)
        FormerName.objects.all().delete()
        facts = {"display_name": text, "email": "nora@mail.example", "password1": cast.PASSWORD}
        answer = self.client.post("/account/signup/", facts)
        if answer.status_code == 302:
            new = User.objects.get(email="nora@mail.example")
            self.assertEqual(new.display_name, name_as_written(text))
            new.delete()
        else:
            self.reason(answer, text)

    def shown(self, name):
        written = name_as_written(name)
        self.rita.refresh_from_db()
        self.assertEqual(self.rita.display_name, written)
        for address in ("/me/", self.story.get_absolute_url()):
            self.assertContains(self.client.get(address), escape(written))


@override_settings(ACCOUNT_RATE_LIMITS=False)
class OwnStringsOnPagesTests(Pages, TestCase):
    def test_each_is_shown_as_written_or_refused_in_words(self):
        cast.comment(self.story, self.rita, "So that the story names her.")
        for text in OWN[::3]:
            with self.subTest(ascii(text)):
                self.give(text)


@pytest.mark.skipif(not CORPUS.exists(), reason="no collection of strings beside the project")
@override_settings(ACCOUNT_RATE_LIMITS=False)
class CorpusTests(Pages, TestCase):
    def test_all_by_the_forms(self):
        texts = corpus()
        refused = by_the_forms(texts)
        self.assertLess(len(refused["text"]), len(texts) / 10)
        # Most are a single letter of some alphabet, and no name by themselves.
        longer = by_the_forms(f"Ann {text}" for text in texts)
        self.assertLess(len(longer["name"]), len(texts) / 2)

    def test_one_of_each_kind_on_the_pages(self):
        cast.comment(self.story, self.rita, "So that the story names her.")
        for text in {kind: text for text, kind in corpus().items()}.values():
            with self.subTest(ascii(text)):
                self.give(text)
