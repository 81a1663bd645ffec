from . import paper, photos, stories

__all__ = ["paper", "photos", "stories"]
