"""Workbooks → blocks: cells as they are shown."""
