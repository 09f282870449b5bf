"""Apportionment: whole points, shared out by weight."""

from collections.abc import Mapping


def apportion(points: int, weights: Mapping[str, int]) -> dict[str, int]:
    """Share out whole points in proportion to weights, largest remainders first (Hamilton's method)."""
    total = sum(weights.values())
    if not total:
        return dict.fromkeys(weights, 0)
    shares = {key: divmod(points * weight, total) for key, weight in weights.items()}
    left = points - sum(whole for whole, _ in shares.values())
    first = sorted(shares, key=lambda key: (-shares[key][1], key))[:left]
    return {key: whole + (key in first) for key, (whole, _) in shares.items()}
