"""The relation scorer: what a marked source does to a marked target, learned on own sentences."""
