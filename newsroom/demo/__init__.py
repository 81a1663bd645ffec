"""The demo edition: an invented paper in an invented town, for trying Newsroom out. Never loaded in production.

The texts are in the .toml files; what they say happened some hours ago is done with the deeds, at that time.
"""

import tomllib
from pathlib import Path

FOLDER = Path(__file__).parent
# Of every account in the demo, and printed when it is loaded: whoever can open the site may sign in as anybody.
PASSWORD = "portavally"  # noqa: S105


def read(name):
    """Return what the file `name` of this folder says."""
    with open(FOLDER / name, "rb") as file:
        return tomllib.load(file)


def replaced(facts, body):
    """Return the facts; of the body, which names passages and what stands there instead, the whole."""
    if "body" not in facts:
        return facts
    for passage, instead in facts["body"]:
        body = body.replace(passage, instead)
    return facts | {"body": body}
