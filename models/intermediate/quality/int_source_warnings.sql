{{ config(
    materialized='gate',
    meta={'is_warning': true, 'subject': 'a source contradicts itself, says what no seed knows or holds what cannot be read'}
) }}

{%- set string = intent.string_type() %}
{%- set own_models = {
    'events': var('intent_event_models'), 'identity_links': var('intent_identity_models'), 'contacts': var('intent_contact_models'),
    'accounts': var('intent_account_models'), 'conversions': var('intent_conversion_models'), 'deals': var('intent_deal_models'),
    'feedback': var('intent_feedback_models'),
} %}

with doubts as (
    {%- for doubting in intent.doubting_models() %}
    select
        '{{ doubting.source_name }}' as source_name,
        doubted_column,
        doubted_value,
        doubt
    from {{ ref(doubting.model) }}
    where doubt is not null
    union all
    {%- endfor %}
    select
        cast(null as {{ string }}) as source_name,
        cast(null as {{ string }}) as doubted_column,
        cast(null as {{ string }}) as doubted_value,
        cast(null as {{ string }}) as doubt
    from (select 1 as one) as nothing
    where one = 0
),

lost as (
    {{ intent.lost_values(own_models) }}
),

published as (
    select
        source_name as file_name,
        '' as key_value,
        doubted_column as column_name,
        coalesce(doubted_value, '') as cell_value,
        doubt || ' (records: ' || cast(count(*) as {{ string }}) || ')' as message,
        count(*) as n_records
    from doubts
    group by source_name, doubted_column, coalesce(doubted_value, ''), doubt
    union all
    select
        source_name as file_name,
        '' as key_value,
        table_name || '.' || column_name as column_name,
        '' as cell_value,
        'holds values that cannot be read as ' || type_name || ' and count as missing (records: '
        || cast(n_values as {{ string }}) || ')' as message,
        n_values as n_records
    from lost
)

select * from published
