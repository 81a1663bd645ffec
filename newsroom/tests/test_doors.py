"""Every address × person × method, as declared here. A route without a row fails."""

import re

from django.test import TestCase
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from articles.preview import make
from articles.release import release

from . import cast

OUR_ROOMS = (
    "articles.",
    "accounts.",
    "comments.",
    "moderation.",
    "screening.",
    "law.",
    "figures.",
    "newsroom.",
    "images.",
    "support.",
    "fronts.",
    "search.",
    "feeds.",
    "reading.",
    "readers.",
    "sanctions.",
    "privacy.",
    "score.",
    "errors.",
)
PEOPLE = ["nobody", "rita", "nell", "ed", "pia", "mo", "ada"]

# What GET answers: in the order of PEOPLE. "in" is a redirect to sign in, "on" one to elsewhere.
PUBLIC = [200] * 7
SIGNED_IN = ["in", 200, 200, 200, 200, 200, 200]
RULES = ["in", 403, 403, 403, 403, 403, 200]  # the moderators' editor's, and Ada's; Mo only moderates
MODERATORS = ["in", 403, 403, 403, 403, 200, 200]
MODERATORS_POST = ["in", 403, 403, 403, 403, 405, 405]  # only acts: who may is told that it takes no GET
# The desk asks readers to sign in as somebody else. A draft is Nell's own: she may write, not publish; Pia may look
# at every story, for its photos; to Mo a draft is not there.
RUNNERS = ["in", 403, 403, 403, 403, 403, 200]
DESK = ["in", "in", 200, 200, 200, 200, 200]
DRAFT_WRITERS = ["in", "in", 200, 200, 403, 404, 200]
DRAFT_READERS = ["in", "in", 200, 200, 200, 404, 200]
ARRANGERS = ["in", "in", 403, 200, 403, 403, 200]
PICTURES = ["in", "in", 403, 200, 200, 403, 200]
THROWERS = ["in", "in", 403, 403, 200, 403, 200]
EDITORS = ["in", "in", 403, 200, 403, 404, 200]
ONLY_ACTS = ["in", "in", 405, 405, 405, 405, 405]
PHOTO_READERS = ["in", "in", 200, 200, 200, 403, 200]

