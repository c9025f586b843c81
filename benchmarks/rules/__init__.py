"""What rules are worth, measured: `python -m benchmarks.rules imports|learned|drift|speed`."""
