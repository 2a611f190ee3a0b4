"""The index on disk: built from folders of reports, published in one step, opened read-only by everyone else."""
