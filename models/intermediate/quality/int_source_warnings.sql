{{ config(materialized='gate', meta={'is_warning': true, 'subject': 'a source contradicts itself or says what no seed knows'}) }}

{%- set string = intent.string_type() %}

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
)

select * from published
