"""A Brief as files: one module per format, and the table that names them."""

from pipeline.render.as_csv import to_csv
from pipeline.render.as_html import to_html
from pipeline.render.as_json import from_json, to_json
from pipeline.render.as_markdown import to_markdown
from pipeline.render.as_text import to_text
from pipeline.render.as_tmx import to_tmx
from pipeline.render.as_xlsx import to_xlsx
from pipeline.render.base import Renderer

FORMATS: dict[str, Renderer] = {
    "json": Renderer("brief.json", to_json),
    "md": Renderer("brief.md", to_markdown),
    "html": Renderer("brief.html", to_html),
    "txt": Renderer("article.en.txt", to_text),
    "csv": Renderer("quotes.csv", to_csv),
    "tmx": Renderer("bitext.tmx", to_tmx),
    "xlsx": Renderer("quotes.xlsx", to_xlsx),
}

__all__ = ["FORMATS", "Renderer", "from_json"]
