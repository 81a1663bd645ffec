from .comment import comment
from .mine import mine, mine_here
from .thread import thread
from .write import new, reply

__all__ = ["comment", "mine", "mine_here", "new", "reply", "thread"]
