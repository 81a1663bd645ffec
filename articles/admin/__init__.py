from . import caution, paper, photos, rights, stories, tags

__all__ = ["caution", "paper", "photos", "rights", "stories", "tags"]
