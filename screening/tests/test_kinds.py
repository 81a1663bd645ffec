"""What each kind of rule finds in a text."""

import random
from datetime import timedelta
from types import SimpleNamespace
from unittest import mock

from django.test import SimpleTestCase
from django.utils import timezone

from screening.case import Case
from screening.checks import KINDS, personal
from screening.rules import Rules, Working

from .clean import clean

NOW = timezone.now()
NEW = SimpleNamespace(pk=1, date_joined=NOW - timedelta(hours=1))
OLD = SimpleNamespace(pk=1, date_joined=NOW - timedelta(days=400))


def rules(kind, lines=(), number=None, outcome="hold", title=""):
    made = Working(1, kind, kind, list(lines), number, title, outcome)
    return Rules([made._replace(ready=KINDS[kind].prepare(made))])


def found(text, kind, lines=(), number=None, reader=OLD, facts=None, **more):
    case = Case(text=text, reader=reader, article=SimpleNamespace(pk=1), at=NOW, facts=facts)
    return list(rules(kind, lines, number, **more).look(case))


class LinksTests(SimpleTestCase):
    def test_many_links_are_found_and_a_few_are_not(self):
        self.assertEqual(found("https://a.example and www.b.example", "links"), [])
        [hit] = found("https://a.example HTTP://B.example www.c.example", "links")
        self.assertEqual((hit.words, hit.screening, hit.check_name), ("https://a.example", 1, "links"))
        self.assertIn("3 links", hit.because)
        self.assertTrue(found("https://a.example", "links", number=1))

    def test_links_to_listed_hosts_do_not_count_and_to_those_that_look_so_do(self):
        allowed = ["paper.example"]
        self.assertEqual(found("https://paper.example/a https://PAPER.example:443/b", "links", allowed, 1), [])
        for address in (
            "https://evilpaper.example/",
            "https://paper.example.evil.example/",
            "https://paper.example@evil.example/",
            "https://www.paper.example/",
        ):
            self.assertTrue(found(f"See {address}", "links", allowed, 1), address)

    def test_one_link_from_a_new_account_is_found(self):
        self.assertTrue(found("See https://a.example", "newlinks", reader=NEW))
        self.assertEqual(found("No link. At all...", "newlinks", reader=NEW), [])
        first_day_over = SimpleNamespace(pk=1, date_joined=NOW - timedelta(days=1))
        self.assertEqual(found("See https://a.example", "newlinks", reader=first_day_over), [])

    def test_how_old_an_account_must_be_is_a_setting_and_may_be_the_rules_own(self):
        for hours, words in ((0, ""), (1, ""), (2, "2 hours old"), (24, "a day old"), (48, "2 days old")):
            with self.subTest(hours), self.settings(COMMENT_LINKS_AFTER_HOURS=hours):
                hits = found("See https://a.example", "newlinks", reader=NEW)
                self.assertEqual(bool(hits), bool(words))
                self.assertIn(words, "".join(hit.because for hit in hits))
        self.assertIn("3 hours", found("See https://a.example", "newlinks", number=3, reader=NEW)[0].because)


class HostsTests(SimpleTestCase):
    def test_a_listed_host_is_found_with_all_under_it_however_it_is_written(self):
        for text in (
            "https://spam.example/x",
            "www.spam.example",
            "go to shop.spam.example now",
            "SPAM.EXAMPLE",
            "spam[.]example",
            "spam (dot) example",
            "s\u200bpam.example",
            "ѕpam.example",
            "https://paper.example@spam.example/",
            "https://spam.example.:80/",
        ):
            self.assertTrue(found(text, "hosts", ["spam.example"]), text)

    def test_a_host_that_only_ends_so_is_another(self):
        for text in ("https://notspam.example", "https://spam.example.org", "spam example", "spamXexample"):
            self.assertEqual(found(text, "hosts", ["spam.example"]), [], text)


class ShoutingTests(SimpleTestCase):
    def test_a_text_in_capitals_is_found(self):
        self.assertTrue(found("THIS IS NOT WHAT I PAY MY RATES FOR, LADS", "shouting"))

    def test_a_word_or_a_script_without_capitals_is_no_shouting(self):
        names = "The HSE and the IDA met in Garvagh this week."
        for text in ("USA! RTÉ!", names, "これは大きな声ではありません" * 5, "12 345 !!!" * 9):
            self.assertEqual(found(text, "shouting"), [], text)


class WordsTests(SimpleTestCase):
    def test_the_words_are_told_with_what_they_hide(self):
        [hit] = found("You numpty", "words", ["numpty"])
        self.assertEqual(hit.words, "numpty")
        [hit] = found("You nump\u0442y and numptу", "words", ["numpty"], title="Abuse")
        self.assertIn("U+0442", hit.words)
        self.assertIn("“Abuse”", hit.because)
        self.assertIn("hide", hit.because)

    def test_phrases_of_the_law_are_told_as_such(self):
        [hit] = found("My solicitor will write", "legal", ["my solicitor"])
        self.assertIn("the law", hit.because)


