"""The picture of a page → its parts: upright, cleaned, tables by their ruling lines, words and figures by Tesseract."""
