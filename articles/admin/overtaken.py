"""When somebody else saved the photo since its page was opened: what both changed is brought together in the form."""

from copy import copy

from images.forms import as_sent
from images.history import changes_of


class Meanwhile:
    """What others changed of `photo`, as it is now, since `form` was opened, and the form to go on with.

    What was typed stays. A field that only the others changed takes their word, or saving again would undo it; where
    both changed it, `theirs` has their word, as text and as the form sends it.
    """

    def __init__(self, photo, form):
        seen = form.cleaned_data["event_seen"]
        since = photo.events.filter(pk__gt=seen) if seen is not None else photo.events.none()
        self.events = list(since.select_related("by").order_by("pk"))
        self.who = ", ".join(dict.fromkeys(str(event.by or "Somebody") for event in self.events)) or "Somebody"
        self.theirs, self.taken_over = {}, []
        data = form.data.copy()
        for name, before in self.before().items():
            if name not in form.fields:
                continue
            field = form.fields[name]
            now = as_sent(field, getattr(photo, name))
            if form.cleaned_data[name] == field.to_python(before):
                put(data, form.add_prefix(name), now)
                self.taken_over.append(field.label)
            elif form.cleaned_data[name] != getattr(photo, name):
                self.theirs[name] = (now or "nothing", now)
        data[form.add_prefix("version_seen")] = photo.version
        data[form.add_prefix("event_seen")] = self.events[-1].pk if self.events else seen or 0
        self.form = type(form)(data, instance=copy(photo), prefix=form.prefix)

    @property
    def is_settled(self):
        """Whether the photo is as the form has it: sent twice, or not touched at all."""
        return not self.form.words_changed

    @property
    def told(self):
        return [(event, list(changes_of(event))) for event in self.events]

    def before(self):
        """Return each field that was changed, with what it was when the form was opened."""
        found = {}
        for event in self.events:
            for name, (before, _) in event.changes.items():
                found.setdefault(name, before)
        return found


def put(data, name, value):
    """Put a value into what a browser sent: of a box that is not ticked it sends nothing."""
    if value:
        data[name] = value
    else:
        data.pop(name, None)
