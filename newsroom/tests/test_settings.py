"""The settings: safe without any environment, and refusing to start in production until all is set."""

import os
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
ASK = "from django.conf import settings as s; print(s.{})"


def ask(name, **environment):
    """Start the settings with nothing but `environment`; return what they say of `name`, or why they refuse."""
    clean = {key: value for key, value in os.environ.items() if key in ("PATH", "HOME", "LANG", "DATA_DIR")}
    clean["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
    done = subprocess.run(
        [sys.executable, "-c", ASK.format(name)],
        cwd=settings.BASE_DIR,
        env=clean | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.stdout.strip() if done.returncode == 0 else done.stderr


class SettingsTests(SimpleTestCase):
    def test_without_any_environment_it_is_this_machine_alone(self):
        self.assertEqual(ask("ALLOWED_HOSTS"), "['127.0.0.1', 'localhost', '[::1]']")
        self.assertEqual(ask("DEBUG"), "False")

    def test_the_secret_is_made_once_and_is_for_its_owner_alone(self):
        self.assertEqual(ask("SECRET_KEY"), ask("SECRET_KEY"))
        self.assertGreater(len(ask("SECRET_KEY")), 50)
        self.assertEqual((settings.DATA_DIR / "secret.key").stat().st_mode & 0o077, 0)

    def test_in_production_it_says_all_that_is_missing_at_once(self):
        refusal = ask("DEBUG", PRODUCTION="true", DEBUG="true")
        for name in ("SECRET_KEY", "DEBUG", "ALLOWED_HOSTS", "SITE_URL", "EMAIL_HOST"):
            self.assertIn(f"{name}: ", refusal)

    def test_each_of_them_alone_stops_it(self):
        self.assertEqual(ask("PRODUCTION", **READY), "True")
        wrong = [("SECRET_KEY", "short"), ("ALLOWED_HOSTS", "*"), ("SITE_URL", "http://paper.example")]
        for name, value in [*wrong, ("DEBUG", "true"), ("EMAIL_HOST", "")]:
            with self.subTest(name):
                self.assertIn(f"{name}: ", ask("PRODUCTION", **READY | {name: value}))

    def test_in_production_cookies_are_bound_to_the_host_and_to_tls(self):
        self.assertEqual(ask("SESSION_COOKIE_NAME", **READY), "__Host-sessionid")
        self.assertEqual(ask("SESSION_COOKIE_SECURE", **READY), "True")
        self.assertEqual(ask("SECURE_SSL_REDIRECT", **READY), "True")

    def test_a_proxys_word_is_believed_only_when_told(self):
        self.assertEqual(ask("SECURE_PROXY_SSL_HEADER", **READY), "None")
        self.assertIn("X_FORWARDED_PROTO", ask("SECURE_PROXY_SSL_HEADER", **READY, TRUSTED_PROXIES="1"))
