"""What `briefs evaluate` measures: one module of pure functions for each part."""
