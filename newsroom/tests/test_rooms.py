"""The house's table of who may import whom, held against the code."""

import ast
from pathlib import Path

from django.conf import settings
from django.test import SimpleTestCase

from .imports import imports

MAY = {
    "pagecache": set(),
    "clock": set(),
    "accounts": set(),
    "images": {"clock"},
    "caution": {"pagecache"},
    "articles": {"images", "caution", "accounts", "pagecache", "clock"},
    "comments": {"articles", "accounts", "pagecache"},
    "moderation": {"comments", "articles", "accounts", "pagecache"},
    "screening": {"moderation", "comments", "articles", "caution", "accounts", "pagecache"},
    "law": {"moderation", "comments", "articles", "accounts", "pagecache"},
    "figures": {"moderation", "comments", "articles", "accounts", "pagecache"},
    "support": {"articles", "pagecache"},
    "fronts": {"articles", "images", "accounts", "pagecache", "clock"},
    "search": {"articles", "pagecache"},
    "feeds": {"articles", "images", "comments", "pagecache"},
    "reading": {"articles", "comments", "pagecache"},
    "readers": {"comments", "articles", "accounts", "pagecache"},
    "privacy": {
        "accounts",
        "articles",
        "comments",
        "moderation",
        "screening",
        "law",
        "sanctions",
        "readers",
        "errors",
        "pagecache",
    },
    "score": {"moderation", "comments", "articles", "accounts", "pagecache"},
    "sanctions": {"moderation", "comments", "articles", "accounts", "pagecache"},
    "errors": {"comments", "articles", "accounts", "pagecache"},
}
ROOMS = {*MAY, "newsroom"}
DOORS = {"views", "urls", "admin", "forms"}  # what looks outward; the deeds below know nothing of it
OUTWARD = DOORS | {"templatetags", "management", "field", "keep", "adapter", "middleware", "context"}
# The room that answers requests before any view does, and knows of nothing but requests.
OUTWARD |= {"kept", "keep", "pages", "parts", "ready"}


def modules(room):
    for path in (Path(settings.BASE_DIR) / room).rglob("*.py"):
        parts = path.relative_to(settings.BASE_DIR).parts
        if "tests" not in parts and "migrations" not in parts:
            yield path


class RoomsTests(SimpleTestCase):
    def test_each_room_imports_only_the_rooms_below_it(self):
        for room, may in MAY.items():
            for path in modules(room):
                for name in imports(path):
                    other = name.split(".")[0]
                    if other in ROOMS - {room}:
                        self.assertIn(other, may, f"{path} imports {name}")

    def test_no_room_imports_newsroom(self):
        for room in MAY:
            for path in modules(room):
                self.assertFalse([name for name in imports(path) if name.split(".")[0] == "newsroom"], path)

    def test_deeds_and_models_know_nothing_of_views_forms_or_requests(self):
        for room in MAY:
            for path in modules(room):
                inside = set(path.relative_to(Path(settings.BASE_DIR) / room).with_suffix("").parts)
                if inside & OUTWARD:
                    continue
                for name in imports(path):
                    parts = name.split(".")
                    self.assertFalse(parts[0] in ROOMS and DOORS & set(parts[1:]), f"{path} imports {name}")
                    self.assertFalse(name.startswith("django.http"), f"{path} imports {name}")

    def test_a_status_is_written_in_the_deeds_alone(self):
        """No update(), create() or assignment of a status outside post, decide and publish."""
        writers = {"articles/workflow.py", "moderation/decide.py", "moderation/undo.py"}
        writers |= {"clock/left_over.py"}  # of a background task
        writers |= {f"comments/{deed}.py" for deed in ("post", "edit", "delete", "hold", "load", "erase")}
        for room in MAY:
            for path in modules(room):
                if str(path.relative_to(settings.BASE_DIR)) in writers:
                    continue
                for node in ast.walk(ast.parse(path.read_text())):
                    called = isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("update", "create")
                    names = [keyword.arg for keyword in node.keywords] if called else []
                    targets = node.targets if isinstance(node, ast.Assign) else []
                    names += [target.attr for target in targets if isinstance(target, ast.Attribute)]
                    self.assertNotIn("status", names, f"{path}:{getattr(node, 'lineno', '?')}")

    def test_only_one_place_calls_html_safe(self):
        """User text never meets `safe`: stored HTML is vouched for by one filter."""
        for room in ROOMS:
            for path in modules(room):
                if path.name == "paper.py" and "templatetags" in path.parts:
                    continue
                text = path.read_text()
                self.assertNotIn("mark_safe", text, path)
                self.assertNotIn("SafeString", text, path)
        for path in (Path(settings.BASE_DIR) / "templates").rglob("*"):
            if path.suffix == ".html":  # a mail is plain text and escapes nothing
                text = path.read_text()
                for word in ("|safe", "autoescape off", "|urlize", "|linebreaks", "safeseq", "truncatewords_html"):
                    self.assertNotIn(word, text, path)
