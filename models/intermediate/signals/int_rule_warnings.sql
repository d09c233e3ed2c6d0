{{ config(materialized='gate', meta={'is_warning': true}) }}

with kinds as (
    select * from {{ ref('int_event_kinds') }}
),

rules as (
    select * from {{ ref('stg_intent__signal_rules') }}
),

counted as (
    select count(distinct target_key) as n_kinds from kinds
),

rule_files as (
    select distinct file_name from {{ ref('stg_intent__seed_columns') }}
    where seed_name = 'intent_signal_rules'
),

matches as (
    select
        rules.rule_order,
        rules.source_name_like,
        rules.event_name_like,
        rules.event_target_like,
        rules.signal_name,
        rules.campaign_like,
        count(kinds.event_kind_key) as n_matches
    from rules
    left join kinds
        on
            {{ intent.is_like('kinds.source_name', 'rules.source_name_like') }}
            and {{ intent.is_like('kinds.event_name', 'rules.event_name_like') }}
            and {{ intent.is_like('kinds.event_target', 'rules.event_target_like') }}
            and {{ intent.is_like('kinds.campaign', 'rules.campaign_like') }}
            and {{ intent.is_like('kinds.referrer_host', 'rules.referrer_like') }}
    group by
        rules.rule_order, rules.source_name_like, rules.event_name_like, rules.event_target_like, rules.signal_name, rules.campaign_like
),

-- Rules that differ by the referrer alone are one question: not every search engine brings somebody.
questions as (
    select
        min(rule_order) as rule_order,
        event_name_like,
        signal_name
    from matches
    group by source_name_like, event_name_like, event_target_like, signal_name, campaign_like
    having sum(n_matches) = 0
),

published as (
    select
        rule_files.file_name,
        cast(questions.rule_order as {{ intent.string_type() }}) as key_value,
        'event_name_like' as column_name,
        questions.event_name_like as cell_value,
        'matches none of the ' || cast(counted.n_kinds as {{ intent.string_type() }})
        || ' kinds of events delivered so far, so ' || questions.signal_name || ' does not come from it' as message
    from questions
    cross join counted
    cross join rule_files
)

select * from published
