"""Who is who, for peers that have no SQL: identifiers as numbers 0 to n - 1, links as arrays, components by scipy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

NEVER = np.iinfo(np.int64).max


@dataclass(frozen=True)
class Links:
    """Links between identifiers, by their numbers, and when each was recorded."""

    from_number: np.ndarray
    to_number: np.ndarray
    linked_at: np.ndarray


def person_of(n_identifiers: int, links: Links) -> np.ndarray:
    """The number of the person whom each identifier belongs to: identifiers that are linked, to any depth, are one."""
    shape = (n_identifiers, n_identifiers)
    ones = np.ones(len(links.from_number), dtype=np.int8)
    graph = coo_array((ones, (links.from_number, links.to_number)), shape=shape)
    return connected_components(graph, directed=False)[1]


def first_in_order(group: np.ndarray, *order: np.ndarray, n_groups: int) -> np.ndarray:
    """The first member of each group in an order given by one or more columns, the most important first."""
    positions = np.lexsort((*reversed(order), group))
    starts = np.flatnonzero(np.r_[True, group[positions][1:] != group[positions][:-1]])
    first = np.full(n_groups, -1)
    first[group[positions[starts]]] = positions[starts]
    return first


def tied(group: np.ndarray, *order: np.ndarray) -> np.ndarray:
    """True for rows that are not alone in their group with their values: only these need a further order."""
    positions = np.lexsort((*order, group))
    same = np.ones(max(len(positions) - 1, 0), dtype=bool)
    for column in (group, *order):
        same &= column[positions][1:] == column[positions][:-1]
    found = np.zeros(len(positions), dtype=bool)
    found[positions[1:]] |= same
    found[positions[:-1]] |= same
    return found


def joined_at(n_identifiers: int, links: Links, core: np.ndarray, first_seen_at: np.ndarray) -> np.ndarray:
    """When a chain of links first led from the person's core to each identifier: the latest link of the best chain."""
    known = np.full(n_identifiers, NEVER)
    known[core] = first_seen_at[core]
    from_number = np.concatenate([links.from_number, links.to_number])
    to_number = np.concatenate([links.to_number, links.from_number])
    linked_at = np.concatenate([links.linked_at, links.linked_at])
    order = np.argsort(to_number, kind="stable")
    from_number, to_number, linked_at = from_number[order], to_number[order], linked_at[order]
    starts = np.flatnonzero(np.r_[True, to_number[1:] != to_number[:-1]]) if len(to_number) else np.array([], dtype=int)
    while len(starts):
        best = np.minimum.reduceat(np.maximum(known[from_number], linked_at), starts)
        better = best < known[to_number[starts]]
        if not better.any():
            break
        known[to_number[starts[better]]] = best[better]
    return known
