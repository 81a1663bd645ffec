"""The weights of the score: a number for each feature, and a few that make a probability of their sum."""

import json
import sys
import zlib
from array import array
from dataclasses import asdict, dataclass, field, replace

from .features import SIZE

FORM = "newsroom-score-1"  # what weights mean; weights of another form are not read
MOST = 32_000  # of the two bytes of each weight


class Unreadable(Exception):
    """These are no weights, or of another form."""


@dataclass(frozen=True)
class Weights:
    table: array = field(default_factory=lambda: array("f", bytes(4 * SIZE)), repr=False)
    bias: float = -2.0
    slope: float = 1.3
    intercept: float = 0.0
    parent: float = 0.5  # how much it matters what the comment answers: heat answers heat
    parent_rest: float = -2.0  # the sum of what is usually answered

    def pack(self):
        """Return them as bytes, two for each weight, compressed: about a quarter of a megabyte."""
        scale = max(max(self.table), -min(self.table), 1e-9) / MOST
        small = array("h", [round(weight / scale) for weight in self.table])
        if sys.byteorder == "big":
            small.byteswap()
        facts = {name: value for name, value in asdict(replace(self, table=array("f"))).items() if name != "table"}
        head = json.dumps({"form": FORM, "scale": scale, **facts}).encode()
        return head + b"\n" + zlib.compress(small.tobytes())


def unpack(packed):
    """Return the Weights of these bytes. Raises Unreadable."""
    try:
        head, body = bytes(packed).split(b"\n", 1)
        facts = json.loads(head)
        small = array("h", zlib.decompress(body))
        if facts.pop("form") != FORM or len(small) != SIZE:
            raise Unreadable("These weights are of another form.")
        if sys.byteorder == "big":
            small.byteswap()
        scale = facts.pop("scale")
        return Weights(table=array("f", [weight * scale for weight in small]), **facts)
    except (ValueError, KeyError, TypeError, zlib.error) as error:
        raise Unreadable(f"These are no weights: {error}") from error
