{{ config(materialized='view') }}
{%- set champion = intent.string_literal(var("intent_champion_scorecard")) -%}
{%- set kinds = {
    'channel': 'channel', 'campaign': 'campaign', 'industry': 'industry', 'size': 'size', 'country': 'country',
    'account tier': 'account_tier', 'fit grade': 'fit_grade',
} %}

with traits as (
    select * from {{ ref('int_contact_traits_as_of') }}
),

segments as (
    select * from {{ ref('int_contact_segments_as_of') }}
),

arms as (
    select
        from_date,
        last_date,
        challenger_percent,
        challenger_from_date,
        'champion' as champion_name,
        'challenger' as challenger_name
    from {{ ref('int_champion_periods') }}
    where challenger_percent > 0 and challenger_name <> champion_name
),

-- These cohorts are the same by every scorecard, so they stand beside the champion alone.
labels as (
    {%- for kind, column in kinds.items() %}
    select
        as_of_date,
        contact_id,
        {{ champion }} as scorecard_name,
        '{{ kind }}' as cohort_kind,
        {{ column }} as cohort_value
    from traits
    union all
    {%- endfor %}
    select
        traits.as_of_date,
        traits.contact_id,
        {{ champion }} as scorecard_name,
        'fit grade and segment' as cohort_kind,
        traits.fit_grade || ', ' || segments.segment_name as cohort_value
    from traits
    inner join segments on traits.as_of_date = segments.as_of_date and traits.contact_id = segments.contact_id
    union all
    -- Whom a live test gives to whom, whatever the scorecards of the arms are called at the time.
    select
        traits.as_of_date,
        traits.contact_id,
        {{ champion }} as scorecard_name,
        'live test' as cohort_kind,
        segments.segment_name || case
            when {{ intent.serving_scorecard('traits.contact_id', 'arms', 'traits.as_of_date') }} = 'champion' then ', champion'
            else ', challenger'
        end as cohort_value
    from traits
    inner join segments on traits.as_of_date = segments.as_of_date and traits.contact_id = segments.contact_id
    inner join arms on traits.as_of_date between arms.from_date and arms.last_date and traits.as_of_date >= arms.challenger_from_date
)

select * from labels
