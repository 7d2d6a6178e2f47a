"""Bilingual briefs: French news articles in, an English brief out that an editor can sign."""
