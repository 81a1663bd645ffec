"""The groups in which staff work, and what each may do. The migration makes them; a test holds them to this table."""

ALL = ("add", "change", "delete", "view")


def on(label, *deeds):
    room, model = label.split(".")
    return [f"{room}.{deed}_{model}" for deed in deeds]


WRITING = [
    *on("articles.article", "add", "change", "view", "submit"),
    *on("articles.byline", *ALL),
    *on("articles.figure", *ALL),
    *on("articles.section", "view"),
    *on("articles.author", "view"),
    *on("articles.agency", "view"),
    *on("images.photo", "add", "view"),
]
EDITING = [
    *WRITING,
    *on("articles.article", "delete", "review", "publish", "correct", "withdraw", "reinstate", "spike", "hold"),
    *on("articles.author", "add", "change"),
    *on("articles.agency", "add", "change"),
    *on("images.photo", "change", "block"),
    *on("images.supplier", "add", "change", "view"),
    *on("fronts.front", "arrange"),
    *on("comments.openinghours", *ALL),
    *on("comments.comment", "pick"),
    *on("caution.cautionphrase", "view"),
    *on("taggit.tag", "view", "change"),
]
CAUTION = on("caution.cautionphrase", "add", "change", "view")  # the editor in charge's, and the lawyer's
PICTURES = [
    *on("images.photo", *ALL, "block"),
    *on("images.supplier", *ALL),
    *on("articles.article", "view"),
]
MODERATING = on("comments.comment", "moderate", "pick")
LEADING_MODERATORS = [
    *MODERATING,
    *on("moderation.beat", *ALL),
    *on("moderation.log", "view"),
    *on("moderation.for_editor", "decide"),
    *on("screening.screeningrule", "change"),
    *on("score.scorer", "change"),
    *on("figures.people", "view"),  # how the team works, name by name
    *on("figures.round", "start"),
    *on("sanctions.reader", "ban"),
    *CAUTION,
]
LAWYERING = [
    *MODERATING,
    *on("articles.article", "view", "hold"),
    *on("law.lawterms", "add", "change", "view"),
    "law.keep_evidence",
    *on("law.orders", "keep"),
    *on("moderation.for_lawyer", "decide"),
    *on("moderation.log", "view"),
    *CAUTION,
]
RUNNING = [
    *on("articles.masthead", *ALL),
    *on("articles.sectionlimit", *ALL),
    *on("articles.section", *ALL),
    *on("articles.author", *ALL),
    *on("articles.agency", *ALL),
    *on("articles.policy", *ALL),
    *on("comments.community", *ALL),
    *on("moderation.rule", *ALL),
    *on("law.lawterms", *ALL),
    *on("support.campaign", *ALL),
    *on("accounts.user", "add", "change", "view"),
]

ROLES = {
    "Reporter": WRITING,
    "Editor": EDITING,
    "Picture editor": PICTURES,
    "Moderator": MODERATING,
    "Moderators' editor": LEADING_MODERATORS,
    "Lawyer": LAWYERING,
    "Administrator": sorted({*EDITING, *PICTURES, *LEADING_MODERATORS, *LAWYERING, *RUNNING}),
}


def make_groups(Group, Permission):
    """Make the groups that are missing, with their permissions. A migration hands in its own historic models."""
    for name, codes in ROLES.items():
        group, _ = Group.objects.get_or_create(name=name)
        rooms, codenames = zip(*(code.split(".") for code in codes), strict=True)
        group.permissions.add(*Permission.objects.filter(content_type__app_label__in=rooms, codename__in=codenames))
