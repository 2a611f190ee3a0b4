"""File → Report: TXT, Markdown, DOCX and born-digital PDF are read into blocks, and the blocks into one record."""
