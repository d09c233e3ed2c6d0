with traits as (
    {{ intent.checked_seed('intent_excluded_traits', var('intent_excluded_traits_seed', 'intent_excluded_traits')) }}
)

select * from traits
