"""Groups by mean likeness: two groups join while the mean likeness of their members is high enough."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

NOT = -1e9
"""The likeness of what is not to be compared: an item with itself, a group that has joined another."""


def linked(likeness: NDArray[np.float64], least: float) -> NDArray[np.intp]:
    """The group of each item, named by its first member: average linkage down to a mean likeness of `least`, by chains of
    nearest neighbours (Murtagh 1983), which takes the square of the number of items; `likeness` is (n, n) and symmetric."""
    n = len(likeness)
    held, size, above = likeness.astype(np.float64).copy(), np.ones(n), np.arange(n, dtype=np.intp)
    np.fill_diagonal(held, NOT)
    chain: list[int] = []
    alive = np.ones(n, dtype=bool)
    while alive.sum() > 1:
        if not chain:
            chain = [int(np.argmax(alive))]
        last = chain[-1]
        near = int(np.argmax(held[last]))
        if len(chain) > 1 and held[last, chain[-2]] >= held[last, near]:
            near = chain[-2]
        if held[last, near] < least:
            # the best that its chain can reach is too far: nothing joins its last member any more
            held[last], held[:, last], alive[last] = NOT, NOT, False
            chain.pop()
        elif len(chain) > 1 and near == chain[-2]:
            chain = chain[:-2]
            _join(held, size, alive, above, *sorted((last, near)))
        else:
            chain.append(near)
    return _roots(above)


def _join(held: NDArray[np.float64], size: NDArray[np.float64], alive: NDArray[np.bool_], above: NDArray[np.intp], a: int, b: int) -> None:
    """Make one group of `a` and `b`, under the name of the first."""
    mean = (held[a] * size[a] + held[b] * size[b]) / (size[a] + size[b])
    mean[(held[a] <= NOT / 2) | (held[b] <= NOT / 2)] = NOT
    held[a], held[:, a] = mean, mean
    held[b], held[:, b] = NOT, NOT
    size[a] += size[b]
    alive[b], above[b] = False, a


def _roots(above: NDArray[np.intp]) -> NDArray[np.intp]:
    while not np.array_equal(above, above[above]):
        above = above[above]
    return above