class FactsTests(SimpleTestCase):
    """What depends on what the database knows, which others test through posting."""

    def test_without_facts_nothing_is_found(self):
        for kind in ("repeats", "near", "newcomers", "risk"):
            self.assertEqual(found("The same text from several, long enough for a key.", kind), [], kind)

    def test_near_repeats_from_five_accounts(self):
        self.assertEqual(found("x", "near", facts={"near_others": 3}), [])
        [hit] = found("x", "near", facts={"near_others": 4})
        self.assertIn("5 accounts", hit.because)

    def test_a_story_is_watched_by_itself_from_a_share_of_removals(self):
        facts = {"risk_known": None, "risk_set": None, "risk_removed": 5, "risk_all": 25}
        self.assertTrue(found("x", "risk", number=20, facts=facts))
        self.assertEqual(found("x", "risk", number=21, facts=facts), [])
        self.assertEqual(found("x", "risk", number=20, facts=facts | {"risk_known": 7}), [])
        self.assertEqual(found("x", "risk", number=20, facts=facts | {"risk_removed": 4, "risk_all": 4}), [])


def planted(chance):
    """Yield texts with somebody's data in them."""
    digits = lambda n: "".join(chance.choice("0123456789") for _ in range(n))  # noqa: E731
    letters = lambda n: "".join(chance.choice("ACDEFHKNPRTVWXY") for _ in range(n))  # noqa: E731
    for _ in range(15):
        yield f"Ring me on 08{chance.choice('3567')} {digits(3)} {digits(4)} after six."
        yield f"her number is 08{chance.choice('3567')}{digits(7)}"
        yield f"Call +353 8{chance.choice('3567')} {digits(3)} {digits(4)}!"
        yield f"His office: (01) {digits(3)} {digits(4)}, ask for him."
        yield f"00353 21 {digits(3)} {digits(4)} is the house"
        yield f"Tel. 021-{digits(7)}"
        yield f"+44 7{digits(3)} {digits(6)}, his UK number"
        yield f"write to {letters(5).lower()}.{letters(4).lower()}@mail.example and tell him"
        yield f"{letters(6).lower()} at gmail dot com is the man"
        yield f"{letters(6).lower()} [at] mail [dot] ie"
        area = chance.choice(["D02", "T12", "H91", "D6W", "A65"])
        yield f"She lives at {area} {letters(1)}{digits(2)}{letters(1)}, go and see"
        yield f"the house is at {chance.choice(['d04', 'v94'])} {letters(1).lower()}{digits(3)}"
        yield iban(f"AIBK93{digits(4)}{digits(8)}", "IE")
        year, county = chance.choice(["191", "07", "232"]), chance.choice(["D", "KY", "CE"])
        yield f"his car is a {year}-{county}-{1 + chance.randrange(90000)}"
        yield f"reg {chance.choice(['151', '242'])} {county} {1 + chance.randrange(9000)}, parked there daily"
        yield f"the van {letters(2)}{digits(2)} {letters(3)} was there"
        yield f"Her PPS is {ppsn(digits(7))}."
        yield f"number {ppsn(digits(7)).lower()} belongs to him"
        yield f"Money to {iban('BOFI90' + digits(14), 'IE', spaced=True)} please"
        yield f"phone 09{digits(1)} {digits(3)} {digits(4)} or 087-{digits(3)}-{digits(4)}"


def iban(rest, country, spaced=False):
    number = int("".join(str(int(letter, 36)) for letter in rest + country + "00"))
    whole = f"{country}{98 - number % 97:02}{rest}"
    return " ".join(whole[n : n + 4] for n in range(0, len(whole), 4)) if spaced else whole


def ppsn(digits):
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(8, 1, -1), strict=True))
    return digits + "WABCDEFGHIJKLMNOPQRSTUV"[total % 23]


class PersonalDataTests(SimpleTestCase):
    def test_at_least_95_of_100_planted_are_found(self):
        texts = list(planted(random.Random(3)))
        missed = [text for text in texts if not found(text, "personal")]
        self.assertEqual(len(texts), 300)
        self.assertLessEqual(len(missed), 15, missed)

    def test_at_most_one_in_100_clean_texts_is_found(self):
        wrong = [text for text in clean() if found(text, "personal")]
        self.assertLessEqual(len(wrong), 20, wrong[:5])

    def test_numbers_that_are_nobodys_are_not_found(self):
        for text in (
            "It cost €1,250,000 in 2023-2024.",
            "On 01/02/2024 and 1-2-2024 at 10:30.",
            "Call 999 or 1800 123 456.",
            "The M50, N25, R118; flights EI123 and FR9612.",
            "ISBN 978-3-16-148410-0",
            "1234567 people",
            "IE00 nothing here at all my friends",
            "@rita said so; #1 fan",
            "He ran 10 in 100 and 200 m, 12 34 56.",
            "The 2008-2012 crash, 07 of them",
        ):
            self.assertEqual(found(text, "personal"), [], text)

    def test_each_is_told_by_its_name_and_a_rule_may_list_some(self):
        text = "087 123 4567, rita@mail.example"
        self.assertEqual([hit.words for hit in found(text, "personal")], ["087 123 4567", "rita@mail.example"])
        [hit] = found(text, "personal", ["e-mail"])
        self.assertIn("an e-mail address", hit.because)

    def test_no_text_takes_long(self):
        for text in ("1" * 20_000, "a." * 10_000, "a@" * 10_000, "0 " * 10_000, "IE12" * 5000, "+1 " * 6000):
            for name in personal.PATTERNS:
                personal.first(name, text)


class QuestionsTests(SimpleTestCase):
    def test_threads_that_ask_at_once_are_told_all_or_wait(self):
        at_work, seen = rules("near"), []
        kind = KINDS["near"]
        whole = kind.questions

        def slowly(rule, blank):
            seen.append(at_work.asked)  # what another thread would find meanwhile
            return whole(rule, blank)

        with mock.patch.object(kind, "questions", slowly):
            self.assertTrue(at_work.questions())
        self.assertEqual(seen, [None])
