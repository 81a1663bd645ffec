"""Words and phrases, also where they are written so as to hide them. They are found for all rules at once
(screening/phrases.py); here it is said what that means."""

from .plain import prepare, questions

__all__ = ["find", "prepare", "questions"]
POINTS = 6


def find(rule, case):
    if matches := case.matches.get(rule.pk):
        about = f"our rule “{rule.rule}” is about" if rule.rule else "a moderator looks at"
        because = f"It has words that {about}."
        if all(match.disguised for match in matches):
            because = f"It has words that {about}, written so as to hide them."
        yield because, shown(matches, case.text)


def shown(matches, text):
    """Return what was found as it was typed, with the code points of what only looks like a letter."""
    found = dict.fromkeys(told(match, text[match.start : match.end]) for match in matches)
    return ", ".join(found)


def told(match, typed):
    strange = [f"U+{ord(letter):04X}" for letter in typed if not letter.isascii()] if match.disguised else []
    if not match.disguised:
        return typed
    points = f", {' '.join(strange[:POINTS])}" if strange else ""
    return f"{typed} ({match.phrase}{points})"
