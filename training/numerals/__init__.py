"""How the reader of numbers in scanned cells was made (see README.md in the folder above)."""
