"""A passkey in a real browser, with the key that Chromium itself pretends to have."""

from urllib.parse import urlsplit

import pytest

from newsroom.tests.faces import broken

from .journeys import PASSWORD, reader

pytestmark = pytest.mark.browser

KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def plug_in_key(page):
    chromium = page.context.new_cdp_session(page)
    chromium.send("WebAuthn.enable")
    chromium.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})


def arrive(page, path):
    page.wait_for_url(lambda url: urlsplit(url).path == path)


def assert_accessible(page):
    found = broken(page)
    assert not found, "\n".join(found)


def sign_in(page, address="/account/login/?next=/me/messages/"):
    page.goto(address)
    page.get_by_label("E-mail address").fill("rita@mail.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def add_passkey(page):
    page.goto("/account/2fa/webauthn/add/")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Name for it").fill("Rita’s phone")
    assert_accessible(page)
    page.get_by_role("button", name="Add the passkey").click()
    arrive(page, "/account/2fa/recovery-codes/")


def sign_out(page):
    page.goto("/account/logout/")
    page.get_by_role("button", name="Sign out").click()
    arrive(page, "/")


def test_a_reader_adds_a_passkey_and_signs_in_with_it(open_page):
    reader("Rita")
    page = open_page()
    plug_in_key(page)
    sign_in(page)
    arrive(page, "/me/messages/")
    add_passkey(page)
    assert_accessible(page)
    page.goto("/account/2fa/webauthn/")
    assert page.get_by_role("heading", name="Rita’s phone").is_visible()
    sign_out(page)

    page.goto("/account/login/?next=/me/messages/")
    assert_accessible(page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    arrive(page, "/me/messages/")
    page.get_by_role("link", name="Rita", exact=True).wait_for()


def test_after_the_password_the_passkey_is_the_second_step(open_page):
    reader("Rita")
    page = open_page(width=360, dark=True)
    plug_in_key(page)
    sign_in(page)
    arrive(page, "/me/messages/")
    add_passkey(page)
    sign_out(page)

    sign_in(page)
    arrive(page, "/account/2fa/authenticate/")
    assert_accessible(page)
    page.get_by_role("button", name="Use a passkey").click()
    arrive(page, "/me/messages/")


def test_a_passkey_that_is_not_shown_is_told_in_words(open_page):
    page = open_page()
    plug_in_key(page)
    page.goto("/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    told = page.get_by_role("alert").filter(has_text="No passkey was shown")
    told.wait_for()
    assert_accessible(page)


def test_without_scripts_no_passkey_is_offered_and_the_password_works(open_page):
    reader("Rita")
    page = open_page(scripts=False)
    sign_in(page)
    arrive(page, "/me/messages/")
    sign_out(page)
    page.goto("/account/login/")
    assert not page.get_by_role("button", name="Sign in with a passkey").is_visible()
