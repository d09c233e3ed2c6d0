{{ config(materialized='gate', meta={'is_warning': true}) }}
{%- set seed = var('intent_signals_seed', 'intent_signals') -%}
{%- set points = intent.seed_number('points') -%}

with seed_columns as (
    select * from {{ ref('stg_intent__seed_columns') }}
),

signals as (
    {{ intent.checked_seed('intent_signals', seed) }}
),

givers as (
    select signal_name from {{ ref('stg_intent__signal_rules') }}
    union all
    select signal_name from {{ ref('stg_intent__composite_signals') }}
),

warnings as (
    {{ intent.configuration_checks(seed ~ '.csv', 'signals', [
        {'key': 'signal_name', 'column': 'points', 'is_wrong': "tier = 'high' and " ~ points ~ " <> 0 and " ~ points ~ " not between 15 and 25",
            'message': 'unusual for tier high: 15 to 25'},
        {'key': 'signal_name', 'column': 'points', 'is_wrong': "tier = 'mid' and " ~ points ~ " <> 0 and " ~ points ~ " not between 5 and 10",
            'message': 'unusual for tier mid: 5 to 10'},
        {'key': 'signal_name', 'column': 'points', 'is_wrong': "tier = 'low' and " ~ points ~ " <> 0 and " ~ points ~ " not between 1 and 3",
            'message': 'unusual for tier low: 1 to 3'},
        {'key': 'signal_name', 'column': 'signal_name', 'is_wrong': 'signal_name not in (select givers.signal_name from givers)',
            'message': 'no rule and no composite gives it, so it never counts'},
    ]) }}
    union all
    select
        file_name,
        '' as key_value,
        min(column_name) as column_name,
        '' as cell_value,
        cast(count(*) as {{ intent.string_type() }})
        || ' column(s) are no strings: dbt guessed their type and reads 1,5 as 15; give the seed column_types varchar' as message
    from seed_columns
    where not is_string
    group by file_name
)

select * from warnings
