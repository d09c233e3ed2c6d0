with actions as (
    {{ intent.checked_seed('intent_actions', var('intent_actions_seed', 'intent_actions')) }}
),

segments as (
    select * from {{ ref('stg_intent__segments') }}
),

account_lifecycles as (
    {%- for lifecycle in ['prospect', 'customer', 'lost', 'disqualified'] %}
    {{ "union all" if not loop.first }}
    select '{{ lifecycle }}' as account_lifecycle
    {%- endfor %}
),

-- What to do with prospects whom one may write to stands with their segment.
given as (
    select
        segment_name,
        lifecycle,
        consent,
        account_lifecycle,
        recommended_action
    from actions
    union all
    select
        segment_name,
        'prospect' as lifecycle,
        'reachable' as consent,
        'any' as account_lifecycle,
        recommended_action
    from segments
),

-- A row for the account's lifecycle wins over one for any, then one for the segment.
ranked as (
    select
        segments.segment_name,
        given.lifecycle,
        given.consent,
        account_lifecycles.account_lifecycle,
        given.recommended_action,
        row_number() over (
            partition by segments.segment_name, given.lifecycle, given.consent, account_lifecycles.account_lifecycle
            order by
                case when given.account_lifecycle = account_lifecycles.account_lifecycle then 1 else 2 end,
                case when given.segment_name = segments.segment_name then 1 else 2 end
        ) as choice
    from segments
    cross join account_lifecycles
    inner join given
        on given.segment_name in (segments.segment_name, 'any') and given.account_lifecycle in (account_lifecycles.account_lifecycle, 'any')
),

published as (
    select
        ranked.segment_name,
        ranked.lifecycle,
        ranked.consent,
        ranked.account_lifecycle,
        ranked.recommended_action,
        coalesce(unseen.recommended_action, ranked.recommended_action) as action_where_unseen
    from ranked
    left join actions as unseen
        on
            unseen.segment_name = 'insufficient_data'
            and unseen.account_lifecycle = 'any'
            and ranked.lifecycle = unseen.lifecycle
            and ranked.consent = unseen.consent
    where ranked.choice = 1
)

select * from published
