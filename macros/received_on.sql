{# The rows of a relation that were received on given days; the two bounds let an engine skip what it stores of other times. #}
{% macro received_on(relation, days) -%}
    select * from {{ relation }}
    where
        received_at >= (select cast(min(received_date) as timestamp) from {{ days }})
        and received_at < (select cast({{ intent.add_days('max(received_date)', '1') }} as timestamp) from {{ days }})
        and received_date in (select received_date from {{ days }})
    union all
    select * from {{ relation }}
    where received_at is null and received_date in (select received_date from {{ days }})
{%- endmacro %}
