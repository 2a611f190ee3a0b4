"""DOCX → blocks, by the parts of its package."""
