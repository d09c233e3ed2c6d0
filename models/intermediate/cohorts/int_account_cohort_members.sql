with cohorts as (
    select distinct
        cohort_month,
        as_of_date,
        horizon_days
    from {{ ref('int_cohort_members') }}
),

-- What a person did before anything was known of the person is the first account's.
person_accounts as (
    select
        contact_id,
        account_id,
        case when from_date = min(from_date) over (partition by contact_id) then date '1900-01-01' else from_date end as from_date,
        last_date
    from {{ ref('int_contact_trait_periods') }}
),

-- A conversion is the account's that the person was with on the day.
conversions as (
    select
        person_accounts.account_id,
        conversions.converted_date,
        min(greatest(conversions.converted_date, conversions.known_date)) as known_date
    from {{ ref('int_conversions') }} as conversions
    inner join person_accounts on conversions.contact_id = person_accounts.contact_id
    where
        conversions.outcome = 'converted' and person_accounts.account_id is not null
        and conversions.converted_date between person_accounts.from_date and person_accounts.last_date
    group by person_accounts.account_id, conversions.converted_date
),

first_conversions as (
    select
        account_id,
        min(known_date) as known_date
    from conversions
    group by account_id
),

-- Customers by a deal that no person is named in.
won_accounts as (
    select
        account_id,
        min({{ intent.business_date('closed_at', intent.checked_var('intent_time_zone', var('intent_time_zone'))) }}) as won_date
    from {{ ref('int_deals') }}
    where is_won and not {{ var('intent_conversions_repeat') | lower }}
    group by account_id
),

-- The prospects of the date: who may still convert works there, and nobody has.
members as (
    select
        cohorts.cohort_month,
        cohorts.as_of_date,
        cohorts.horizon_days,
        scores.account_id,
        segments.segment_name as segment,
        row_number() over (
            partition by cohorts.as_of_date, cohorts.horizon_days order by scores.points_micro desc, scores.account_id
        ) as place,
        count(*) over (partition by cohorts.as_of_date, cohorts.horizon_days) as n_members
    from cohorts
    inner join {{ ref('int_account_scores_as_of') }} as scores on cohorts.as_of_date = scores.as_of_date
    inner join {{ ref('stg_intent__segments') }} as segments on scores.segment_rank = segments.segment_rank
    left join first_conversions on scores.account_id = first_conversions.account_id
    left join won_accounts on scores.account_id = won_accounts.account_id
    where
        scores.n_prospects > 0 and scores.n_customers = 0
        and coalesce(won_accounts.won_date > cohorts.as_of_date, true)
        and ({{ (not var('intent_requires_earlier_conversion')) | lower }} or first_conversions.known_date <= cohorts.as_of_date)
),

converted_accounts as (
    select distinct
        cohorts.as_of_date,
        cohorts.horizon_days,
        conversions.account_id
    from cohorts
    inner join conversions
        on
            cohorts.as_of_date < conversions.converted_date
            and {{ intent.days_between('cohorts.as_of_date', 'conversions.converted_date') }} <= cohorts.horizon_days
),

published as (
    select
        members.cohort_month,
        members.as_of_date,
        members.account_id,
        members.horizon_days,
        members.segment,
        {{ intent.tenth('members.place', 'members.n_members') }} as decile,
        bought.account_id is not null as is_converted
    from members
    left join converted_accounts as bought
        on members.as_of_date = bought.as_of_date and members.horizon_days = bought.horizon_days and members.account_id = bought.account_id
)

select * from published
