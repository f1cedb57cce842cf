"""Benchmarks: ``python -m tests.benchmark``.  Ratios against programs run beside ours, never asserted in a timed test."""
