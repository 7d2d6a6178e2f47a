"""Speed and memory, measured against what a user would pick instead, with the same weights."""
