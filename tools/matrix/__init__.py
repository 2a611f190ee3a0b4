"""Reports rendered into many kinds of files, each with the truth of what stands in it, to measure a reader."""
