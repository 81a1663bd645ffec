from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from images import renditions

register = template.Library()


@register.simple_tag(takes_context=True)
def picture(context, photo, ratio="full", sizes="100vw", alt=None, eager=False):
    """Show a photo in the formats and widths the browser may choose from. `eager` is for the one at the page's top.

    A page that has an address of its own for its photos names it as `photos_at`.
    """
    if alt is None:
        alt = "" if photo.decorative else photo.alt_text
    folder = folder_of(photo, context.get("photos_at"))
    names = {ext: renditions.named(photo, ratio, ext) for ext in renditions.TYPES}
    sources = format_html_join(
        "",
        '<source type="{}" srcset="{}" sizes="{}">',
        (
            (
                renditions.TYPES[ext],
                ", ".join(f"{folder}{name} {width}w" for width, name in names[ext].items()),
                sizes,
            )
            for ext in ("avif", "webp")
            if names[ext]
        ),
    )
    # Browsers that know neither format are few and old: one JPEG serves them.
    jpeg = names["jpg"][renditions.widest(photo, ratio, renditions.JPEG_WIDTH)]
    width, height = renditions.size(photo, ratio, max(names["webp"] or names["jpg"]))
    return format_html(
        '<picture>{}<img src="{}{}" width="{}" height="{}" alt="{}" loading="{}" fetchpriority="{}"'
        ' decoding="async"></picture>',
        sources,
        folder,
        jpeg,
        width,
        height,
        alt,
        "eager" if eager else "lazy",
        "high" if eager else "auto",
    )


def folder_of(photo, photos_at):
    folder = renditions.folder(photo)
    return f"{photos_at}{folder}/" if photos_at else reverse("photo", args=[folder, "-"]).removesuffix("-")


@register.simple_tag
def photo_address(photo, ratio="16x9", width=1280, ext="jpg"):
    """Return the path of one rendition: for link previews, feeds and structured data."""
    return renditions.address(photo, ratio, width, ext)
