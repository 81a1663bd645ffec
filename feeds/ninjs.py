"""A story as news agencies hand it on: ninjs 1.6 (IPTC)."""

from django.urls import reverse

from . import identity
from .content import content, words
from .stories import clean, picture, writers

STANDARD = {"name": "ninjs", "version": "1.6", "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_1.6.json"}


def kill(article, paper):
    """Return what customers get of a story that was withdrawn: that it was, and why, and nothing of it."""
    return named(article, paper) | {
        "versioncreated": identity.moment(article.withdrawn_at),
        "pubstatus": "canceled",
        "ednote": clean(article.withdrawal_note),
    }


def named(article, paper):
    return {
        "$standard": STANDARD,
        "uri": identity.story_id(paper, article),
        "type": "text",
        "version": str(article.version),
        "firstcreated": identity.moment(article.published_at),
        "altids": {"self": identity.absolute(reverse("feeds:api_story", args=[article.pk]))},
    }


def story(article, paper, with_body=True):
    """Return a public story; in a list without its text, which stands at its own address."""
    own_rights = {"copyrightholder": paper.organisation or paper.name}
    own_rights["copyrightnotice"] = f"© {own_rights['copyrightholder']} {article.copyright_year}"
    agency_rights = article.agency and {
        "copyrightholder": article.agency.copyright_name,
        "copyrightnotice": article.copyright_line,
        "infosource": [{"name": article.agency.name}],
    }
    said = named(article, paper) | {
        "versioncreated": identity.moment(identity.updated(article)),
        "pubstatus": "usable",
        "representationtype": "complete" if with_body else "incomplete",
        "language": identity.language(),
        "headline": clean(article.headline),
        "byline": clean(", ".join(name for name, _ in writers(article))),
        "description_text": clean(article.standfirst),
        "slugline": article.slug,
        "located": clean(article.dateline),
        "subject": subjects(article),
        "genre": [{"name": article.get_kind_display(), "code": article.kind}],
        **(agency_rights or own_rights),
    }
    said["altids"]["canonical"] = identity.canonical(article)
    if with_body:
        said["body_html"] = content(article, body_only=True)
        said["wordcount"] = words(article)
        said["ednote"] = clean("\n".join(notice(each) for each in article.notices))
    if article.lead:
        said["associations"] = {"featuremedia": photo(article.lead, paper)}
    return {name: value for name, value in said.items() if value not in ("", [])}


def notice(correction):
    return f"{correction.get_kind_display()}, {identity.moment(correction.issued_at)}: {correction.text}"


def subjects(article):
    section = {"name": clean(article.section.name), "rel": "section", "code": article.section.slug}
    return [section, *({"name": clean(tag.name), "rel": "topic", "code": tag.slug} for tag in article.topics)]


def terms(photo, paper):
    """Return what others must know. The restrictions themselves are the desk's: senders' telephones stand in them."""
    if photo.licence_url:
        return photo.licence_url
    if photo.restrictions or photo.territory or photo.single_use or photo.use_until:
        return clean(f"Restricted: ask {paper.organisation or paper.name} before you use it.")
    return ""


def photo(figure, paper):
    shapes = {ratio: picture(figure.photo, ratio, 1920) for ratio in ("full", "16x9", "4x3", "1x1")}
    said = {
        "uri": shapes["full"].url,
        "type": "picture",
        "description_text": clean(figure.caption),
        "byline": clean(figure.photo.creator),
        "infosource": [{"name": clean(figure.credit), "rel": "credit"}],
        "body_text": clean(figure.alt_text),
        "copyrightnotice": clean(figure.photo.copyright_notice),
        "usageterms": terms(figure.photo, paper),
        "renditions": {
            f"r{ratio}": {"href": shape.url, "mimetype": shape.type, "width": shape.width, "height": shape.height}
            for ratio, shape in shapes.items()
        },
    }
    return {name: value for name, value in said.items() if value}
