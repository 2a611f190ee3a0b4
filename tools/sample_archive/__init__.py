"""Makes the sample archive in `corpus/`: invented reports of invented places, and the answers they hold."""
