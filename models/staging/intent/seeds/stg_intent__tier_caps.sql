with tier_caps as (
    {{ intent.checked_seed('intent_tier_caps', var('intent_tier_caps_seed', 'intent_tier_caps')) }}
),

typed as (
    select
        scorecard_name,
        tier,
        {{ intent.micro_units(intent.seed_number('max_points')) }} as max_points_micro
    from tier_caps
)

select * from typed
