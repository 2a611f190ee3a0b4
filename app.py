"""`python app.py` opens the web page over the index in `index/` (see QA_CCHC_INDEX, QA_CCHC_HOST, QA_CCHC_PORT)."""

import sys

from qa_cchc.cli import main

if __name__ == "__main__":
    sys.exit(main(["serve", *sys.argv[1:]]))
