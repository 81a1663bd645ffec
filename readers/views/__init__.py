from .follow import follow_conversation, follow_replies, follows
from .likes import likes
from .mute import mute_author, mute_person, mutes
from .profile import profile
from .thread import muted_here, thread_without_muted

__all__ = [
    "follow_conversation",
    "follow_replies",
    "follows",
    "likes",
    "mute_author",
    "mute_person",
    "muted_here",
    "mutes",
    "profile",
    "thread_without_muted",
]
