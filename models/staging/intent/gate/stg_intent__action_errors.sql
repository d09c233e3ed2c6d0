{%- set actions_seed = var('intent_actions_seed', 'intent_actions') -%}
{%- set segments_seed = var('intent_segments_seed', 'intent_segments') -%}
{%- set key = "segment_name || ' ' || lifecycle || ' ' || consent || ' ' || account_lifecycle" -%}

with actions as (
    {{ intent.seed_rows(ref(actions_seed), 'intent_actions') }}
),

segments as (
    select distinct segment_name from ({{ intent.seed_rows(ref(segments_seed), 'intent_segments') }}) as segment_rows
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
        {'key': key, 'column': 'lifecycle', 'is_wrong': "lifecycle = 'prospect' and consent = 'reachable' and account_lifecycle = 'any'",
            'message': 'what to do with them is said in ' ~ segments_seed ~ '.csv; allowed: another lifecycle, consent or account_lifecycle'},
    ]) }}
    union all
    {{ intent.configuration_checks(segments_seed ~ '.csv', 'segments', [
        {'key': 'segment_name', 'column': 'segment_name', 'is_wrong': "lower(segment_name) = 'any'",
            'message': 'any stands for every segment in ' ~ actions_seed ~ '.csv; allowed: another name'},
    ]) }}
)

select * from errors
