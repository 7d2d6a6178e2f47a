"""The benchmark's own tests: small real runs."""
