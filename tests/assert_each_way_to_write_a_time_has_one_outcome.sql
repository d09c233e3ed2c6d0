-- A string is one UTC instant or none, on every engine: what is not ISO 8601 is not guessed at.
{% set outcomes = {
    '2026-06-25T10:00:00Z': '2026-06-25 10:00:00',
    '2026-06-25 10:00:00.123456789': '2026-06-25 10:00:00.123456',
    '2026-06-25T10:00:00+02:00': '2026-06-25 08:00:00',
    '2026-06-25T23:30:00-0130': '2026-06-26 01:00:00',
    '2026-06-25': '2026-06-25 00:00:00',
    '2026-06-25T24:00:00': '2026-06-26 00:00:00',
    '2026-06-25T10:00:00+25:00': '',
    '2026-06-25T10:00:60': '',
    '2026-02-30T10:00:00': '',
    'infinity': '',
    '1782381600': '',
    '1782381600000': '',
    '25/06/2026': '',
    '0000-01-01': '',
    '25 June 2026': '',
    'now': '',
} %}

with written as (
    {%- for written_time, instant in outcomes.items() %}
    {{ "union all" if not loop.first }}
    select
        '{{ written_time }}' as written_time,
        {{ "timestamp '" ~ instant ~ "'" if instant else 'cast(null as timestamp)' }} as expected_at
    {%- endfor %}
),

read_times as (
    select
        *,
        {{ intent.utc_timestamp('written_time') }} as read_at
    from written
)

select *
from read_times
where
    read_at <> expected_at
    or (read_at is null and expected_at is not null)
    or (read_at is not null and expected_at is null)
