"""Who is at the keyboard."""

import getpass


def person() -> str:
    """Who is at the keyboard, for the history of a value; `本机用户` where the system names nobody."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "本机用户"
