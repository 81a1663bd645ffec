from . import queue

__all__ = ["queue"]
