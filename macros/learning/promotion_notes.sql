{# A select of why auto can or can't choose a scorecard that was trained outside: until when it may have learned. #}
{% macro promotion_notes(weights) -%}
    select
        scorecard_name,
        case
            when max(learned_until) >= date '9999-12-31' then 'nobody: learned_until says no day'
            else 'compared by fits that look at as-of dates after ' || cast(max(learned_until) as {{ intent.string_type() }}) || ' alone'
        end as promotion
    from {{ weights }}
    group by scorecard_name
{%- endmacro %}
