"""The signals of the demo: how often they happen and how much they move the hazard (planted).

`yearly` is the rate of an idle person of average activity per year, `per_period` the expected
number in a 45-day buying period. `effect` is the log hazard per decayed unit, counted up to
`cap` units, with a half-life in days. Page and email rates come from visits and mailings, so
their rates here are 0.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Signal:
    """One kind of act; `needs` names who can do it, `carrier` the table that records it."""

    name: str
    carrier: str
    needs: str
    yearly: float
    per_period: float
    effect: float
    cap: float
    half_life_days: int


SIGNALS = (
    Signal("pricing_page_viewed", "page", "web", 0, 0, 0.8, 2, 14),
    Signal("comparison_page_viewed", "page", "web", 0, 0, 0.68, 2, 14),
    Signal("roi_page_viewed", "page", "web", 0, 0, 0, 0, 0),
    Signal("demo_page_viewed", "page", "web", 0, 0, 0.28, 2, 10),
    Signal("case_study_viewed", "page", "web", 0, 0, 0.21, 2, 20),
    Signal("documentation_viewed", "page", "web", 0, 0, 0.091, 2, 14),
    Signal("integration_page_viewed", "page", "web", 0, 0, 0.14, 2, 14),
    Signal("product_page_viewed", "page", "web", 0, 0, 0.057, 2, 14),
    Signal("blog_post_viewed", "page", "web", 0, 0, 0.023, 3, 30),
    Signal("careers_page_viewed", "page", "web", 0, 0, -0.68, 2, 21),
    Signal("site_visited", "page", "web", 0, 0, 0, 0, 0),
    Signal("demo_requested", "track_or_form", "web", 0.01, 0.17, 1.1, 1, 18),
    Signal("meeting_booked", "track", "web", 0.006, 0.12, 1.1, 1, 14),
    Signal("roi_calculator_completed", "track", "web", 0.03, 0.22, 0.74, 1, 14),
    Signal("content_shared", "track", "web", 0.08, 0.12, 0.046, 2, 10),
    Signal("video_watched", "track", "web", 0.22, 0.45, 0.046, 2, 14),
    Signal("contact_sales_requested", "form", "hubspot", 0.008, 0.14, 1.1, 1, 18),
    Signal("case_study_downloaded", "form", "hubspot", 0.25, 0.35, 0.28, 2, 20),
    Signal("white_paper_downloaded", "form", "hubspot", 0.39, 0.3, 0.17, 2, 20),
    Signal("newsletter_subscribed", "form", "hubspot", 0.12, 0.12, 0.046, 1, 30),
    Signal("email_delivered", "mail", "hubspot", 0, 0, 0, 0, 0),
    Signal("email_opened", "mail", "hubspot", 0, 0, 0.023, 4, 14),
    Signal("email_product_link_clicked", "mail", "hubspot", 0, 0, 0.28, 2, 14),
    Signal("email_link_clicked", "mail", "hubspot", 0, 0, 0.068, 2, 14),
    Signal("email_forwarded", "mail", "hubspot", 0, 0, 0.17, 1, 14),
    Signal("email_unsubscribed", "mail", "hubspot", 0, 0, -0.91, 1, 30),
    Signal("email_replied", "task", "lead", 0.094, 0.36, 0.63, 2, 14),
    Signal("sales_call_held", "task", "lead", 0.15, 0.55, 0, 0, 0),
    Signal("sales_meeting_held", "task", "lead", 0.01, 0.06, 0, 0, 0),
    Signal("outbound_email_sent", "task", "lead", 0.3, 0.45, 0, 0, 0),
    Signal("campaign_responded", "member", "lead", 0.34, 0.25, 0.17, 2, 21),
    Signal("campaign_joined", "member", "lead", 0.35, 0, 0, 0, 0),
    Signal("trial_started", "generic", "user", 0.03, 0.22, 0.74, 1, 18),
    Signal("feature_used", "generic", "user", 0.5, 0.7, 0.11, 3, 7),
    Signal("integration_connected", "generic", "user", 0.02, 0.03, 0.28, 1, 14),
    Signal("teammate_invited", "generic", "user", 0.02, 0.03, 0.28, 1, 14),
    Signal("demo_tour_started", "generic", "web", 0.22, 0.45, 0.14, 1, 10),
    Signal("demo_section_viewed", "generic", "web", 0, 0, 0.034, 3, 10),
    Signal("demo_tour_completed", "generic", "web", 0, 0, 0.4, 1, 14),
    Signal("webinar_registered", "generic", "any", 0.8, 0.4, 0.11, 1, 14),
    Signal("webinar_attended", "generic", "any", 0, 0, 0.34, 2, 20),
    Signal("ad_clicked", "generic", "web", 0.16, 0.3, 0.057, 2, 7),
    Signal("ad_form_submitted", "generic", "any", 0.04, 0.08, 0.23, 1, 14),
    Signal("review_site_visited", "generic", "any", 0.28, 0.3, 0.17, 2, 14),
    Signal("competitor_compared", "generic", "any", 0.02, 0.18, 0.63, 1, 18),
    Signal("topic_surged", "generic", "any", 0.15, 0.5, 0.11, 2, 14),
    Signal("post_commented", "generic", "any", 0.1, 0.12, 0.034, 2, 5),
    Signal("post_shared", "generic", "any", 0.06, 0.1, 0.034, 2, 5),
    Signal("direct_message_sent", "generic", "any", 0.06, 0.1, 0.17, 1, 7),
    Signal("chat_started", "generic", "web", 0.28, 0.3, 0.23, 2, 7),
    Signal("page_scrolled", "generic", "web", 0.6, 0.4, 0, 0, 0),
    Signal("email_received", "generic", "lead", 0.01, 0.03, 0.63, 2, 14),
    Signal("call_logged", "generic", "lead", 0.05, 0.05, 0, 0, 0),
    Signal("meeting_held", "generic", "lead", 0.01, 0, 0, 0, 0),
)
NUMBER_OF = {signal.name: number for number, signal in enumerate(SIGNALS)}


def numbers_of(carrier: str) -> list[int]:
    """Numbers of the signals whose carrier starts with the given word."""
    return [n for n, signal in enumerate(SIGNALS) if signal.carrier.startswith(carrier)]
