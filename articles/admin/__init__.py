from . import caution, paper, photos, rights, stories

__all__ = ["caution", "paper", "photos", "rights", "stories"]
