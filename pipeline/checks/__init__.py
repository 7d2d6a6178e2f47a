"""Checks that compare the French, the English and the brief; none of them needs a model."""
