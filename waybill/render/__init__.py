"""Pages to bytes, one file per output language.  The only room that imports reportlab."""
