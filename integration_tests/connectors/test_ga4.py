"""Google Analytics 4: the raw export and Fivetran's flat copy through their connectors, on the rows of fixtures/."""

from __future__ import annotations

from datetime import datetime

FIELDS = (
    "event_name, event_target, identifier_type, identifier_value, session_key, duration_seconds, "
    "occurred_at, received_at"
)


def at(clock: str, day: int = 1) -> datetime:
    return datetime.fromisoformat(f"2026-06-0{day} {clock}")


PRICING = ("page_viewed", "/pricing", "anonymous_id", "device-1", "device-1.17", 12, at("10:00:00"), at("10:00:04"))
CALCULATOR = ("roi_calculator_completed", "", "anonymous_id", "device-1", None, None, at("10:01:00"), at("10:01:00"))
ARTICLE = ("page_viewed", "/blog/one", "anonymous_id", "device-3", "device-3.19", None, at("11:00:00"), at("11:00:00"))
DOWNLOAD = (
    "file_downloaded",
    "/library",
    "anonymous_id",
    "device-3",
    "device-3.19",
    None,
    at("11:01:00"),
    at("11:01:00"),
)
EXPORTED = [
    PRICING,
    PRICING,
    ("page_viewed", "/", "anonymous_id", "device-1", "device-1.17", None, at("10:00:00"), at("10:00:00")),
    CALCULATOR,
    CALCULATOR,
    ("form_submitted", "contact sales", "user_id", "user-1", "device-1.17", None, at("10:02:00"), at("10:02:00")),
    ("page_viewed", "/pricing", "anonymous_id", None, None, None, at("10:03:00"), at("10:03:00")),
    ("page_scrolled", "", "anonymous_id", "device-2", None, None, at("10:00:00", 2), at("10:00:00", 2)),
    ("video_watched", "Two-minute tour", "anonymous_id", "device-2", None, None, at("10:00:00", 2), at("10:00:00", 2)),
    ("session_start", "", "anonymous_id", "device-2", None, None, at("10:01:00", 2), at("10:01:00", 2)),
    (None, "", "anonymous_id", "device-2", None, None, at("10:02:00", 2), at("10:02:00", 2)),
    ARTICLE,
    *[DOWNLOAD] * 3,
]
COPIED = [
    *[ARTICLE] * 2,
    *[DOWNLOAD] * 2,
    ("page_viewed", "/pricing", "anonymous_id", "device-1", "device-1.17", 12, at("10:00:00"), at("10:00:00")),
    ("page_viewed", "/pricing", "anonymous_id", "device-1", "device-1.17", 12, at("10:00:00"), at("10:00:00")),
    ("page_viewed", "", "user_id", "7", "device-1.17", None, at("10:01:00"), at("10:01:00")),
    ("page_viewed", "/pricing", "anonymous_id", None, None, None, at("10:02:00"), at("10:02:00")),
    ("page_scrolled", "", "anonymous_id", "device-2", "device-2.18", None, at("10:03:00"), at("10:03:00")),
]


def sorted_rows(rows: list[tuple]) -> list[tuple]:
    return sorted(rows, key=str)


def test_each_exported_row_reaches_the_contract_with_its_parameters(web_connectors):
    assert sorted_rows(web_connectors.rows(f"select {FIELDS} from stg_ga4__events")) == sorted_rows(EXPORTED)


def test_a_copied_event_has_the_key_of_the_first_and_an_event_of_its_instant_has_not(web_connectors):
    repeated = web_connectors.rows(
        "select event_name, event_target, count(*) from stg_ga4__events "
        "group by event_id, event_name, event_target having count(*) > 1"
    )
    assert sorted(repeated) == [("file_downloaded", "/library", 2), ("page_viewed", "/pricing", 2)]
    assert web_connectors.rows("select count(distinct event_id) from stg_ga4__events") == [(13,)]


def test_the_raw_export_and_the_flat_copy_give_an_event_one_key(web_connectors):
    keys = [
        web_connectors.rows(
            f"select distinct event_name, event_id from stg_{connector}__events where identifier_value = 'device-3' "
            "order by 1, 2"
        )
        for connector in ("ga4", "ga4_fivetran")
    ]
    assert keys[0] == keys[1]
    assert [name for name, _ in keys[0]] == ["file_downloaded", "file_downloaded", "page_viewed"]


def test_campaign_and_referrer_come_from_the_parameters(web_connectors):
    assert web_connectors.rows(
        "select distinct campaign, referrer from stg_ga4__events where duration_seconds = 12"
    ) == [("spring", "https://search.example/")]


def test_a_device_is_linked_to_the_user_who_signed_in(web_connectors):
    assert web_connectors.rows("select from_value, to_type, to_value, linked_at from stg_ga4__identity_links") == [
        ("device-1", "user_id", "user-1", at("10:02:00"))
    ]


def test_each_copied_row_reaches_the_contract(web_connectors):
    assert sorted_rows(web_connectors.rows(f"select {FIELDS} from stg_ga4_fivetran__events")) == sorted_rows(COPIED)


def test_an_intraday_row_repeats_the_day_s_row(web_connectors):
    assert web_connectors.rows(
        "select count(*) from stg_ga4_fivetran__events group by event_id having count(*) > 1"
    ) == [(2,), (2,)]


def test_a_device_is_linked_to_the_user_who_signed_in_in_the_copy(web_connectors):
    assert web_connectors.rows(
        "select from_value, to_type, to_value, linked_at from stg_ga4_fivetran__identity_links"
    ) == [("device-1", "user_id", "7", at("10:01:00"))]
