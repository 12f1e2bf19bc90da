"""All settings, in one file. What an operator may set is read from the environment by `env`."""

from __future__ import annotations

from pathlib import Path

from samspill.config import database, embedded, env

PACKAGE = Path(__file__).resolve().parent.parent
DATA = Path(env.text("SAMSPILL_DATA", "data")).resolve()

DEMO = env.flag("SAMSPILL_DEMO", default=False)
DEBUG = env.flag("SAMSPILL_DEBUG", default=False)
# Without a key Django refuses to sign anything; `samspill` makes one in the data folder at its first start.
SECRET_KEY = env.text("SAMSPILL_SECRET_KEY")
ALLOWED_HOSTS = env.words("SAMSPILL_HOSTS") or ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = env.words("SAMSPILL_TRUSTED_ORIGINS")
# The demo's invented municipalities: nobody else's people can be played.
DEMO_MUNICIPALITIES = ["sundvik", "nesoy"] if DEMO else []

INSTALLED_APPS = [
    "samspill.journal",
    "samspill.queue",
    "samspill.delivery",
    "samspill.documents",
    "samspill.search",
    "samspill.people",
    "samspill.calendars",
    "samspill.projects",
    "samspill.arenas",
    "samspill.notes",
    "samspill.followups",
    "samspill.meetings",
    "samspill.conferences",
    "samspill.measures",
    "samspill.clarifications",
    "samspill.guidance",
    "samspill.wheel",
    "samspill.overall",
    "samspill.planner",
    "samspill.insight",
    "samspill.imports",
    "samspill.home",
    "samspill.door",
    "samspill.access",
    "samspill.design",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "samspill.config.security.HeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "samspill.config.actor.ActorMiddleware",
    "samspill.config.language.LanguageMiddleware",
    "samspill.home.navigation.NavigationMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "samspill.config.security.SignInFirstMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "samspill.door.middleware.UnprocessableMiddleware",
]

ROOT_URLCONF = "samspill.config.urls"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "samspill.design.context.page",
                "samspill.access.context.why",
            ],
        },
    },
]

# The largest file that may be handed in; imports take 10 MB. What is over it falls away while it is on its way.
UPLOAD_BYTES = env.number("SAMSPILL_UPLOAD_MB", 25, least=10, most=500) * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "samspill.documents.handlers.SizeLimitHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# Who can when, at 140 schools, is one form: a row for everybody at each school, with a field for each weekday.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

DATABASES = {
    "default": database.from_url(
        env.text("DATABASE_URL", embedded.address(DATA)),
        pool_size=env.number("SAMSPILL_POOL", 11, least=0, most=200),
    ),
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Person"
SILENCED_SYSTEM_CHECKS = ["auth.W004"]  # e-mail is unique whatever its case, by a constraint the check cannot read
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "samspill.door.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
]
PASSWORD_RESET_TIMEOUT = 60 * 60
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

