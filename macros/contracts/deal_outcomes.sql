{# Two selects of what a CRM's deals say of their people: that a closed deal was won or lost, and that an opportunity was created. #}
{% macro deal_outcomes(deals) -%}
    select
        deal_id || ':' || identifier_value as conversion_id,
        case when is_won then 'opportunity_won' else 'opportunity_lost' end as conversion_name,
        case when is_won then 'converted' else 'lost' end as outcome,
        identifier_value,
        closed_at as converted_at,
        amount,
        currency,
        home_amount
    from {{ deals }}
    where not is_open
    union all
    select
        deal_id || ':' || identifier_value || ':created' as conversion_id,
        'opportunity_created' as conversion_name,
        'converted' as outcome,
        identifier_value,
        created_at as converted_at,
        amount,
        currency,
        home_amount
    from {{ deals }}
{%- endmacro %}
