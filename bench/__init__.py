"""Benchmarks: one module each, one line of JSON for each case. `make bench`, or `make bench BENCH=pages`."""
