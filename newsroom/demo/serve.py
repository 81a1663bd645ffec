"""The demo edition is served as any other, but on this machine only: everybody knows its passwords."""

import sys

from newsroom.serve import main

if __name__ == "__main__":
    sys.exit(main(host="127.0.0.1"))
