with kinds as (
    select * from {{ ref('int_event_kinds') }}
),

rules as (
    select * from {{ ref('stg_intent__signal_rules') }}
),

matches as (
    select
        kinds.event_kind_key,
        kinds.target_key,
        rules.signal_name,
        row_number() over (
            partition by kinds.event_kind_key
            order by rules.rule_order, rules.signal_name
        ) as match_rank
    from kinds
    inner join rules
        on
            {{ intent.is_like('kinds.source_name', 'rules.source_name_like') }}
            and {{ intent.is_like('kinds.event_name', 'rules.event_name_like') }}
            and {{ intent.is_like('kinds.event_target', 'rules.event_target_like') }}
            and {{ intent.is_like('kinds.campaign', 'rules.campaign_like') }}
            and {{ intent.is_like('kinds.referrer_host', 'rules.referrer_like') }}
),

first_matches as (
    select
        event_kind_key,
        signal_name,
        target_key
    from matches
    where match_rank = 1
)

select * from first_matches
