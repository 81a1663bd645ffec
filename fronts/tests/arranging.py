"""How the tests about fronts arrange and launch one."""

from fronts.arrange import arrange
from fronts.launch import launch
from fronts.models import Front, Slot


def front_of(section=None):
    return Front.objects.everywhere().get(section=section)


def slots(*stories):
    """Return slots for stories; a story with facts of its slot is given as (story, {...})."""
    pairs = [each if isinstance(each, tuple) else (each, {}) for each in stories]
    return [Slot(article=story, **facts) for story, facts in pairs]


def draft(case, *stories, section=None, at=None):
    front = front_of(section)
    return arrange(front=front, by=case.ed, slots=slots(*stories), version_seen=front.version, at=at)


def launched(case, *stories, section=None, at=None):
    """Let Ed arrange and launch a front; return its live edition."""
    draft(case, *stories, section=section, at=at)
    front = front_of(section)
    return launch(front=front, by=case.ed, version_seen=front.version, at=at)


def headlines(zones, size=None):
    """Return the headlines of a page's zones, or of one of them, in their order."""
    return [slot.headline for each, zone in zones.items() if size in (None, each) for slot in zone]
