{%- set actions_seed = var('intent_actions_seed', 'intent_actions') -%}
{%- set segments_seed = var('intent_segments_seed', 'intent_segments') -%}
{%- set archetypes_seed = var('intent_archetype_rules_seed', 'intent_archetype_rules') -%}
{%- set least, most = intent.seed_number('min_days'), intent.seed_number('max_days') -%}
{%- set archetype_key = "rule_order || ' ' || looks_at || ' ' || value_like || ' ' || within_days" -%}
{%- set key = "segment_name || ' ' || lifecycle || ' ' || consent || ' ' || account_lifecycle" -%}

with actions as (
    {{ intent.seed_rows(ref(actions_seed), 'intent_actions') }}
),

segments as (
    select distinct segment_name from ({{ intent.seed_rows(ref(segments_seed), 'intent_segments') }}) as segment_rows
),

archetypes as (
    select
        *,
        min(archetype) over (partition by {{ intent.seed_number('rule_order') }}) as first_archetype
    from ({{ intent.seed_rows(ref(archetypes_seed), 'intent_archetype_rules') }}) as archetype_rows
),

situations as (
    {%- for lifecycle in ['prospect', 'customer', 'lost', 'disqualified'] %}
    {%- for consent in ['reachable', 'opted_out', 'gone'] if (lifecycle, consent) != ('prospect', 'reachable') %}
    {{ "union all" if not (loop.first and lifecycle == 'prospect') }}
    select
        '{{ lifecycle }}' as lifecycle,
        '{{ consent }}' as consent
    {%- endfor %}
    {%- endfor %}
),

errors as (
    select
        '{{ actions_seed }}.csv' as file_name,
        '' as key_value,
        'recommended_action' as column_name,
        segments.segment_name || ' ' || situations.lifecycle || ' ' || situations.consent as cell_value,
        'no row says what to do; allowed: a row for the segment or for any, with account_lifecycle any' as message
    from segments
    cross join situations
    where
        exists (select 1 from actions)
        and not exists (
            select 1 from actions
            where
                actions.segment_name in (segments.segment_name, 'any')
                and actions.lifecycle = situations.lifecycle
                and actions.consent = situations.consent
                and actions.account_lifecycle = 'any'
        )
    union all
    {{ intent.configuration_checks(actions_seed ~ '.csv', 'actions', [
        {'key': key, 'column': 'lifecycle', 'is_wrong': "lifecycle = 'prospect' and consent = 'reachable' and account_lifecycle = 'any' and segment_name <> 'insufficient_data'",
            'message': 'what to do with them is said in ' ~ segments_seed ~ '.csv; allowed: another lifecycle, consent or account_lifecycle'},
        {'key': key, 'column': 'account_lifecycle', 'is_wrong': "segment_name = 'insufficient_data' and account_lifecycle <> 'any'",
            'message': 'allowed for insufficient_data: any'},
    ]) }}
    union all
    {{ intent.configuration_checks(segments_seed ~ '.csv', 'segments', [
        {'key': 'segment_name', 'column': 'segment_name', 'is_wrong': "lower(segment_name) = 'any'",
            'message': 'any stands for every segment in ' ~ actions_seed ~ '.csv; allowed: another name'},
        {'key': 'segment_name', 'column': 'segment_name', 'is_wrong': "lower(segment_name) = 'insufficient_data'",
            'message': 'insufficient_data stands for contacts that no source sees in ' ~ actions_seed ~ '.csv; allowed: another name'},
    ]) }}
    union all
    {{ intent.configuration_checks(archetypes_seed ~ '.csv', 'archetypes', [
        {'key': archetype_key, 'column': 'archetype', 'is_wrong': "archetype <> first_archetype",
            'message': 'the rows of one rule_order are one rule and name one archetype; allowed: the same archetype, or another rule_order'},
        {'key': archetype_key, 'column': 'archetype', 'is_wrong': "lower(archetype) = 'none'",
            'message': 'none stands for contacts that no rule fits; allowed: another name'},
        {'key': archetype_key, 'column': 'max_days', 'is_wrong': most ~ ' < ' ~ least,
            'message': 'no contact could fit; allowed: min_days or more'},
        {'key': archetype_key, 'column': 'value_like', 'is_wrong': "looks_at = 'tier' and value_like not in ('high', 'mid', 'low', 'negative')",
            'message': 'allowed where looks_at is tier: high, mid, low, negative'},
        {'key': archetype_key, 'column': 'value_like',
            'is_wrong': "looks_at = 'lifecycle' and value_like not in ('prospect', 'customer', 'lost', 'disqualified')",
            'message': 'allowed where looks_at is lifecycle: prospect, customer, lost, disqualified'},
    ]) }}
)

select * from errors
