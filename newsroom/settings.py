"""The one settings file: every value comes from the environment or has a default that is safe on one machine.

Without any environment Newsroom answers on this machine only, with a secret of its own in `var/secret.key`.
With `PRODUCTION=true` it refuses to start until all that a public site needs is set. docs/operators.md lists the names.
"""

import secrets
from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django_prose_editor.config import html_tags
from environs import Env
from js_asset import static_lazy

from newsroom.bucket import bucket

BASE_DIR = Path(__file__).resolve().parent.parent
env = Env()
env.read_env(BASE_DIR / ".env", recurse=False)


def kept_secret(path):
    """Return the secret kept in `path`, made on the first start and readable by this user alone."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(60))
    return path.read_text().strip()


# --- Where it runs ----------------------------------------------------------------

PRODUCTION = env.bool("PRODUCTION", False)
DEBUG = env.bool("DEBUG", False)
DATA_DIR = Path(env.str("DATA_DIR", str(BASE_DIR / "var")))
DATA_DIR.mkdir(parents=True, exist_ok=True)
SECRET_KEY = env.str("SECRET_KEY", "")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", [])  # earlier ones: what they signed and hashed still counts
SITE_URL = env.str("SITE_URL", "").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", [])

if PRODUCTION:
    missing = []
    if len(SECRET_KEY) < 50:
        missing.append("SECRET_KEY: set it to 50 random characters or more.")
    if DEBUG:
        missing.append("DEBUG: unset it; it shows the inside of the site to everyone.")
    if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
        missing.append("ALLOWED_HOSTS: set it to the paper's host names, as in 'www.paper.example'.")
    if not SITE_URL.startswith("https://"):
        missing.append("SITE_URL: set it to the public address, as in 'https://www.paper.example'.")
    if not env.str("EMAIL_HOST", ""):
        missing.append("EMAIL_HOST: set it to your mail server; readers cannot sign up without mail.")
    if missing:
        raise ImproperlyConfigured("Newsroom does not start in production like this.\n  " + "\n  ".join(missing))
else:
    SECRET_KEY = SECRET_KEY or kept_secret(DATA_DIR / "secret.key")
    ALLOWED_HOSTS = ALLOWED_HOSTS or ["127.0.0.1", "localhost", "[::1]"]
    SITE_URL = SITE_URL or f"http://127.0.0.1:{env.int('PORT', 8000)}"

# --- Rooms ----------------------------------------------------------------

INSTALLED_APPS = [
    "newsroom.apps.NewsroomConfig",
    "newsroom.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_tasks",
    "django_tasks_db",
    "django_htmx",
    "django_prose_editor",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "newsroom.apps.TagsConfig",  # taggit
    "csp",
    "pagecache",
    "clock",
    "accounts",
    "images",
    "caution",
    "articles",
    "comments",
    "moderation",
    "screening",
    "score",
    "law",
    "figures",
    "support",
    "fronts",
    "search",
    "feeds",
    "reading",
    "readers",
    "sanctions",
    "privacy",
    "errors",
]

MIDDLEWARE = [
    "pagecache.keep.KeepPages",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "newsroom.middleware.private_unless_said",
    "newsroom.middleware.utf8_alone",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "accounts.middleware.tell_scripts_who_is_known",
]

# What a page that is the same for everyone passes when it is rendered (pagecache/clean.py): no sessions, no sign-in.
KEPT_MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "newsroom.middleware.private_unless_said",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
CSRF_FAILURE_VIEW = "newsroom.views.csrf_failure"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "articles.context.paper",
            ],
        },
    }
]

# --- Database, cache, tasks, files ----------------------------------------------------------------

DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{DATA_DIR / 'newsroom.sqlite3'}", conn_max_age=60)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["ENGINE"] = "newsroom.sqlite3"  # stands in line before the write lock
    # Measured with 20 people posting at once: 0 refused with these, 39 % with SQLite's defaults. FULL: what was
    # acknowledged outlives a power cut.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 10,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-2000;",
    }

CACHE_URL = env.str("CACHE_URL", "")
if CACHE_URL:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": CACHE_URL}}
else:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "newsroom_cache",
            "OPTIONS": {"MAX_ENTRIES": 20000},
        }
    }

TASKS = {"default": {"BACKEND": env.str("TASK_BACKEND", "django_tasks_db.DatabaseBackend")}}
# Which tasks are begun again when their worker was killed: those that do no harm twice (clock/left_over.py).
TASKS_BEGUN_AGAIN = ["feeds.tasks.ping", "pagecache.purge.purge", "accounts.tell.mail"]

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Originals and renditions of photos. Nothing under it is served as a file: articles.views.photo asks first.
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if env.str("S3_BUCKET", ""):
    STORAGES["default"] = bucket(env.str("S3_BUCKET"), env.str("S3_ENDPOINT", None), env.str("S3_REGION", None))
if DEBUG:
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
PHOTO_MAX_BYTES = env.int("PHOTO_MAX_BYTES", 25 * 1024 * 1024)
PHOTO_MAX_PIXELS = env.int("PHOTO_MAX_PIXELS", 50_000_000)

# --- People ----------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
# allauth's alone: it keeps Django's permissions, and with both each wrong password would be hashed twice.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:me"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "accounts.forms.SignupForm"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
# Sign-ups from one network whose browsers gave no proof of work (accounts/proof.py); allauth's own limits stand too.
ACCOUNT_RATE_LIMITS = {"signup_unproved": "5/h/ip"}
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
MFA_ADAPTER = "accounts.adapter.SecondStepAdapter"
MFA_FORMS = {
    "add_webauthn": "accounts.passkeys.AddForm",
    "login_webauthn": "accounts.passkeys.SignInForm",
    "authenticate_webauthn": "accounts.passkeys.SecondStepForm",
    "reauthenticate_webauthn": "accounts.passkeys.ProofForm",
}
MFA_TOTP_TOLERANCE = 1
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_TOTP_ISSUER = env.str("SITE_NAME", "Newsroom")
# Browsers themselves allow passkeys without TLS on localhost only.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
# Proxies in front whose word about the visitor's address is believed. 0: the connection's own address.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 0)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
# A reader changes their name once in so many days; for as long nobody else may take the one they gave up.
NAME_CHANGE_DAYS = env.int("NAME_CHANGE_DAYS", 14)
# Names that no reader may take or carry in theirs: each of these yields some.
NAMES_OF_THE_PAPER = ["articles.known_as.names", "articles.known_as.authors"]
# What follows when somebody has another name, in the same transaction (accounts/rename.py).
AFTER_RENAME = ["comments.renamed.renamed"]
# What follows when people have other roles (accounts/roles.py).
AFTER_ROLES = ["comments.badges.roles_changed"]

DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("FROM_EMAIL", "Newsroom <newsroom@localhost>")
if env.str("EMAIL_HOST", ""):
    EMAIL_HOST = env.str("EMAIL_HOST")
    EMAIL_PORT = env.int("EMAIL_PORT", 587)
    EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", "")
    EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", "")
    EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", True)
    EMAIL_TIMEOUT = 10
else:
    # Mail that would have gone out is kept in a folder; on this machine it can be read at /demo/mail/.
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA_DIR / "mail"

# --- Words and time ----------------------------------------------------------------

LANGUAGE_CODE = env.str("LANGUAGE_CODE", "en-ie")
TIME_ZONE = env.str("TIME_ZONE", "Europe/Dublin")
USE_TZ = True
USE_I18N = True
LANGUAGES = [("en-ie", "English (Ireland)"), ("en-gb", "English"), ("en", "English")]
TAGGIT_CASE_INSENSITIVE = True
TAGGIT_STRIP_UNICODE_WHEN_SLUGIFYING = True
TAGGIT_TAGS_FROM_STRING = "articles.tag_names.read"
TAGGIT_STRING_FROM_TAGS = "articles.tag_names.written"

# --- Public pages ----------------------------------------------------------------

# What each server process may keep ready to send. 0: every page is rendered for each request.
PAGES_KEPT_MB = env.int("PAGES_KEPT_MB", 24)
PARTS_KEPT_MB = 8
# For how long a process takes its last look at the versions of a page for true. On SQLite a look costs next to nothing;
# on PostgreSQL it would be most of what a kept page costs.
VERSIONS_STAND_MS = env.int("VERSIONS_STAND_MS", 0 if "sqlite3" in DATABASES["default"]["ENGINE"] else 20)
# Who is told when a page that a cache in front may keep is no longer true: varnish, fastly or cloudflare.
PURGE = env.str("PURGE", "")
PURGE_URL, PURGE_TOKEN = env.str("PURGE_URL", ""), env.str("PURGE_TOKEN", "")
# What knows when time alone changes a page (pagecache/due.py).
PAGES_DUE = ["articles.due.next_due", "support.due.next_due", "fronts.due.next_due", "comments.due.next_due"]

# The hub that is told when a feed has changed (WebSub); none by default.
WEBSUB_HUB = env.str("WEBSUB_HUB", "")
# Whom to write to about a hole in the site, in /.well-known/security.txt; the masthead's address by default.
SECURITY_CONTACT = env.str("SECURITY_CONTACT", "")

# --- Stories ----------------------------------------------------------------

# What follows when a story has changed, in the same transaction (articles/changed.py).
AFTER_STORY_CHANGE = [
    "fronts.changed.story_changed",
    "search.index.story_changed",
    "search.desk_index.story_changed",
    "feeds.announce.after_change",
    "moderation.card.story_changed",
]

# What follows when a version of a story was saved, released or not; each takes the story (articles/write.py).
AFTER_SAVE = ["search.desk_index.saved"]

# What finds stories at the desk by their words (search/desk_find.py).
DESK_SEARCH = "search.desk_find.search"

# What follows when tags were renamed or merged; each takes the numbers of the stories (articles/tags.py).
AFTER_TAGS = ["search.desk_index.tags_changed"]

# What follows when a photo has changed, in the transaction of the deed; each takes it (articles/changed.py).
AFTER_PHOTO_CHANGE = ["fronts.changed.photo_changed"]

# What else shows a photo to everyone, beside stories and authors; each takes the photo.
SHOWS_PHOTO = ["fronts.photos.shows_photo"]

# What is to show photos, and has no row yet that tells of it; each returns pairs of a photo's number and what that is.
PHOTOS_TO_COME = ["articles.to_come.photos_to_come"]

# --- Comments ----------------------------------------------------------------

COMMENT_MAX_LENGTH = env.int("COMMENT_MAX_LENGTH", 2000)
COMMENT_EDIT_MINUTES = env.int("COMMENT_EDIT_MINUTES", 5)  # for so long its author may edit a comment
# How many of a story's comments, and empty places among them, stand on one page; the rest are a link away.
COMMENT_PAGE_SIZE = env.int("COMMENT_PAGE_SIZE", 50)
# What looks at a comment before it appears, in order; each says what it found (comments/checks.py).
COMMENT_CHECKS = ["screening.screen.check"]
# A live rule that was wrong more often than this, in per cent, holds no more: after so many decisions on what it held.
SCREENING_FLOOR = env.int("SCREENING_FLOOR", 50)
SCREENING_ENOUGH = env.int("SCREENING_ENOUGH", 20)
# What gives a text its score, as a dotted path: takes the text, returns a number. Empty: none is given.
COMMENT_SCORE = "score.model.score_text"
# How many comments are taken from one reader, and from one network, in so many seconds; an account in its first day
# has half of it. Empty: as many as come.
COMMENT_RATES = [
    (who, int(most), int(seconds))
    for who, most, seconds in (
        rate.split("/")
        for rate in env.list("COMMENT_RATES", ["reader/10/120", "reader/60/3600", "network/200/600"])
        if rate
    )
]
COMMENT_LINKS_AFTER_HOURS = env.int("COMMENT_LINKS_AFTER_HOURS", 24)  # links from younger accounts wait
# For so long a new account's browser does a little work for each comment, or the comment waits. 0: never.
COMMENT_PROOF_HOURS = env.int("COMMENT_PROOF_HOURS", 24)

# What follows when a comment can be seen for the first time, and when it was posted, edited, held or deleted, in the
# same transaction (comments/appeared.py).
AFTER_COMMENT = ["readers.tell_followers.comment_appeared"]
AFTER_COMMENT_CHANGE = [
    "score.scores.comment_changed",
    "moderation.card.comment_changed",
    "screening.follow.comment_changed",
    "law.reasons.comment_changed",
]
# Who knows whether a reader may write at all (comments/standing.py).
COMMENT_STANDING = ["sanctions.standing.standing", "law.misuse.standing"]
# What follows when a moderator has decided, in the same transaction; each takes the decision (moderation/decide.py).
AFTER_DECISION = ["law.settle.decided", "figures.removed.decided"]
# What is done besides when those concerned are told of decisions (each takes these), and what is added to the words
# that an author or a reporter is told (moderation/follow.py, moderation/tell.py).
WHEN_TOLD = ["law.tell.decisions_told", "law.settle.stand", "screening.demote.decisions_told"]
TOLD_BESIDES = ["law.tell.besides"]

# --- The moderators' desk ----------------------------------------------------------------

UNDO_SECONDS = env.int("UNDO_SECONDS", 10)  # for so long a decision can be taken back, and nobody is told of it
EDIT_OFFER_DAYS = 7  # for so long an author may change what would otherwise be removed
NEW_DAYS = 7  # for so long a comment that nobody reported or held waits to be read
# How many reports of one reader are taken in a day, by what theirs are worth (moderation/voices.py): from so much, in
# hundredths, so many. Empty: as many as come.
REPORT_BUDGETS = [
    tuple(map(int, budget.split("/")))
    for budget in env.list("REPORT_BUDGETS", ["150/100", "75/40", "40/15", "0/8"])
    if budget
]
CLAIM_MINUTES = 5  # for so long a moderator has what they took in hand
# Which rooms know what else is open about a comment, and how much it weighs; each takes it (moderation/card.py).
CARD_FACTS = ["score.scores.card_facts", "law.facts.facts"]
# The pages of the moderators' desk: address, words, and the permission that it takes beside being a moderator.
MODERATORS_PAGES = [
    ("moderation:queue", "Queue", ""),
    ("law:notices", "Notices", ""),
    ("law:appeals", "Appeals", ""),
    ("law:orders", "Orders", "law.keep_orders"),
    ("sanctions:people", "People", ""),
    ("moderation:log", "Log", ""),
    ("figures:dashboard", "Numbers", ""),
    ("figures:rounds", "Rounds", ""),
    ("screening:rules", "Rules", "screening.change_screeningrule"),
    ("score:score", "Score", "score.change_scorer"),
]

# --- Law ----------------------------------------------------------------

# Legal notices taken in so many seconds: from one network; from who has no account, from one network without a proof of
# work, and for one address, to which each of them sends a letter.
NOTICE_RATES = {"network": (20, 3600), "unproved": (4, 3600), "email": (5, 86400)}
# What writes a statement of reasons for what other rooms do to an account.
STATE_REASONS = "law.reasons.state"
# What takes back a sanction when an appeal against it is upheld; each takes the appeal (law/answer.py).
AFTER_REVERSAL = ["law.misuse.reversed_by", "sanctions.lift.reversed_by"]
# What other rooms add to the numbers, each as rows of words and how much; each takes the time (figures/count.py).
FIGURES_MORE = ["law.numbers.appeals"]

# --- Errors that readers tell of ----------------------------------------------------------------

# How many are taken in so many seconds: from one reader, from one network, from who has no account and gave no proof of
# work, and for one address, to which each of them sends a mail.
ERROR_RATES = {"reader": (20, 86400), "network": (20, 3600), "unproved": (4, 3600), "email": (5, 86400)}

# --- What is kept, and for how long (docs/privacy.md) ----------------------------------------------------------------

KEEP_REMOVED_DAYS = env.int("KEEP_REMOVED_DAYS", 365)  # texts of comments that are not on the site any more
KEEP_NETWORK_DAYS = env.int("KEEP_NETWORK_DAYS", 30)  # keyed hashes of where comments came from
# The mailbox of somebody who was banned and has erased the account, as a keyed hash.
KEEP_BANNED_DAYS = env.int("KEEP_BANNED_DAYS", 90)
KEEP_READ_MESSAGES_DAYS = env.int("KEEP_READ_MESSAGES_DAYS", 365)
KEEP_REPORT_WORDS_DAYS = env.int("KEEP_REPORT_WORDS_DAYS", 730)  # of reports that were decided
KEEP_SHADOW_HITS_DAYS = env.int("KEEP_SHADOW_HITS_DAYS", 90)  # what rules in the shadow found
KEEP_NOTICES_DAYS = env.int("KEEP_NOTICES_DAYS", 730)  # names and words of legal notices and appeals that were decided
KEEP_UNCONFIRMED_DAYS = 30  # legal notices that were never confirmed
KEEP_ERRORS_DAYS = env.int("KEEP_ERRORS_DAYS", 365)  # what readers told of errors, after the answer
KEEP_TASKS_DAYS = 14  # what background tasks have done
KEEP_SAVED_TEXT_DAYS = 2  # what was kept of a story while somebody typed, and was saved since
KEEP_UNSAVED_TEXT_DAYS = env.int("KEEP_UNSAVED_TEXT_DAYS", 90)  # the same, never saved
# What manage.py doctor looks at, in order (newsroom/doctor.py).
DOCTOR = [
    "newsroom.doctor.migrations",
    "newsroom.doctor.settings_fit",
    "newsroom.doctor.known_passwords",
    "articles.doctor.due",
    "comments.doctor.likes",
    "comments.doctor.places",
    "comments.doctor.counts",
    "comments.doctor.orphans",
    "comments.doctor.stories",
    "moderation.doctor.decisions",
    "moderation.doctor.reports",
    "score.doctor.weights",
    "score.doctor.scores",
    "moderation.doctor.cards",
    "moderation.doctor.sealed",
    "law.doctor.cards",
    "law.doctor.overdue",
    "law.doctor.statements",
    "sanctions.doctor.unfinished",
    "figures.doctor.days",
    "figures.doctor.removals",
    "accounts.doctor.mails",
    "search.doctor.stories",
    "search.doctor.desk",
    "images.doctor.files",
    "images.doctor.renditions",
    "images.doctor.words",
    "privacy.doctor.came_back",
]

# --- The body editor ----------------------------------------------------------------

DJANGO_PROSE_EDITOR_EXTENSIONS = [
    {
        "js": [static_lazy("js/story-editor.js")],
        "extensions": {"CleanPaste": html_tags([]), "StoryPhoto": html_tags(["figure"], {"figure": ["data-photo"]})},
    }
]

# --- Headers ----------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        # The hash is the one <style> element that the body editor (Tiptap) puts into the page.
        "style-src": [SELF, "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY = {name: [] for name in ("camera", "geolocation", "microphone", "payment", "usb")}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
if PRODUCTION:
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = env.bool("HSTS_SUBDOMAINS", True)
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    CSRF_TRUSTED_ORIGINS = [SITE_URL]
    if TRUSTED_PROXIES:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "WARNING")},
}
