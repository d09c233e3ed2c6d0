{{ config(materialized='view') }}

with traits as (
    select * from {{ ref('int_contact_traits_as_of') }}
),

-- These cohorts are the same by every scorecard, so they stand beside the champion alone.
labels as (
    {%- for kind in ['channel', 'industry', 'size', 'country'] %}
    select
        as_of_date,
        contact_id,
        {{ intent.string_literal(var("intent_champion_scorecard")) }} as scorecard_name,
        '{{ kind }}' as cohort_kind,
        {{ kind }} as cohort_value
    from traits
    {{ "union all" if not loop.last }}
    {%- endfor %}
)

select * from labels
