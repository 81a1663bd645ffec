"""The body editor: what Word and Google Docs put on the clipboard comes out in the house vocabulary."""

import pytest

from articles.sanitise import story_html

from . import cast
from .test_browser_walks import Town, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office">
<head><style>p.MsoNormal{margin:0}</style></head><body>
<!--StartFragment--><h1 style='margin:12pt'><span lang=EN-IE style='font-size:14pt'>Ferry timetable</span></h1>
<p class=MsoNormal style='margin-bottom:8pt'><span style='font-family:"Calibri"'>The first boat – at <b>seven</b> –
sails “daily”.<o:p></o:p></span></p>
<p class=MsoListParagraph style='text-indent:-18pt;mso-list:l0 level1 lfo1'><span style='font-family:Symbol'><span
style='mso-list:Ignore'>·<span style='font:7pt "Times New Roman"'>&nbsp;&nbsp;</span></span>
</span>Monday<o:p></o:p></p>
<p class=MsoListParagraph style='text-indent:-18pt;mso-list:l0 level1 lfo1'><span style='font-family:Symbol'><span
style='mso-list:Ignore'>·<span style='font:7pt "Times New Roman"'>&nbsp;&nbsp;</span></span>
</span>Tuesday<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p><!--EndFragment--></body></html>"""
DOCS = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"
style="line-height:1.38"><span style="font-size:11pt;font-weight:400">It was </span><span
style="font-weight:700">never</span><span style="font-weight:400;font-style:italic"> ours</span><span
style="font-weight:400">.</span></p><h3 dir="ltr"><span style="font-weight:400">Costs</span></h3></b>"""
PASTE = """(html) => {
  const clipboard = new DataTransfer();
  clipboard.setData("text/html", html);
  clipboard.setData("text/plain", "plain");
  document.querySelector(".tiptap").dispatchEvent(
    new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true, cancelable: true }));
}"""


def test_pasted_text_keeps_its_structure_and_nothing_else(open_page, transactional_db):
    town = Town()
    cast.people(town)
    cast.paper(town)
    page = open_page()
    sign_in(page, town.ed)
    results = []
    for pasted in (WORD, DOCS):
        page.goto("/admin/articles/article/add/")
        page.click(".tiptap")
        page.evaluate(PASTE, pasted)
        results.append(story_html(page.eval_on_selector("textarea[name=body]", "area => area.value")))
    word, docs = (" ".join(html.split()) for html in results)
    assert word == (
        "<h2>Ferry timetable</h2><p>The first boat – at <strong>seven</strong> – sails “daily”.</p>"
        "<ul><li><p>Monday</p></li><li><p>Tuesday</p></li></ul>"
    )
    assert docs == "<p>It was <strong>never</strong><em> ours</em>.</p><h2>Costs</h2>"
