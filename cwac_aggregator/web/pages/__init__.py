"""The pages, by subject. Each takes what is known and gives a whole answer."""
