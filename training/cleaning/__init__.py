"""The line model of `clean`: its training data's reader, booster and trainer. Needs numpy only."""
