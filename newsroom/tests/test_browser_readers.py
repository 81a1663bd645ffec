"""What readers and editors have of a story's versions, of errors and of previews, in Chromium: how it looks, and that
it goes without scripts as with them."""

import uuid

import pytest

from articles.models import Article, PreviewLink
from articles.preview import make
from articles.release import release
from errors.addresses import confirm_address, state_address
from errors.models import ErrorReport
from errors.report import report

from . import cast
from .faces import check
from .test_browser_walks import Town, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def town(transactional_db):
    town = Town()
    cast.people(town)
    cast.paper(town)
    photo = cast.photo()
    paragraphs = "".join(f"<p>Paragraph {n} stays as it is.</p>" for n in range(4))
    body = f"<p>The wall is 40 metres high.</p>{paragraphs}<h2>Cost</h2><blockquote><p>It is dear.</p></blockquote>"
    town.story = cast.story(town, lead=photo, body=body, note_to_editors="Ring her.")
    figures = [[photo.pk, "lead", "Three boats at the pier.", "", "", False]]
    body = body.replace("40 metres", "4 metres").replace("dear", "cheap")
    cast.save(town.story, town.ed, body=body, figures=figures, note_to_editors="Rang her.")
    town.story.refresh_from_db()
    release(article=town.story, by=town.ed, kind="correction", text="It was 40.", shows_change=True)
    town.told = report(article=town.story, form_key=uuid.uuid4(), words="It is four.", email="ned@example.org")
    town.draft = cast.draft(town, headline="A draft", slug="a-draft", figures=[[photo.pk, "lead", "", "", "", False]])
    cast.save(town.draft, town.ed, headline="A second draft")
    town.link = make(article=town.draft, by=town.ed, for_whom="The board").get_absolute_url()
    return town


def public_pages(town):
    yield from (f"/errors/on/{town.story.pk}/", state_address(town.told), confirm_address(town.told))
    yield f"{town.story.get_absolute_url()}changes/{town.story.corrections.get().pk}/"
    yield from (town.link, f"{town.link}card/")


def desk_pages(town):
    yield from ("/admin/errors/errorreport/", f"/admin/errors/errorreport/story/{town.story.pk}/")
    story, draft = (f"/admin/articles/article/{each.pk}/" for each in (town.story, town.draft))
    yield from (f"{story}versions/", f"{story}versions/compare/?from=1&to=2", f"{draft}versions/1/bring-back/")
    yield f"{draft}preview/links/"


def test_the_pages_are_fit_for_everybody(open_page, town):
    page = open_page()
    wrong = [problem for address in public_pages(town) for problem in check(page, address)]
    sign_in(page, town.ed)
    wrong += [problem for address in desk_pages(town) for problem in check(page, address)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("scripts", [True, False])
def test_from_an_error_to_its_answer(open_page, town, scripts):
    page = open_page(scripts=scripts)
    page.goto(town.story.get_absolute_url())
    if scripts:
        page.locator(".body p").first.select_text()
    page.click(".tell-us a")
    assert page.input_value("#passage").strip() == ("The wall is 4 metres high." if scripts else "")
    page.fill("#words", "It is four.")
    page.click("main form button")
    page.wait_for_selector("text=Our editors have it")
    state = page.url
    sign_in(page, town.ed, f"/admin/errors/errorreport/story/{town.story.pk}/")
    page.check(f"[name=reports][value='{ErrorReport.objects.latest('pk').pk}']")
    page.check("[name=outcome][value=corrected]")
    page.fill("#words", "Thank you.")
    page.click("text=Answer >> nth=-1")
    page.wait_for_selector("text=Answered: the readers are told.")
    page.goto(state)
    assert page.locator("text=It is corrected").count()
    assert page.locator("text=Thank you.").count()


def test_from_a_version_brought_back_to_who_sees_it_beforehand(open_page, town):
    page = open_page(scripts=False)
    sign_in(page, town.ed, f"/admin/articles/article/{town.draft.pk}/versions/")
    page.click("text=Compare the two chosen")
    assert page.locator("ins, del").all_inner_texts() == ["what is gone since", "what is new in it", "second"]
    page.click("text=Bring back version 1…")
    page.click("button:has-text('Bring back version 1')")
    page.wait_for_selector("text=Version 1 is back, as version 3.")
    assert Article.objects.get(pk=town.draft.pk).headline == "A draft"
    page.goto(f"/admin/articles/article/{town.draft.pk}/preview/links/")
    page.fill("[name=for_whom]", "The lawyer")
    page.click("text=Make a link")
    page.wait_for_selector("text=The link is made.")
    page.context.clear_cookies()
    page.goto(PreviewLink.objects.get(for_whom="The lawyer").get_absolute_url())
    assert page.locator("h1").inner_text() == "A draft"
    page = open_page()
    page.goto(town.link)
    assert page.locator("figure.lead img").evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
