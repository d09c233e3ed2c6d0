{# Whether a raw row is marked as deleted, by any mark that its table has: a loader's or an API's yes or no, or the moment of the deletion. Never null; false for a table without a mark. #}
{% macro is_deleted_row(columns) %}
    {% set marks = [] %}
    {% for mark in ['is_deleted', '_fivetran_deleted', 'archived', '_sdc_deleted_at', '_ab_cdc_deleted_at', '__hevo__marked_deleted'] %}
        {% set found = intent.found_column(columns, mark) %}
        {% if found is not none %}
            {% set column = adapter.quote(found.name) %}
            {% set is_moment = mark.endswith('_at') or intent.type_family(found.data_type) in ('instant', 'zoned', 'date') %}
            {% set word = "coalesce(trim(both ' ' from cast(" ~ column ~ ' as ' ~ intent.string_type() ~ ")), '')" %}
            {% set yes_or_no = none if is_moment else intent.read_as(column, found.data_type, 'boolean') %}
            {% do marks.append(
                word ~ " not in ('', 'null')" if is_moment
                else 'coalesce(' ~ yes_or_no ~ ', false)' if yes_or_no is not none else 'false'
            ) %}
        {% endif %}
    {% endfor %}
    {{ return('(' ~ marks | join(' or ') ~ ')' if marks else 'false') }}
{% endmacro %}
