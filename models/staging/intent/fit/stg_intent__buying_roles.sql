with roles as (
    {{ intent.checked_seed('intent_buying_roles', var('intent_buying_roles_seed', 'intent_buying_roles')) }}
),

typed as (
    select
        role_name,
        department_like,
        seniority_like,
        description,
        cast({{ intent.seed_number('role_order') }} as integer) as role_order
    from roles
)

select * from typed
