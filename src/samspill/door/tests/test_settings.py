"""Settings that an operator turns: what they make of the answers, read in a process of their own."""

import json
import os
import subprocess
import sys

import pytest

ASK = """
import json, sys
from samspill.config import settings
print(json.dumps({name: getattr(settings, name, None) for name in sys.argv[1:]}))
"""


def read(*names, **environment):
    clean = {key: value for key, value in os.environ.items() if not key.startswith("SAMSPILL_")}
    done = subprocess.run(
        [sys.executable, "-c", ASK, *names], env=clean | environment, capture_output=True, text=True, check=True
    )
    return tuple(json.loads(done.stdout).values())


def test_over_https_cookies_stay_on_https_and_browsers_remember_it():
    names = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS")

    assert read(*names) == (False, False, None, None)
    assert read(*names, SAMSPILL_HTTPS="1") == (True, True, True, 31_536_000)


def test_what_a_proxy_says_is_believed_only_when_there_is_one():
    assert read("SECURE_PROXY_SSL_HEADER", "ALLAUTH_TRUSTED_PROXY_COUNT") == (None, 0)
    assert read("SECURE_PROXY_SSL_HEADER", SAMSPILL_PROXIES="1") == (["HTTP_X_FORWARDED_PROTO", "https"],)


def test_nobody_is_listed_to_be_played_outside_the_demo():
    assert read("DEMO", "DEMO_MUNICIPALITIES") == (False, [])


def test_there_is_no_key_that_everybody_knows():
    assert read("SECRET_KEY") == ("",)


@pytest.mark.parametrize("name", ["SAMSPILL_HTTPS", "SAMSPILL_DEMO"])
def test_a_setting_that_cannot_be_read_is_explained(name):
    with pytest.raises(subprocess.CalledProcessError) as stopped:
        read("DEMO", **{name: "perhaps"})

    assert name in stopped.value.stderr
    assert "Accepted: 1 or 0" in stopped.value.stderr
