"""Scripts run by hand; nothing here is installed."""
