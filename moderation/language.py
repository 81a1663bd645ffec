"""What a text seems to be written in: told from its letters and its most common words, for a filter of the queue."""

import regex

SCRIPTS = {
    "ar": r"\p{Arabic}",
    "el": r"\p{Greek}",
    "he": r"\p{Hebrew}",
    "ja": r"[\p{Hiragana}\p{Katakana}]",
    "ko": r"\p{Hangul}",
    "ru": r"\p{Cyrillic}",
    "th": r"\p{Thai}",
    "zh": r"\p{Han}",
}
BY_SCRIPT = [(language, regex.compile(script)) for language, script in SCRIPTS.items()]
OTHER_LETTERS = regex.compile(r"[^\p{Latin}\P{L}]")
COMMON = {
    "en": "the and of to is that it for was you not are this be have with they what your just who there would about",
    "ga": "agus an na tá ní is ar go do sé bhí le mar seo sin aon mé tú raibh atá leis faoi ach níl",
    "fr": "les des est une dans pour que qui pas sur vous avec nous mais sont cette leur ont être du au",
    "de": "der die und das ist nicht ein ich mit auf sich für den dem auch wir aber sind wie oder noch nur",
    "es": "los las una por para con del más como pero sus este son esta muy también porque está hay todo",
    "it": "il che di non una per sono con della questo anche come più gli delle nel alla essere hanno perché",
    "pl": "nie jest się że na do tak jak ale co już dla po czy tego tylko był być przez",
    "pt": "não uma os das dos para com mais como mas foi são isso muito também já pelo quando você",
    "nl": "het een van niet dat en zijn voor maar met ook aan wat dit zo nog wel geen bij deze",
}
WORDS = {language: set(words.split()) for language, words in COMMON.items()}
NAMES = {
    **{"ar": "Arabic", "el": "Greek", "he": "Hebrew", "ja": "Japanese", "ko": "Korean", "ru": "Cyrillic letters"},
    **{"th": "Thai", "zh": "Chinese", "en": "English", "ga": "Irish", "fr": "French", "de": "German"},
    **{"es": "Spanish", "it": "Italian", "pl": "Polish", "pt": "Portuguese", "nl": "Dutch"},
}
LOOKED_AT = 600  # characters; more tell nothing new


def language_of(text):
    """Return the code of the language, or "" where a short text does not tell."""
    text = text[:LOOKED_AT].lower()
    if OTHER_LETTERS.search(text):
        found = {language: len(script.findall(text)) for language, script in BY_SCRIPT}
        most = max(found, key=found.get)
        if 2 * found[most] > sum(character.isalpha() for character in text):
            return "ja" if found["ja"] and most == "zh" else most
    words = regex.findall(r"\p{L}+", text)
    told = {language: sum(word in common for word in words) for language, common in WORDS.items()}
    best = max(told, key=told.get)
    return best if told[best] >= 2 or (told[best] and len(words) < 8) else ""
