"""Faults of seeds and vars, and the sentences that the configuration gate must say about each; one list per build."""

# ruff: noqa: E501 - a sentence of the gate stays on one line, as a person reads it.

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

INJECTION = "7; drop table intent_internal.int_contacts; --"
QUOTED_INJECTION = "x'; drop table intent_internal.int_contacts; --"
POINTS = "allowed: a number from -1000 to 1000, with a point for decimals"
EMPTY = "the cell is empty; allowed: a string"
WHITESPACE = "the value has whitespace around it; remove them"
DATES = "a day of the calendar such as 2026-06-30"
BOUNDS = "allowed: a number from -1000000000 to 1000000000, with a point for decimals"
SIGNAL = "allowed: a signal_name of intent_signals.csv"
BEHAVIOURS = "days_since_last_event, events_90_days, events_7_days, active_days_30_days, channels_30_days"
TAKEN = f"the name means something else; allowed: any but {BEHAVIOURS}, (none), (all)"
TAKEN_CARD = "another scorecard has this name, such as hand_weights, learned_additive and auto; allowed: another name"
CHANNELS = "web, form, email, product, demo, webinar, event, ads, social, chat, community, phone, crm, partner, third_party, other"
IDENTIFIER_TYPES = "crm_id, email, user_id, anonymous_id"
ZONES = "allowed: the name of a time zone such as UTC, Europe/Berlin or America/Los_Angeles"
MODELS = "allowed: a list of names of models, each once; [] for none"
NO_SCORECARD = "no such scorecard; allowed: auto, hand_weights, learned_additive and the scorecard_name values of intent_scorecard_weights.csv"


@dataclass(frozen=True)
class Table:
    """The text of a seed, as a list of rows below a header."""

    header: list[str]
    rows: list[list[str]]

    def row(self, key: str) -> list[str]:
        """The only row whose first cells, joined by spaces, are the key."""
        found = [row for row in self.rows if key in (" ".join(row[:width]) for width in (1, 2, 3, 4))]
        assert len(found) == 1, f"{len(found)} rows are named {key}"
        return found[0]


@dataclass(frozen=True)
class Fault:
    """A change of a seed or a var, and the sentences that the gate must say about it."""

    name: str
    says: tuple[str, ...]
    seed: str = ""
    change: Callable[[Table], None] = lambda table: None
    variables: dict[str, object] = field(default_factory=dict)


def line(seed: str, row: str, column: str, value: str, message: str) -> str:
    place = f"{seed}.csv" + (f", row {row}" if row else "")
    shown = f", value '{value}'" if row or value else ""
    return f"{place}, column {column}{shown}: {message}"


def cell(seed: str, row: str, column: str, value: str, message: str, said_row: str | None = None) -> Fault:
    """A cell with another value; said_row is the row's name where the cell is part of it."""

    def change(table: Table) -> None:
        table.row(row)[table.header.index(column)] = value

    named = f"{seed} {row} {column} is {value!r}"
    return Fault(named, (line(seed, row if said_row is None else said_row, column, value, message),), seed, change)


def hidden(seed: str, addition: int, column: str, message: str) -> str:
    """What is said of a seed of personal data: the line of the first, second, ... row added, and no cell."""
    return f"{seed}.csv, line {line_of_row(seed) + addition}, column {column}: {message}"


def added(seed: str, cells: str, *says: str) -> Fault:
    """One row more."""
    row = next(csv.reader([cells]))
    return Fault(f"{seed} has {cells}", says, seed, lambda table: table.rows.append(row))


def without(seed: str, column: str) -> Fault:
    """A seed that lacks a column."""

    def change(table: Table) -> None:
        place = table.header.index(column)
        for row in (table.header, *table.rows):
            del row[place]

    return Fault(f"{seed} lacks {column}", (line(seed, "", column, "", "the file lacks this column"),), seed, change)


def renamed(seed: str, column: str, name: str) -> Fault:
    """A column that may be missing under a name that nobody knows."""
    says = line(seed, "", name, "", f"the file has a column too many; allowed: {', '.join(header_of(seed))}")
    place = header_of(seed).index(column)
    return Fault(f"{seed} has {name}", (says,), seed, lambda table: table.header.__setitem__(place, name))


