"""The language: knows Vietnamese, knows nothing of reports."""