# Signing in. Nobody signs up: people are invited.
ACCOUNT_ADAPTER = "samspill.door.adapter.Adapter"
ACCOUNT_FORMS = {"login": "samspill.door.forms.SignInForm"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # the address comes from the school, not from whoever signs in
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = True  # hides the tick box; the adapter sets the real end
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_RATE_LIMITS = {"welcome": "20/m/ip"}
ACCOUNT_PREVENT_ENUMERATION = True
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("SAMSPILL_PROXIES", 0, least=0, most=9)
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Samspill"
MFA_FORMS = {"add_webauthn": "samspill.door.forms.AddPasskeyForm"}

# A working day. The adapter fixes the moment at sign-in, so that using the pages does not prolong it.
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "samspill.door.errors.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"

HTTPS = env.flag("SAMSPILL_HTTPS", default=False)
# How people reach us, in mails and calendars. Left out, the first host; on one's own machine also the port.
ADDRESS = env.text("SAMSPILL_ADDRESS") or (
    f"{'https' if HTTPS else 'http'}://{ALLOWED_HOSTS[0]}"
    if env.words("SAMSPILL_HOSTS")
    else f"http://localhost:{env.number('SAMSPILL_PORT', 8000, least=1, most=65535)}"
)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
if HTTPS:
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_SSL_REDIRECT = True
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Without a mail server nothing is sent, and the pages say to ask the school instead.
MAIL = env.text("SAMSPILL_MAIL_HOST")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if MAIL else 'dummy'}.EmailBackend"
EMAIL_HOST = MAIL
EMAIL_PORT = env.number("SAMSPILL_MAIL_PORT", 587, least=1, most=65535)
EMAIL_HOST_USER = env.text("SAMSPILL_MAIL_USER")
EMAIL_HOST_PASSWORD = env.text("SAMSPILL_MAIL_PASSWORD")
EMAIL_USE_TLS = env.flag("SAMSPILL_MAIL_TLS", default=True)
EMAIL_TIMEOUT = 10
# In the demo a folder stands for the mail server; what would be sent is read at /outbox/.
OUTBOX = DATA / "outbox" if DEMO and not MAIL else None
# Answers and returned mail: a mailbox of Samspill's own, and a folder into which files may be dropped.
IMAP_HOST = env.text("SAMSPILL_IMAP_HOST")
IMAP_TLS = env.flag("SAMSPILL_IMAP_TLS", default=True)
IMAP_PORT = env.number("SAMSPILL_IMAP_PORT", 993 if IMAP_TLS else 143, least=1, most=65535)
IMAP_USER = env.text("SAMSPILL_IMAP_USER")
IMAP_PASSWORD = env.text("SAMSPILL_IMAP_PASSWORD")
IMAP_FOLDER = env.text("SAMSPILL_IMAP_FOLDER", "INBOX")
INBOX = DATA / "inbox"
# Calendars are fetched from addresses that people give: from the open internet, and from these networks of one's own.
CALENDAR_NETWORKS = env.networks("SAMSPILL_CALENDAR_NETWORKS")
DEFAULT_FROM_EMAIL = env.text("SAMSPILL_MAIL_FROM", "samspill@localhost")

# nb is the tongue that nn, da and sv fall back to; the words in the code are English.
LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", "Bokmål"), ("nn", "Nynorsk"), ("da", "Dansk"), ("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "config" / "locale"]
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = "samspill.config.formats"
TIME_ZONE = env.text("SAMSPILL_TIME_ZONE", "Europe/Oslo")

