"""What languages are called in English, by their BCP 47 codes."""

_NAMES = {
    "ar": "Arabic", "br": "Breton", "ca": "Catalan", "da": "Danish", "de": "German", "el": "Greek",
    "en": "English", "es": "Spanish", "fi": "Finnish", "fr": "French", "gl": "Galician", "he": "Hebrew",
    "hu": "Hungarian", "it": "Italian", "ja": "Japanese", "ko": "Korean", "la": "Latin", "lb":
    "Luxembourgish", "nl": "Dutch", "no": "Norwegian", "oc": "Occitan", "pl": "Polish", "pt":
    "Portuguese", "ro": "Romanian", "ru": "Russian", "sv": "Swedish", "tr": "Turkish", "uk":
    "Ukrainian", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


NOT_TRANSLATED = "Not translated: "
"""How the note of a unit begins that was passed through in a language that is not English."""


def language_name(code: str) -> str:
    """ "German" for "de"; a code without a name here in quotation marks."""
    return _NAMES.get(code, f"“{code}”")


def has_name(code: str) -> bool:
    """Tell whether a code is that of a language with a name here."""
    return code in _NAMES
