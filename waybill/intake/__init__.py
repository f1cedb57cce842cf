"""Order files to Orders: encodings, dialects, platform profiles, row rules, rejects.  The only room that holds raw rows."""
