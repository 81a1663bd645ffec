"""The made site's stories: every row as the deeds would have written it, hundreds at a time.

Left out is what the desk alone shows: revisions and events.
"""

import io
import random
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from html import escape

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.utils import timezone
from django.utils.text import slugify
from PIL import Image, ImageDraw

from articles.models import Article, Byline, Figure, Tagged
from articles.render import body_parts
from images.make import make
from images.upload import upload
from search import index, postgresql
from search.tables import PUBLIC

from .prose import Prose
from .rows import write

EVERY = timedelta(minutes=53)  # 27 stories a day, whatever their number: a larger site is an older one
AGE = timedelta(minutes=30)  # of the newest
BATCH = 500
PASSAGES, PASSAGE_WORDS = 1500, 55
# Words that nothing else says, in this share of the stories: what searches are measured with.
MARKS = {"harbour": 0.3, "lighthouse": 0.03, "comet": 0.001}


@dataclass(frozen=True)
class Passage:
    """A paragraph or a crosshead: its words, its HTML, and its HTML where it opens a story."""

    text: str
    html: str
    opening: str = ""


def paragraph(text):
    html = f"<p>{escape(text, quote=False)}</p>"
    return Passage(text, html, body_parts(html, Article._meta.get_field("lead_in_words").default)[0])


def crosshead(text):
    return Passage(text, f"<h2>{escape(text, quote=False)}</h2>")


def time_of(number, articles, at):
    """Return when story `number` of so many was published; the last is the newest."""
    return at - AGE - EVERY * (articles - number)


class Stories:
    """Writes stories by chance; the same seed gives the same ones."""

    def __init__(self, *, paper, photos, seed, words, articles, at):
        self.paper, self.photos, self.articles, self.at = paper, photos, articles, at
        self.chance, prose = random.Random(f"stories {seed}"), Prose(seed)  # noqa: S311
        self.length = max(1, round(words / (PASSAGE_WORDS + 8)))
        self.passages = [paragraph(prose.words(min(words, PASSAGE_WORDS))) for _ in range(PASSAGES)]
        self.crossheads = [crosshead(prose.headline()) for _ in range(200)]
        self.headlines = [prose.headline() for _ in range(2000)]
        self.standfirsts = [prose.words(20) for _ in range(1000)]
        self.marks = {word: paragraph(f"Nothing more was seen of the {word}.") for word in MARKS}

    def write_all(self, say):
        """Write all stories, the oldest first, with what stands beside them and what search reads."""
        with filling_search():
            for begin in range(1, self.articles + 1, BATCH):
                self.write_batch(range(begin, min(begin + BATCH, self.articles + 1)))
                if begin // BATCH % 40 == 39 and begin + BATCH <= self.articles:
                    say(f"{begin + BATCH - 1:,} stories")

    @transaction.atomic
    def write_batch(self, numbers):
        articles, bylines, figures, tagged, texts = [], [], [], [], []
        for number in numbers:
            article, text, shown = self.story(number)
            articles.append(article)
            authors = self.chance.sample(self.paper.authors, self.chance.choice((1, 1, 1, 2)))
            tags = self.chance.sample(self.paper.tags, self.chance.randint(1, 3))
            here = {"publish_at": article.publish_at}
            bylines += [
                Byline(article=article, author=author, position=place, **here) for place, author in enumerate(authors)
            ]
            tagged += [Tagged(content_object=article, tag=tag, **here) for tag in tags]
            figures += shown
            captions = [figure.caption for figure in shown]
            authors = [author.pk for author in authors]
            texts.append(index.row(article, authors, "\n".join([text, *captions])))
        for rows in (articles, bylines, figures, tagged):
            write(rows)
        index.engine().write(texts)

    def story(self, number):
        """Return a story, its text, and its figures."""
        chance, newest = self.chance, number == self.articles
        passages = chance.sample(self.passages, self.length)
        for at in range(4, len(passages), 5):
            passages.insert(at, chance.choice(self.crossheads))
        passages += [mark for word, mark in self.marks.items() if chance.random() < MARKS[word]]
        headline = chance.choice(self.headlines)
        published = time_of(number, self.articles, self.at)
        article = Article(
            pk=number,
            headline=headline,
            slug=slugify(headline)[:80].strip("-"),
            kicker=chance.choice(("", "", chance.choice(self.paper.tags).name.capitalize())),
            standfirst=chance.choice(self.standfirsts),
            section=chance.choice(self.paper.sections),
            agency=self.paper.agency if chance.random() < 0.1 else None,
            copyright_year=timezone.localtime(published).year,
            status=Article.Status.PUBLISHED,
            publish_at=published,
            first_published_at=published,
            version=2,
            created_by=self.paper.editor,
            saved_by=self.paper.editor,
            created_at=published - timedelta(hours=2),
            saved_at=published,
        )
        figures = self.figures(article, sure=newest)
        inside = next((figure.photo_id for figure in figures if figure.place == Figure.Place.BODY), None)
        article.body, article.body_parts = put_together(passages, inside)
        return article, "\n".join(passage.text for passage in passages), figures

    def figures(self, article, sure):
        """Return the story's figures: most have a lead photo, some one in the body."""
        wanted = [Figure.Place.LEAD] if sure or self.chance.random() < 0.6 else []
        wanted += [Figure.Place.BODY] if self.chance.random() < 0.2 else []
        photos = self.chance.sample(self.photos, min(len(wanted), len(self.photos)))
        return [
            Figure(article=article, photo=photo, place=place, position=position)
            for position, (place, photo) in enumerate(zip(wanted, photos, strict=False))
        ]


def put_together(passages, photo):
    """Return a body and its parts, as write.settle_body() would make them; `photo` stands after the third passage."""
    html = [passage.html for passage in passages]
    parts = [passages[0].opening, *html[1:]]
    if photo is None:
        return "".join(html), ["".join(parts)]
    after = min(3, len(html))
    figure = f'<figure data-photo="{photo}"></figure>'
    body = "".join([*html[:after], figure, *html[after:]])
    return body, [part for part in ("".join(parts[:after]), photo, "".join(parts[after:])) if part]


@contextmanager
def filling_search():
    """Write without PostgreSQL's index, which is made faster when all is there."""
    if connection.vendor != "postgresql":
        yield
        return
    run("DROP INDEX search_words")
    yield
    connection.check_constraints()  # what is still to be checked stands in the way of a new index
    run(postgresql.make_index(PUBLIC))


def run(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def make_photos(count, seed, by):
    """Draw and upload `count` photos, with all their renditions; return them."""
    prose, photos = Prose(f"photos {seed}"), []
    for number in range(count):
        file = SimpleUploadedFile(f"made-{number}.jpg", draw(number, seed))
        words = {"caption": prose.sentence(), "credit": f"{prose.person()} / Made", "alt_text": prose.headline()}
        photos.append(upload(file=file, uploaded_by=by, **words))
        make(photo=photos[-1])
    return photos


def draw(number, seed):
    """Return a JPEG that no other number and seed give: hills under a sky."""
    chance = random.Random(f"photo {seed} {number}")  # noqa: S311
    picture = Image.linear_gradient("L").resize((800, 450)).convert("RGB")
    pen = ImageDraw.Draw(picture)
    for _ in range(60):
        left, top, size = chance.randint(-200, 750), chance.randint(120, 450), chance.randint(40, 350)
        pen.ellipse((left, top, left + size, top + size), fill=tuple(chance.randint(20, 235) for _ in range(3)))
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=82)
    return written.getvalue()
