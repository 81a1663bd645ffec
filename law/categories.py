"""The kinds of illegal and unwanted content: in the words of the form, and as the European Commission names them in its
database of statements of reasons (API v2) and in the template of the yearly report (annex/2_categories_names.csv)."""

from typing import NamedTuple

PREFIX = "STATEMENT_CATEGORY_"


class Kind(NamedTuple):
    """A kind of illegal content: as the form says it, and the Commission's category and keyword."""

    label: str
    category: str
    keyword: str = ""


# What a notice can say. Defamation first: here it is what most notices are about.
LAWS = {
    "defamation": Kind(
        "Defamation: it says something untrue that harms somebody’s good name",
        "ILLEGAL_OR_HARMFUL_SPEECH",
        "DEFAMATION",
    ),
    "privacy": Kind(
        "Privacy or data protection: it makes somebody’s private details public",
        "DATA_PROTECTION_AND_PRIVACY_VIOLATIONS",
    ),
    "hatred": Kind(
        "Incitement to violence or hatred against a group of people", "ILLEGAL_OR_HARMFUL_SPEECH", "HATE_SPEECH"
    ),
    "discrimination": Kind("Unlawful discrimination", "ILLEGAL_OR_HARMFUL_SPEECH", "DISCRIMINATION"),
    "threat": Kind("A threat of violence", "VIOLENCE"),
    "harassment": Kind("Harassment or stalking", "CYBER_VIOLENCE", "CYBER_HARASSMENT"),
    "women": Kind(
        "Harassment or threats that are aimed at women",
        "CYBER_VIOLENCE_AGAINST_WOMEN",
        "CYBER_HARASSMENT_AGAINST_WOMEN",
    ),
    "court": Kind(
        "Contempt of court: it may harm a trial, or names who may not be named",
        "ILLEGAL_OR_HARMFUL_SPEECH",
    ),
    "terrorism": Kind("Terrorist content", "RISK_FOR_PUBLIC_SECURITY", "TERRORIST_CONTENT"),
    "child": Kind("Sexual abuse of children", "PROTECTION_OF_MINORS", "CHILD_SEXUAL_ABUSE_MATERIAL"),
    "minors": Kind("Another danger to children", "PROTECTION_OF_MINORS"),
    "copyright": Kind(
        "Copyright: it repeats a work without permission",
        "INTELLECTUAL_PROPERTY_INFRINGEMENTS",
        "COPYRIGHT_INFRINGEMENT",
    ),
    "property": Kind("Another intellectual property right", "INTELLECTUAL_PROPERTY_INFRINGEMENTS"),
    "fraud": Kind("Fraud or a scam", "SCAMS_AND_FRAUD"),
    "consumers": Kind("Misleading advertising, or other wrongs to consumers", "CONSUMER_INFORMATION"),
    "products": Kind("Unsafe or prohibited goods", "UNSAFE_AND_PROHIBITED_PRODUCTS"),
    "elections": Kind("Interference with an election", "NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS"),
    "self-harm": Kind("Encouragement of suicide or self-harm", "SELF_HARM"),
    "animals": Kind("Cruelty to animals", "ANIMAL_WELFARE"),
    "other": Kind("Another law", "NOT_SPECIFIED_NOTICE"),
}
CHILD = "child"  # here no name or address is asked for (Art. 16(2)(c) of Regulation 2022/2065)

# The published rules, by code. A rule that is not here breaks the paper's own terms, and no more is said of it.
RULES = {
    "abuse": Kind("", "CYBER_VIOLENCE", "CYBER_BULLYING_INTIMIDATION"),
    "hate": Kind("", "ILLEGAL_OR_HARMFUL_SPEECH", "HATE_SPEECH"),
    "threats": Kind("", "VIOLENCE"),
    "privacy": Kind("", "DATA_PROTECTION_AND_PRIVACY_VIOLATIONS"),
    "legal": Kind("", "ILLEGAL_OR_HARMFUL_SPEECH", "DEFAMATION"),
    "misinformation": Kind("", "NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS", "MISINFORMATION_DISINFORMATION"),
}
OTHER = Kind("", "OTHER_VIOLATION_TC")


def of_rule(code):
    return RULES.get(code or "", OTHER)


def choices():
    return [(code, kind.label) for code, kind in LAWS.items()]


def short(law):
    """Return the kind in a word or two: what stands before the colon."""
    return LAWS[law].label.partition(":")[0] if law in LAWS else ""