def with_column(seed: str, column: str) -> Fault:
    """A seed with a column too many."""

    def change(table: Table) -> None:
        for row in (table.header, *table.rows):
            row.append(column)

    says = line(seed, "", column, "", f"the file has a column too many; allowed: {', '.join(header_of(seed))}")
    return Fault(f"{seed} has a column {column}", (says,), seed, change)


def empty(seed: str) -> Fault:
    """A seed of a header only."""
    says = f"{seed}.csv: the file has no rows; at least one is needed"
    return Fault(f"{seed} is empty", (says,), seed, lambda table: table.rows.clear())


def header_of(seed: str) -> list[str]:
    path = next((Path(__file__).resolve().parents[2] / "seeds").rglob(f"{seed}.csv"))
    return path.read_text(encoding="utf-8").splitlines()[0].split(",")


def line_of_row(seed: str, key: str = "") -> int:
    """The line of the row that begins with a key; the last one without it."""
    path = next((Path(__file__).resolve().parents[2] / "seeds").rglob(f"{seed}.csv"))
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(number for number, text in reversed(list(enumerate(lines, start=1))) if text.startswith(key))


def variable(name: str, value: object, message: str, shown: str | None = None) -> Fault:
    """A var with another value."""
    says = f"dbt_project.yml, row vars, column {name}, value '{value if shown is None else shown}': {message}"
    return Fault(f"{name} is {value!r}", (says,), variables={name: value})


S, R, C = "intent_signals", "intent_signal_rules", "intent_composite_signals"
CONDITIONS = "intent_composite_conditions"
LIMITS = "intent_composite_session_limits"
NO_MEMBER = (
    "no signal of that tier that a rule gives matches the pattern; allowed: such a signal_name, % for any string"
)
CURVES, KNOTS = "intent_decay_curves", "intent_decay_knots"
SEGMENTS, CARDS = "intent_segments", "intent_scorecard_weights"
ACTIONS = "intent_actions"
BOT_LIMITS, BOT_PATTERNS = "intent_bot_limits", "intent_bot_patterns"
DOMAINS, BLOCKED, ERASED = "intent_excluded_domains", "intent_blocked_identifiers", "intent_erasure_requests"
UNLINKS = "intent_unlinks"
ARCHETYPES = "intent_archetype_rules"
SCORE_CURVES, SCORE_LIMITS = "intent_score_curves", "intent_score_limits"
LOW_TIER_REACHES_ALL = "low-tier acts alone would reach the first segment; allowed: a score above what tier low may give by intent_tier_caps.csv"
LOW_TIER_REACHES = "low-tier acts alone would reach the first segment in the class; allowed: a score above what tier low may give by intent_tier_caps.csv"
LIMIT_NAMES = "rising_change, falling_change, falling_least_days, colleague_share_percent, company_event_days"
DEAL_SIZES, SIZE_CUTS = "intent_deal_size_classes", "intent_deal_size_cuts"
ONE_ATTRIBUTE = "nobody knows whether classes of two attributes overlap; allowed: one attribute for all classes"
NO_HIGHER = "more points would give no higher score; allowed: more than the score of the knot before"

