{# The value of a var as a string ('' for null) that the configuration gate has let through. Without the gate, as in a run of one model alone,
   a wrong value stops here and never becomes SQL. #}
{% macro checked_var(var_name, value) %}
    {% set mistake = intent.var_mistake(intent.var_rules()[var_name], value) %}
    {% if mistake and execute %}
        {% do exceptions.raise_compiler_error("dbt_project.yml, column " ~ var_name ~ ", value '" ~ value ~ "': " ~ mistake) %}
    {% endif %}
    {{ return(('' if mistake or value is none else value) | string) }}
{% endmacro %}
