"""Settings: read from the environment only. README.md has the table of them."""

from __future__ import annotations

from csp.constants import NONE, SELF
from django.conf import locale as django_locale
from django.utils.translation import gettext_lazy as _

from kaikusite import environment

ROOT, VAR = environment.ROOT, environment.VAR
VAR.mkdir(parents=True, exist_ok=True)

KAIKU_EMBEDDED_WORKER = environment.switch("KAIKU_EMBEDDED_WORKER", default=True)
HAS_REDEMPTION = environment.switch("KAIKU_REDEMPTION", default=True)
SITE_URL = environment.site_url(default="http://localhost:8000")
IS_SECURE = SITE_URL.startswith("https://")  # a real site; without it, a trial on one's own machine
KAIKU_NOW = environment.fixed_now(may_be_fixed=not IS_SECURE)
DEBUG = environment.switch("DEBUG", default=False)
IS_DEMO = environment.switch("KAIKU_DEMO", default=not IS_SECURE)
STRICT_TEMPLATES = environment.switch("KAIKU_STRICT_TEMPLATES", default=not IS_SECURE)  # a missing value is an error
SECRET_KEY = environment.secret_key(is_needed=IS_SECURE)
ALLOWED_HOSTS = environment.env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]", "testserver"])
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# Apps: what stands lower in the house comes later (docs/where-things-go.md).
REDEMPTION_APPS = [
    name
    for name in ["redemption.figures", "redemption.desk", "redemption.claims", "redemption.cards"]
    if (ROOT / name.replace(".", "/") / "apps.py").exists()
]
INSTALLED_APPS = [
    "kaikusite",
    "home",
    *[name for name in ["search"] if (ROOT / "search" / "apps.py").exists()],
    *(REDEMPTION_APPS if HAS_REDEMPTION else []),
    "offerings",
    "areas",
    "common",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kaikusite.middleware.EmbeddedWorkerMiddleware",
    "kaikusite.middleware.ContentPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "kaikusite.middleware.RootLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "kaikusite.staff.middleware.SecondFactorMiddleware",
    "areas.middleware.AreaFenceMiddleware",
    "common.middleware.PageTreeMiddleware",
]

ROOT_URLCONF = "kaikusite.urls"
WSGI_APPLICATION = "kaikusite.wsgi.application"

TEMPLATES = [
    {
        "NAME": "site",
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [ROOT / "templates" / "site"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "common.jinja.environment",
            "context_processors": ["common.shell.shell"],
        },
    },
    {
        "NAME": "admin",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates" / "admin"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": environment.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 20_000}},
    # Whole answers of the finder, some 40 kB each: search/remembered.py.
    "answers": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "answers", "OPTIONS": {"MAX_ENTRIES": 300}},
}

# People. Staff log in through allauth; every staff log-in has a second factor (W28, W40).
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600  # also how long an invitation is good for
LOGIN_URL = WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "staff_home"
# Off only in demonstrations on plain http, where anyone may look round with the log-ins of the README (staff.E001).
KAIKU_SECOND_FACTOR = environment.switch("KAIKU_SECOND_FACTOR", default=IS_SECURE or not IS_DEMO)
ACCOUNT_ADAPTER = "kaikusite.staff.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # strangers get no mail from us
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = True  # for SESSION_COOKIE_AGE, without asking
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
MFA_ADAPTER = "kaikusite.staff.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Kaikukortti"
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be 30 s off
MFA_ALLOW_UNVERIFIED_EMAIL = True  # nobody signs up here: every address came with an invitation

# The gated wing: what protects cards lies outside the database; in development it is made under var/keys/.
KEY_DIR = VAR / "keys"
CARD_SECRET = environment.card_secret()
SIGNING_KEYS = environment.signing_keys()
HOLDER_COOKIE_NAME = "__Host-holder" if IS_SECURE else "holder"  # W45

# Languages. W46: `fi-simple` lives in the folder fi_Simple; Babel makes the catalogues.
LANGUAGE_CODE = "fi"
LANGUAGES = [("fi", _("Finnish")), ("sv", _("Swedish")), ("en", _("English")), ("fi-simple", _("Plain Finnish"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
django_locale.LANG_INFO["fi-simple"] = {
    "bidi": False,
    "code": "fi-simple",
    "name": "Plain Finnish",
    "name_local": "selkosuomi",
}
TIME_ZONE = "Europe/Helsinki"
USE_I18N = USE_TZ = WAGTAIL_I18N_ENABLED = True
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False  # W10
LOCALE_PATHS = [ROOT / "kaikusite" / "packages"]  # what Wagtail leaves in English
FORMAT_MODULE_PATH = ["kaikusite.formats"]
WAGTAIL_DATE_FORMAT, WAGTAIL_TIME_FORMAT, WAGTAIL_DATETIME_FORMAT = "%d.%m.%Y", "%H.%M", "%d.%m.%Y %H.%M"
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # ä and ö become a and o: addresses to be typed and printed
LANGUAGE_COOKIE_HTTPONLY = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [ROOT / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage" if IS_SECURE else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not IS_SECURE  # no collecting on one's own machine

# Wagtail
WAGTAIL_SITE_NAME = "Kaikukortti"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "kaikusite.search_guard"}}
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # W31: the admin calls nobody
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PASSWORD_RESET_ENABLED = False  # W40: one password door, allauth's
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "rtf", "txt", "xlsx"]
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")]

# Safety
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_SECURE
SESSION_COOKIE_NAME = "__Host-staff" if IS_SECURE else "staff"  # W45
CSRF_COOKIE_NAME = "__Host-csrf" if IS_SECURE else "csrf"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = IS_SECURE
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if IS_SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_SECURE else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "kaikusite.trouble.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

PUBLIC_POLICY = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF, "data:", *environment.tile_origins()],
    "font-src": [SELF],
    "connect-src": [SELF],
    "form-action": [SELF],
    "manifest-src": [SELF],
    "worker-src": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [NONE],
}
CONTENT_SECURITY_POLICY = {"DIRECTIVES": PUBLIC_POLICY}
# W41: exactly what Wagtail 8's admin needs, and only under /admin/.
ADMIN_POLICY = {
    "default-src": [SELF],
    "script-src": [SELF, "'unsafe-inline'"],
    "style-src": [SELF, "'unsafe-inline'"],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
}

# Map: our own tiles unless production names others.
TILE_URL = environment.tile_url()
TILE_ATTRIBUTION = environment.text("TILE_ATTRIBUTION")

# Finding: the embedded engine, and where a server is named, Elasticsearch before it (docs/decisions/0052).
ELASTICSEARCH_URL = environment.elasticsearch_url()
ELASTICSEARCH_PREFIX = environment.elasticsearch_prefix()

# Open data: how many questions a minute one client may ask, and how many completions.
API_SEARCH_A_MINUTE = environment.whole("API_SEARCH_A_MINUTE", 120)
API_SUGGEST_A_MINUTE = environment.whole("API_SUGGEST_A_MINUTE", 300)

# E-mail: to the console in development.
EMAIL_CONFIG = environment.env.email("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = environment.text("EMAIL_FROM", "Kaikukortti <noreply@example.org>")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": environment.text("LOG_LEVEL", "WARNING")},
    "loggers": {"elastic_transport": {"level": "ERROR"}},  # what it warns of is told once by search.engines.paired
}
SILENCED_SYSTEM_CHECKS: list[str] = []