BUILDS = {
    "cells": [
        cell(S, "video_watched", "points", "lots", POINTS),
        cell(S, "site_visited", "points", "nan", POINTS),
        cell(S, "blog_post_viewed", "points", "1e308", POINTS),
        cell(S, "post_shared", "points", "1,5", POINTS),
        cell(S, "post_commented", "points", "Infinity", POINTS),
        cell(S, "demo_requested", "points", "1000.5", POINTS),
        cell(S, "content_shared", "points", "２０", POINTS),
        cell(S, "email_opened", "points", "0x1F", POINTS),
        cell(S, "ad_clicked", "points", "", f"the cell is empty; {POINTS}"),
        cell(S, "topic_surged", "points", " 3", WHITESPACE),
        cell(S, "trial_started", "points", "-22", "the sign contradicts the tier; allowed for tiers high, mid, low: 0 or more"),
        cell(S, "stayed_unsubscribed", "points", "10", "the sign contradicts the tier; allowed for tier negative: 0 or less"),
        cell(S, "chat_started", "tier", "hot", "allowed: high, mid, low, negative"),
        cell(S, "feature_used", "tier", "Mid", "allowed: high, mid, low, negative"),
        cell(S, "email_replied", "channel", "emial", f"allowed: {CHANNELS}"),
        cell(S, "email_forwarded", "kind", "certain", "allowed: deterministic, probabilistic"),
        cell(S, "meeting_booked", "decay_curve", "fastt", "allowed: a curve_name of intent_decay_curves.csv"),
        cell(S, "webinar_attended", "max_points", "0", "allowed: a number from 0.000001 to 1000, with a point for decimals"),
        cell(S, "webinar_registered", "max_events_per_day", "1.5", "allowed: a whole number from 1 to 1000000"),
        cell(S, "campaign_responded", "leak_risk", "maybe", "allowed: none, watch, exclude"),
        cell(S, "teammate_invited", "description", "", EMPTY),
        cell(R, "110", "rule_order", "first", "allowed: a whole number from 0 to 1000000000", "first"),
        cell(R, "120", "rule_order", "-5", "allowed: a whole number from 0 to 1000000000", "-5"),
        cell(R, "130", "signal_name", "no_such_signal", SIGNAL),
        cell(R, "140", "signal_name", QUOTED_INJECTION, SIGNAL),
        cell(R, "150", "source_name_like", "", EMPTY),
        cell(R, "200", "campaign_like", "", EMPTY),
        cell(R, "210", "referrer_like", "", EMPTY),
        cell(C, "repeat_pricing_visits", "measure", "clicks", "allowed: events, days, sessions, targets, seconds"),
        cell(C, "repeat_product_visits", "scope", "weekly", "allowed: session, window"),
        cell(C, "demo_explored_in_depth", "window_days", "5", "allowed for scope session: 1"),
        cell(C, "several_articles_in_session", "min_count", "two", "allowed: a whole number from 1 to 1000000"),
        cell(C, "repeat_careers_visits", "from_signal_like", "nothing%",
             "the pattern matches no signal that a rule gives; allowed: such a signal_name, % for any string"),
        cell(C, "stayed_unsubscribed", "unless_signal_like", "nothing%",
             "the pattern matches no signal; allowed: a signal_name, % for any string, or none"),
        cell(CURVES, "fast", "half_life_days", "0", "allowed: a number from 0.01 to 10000, with a point for decimals"),
        cell(CURVES, "slow", "half_life_days", "-30", "allowed: a number from 0.01 to 10000, with a point for decimals"),
        cell(CURVES, "default_steps", "shape", "cubic", "allowed: knots_linear, knots_step, half_life, none"),
        cell(CURVES, "lasting", "lifespan_days", "901", "allowed: a whole number from 1 to 900"),
        cell(KNOTS, "default 0", "share", "1.5", "allowed: a number from 0 to 1, with a point for decimals"),
        cell(ACTIONS, "High Intent lost reachable", "lifecycle", "gone", "allowed: prospect, customer, lost, disqualified",
             "High Intent gone reachable any"),
        cell(ACTIONS, "Cooling customer reachable", "consent", "given", "allowed: reachable, opted_out, gone", "Cooling customer given any"),
        cell(ACTIONS, "High Intent prospect opted_out", "segment_name", "Hot", "allowed: a segment_name of intent_segments.csv, any, insufficient_data",
             "Hot prospect opted_out any"),
        cell(SEGMENTS, "High Intent", "min_score", "42", LOW_TIER_REACHES_ALL),
        cell(SEGMENTS, "High Intent", "exit_margin", "-1", "allowed: a whole number from 0 to 100"),
        cell(SEGMENTS, "Cooling", "trend", "down", "allowed: any, rising_or_flat, falling"),
        cell(SEGMENTS, "Warming", "min_score", "thirty", "allowed: a whole number from 0 to 100"),
        cell(CARDS, "volume_only", "base_points", "none", "allowed: a number from -10000 to 10000, with a point for decimals",
             "volume_only events_90_days 0"),
        cell(CARDS, "volume_only", "learned_until", "never", f"allowed: {DATES}", "volume_only events_90_days 0"),
        cell(CARDS, "recency_only", "upper_bound", "+-1", BOUNDS, "recency_only days_since_last_event 0"),
        added(CARDS, "own,no_such_feature,0,1,1,1,9999-12-31,A row",
              line(CARDS, "own no_such_feature 0", "feature_name", "no_such_feature", f"{SIGNAL}, {BEHAVIOURS}")),
        cell(DOMAINS, "rival.example", "domain", "https://rival.example", "allowed: a domain such as rival.example", "https://rival.example"),
        added(DOMAINS, "rival,one word", line(DOMAINS, "rival", "domain", "rival", "allowed: a domain such as rival.example")),
        added(DOMAINS, "jo@rival.example,a mailbox",
              line(DOMAINS, "jo@rival.example", "domain", "jo@rival.example", "allowed: a domain such as rival.example")),
        added(BLOCKED, "phone,value,0000,zeros",
              hidden(BLOCKED, 1, "identifier_type", f"allowed: any, {IDENTIFIER_TYPES}")),
        added(BLOCKED, "any,regex,x+,a pattern", hidden(BLOCKED, 2, "matches", "allowed: value, mailbox, domain")),
        added(BLOCKED, "user_id,domain,rival.example,no domain",
              hidden(BLOCKED, 3, "matches", "allowed for other identifier types than email: value")),
        added(ERASED, "email,jo@rival.example,2026-02-30",
              hidden(ERASED, 1, "requested_at", f"allowed: {DATES}")),
        added(ERASED, "name,Jo Doe,2026-01-01", hidden(ERASED, 2, "identifier_type", f"allowed: {IDENTIFIER_TYPES}")),
        added(ERASED, "email,jo at rival.example,2026-01-01",
              hidden(ERASED, 3, "identifier_value", "nobody would be forgotten; allowed for identifier type email: one email address")),
        added(UNLINKS, "email,jo@rival.example,crm_id,crm:77,yesterday,Two people",
              hidden(UNLINKS, 1, "unlinked_date", f"allowed: {DATES}")),
        added(UNLINKS, "email,jo@rival.example ,phone,crm:78,2026-01-01,Two people",
              hidden(UNLINKS, 2, "from_value", WHITESPACE), hidden(UNLINKS, 2, "to_type", f"allowed: {IDENTIFIER_TYPES}")),
        added(DEAL_SIZES, "mid,employee_count,200,1000,5"),
        added(DEAL_SIZES, "big,employee_count,1000,5000,5"),
        # The 15 points of the low tier are a score of 42: a cut of 43 is out of its reach.
        added(SIZE_CUTS, "mid,High Intent,42", line(SIZE_CUTS, "mid High Intent", "min_score", "42", LOW_TIER_REACHES)),
        added(SIZE_CUTS, "big,High Intent,43"),
    ],
    "rows": [
        added(S, "demo_requested,high,form,deterministic,25,default,25,1,none,Once more",
              line(S, "demo_requested", "signal_name", "demo_requested", "the row stands 2 times in the file; allowed: once")),
        added(S, "Site_Visited,low,web,probabilistic,1,default,1,1,none,In other letters",
              *(line(S, name, "signal_name", name, "the row stands 2 times in the file; allowed: once") for name in ("Site_Visited", "site_visited"))),
        added(S, "Events_90_Days,low,web,probabilistic,1,default,1,1,none,A taken name", line(S, "Events_90_Days", "signal_name", "Events_90_Days", TAKEN)),
        added(S, "(none),low,web,probabilistic,1,default,1,1,none,A taken name", line(S, "(none)", "signal_name", "(none)", TAKEN)),
        added(CURVES, "Default,half_life,30,90",
              *(line(CURVES, name, "curve_name", name, "the row stands 2 times in the file; allowed: once") for name in ("Default", "default"))),
        added(SEGMENTS, "Any,9,0,any,0,Wait", line(SEGMENTS, "Any", "segment_name", "Any",
              "any stands for every segment in intent_actions.csv; allowed: another name"),
              line(SEGMENTS, "Any", "min_score", "0",
              "segments of lower rank take all its scores; allowed: ranks that fall from the highest min_score to the lowest")),
        added(CARDS, "Hand_Weights,events_90_days,0,10,1,1,9999-12-31,A taken name",
              line(CARDS, "Hand_Weights events_90_days 0", "scorecard_name", "Hand_Weights", TAKEN_CARD)),
        added(CARDS, "Recency_Only,events_7_days,0,10,1,1,9999-12-31,A taken name",
              line(CARDS, "Recency_Only events_7_days 0", "scorecard_name", "Recency_Only", TAKEN_CARD)),
        added(S, '"space_after ",low,web,probabilistic,1,default,1,1,none,A space', line(S, "space_after ", "signal_name", "space_after ", WHITESPACE)),
        added(S, '"\u00a0space_before",low,web,probabilistic,1,default,1,1,none,A space',
              line(S, "\u00a0space_before", "signal_name", "\u00a0space_before", WHITESPACE)),
        added(R, "10.0,%,own_event,%,site_visited,%,%",
              *(line(R, order, "rule_order", order, "the row stands 2 times in the file; allowed: once") for order in ("10", "10.0"))),
        added(R, "900,%,page_viewed,/pricing/teams%,pricing_page_viewed,%,%",
              line(R, "900", "event_name_like", "page_viewed", "the rule can never match: rule 10 comes first and matches all it does; "
                   "allowed: a place before that rule, or other patterns")),
        added(R, "335,crm,EMAIL_clicked,/docs/_,email_link_clicked,%,%",
              line(R, "335", "event_name_like", "EMAIL_clicked", "the rule can never match: rule 330 comes first and matches all it does; "
                   "allowed: a place before that rule, or other patterns")),
        added(R, "79,%,page_viewed,/blog/%,organic_blog_post_viewed,NONE,%.google.%"),
        added(R, "68,%,page_viewed,/blog/%,site_visited,n%,%"),
        added(R, "902,%,page_viewed,/pricing/teams%,pricing_page_viewed,None,google.%",
              line(R, "902", "event_name_like", "page_viewed", "the rule can never match: rule 10 comes first and matches all it does; "
                   "allowed: a place before that rule, or other patterns")),
        added(R, "903,%,page_viewed,/blog/%,organic_blog_post_viewed,none,google.de",
              line(R, "903", "event_name_like", "page_viewed", "the rule can never match: rule 72 comes first and matches all it does; "
                   "allowed: a place before that rule, or other patterns")),
        added(R, "901,%,own_repeat,%,repeat_pricing_visits,%,%",
              line(C, "repeat_pricing_visits", "signal_name", "repeat_pricing_visits",
                   "a signal comes from rules or from a composite, not from both; allowed: a signal_name without a rule")),
        added(CONDITIONS, "own_sequence,after,pricing_page_viewed,any,7",
              line(CONDITIONS, "own_sequence", "signal_name", "own_sequence",
                   "no such composite signal; allowed: a signal_name of intent_composite_signals.csv")),
        added(LIMITS, "own_visits,one,9",
              line(LIMITS, "own_visits", "signal_name", "own_visits",
                   "no such composite signal; allowed: a signal_name of intent_composite_signals.csv")),
        added(CONDITIONS, "ignored_emails,unless,own_%,any,7",
              line(CONDITIONS, "ignored_emails", "signal_like", "own_%", NO_MEMBER)),
        added(CURVES, "own,knots_step,30,90", line(CURVES, "own", "shape", "knots_step",
              "the curve has no knot at age 0; allowed: a knots shape with such a row in intent_decay_knots.csv, half_life, none")),
        added(KNOTS, "own,5,1"),
        added(KNOTS, "default,45,0.6", line(KNOTS, "default 45", "share", "0.6",
              "a signal cannot grow with age; allowed: the share of the knot before, or less")),
        added(KNOTS, "default,91,0", line(KNOTS, "default 91", "age_days", "91",
              "the knot never counts; allowed: up to lifespan_days of the curve in intent_decay_curves.csv")),
        added(KNOTS, "default_steps,08,0.5",
              *(line(KNOTS, f"default_steps {age}", "curve_name", "default_steps", "the row stands 2 times in the file; allowed: once")
                for age in ("08", "8"))),
        added(KNOTS, "missing,0,1", line(KNOTS, "missing 0", "curve_name", "missing", "allowed: a curve_name of intent_decay_curves.csv")),
        added(DEAL_SIZES, "mid,employee_count,200,1000,5"),
        added(DEAL_SIZES, "big,employee_count,999,5000,5",
              line(DEAL_SIZES, "big", "lower_bound", "999", "a company would be in two classes; allowed: the upper_bound of the class below, or more")),
        added(DEAL_SIZES, "upside down,employee_count,6000,6000,5", line(DEAL_SIZES, "upside down", "upper_bound", "6000", "allowed: a number above lower_bound")),
        added(DEAL_SIZES, "rich,revenue,7000,8000,0", line(DEAL_SIZES, "rich", "weekly_capacity", "0", "allowed: a whole number from 1 to 100000"),
              line(DEAL_SIZES, "rich", "attribute", "revenue", "allowed: employee_count, annual_revenue"),
              line(DEAL_SIZES, "rich", "attribute", "revenue", ONE_ATTRIBUTE)),
        added(DEAL_SIZES, "All,employee_count,9000,9001,5",
              line(DEAL_SIZES, "All", "deal_size_class", "All", "everybody else is in the class of this name; allowed: another name")),
        added(SIZE_CUTS, "mid,High Intent,30", line(SIZE_CUTS, "mid High Intent", "min_score", "30",
              "it takes all scores of a segment of higher rank in the class; allowed: cuts that fall as segment_rank rises")),
        added(SIZE_CUTS, "big,Warming,70", line(SIZE_CUTS, "big Warming", "min_score", "70",
              "segments of lower rank take all its scores in the class; allowed: cuts that fall as segment_rank rises")),
        added(SIZE_CUTS, "huge,Tepid,60", line(SIZE_CUTS, "huge Tepid", "deal_size_class", "huge", "allowed: a deal_size_class of intent_deal_size_classes.csv"),
              line(SIZE_CUTS, "huge Tepid", "segment_name", "Tepid", "allowed: a segment_name of intent_segments.csv")),
        cell(SCORE_CURVES, "contact 0", "points", "5",
             "the curve does not say what the first points are worth; allowed for its first knot: 0", "contact 5"),
        cell(SCORE_CURVES, "contact 25", "score", "0", NO_HIGHER),
        Fault("a curve of nine knots",
              (line(SCORE_CURVES, "contact 200", "points", "200", "the curve has more knots than it can have; allowed: two to eight"),),
              SCORE_CURVES, lambda table: table.rows.extend(["contact", str(points), str(points - 15)] for points in (111, 112, 113, 114))),
        cell(SCORE_CURVES, "account 0", "score", "1", "nobody scores by doing nothing; allowed for the first knot of a curve: 0"),
        cell(SCORE_CURVES, "account 480", "score", "99", "scores above it could never be reached; allowed for the last knot of a curve: 100"),
        cell(SCORE_CURVES, "contact 100", "score", "95.5", "allowed: a whole number from 0 to 100"),
        cell(SCORE_LIMITS, "falling_change", "limit_value", "0", "every score would be rising or falling; allowed: a whole number from 1 to 100"),
        cell(SCORE_LIMITS, "colleague_share_percent", "limit_value", "101", "allowed for percent: a whole number from 0 to 100"),
        cell(SCORE_LIMITS, "company_event_days", "limit_value", "0", "no company event would count; allowed: a whole number from 1 to 3650"),
        cell(SCORE_LIMITS, "falling_least_days", "limit_value", "91", "allowed for days: a whole number from 0 to 90"),
        Fault("a score limit by another name",
              (line(SCORE_LIMITS, "rising", "limit_name", "rising", f"allowed: {LIMIT_NAMES}"),
               line(SCORE_LIMITS, "", "limit_name", "rising_change", "no row has this limit_name; add one, because it is needed")),
              SCORE_LIMITS, lambda table: table.row("rising_change").__setitem__(0, "rising")),
        added(SEGMENTS, "Lukewarm,5,10,rising_or_flat,0,Wait", line(SEGMENTS, "Lukewarm", "min_score", "10",
              "segments of lower rank take all its scores; allowed: ranks that fall from the highest min_score to the lowest")),
        added(SEGMENTS, "Hot,1.0,80,any,0,Call",
              *(line(SEGMENTS, name, "segment_rank", rank, "the value stands on more than one row; allowed: each value once")
                for name, rank in (("Hot", "1.0"), ("High Intent", "1")))),
        added(ACTIONS, "Cold,prospect,reachable,any,Call", line(ACTIONS, "Cold prospect reachable any", "lifecycle", "prospect",
              "what to do with them is said in intent_segments.csv; allowed: another lifecycle, consent or account_lifecycle")),
        added(ACTIONS, "insufficient_data,lost,gone,lost,Wait", line(ACTIONS, "insufficient_data lost gone lost", "account_lifecycle", "lost",
              "allowed for insufficient_data: any")),
        added(ACTIONS, "Cold,lost,gone,rival,Call", line(ACTIONS, "Cold lost gone rival", "account_lifecycle", "rival",
              "allowed: any, prospect, customer, lost, disqualified")),
        added(ARCHETYPES, "30,looker,tier,low,1,9,30", line(ARCHETYPES, "30 tier low 30", "archetype", "looker",
              "the rows of one rule_order are one rule and name one archetype; allowed: the same archetype, or another rule_order")),
        added(ARCHETYPES, "90,None,tier,low,1,9,30", line(ARCHETYPES, "90 tier low 30", "archetype", "None",
              "none stands for contacts that no rule fits; allowed: another name")),
        added(ARCHETYPES, "91,looker,tier,low,2,1,30", line(ARCHETYPES, "91 tier low 30", "max_days", "1", "no contact could fit; allowed: min_days or more")),
        added(ARCHETYPES, "92,looker,tier,hot,1,9,30",
              line(ARCHETYPES, "92 tier hot 30", "value_like", "hot", "allowed where looks_at is tier: high, mid, low, negative")),
        added(ARCHETYPES, "93,client,lifecycle,client,1,9,30", line(ARCHETYPES, "93 lifecycle client 30", "value_like", "client",
              "allowed where looks_at is lifecycle: prospect, customer, lost, disqualified")),
        added(CARDS, "hand_weights,events_7_days,0,10,1,1,9999-12-31,A taken name",
              line(CARDS, "hand_weights events_7_days 0", "scorecard_name", "hand_weights", TAKEN_CARD)),
        added(CARDS, "own,sales_meeting_held,0,10,1,1,9999-12-31,A leak",
              line(CARDS, "own sales_meeting_held 0", "feature_name", "sales_meeting_held",
                   "the signal has leak_risk exclude and is never a feature; allowed: a signal with leak_risk none or watch")),
        added(CARDS, "own,events_7_days,5,5,1,1,9999-12-31,No width",
              line(CARDS, "own events_7_days 5", "upper_bound", "5", "allowed: a number above lower_bound")),
        added(CARDS, "recency_only,days_since_last_event,90,100,1,1,9999-12-31,Twice",
              line(CARDS, "recency_only days_since_last_event 90", "lower_bound", "90",
                   "the value would count twice; allowed: the upper_bound of the row below, or more")),
        added(BLOCKED, "email,domain,Example.COM,again",
              *(f"{BLOCKED}.csv, line {number}, column identifier_type: the row stands 2 times in the file; allowed: once"
                for number in (line_of_row(BLOCKED, "email,domain,example.com"), line_of_row(BLOCKED) + 1))),
        variable("intent_as_of_date", "yesterday", f"allowed: null, today, {DATES}"),
        variable("intent_history_start_date", "25/06/2026", f"allowed: null, {DATES}"),
        variable("intent_test_start_date", QUOTED_INJECTION, f"allowed: null, {DATES}"),
        variable("intent_history_step_days", 0, "allowed: a whole number of days from 1 to 366"),
        variable("intent_conversion_window_days", "seven", "allowed: a whole number of days from 1 to 365"),
        variable("intent_conversions_repeat", "no", "allowed: true, false (without quotes)"),
        variable("intent_requires_earlier_conversion", True,
                 "nobody stays after a conversion; allowed with intent_conversions_repeat: true, else false", "true"),
        variable("intent_champion_scorecard", "nobody", NO_SCORECARD),
        variable("intent_challenger_scorecard", "auto", NO_SCORECARD.replace("auto", "null")),
        variable("intent_challenger_percent", 10,
                 "a pinned champion scores everybody; allowed with intent_champion_scorecard: auto, else 0"),
        variable("intent_challenger_start_date", "next week", f"allowed: null, {DATES}"),
        variable("intent_deal_models", "stg_salesforce__deals", MODELS),
        variable("intent_event_models", ["stg_segment__events", "stg_segment__events"], MODELS),
        variable("intent_time_zone", "California", ZONES),
        variable("intent_hold_out_percent", 60, "allowed: a whole number from 0 to 50"),
        variable("intent_fit_base", 101, "allowed: a whole number from 0 to 100"),
        variable("intent_weekly_capacity", 0, "allowed: a whole number from 1 to 100000"),
        variable("intent_segment_order_severity", "stop", "allowed: warn, error"),
        variable("intent_demo_path", "demo/raw'", "allowed: a path without quotes, brackets and semicolons"),
    ],
    "columns": [
        without(S, "max_points"),
        without(CURVES, "half_life_days"),
        without(ERASED, "requested_at"),
        renamed(R, "campaign_like", "campaign"),
        with_column(DOMAINS, "owner"),
        empty(SEGMENTS),
        empty(BLOCKED),
        Fault("a knots seed without rows",
              tuple(line(CURVES, name, "shape", shape, "the curve has no knot at age 0; allowed: a knots shape with such a row in "
                         "intent_decay_knots.csv, half_life, none") for name, shape in (("default", "knots_linear"), ("default_steps", "knots_step"))),
              KNOTS, lambda table: table.rows.clear()),
        cell(BOT_LIMITS, "events_a_day", "value", "0", "allowed: a whole number from 1 to 1000000"),
        cell(BOT_PATTERNS, "trap_link %/trap-%", "matches", "trap", "allowed: user_agent, not_a_bot, trap_link, mail_click, scanner_act, free_mail", "trap %/trap-%"),
        Fault("a limit without a row",
              (line(BOT_LIMITS, "", "limit_name", "links_in_a_burst", "no row has this limit_name; add one, because it is needed"),),
              BOT_LIMITS, lambda table: table.rows.remove(table.row("links_in_a_burst"))),
        variable("intent_time_zone", QUOTED_INJECTION, ZONES),
        variable("intent_as_of_date", "2026-02-30", f"allowed: null, today, {DATES}"),
        variable("intent_history_step_days", INJECTION, "allowed: a whole number of days from 1 to 366"),
        variable("intent_conversion_window_days", 7.5, "allowed: a whole number of days from 1 to 365"),
        variable("intent_champion_scorecard", QUOTED_INJECTION, NO_SCORECARD),
        variable("intent_event_models", None, MODELS),
        variable("intent_scorecards_seed", "own_scorecards",
                 "allowed: null; the var is named intent_scorecard_weights_seed now"),
    ],
    "gap": [
        Fault("segments with a gap",
              tuple(line(SEGMENTS, "", "min_score", "0 to 4", f"these scores have no segment when the trend is {trend}; "
                         "allowed: one segment with min_score 0 for each trend") for trend in ("rising_or_flat",)),
              SEGMENTS, lambda table: table.row("Cold").__setitem__(2, "5")),
        Fault("customers who opted out have no action",
              tuple(line(ACTIONS, "", "recommended_action", f"{name} customer opted_out",
                         "no row says what to do; allowed: a row for the segment or for any, with account_lifecycle any")
                    for name in ("High Intent", "Warming", "Cooling", "Cold")),
              ACTIONS, lambda table: table.rows.remove(table.row("any customer opted_out any"))),
        cell(SCORE_LIMITS, "rising_change", "limit_value", "101", "no score would be rising or falling; allowed: a whole number from 1 to 100"),
        added(DEAL_SIZES, "mid,employee_count,200,1000,5"),
        added(SIZE_CUTS, "mid,Cold,6", line(SIZE_CUTS, "mid Cold", "min_score", "6", "lower scores have no segment in the class; allowed: 0")),
        empty(S),
        Fault("the history starts after the as-of date",
              ("dbt_project.yml, row vars, column intent_history_start_date, value '2026-06-30': "
               "the history would start after the as-of date; allowed: a day up to intent_as_of_date",),
              variables={"intent_as_of_date": "2026-06-29", "intent_history_start_date": "2026-06-30"}),
        variable("intent_daily_history_days", -1, "allowed: a whole number of days from 0 to 366"),
        variable("intent_history_step_days", True, "allowed: a whole number of days from 1 to 366"),
        variable("intent_conversion_window_days", -30, "allowed: a whole number of days from 1 to 365"),
        variable("intent_reload_days", 0, "allowed: null, a whole number of days from 1 to 3660"),
        variable("intent_full_check_weekday", "Sunday",
                 "allowed: monday, tuesday, wednesday, thursday, friday, saturday, sunday"),
        variable("intent_champion_scorecard", 5, NO_SCORECARD),
    ],
}  # fmt: skip
FAULTS = [(name, fault) for name, faults in BUILDS.items() for fault in faults]
# What the other faults of a build bring about beside their own sentences.
CONSEQUENCES = {
    "cells": {line(CONDITIONS, "calculator_then_pricing", "signal_like", "roi_calculator_completed", NO_MEMBER)},
    "gap": {
        line(C, name, "unless_signal_like", "%_requested",
             "the pattern matches no signal; allowed: a signal_name, % for any string, or none")
        for name in ("repeat_careers_visits", "stayed_unsubscribed")
    },
}  # fmt: skip
