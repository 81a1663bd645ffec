"""Before anything is installed: can this machine run Newsroom? Run by the Makefile with whatever Python is there.

Only what old Pythons understand, so that they too can say what is wrong.
"""

# ruff: noqa: UP024, UP031, UP036

import socket
import sys


def trouble(port):
    """Return what stands in the way, or None."""
    if sys.version_info < (3, 11):
        return (
            "Newsroom needs Python 3.11 or newer, and this is %s.\n"
            "If a newer one is installed, name it: make demo PYTHON=python3.12" % sys.version.split()[0]
        )
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        return "This Python cannot make virtual environments. On Debian and Ubuntu: apt install python3-venv"
    if port and not is_free(port):
        return "Port %s on this machine is taken. Choose another: make demo PORT=8001" % port
    return None


def is_free(port):
    door = socket.socket()
    try:
        # A server that has just stopped leaves connections behind that are no hindrance.
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(("127.0.0.1", int(port)))
    except (ValueError, OverflowError):
        sys.exit("PORT must be a number, as in: make demo PORT=8001")
    except (OSError, socket.error):
        return False
    finally:
        door.close()
    return True


if __name__ == "__main__":
    sys.exit(trouble(sys.argv[1] if len(sys.argv) > 1 else None))
