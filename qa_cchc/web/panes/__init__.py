"""The tabs beside the asking one: each a piece of HTML made here and fetched when its tab is opened."""
