with bins as (
    {{ intent.checked_seed('intent_learned_bins', var('intent_learned_bins_seed', 'intent_learned_bins')) }}
),

typed as (
    select
        feature_kind,
        {{ intent.micro_units(intent.seed_number('lower_bound')) }} as lower_bound_micro
    from bins
)

select * from typed
