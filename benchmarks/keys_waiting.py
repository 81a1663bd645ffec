"""Let so many comments wait, with these texts if there are any: python -m benchmarks.keys_waiting NUMBER [FILE]"""

import json
import sys
from itertools import islice
from pathlib import Path


def main(number, texts):
    import django

    django.setup()
    from articles.sanitise import comment_html
    from comments.models import Comment

    from .desk import let_wait

    if texts:
        with Path(texts).open() as lines:
            some = [json.loads(line)["text"][:3000] for line in islice(lines, number * 2)]
        for comment, text in zip(Comment.objects.visible().order_by("pk")[: len(some)], some, strict=False):
            Comment.objects.filter(pk=comment.pk).update(text=text, html=comment_html(text))
    let_wait(number)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
