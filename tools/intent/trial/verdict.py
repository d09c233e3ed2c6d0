"""What a trial says in plain words: which scorecard is best, whether that may be chance, and what to do next."""

from __future__ import annotations

from intent.trial.findings import (
    BASELINES,
    CHAMPION,
    CONTACTS_TO_PROMOTE,
    CONVERSIONS_TO_LEARN,
    CONVERSIONS_TO_PROMOTE,
    CONVERTERS_TO_COMPARE,
    LEARNED,
    TUNED,
    Card,
    Findings,
)


def conclusion(found: Findings, names: dict[str, str], about: dict[str, str]) -> list[str]:
    """The result in a few sentences."""
    if not found.cards:
        return [
            "There is nothing to compare yet: no date has a closed window with contacts on both sides of the split."
        ]
    if not found.can_compare:
        return [
            f"No scorecard can be called better than another: {people(found.n_converters)} converted on the later "
            f"dates, and at least {CONVERTERS_TO_COMPARE} are needed.",
            *not_learned(found),
        ]
    best, champion = found.best, found.card(CHAMPION)
    if not found.is_better_than_chance:
        return [
            f"No scorecard is shown to rank better than chance: the best, {names[best.name].lower()}, has a ROC AUC of "
            f"{best.roc_auc.value:.3f} (95% interval {best.roc_auc.low:.3f} to {best.roc_auc.high:.3f}; chance: 0.5).",
            *not_learned(found),
        ]
    said = [
        f"Best: {names[best.name]} ({best.name}). The tenth of the contacts it puts first converted "
        f"{best.lift_top_10.value:.1f} times as often as everybody (95% interval {best.lift_top_10.low:.1f} to "
        f"{best.lift_top_10.high:.1f}), and held {share_of_first_tenth(best)} of all who converted."
    ]
    if best.name != CHAMPION and champion is not None and best.pr_auc_gain is not None:
        gain = best.pr_auc_gain
        chance = "so chance alone does not explain it" if gain.low > 0 else "which holds 0, so it may be chance"
        said.append(
            f"Its PR AUC is {best.pr_auc.value:.3f} against {champion.pr_auc.value:.3f} of {names[CHAMPION].lower()}: "
            f"{gain.value:+.3f}, with a 95% interval of {gain.low:+.3f} to {gain.high:+.3f}, {chance}."
        )
    if best.name == CHAMPION and found.card(LEARNED) is not None:
        learned = found.card(LEARNED).pr_auc_gain
        if learned is not None:
            said.append(
                f"Learned weights did not rank better: PR AUC {learned.value:+.3f} "
                f"(95% interval {learned.low:+.3f} to {learned.high:+.3f})."
            )
    said += close_rivals(found, names) + not_learned(found) + better_baselines(found, names)
    return said


def close_rivals(found: Findings, names: dict[str, str]) -> list[str]:
    """Other scorecards that may be as good: those above what the best one's interval begins with."""
    best = found.best
    close = [
        f"{names[card.name].lower()} ({card.pr_auc.value:.3f})"
        for card in found.cards
        if card is not best and card.name not in (*BASELINES, CHAMPION) and card.pr_auc.value >= best.pr_auc.low
    ]
    return [f"Close behind, and perhaps as good: {', '.join(close)}."] if close else []


def share_of_first_tenth(card: Card) -> str:
    """The share of the converters in the first tenth."""
    return f"{min(card.lift_top_10.value / 10, 1):.0%}"


def people(number: int) -> str:
    """A number of people, in words where it is none or one."""
    return {0: "nobody", 1: "one contact"}.get(number, f"{number:,} contacts")


def not_learned(found: Findings) -> list[str]:
    """Why there are no learned weights, where there are none."""
    if found.card(LEARNED) is not None:
        return []
    return [
        f"No weights were learned: {people(found.n_train_converters)} converted on the earlier dates, and "
        f"{CONVERSIONS_TO_LEARN} conversions must be known before the first later date."
    ]