# What rooms say on pages of rooms below them: the one list of such hooks.
PAGE_PANELS = {
    "municipality": [
        "samspill.projects.panels.municipality",
        "samspill.wheel.year_panels.municipality",
        "samspill.planner.panels.municipality",
    ],
    "unit": [
        "samspill.arenas.panels.service",
        "samspill.arenas.panels.unit",
        "samspill.measures.panels.unit",
        "samspill.measures.log_pages.unit_panel",
        "samspill.clarifications.panels.unit",
        "samspill.conferences.panels.unit",
        "samspill.guidance.panels.unit",
        "samspill.overall.panels.unit",
        "samspill.wheel.year_panels.unit",
        "samspill.planner.panels.unit",
    ],
    "person": ["samspill.arenas.panels.person", "samspill.planner.panels.person"],
    "arena": [
        "samspill.measures.panels.arena",
        "samspill.clarifications.panels.arena",
        "samspill.conferences.panels.arena",
        "samspill.overall.panels.arena",
        "samspill.wheel.year_panels.arena",
    ],
    "item": ["samspill.clarifications.panels.item", "samspill.measures.proposal_panels.item"],
    "minutes": ["samspill.measures.proposal_panels.minutes"],
    "statement": ["samspill.conferences.panels.statement"],
    "measure": ["samspill.guidance.panels.measure"],
    "school_services": ["samspill.arenas.panels.school_services"],
}
# Recurring work of all rooms, by where the task lives.
SCHEDULES = [
    "samspill.queue.upkeep.forget",
    "samspill.delivery.jobs.read_mail",
    "samspill.delivery.jobs.forget",
    "samspill.calendars.jobs.read_busy_times",
    "samspill.home.digest.send_digests",
    "samspill.meetings.jobs.keep_invitations",
    "samspill.measures.jobs.remind_of_hearings",
    "samspill.overall.jobs.remind_of_plans",
    "samspill.measures.close_jobs.ask_about_practices",
    "samspill.measures.log_jobs.remind_of_logs",
    "samspill.conferences.live_jobs.forget",
]
# Who takes an answer to an invitation: `receive(reply, at) -> bool`, true where the event is the room's own.
MAIL_READERS = ["samspill.meetings.replies.receive"]
# What rooms above meetings have to say about the day somebody chooses for one: each takes a meeting, gives a sentence.
MEETING_WARNINGS = ["samspill.wheel.warnings.outside_window"]
# Whose rights hold where nobody is signed in: a calendar that is fetched for a person.
ACTOR_FOR = "samspill.config.actor.actor_for"
ADDRESS_OF = "samspill.people.queries.address_of"
# When a person has meetings that are called here: in their own calendar these are no news. `(person, first, last)`.
MEETING_TIMES = "samspill.meetings.queries.times_of"
# Whoever has something to be found: one line for each kind of result, in the order they are offered in.
SEARCH_SOURCES = [
    "samspill.meetings.finding.MATTERS_SOURCE",
    "samspill.meetings.finding.MINUTES_SOURCE",
    "samspill.meetings.finding.SENT_SOURCE",
    "samspill.meetings.finding.OUTCOMES_SOURCE",
    "samspill.conferences.finding.CONFERENCE_SOURCE",
    "samspill.conferences.finding.THEME_SOURCE",
    "samspill.conferences.finding.SAID_SOURCE",
    "samspill.clarifications.finding.CLARIFICATIONS",
    "samspill.followups.finding.FOLLOWUP",
    "samspill.measures.finding.MEASURE",
    "samspill.measures.log_finding.LOG",
    "samspill.overall.finding.OVERALL_PLAN",
    "samspill.arenas.finding.ARENAS",
    "samspill.people.finding.UNITS",
]
# What comes on an agenda by itself: each takes a meeting and gives what is due (`meetings.due.Due`).
AGENDA_SOURCES = [
    "samspill.meetings.due.postponed",
    "samspill.meetings.due.followups",
    "samspill.meetings.due.minutes",
    "samspill.clarifications.due.clarifications",
    "samspill.meetings.due.points",
    "samspill.overall.due.discussing",
    "samspill.overall.due.deciding",
    "samspill.measures.due.hearing",
    "samspill.measures.due.deciding",
    "samspill.measures.due.clarified",
    "samspill.measures.close_due.fading",
    "samspill.measures.due.try_outs",
    "samspill.conferences.due.handed_on",
]
# What rooms above the plan know of its activities: each takes occasions and a reader and gives `wheel.traces.Trace`s.
PLAN_TRACES = ["samspill.overall.traces.of"]
# Who knows conferences that were held: each takes a project and gives `guidance.conferences.Conference`.
CONFERENCE_SOURCES = ["samspill.guidance.conferences.held", "samspill.wheel.conferences.held"]
# Who of the guidance team follows a unit on a day, and so sees the plans of its conferences (R84).
CONFERENCE_FRIENDS = "samspill.guidance.queries.friends_of"
# Who keeps the life of a kind of matter: told, in the same transaction, what meetings do with it (`meetings.takers`).
MATTER_TAKERS = {"clarification": "samspill.clarifications.taking.hear"}
# What rooms above meetings say beside a matter: each takes items and a reader (`meetings.beside.Beside`).
ITEM_PANELS = [
    "samspill.measures.hearing_pages.beside",
    "samspill.measures.sitting_pages.beside",
    "samspill.overall.beside.beside",
    "samspill.measures.log_beside.since_last_time",
    "samspill.measures.close_beside.decisions",
    "samspill.conferences.beside.themes",
]
# Who reads the files at a kind of thing: `scope(upload, person)`, where the place of the thing does not say it all.
UPLOAD_SCOPES = {
    "meetings.item": "samspill.meetings.readers.paper_scope",
    "measures.entry": "samspill.measures.log_queries.photo_scope",
}
JOURNAL_PLACES = "samspill.people.queries.places_named"

STATIC_URL = "/static/"
# The built front end is served from where it was built: its names carry hashes, so nothing needs collecting.
WHITENOISE_USE_FINDERS = True
WHITENOISE_IMMUTABLE_FILE_TEST = r"/static/built/.+-[\w-]{8,}\."
