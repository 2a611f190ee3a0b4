"""PDF pages → blocks: words by position, tables by their ruling lines, pages put in one flow."""
