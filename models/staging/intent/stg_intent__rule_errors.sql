{%- set seed = var('intent_signal_rules_seed') -%}

with rules as (
    {{ intent.seed_rows(ref(seed), 'intent_signal_rules') }}
),

-- A pattern read as a text matches another pattern just when that one matches all it does: a % in a text is met by a % alone.
shadowed as (
    select
        later.rule_order,
        later.event_name_like,
        min({{ intent.seed_number('earlier.rule_order') }}) as first_shadow
    from rules as later
    inner join rules as earlier
        on
            {{ intent.seed_number('earlier.rule_order') }} < {{ intent.seed_number('later.rule_order') }}
            and {{ intent.is_like('later.source_name_like', 'earlier.source_name_like') }}
            and {{ intent.is_like('later.event_name_like', 'earlier.event_name_like') }}
            and {{ intent.is_like('later.event_target_like', 'earlier.event_target_like') }}
    group by later.rule_order, later.event_name_like
),

errors as (
    select
        '{{ seed }}.csv' as file_name,
        rule_order as key_value,
        'event_name_like' as column_name,
        event_name_like as cell_value,
        'the rule can never match: rule ' || cast(cast(first_shadow as bigint) as {{ intent.text_type() }})
        || ' comes first and matches all it does; allowed: a place before that rule, or other patterns' as message
    from shadowed
)

select * from errors
