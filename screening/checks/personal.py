"""Personal data: telephone numbers, e-mail addresses, Eircodes, IBANs, car plates, PPSNs.

The rule lists which of these it looks for, one a line; an empty list is all of them. Where a number proves itself,
as an IBAN and a PPSN do, only those that do are found.
"""

import re

from .plain import questions

__all__ = ["find", "prepare", "questions"]

COUNTIES = "C|CE|CN|CW|D|DL|G|KE|KK|KY|L|LD|LH|LK|LM|LS|MH|MN|MO|OY|RN|SO|T|TN|TS|W|WD|WH|WW|WX"
# No digit or letter stands right before or after.
ALONE, ENDS = r"(?<![\w@.+/-])", r"(?![\w@])"
PATTERNS = {
    "phone": re.compile(
        ALONE + r"(?:(?:\+|00)[1-9]\d{0,2}[ .-]{0,2}(?:\(0\)[ .-]?)?(?:\d[ .-]?){7,11}\d"
        r"|\(?0[1-9]\d{0,3}\)?[ ./-]{1,2}\d{2,4}(?:[ .-]?\d{2,5}){1,2}|0[1-9]\d{7,9})(?![\w@])"
    ),
    "e-mail": re.compile(
        r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"
        r"|\b[\w.+-]{1,64} ?[\[(]at[\])] ?[\w-]{1,63}(?: ?[\[(]dot[\])] ?|\.)[a-z]{2,10}\b"
        r"|\b[\w.+-]{2,64} at (?:gmail|hotmail|yahoo|outlook|icloud|eircom) dot (?:com|ie|net|co)\b",
        re.IGNORECASE,
    ),
    "eircode": re.compile(
        r"\b(?:[AC-FHKNPRTV-Y][0-9]{2}|D6W) ?(?=[A-Z]{0,3}[0-9])[0-9AC-FHKNPRTV-Y]{4}\b"
        r"|\b(?:[ac-fhknprtv-y][0-9]{2}|d6w) (?=[a-z]{1,3}[0-9])[0-9ac-fhknprtv-y]{4}\b"
    ),
    "iban": re.compile(r"\b[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]){11,30}\b", re.IGNORECASE),
    "car plate": re.compile(
        rf"\b(?:[0-9]{{2}}|1[3-9][12]|2[0-9][12])[ -](?:{COUNTIES})[ -][0-9]{{1,6}}\b"
        rf"|\b(?:1[3-9][12]|2[0-9][12])(?:{COUNTIES})[0-9]{{1,6}}\b|\b[A-Z]{{2}}[0-9]{{2}} ?[A-Z]{{3}}\b"
    ),
    "ppsn": re.compile(r"\b[0-9]{7} ?[A-W][A-IW]?\b", re.IGNORECASE),
}
DIGIT = re.compile(r"\d")  # without one, nothing but an address is looked for
DATE = re.compile(r"\d{1,2}[-./]\d{1,2}[-./ ]\d{2,4}")
NAMES = {
    "phone": "a telephone number",
    "e-mail": "an e-mail address",
    "eircode": "an Eircode",
    "iban": "a bank account",
    "car plate": "a car’s registration",
    "ppsn": "a PPS number",
}


def is_iban(typed):
    letters = re.sub(r"\s", "", typed).upper()
    return int("".join(str(int(letter, 36)) for letter in letters[4:] + letters[:4])) % 97 == 1


def is_ppsn(typed):
    digits, letters = typed[:7], typed[7:].strip().upper()
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(8, 1, -1), strict=True))
    if len(letters) == 2 and letters[1] != "W":
        total += 9 * (ord(letters[1]) - 64)
    return "WABCDEFGHIJKLMNOPQRSTUV"[total % 23] == letters[0]


def is_phone(typed):
    return not DATE.fullmatch(typed) and 8 <= sum(map(str.isdigit, typed)) <= 15


def ibans(found):
    """Yield the IBAN in what was found, which may go on into the next word."""
    words = found[0].split(" ")
    for end in range(len(words), 0, -1):
        if len(typed := " ".join(words[:end])) >= 15 and is_iban(typed):
            yield typed
            return


PROVE = {"phone": is_phone, "ppsn": is_ppsn}


def prepare(rule):
    return [name for name in PATTERNS if name in rule.lines] or list(PATTERNS)


def find(rule, case):
    has_digits = DIGIT.search(case.text)
    for name in rule.ready:
        if name != "e-mail" and not has_digits:
            continue
        if typed := first(name, case.text):
            yield f"It has what looks like {NAMES[name]}; whose it is, a moderator looks at.", typed


def first(name, text):
    for found in PATTERNS[name].finditer(text):
        if name == "iban":
            if typed := next(ibans(found), ""):
                return typed
        elif PROVE.get(name, bool)(found[0]):
            return found[0]
    return ""
