"""`python -m qa_cchc` is the command `qa-cchc`."""

import sys

from qa_cchc.cli import main

if __name__ == "__main__":
    sys.exit(main())
