"""What search engines are told of stories and of the paper, in the words of schema.org."""

from django.urls import reverse

from articles.models import Article, Correction

from . import identity
from .content import words
from .identity import absolute, moment
from .stories import picture

Kind = Article.Kind
TYPES = {
    Kind.NEWS: "NewsArticle",
    Kind.REPORTAGE: "ReportageNewsArticle",
    Kind.ANALYSIS: "AnalysisNewsArticle",
    Kind.OPINION: "OpinionNewsArticle",
    Kind.BACKGROUND: "BackgroundNewsArticle",
    Kind.REVIEW: "ReviewNewsArticle",
    Kind.ADVERTISER: "AdvertiserContentArticle",
}
# The policy pages that have a property of their own, by their slugs.
POLICIES = {
    "ethics": ("publishingPrinciples", "ethicsPolicy"),
    "corrections": ("correctionsPolicy",),
    "masthead": ("masthead",),
    "ownership": ("ownershipFundingInfo",),
    "fact-checking": ("verificationFactCheckingPolicy",),
    "feedback": ("actionableFeedbackPolicy",),
    "sources": ("unnamedSourcesPolicy",),
    "diversity": ("diversityPolicy",),
}
RATIOS = ("16x9", "4x3", "1x1")
LEAST_AREA = 50_000  # pixels, below which Google shows no picture


def filled(**properties):
    """Return the properties that say something; `at_type` is @type."""
    said = {name: value for name, value in properties.items() if value not in ("", None, [])}
    return {f"@{name[3:]}" if name.startswith("at_") else name: value for name, value in said.items()}


def publisher(paper):
    slugs = [policy.slug for policy in paper.policies if policy.slug in POLICIES]
    links = {name: absolute(reverse("articles:policy", args=[slug])) for slug in slugs for name in POLICIES[slug]}
    logo = {"@type": "ImageObject", "url": identity.picture_of_ours("icon-512.png"), "width": 512, "height": 512}
    return filled(
        at_type="NewsMediaOrganization",
        at_id=absolute("/#publisher"),
        name=paper.name,
        legalName=paper.organisation,
        url=absolute("/"),
        logo=logo,
        foundingDate=str(paper.founded or ""),
        email=paper.contact_email,
        **links,
    )


def author(byline):
    return filled(
        at_type="Person",
        name=byline.author.name,
        jobTitle=byline.author.role,
        url=absolute(byline.author.get_absolute_url()),
    )


SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"


def images(figure):
    """Return the lead photo in the three shapes that search engines ask for."""
    photo = figure.photo
    creator = photo.creator or photo.source
    kind = "Person" if photo.creator else "Organization"
    shapes = [picture(photo, ratio) for ratio in RATIOS]
    return [
        filled(
            at_type="ImageObject",
            url=shape.url,
            width=shape.width,
            height=shape.height,
            caption=figure.caption,
            creditText=figure.credit,
            creator={"@type": kind, "name": creator} if creator else None,
            copyrightNotice=photo.copyright_notice,
            license=photo.web_statement or photo.licence_url,
            acquireLicensePage=photo.licensor_url,
            digitalSourceType=SOURCE_TYPES + photo.source_type if photo.source_type else "",
        )
        for shape in shapes
        if shape.width * shape.height >= LEAST_AREA
    ]


def story(article, ours, address, comment_count):
    """Return the NewsArticle of a story's page. `comment_count` is that of the comments every reader may see."""
    agency = article.agency and {"@type": "Organization", "name": article.agency.name}
    holder = {"@type": "Organization", "name": article.agency.copyright_name} if agency else {"@id": ours["@id"]}
    return filled(
        at_context="https://schema.org",
        at_type=TYPES[article.kind],
        at_id=address,
        mainEntityOfPage=address,
        url=address,
        headline=article.headline,
        description=article.standfirst,
        image=images(article.lead) if article.lead else [],
        datePublished=moment(article.published_at),
        dateModified=moment(identity.updated(article)),
        author=[author(byline) for byline in article.bylines.all()] or [agency or {"@id": ours["@id"]}],
        publisher=ours,
        articleSection=article.section.name,
        keywords=[tag.name for tag in article.topics],
        wordCount=words(article),
        inLanguage=identity.language(),
        dateline=article.dateline,
        isAccessibleForFree=True,
        copyrightHolder=holder,
        copyrightYear=article.copyright_year,
        copyrightNotice=article.copyright_line,
        sourceOrganization=agency,
        correction=[comment(correction) for correction in corrections(article)],
        commentCount=comment_count,
        discussionUrl=absolute(reverse("comments:thread", args=[article.pk])),
    )


def corrections(article):
    """Return the notices that put something right; an update adds to the story and corrects nothing."""
    return [each for each in article.notices if each.kind != Correction.Kind.UPDATE]


def comment(correction):
    return {
        "@type": "CorrectionComment",
        "text": correction.text,
        "datePublished": moment(correction.issued_at),
    }


def breadcrumbs(paper, crumbs):
    """Return the way to a page from the front: (words, path) of each step, the last with an empty path."""
    steps = [(paper.name, "/"), *crumbs]
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            filled(at_type="ListItem", position=position, name=str(name), item=absolute(path) if path else "")
            for position, (name, path) in enumerate(steps, start=1)
        ],
    }


def front(paper, ours):
    """Return the paper and its site."""
    site = filled(
        at_context="https://schema.org",
        at_type="WebSite",
        at_id=absolute("/#site"),
        url=absolute("/"),
        name=paper.name,
        description=paper.strapline,
        inLanguage=identity.language(),
        publisher={"@id": ours["@id"]},
    )
    return [{"@context": "https://schema.org"} | ours, site]
