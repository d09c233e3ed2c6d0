{# The first received day whose raw rows a run looks at, as a string, so many days before its as-of date; '' where it looks at all of them: without
   a bound, and on the weekday of the full check. #}
{% macro first_day_to_look_at(reload_days, weekday, as_of_date) %}
    {% if reload_days == '' %}{{ return('') }}{% endif %}
    {% set day = modules.datetime.datetime.strptime(as_of_date, '%Y-%m-%d') %}
    {% set is_full_check = day.weekday() == ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].index(weekday) %}
    {{ return('' if is_full_check else (day - modules.datetime.timedelta(days=reload_days | int)).date() | string) }}
{% endmacro %}
