{%- set folds_plus = var('intent_fold_plus_addresses') -%}

with unlinks as (
    {{ intent.checked_seed('intent_unlinks', var('intent_unlinks_seed', 'intent_unlinks')) }}
),

readable as (
    select
        from_type,
        {{ intent.readable_identifier('from_value') }} as from_value,
        to_type,
        {{ intent.readable_identifier('to_value') }} as to_value,
        unlinked_date
    from unlinks
),

typed as (
    select
        {{ intent.normalised_identifier_type('from_type', 'from_value') }} as from_type,
        from_value,
        {{ intent.normalised_identifier_type('to_type', 'to_value') }} as to_type,
        to_value,
        unlinked_date
    from readable
),

normalised as (
    select
        from_type,
        {{ intent.normalised_identifier('from_type', 'from_value', folds_plus) }} as from_value,
        to_type,
        {{ intent.normalised_identifier('to_type', 'to_value', folds_plus) }} as to_value,
        cast({{ intent.utc_timestamp('unlinked_date') }} as date) as unlinked_date
    from typed
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
