from . import paper, photos, rights, stories

__all__ = ["paper", "photos", "rights", "stories"]
