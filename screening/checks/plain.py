"""For kinds that have nothing to make ready, or nothing to ask."""


def prepare(rule):
    return None


def questions(rule, case):
    return {}
