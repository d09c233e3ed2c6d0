{%- set content = 'closed_at desc nulls last, created_at desc nulls last, is_won desc nulls last, is_open desc nulls last, '
    ~ 'home_amount desc nulls last, amount desc nulls last, currency nulls last, stage nulls last, account_key nulls last' -%}

with deals as (
    {{ intent.union_contract(var('intent_deal_models'), 'deals') }}
),

timed as (
    select
        coalesce(source_name, '') as source_name,
        deal_id,
        account_key,
        identifier_type,
        identifier_value,
        amount,
        upper(nullif(trim(both ' ' from currency), '')) as currency,
        home_amount,
        stage,
        is_open,
        is_won,
        created_at,
        closed_at,
        {{ intent.time_reject_reason('created_at') }} as created_reject_reason,
        {{ intent.time_reject_reason('closed_at') }} as closed_reject_reason
    from deals
),

-- A deal may have no times; one that it has is a time.
validated as (
    select
        *,
        case
            when {{ intent.is_null_like('deal_id') }} then 'missing deal id'
            when created_reject_reason not in ('', 'missing time') then created_reject_reason
            when closed_reject_reason not in ('', 'missing time') then closed_reject_reason
            else ''
        end as reject_reason
    from timed
),

-- Of what is said of a deal the latest closing counts, then content decides; each of its people is listed once.
ranked as (
    select
        *,
        dense_rank() over (
            partition by source_name, deal_id, case when reject_reason = '' then 0 else 1 end
            order by {{ content }}
        ) as content_rank,
        row_number() over (
            partition by source_name, deal_id, case when reject_reason = '' then 0 else 1 end, identifier_type, identifier_value
            order by {{ content }}, reject_reason
        ) as person_row
    from validated
),

published as (
    select
        source_name,
        deal_id,
        account_key,
        identifier_type,
        identifier_value,
        amount,
        currency,
        home_amount,
        stage,
        is_open,
        is_won,
        created_at,
        closed_at,
        reject_reason,
        reject_reason = '' and (content_rank > 1 or person_row > 1) as is_copy
    from ranked
)

select * from published
