"""One pure module per standard: compact, encode, decode, validate, is_valid.  Exact arithmetic, no input or output."""
