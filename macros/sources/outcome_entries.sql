{# When records entered the outcome that they have today: on the first step with this outcome after the last open one. Takes steps (a CTE or relation with record_id, outcome, present_outcome and entered_at) and gives a row with record_id, entered_at and began_at, the first step of all, for each record whose steps say so. #}
{% macro outcome_entries(steps) -%}
    select
        record_id,
        min(entered_at) as entered_at,
        min(began_at) as began_at
    from (
        select
            *,
            min(entered_at) over (partition by record_id) as began_at,
            max(case when outcome = 'open' then entered_at end) over (partition by record_id) as last_open_at
        from {{ steps }}
    ) as steps_with_last_open
    where outcome = present_outcome and entered_at >= coalesce(last_open_at, entered_at)
    group by record_id
{%- endmacro %}
