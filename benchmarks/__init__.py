"""Measurements against a peer in the same run, quoted as ratios. No test asserts any of them."""
