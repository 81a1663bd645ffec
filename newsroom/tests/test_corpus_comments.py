"""Two hundred real comments, where they lie beside the project, posted by readers through the form: all stored as they
were written, all shown, counted exactly."""

import json
import re
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import TestCase, override_settings
from django.utils import timezone

from accounts.models import User
from comments.models import Comment

from . import cast

CORPUS = Path(settings.BASE_DIR).parent / "shared" / "corpora" / "comments"
FILES = [
    path for name in ("civil-comments-spans", "wiki-talk-in-context") if (path := CORPUS / f"{name}.jsonl").exists()
]


def texts():
    """Return a hundred comments from each file, of lengths as they come."""
    found = []
    for path in FILES:
        lines = path.open().read().splitlines()
        found += [json.loads(line)["text"] for line in lines[:: len(lines) // 100][:100]]
    return found


@pytest.mark.skipif(not FILES, reason="no real comments beside the project")
class RealCommentsTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        User.objects.update(date_joined=timezone.now() - timedelta(days=30))

    @override_settings(COMMENT_PAGE_SIZE=250)
    def test_all_are_stored_shown_and_counted(self):
        address, held = f"/comments/on/{self.story.pk}/new/", 0
        for number, text in enumerate(texts()):
            if number % 50 == 0:
                self.client.force_login(self.rita if number % 100 else self.ravi)
            answer = self.client.post(address, {"text": text, "form_key": uuid.uuid4()})
            self.assertEqual(answer.status_code, 302, text)
            comment = Comment.objects.latest("pk")
            self.assertEqual(comment.text, text.replace("\r\n", "\n").replace("\r", "\n").strip())
            held += not comment.is_visible
        self.assertEqual(Comment.objects.count(), len(texts()))
        self.client.logout()
        page = self.client.get(self.story.get_absolute_url()).content.decode()
        visible = Comment.objects.visible()
        self.assertEqual(visible.count(), len(texts()) - held)
        self.assertIn(f"({visible.count()})", page)
        shown = re.findall(r'<article[^>]* id="c(\d+)"', page)
        self.assertEqual(sorted(map(int, shown)), sorted(visible.values_list("pk", flat=True)))
        for comment in visible:
            self.assertIn(comment.html, page)
