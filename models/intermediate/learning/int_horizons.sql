-- depends_on: {{ ref('stg_intent__configuration_errors') }}
{%- for days in ([30, 60, 90] + [var('intent_conversion_window_days') | int]) | unique | sort %}
select
    {{ days }} as horizon_days,
    {{ 'true' if days == var('intent_conversion_window_days') | int else 'false' }} as is_conversion_window
{{ "union all" if not loop.last }}
{%- endfor %}
