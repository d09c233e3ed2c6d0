with clicks as (
    select * from {{ ref('int_mail_clicks') }}
    where contact_id not in (select suppressed.contact_id from {{ ref('int_suppressed_contacts') }} as suppressed)
),

limits as (
    select * from {{ ref('stg_intent__bot_limits') }}
),

gaps as (
    select
        clicks.*,
        lag(clicks.occurred_at) over (
            partition by clicks.received_date, clicks.identifier_key
            order by clicks.occurred_at, clicks.event_key
        ) as previous_occurred_at
    from clicks
),

numbered as (
    select
        gaps.*,
        sum(case
            when gaps.previous_occurred_at >= gaps.occurred_at - interval '1' second * limits.seconds_between_clicks then 0
            else 1
        end) over (
            partition by gaps.received_date, gaps.identifier_key
            order by gaps.occurred_at, gaps.event_key
            rows between unbounded preceding and current row
        ) as burst_number
    from gaps
    cross join limits
),

bursts as (
    select
        identifier_key,
        burst_number,
        count(distinct target_key) as n_links,
        min(occurred_at) as started_at,
        max(occurred_at) as ended_at,
        received_date
    from numbered
    group by identifier_key, burst_number, received_date
),

seconds as (
    select
        company_domain,
        occurred_second,
        count(distinct identifier_key) as n_recipients,
        received_date
    from clicks
    group by company_domain, occurred_second, received_date
),

published as (
    select
        numbered.event_key,
        numbered.identifier_key,
        numbered.contact_id,
        case
            when bursts.n_links >= limits.links_in_a_burst then 'clicked the links of a mail within seconds'
            else 'clicked in the same second as others of the company'
        end as bot_reason,
        bursts.started_at,
        bursts.ended_at,
        numbered.received_date
    from numbered
    cross join limits
    -- Every click has its burst; an inner join by three columns is one row to PostgreSQL, which then nests loops.
    left join bursts
        on
            numbered.received_date = bursts.received_date
            and numbered.identifier_key = bursts.identifier_key
            and numbered.burst_number = bursts.burst_number
    left join seconds
        on
            numbered.received_date = seconds.received_date
            and numbered.company_domain = seconds.company_domain
            and numbered.occurred_second = seconds.occurred_second
    where bursts.n_links >= limits.links_in_a_burst or seconds.n_recipients >= limits.recipients_in_a_second
)

select * from published
