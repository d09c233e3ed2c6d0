with cuts as (
    {{ intent.checked_seed('intent_deal_size_cuts', var('intent_deal_size_cuts_seed', 'intent_deal_size_cuts')) }}
),

typed as (
    select
        deal_size_class,
        segment_name,
        cast({{ intent.seed_number('min_score') }} as integer) as min_score
    from cuts
)

select * from typed
