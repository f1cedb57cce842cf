"""The print journal (打印台账): an append-only store of Labels, never of Orders, with reprints and an audit chain."""