def simple_rules_above(found: Findings) -> list[Card]:
    """The baselines, but for random order, that rank better than the weights in use, and not by chance."""
    return [
        card
        for card in found.cards
        if card.name in BASELINES[:-1] and card.pr_auc_gain is not None and card.pr_auc_gain.low > 0
    ]


def better_baselines(found: Findings, names: dict[str, str]) -> list[str]:
    """A warning where a simple baseline is not beaten."""
    better = [names[card.name].removeprefix("Baseline: ") for card in simple_rules_above(found)]
    if found.card(CHAMPION) is None or not better:
        return []
    return [
        f"{names[CHAMPION]} rank worse than a simple rule ({', '.join(better)}): "
        "as they are, they are not worth their upkeep."
    ]


def next_steps(found: Findings, about: dict[str, str]) -> list[str]:
    """What to do with the result."""
    steps = []
    best = found.best if found.can_compare else None
    learned = found.card(LEARNED)
    if not found.cards or not found.can_compare:
        steps.append(
            "Give a longer history, an earlier --test-from or a wider --horizon-days, so that more conversions fall on "
            "the later dates; until then keep the weights that the sales team agrees on."
        )
    elif not found.is_better_than_chance:
        steps.append(
            "Don't work the list by these scores. Look whether the signals happen before people convert at all, and "
            "whether both files name people alike."
        )
    elif best is not None and best.name == LEARNED and best.pr_auc_gain is not None and best.pr_auc_gain.low > 0:
        if found.n_learned_conversions >= CONVERSIONS_TO_PROMOTE and found.n_contacts >= CONTACTS_TO_PROMOTE:
            steps.append(
                "Let the learned weights decide: set intent_champion_scorecard to learned_additive, or use "
                "signals_proposed.csv as your intent_signals seed if people should be able to read the weights."
            )
        else:
            steps.append(
                "Run the learned weights as a challenger beside your own (they are scored in every build) and "
                f"use signals_proposed.csv as a start; from {CONVERSIONS_TO_PROMOTE} conversions known "
                f"(now {found.n_learned_conversions:,}) of {CONTACTS_TO_PROMOTE:,} contacts on they may decide alone."
            )
    elif best is not None and best.name == TUNED and best.pr_auc_gain is not None and best.pr_auc_gain.low > 0:
        steps.append(
            "Keep the points and change how fast they fade and how many events count: `intent tune --database` with "
            "the trial's warehouse.duckdb writes the rows for your seeds."
        )
    elif simple_rules_above(found):
        steps.append("Work the list by the simple rule for now, and take weights once some rank better than it.")
    elif learned is not None:
        steps.append(
            "Keep the weights you have; learned weights are not shown to rank better. Look again with more conversions."
        )
    else:
        steps.append(f"Keep the weights you have, and look again from {CONVERSIONS_TO_LEARN} earlier conversions on.")
    if learned is None and found.n_converters >= CONVERSIONS_TO_LEARN + CONVERTERS_TO_COMPARE:
        steps.append(
            f"Give a later --test-from: {people(found.n_converters)} converted on the later dates, of which enough for "
            "learned weights would then be earlier ones."
        )
    if about["signals"] == "":
        is_one = "is one" if any(one.proposed is not None for one in found.weights) else "has the rows to begin with"
        steps.append(
            "All signals weighed the same here. Write down what each is worth in a signals file (signals_proposed.csv "
            f"{is_one}) and run the trial again with --signals."
        )
    together = sorted({tuple(sorted((one.signal, one.correlated))) for one in found.weights if one.correlated})
    if together:
        pairs = ", ".join(f"{first} with {second}" for first, second in together[:3])
        steps.append(
            f"These signals mostly come together, so their weights can't be kept apart ({pairs}): consider keeping one."
        )
    steps.append(
        "Before anybody acts on the scores: hold a random part of the contacts out (intent_hold_out_percent), so that "
        "you can tell what acting adds from what ranking finds."
    )
    return steps
