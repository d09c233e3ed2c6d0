{{ config(materialized='view') }}
{%- set percent = intent.checked_var('intent_hold_out_percent', var('intent_hold_out_percent')) -%}

with traits as (
    select * from {{ ref('int_contact_traits_as_of') }}
),

segments as (
    select * from {{ ref('int_contact_segments_as_of') }}
),

described as (
    select
        traits.*,
        segments.segment_name || case
            when {{ intent.is_held_out('traits.contact_id', percent) }} then ', held out'
            else ', open to action'
        end as hold_out
    from traits
    inner join segments on traits.as_of_date = segments.as_of_date and traits.contact_id = segments.contact_id
),

-- These cohorts are the same by every scorecard, so they stand beside the champion alone.
labels as (
    {%- for kind in ['channel', 'industry', 'size', 'country'] + (['hold_out'] if percent | int > 0 else []) %}
    select
        as_of_date,
        contact_id,
        {{ intent.string_literal(var("intent_champion_scorecard")) }} as scorecard_name,
        '{{ kind }}' as cohort_kind,
        {{ kind }} as cohort_value
    from described
    {{ "union all" if not loop.last }}
    {%- endfor %}
)

select * from labels
