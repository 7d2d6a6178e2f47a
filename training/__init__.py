"""Recipes of the embedded checkpoints: from the corpus to a model card."""
