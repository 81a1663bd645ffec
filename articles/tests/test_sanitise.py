"""What becomes of a reader's plain text: a little HTML, and nothing that was not meant."""

import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import SimpleTestCase

from articles import sanitise
from articles.sanitise import comment_html
from comments.fields import UNWANTED

PAYLOADS = Path(settings.BASE_DIR).parent / "shared" / "corpora" / "xss" / "payloads.jsonl"
REL = ' rel="ugc nofollow noopener"'


class Reading(HTMLParser):
    """Reads HTML and notes what a comment may not hold; `text` is what a reader sees, a line for each line."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.wrong, self.text, self.links = [], "", []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "a":
            self.links.append(attributes.pop("href", ""))
            if urlsplit(self.links[-1]).scheme not in ("http", "https") or attributes.pop("rel", "") != REL[6:-1]:
                self.wrong.append((tag, self.links[-1]))
        if tag not in ("p", "br", "blockquote", "a") or attributes:
            self.wrong.append((tag, attributes))
        if tag in ("p", "br"):
            self.text += "\n"

    def handle_data(self, data):
        self.text += data

    def handle_comment(self, data):
        self.wrong.append(("comment", data))

    handle_decl = handle_pi = unknown_decl = handle_comment


def cleaned(html):
    return sanitise._comment_nh3.clean(sanitise._comment_bleach.clean(html))


class CommentHtmlTests(SimpleTestCase):
    def html(self, text, html):
        self.assertEqual(comment_html(text), html)

    def test_empty_lines_begin_paragraphs_and_lines_stay_lines(self):
        self.html("One\ntwo\n\nthree", "<p>One<br>two</p><p>three</p>")
        self.html("One\n\n \n\t\n\n\ntwo", "<p>One</p><p>two</p>")
        self.html("\n One \n", "<p>One</p>")

    def test_lines_that_begin_with_the_sign_are_a_quote(self):
        self.html("> One\n>two\nThree", "<blockquote><p>One<br>two</p></blockquote><p>Three</p>")
        self.html("> > One\n>\n> two", "<blockquote><p>One<br><br>two</p></blockquote>")
        self.html("5 > 4", "<p>5 &gt; 4</p>")

    def test_the_bare_sign_is_no_empty_quote(self):
        self.html(">", "<p>&gt;</p>")
        self.html(">>> >", "<p>&gt;&gt;&gt; &gt;</p>")

    def test_what_looks_like_html_is_text_and_escaped_once(self):
        self.html("<b>&amp; 'x' \"y\"", "<p>&lt;b&gt;&amp;amp; 'x' \"y\"</p>")
        self.html("Tom & Jerry", "<p>Tom &amp; Jerry</p>")
        self.html("</p><script>alert(1)</script>", "<p>&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;</p>")

    def test_addresses_become_links_for_no_search_engine(self):
        self.html(
            "See https://a.example/b?c=1&d=2.",
            f'<p>See <a href="https://a.example/b?c=1&amp;d=2"{REL}>https://a.example/b?c=1&amp;d=2</a>.</p>',
        )
        self.html("www.a.example!", f'<p><a href="http://www.a.example"{REL}>www.a.example</a>!</p>')
        self.html(
            "> HTTP://a.example",
            f'<blockquote><p><a href="HTTP://a.example"{REL}>HTTP://a.example</a></p></blockquote>',
        )

    def links(self, text):
        return Reading(comment_html(text)).links

    def test_a_link_ends_where_its_sentence_ends(self):
        for text, link in {
            "(https://a.example/b_(c))": "https://a.example/b_(c)",
            "(see https://a.example/b).": "https://a.example/b",
            "“https://a.example/b”, he said": "https://a.example/b",
            "https://a.example/b…": "https://a.example/b",
            "https://a.example/<b": "https://a.example/",
            'https://a.example/"onclick="x': "https://a.example/",
            "https://a.example\\@b.example/": "https://a.example",
            "https://a.example\u200b.b.example/": "https://a.example",
            "https://bücher.example/ä": "https://bücher.example/ä",
        }.items():
            self.assertEqual(self.links(text), [link], text)

    def test_what_is_no_web_address_is_no_link(self):
        for text in ("a.example", "javascript:alert(1)", "data:text/html,x", "ftp://a.example", "me@a.example"):
            self.assertEqual(self.links(text), [], text)
        for text in ("https://", "http://...", "www.", "//a.example", "mailto:me@a.example", "vbscript:x"):
            self.assertEqual(self.links(text), [], text)

    def test_what_is_no_host_is_no_link(self):
        for text in ("https://a%2Fb.example/", "http://256.256.256.256/", "http://a.example:99999/", "www.a|b.example"):
            html = comment_html(text)
            self.assertNotIn("<a", html)
            self.assertIn(text, html)

    def test_a_link_shows_its_host(self):
        path = "/a/path/that/is/longer/than/anybody/likes/to/see/in/a/comment/on/this/story"
        long_host = "a." * 60 + "example"
        for address in (f"https://a.example{path}", f"www.a.example{path}", f"https://{long_host}{path}"):
            reading = Reading(comment_html(address))
            [link] = reading.links
            self.assertIn(urlsplit(link).netloc, reading.text)
            self.assertTrue(reading.text.endswith("…"))
            self.assertNotIn("this/story", reading.text)

    def test_no_name_before_the_host_passes_for_the_host(self):
        for address in ("https://paper.example@evil.example/", "https://paper.example:443@evil.example/x"):
            self.assertEqual(self.links(address), [])
            self.assertIn(address, comment_html(address))

    def test_cleaning_what_is_clean_changes_nothing(self):
        for text in (
            "One\ntwo\n\n> three\n\nhttps://a.example/?a=1&b=<2>",
            "<b>x</b> &amp; &#60; \u00a0 'q' \"q\"",
            "]]> <!-- x --> <![CDATA[ <?php ?> &copy &copy; &notit;",
        ):
            html = comment_html(text)
            self.assertEqual(cleaned(html), html)

    def test_no_text_takes_long(self):
        for text in (
            "(" * 2000,
            "<" * 2000,
            "&" * 2000,
            '"' * 2000,
            "\n".join("> " * 20 + "x" for _ in range(48)),
            "> " * 1000,
            "a\n" * 1000,
            "a" + "\u0301" * 10_000,
            "a" + " " * 1998 + "b",
            "https://a.example/" + ")" * 1980,
            "https://a.example/" + "(" * 1980,
            "https://a.example/?" + "&a=1" * 490,
            "www." * 500,
            "http://" * 285,
            "http://a.ie " * 166,
            "👩‍👩‍👧‍👦" * 2000,
        ):
            times = []
            for _ in range(3):
                begun = time.thread_time()
                comment_html(text)
                times.append(time.thread_time() - begun)
            self.assertLess(min(times), 0.25, text[:20])


@pytest.mark.skipif(not PAYLOADS.exists(), reason="THE LIST OF ATTACKS IS NOT BESIDE THE PROJECT")
class AttackTests(SimpleTestCase):
    def test_none_leaves_more_than_a_little_html_and_none_is_lost(self):
        for line in PAYLOADS.read_text().splitlines():
            row = json.loads(line)
            text = UNWANTED.sub("", row["payload"])[:2000]
            html = comment_html(text)
            reading = Reading(html)
            self.assertEqual(reading.wrong, [], row["id"])
            self.assertEqual(cleaned(html), html, row["id"])
            if "://" not in text and "www." not in text.lower():  # long links are shown cut
                self.assertEqual(self.seen(reading.text), self.seen(text), row["id"])

    def seen(self, text):
        """What must survive: all but the space and the signs of quotes."""
        return "".join(text.split()).replace(">", "")


class DirectionTests(SimpleTestCase):
    def test_a_comment_in_a_script_from_right_to_left_says_so(self):
        self.assertEqual(comment_html("מה שלומך?"), '<div dir="rtl"><p>מה שלומך?</p></div>')
        self.assertEqual(comment_html("12: السلام"), '<div dir="rtl"><p>12: السلام</p></div>')

    def test_another_does_not_whatever_it_quotes(self):
        for text in ("She said שלום to us", "12 + 3", "", "“Fáilte” – ملک"):
            self.assertNotIn("rtl", comment_html(text))


class AtOnceTests(SimpleTestCase):
    def test_texts_that_are_cleaned_at_once_do_not_mix(self):
        def clean(text):
            return all(comment_html(text) == expected[text] for _ in range(40))

        texts = [f"Reader {n} says so.\n\n> and quotes {n} times\nwww.paper-{n}.example" for n in range(8)]
        expected = {text: comment_html(text) for text in texts}
        switched = sys.getswitchinterval()
        self.addCleanup(sys.setswitchinterval, switched)
        sys.setswitchinterval(1e-6)
        with ThreadPoolExecutor(8) as threads:
            self.assertTrue(all(threads.map(clean, texts)))
