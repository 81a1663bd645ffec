"""The settings: safe without any environment, and refusing to start in production until all is set."""

import json
import os
import re
import subprocess
import sys

from django.conf import settings
from django.test import SimpleTestCase

READY = {
    "PRODUCTION": "true",
    "SECRET_KEY": "k9" * 30,
    "ALLOWED_HOSTS": "www.paper.example",
    "SITE_URL": "https://www.paper.example",
    "EMAIL_HOST": "mail.paper.example",
}
ASK = """
import json, sys
from django.conf import settings
print(json.dumps({name: getattr(settings, name) for name in sys.argv[1:] or ["DEBUG"]}))
"""


def start(*names, **environment):
    """Start the settings with nothing but `environment`; return what they say of `names`, or why they refuse."""
    clean = {key: value for key, value in os.environ.items() if key in ("PATH", "HOME", "LANG", "DATA_DIR")}
    clean["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
    done = subprocess.run(
        [sys.executable, "-c", ASK, *names],
        cwd=settings.BASE_DIR,
        env=clean | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return json.loads(done.stdout) if done.returncode == 0 else done.stderr


class SettingsTests(SimpleTestCase):
    def test_without_any_environment_it_is_this_machine_alone(self):
        said = start("ALLOWED_HOSTS", "DEBUG", "SECRET_KEY")
        self.assertEqual(said["ALLOWED_HOSTS"], ["127.0.0.1", "localhost", "[::1]"])
        self.assertFalse(said["DEBUG"])
        self.assertGreater(len(said["SECRET_KEY"]), 50)
        self.assertEqual(start("SECRET_KEY")["SECRET_KEY"], said["SECRET_KEY"])
        self.assertEqual((settings.DATA_DIR / "secret.key").stat().st_mode & 0o077, 0)

    def test_in_production_it_says_all_that_is_missing_at_once(self):
        refusal = start(PRODUCTION="true", DEBUG="true")
        for name in ("SECRET_KEY", "DEBUG", "ALLOWED_HOSTS", "SITE_URL", "EMAIL_HOST"):
            self.assertIn(f"{name}: ", refusal)

    def test_half_right_is_refused_for_the_other_half(self):
        wrong = {"SECRET_KEY": "short", "ALLOWED_HOSTS": "*", "SITE_URL": "http://paper.example"}
        refusal = start(**READY | wrong)
        for name in wrong:
            self.assertIn(f"{name}: ", refusal)
        self.assertNotIn("EMAIL_HOST: ", refusal)

    def test_in_production_cookies_are_bound_to_the_host_and_to_tls(self):
        said = start(
            "SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", **READY
        )
        self.assertEqual(list(said.values()), ["__Host-sessionid", True, True, 31_536_000])

    def test_a_proxys_word_is_believed_only_when_told(self):
        self.assertIsNone(start("SECURE_PROXY_SSL_HEADER", **READY)["SECURE_PROXY_SSL_HEADER"])
        told = start("SECURE_PROXY_SSL_HEADER", **READY, TRUSTED_PROXIES="1")
        self.assertEqual(told["SECURE_PROXY_SSL_HEADER"], ["HTTP_X_FORWARDED_PROTO", "https"])


class OnceTests(SimpleTestCase):
    def test_no_list_is_set_twice(self):
        """Of two lines that set the same name the second wins: what the first named would be left out in silence."""
        lines = (settings.BASE_DIR / "newsroom" / "settings.py").read_text().splitlines()
        names = [line.split(" = ")[0] for line in lines if re.match(r"[A-Z_]+ = [\[({]", line)]
        self.assertEqual(sorted({name for name in names if names.count(name) > 1}), [])
