"""What people do, and the score it must give: invented lives through the whole path."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

import pytest
from contracts_project import ContractsProject, event, link

TODAY = datetime(2026, 6, 30, 12)


def days_ago(days: int, minutes: int = 0) -> datetime:
    """A moment so many days before today."""
    return TODAY - timedelta(days=days) + timedelta(minutes=minutes)


def opens(person: str, days: range) -> list[dict]:
    """One email open a day."""
    return [event(person, "email_opened", days_ago(day), "Newsletter") for day in days]


def page(person: str, path: str, days: int, minutes: int = 0) -> dict:
    """A page view by a known person."""
    return event(person, "page_viewed", days_ago(days, minutes), path)


def emails(person: str, *days: int) -> list[dict]:
    """Emails that reached a person so many days ago."""
    return [event(person, "email_delivered", days_ago(day)) for day in days]


def visits(person: str, seconds: int | None, more: tuple[str, int] | None = None) -> list[dict]:
    """Three visits of a blog post that each took so many seconds, perhaps with another page for so many."""
    first = [{**page(person, "/blog/one", day), "duration_seconds": seconds} for day in (20, 12, 5)]
    if more is None:
        return first
    path, others = more
    return first + [{**page(person, path, day, 1), "duration_seconds": others} for day in (20, 12, 5)]


def contact(crm_id: str, account_key: str) -> dict:
    """A CRM record that knows nothing but its account."""
    return {
        "source_name": "given",
        "identifier_type": "crm_id",
        "identifier_value": crm_id,
        "account_key": account_key,
        "valid_from": days_ago(50),
    }


def account(account_key: str, domain: str, days: int) -> dict:
    """A version of a CRM account."""
    return {
        "source_name": "given",
        "account_key": account_key,
        "account_name": f"{account_key} at {domain}",
        "domain": domain,
        "valid_from": days_ago(days),
    }


LIVES = {
    "opener@shop.example": opens("opener@shop.example", range(10)),
    "pricing@shop.example": [page("pricing@shop.example", "/pricing", 0)],
    "dreadful@shop.example": [
        page("dreadful@shop.example", "/careers", 20),
        page("dreadful@shop.example", "/careers/engineer", 10),
        event("dreadful@shop.example", "email_unsubscribed", days_ago(5)),
        event("dreadful@shop.example", "demo_requested", days_ago(0)),
    ],
    "applicant@shop.example": [
        page("applicant@shop.example", "/careers", 20),
        page("applicant@shop.example", "/careers/engineer", 10),
        page("applicant@shop.example", "/pricing", 1),
    ],
    "faded@shop.example": [page("faded@shop.example", "/pricing", 90)],
    "returning@shop.example": [
        page("returning@shop.example", "/pricing", 3),
        page("returning@shop.example", "/pricing", 0),
    ],
    "keen@shop.example": [page("keen@shop.example", "/pricing", day) for day in (6, 3, 0)],
    "slower@shop.example": [page("slower@shop.example", "/pricing", day) for day in (7, 3, 0)],
    "calculated@shop.example": [
        event("calculated@shop.example", "roi_calculator_completed", days_ago(3)),
        page("calculated@shop.example", "/pricing", 3, 5),
    ],
    "other_way@shop.example": [
        page("other_way@shop.example", "/pricing", 3),
        event("other_way@shop.example", "roi_calculator_completed", days_ago(3, 5)),
    ],
    "too_late@shop.example": [
        event("too_late@shop.example", "roi_calculator_completed", days_ago(11)),
        page("too_late@shop.example", "/pricing", 3),
    ],
    "learner@shop.example": [
        page("learner@shop.example", "/pricing", 20),
        page("learner@shop.example", "/pricing", 18),
        event("learner@shop.example", "webinar_attended", days_ago(5), "One"),
    ],
    "one_visit@shop.example": [
        page("one_visit@shop.example", "/pricing", 18),
        event("one_visit@shop.example", "webinar_attended", days_ago(5), "One"),
    ],
    "browser@shop.example": [page("browser@shop.example", f"/blog/{day}", day) for day in (20, 15, 10, 6)],
    "woken@shop.example": [
        *(page("woken@shop.example", f"/blog/{day}", day) for day in (20, 15, 10, 6)),
        page("woken@shop.example", "/case-studies/one", 2),
    ],
    "unmoved@shop.example": emails("unmoved@shop.example", 30, 25, 20, 15),
    "opened@shop.example": [
        *emails("opened@shop.example", 30, 25, 20, 15),
        event("opened@shop.example", "email_opened", days_ago(12)),
    ],
    "fewer@shop.example": emails("fewer@shop.example", 30, 25, 20),
    "bounced@shop.example": visits("bounced@shop.example", 9),
    "stayed@shop.example": visits("stayed@shop.example", 10),
    "untimed@shop.example": visits("untimed@shop.example", None),
    "went_on@shop.example": visits("went_on@shop.example", 2, ("/about", 2)),
    "timed_later@shop.example": visits("timed_later@shop.example", None, ("/blog/one", 4)),
    "came_back@shop.example": [
        *visits("came_back@shop.example", 3),
        page("came_back@shop.example", "/case-studies/one", 2),
    ],
    "twice@shop.example": visits("twice@shop.example", 3)[:2],
    "peeking@shop.example": [
        {**event("peeking@shop.example", "email_opened", days_ago(day), "News"), "duration_seconds": 1}
        for day in (20, 12, 5)
    ],
    "reader@shop.example": [page("reader@shop.example", f"/blog/{number}", 1, number) for number in range(3)],
    "scattered@shop.example": [page("scattered@shop.example", f"/blog/{number}", number + 1) for number in range(3)],
    "buyer@two.example": [event("buyer@two.example", "demo_requested", days_ago(0))],
    "user@two.example": [page("user@two.example", "/pricing", 0)],
    # Chats come from a source of their own, daily until it fell silent 40 days ago.
    "chatted@shop.example": [
        {**event("chatted@shop.example", "chat_started", days_ago(day)), "source_name": "old_chat"}
        for day in (44, 43, 42, 41, 40)
    ],
    "future@shop.example": [
        page("future@shop.example", "/pricing", 2),
        event(
            "future@shop.example",
            "page_viewed",
            days_ago(-2),
            "/pricing",
            received_at=days_ago(-2),
        ),
    ],
}
# Acts that only ever add points: weak ones, and strong ones beside them.
LOW_ACTS = [
    ("email_opened", "Newsletter"),
    ("email_clicked", "/news"),
    ("page_viewed", "/"),
    ("page_viewed", "/product/one"),
    ("page_viewed", "/blog/one"),
    ("page_scrolled", "/blog/one"),
    ("video_watched", "Tour"),
    ("content_shared", "/blog/one"),
    ("ad_clicked", "Autumn"),
    ("topic_surged", "scoring"),
]
ALL_ACTS = [*LOW_ACTS, ("page_viewed", "/pricing"), ("webinar_attended", "One"), ("demo_requested", "")]
N_HISTORIES = 40


def history(person: str, acts: list[tuple[int, int, tuple[str, str]]], days_older: int = 0) -> list[dict]:
    """A random life as events of a person, perhaps so many days earlier."""
    return [event(person, name, days_ago(days + days_older, minutes), target) for days, minutes, (name, target) in acts]


def random_lives() -> list[dict]:
    """Lives thrice each: as they are, with an act more, and ten days earlier; a third of them of weak acts alone."""
    random = Random(17)
    events = []
    for number in range(N_HISTORIES):
        acts = [
            (random.randrange(40), random.randrange(600), random.choice(ALL_ACTS if number % 3 else LOW_ACTS))
            for _ in range(random.randrange(1, 60))
        ]
        more = (random.randrange(40), random.randrange(600), random.choice(ALL_ACTS))
        events += history(f"life{number}@random.example", acts)
        events += history(f"more{number}@random.example", [*acts, more])
        events += history(f"older{number}@random.example", acts, days_older=10)
    return events


TIRELESS = [
    event("tireless@shop.example", name, days_ago(day, 120 * number), target)
    for day in range(4)
    for number, (name, target) in enumerate(LOW_ACTS)
    if target != "/product/one"
]
DEVICE_EVENT = event("laptop-1", "page_viewed", days_ago(40), "/pricing", "anonymous_id")
KIOSK_EVENT = event("kiosk-1", "page_viewed", days_ago(3), "/pricing", "anonymous_id")


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> ContractsProject:
    """The lives, built once."""
    made = ContractsProject(tmp_path_factory.mktemp("scenarios") / "project")
    events = [row for life in LIVES.values() for row in life]
    made.write("events", [*events, *TIRELESS, *random_lives(), DEVICE_EVENT, KIOSK_EVENT])
    made.write(
        "identity_links",
        [
            link("anonymous_id", "laptop-1", "email", "late@shop.example", days_ago(10)),
            link("anonymous_id", "kiosk-1", "email", "first@shop.example", days_ago(30)),
            link("anonymous_id", "kiosk-1", "email", "second@shop.example", days_ago(20)),
            link("email", "null", "crm_id", "crm:1", days_ago(20)),
            link("email", "null", "crm_id", "crm:2", days_ago(20)),
            link("crm_id", "crm:9", "email", "Chained@Shop.example ", days_ago(20)),
            link("email", "chained@shop.example", "user_id", "u9", days_ago(15)),
        ],
    )
    made.write("contacts", [contact("crm:1", "left"), contact("crm:2", "right")])
    made.write(
        "accounts",
        [
            account("a", "two.example", 50),
            # Two accounts that swap their domains, so that no order of hashes gives both the right company by chance.
            account("left", "alpha.example", 50),
            account("left", "beta.example", 10),
            account("right", "beta.example", 50),
            account("right", "alpha.example", 10),
            account("moved", "gone.example", 50),
            account("moved", "here.example", 10),
        ],
    )
    made.build("--full-refresh", with_data_tests=True, intent_as_of_date="2026-06-30", intent_history_step_days=1)
    return made


def score(project: ContractsProject, email: str) -> tuple[int, str]:
    """Score and segment of a person today."""
    return project.rows(f"select score, segment from intent.intent_contact_scores where email = '{email}'")[0]


def test_ten_opens_without_a_click_score_below_one_pricing_visit(project):
    assert 0 < score(project, "opener@shop.example")[0] < score(project, "pricing@shop.example")[0]


def test_a_fresh_demo_request_lands_in_high_intent_whatever_the_past(project):
    assert score(project, "dreadful@shop.example")[1] == "High Intent"


def test_repeated_careers_visits_lower_the_score(project):
    assert score(project, "applicant@shop.example")[0] < score(project, "pricing@shop.example")[0]


def test_weak_acts_alone_never_reach_high_intent(project):
    weight = project.rows(
        "select sum(least(features.value_micro, cards.max_value_micro) / 1e12 * cards.points_per_unit_micro) "
        "from intent_internal.int_contact_features_as_of as features "
        "inner join intent_internal.int_scorecards as cards on features.feature_name = cards.feature_name "
        "inner join intent.intent_contacts as contacts using (contact_id) "
        "where features.as_of_date = '2026-06-30' and email = 'tireless@shop.example'"
    )
    assert weight[0][0] > 25, "without a cap of the tier they would be"
    found, segment = score(project, "tireless@shop.example")
    assert 0 < found < 70
    assert segment == "Warming"


def test_an_act_never_lowers_a_score_and_older_never_beats_newer(project):
    points = dict(
        project.rows("select email, points from intent.intent_contact_scores where email like '%@random.example'")
    )
    assert len(points) == 3 * N_HISTORIES
    for number in range(N_HISTORIES):
        life, more, older = (points[f"{name}{number}@random.example"] for name in ("life", "more", "older"))
        assert older <= life <= more, number


def test_random_weak_acts_never_pass_the_cap_of_their_tier_on_any_date(project):
    """Lives of weak acts alone, as long as they have made no stronger signal of others; 15 is in intent_tier_caps."""
    lowest, highest, most, n_capped, n_beyond = project.rows(
        """
        with seen as (
            select features.as_of_date, features.contact_id,
                sum(least(features.value_micro, cards.max_value_micro) / 1e12 * cards.points_per_unit_micro) as weight
            from intent_internal.int_contact_features_as_of as features
            inner join intent_internal.stg_intent__signals as signals on features.feature_name = signals.signal_name
            inner join intent_internal.int_scorecards as cards on features.feature_name = cards.feature_name
            where features.value_micro > 0 and cards.scorecard_name = 'hand_weights'
            group by features.as_of_date, features.contact_id
            having bool_and(signals.tier = 'low')
        )
        select min(score), max(score), max(points), count(*) filter (points = 15), count(*) filter (weight > 25)
        from seen
        inner join intent.intent_contact_score_history using (as_of_date, contact_id)
        where email like '%@random.example'
        """
    )[0]
    assert most == 15
    assert 0 <= lowest <= highest < 70
    assert n_capped > 0
    assert n_beyond > 0, "without the cap nobody would be High Intent"
    scores = project.rows("select min(score), max(score) from intent.intent_contact_score_history")
    assert 0 <= scores[0][0] <= scores[0][1] <= 100


def test_a_pricing_visit_90_days_old_is_not_hot(project):
    assert score(project, "faded@shop.example") == (0, "Cold")


def test_a_repeat_visit_within_a_week_counts_more_than_the_visits_alone(project):
    names = project.rows(
        "select signal_name from intent.intent_contact_signals inner join intent.intent_contacts "
        "using (contact_id) where email = 'returning@shop.example'"
    )
    assert {row[0] for row in names} == {"pricing_page_viewed", "repeat_pricing_visits"}
    assert score(project, "returning@shop.example")[1] == "High Intent"


def test_three_pricing_visits_count_more_within_a_week(project):
    found = project.rows(
        "select email from intent.intent_contact_signals inner join intent.intent_contacts using (contact_id) "
        "where signal_name = 'frequent_pricing_visits' and email like '%@shop.example'"
    )
    assert found == [("keen@shop.example",)]


def composite_days(project: ContractsProject, signal: str) -> dict[str, list[tuple[int, int, int | None]]]:
    """Of each person with the signal: how many days ago it happened, was known and was taken back."""
    found = project.rows(
        "select email, occurred_date, known_date, nullif(retracted_date, date '9999-12-31') "
        "from intent_internal.int_contact_signal_days inner join intent.intent_contacts using (contact_id) "
        f"where signal_name = '{signal}' and known_date < retracted_date "
        "and email not like '%@random.example' order by email, occurred_date"
    )
    lives: dict[str, list] = {}
    for email, *dates in found:
        lives.setdefault(email, []).append(tuple(day and (TODAY.date() - day).days for day in dates))
    return lives


def test_a_sequence_happens_in_its_order_and_within_its_days_only(project):
    assert composite_days(project, "calculator_then_pricing") == {"calculated@shop.example": [(3, 3, None)]}


def test_a_combination_is_of_the_day_of_the_counted_act_and_known_with_the_other(project):
    assert composite_days(project, "pricing_and_webinar") == {"learner@shop.example": [(18, 5, None)]}


def test_reading_alone_is_held_against_a_person_until_a_stronger_act(project):
    assert composite_days(project, "only_early_reading") == {
        "browser@shop.example": [(6, 6, None)],
        "woken@shop.example": [(6, 6, 2)],
    }
    assert score(project, "browser@shop.example")[0] < score(project, "scattered@shop.example")[0]


def test_emails_are_ignored_when_a_week_later_none_of_four_was_opened(project):
    assert composite_days(project, "ignored_emails") == {"unmoved@shop.example": [(15, 8, None)]}


def test_visits_bounce_that_are_known_to_end_at_once_on_their_first_page(project):
    assert composite_days(project, "rapid_bounces") == {
        "bounced@shop.example": [(5, 5, None)],
        "came_back@shop.example": [(5, 5, 2)],
        "timed_later@shop.example": [(5, 5, None)],
    }


def test_several_articles_count_within_one_session_only(project):
    assert score(project, "reader@shop.example")[0] > score(project, "scattered@shop.example")[0]


def test_an_event_after_the_as_of_date_is_not_seen(project):
    visits = project.rows(
        "select n_events from intent.intent_contact_signals inner join intent.intent_contacts "
        "using (contact_id) where email = 'future@shop.example' and signal_name = 'pricing_page_viewed'"
    )
    assert visits == [(1,)]


def test_a_device_counts_for_its_person_from_the_moment_of_linking(project):
    history = project.rows(
        "select as_of_date, score from intent.intent_contact_score_history "
        "where email = 'late@shop.example' order by as_of_date"
    )
    linked_on = days_ago(10).date()
    assert min(day for day, _ in history) == linked_on
    assert all(points > 0 for _, points in history)


def said(project: ContractsProject, email: str) -> tuple:
    """What speaks against a person today, what to begin with, and how much of the points is left."""
    return project.rows(
        "select reason_down_1, reason_down_2, talking_point, recency_share from intent.intent_contact_scores "
        f"where email = '{email}'"
    )[0]


def test_what_speaks_against_a_person_is_what_takes_points_away_today(project):
    price = "Shall I work out what it would cost for a team of your size?"
    assert said(project, "pricing@shop.example") == (None, None, price, 1)
    # 40 days on the default curve: 0.5 at 30, 0.2 at 60.
    visited = days_ago(40).date()
    silent, fading = f"Nothing since {visited}", f"Fading: Visited the pricing page (on {visited})"
    assert said(project, "late@shop.example") == (silent, fading, price, Decimal("0.4"))
    careers = f"Visited the careers pages on two or more days within a month (on {days_ago(10).date()})"
    assert said(project, "applicant@shop.example") == (careers, None, price, 1)
    # She unsubscribed and looked for a job, then asked for a demo, which takes both back.
    assert said(project, "dreadful@shop.example")[:2] == (None, None)
    # All of it has decayed: nothing is left that could speak for or against.
    assert said(project, "faded@shop.example") == (None, None, None, None)


def test_a_contact_that_no_source_sees_is_not_called_cold(project):
    found = {
        email or crm_id: (has_insufficient_data, action.partition(":")[0])
        for email, crm_id, has_insufficient_data, action in project.rows(
            "select contacts.email, contacts.crm_id, scores.has_insufficient_data, scores.recommended_action "
            "from intent.intent_contact_scores as scores "
            "inner join intent.intent_contacts as contacts using (contact_id)"
        )
    }
    assert found["crm:1"] == (True, "Operations")
    # What is left of these points still says something, so the segment says what to do.
    assert found["chatted@shop.example"] == (True, "Nurture")
    assert found["faded@shop.example"] == (False, "Education")
    assert found["fewer@shop.example"] == (False, "Education")


def test_an_archetype_is_the_first_rule_that_fits(project):
    found = dict(
        project.rows(
            "select email, archetype from intent.intent_contact_scores where email not like '%@random.example'"
        )
    )
    expected = {
        "applicant@shop.example": "job seeker",
        "dreadful@shop.example": "researcher",  # looked for a job, but asked for a demo
        "returning@shop.example": "evaluator",  # two days with pricing
        "learner@shop.example": "evaluator",
        "pricing@shop.example": "researcher",
        "future@shop.example": "researcher",  # the second visit is not visible yet
        "opener@shop.example": "passive reader",
        "scattered@shop.example": "passive reader",
        "faded@shop.example": "none",  # 90 days ago
        "fewer@shop.example": "none",  # was sent emails
    }
    assert {email: found[email] for email in expected} == expected


def test_a_kiosk_joins_nobody_and_belongs_to_the_first(project):
    people = project.rows(
        "select email from intent.intent_contacts where email in ('first@shop.example', 'second@shop.example')"
    )
    assert len(people) == 2
    assert score(project, "first@shop.example")[0] > 0
    assert score(project, "second@shop.example")[0] == 0


def test_a_blocked_value_joins_nobody(project):
    found = project.rows(
        "select crm_id, n_identifiers from intent.intent_contacts where crm_id in ('crm:1', 'crm:2') order by 1"
    )
    assert found == [("crm:1", 1), ("crm:2", 1)]


def test_hard_identifiers_join_through_a_chain_and_the_crm_id_names_the_contact(project):
    found = project.rows(
        "select contact_id, crm_id, n_identifiers from intent.intent_contacts where email = 'chained@shop.example'"
    )
    named = project.rows("select identifier_key from intent_internal.int_identifiers where identifier_value = 'crm:9'")
    assert [(named[0][0], "crm:9", 3)] == found


def test_the_second_person_of_an_account_counts_half(project):
    found = project.rows(
        "select scores.points, scores.n_people from intent.intent_account_scores as scores "
        "inner join intent.intent_accounts as accounts using (account_id) where accounts.domain = 'two.example'"
    )
    demo_points, pricing_points = 25, 20
    assert found == [(Decimal(demo_points) + Decimal(pricing_points) / 2, 2)]


def test_an_account_is_the_company_of_its_latest_domain(project):
    companies = project.rows(
        "select contacts.crm_id, accounts.domain from intent.intent_contacts as contacts "
        "inner join intent.intent_accounts as accounts using (account_id) order by 1"
    )
    assert [row for row in companies if row[0]] == [("crm:1", "beta.example"), ("crm:2", "alpha.example")]


def test_a_company_is_what_its_accounts_are_today_and_a_domain_they_left_is_none(project):
    assert project.rows("select domain, account_name from intent.intent_accounts order by 1") == [
        ("alpha.example", "right at alpha.example"),
        ("beta.example", "left at beta.example"),
        ("here.example", "moved at here.example"),
        ("two.example", "a at two.example"),
    ]
