{# A select of how active contacts were on a day against the weeks before: rarer by chance than the bounds allow, or not. #}
{% macro activity_trends(behaviour, bounds) %}
    select
        days.as_of_date,
        days.contact_id,
        days.days_since_last_event_0,
        coalesce(days.active_days_0_to_6 >= spikes.rising_from, false) as is_spiking,
        case
            when days.active_days_0_to_20 >= trends.rising_from then 'rising'
            when days.active_days_0_to_20 <= trends.falling_to then 'falling'
            else 'flat'
        end as activity_trend
    from {{ behaviour }} as days
    left join {{ bounds }} as spikes on days.active_days_7_to_27 = spikes.days_before and spikes.comparison = 'spike'
    left join {{ bounds }} as trends on days.active_days_21_to_104 = trends.days_before and trends.comparison = 'trend'
{%- endmacro %}
