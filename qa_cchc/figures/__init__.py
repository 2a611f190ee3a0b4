"""Report → figures: what is counted, how much, in which unit, when, whose, and where it stands."""
