{{ config(materialized='view') }}

-- The families of cohorts: each is a model with exactly these columns. A new one is a model and its name in this list.
{%- set families = ['int_score_cohort_labels_as_of', 'int_contact_cohort_labels_as_of'] %}

with labels as (
    {%- for family in families %}
    select
        as_of_date,
        contact_id,
        scorecard_name,
        cohort_kind,
        cohort_value
    from {{ ref(family) }}
    {{ "union all" if not loop.last }}
    {%- endfor %}
)

select * from labels
