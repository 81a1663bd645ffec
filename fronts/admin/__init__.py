from . import banner, fronts

__all__ = ["banner", "fronts"]
