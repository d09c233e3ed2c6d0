{%- set start, as_of = var('intent_history_start_date') | string, var('intent_as_of_date') | string -%}

with wrong_vars as (
    {%- for name, rule in intent.var_rules().items() %}
    {%- set mistake = intent.var_mistake(rule, var(name)) %}
    {%- if mistake %}
    select
        '{{ name }}' as column_name,
        {{ intent.text_literal(var(name)) }} as cell_value,
        {{ intent.text_literal(mistake) }} as message
    union all
    {%- endif %}
    {%- endfor %}
    select
        'intent_history_start_date' as column_name,
        {{ intent.text_literal(start) }} as cell_value,
        'the history would start after the as-of date; allowed: a day up to intent_as_of_date' as message
    from (select 1 as one) as checked
    where one = {{ 1 if start[:1] in ['1', '2'] and as_of[:1] in ['1', '2'] and start > as_of else 0 }}
),

errors as (
    select
        'dbt_project.yml' as file_name,
        'vars' as key_value,
        column_name,
        cell_value,
        message
    from wrong_vars
)

select * from errors
