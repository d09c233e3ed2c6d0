"""The shipped seeds for peers that have no SQL: read once, small, in plain Python and numpy."""

from __future__ import annotations

import csv
import hashlib
import re
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from functools import cached_property
from pathlib import Path

import numpy as np

MILLION = 1_000_000
MOST_AGE_DAYS = 900
NULL_LIKE_VALUES = ["", "null", "(null)", "none", "nan", "nil", "undefined", "n/a"]
# The host of a referrer in small letters, in the first group. Peers read it of page views alone: no shipped rule asks
# it, or a campaign, of other events.
REFERRER_HOST = r"^(?:(?:[a-z][a-z0-9+.-]*:)?//)?(?:[^/?#]*@)?(?:www\.)?(?P<host>[a-z0-9._-]*[a-z0-9])"
IDENTIFIER_KINDS = ["crm_id", "email", "user_id", "anonymous_id"]
RULE_COLUMNS = ["source_name", "event_name", "event_target", "campaign", "referrer"]


@dataclass(frozen=True)
class Seeds:
    """The seeds of a folder, typed; points and shares in millionths."""

    folder: Path

    def rows(self, name: str) -> list[dict[str, str]]:
        """The lines of one seed, whichever folder it is in."""
        found = next(self.folder.rglob(f"intent_{name}.csv"))
        with found.open(newline="", encoding="utf-8") as opened:
            return list(csv.DictReader(opened))

    @cached_property
    def signals(self) -> list[dict]:
        """Name, tier, curve, leak risk, points, cap in millionths of an event and daily cap of each signal."""
        signals = []
        for row in self.rows("signals"):
            points, most = micro(row["points"]), micro(row["max_points"])
            signals.append(
                {
                    "signal_name": row["signal_name"],
                    "tier": row["tier"],
                    "decay_curve": row["decay_curve"],
                    "is_scored": row["leak_risk"] != "exclude" and points != 0,
                    "points_micro": points,
                    "cap_micro": most * MILLION // abs(points) if points else most,
                    "max_events_per_day": int(row["max_events_per_day"]),
                }
            )
        return signals

    @cached_property
    def tier_caps(self) -> dict[str, int]:
        """What the signals of a tier add at most, in millionths of a point; a tier that is missing has no cap."""
        rows = [row for row in self.rows("tier_caps") if row["scorecard_name"] == "hand_weights"]
        return {row["tier"]: micro(row["max_points"]) for row in rows}

    @cached_property
    def score_curve(self) -> list[tuple[int, int]]:
        """Points and score of each knot of the curve of contacts."""
        rows = [row for row in self.rows("score_curves") if row["scored_for"] == "contact"]
        return sorted((int(row["points"]), int(row["score"])) for row in rows)

    @cached_property
    def composites(self) -> list[dict]:
        """Each composite signal: its members, what it needs beside them or is taken back by, the limits of sessions."""
        limits = {
            row["signal_name"]: {
                "needs_one_target": row["targets"] == "one",
                "max_session_seconds": int(row["max_session_seconds"]),
            }
            for row in self.rows("composite_session_limits")
        }
        tiers = {signal["signal_name"]: signal["tier"] for signal in self.signals}

        def matching(pattern: str, tier: str = "any") -> list[str]:
            return [name for name in tiers if like(pattern).fullmatch(name) and tier in ("any", tiers[name])]

        conditions: dict[str, list[dict]] = {}
        for row in self.rows("composite_conditions"):
            members = matching(row["signal_like"], row["tier"])
            condition = {**row, "within_days": int(row["within_days"]), "members": members}
            conditions.setdefault(row["signal_name"], []).append(condition)

        def of_kind(row: dict, *kinds: str) -> list[dict]:
            return [one for one in conditions.get(row["signal_name"], []) if one["requires"] in kinds]

        return [
            {
                **row,
                "needs_one_target": False,
                "max_session_seconds": None,
                **limits.get(row["signal_name"], {}),
                "window_days": int(row["window_days"]),
                "min_count": int(row["min_count"]),
                "members": matching(row["from_signal_like"]),
                "needed": of_kind(row, "after", "with"),
                "wait_days": max((one["within_days"] for one in of_kind(row, "unless")), default=0),
                "unless": ([] if row["unless_signal_like"] == "none" else matching(row["unless_signal_like"]))
                + [name for one in of_kind(row, "unless") for name in one["members"]],
            }
            for row in self.rows("composite_signals")
        ]

    @cached_property
    def decay(self) -> dict[str, np.ndarray]:
        """What is left of a signal by age in days, for each curve."""
        knots: dict[str, list[tuple[int, int]]] = {}
        for row in self.rows("decay_knots"):
            knots.setdefault(row["curve_name"], []).append((int(row["age_days"]), micro(row["share"])))
        curves = {}
        for row in self.rows("decay_curves"):
            shares = np.zeros(MOST_AGE_DAYS + 1, dtype=np.int64)
            for age in range(int(row["lifespan_days"]) + 1):
                shares[age] = decay_share(
                    row["shape"], age, float(row["half_life_days"]), knots.get(row["curve_name"], [])
                )
            curves[row["curve_name"]] = shares
        return curves

    def blocked(self, matches: str) -> list[str]:
        """The blocked values, mailboxes or domains."""
        return sorted(
            {
                row["blocked_value"].strip().lower()
                for row in self.rows("blocked_identifiers")
                if row["matches"] == matches
            }
        )

    @cached_property
    def excluded_domains(self) -> list[str]:
        """Domains whose people are never scored."""
        return [row["domain"].strip().lower() for row in self.rows("excluded_domains")]

    @cached_property
    def erased(self) -> list[tuple[str, str]]:
        """Identifiers of people who asked to be forgotten."""
        found = [(row["identifier_type"], row["identifier_value"].strip()) for row in self.rows("erasure_requests")]
        return [(kind, value.lower() if kind == "email" else value) for kind, value in found]

    def classify(self, kinds: dict[str, list[str | None]]) -> list[str | None]:
        """The signal of each distinct kind of event, given by RULE_COLUMNS: the first rule that matches."""
        rules = [
            (*(like(without_none(name, row[f"{name}_like"])) for name in RULE_COLUMNS), row["signal_name"])
            for row in sorted(self.rows("signal_rules"), key=lambda row: int(row["rule_order"]))
        ]

        def first(strings: tuple[str | None, ...]) -> str | None:
            lowered = [(text or "").lower() for text in strings]
            for *patterns, signal in rules:
                if all(pattern.fullmatch(text) for pattern, text in zip(patterns, lowered, strict=True)):
                    return signal
            return None

        return [first(strings) for strings in zip(*(kinds[name] for name in RULE_COLUMNS), strict=True)]


