{%- set needed_fields = {'email': 'email', 'full_name': 'name', 'job_title': 'job title', 'account': 'company'} -%}
{%- set team_capacity = intent.checked_var('intent_weekly_capacity', var('intent_weekly_capacity')) -%}
{%- set order_of_work = 'stage_rank, expected_amount desc nulls last, conversion_probability desc nulls last, '
    ~ 'score desc, last_active_date desc nulls last, contact_id' -%}
{%- set due_date = 'case when staged.wait_days = 0 then staged.as_of_date else '
    ~ intent.add_days('staged.segment_since', 'staged.wait_days') ~ ' end' %}

with scores as (
    select * from {{ ref('intent_contact_scores') }}
    where is_for_sales
),

tiers as (
    select distinct
        contact_id,
        tier
    from {{ ref('intent_contact_signals') }}
    where points > 0
),

staged as (
    select
        scores.*,
        stages.stage_name,
        stages.stage_rank,
        stages.wait_days,
        stages.next_step,
        {%- for field, words in needed_fields.items() %}
        {%- set column = 'account_name' if field == 'account' else field %}
        case when stages.needs_{{ field }} and scores.{{ column }} is null then '{{ words }}, ' else '' end{{ " ||" if not loop.last }}
        {%- endfor %} as missing,
        row_number() over (partition by scores.contact_id order by stages.stage_rank) as choice
    from scores
    inner join {{ ref('stg_intent__handover_stages') }} as stages
        on scores.score >= stages.min_score and stages.segment_name in (scores.segment, 'any')
    left join tiers on scores.contact_id = tiers.contact_id and stages.signal_tier = tiers.tier
    where (stages.signal_tier = 'any' or tiers.tier is not null) and coalesce(scores.fit_score, 100) >= stages.min_fit_score
),

-- What a conversion brings on average, in the one currency that all of them have.
average as (
    select
        case when count(home_amount) = count(*) then 'home' else coalesce(max(currency), 'unknown') end as currency,
        cast({{ intent.ratio('sum(coalesce(home_amount, amount))', 'count(*)') }} as decimal(18, 2)) as amount
    from {{ ref('int_conversions') }}
    where outcome = 'converted' and amount > 0
    having count(home_amount) = count(*) or (count(home_amount) = 0 and count(distinct coalesce(currency, 'unknown')) = 1)
),

-- An account's open deals say better than the average what there is to win.
queued as (
    select
        staged.*,
        cast(staged.conversion_probability * coalesce(accounts.open_amount, average.amount) as decimal(18, 2)) as expected_amount,
        owners.owner_id as assigned_owner_id,
        owners.weekly_capacity,
        {{ due_date }} as due_date,
        staged.missing = '' and {{ due_date }} <= staged.as_of_date as is_ready
    from staged
    inner join {{ ref('int_contact_owners') }} as owners on staged.contact_id = owners.contact_id and owners.is_synced
    left join average on staged.choice = 1
    left join {{ ref('intent_accounts') }} as accounts
        on staged.account_id = accounts.account_id and average.currency = accounts.open_amount_currency and accounts.open_amount > 0
    where staged.choice = 1
),

ranked as (
    select
        *,
        row_number() over (partition by is_ready, assigned_owner_id order by {{ order_of_work }}) as owner_rank,
        row_number() over (partition by is_ready order by {{ order_of_work }}) as team_rank
    from queued
),

published as (
    select
        contact_id,
        as_of_date,
        assigned_owner_id as owner_id,
        stage_name as handover_stage,
        full_name,
        email,
        job_title,
        account_name,
        segment,
        reason_1,
        talking_point,
        next_step,
        case when missing <> '' then substr(missing, 1, length(missing) - 2) end as missing_fields,
        score,
        conversion_probability,
        expected_amount,
        cast(case when is_ready then owner_rank end as bigint) as queue_rank,
        is_ready,
        is_ready and owner_rank <= weekly_capacity and team_rank <= {{ team_capacity }} as is_within_capacity,
        due_date
    from ranked
)

select * from published
