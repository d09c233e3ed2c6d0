{# The as-of date that a project chose, as a string: the run's own day for `today`, '' where the latest received day counts. A later day than
   the run's stops the run unless it is allowed. #}
{% macro chosen_as_of_date(chosen, run_date, allows_future) %}
    {% set day = run_date if chosen == 'today' else chosen %}
    {% if execute and day > run_date and not allows_future %}
        {% do exceptions.raise_compiler_error(
            "dbt_project.yml, column intent_as_of_date, value '" ~ day ~ "': the day is after that of this run, " ~ run_date
            ~ ', so nobody can have done anything on it; allowed: null, today, a day up to today, or any day with '
            ~ 'intent_allow_future_as_of_date: true'
        ) %}
    {% endif %}
    {{ return(day) }}
{% endmacro %}
