"""Parts of pages, kept as the pages themselves are: what a new comment does not change need not be rendered anew.

    {% load parts %}{% part "masthead" section.pk needs "paper" %}…{% endpart %}

The part is known by its name and the values behind it; it stands as long as the versions that it `needs` stand, and
until the next moment at which time alone may change something. On a page that is not kept it is simply rendered.
A name among the needs may hold the place of the first value: `{% part "story" article.pk needs "story:{}" %}`.
"""

import time

from django import template

from pagecache.pages import parts

register = template.Library()


class PartNode(template.Node):
    def __init__(self, name, values, needs, nodelist):
        self.name, self.values, self.needs, self.nodelist = name, values, needs, nodelist

    def render(self, context):
        request = context.get("request")
        numbers = getattr(request, "versions", None) or {}
        values = tuple([value.resolve(context) for value in self.values])
        needs = [need.format(*values) for need in self.needs]
        if any(need not in numbers for need in needs):  # the page is not kept, or was not said to be made from this
            return self.nodelist.render(context)
        stamp = tuple([numbers[need] for need in needs])
        key = (self.name, values)
        part = parts.get(key)
        if part is None or part.stamp != stamp or part.until <= time.time():
            part = Part(self.nodelist.render(context), stamp, request.until)
            parts.keep(key, part)
        return part.text


class Part:
    def __init__(self, text, stamp, until):
        self.text, self.stamp, self.until = text, stamp, until
        self.size = 2 * len(text) + 500


@register.tag
def part(parser, token):
    name, *words = token.split_contents()[1:]
    where = words.index("needs")
    values = [parser.compile_filter(word) for word in words[:where]]
    needs = [word.strip("\"'") for word in words[where + 1 :]]
    nodelist = parser.parse(["endpart"])
    parser.delete_first_token()
    return PartNode(name.strip("\"'"), values, needs, nodelist)
