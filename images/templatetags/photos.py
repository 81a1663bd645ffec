from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from images import renditions

register = template.Library()

WIDEST_JPEG = 1280


@register.simple_tag
def picture(photo, ratio="full", sizes="100vw", alt=None, eager=False):
    """Show a photo in the formats and widths the browser may choose from. `eager` is for the one at the page's top."""
    if alt is None:
        alt = "" if photo.decorative else photo.alt_text
    folder = reverse("photo", args=[renditions.folder(photo), "-"]).removesuffix("-")
    widths = renditions.widths(photo, ratio)
    sources = format_html_join(
        "",
        '<source type="{}" srcset="{}" sizes="{}">',
        (
            (
                renditions.TYPES[ext],
                ", ".join(f"{folder}{renditions.name(photo, ratio, width, ext)} {width}w" for width in widths),
                sizes,
            )
            for ext in ("avif", "webp")
        ),
    )
    # Browsers that know neither format are few and old: one JPEG serves them.
    jpeg_width = max((width for width in widths if width <= WIDEST_JPEG), default=widths[0])
    width, height = renditions.size(photo, ratio, widths[-1])
    return format_html(
        '<picture>{}<img src="{}{}" width="{}" height="{}" alt="{}" loading="{}" fetchpriority="{}"'
        ' decoding="async"></picture>',
        sources,
        folder,
        renditions.name(photo, ratio, jpeg_width, "jpg"),
        width,
        height,
        alt,
        "eager" if eager else "lazy",
        "high" if eager else "auto",
    )


@register.simple_tag
def photo_address(photo, ratio="16x9", width=1280, ext="jpg"):
    """Return the path of one rendition: for link previews, feeds and structured data."""
    return renditions.address(photo, ratio, width, ext)
