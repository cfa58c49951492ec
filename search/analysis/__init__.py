"""One chain from words to tokens, at indexing and at asking. Versioned: a changed chain means a new index, never a mix."""

from search.analysis import finnish
from search.analysis.document import FieldTokens, document_tokens
from search.analysis.question import analyse

ANALYSIS_VERSION = 10


def fingerprint() -> str:
    """Return what the tokens of an index depend on: our version and the Finnish dictionary."""
    return f"{ANALYSIS_VERSION}-{finnish.fingerprint}"


__all__ = ["ANALYSIS_VERSION", "FieldTokens", "analyse", "document_tokens", "fingerprint"]
