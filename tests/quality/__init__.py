"""A gate on quality that needs no corpus: pinned floors on invented texts."""
