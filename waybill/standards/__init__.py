"""One pure module per standard: compact, encode, decode, validate, is_valid.  Exact arithmetic."""
