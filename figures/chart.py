"""Charts as bars, drawn by the template: the policy of the pages lets nothing carry a style of its own."""

from dataclasses import dataclass

HEIGHT, STEP = 100, 10  # in the drawing's own units; it is stretched to the page


@dataclass(frozen=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    kind: int  # which row of numbers it is of


@dataclass(frozen=True)
class Chart:
    """Rows of numbers over time: for each place a group of bars, one of each row."""

    labels: list
    names: list
    rows: list

    @property
    def most(self):
        return max((max(row) for row in self.rows if row), default=0)

    @property
    def width(self):
        return STEP * len(self.labels)

    @property
    def bars(self):
        wide, most = 8 / len(self.rows), self.most or 1
        return [
            Bar(place * STEP + 1 + kind * wide, HEIGHT - tall, round(wide, 2), tall, kind)
            for kind, row in enumerate(self.rows)
            for place, number in enumerate(row)
            if number and (tall := max(round(HEIGHT * number / most, 1), 1))
        ]

    @property
    def table(self):
        """Return each label with its numbers."""
        return [(label, numbers) for label, *numbers in zip(self.labels, *self.rows, strict=True)]

    @property
    def first(self):
        return self.labels[0]

    @property
    def last(self):
        return self.labels[-1]


def shares(rows):
    """Return rows of words and a number with the length of each one's bar, of a hundred: [(words, number, length)]."""
    most = max((row[1] for row in rows), default=0) or 1
    return [(*row, max(round(100 * row[1] / most, 1), 1 if row[1] else 0)) for row in rows]
