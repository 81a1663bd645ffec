"""Look at a comment before it appears, by all rules at work: named in settings.COMMENT_CHECKS."""

from django.db.models import Subquery

from accounts.models import User
from pagecache.models import PageVersion

from .case import Case
from .rules import VERSION, kept, renew


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
    version = Subquery(PageVersion.objects.filter(name=VERSION).values("number"))
    reader = User.objects.filter(pk=case.reader.pk)
    return reader.values(version=version, **rules.questions(case)).first() or {"version": rules.version}
