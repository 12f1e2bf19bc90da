"""All settings, in one file. What an operator may set is read from the environment by `env`."""

from __future__ import annotations

from pathlib import Path

from samspill.config import database, embedded, env

PACKAGE = Path(__file__).resolve().parent.parent
DATA = Path(env.text("SAMSPILL_DATA", "data")).resolve()

DEMO = env.flag("SAMSPILL_DEMO", default=False)
DEBUG = env.flag("SAMSPILL_DEBUG", default=False)
SECRET_KEY = env.text("SAMSPILL_SECRET_KEY", "only-for-tests-and-builds")
ALLOWED_HOSTS = env.words("SAMSPILL_HOSTS") or ["localhost", "127.0.0.1", "[::1]"]

INSTALLED_APPS = [
    "samspill.journal",
    "samspill.people",
    "samspill.projects",
    "samspill.arenas",
    "samspill.wheel",
    "samspill.insight",
    "samspill.imports",
    "samspill.home",
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
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "samspill.config.actor.ActorMiddleware",
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
            ],
        },
    },
]

DATABASES = {
    "default": database.from_url(
        env.text("DATABASE_URL", embedded.address(DATA)),
        pool_size=env.number("SAMSPILL_POOL", 8, least=0, most=200),
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
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

# nb is the tongue that nn, da and sv fall back to; the words in the code are English.
LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", "Bokmål"), ("nn", "Nynorsk"), ("da", "Dansk"), ("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "config" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.text("SAMSPILL_TIME_ZONE", "Europe/Oslo")

# What rooms say on pages of rooms below them: the one list of such hooks.
PAGE_PANELS = {
    "municipality": ["samspill.projects.panels.municipality"],
    "unit": ["samspill.arenas.panels.unit"],
    "person": ["samspill.arenas.panels.person"],
    "school_services": ["samspill.arenas.panels.school_services"],
}
JOURNAL_PLACES = "samspill.people.queries.places_named"

STATIC_URL = "/static/"
# The built front end is served from where it was built: its names carry hashes, so nothing needs collecting.
WHITENOISE_USE_FINDERS = True
WHITENOISE_IMMUTABLE_FILE_TEST = r"/static/built/.+-[\w-]{8,}\."
