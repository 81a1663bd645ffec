"""A picture library of any size: rows as the deeds would write them, without files. The same seed gives the same."""

import random
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User
from articles.models import Article, Figure, Section
from images.find import index
from images.models import Photo, Supplier

from .prose import ADJECTIVES, NOUNS, Prose
from .stories import run

BATCH = 1_000
EVERY = timedelta(minutes=26)
SENTENCES = [
    "{person} carries a {adjective} {noun} past the {noun} in {place} {when}.",
    "A {adjective} {noun} stands beside the {noun} of {place}.",
    "{person}, left, and {person} with the {noun} that was {did} {when}.",
    "People look at the {adjective} {noun} in {place}.",
    "The {noun} in {place}, seen from the {adjective} {noun}.",
]
# Words that nothing else says, in this share of the photos: what searches are measured with.
MARKS = {"harbour": 0.3, "lighthouse": 0.03, "comet": 0.0005}
RIGHTS = {"agency": 550, "staff": 200, "stock": 100, "handout": 60, "freelance": 45, "social": 20, "commons": 15}
RIGHTS |= {"pool": 4, "": 5, "crown": 1}
AGENCIES = ["Northlight", "Tidewater Press", "Meridian Pictures", "Harrier", "Kestrel Images", "Broadsheet Union"]
SUPPLIERS = ["Lantern Stock", "Picture Exchange", "Blue Door"]


@dataclass
class Library:
    """Writes photos by chance, and stories that show some of them."""

    photos: int
    stories: int
    seed: int = 1

    def write_all(self):
        """Write it all; return the people of its desk."""
        self.chance, self.prose = random.Random(f"library {self.seed}"), Prose(f"library {self.seed}")  # noqa: S311
        self.at = timezone.now().replace(microsecond=0)
        self.captions = [self.prose.words(22, SENTENCES) for _ in range(4_000)]
        self.people = [User(email=f"desk-{number}@made.example", display_name=f"Desk {number}") for number in range(8)]
        self.people = User.objects.bulk_create(self.people)
        names = [(name, Supplier.Kind.AGENCY) for name in AGENCIES] + [
            (name, Supplier.Kind.SUPPLIER) for name in SUPPLIERS
        ]
        Supplier.objects.bulk_create(Supplier(name=name, kind=kind) for name, kind in names)
        for begin in range(1, self.photos + 1, BATCH):
            with transaction.atomic():
                some = [self.photo(number) for number in range(begin, min(begin + BATCH, self.photos + 1))]
                index(Photo.objects.bulk_create(some))
        self.write_stories()
        if connection.vendor == "postgresql":
            run("VACUUM ANALYZE")  # as it would by itself in the next minutes
        return self.people

    def photo(self, number):
        chance, pick = self.chance, self.chance.choice
        uploaded = self.at - EVERY * (self.photos - number)
        rights = chance.choices(list(RIGHTS), RIGHTS.values())[0]
        creator, place = self.prose.person(), pick(self.prose.places)
        agency = pick(AGENCIES) if rights in ("agency", "pool") else ""
        supplier = pick(SUPPLIERS) if rights in ("stock", "agency") and chance.random() < 0.5 else ""
        caption = " ".join([pick(self.captions), *(f"A {word}." for word in MARKS if chance.random() < MARKS[word])])
        ends = uploaded + timedelta(days=chance.randint(14, 400)) if chance.random() < 0.05 else None
        return Photo(
            file=f"originals/made/{number}.jpeg",
            sha256=f"{number:064x}",
            format="JPEG",
            width=3000,
            height=2000,
            headline=f"{pick(ADJECTIVES)} {pick(NOUNS)}",
            caption=caption,
            credit="" if chance.random() < 0.003 else f"{creator} / {agency or supplier or 'The Made Times'}",
            alt_text=f"A {pick(ADJECTIVES)} {pick(NOUNS)} in {place}" if chance.random() < 0.4 else "",
            creator=creator,
            agency=agency,
            supplier=supplier,
            source=agency,
            copyright_notice=f"© {agency or creator}",
            city=place,
            country="Ireland",
            instructions="No sales. Mandatory credit." if rights == "handout" else "",
            keywords="\n".join(chance.sample(NOUNS, 6)),
            people="\n".join(self.prose.person() for _ in range(chance.randint(0, 2))),
            rights=rights,
            use_until=ends,
            blocked_at=uploaded if chance.random() < 0.0005 else None,
            deleted_at=uploaded if chance.random() < 0.005 else None,
            taken_at=uploaded - timedelta(hours=chance.randint(1, 90)) if chance.random() < 0.95 else None,
            as_filed={"file_name": f"DSC_{number:06}.JPG", "iim": {"caption": caption}, "xmp": {"about": caption * 12}},
            made="1",
            uploaded_by=pick(self.people),
            uploaded_at=uploaded,
        )

    def write_stories(self):
        """Write public stories, each with two photos of its week."""
        section = Section.objects.create(name="Made", slug="made")
        every = max(1, self.photos // self.stories)
        stories = Article.objects.bulk_create(
            [self.story(number, section, self.at - EVERY * every * number) for number in range(self.stories)], BATCH
        )
        usable = Photo.objects.in_library().filter(blocked_at=None).order_by("-pk").values_list("pk", flat=True)
        usable = list(usable)[::every]
        figures = [
            Figure(article=story, photo_id=usable[(number + place) % len(usable)], place=kind, position=place)
            for number, story in enumerate(stories)
            for place, kind in enumerate((Figure.Place.LEAD, Figure.Place.BODY))
        ]
        Figure.objects.bulk_create(figures, BATCH)

    def story(self, number, section, at):
        return Article(
            headline=self.prose.headline(),
            slug=f"made-{number}",
            section=section,
            status=Article.Status.PUBLISHED,
            publish_at=at,
            first_published_at=at,
            copyright_year=at.year,
        )
