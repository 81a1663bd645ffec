"""Look at a comment before it appears, by all rules at work: named in settings.COMMENT_CHECKS."""

from functools import lru_cache

from django.db.models import Subquery

from accounts.models import User
from caution.find import VERSION as CAUTION
from comments import composed
from pagecache.models import PageVersion

from .case import BLANK, Case, words
from .models import ScreeningRule
from .rules import VERSION, kept, renew

NEAR = ScreeningRule.Kind.NEAR


def check(*, text, reader, article, at):
    """Yield what the rules find; what those in the shadow find too, as such."""
    rules, case = kept(), Case(text=text, reader=reader, article=article, at=at)
    case.facts = ask(rules, case)
    if case.facts["version"] != rules.version:
        rules = renew(case.facts["version"])
        case.facts = ask(rules, case)
    yield from rules.look(case)


def ask(rules, case):
    """Ask all that the rules have to know of the database, and their version, in one query."""
    found = composed.ask(question, words(case, with_prints=NEAR in rules.kinds), rules)
    if not found:
        return {"version": rules.version}
    version, cautions, *facts = found[0]
    return dict(zip(rules.questions(), facts, strict=True)) | {"version": (version, cautions)}


@lru_cache(maxsize=8)
def question(vendor, rules):
    versions = {
        name: Subquery(PageVersion.objects.filter(name=version).values("number"))
        for name, version in (("version", VERSION), ("cautions", CAUTION))
    }
    asked = User.objects.filter(pk=BLANK.reader.pk).annotate(**versions, **rules.questions())
    return asked.values_list(*versions, *rules.questions()).query.sql_with_params()
