"""Answers plain Vietnamese questions over an archive of administrative reform reports, with exact citations."""

__version__ = "0.1.0"
