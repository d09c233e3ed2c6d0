"""report.html of a trial: one file that opens without a network, with every text of the user's data escaped."""

from __future__ import annotations

from html import escape
from math import isnan

from intent.trial.charts import COLOURS, Chart, Line, flat_bars, legend, round_up, ticks
from intent.trial.findings import CHAMPION, LEARNED, SHARES, TUNED, Card, Findings, Measured
from intent.trial.verdict import conclusion, next_steps

MOST_WEIGHTS = 40
STYLE = """
body{font:16px/1.5 system-ui,sans-serif;color:#222;max-width:780px;margin:2rem auto;padding:0 1rem}
h1{font-size:1.7rem;margin-bottom:.2rem}h2{font-size:1.2rem;margin:2.2rem 0 .4rem}
.meta,.note{color:#595959;font-size:.9rem}.box{background:#eef4fa;border-left:5px solid #1b5e9b;padding:.6rem 1rem}
.box p{margin:.4rem 0}table{border-collapse:collapse;width:100%;font-size:.86rem}
th,td{text-align:right;padding:.35rem .5rem;border-bottom:1px solid #ddd;vertical-align:top}
th:first-child,td:first-child{text-align:left}td small{color:#595959;display:block;white-space:nowrap}
tr.best td{background:#eef4fa;font-weight:600}svg{width:100%;height:auto;font:12px system-ui,sans-serif;fill:#333}
.legend span{margin-right:1.2rem;font-size:.86rem}
.legend i{display:inline-block;width:.8rem;height:.8rem;margin-right:.35rem}
.scroll{overflow-x:auto}@media print{body{margin:0;max-width:none}h2{break-after:avoid}svg{break-inside:avoid}}
"""


def report_page(found: Findings, about: dict[str, str]) -> str:
    """The page; `about` holds the names of the files and the options, as they were given."""
    names = card_names(found, about)
    sections = [
        f'<div class="box">{paragraphs(conclusion(found, names, about))}</div>',
        "<h2>What to do next</h2><ol>"
        + "".join(f"<li>{escape(step)}</li>" for step in next_steps(found, about))
        + "</ol>",
        section("The scorecards, on later dates", table(found, names), TABLE_NOTE.format(first_date=found.first_date)),
        section("Lift by tenth of the contacts", lift_chart(found, names), LIFT_NOTE),
        section("How many converters the first contacts hold", gains_chart(found, names), GAINS_NOTE),
        section("Does a score keep what it promises?", calibration_chart(found, names), CALIBRATION_NOTE),
        section("What each signal weighs", weights_chart(found), weights_note(about)),
    ]
    meta = (
        f"{about['events']} and {about['conversions']}: {found.n_contacts:,} {about['population']} on "
        f"{found.n_dates} dates"
        f"{f' from {found.first_date} to {found.last_date}' if found.n_dates else ''}; a conversion counts within "
        f"{about['horizon_days']} days; {found.n_converters:,} contacts converted."
    )
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Who will convert? A trial of buying-intent scores</title><style>{STYLE}</style></head><body>"
        f'<h1>Who will convert?</h1><p class="meta">A trial of buying-intent scores. {escape(meta)}</p>'
        f"{''.join(sections)}</body></html>\n"
    )


TABLE_NOTE = (
    "Measured on dates from {first_date} on, which no learned weight has seen. ROC AUC: how often a converter stands "
    "above somebody else (0.5 is chance). PR AUC: how pure the top of the list is (chance is the base rate). Lift of "
    "the first tenth: how many times as often it converts as everybody. Small figures are 95% intervals over contacts. "
    "Baselines are what a scorecard has to beat."
)
LIFT_NOTE = (
    "Contacts in ten equal groups, from the highest score (1) to the lowest (10). 1x is everybody's rate; the lines on "
    "the bars are 95% intervals."
)
GAINS_NOTE = (
    "Read: whoever works the first 20% of the list reaches so many of all who convert. The dashed line is random order."
)
CALIBRATION_NOTE = (
    "Each dot is a tenth of the scores. Across: the rate to expect, by the learned weights themselves or, for "
    "other weights, what the same points converted at on earlier dates. Up: the rate that came, with its 95% interval. "
    "On the dashed line both are the same; above it, more converted than promised."
)


def weights_note(about: dict[str, str]) -> str:
    """Where the proposed points come from."""
    bounds = " and stay within what the tier's signals are worth" if about["signals"] else ""
    return (
        f"Proposed points come from the learned weights{bounds}; none is proposed for a signal with fewer than 20 "
        "converters. signals_proposed.csv holds the whole list, ready to be used as a seed."
    )


def card_names(found: Findings, about: dict[str, str]) -> dict[str, str]:
    """What people call each scorecard."""
    known = {
        CHAMPION: "Equal weights" if about["signals"] == "" else "Your weights",
        LEARNED: "Learned weights",
        TUNED: "Equal weights, tuned" if about["signals"] == "" else "Your weights, tuned",
        "best_single_signal": "Baseline: the best single signal",
        "recency_only": "Baseline: most recent first",
        "volume_only": "Baseline: most active first",
        "random_order": "Baseline: random order",
    }
    return {card.name: known.get(card.name, card.name) for card in found.cards}


def section(title: str, content: str, note: str) -> str:
    """A part of the page; the note only where there is something to explain."""
    if not content:
        return f"<h2>{title}</h2><p>Nothing to show: too few converted.</p>"
    return f'<h2>{title}</h2>{content}<p class="note">{note}</p>'


def paragraphs(sentences: list[str]) -> str:
    """Sentences, each in a paragraph."""
    return "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences)


