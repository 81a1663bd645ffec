from .comment import comment
from .delete import delete_own
from .edit import edit_own
from .like import like_one
from .mine import mine, mine_here
from .pick import pick_one
from .thread import latest, thread
from .write import new, reply

__all__ = [
    "comment",
    "delete_own",
    "edit_own",
    "latest",
    "like_one",
    "mine",
    "mine_here",
    "new",
    "pick_one",
    "reply",
    "thread",
]
