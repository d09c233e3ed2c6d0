{# The text of a date var ('' for null) after a check of its form; stops with a sentence that names the var otherwise. Words lists further allowed values. #}
{% macro checked_date(var_name, value, words=[]) %}
    {% set text = (value if value is not none else '') | string %}
    {% if text != '' and text not in words and not modules.re.match('^[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$', text) %}
        {% do exceptions.raise_compiler_error(
            "dbt_project.yml: var " ~ var_name ~ " is '" ~ text ~ "'; write null, " ~ (words + ['a date such as 2026-06-30']) | join(', ')
        ) %}
    {% endif %}
    {{ return(text) }}
{% endmacro %}
