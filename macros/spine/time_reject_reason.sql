{# Why a row's own time is none, or '' where it is one: the one rule for the contracts whose rows have no received time. The future begins a year after the last received day of events, since a CRM may go on while events have stopped, and in 2100. #}
{% macro time_reject_reason(instant) -%}
    case
        when {{ instant }} is null then 'missing time'
        when {{ instant }} < timestamp '1990-01-01 00:00:00' then 'time before 1990'
        when {{ instant }} >= timestamp '2100-01-01 00:00:00' then 'time in the future'
        when cast({{ instant }} as date) > (
            select {{ intent.add_days('max(received_date)', '366') }} from {{ ref('int_received_days') }}
            where received_date < date '2100-01-01'
        ) then 'time in the future'
        else ''
    end
{%- endmacro %}