ROWS = {
    "/": (PUBLIC, "front"),
    "/<slug:slug>/": (PUBLIC, "section"),
    "/<slug:section>/<slug:slug>-<int:pk>/": (PUBLIC, "story"),
    "/policies/<slug:slug>/": (PUBLIC, "policy"),
    "/authors/<slug:slug>/": (PUBLIC, "author"),
    "/tags/<words:slug>/": (PUBLIC, "tag"),
    "/photos/<slug:folder>/<str:name>": (PUBLIC, "photo"),
    "/latest/": (PUBLIC, "latest"),
    "/archive/": (PUBLIC, "archive"),
    "/archive/<year:year>/": (PUBLIC, "archive_year"),
    "/archive/<year:year>/<two:month>/": (PUBLIC, "archive_month"),
    "/archive/<year:year>/<two:month>/<two:day>/": (PUBLIC, "archive_day"),
    "/corrections/": (PUBLIC, "corrections"),
    "/policies/": (PUBLIC, "policies"),
    "/popular/": (PUBLIC, "popular"),
    "/search/": (PUBLIC, "search"),
    # A reading is only ever told of; the answer says nothing.
    "/reading/<int:article_pk>/": ([405] * 7, "read"),
    "/feeds/latest.<form:form>": (PUBLIC, "feed"),
    "/feeds/sections/<slug:slug>.<form:form>": (PUBLIC, "section_feed"),
    "/feeds/authors/<slug:slug>.<form:form>": (PUBLIC, "author_feed"),
    "/feeds/topics/<words:slug>.<form:form>": (PUBLIC, "topic_feed"),
    "/feeds/full/latest.<form:form>": (PUBLIC, "full_feed"),
    "/feeds/full/sections/<slug:slug>.<form:form>": (PUBLIC, "full_section_feed"),
    "/feeds/full/authors/<slug:slug>.<form:form>": (PUBLIC, "full_author_feed"),
    "/feeds/full/topics/<words:slug>.<form:form>": (PUBLIC, "full_topic_feed"),
    "/feeds/corrections.<form:form>": (PUBLIC, "corrections_feed"),
    "/sitemap.xml": (PUBLIC, "sitemap_index"),
    "/sitemaps/pages.xml": (PUBLIC, "sitemap_of_pages"),
    "/sitemaps/stories-<int:block>.xml": (PUBLIC, "sitemap_of_stories"),
    "/sitemaps/news-<int:number>.xml": (PUBLIC, "sitemap_of_news"),
    "/robots.txt": (PUBLIC, "robots"),
    "/.well-known/security.txt": (PUBLIC, "security"),
    "/site.webmanifest": (PUBLIC, "manifest"),
    "/oembed/": (PUBLIC, "oembed"),
    "/api/stories/": (PUBLIC, "api_list"),
    "/api/stories/<int:pk>/": (PUBLIC, "api_story"),
    "/favicon.ico": (["on"] * 7, "favicon"),
    "/demo/mail/": (PUBLIC, "mail"),
    "/me/": (SIGNED_IN, "me"),
    "/me/messages/": (SIGNED_IN, "messages"),
    "/me/profile/": (SIGNED_IN, "my_profile"),
    "/me/mails/": (SIGNED_IN, "mails"),
    "/me/mails/off/<str:word>/": (PUBLIC, "unsubscribe"),
    "/me/mutes/": (SIGNED_IN, "mutes"),
    "/me/follows/": (SIGNED_IN, "follows"),
    "/me/likes/": (SIGNED_IN, "likes"),
    "/readers/<int:pk>/": (PUBLIC, "reader"),
    # Nobody mutes themself.
    "/readers/<int:pk>/mute/": (["in", 403, 200, 200, 200, 200, 200], "mute"),
    "/c/<int:pk>/mute/": (["in", 403, 200, 200, 200, 200, 200], "mute_author"),
    "/c/<int:pk>/follow/": (SIGNED_IN, "follow_comment"),
    "/readers/follow/story/<int:pk>/": (SIGNED_IN, "follow_story"),
    "/readers/on/<int:article_pk>/": (PUBLIC, "muted_here"),
    "/readers/on/<int:article_pk>/thread/": (SIGNED_IN, "thread_without_muted"),
    "/me/data/": (SIGNED_IN, "data"),
    "/me/data/erase/": (SIGNED_IN, "erase"),
    "/me/data/erased/": (PUBLIC, "erased"),
    "/me/strip/": (PUBLIC, "strip"),
    "/me/proof/": (PUBLIC, "proof"),
    "/comments/mine/": (SIGNED_IN, "mine"),
    "/comments/on/<int:article_pk>/": (PUBLIC, "thread"),
    "/comments/on/<int:article_pk>/latest/": (PUBLIC, "latest_comments"),
    "/comments/on/<int:article_pk>/new/": (PUBLIC, "new"),
    "/comments/on/<int:article_pk>/mine/": (PUBLIC, "mine_here"),
    "/c/<int:pk>/": (PUBLIC, "comment"),
    "/c/<int:pk>/reply/": (PUBLIC, "reply"),
    # Nobody likes their own comment; Rita's is hers alone to edit and delete.
    "/c/<int:pk>/like/": (["in", 403, 200, 200, 200, 200, 200], "like"),
    "/c/<int:pk>/edit/": (["in", 200, 404, 404, 404, 404, 404], "edit"),
    "/c/<int:pk>/delete/": (["in", 200, 404, 404, 404, 404, 404], "delete"),
    # GET and POST both lead on to the comment.
    "/c/<int:pk>/pick/": (["in", 403, 403, "on", 403, "on", "on"], "pick"),
    "/moderation/": (MODERATORS, "queue"),
    "/moderation/comments/<int:pk>/": (MODERATORS, "decide"),
    "/moderation/comments/<int:pk>/undo/": (MODERATORS_POST, "undo"),
    "/moderation/comments/<int:pk>/around/": (MODERATORS, "around"),
    "/moderation/comments/<int:pk>/nearest/": (MODERATORS, "nearest"),
    "/moderation/filters/": (MODERATORS, "filters"),
    "/moderation/views/": (MODERATORS_POST, "views"),
    "/moderation/many/": (MODERATORS_POST, "many"),
    "/moderation/many/<uuid:batch>/undo/": (MODERATORS_POST, "undo_many"),
    "/moderation/take/": (MODERATORS_POST, "take"),
    "/moderation/give-back/": (MODERATORS_POST, "give_back"),
    "/moderation/here/": ([204, *MODERATORS[1:]], "here"),
    "/moderation/log/": (MODERATORS, "log"),
    "/moderation/log.csv": (["in", 403, 403, 403, 403, 403, 200], "log_as_csv"),
    "/moderation/rules/": (RULES, "screening_rules"),
    "/moderation/rules/new/": (RULES, "screening_new"),
    "/moderation/rules/try/": (RULES, "screening_try"),
    "/moderation/rules/<int:pk>/": (RULES, "screening_rule"),
    "/moderation/rules/<int:pk>/state/": (RULES, "screening_state"),
    "/moderation/rules/<int:pk>/rehearse/": (RULES, "screening_rehearse"),
    "/moderation/rules/rehearsals/<int:pk>/": (RULES, "screening_rehearsal"),
    "/moderation/score/": (RUNNERS, "score"),
    "/moderation/numbers/": (MODERATORS, "numbers"),
    "/moderation/rounds/": (MODERATORS, "rounds"),
    "/moderation/rounds/<int:pk>/": (MODERATORS, "round"),
    "/moderation/rounds/<int:pk>/<int:position>/": (MODERATORS, "round_card"),
    # Nobody reports their own comment.
    "/c/<int:pk>/report/": ([200, 403, 200, 200, 200, 200, 200], "report"),
    "/moderation/people/": (MODERATORS, "people"),
    "/moderation/people/<int:pk>/": (MODERATORS, "person"),
    "/moderation/people/<int:pk>/sanction/<slug:kind>/": (MODERATORS, "new_sanction"),
    "/moderation/sanctions/<int:pk>/": (MODERATORS, "sanction"),
    "/me/standing/": (SIGNED_IN, "standing"),
    # Ravi's warning: for him alone.
    "/me/standing/<int:pk>/": (["in", 404, 404, 404, 404, 404, 404], "warning"),
    "/moderation/reports/": (SIGNED_IN, "my_reports"),
    # Ravi's report: for him alone.
    "/moderation/reports/<slug:reference>/": (["in", 404, 404, 404, 404, 404, 404], "report_state"),
    "/c/<int:pk>/notice/": (PUBLIC, "notice"),
    # By a word that nobody can guess.
    "/law/notices/<str:word>/": (PUBLIC, "notice_state"),
    "/law/notices/<str:word>/confirm/": (PUBLIC, "notice_confirm"),
    "/law/notices/<str:word>/appeal/": (PUBLIC, "appeal_notice"),
    "/law/reports/<slug:reference>/appeal/": (["in", 404, 404, 404, 404, 404, 404], "appeal_report"),
    "/law/statements/": (SIGNED_IN, "statements"),
    # Rita's statement: for her alone.
    "/law/statements/<slug:reference>/": (["in", 200, 404, 404, 404, 404, 404], "statement"),
    "/law/statements/<slug:reference>/appeal/": (["in", 200, 404, 404, 404, 404, 404], "appeal_statement"),
    "/moderation/notices/": (MODERATORS, "notices"),
    "/moderation/notices/<slug:reference>/": (MODERATORS, "one_notice"),
    "/moderation/appeals/": (MODERATORS, "appeals"),
    "/moderation/appeals/<slug:reference>/": (MODERATORS, "one_appeal"),
    "/moderation/orders/": (RUNNERS, "orders"),
    "/moderation/orders/new/": (RUNNERS, "new_order"),
    "/moderation/orders/<slug:reference>/": (RUNNERS, "one_order"),
    "/moderation/comments/<int:pk>/evidence/": (["in", 403, 403, 403, 403, 403, 200], "evidence"),
    "/moderation/reports/<slug:reference>/withdraw/": (["in", 404, 404, 404, 404, 404, 404], "withdraw_report"),
    "/admin/": (DESK, "desk"),
    "/admin/keys/": (DESK, "desk_keys"),
    "/admin/articles/article/mine/": (PHOTO_READERS, "my_work"),
    "/admin/articles/article/up-next/": (["in", "in", 403, 200, 403, 403, 200], "up_next"),
    "/admin/articles/article/photos/": (["in", "in", 200, 200, 200, 403, 200], "choose_photo"),
    "/admin/articles/article/": (PHOTO_READERS, "stories"),
    "/admin/articles/article/<int:pk>/preview/": (DRAFT_READERS, "preview"),
    "/admin/articles/article/<int:pk>/submit/": (DRAFT_WRITERS, "submit"),
    "/admin/articles/article/<int:pk>/publish/": (EDITORS, "publish"),
    "/admin/articles/article/<int:pk>/unschedule/": (EDITORS, "unschedule"),
    "/admin/articles/article/<int:pk>/schedule/": (EDITORS, "schedule"),
    "/admin/articles/article/<int:pk>/request_changes/": (EDITORS, "request_changes"),
    "/admin/articles/article/<int:pk>/approve/": (EDITORS, "approve"),
    "/admin/articles/article/<int:pk>/release/": (EDITORS, "release"),
    "/admin/articles/article/<int:pk>/unpublish/": (EDITORS, "unpublish"),
    "/admin/articles/article/<int:pk>/reinstate/": (EDITORS, "reinstate"),
    "/admin/articles/article/<int:pk>/spike/": (EDITORS, "spike"),
    "/admin/articles/article/<int:pk>/unspike/": (EDITORS, "unspike"),
    "/admin/articles/article/<int:pk>/hold/": (EDITORS, "hold"),
    "/admin/articles/article/<int:pk>/lift/": (EDITORS, "lift"),
    "/admin/articles/article/<int:pk>/embargo/": (DRAFT_WRITERS, "embargo"),
    "/admin/articles/article/<int:pk>/schedule_change/": (EDITORS, "schedule_change"),
    "/admin/articles/article/<int:pk>/cancel_change/": (EDITORS, "cancel_change"),
    "/admin/articles/article/<int:pk>/correct/": (EDITORS, "correct"),
    "/admin/articles/article/<int:pk>/withdraw/": (EDITORS, "withdraw"),
    "/admin/taggit/tag/": (["in", "in", 403, 200, 403, 403, 200], "tags"),
    "/admin/taggit/tag/<path:object_id>/change/": (["in", "in", 403, 200, 403, 403, 200], "tag"),
    "/admin/taggit/tag/<path:object_id>/delete/": (["in", "in", 403, 200, 403, 403, 200], "drop_tag"),
    "/admin/taggit/tag/<int:pk>/merge/": (["in", "in", 403, 200, 403, 403, 200], "merge_tag"),
    "/admin/images/photo/rights/": (["in", "in", 200, 200, 200, 403, 200], "photo_rights"),
    "/admin/images/photo/<int:pk>/block/": (PICTURES, "photo_block"),
    "/admin/images/photo/<int:pk>/unblock/": (PICTURES, "photo_unblock"),
    "/admin/images/photo/": (["in", "in", 200, 200, 200, 403, 200], "library"),
    "/admin/images/photo/<path:object_id>/delete/": (THROWERS, "photo_delete"),
    "/admin/images/photo/many/": (PICTURES, "photo_many"),
    "/admin/images/photo/<int:pk>/bring-back/": (THROWERS, "photo_bring_back"),
    "/admin/fronts/front/": (ARRANGERS, "fronts"),
    "/admin/fronts/front/<int:pk>/": (ARRANGERS, "arrange"),
    "/admin/fronts/front/<int:pk>/preview/": (ARRANGERS, "front_preview"),
    "/admin/fronts/front/<int:pk>/discard/": (ARRANGERS, "discard"),
    "/admin/fronts/front/<int:pk>/history/": (ARRANGERS, "history"),
    "/admin/fronts/front/top/<int:pk>/": (ARRANGERS, "make_top"),
    "/admin/fronts/banner/": (ARRANGERS, "banner"),
    # Whoever writes stories sees the photos and adds some; Pia and the editors change them.
    "/admin/images/photo/add/": (PHOTO_READERS, "add_photo"),
    "/admin/images/photo/<path:object_id>/change/": (PHOTO_READERS, "photo_page"),
    "/admin/images/photo/upload/": (PHOTO_READERS, "upload_many"),
    "/admin/images/photo/just-uploaded/": (PHOTO_READERS, "just_uploaded"),
    "/errors/on/<int:pk>/": (PUBLIC, "tell_of_error"),
    # By a word that nobody can guess.
    "/errors/<str:word>/": (PUBLIC, "error_state"),
    "/errors/<str:word>/confirm/": (PUBLIC, "error_confirm"),
    "/<slug:section>/<slug:slug>-<int:pk>/changes/<int:correction>/": (PUBLIC, "changes"),
    "/admin/articles/article/<path:object_id>/history/": (["in", "in", "on", "on", "on", 404, "on"], "admin_history"),
    "/admin/articles/article/<int:pk>/versions/": (DRAFT_READERS, "versions"),
    "/admin/articles/article/<int:pk>/record/": (DRAFT_READERS, "record"),
    "/admin/articles/article/<int:pk>/versions/compare/": (DRAFT_READERS, "compare"),
    "/admin/articles/article/<int:pk>/versions/<int:number>/": (DRAFT_READERS, "version"),
    "/admin/articles/article/<int:pk>/versions/<int:number>/bring-back/": (DRAFT_WRITERS, "bring_back"),
    "/admin/articles/article/<int:pk>/versions/notices/<int:correction>/": (ONLY_ACTS, "show_change"),
    # Answers a script, which can do nothing with a page that asks to sign in.
    "/admin/articles/article/keep/": ([401, 403, 200, 200, 403, 403, 200], "keep_new"),
    "/admin/articles/article/<int:pk>/keep/": ([401, 403, *DRAFT_WRITERS[2:]], "keep_story"),
    "/admin/articles/article/signed-in/": (DESK, "signed_in"),
    "/admin/articles/article/unsaved/": (["in", "in", 200, 200, 403, 403, 200], "unsaved"),
    # What Nell typed: for her alone.
    "/admin/articles/article/unsaved/<int:pk>/": (["in", "in", 200, 404, 403, 403, 404], "unsaved_text"),
    "/admin/articles/article/unsaved/<int:pk>/throw-away/": (["in", "in", 200, 404, 403, 403, 404], "throw_away"),
    "/admin/articles/article/<int:pk>/merge/<int:unsaved_pk>/": (["in", "in", 200, 404, 403, 404, 404], "merge"),
    # By a word that nobody can guess.
    "/preview/<slug:word>/": (PUBLIC, "preview_by_link"),
    "/preview/<slug:word>/card/": (PUBLIC, "preview_card_by_link"),
    "/preview/<slug:word>/photos/<slug:folder>/<str:name>": (PUBLIC, "preview_photo"),
    "/admin/articles/article/<int:pk>/preview/card/": (DRAFT_READERS, "preview_card"),
    "/admin/articles/article/<int:pk>/preview/links/": (DRAFT_WRITERS, "preview_links"),
    "/admin/articles/article/<int:pk>/preview/links/<int:link>/close/": (ONLY_ACTS, "preview_close"),
    "/admin/errors/errorreport/": (ARRANGERS, "errors_queue"),
    "/admin/errors/errorreport/story/<int:pk>/": (ARRANGERS, "errors_of_story"),
}
# Addresses that only read answer 405 to a POST (or send to sign in first); the others take one.
TAKES_POST = {
    "tag",
    "drop_tag",
    "merge_tag",
    "photo_block",
    "photo_unblock",
    "person",
    "new_sanction",
    "sanction",
    "warning",
    "withdraw_report",
    "data",
    "erase",
    "my_profile",
    "mails",
    "unsubscribe",
    "mutes",
    "follows",
    "mute",
    "mute_author",
    "follow_comment",
    "follow_story",
    "arrange",
    "discard",
    "history",
    "make_top",
    "banner",
    "me",
    "new",
    "reply",
    "like",
    "edit",
    "delete",
    "report",
    "decide",
    "undo",
    "views",
    "many",
    "undo_many",
    "take",
    "give_back",
    "screening_new",
    "screening_try",
    "screening_rule",
    "screening_state",
    "screening_rehearse",
    "score",
    "rounds",
    "round",
    "round_card",
    "submit",
    "publish",
    "schedule",
    "request_changes",
    "approve",
    "release",
    "unpublish",
    "reinstate",
    "spike",
    "unspike",
    "hold",
    "lift",
    "embargo",
    "stories",
    "unschedule",
    "correct",
    "withdraw",
    "notice",
    "notice_confirm",
    "appeal_notice",
    "appeal_report",
    "appeal_statement",
    "one_notice",
    "one_appeal",
    "evidence",
    "new_order",
    "one_order",
    "add_photo",
    "photo_page",
    "upload_many",
    "just_uploaded",
    "photo_delete",
    "photo_bring_back",
    "photo_many",
    "bring_back",
    "show_change",
    "preview_links",
    "preview_close",
    "tell_of_error",
    "error_confirm",
    "errors_of_story",
    "keep_new",
    "keep_story",
    "throw_away",
    "merge",
    "schedule_change",
    "cancel_change",
}
# Open to everyone, and yet of the one who asks: kept by no cache.
NOT_KEPT = {"strip", "new", "reply", "report", "mine_here", "comment", "mail", "unsubscribe", "reader", "muted_here"}
NOT_KEPT |= {"notice", "notice_state", "notice_confirm", "appeal_notice"}
NOT_KEPT |= {
    "tell_of_error",
    "error_state",
    "error_confirm",
    "preview_by_link",
    "preview_card_by_link",
    "preview_photo",
}
NO_MATTER = {"pick", "favicon", "mail", "desk", "read"}


