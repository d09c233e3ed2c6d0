{# The raw column that is meant by a name of ours, or none: the name itself, in any case; else what an API or another loader calls it, as CreatedDate for created_date and properties_amount or amount for property_amount. Of several names joined by ` or `, the first that the table has. #}
{% macro found_column(columns, names) %}
    {% set present = {} %}
    {# Of columns that differ in case only, the one in lower case counts. #}
    {% for column in columns if column.name | lower not in present or column.name == column.name | lower %}
        {% do present.update({column.name | lower: column}) %}
    {% endfor %}
    {% set spellings = {} %}
    {% for name, column in present.items() if name | replace('_', '') not in spellings %}
        {% do spellings.update({name | replace('_', ''): column}) %}
    {% endfor %}
    {% set found = [] %}
    {% for name in names.split(' or ') %}
        {% do found.append(present.get(name)) %}
        {% do found.append(spellings.get(name | replace('_', ''))) %}
        {% if name.startswith('property_') %}
            {% set property = name[9:] | replace('_', '') %}
            {% for spelling in ['properties' ~ property, 'properties' ~ property ~ 'value', 'property' ~ property ~ 'value', property] %}
                {% do found.append(spellings.get(spelling)) %}
            {% endfor %}
        {% endif %}
    {% endfor %}
    {{ return(found | select | first | default(none)) }}
{% endmacro %}