def micro(text: str) -> int:
    """A decimal number as a whole number of millionths, halves rounded up."""
    return int((Decimal(text) * MILLION + Decimal("0.5")).to_integral_value(ROUND_FLOOR))


def without_none(column: str, pattern: str) -> str:
    """A rule's pattern in which none stands for events without a campaign or a referrer."""
    return "" if column in ("campaign", "referrer") and pattern.lower() == "none" else pattern


def like(pattern: str) -> re.Pattern[str]:
    """A seed's pattern as a regular expression: `%` stands for any string, case-insensitive."""
    return re.compile(".*".join(re.escape(part) for part in pattern.lower().split("%")), re.DOTALL)


def decay_share(shape: str, age: int, half_life_days: float, knots: list[tuple[int, int]]) -> int:
    """What is left at an age, in millionths."""
    if shape == "none":
        return MILLION
    if shape == "half_life":
        return int(np.floor(0.5 ** (age / half_life_days) * MILLION + 0.5))
    position = max(number for number, (knot_age, _) in enumerate(knots) if knot_age <= age)
    knot_age, share = knots[position]
    if shape == "knots_step" or position + 1 == len(knots):
        return share
    next_age, next_share = knots[position + 1]
    width = next_age - knot_age
    return share - (2 * (share - next_share) * (age - knot_age) + width) // (2 * width)


def stable_key(kind: str, value: str) -> int:
    """The project's key of an identifier, which orders identifiers first seen in one instant."""
    return int(hashlib.md5(f"{kind}:{value}".encode()).hexdigest()[:15], 16)


def score_from_points(points_micro: np.ndarray, curve: list[tuple[int, int]]) -> np.ndarray:
    """The score from 0 to 100 of points in millionths, along the straight lines of a curve."""
    points = np.maximum(points_micro, 0)
    lines = list(zip(curve, curve[1:], strict=False))
    return np.select(
        [points < high * MILLION for _, (high, _) in lines],
        [
            low_score + (points - low * MILLION) * (high_score - low_score) // ((high - low) * MILLION)
            for (low, low_score), (high, high_score) in lines
        ],
        100,
    ).astype(np.int32)
