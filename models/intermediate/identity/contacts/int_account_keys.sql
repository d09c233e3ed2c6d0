with accounts as (
    {{ intent.union_contract(var('intent_account_models'), 'accounts') }}
),

published as (
    select
        account_key,
        min({{ intent.stable_key("'account:' || coalesce(nullif(lower(trim(both ' ' from domain)), ''), account_key)") }}) as account_id
    from accounts
    where account_key is not null
    group by account_key
)

select * from published