def figure(measured: Measured, digits: int, unit: str = "") -> str:
    """A table cell: a number over its interval."""
    if isnan(measured.value):
        return "<td>–</td>"
    interval = "" if isnan(measured.low) else f"<small>{measured.low:.{digits}f} to {measured.high:.{digits}f}</small>"
    return f"<td>{measured.value:.{digits}f}{unit}{interval}</td>"


def table(found: Findings, names: dict[str, str]) -> str:
    """The scorecards with their measures."""
    if not found.cards or found.n_converted == 0:
        return ""
    heads = "".join(f"<th>{head}</th>" for head in ("Scorecard", "ROC AUC", "PR AUC", "Lift of the first tenth"))
    lines = []
    for card in found.cards:
        best = ' class="best"' if found.can_compare and found.best is card else ""
        lines.append(
            f"<tr{best}><td>{escape(names[card.name])}<small>{escape(card.name)}</small></td>"
            f"{figure(card.roc_auc, 3)}{figure(card.pr_auc, 3)}{figure(card.lift_top_10, 1, 'x')}</tr>"
        )
    base = found.n_converted / found.n_rows
    return (
        f'<div class="scroll"><table><thead><tr>{heads}</tr></thead><tbody>{"".join(lines)}</tbody></table></div>'
        f'<p class="note">Base rate: {base:.2%} of {found.n_rows:,} contact-dates converted.</p>'
    )


def shown_cards(found: Findings) -> list[Card]:
    """The best scorecard and the hand weights, each once, where they can be measured."""
    chosen = [found.best, found.card(CHAMPION)]
    return [card for number, card in enumerate(chosen) if card is not None and card not in chosen[:number]]


def lift_chart(found: Findings, names: dict[str, str]) -> str:
    """Bars of lift by tenth, with intervals."""
    cards = [card for card in shown_cards(found) if not isnan(card.lift_by_tenth[0].value)]
    if not cards:
        return ""
    most = max(max(one.value, 0.0 if isnan(one.high) else one.high) for card in cards for one in card.lift_by_tenth)
    chart = Chart(
        "Lift by tenth of the contacts", "Tenth of the contacts, 1 has the highest scores",
        "Times the rate of everybody", 10, round_up(most),
        [(number + 0.5, str(number + 1)) for number in range(10)], "x",
    )  # fmt: skip
    width = 0.8 / len(cards)
    for nth, card in enumerate(cards):
        for number, one in enumerate(card.lift_by_tenth):
            place = number + 0.1 + nth * width
            says = f"{names[card.name]}, tenth {number + 1}: {one.value:.2f}x ({one.low:.2f} to {one.high:.2f})"
            chart.bar(place, width * 0.94, one.value, COLOURS[nth], says)
            chart.whisker(place + width * 0.47, one.low, one.high)
    chart.line(Line("everybody", [(0, 1), (10, 1)], "#555", is_dashed=True))
    return legend([(names[card.name], COLOURS[nth]) for nth, card in enumerate(cards)]) + chart.text()


def gains_chart(found: Findings, names: dict[str, str]) -> str:
    """Cumulative gains of every scorecard but the random one."""
    cards = [card for card in found.cards if card.name != "random_order" and not isnan(card.gains[-1])]
    if not cards:
        return ""
    chart = Chart(
        "Cumulative gains", "Share of the contacts, from the highest score down", "Share of all who converted",
        1, 1, [(tick / 5, f"{tick * 20}%") for tick in range(6)], "%",
    )  # fmt: skip
    chart.line(Line("random order", [(0, 0), (1, 1)], "#555", is_dashed=True))
    colours = [(card, COLOURS[min(nth, len(COLOURS) - 1)]) for nth, card in enumerate(cards)]
    for card, colour in colours:
        chart.line(Line(names[card.name], list(zip(SHARES, card.gains, strict=True)), colour))
    return legend([(names[card.name], colour) for card, colour in colours]) + chart.text()


def calibration_chart(found: Findings, names: dict[str, str]) -> str:
    """Expected and observed rates of the best scorecard and the hand weights."""
    cards = [card for card in shown_cards(found) if card.bands]
    if not cards or found.n_converted == 0:
        return ""
    bands = [band for card in cards for band in card.bands]
    most = round_up(max(max(band.expected, band.observed.value, band.observed.high) for band in bands))
    chart = Chart(
        "Expected and observed conversion rates", "Rate to expect", "Rate that came",
        most, most, [(value, f"{100 * value:.3g}%") for value in ticks(most)], "%",
    )  # fmt: skip
    chart.line(Line("as expected", [(0, 0), (most, most)], "#555", is_dashed=True))
    for nth, card in enumerate(cards):
        for band in card.bands:
            chart.whisker(band.expected, band.observed.low, band.observed.high, COLOURS[nth])
            says = f"{names[card.name]}: expected {band.expected:.2%}, came {band.observed.value:.2%}"
            chart.dot(band.expected, band.observed.value, COLOURS[nth], says)
    return legend([(names[card.name], COLOURS[nth]) for nth, card in enumerate(cards)]) + chart.text()


def weights_chart(found: Findings) -> str:
    """The points of each signal beside the proposed ones."""
    if not found.weights:
        return ""
    rows = [
        (weight.signal, [(weight.points, COLOURS[0]), (weight.proposed, COLOURS[1])])
        for weight in found.weights[:MOST_WEIGHTS]
    ]
    more = len(found.weights) - MOST_WEIGHTS
    rest = f'<p class="note">{more} more signals are in signals_proposed.csv.</p>' if more > 0 else ""
    return legend([("points in use", COLOURS[0]), ("proposed points", COLOURS[1])]) + flat_bars(rows) + rest
