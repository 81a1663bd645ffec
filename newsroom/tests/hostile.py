"""Text that runs where a page lets it, and what shows that it did.

Some was written for the project. Where collections lie beside it, some of that is taken in, or all with HOSTILE=all.
"""

import json
import os
from pathlib import Path

from django.conf import settings

OWN = [
    "<script>alert(1)</script>",
    "</textarea></title></style></script><script>alert(2)</script>",
    '"><img src=x onerror=alert(3)>',
    "'><svg/onload=alert(4)>",
    "<a href='java\tscript:alert(5)' autofocus onfocus=alert(5)>go</a>",
    '<a href="https://e.example/onmouseover=alert(6)//">go</a> https://e.example/"onmouseover="alert(6)',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(7)&gt;">',
    "<iframe srcdoc='<script>parent.alert(8)</script>'></iframe>",
    "<form action=javascript:alert(9)><button autofocus>x</button></form>",
    "<details open ontoggle=alert(10)>",
    "{{ 7|add:7 }}{% csrf_token %}${alert(11)}",
    "<p style='background:url(javascript:alert(12))' onclick=alert(12)>x</p>",
    "\u202e<scr\u0000ipt>alert(13)</scr\u0000ipt>",
    '<noscript><p title="</noscript><img src=x onerror=alert(14)>">',
]
# Out of text, of attributes, titles and boxes alike, and short enough for a name.
ANYWHERE = "'\"></title></textarea><img src onerror=alert(0)>"
MAILBOX = '"<img/src/onerror=alert(0)>"@e.example'  # which is an address
CORPORA = Path(settings.BASE_DIR).parent / "shared" / "corpora"
SAMPLE = 20
# What only hostile text brings into a page: none of ours has it, whatever the page's policy would say of it.
LIVE = """[...document.querySelectorAll("*")].filter((part) =>
  part.matches("iframe, object, embed, base, math, form[action^='javascript' i], a[href^='javascript' i]")
  || (part.matches("script:not([src])") && !part.type.endsWith("json"))
  || [...part.attributes].some(({ name }) => name.startsWith("on") || name === "srcdoc")
).map((part) => part.outerHTML.slice(0, 120))"""


def payloads():
    if not (CORPORA / "xss").exists():
        return OWN
    found = [json.loads(line)["payload"] for line in (CORPORA / "xss" / "payloads.jsonl").open()]
    return OWN + (found if takes_all() else found[:: len(found) // SAMPLE])


def strings():
    """Return what breaks programs in other ways, of the collection beside the project: no half of a character."""
    if not (takes_all() and (CORPORA / "strings").exists()):
        return []
    rows = map(json.loads, (CORPORA / "strings" / "strings.jsonl").open())
    return [row["text"].encode(errors="replace").decode() for row in rows]


def takes_all():
    return os.environ.get("HOSTILE") == "all"


class Said:
    """Hands the texts out, to one field after the other; each field gets ANYWHERE too, at its beginning."""

    def __init__(self, texts):
        self.texts, self.number, self.given = [text.replace("\0", "") for text in texts], 0, 0

    @property
    def is_over(self):
        return self.given >= len(self.texts)

    def next(self):
        self.given += 1
        return self.texts[(self.given - 1) % len(self.texts)]

    def short(self, room):
        """Return one of them, in so many characters."""
        return f"{ANYWHERE} {self.next()}"[:room]

    def name(self, room=60):
        """Return a name that nobody else and nothing else has."""
        self.number += 1
        return f"{ANYWHERE}{self.number} {self.next()}"[:room]

    def long(self, room):
        """Return as many as there is room for, each in a paragraph."""
        text = ANYWHERE
        for _ in range(40):
            if len(text) < room:
                text += f"\n\n{self.next()}"
        return text[:room]
