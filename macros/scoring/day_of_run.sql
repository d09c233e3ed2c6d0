{# The calendar day of the moment a run started (dbt's own, with a zone) in a time zone, as a string. #}
{% macro day_of_run(started_at, time_zone) %}{{ return(started_at.astimezone(modules.pytz.timezone(time_zone or 'UTC')).date() | string) }}{% endmacro %}
