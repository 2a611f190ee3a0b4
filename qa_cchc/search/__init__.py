"""Report → passages, and the search over them: lexical and dense scores fused."""
