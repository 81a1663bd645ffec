"""What search reads, as plain text: each story that is public, or will be when its time comes; and, for the desk alone,
the newest version of every story."""

from django.db import models

from articles.models import Article


class StoryText(models.Model):
    """One story's words as readers see them, without markup.

    Each database has its full-text index beside it (sqlite.py, postgresql.py); index.py alone writes here. That it has
    a row makes no story public: find.py asks Article.objects.live().
    """

    # An AutoField, because SQLite then makes it the row's own number, along which its index is read.
    place = models.BigAutoField(primary_key=True, help_text="Where it stands in time (place.py).")
    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="+")
    facts = models.TextField(help_text="Its section, authors and month, a word each, as in “section3 author7”.")
    headline = models.TextField()
    standfirst = models.TextField()
    body = models.TextField(help_text="With the captions of its photos.")

    def __str__(self):
        return self.headline


class DeskText(models.Model):
    """The newest version of one story, with what only the desk reads of it. No public page asks for it (desk.py)."""

    place = models.BigAutoField(primary_key=True, help_text="Where its last save stands in time (place.py).")
    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="+")
    version = models.PositiveIntegerField(help_text="Number of the version that was read.")
    facts = models.TextField(help_text="Its section, state, month and people, a word each, as in “section3 begun7”.")
    headline = models.TextField()
    standfirst = models.TextField()
    body = models.TextField(help_text="With all other words of the story, and its notes to editors.")

    def __str__(self):
        return self.headline
