"""Segments: what is handed to the translator at once, by a quote-aware splitter for French and English.

Read in this order: ``splitting`` (the two verbs), ``boundaries`` (where sentences end), ``kinds``
(headings and lists), ``lexicon`` (the word lists).
"""

from pipeline.segments.splitting import segment, split_sentences

__all__ = ["segment", "split_sentences"]
