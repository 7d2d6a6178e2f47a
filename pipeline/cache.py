"""The folder where everything that can be made again is kept: converted weights, translations."""

import os
from pathlib import Path


def cache_root(cache_dir: Path | None = None) -> Path:
    """``cache_dir`` when given, else ``$BRIEFS_CACHE``, else the user's cache folder; not created."""
    if cache_dir is not None:
        return cache_dir
    if named := os.environ.get("BRIEFS_CACHE"):
        return Path(named).expanduser()
    from platformdirs import user_cache_path

    return user_cache_path("bilingual-briefs", appauthor=False)
