"""What is said about a story before it goes out: sentences that know the field to which they belong."""

# What is said about a photo's words can be put right in the story, where it may have words of its own.
HERE = {"caption": "own_caption", "credit": "own_credit", "alt_text": "own_alt_text"}


class Point(str):
    """A sentence. `field` is the id of its field in the story's form, or, with `photo`, on that photo's own page."""

    def __new__(cls, sentence, field="", photo=None):
        point = super().__new__(cls, sentence)
        point.field, point.photo = field, photo
        return point


def about(article, figure, sentences):
    """Return what is said about a photo in the story. Those of images/check.py know which of its words they mean."""
    if not sentences:
        return []
    numbers = [each.photo_id for each in article.figures.all()]
    row = f"id_figures-{numbers.index(figure.photo_id)}"
    found = []
    for sentence in sentences:
        here = HERE.get(getattr(sentence, "field", ""))
        where = {"field": f"{row}-{here}"} if here else {"field": "id_rights", "photo": figure.photo_id}
        found.append(Point(f"The photo “{figure.photo}”: {sentence}", **where))
    return found


def in_row(article, figure, sentence):
    """Return what is said about where a photo stands in the story."""
    numbers = [each.photo_id for each in article.figures.all()]
    return Point(f"The photo “{figure.photo}”: {sentence}", f"id_figures-{numbers.index(figure.photo_id)}-place")
