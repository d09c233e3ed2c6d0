-- depends_on: {{ ref('stg_intent__configuration_errors') }}
{%- set folds_plus = var('intent_fold_plus_addresses') -%}

-- A seed of your own arrives in the types that dbt guesses from its values.
with unlinks as (
    select
        from_type,
        cast(from_value as {{ intent.text_type() }}) as from_value,
        to_type,
        cast(to_value as {{ intent.text_type() }}) as to_value,
        cast(unlinked_date as {{ intent.text_type() }}) as unlinked_date
    from {{ ref(var('intent_unlinks_seed')) }}
),

normalised as (
    select
        from_type,
        {{ intent.normalised_identifier('from_type', 'from_value', folds_plus) }} as from_value,
        to_type,
        {{ intent.normalised_identifier('to_type', 'to_value', folds_plus) }} as to_value,
        cast({{ intent.utc_timestamp('unlinked_date') }} as date) as unlinked_date
    from unlinks
),

keyed as (
    select
        {{ intent.identifier_key('from_type', 'from_value') }} as from_key,
        {{ intent.identifier_key('to_type', 'to_value') }} as to_key,
        unlinked_date
    from normalised
    where unlinked_date is not null
),

-- A pair is one whichever end is named first.
pairs as (
    select
        least(from_key, to_key) as low_key,
        greatest(from_key, to_key) as high_key,
        max(unlinked_date) as unlinked_date
    from keyed
    group by least(from_key, to_key), greatest(from_key, to_key)
)

select * from pairs
