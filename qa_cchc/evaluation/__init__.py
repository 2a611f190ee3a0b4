"""How well the program reads and answers, measured against what people wrote down beforehand."""
