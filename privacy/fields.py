"""What the paper holds about people, field by field: what they get with their data, and what erasing does with it.

A test walks through every model there is, the libraries' too: a field that refers to an account, or that could hold
words, and stands neither here nor in a model of THE_PAPERS, fails it.
"""

from typing import NamedTuple

DELETED = "its row is deleted"
BLANKED = "it is emptied, or a neutral sentence takes its place"
HANDED_ON = "it is handed to the one account that stands for all former readers"
KEPT = "it stays: it says nothing about a person, or is a record of the staff's work"


class Field(NamedTuple):
    """What becomes of one field. `given` is where it stands in the person's data, as "comments.text"; "" if nowhere."""

    erasing: str
    given: str = ""
    why: str = ""


SECRET = "it only opens the account"  # noqa: S105
INTERNAL = "it is how the site does its work"
STAFFS = "the work of staff, whose accounts are not erased but closed"
ABOUT_OTHERS = "what somebody else did"
OF_AN_ORDER = "an authority’s order, of which it may forbid to tell; the lawyer tells the reader when that is allowed"

FIELDS = {
    # accounts
    "accounts.User.email": Field(DELETED, "profile.email"),
    "accounts.User.display_name": Field(DELETED, "profile.name"),
    "accounts.User.about": Field(DELETED, "profile.about"),
    "accounts.User.mails_off": Field(DELETED, "profile.no_mail_about"),
    "accounts.User.name_skeleton": Field(DELETED, why="made from the name"),
    "accounts.User.mailbox": Field(DELETED, why="made from the e-mail address"),
    "accounts.FormerName.person": Field(DELETED, why="made from names that the person gave up"),
    "accounts.FormerName.name_skeleton": Field(DELETED, why="made from names that the person gave up"),
    "accounts.User.password": Field(DELETED, why=SECRET),
    "accounts.User_groups.user": Field(DELETED, why=STAFFS),
    "accounts.User_user_permissions.user": Field(DELETED, why=STAFFS),
    "accounts.Message.to": Field(DELETED, "messages"),
    "accounts.Message.kind": Field(DELETED, "messages.kind"),
    "accounts.Message.subject": Field(DELETED, "messages.subject"),
    "accounts.Message.text": Field(DELETED, "messages.text", "in messages to others, the person's name is replaced"),
    "accounts.Message.address": Field(DELETED, "messages.page"),
    "account.EmailAddress.user": Field(DELETED, "emails"),
    "account.EmailAddress.email": Field(DELETED, "emails.email"),
    "account.EmailConfirmation.key": Field(DELETED, why=SECRET),
    "mfa.Authenticator.user": Field(DELETED, "second_steps"),
    "mfa.Authenticator.type": Field(DELETED, "second_steps.type"),
    "mfa.Authenticator.data": Field(DELETED, why=SECRET),
    "sessions.Session.session_key": Field(DELETED, why=SECRET),
    "sessions.Session.session_data": Field(DELETED, why=SECRET),
    # caution
    "caution.CautionPhrase.added_by": Field(KEPT, why=STAFFS),
    # comments
    "comments.Comment.reader": Field(HANDED_ON, "comments"),
    "comments.Comment.text": Field(BLANKED, "comments.text", "kept if the person says so, where others can read it"),
    "comments.Comment.html": Field(BLANKED, why="made from the text"),
    "comments.Comment.status": Field(BLANKED, "comments.state"),
    "comments.Comment.text_key": Field(BLANKED, why="made from the text"),
    "comments.Comment.network": Field(BLANKED, "comments.network"),
    "comments.Comment.form_key": Field(BLANKED, why=INTERNAL),
    "comments.Comment.path": Field(KEPT, why=INTERNAL),
    "comments.Wording.text": Field(DELETED, "wordings.text"),
    "comments.Like.reader": Field(DELETED, "likes"),
    "comments.Hit.check_name": Field(DELETED, why=INTERNAL),
    "comments.Hit.outcome": Field(DELETED, why=INTERNAL),
    "comments.Hit.because": Field(DELETED, why="told where a comment waits"),
    "comments.Hit.note": Field(DELETED, why="the paper’s own caution, of which telling more would do the harm"),
    "comments.Hit.words": Field(DELETED, why="words of the text"),
    # moderation
    "moderation.Decision.moderator": Field(HANDED_ON, why="of somebody who was staff once; the name is not given out"),
    "moderation.Decision.action": Field(KEPT, "decisions.outcome"),
    "moderation.Decision.note": Field(BLANKED, "decisions.note", "written to the person, or to a colleague"),
    "moderation.Decision.before": Field(KEPT, why=INTERNAL),
    "moderation.Decision.text": Field(BLANKED, why="a copy of the comment's text, or of an earlier one"),
    "moderation.Report.reader": Field(HANDED_ON, "reports"),
    "moderation.Report.words": Field(BLANKED, "reports.words"),
    "moderation.Report.reference": Field(KEPT, "reports.reference", "stands on the report that moderators deal with"),
    "moderation.Report.network": Field(BLANKED, "reports.network"),
    "moderation.Decision.check_name": Field(KEPT, why=INTERNAL),
    "moderation.Decision.passed_to": Field(KEPT, why=INTERNAL),
    "moderation.Card.reader": Field(HANDED_ON, why="the comment's"),
    "moderation.Card.passed_to": Field(KEPT, why=INTERNAL),
    "moderation.Card.rules": Field(KEPT, why=INTERNAL),
    "moderation.Card.language": Field(KEPT, why=INTERNAL),
    "moderation.Card.parts": Field(KEPT, why=INTERNAL),
    "moderation.Claim.moderator": Field(DELETED, why=STAFFS),
    "moderation.Presence.moderator": Field(DELETED, why=STAFFS),
    "moderation.Beat.moderator": Field(DELETED, why=STAFFS),
    "moderation.View.moderator": Field(DELETED, why=STAFFS),
    "moderation.View.name": Field(DELETED, why=STAFFS),
    "moderation.View.query": Field(DELETED, why=STAFFS),
    # screening
    "screening.ShadowHit.words": Field(DELETED, why="words of the text, found by a rule that is being tried out"),
    "screening.Change.by": Field(KEPT, why=STAFFS),
    "screening.Rehearsal.by": Field(KEPT, why=STAFFS),
    # score
    "score.Training.weights": Field(KEPT, why="pieces of words of many texts, mixed; made anew each night"),
    "score.Training.facts": Field(KEPT, why="numbers, and words that five readers or more used; made anew each night"),
    "score.Training.why": Field(KEPT, why=INTERNAL),
    "score.Scorer.switched_by": Field(KEPT, why=STAFFS),
    # law
    "law.Notice.notifier": Field(HANDED_ON, "notices"),
    "law.Notice.name": Field(BLANKED, "notices.name"),
    "law.Notice.email": Field(BLANKED, "notices.email"),
    "law.Notice.law": Field(KEPT, "notices.law"),
    "law.Notice.provision": Field(BLANKED, "notices.provision"),
    "law.Notice.why": Field(BLANKED, "notices.why"),
    "law.Notice.address": Field(KEPT, why="where a comment stands"),
    "law.Notice.reference": Field(KEPT, "notices.reference"),
    "law.Notice.network": Field(BLANKED, "notices.network"),
    "law.Notice.aside": Field(KEPT, why=INTERNAL),
    "law.Notice.found": Field(KEPT, "notices.found"),
    "law.Letter.subject": Field(DELETED, "notices.letters"),
    "law.Letter.text": Field(DELETED, "notices.letters"),
    "law.Statement.person": Field(HANDED_ON, "statements"),
    "law.Statement.decided_by": Field(HANDED_ON, why="of somebody who was staff once; the name is not given out"),
    "law.Statement.about": Field(KEPT, why=INTERNAL),
    "law.Statement.reference": Field(KEPT, "statements.reference"),
    "law.Statement.restriction": Field(KEPT, "statements.restriction"),
    "law.Statement.scope": Field(KEPT, "statements.scope"),
    "law.Statement.facts": Field(KEPT, "statements.facts", "written from what was done, without names"),
    "law.Statement.source": Field(KEPT, "statements.source"),
    "law.Statement.automated": Field(KEPT, "statements.automated"),
    "law.Statement.law": Field(KEPT, "statements.ground"),
    "law.Statement.ground": Field(KEPT, "statements.ground"),
    "law.Statement.explanation": Field(BLANKED, "statements.explanation", "the rule stays, a moderator's words go"),
    "law.Statement.redress": Field(KEPT, "statements.redress"),
    "law.Appeal.person": Field(HANDED_ON, "appeals"),
    "law.Appeal.words": Field(BLANKED, "appeals.words"),
    "law.Appeal.first": Field(KEPT, why=STAFFS),
    "law.Appeal.reference": Field(KEPT, "appeals.reference"),
    "law.Appeal.decided_by": Field(KEPT, why=STAFFS),
    "law.Appeal.outcome": Field(KEPT, "appeals.outcome"),
    "law.Appeal.answer": Field(BLANKED, "appeals.answer"),
    "law.AuthorityOrder.kind": Field(KEPT, why=OF_AN_ORDER),
    "law.AuthorityOrder.authority": Field(KEPT, why=OF_AN_ORDER),
    "law.AuthorityOrder.state": Field(KEPT, why=OF_AN_ORDER),
    "law.AuthorityOrder.law": Field(KEPT, why=OF_AN_ORDER),
    "law.AuthorityOrder.reader": Field(BLANKED, why=OF_AN_ORDER),
    "law.AuthorityOrder.note": Field(BLANKED, why=OF_AN_ORDER),
    "law.AuthorityOrder.reference": Field(KEPT, why=OF_AN_ORDER),
    "law.AuthorityOrder.entered_by": Field(KEPT, why=STAFFS),
    "law.Misuse.person": Field(HANDED_ON, "misuses"),
    "law.Misuse.email_key": Field(BLANKED, why="a keyed hash of the address of somebody without an account"),
    "law.Misuse.about": Field(KEPT, "misuses.about"),
    "law.Misuse.step": Field(KEPT, "misuses.step"),
    "law.Misuse.because": Field(KEPT, "misuses.because"),
    "law.EvidenceHold.because": Field(KEPT, why="written by the lawyer, for a claim"),
    "law.EvidenceHold.by": Field(KEPT, why=STAFFS),
    "law.EvidenceHold.lifted_by": Field(KEPT, why=STAFFS),
    "law.Sealed.content": Field(KEPT, why="kept for a claim and no longer than that, away from every page"),
    "law.EvidenceTaken.by": Field(KEPT, why=STAFFS),
    "law.EvidenceTaken.machine_user": Field(KEPT, why=STAFFS),
    "law.EvidenceTaken.sha256": Field(KEPT, why=INTERNAL),
    # figures
    "figures.Day.counts": Field(KEPT, why="numbers, some of them of what a moderator decided"),
    "figures.Round.started_by": Field(BLANKED, why=STAFFS),
    "figures.Answer.moderator": Field(DELETED, why=STAFFS),
    # readers
    "readers.Mute.reader": Field(DELETED, "mutes"),
    "readers.Mute.muted": Field(DELETED, why=ABOUT_OTHERS),
    "readers.Follow.reader": Field(DELETED, "follows"),
    # sanctions
    "sanctions.Sanction.reader": Field(HANDED_ON, "sanctions"),
    "sanctions.Sanction.kind": Field(KEPT, "sanctions.what", "so that it can be counted how many there were"),
    "sanctions.Sanction.note": Field(BLANKED, "sanctions.note"),
    "sanctions.Sanction.for_staff": Field(BLANKED, why="what moderators tell each other about their work"),
    "sanctions.Sanction.statement": Field(BLANKED, why="where the statement of reasons stands, which is given itself"),
    "sanctions.Sanction.lifted_because": Field(BLANKED, why="what moderators tell each other about their work"),
    "sanctions.Sanction.by": Field(HANDED_ON, why="of somebody who was staff once; the name is not given out"),
    "sanctions.Sanction.lifted_by": Field(HANDED_ON, why="of somebody who was staff once; the name is not given out"),
    "sanctions.Sanction.mailbox": Field(
        BLANKED, why="a keyed hash; of a ban that stands it stays for KEEP_BANNED_DAYS, so that erasing lifts no ban"
    ),
    "sanctions.Note.person": Field(DELETED, why="what moderators tell each other about their work"),
    "sanctions.Note.text": Field(DELETED, why="what moderators tell each other about their work"),
    "sanctions.Note.by": Field(HANDED_ON, why="of somebody who was staff once; the name is not given out"),
    "articles.PreviewLink.made_by": Field(KEPT, why=STAFFS),
    # errors
    "errors.ErrorReport.reader": Field(DELETED, "errors"),
    "errors.ErrorReport.where": Field(DELETED, "errors.where"),
    "errors.ErrorReport.passage": Field(DELETED, "errors.passage"),
    "errors.ErrorReport.words": Field(DELETED, "errors.words"),
    "errors.ErrorReport.name": Field(DELETED, "errors.name"),
    "errors.ErrorReport.email": Field(DELETED, why="of those who have no account"),
    "errors.ErrorReport.reference": Field(DELETED, "errors.reference"),
    "errors.ErrorReport.network": Field(DELETED, "errors.network"),
    "errors.ErrorReport.outcome": Field(DELETED, "errors.outcome"),
    "errors.ErrorReport.answer": Field(DELETED, "errors.answer"),
    "errors.ErrorReport.answered_by": Field(BLANKED, why=STAFFS),
    # what the site does in the background, and what staff did to accounts
    "django_tasks_database.DBTaskResult.args_kwargs": Field(DELETED, why="rows that name the person"),
    "django_tasks_database.DBTaskResult.return_value": Field(DELETED, why="rows that name the person"),
    "django_tasks_database.DBTaskResult.traceback": Field(DELETED, why="rows that name the person"),
    "admin.LogEntry.user": Field(DELETED, why=STAFFS),
    "admin.LogEntry.object_id": Field(KEPT, why=INTERNAL),
    "admin.LogEntry.object_repr": Field(BLANKED, why="the person's name, where staff changed the account"),
    "admin.LogEntry.change_message": Field(BLANKED, why="where it names the person"),
    # who of the staff did what: the record of the paper's own work
    "images.Photo.uploaded_by": Field(KEPT, why=STAFFS),
    "images.PhotoEvent.by": Field(KEPT, why=STAFFS),
    "articles.Author.user": Field(KEPT, why=STAFFS),
    "articles.Article.created_by": Field(KEPT, why=STAFFS),
    "articles.Article.saved_by": Field(KEPT, why=STAFFS),
    "articles.Correction.issued_by": Field(KEPT, why=STAFFS),
    "articles.Revision.saved_by": Field(KEPT, why=STAFFS),
    "articles.ArticleEvent.by": Field(KEPT, why=STAFFS),
    "articles.FormerTag.by": Field(KEPT, why=STAFFS),
    "articles.ScheduledChange.by": Field(KEPT, why=STAFFS),
    "articles.Unsaved.by": Field(DELETED, why=STAFFS),
    "articles.EditSession.user": Field(DELETED, why=STAFFS),
    "articles.SectionLimit.user": Field(KEPT, why=STAFFS),
    "fronts.Front.changed_by": Field(KEPT, why=STAFFS),
    "fronts.Edition.launched_by": Field(KEPT, why=STAFFS),
    "fronts.Banner.put_up_by": Field(KEPT, why=STAFFS),
    "fronts.Banner.taken_down_by": Field(KEPT, why=STAFFS),
}

# Rooms and models that hold the paper's own words, or none: nothing in them comes from a reader.
THE_PAPERS = {
    "articles",
    "auth",
    "caution",
    "clock",
    "comments.Community",
    "comments.OpeningHours",
    "contenttypes",
    "django_tasks_database.DBTaskResult",  # its other columns
    "fronts",
    "images",
    "law.LawTerms",
    "moderation.Rule",
    "pagecache",
    "reading",
    "screening.Change",
    "screening.Rehearsal",  # it holds numbers of comments, and no words of theirs
    "screening.ScreeningRule",
    "search",
    "support",
    "taggit",
}
