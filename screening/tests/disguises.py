"""Ways in which people hide a word from a list. Each takes a word of plain letters and gives what they would type."""

SIGNS = {"o": "0", "i": "1", "l": "1", "e": "3", "a": "4", "s": "5", "t": "7"}
MORE_SIGNS = {"a": "@", "s": "$", "i": "!"}
CYRILLIC = {"a": "а", "c": "с", "e": "е", "i": "і", "j": "ј", "o": "о", "p": "р", "s": "ѕ", "x": "х", "y": "у"}
GREEK = {"a": "α", "e": "ε", "i": "ι", "k": "κ", "n": "η", "o": "ο", "p": "ρ", "t": "τ", "u": "υ", "v": "ν", "w": "ω"}
ACCENTS = {"a": "à", "e": "ë", "i": "ï", "o": "ö", "u": "û", "c": "ç", "n": "ñ", "y": "ÿ"}


def swapped(word, table, most=99):
    """Swap up to `most` letters; None if there is none to swap."""
    letters, done = list(word), 0
    for number, letter in enumerate(letters):
        if letter in table and done < most:
            letters[number] = table[letter]
            done += 1
    return "".join(letters) if done else None


def styled(first):
    return lambda word: "".join(chr(first + ord(letter) - ord("a")) for letter in word)


def in_the_middle(between):
    return lambda word: word[: len(word) // 2] + between + word[len(word) // 2 :]


def between_all(sign):
    return lambda word: sign.join(word)


def stretched(word):
    vowel = next((number for number, letter in enumerate(word) if letter in "aeiou"), 1)
    return word[:vowel] + word[vowel] * 5 + word[vowel + 1 :]


def starred(word):
    return word[:2] + "*" + word[3:]


def entity(word):
    return word[0] + f"&#{ord(word[1])};" + word[2:]


def stacked(word):
    return "".join(letter + "\u0336\u0301\u0323" for letter in word)


WAYS = {
    "capitals": lambda word: "".join(letter.upper() if n % 2 else letter for n, letter in enumerate(word)),
    "digits": lambda word: swapped(word, SIGNS, most=len(word) // 2),
    "one digit": lambda word: swapped(word, SIGNS, most=1),
    "signs": lambda word: swapped(word, MORE_SIGNS, most=2),
    "Cyrillic": lambda word: swapped(word, CYRILLIC),
    "Greek": lambda word: swapped(word, GREEK),
    "accents": lambda word: swapped(word, ACCENTS),
    "stacked marks": stacked,
    "full width": styled(0xFF41),
    "bold": styled(0x1D41A),
    "in circles": styled(0x24D0),
    "spaced": between_all(" "),
    "dotted": between_all("."),
    "hyphens": between_all("-"),
    "underscores": between_all("_"),
    "emoji": between_all("🔥"),
    "stretched": stretched,
    "a star": starred,
    "one dot": in_the_middle("."),
    "one hyphen": in_the_middle("-"),
    "zero width": in_the_middle("\u200b"),
    "joiners": between_all("\u200d"),
    "soft hyphen": in_the_middle("\u00ad"),
    "override": lambda word: f"\u202e{word[::-1]}\u202c",
    "embedded": in_the_middle("\u202a\u202c"),
    "entity": entity,
    "a tag": in_the_middle("<b></b>"),
    "tags": lambda word: "".join(f"<i>{letter}</i>" for letter in word),
    "square brackets": in_the_middle("[i][/i]"),
    "capital I for l": lambda word: word.replace("l", "I") if "l" in word[1:] else None,
    "digits and stretched": lambda word: swapped(stretched(word), {"o": "0", "e": "3"}),
    "spaced digits": lambda word: between_all(" ")(swapped(word, SIGNS, most=2) or word),
}
# Made up, and a few real mild ones.
WORDS = ["blatherskite", "gombeen", "plonker", "numpty", "flobbert", "snorkwad", "dimwit", "twerpling", "gobshite",
         "clodpoll", "muppetface", "wazzock", "grubnose", "pillock"]  # fmt: skip


def disguised():
    """Yield (way, word, what is typed), some four hundred."""
    for way, hide in WAYS.items():
        for word in WORDS:
            if typed := hide(word):
                yield way, word, typed
