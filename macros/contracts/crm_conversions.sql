{# A select of a CRM's outcomes as rows of the conversions contract: the chosen definitions convert; a lost deal and a disqualified lead
   always end a pursuit. #}
{% macro crm_conversions(source_name, chosen, outcomes) -%}
    select
        '{{ source_name }}' as source_name,
        conversion_id,
        conversion_name,
        outcome,
        'crm_id' as identifier_type,
        identifier_value,
        converted_at,
        amount,
        currency,
        home_amount
    from {{ outcomes }}
    where outcome <> 'converted' or conversion_name in ({{ chosen | join(', ') }})
{%- endmacro %}