def routes(resolver, before="/"):
    """Yield the route and the view of each address of ours."""
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, route)
        elif isinstance(pattern, URLPattern):
            yield route, pattern.callback


class DoorsTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        import uuid

        from accounts.unsubscribe import token
        from articles.keep import keep
        from errors.addresses import confirm_address as errors_confirm
        from errors.addresses import state_address as errors_state
        from errors.report import report as tell_of_error
        from figures.models import Round, RoundCard
        from fronts.models import Front
        from images import renditions
        from law.addresses import confirm_address, state_address
        from law.enter import enter
        from moderation.decide import decide
        from moderation.report import report
        from sanctions.sanction import sanction
        from screening.models import ScreeningRule
        from screening.rehearse import rehearse

        cast.people(cls)
        cast.paper(cls)
        photo = cast.photo()
        cls.story = cast.story(cls, lead=photo)
        cls.story.tags.add("Harbour")
        notice_of_change = cls.change(cls)
        shown = make(article=cls.story, by=cls.ed)
        draft = cast.draft(cls, headline="A draft", slug="a-draft")
        comment = cast.comment(cls.story, cls.rita)
        rule = ScreeningRule.objects.all()[0]
        made = report(comment=comment, reader=cls.ravi, rule=cls.abuse, text_version=1)
        notice, statement, appealed = cls.law(cls, comment)
        facts = {"kind": "act", "authority": "A court", "state": "IE", "received_at": timezone.now()}
        order = enter(by=cls.ada, comment=comment, **facts)
        decision = decide(comment=cast.comment(cls.story, cls.ravi), moderator=cls.mo, action="keep", version_seen=1)
        warned = sanction(reader=cls.ravi, by=cls.mo, kind="warn", rule=cls.abuse, seen=0)
        told = tell_of_error(article=cls.story, words="It was 1911.", form_key=uuid.uuid4(), email="ned@example.org")
        typed = keep(by=cls.nell, client="one window", fields=[("headline", "A draft")], article=draft, base=1)
        a_round = Round.objects.create(started_by=cls.ada)
        RoundCard.objects.create(round=a_round, position=1, decision=decision)
        folder, name = photo.sha256[:20], renditions.name(photo, "full", 320, "webp")
        today = timezone.localdate()
        cls.addresses = {
            "<slug:slug>": "news",
            "/policies/<slug:slug>/": "/policies/comments/",
            "/authors/<slug:slug>/": "/authors/nell-byrne/",
            "/tags/<words:slug>/": "/tags/harbour/",
            "authors/<slug:slug>.": "authors/nell-byrne.",
            "topics/<words:slug>.": "topics/harbour.",
            "<form:form>": "rss",
            "<int:block>": "0",
            "<int:number>": "1",
            "<year:year>": f"{today:%Y}",
            "<two:month>": f"{today:%m}",
            "<two:day>": f"{today:%d}",
            "/oembed/": f"/oembed/?url=http://127.0.0.1:8000{cls.story.get_absolute_url()}",
            "/api/stories/<int:pk>/": f"/api/stories/{cls.story.pk}/",
            "/<slug:section>/<slug:slug>-<int:pk>/": cls.story.get_absolute_url(),
            "/photos/<slug:folder>/<str:name>": f"/photos/{folder}/{name}",
            "<int:article_pk>": str(cls.story.pk),
            "/admin/articles/article/<int:pk>": f"/admin/articles/article/{draft.pk}",
            "/admin/taggit/tag/<path:object_id>": f"/admin/taggit/tag/{cls.story.tags.get().pk}",
            "/admin/taggit/tag/<int:pk>": f"/admin/taggit/tag/{cls.story.tags.get().pk}",
            "/admin/images/photo/<int:pk>": f"/admin/images/photo/{photo.pk}",
            "<path:object_id>": str(photo.pk),
            "/admin/images/photo/many/": f"/admin/images/photo/many/?photo={photo.pk}",
            "/admin/fronts/front/<int:pk>": f"/admin/fronts/front/{Front.objects.everywhere()[0].pk}",
            "/admin/fronts/front/top/<int:pk>": f"/admin/fronts/front/top/{cls.story.pk}",
            "/moderation/rules/<int:pk>": f"/moderation/rules/{rule.pk}",
            "/moderation/rules/rehearsals/<int:pk>/": rehearse(rule=rule).get_absolute_url(),
            "<int:pk>": str(comment.pk),
            "/moderation/rounds/<int:pk>/": f"/moderation/rounds/{a_round.pk}/",
            "<int:position>": "1",
            "/readers/<int:pk>/": f"/readers/{cls.rita.pk}/",
            "/moderation/people/<int:pk>/": f"/moderation/people/{cls.ravi.pk}/",
            "<slug:kind>": "suspend",
            "/moderation/sanctions/<int:pk>/": f"/moderation/sanctions/{warned.pk}/",
            "/me/standing/<int:pk>/": f"/me/standing/{warned.pk}/",
            "/readers/follow/story/<int:pk>/": f"/readers/follow/story/{cls.story.pk}/",
            "<str:word>": token(cls.rita, "reply"),
            "/law/notices/<str:word>/": state_address(notice),
            "/law/notices/<str:word>/confirm/": confirm_address(notice),
            "/law/statements/<slug:reference>/": statement.get_absolute_url(),
            "/moderation/notices/<slug:reference>/": f"/moderation/notices/{notice.reference}/",
            "/moderation/orders/<slug:reference>/": f"/moderation/orders/{order.reference}/",
            "/moderation/appeals/<slug:reference>/": f"/moderation/appeals/{appealed.reference}/",
            "<slug:reference>": made.reference,
            "/admin/articles/article/<path:object_id>/": f"/admin/articles/article/{draft.pk}/",
            "/admin/articles/article/<int:pk>/versions/compare/": (
                f"/admin/articles/article/{draft.pk}/versions/compare/?from=1&to=1"
            ),
            "/preview/<slug:word>/": shown.get_absolute_url(),
            "<slug:folder>/<str:name>": f"{folder}/{name}",
            "<int:link>": str(shown.pk),
            "<int:correction>": str(notice_of_change.pk),
            "/errors/on/<int:pk>/": f"/errors/on/{cls.story.pk}/",
            "/errors/<str:word>/": errors_state(told),
            "/errors/<str:word>/confirm/": errors_confirm(told),
            "/admin/articles/article/unsaved/<int:pk>": f"/admin/articles/article/unsaved/{typed.pk}",
            "<int:unsaved_pk>": str(typed.pk),
            "/admin/errors/errorreport/story/<int:pk>/": f"/admin/errors/errorreport/story/{cls.story.pk}/",
            "<uuid:batch>": "6f0d7f1e-4f3b-4f0e-9d59-3c2d1a5b7c11",
        }

    def change(case):
        """Return the notice of a change that readers may see."""
        cast.save(case.story, case.ed, standfirst="Work begins in autumn.")
        case.story.refresh_from_db()
        release(article=case.story, by=case.ed, kind="correction", text="It was spring.", shows_change=True)
        return case.story.corrections.get()

    def law(case, comment):
        """Return a notice from somebody without an account, a statement for Rita, and an appeal of hers."""
        import uuid

        from law.appeal import appeal
        from law.notify import notify
        from law.reasons import state

        facts = {"law": "defamation", "why": "It is untrue.", "name": "Ned", "email": "ned@example.org"}
        notice = notify(comment=comment, text_version=1, form_key=uuid.uuid4(), **facts)
        one, other = (state(person=case.rita, restriction="suspended", decided_by=case.mo) for _ in range(2))
        return notice, one, appeal(against=other, words="It was once.", person=case.rita)

    def address(self, route):
        for pattern in sorted(self.addresses, key=len, reverse=True):
            route = route.replace(pattern, self.addresses[pattern])
        return route

    def sign_in(self, name):
        self.client.logout()
        if name != "nobody":
            self.client.force_login(getattr(self, name))

    def meaning(self, response):
        if response.status_code in (301, 302):
            return "in" if "/account/login/" in response.url or "/admin/login/" in response.url else "on"
        return response.status_code

    def test_every_route_of_ours_has_a_row_and_every_row_a_route(self):
        found = set()
        for route, view in routes(get_resolver()):
            module = getattr(getattr(view, "__wrapped__", view), "__module__", "")
            if module.startswith(OUR_ROOMS):
                found.add(route)
        self.assertEqual(found, set(ROWS))

    def rows(self):
        """Yield each address with its name, a person, and what GET is to answer them; each person signs in once."""
        for number, person in enumerate(PEOPLE):
            self.sign_in(person)
            for route, (expected, name) in ROWS.items():
                yield self.address(route), name, person, expected[number]

    def test_each_person_gets_what_the_table_says(self):
        for address, _, person, wanted in self.rows():
            with self.subTest(address=address, person=person):
                self.assertEqual(self.meaning(self.client.get(address)), wanted)

    def test_what_only_reads_takes_no_post(self):
        for address, name, person, wanted in self.rows():
            if name not in TAKES_POST | NO_MATTER:
                with self.subTest(address=address, person=person):
                    got = self.meaning(self.client.post(address))
                    self.assertIn(got, {405, "in"} if wanted == 200 else {405, 403, 404, "in"})

    def test_nobody_may_post_where_nobody_may_look(self):
        for address, name, person, wanted in self.rows():
            if name in TAKES_POST and wanted not in (200, 405):
                with self.subTest(address=address, person=person):
                    self.assertEqual(self.meaning(self.client.post(address)), wanted)

    def test_a_number_that_no_row_can_have_is_no_fault_of_ours(self):
        self.sign_in("ada")
        for route in (route for route in ROWS if "<int:" in route):
            for number in range(route.count("<int:")):
                parts = iter([str(10**20) if n == number else "1" for n in range(3)])
                address = self.address(re.sub("<int:[a-z_]+>", lambda _, parts=parts: next(parts), route))
                with self.subTest(address=address):
                    for answer in (self.client.get(address), self.client.post(address, {"decision": "1"})):
                        self.assertLess(answer.status_code, 500)

    def test_what_is_personal_is_never_kept(self):
        self.sign_in("ada")
        for route, (expected, name) in ROWS.items():
            if expected is PUBLIC and name not in NOT_KEPT:
                continue
            with self.subTest(address=self.address(route)):
                self.assertIn("no-store", self.client.get(self.address(route)).headers["Cache-Control"])

    def test_public_pages_set_no_cookie_and_vary_on_none(self):
        for person in ("nobody", "rita"):
            self.sign_in(person)
            for name in ("front", "section", "story", "policy", "author", "tag", "photo", "thread"):
                address = self.address(next(route for route, row in ROWS.items() if row[1] == name))
                with self.subTest(address=address, person=person):
                    response = self.client.get(address)
                    self.assertFalse(response.cookies)
                    self.assertNotIn("Cookie", response.headers.get("Vary", ""))
