{%- set most_campaigns = 20 -%}

with population as (
    select distinct
        as_of_date,
        contact_id
    from {{ ref('int_cohort_members') }}
),

channel_days as (
    select * from {{ ref('int_contact_channel_days') }}
    where not is_leaking
),

campaign_days as (
    select * from {{ ref('int_contact_campaign_days') }}
),

traits as (
    select * from {{ ref('int_contact_trait_periods') }}
),

fits as (
    select * from {{ ref('int_fit_periods') }}
    where subject = 'contact'
),

-- Of several channels, or campaigns, on the day of the last act, or of the last one with a campaign, the one with the most events.
{%- for value in ['channel', 'campaign'] %}
last_{{ value }}s as (
    select
        population.as_of_date,
        population.contact_id,
        days.{{ value }},
        row_number() over (
            partition by population.as_of_date, population.contact_id
            order by days.occurred_date desc, sum(days.n_events) desc, days.{{ value }}
        ) as nth
    from population
    inner join {{ value }}_days as days
        on
            population.contact_id = days.contact_id
            and {{ intent.days_between('days.occurred_date', 'population.as_of_date') }} <= 90
            and {{ intent.is_visible_as_of('days', 'population.as_of_date') }}
    group by population.as_of_date, population.contact_id, days.{{ value }}, days.occurred_date
),
{%- endfor %}

-- The campaigns of most members; all others are one cohort, so that no small one floods the report.
largest_campaigns as (
    select
        campaign,
        row_number() over (order by count(*) desc, campaign) as place
    from last_campaigns
    where nth = 1
    group by campaign
),

published as (
    select
        population.as_of_date,
        population.contact_id,
        coalesce(last_channels.channel, 'silent for 90 days') as channel,
        case
            when last_campaigns.contact_id is null then 'none for 90 days'
            when largest_campaigns.place <= {{ most_campaigns }} then last_campaigns.campaign
            else 'other campaigns'
        end as campaign,
        coalesce(traits.account_tier, 'unknown') as account_tier,
        coalesce(traits.industry, 'unknown') as industry,
        {{ intent.size_band('traits.employee_count') }} as size,
        coalesce(traits.country, 'unknown') as country,
        coalesce(fits.fit_grade, 'unknown') as fit_grade
    from population
    left join traits
        on population.contact_id = traits.contact_id and population.as_of_date between traits.from_date and traits.last_date
    left join fits
        on population.contact_id = fits.subject_id and population.as_of_date between fits.from_date and fits.last_date
    {%- for last in ['last_channels', 'last_campaigns'] %}
    left join {{ last }}
        on population.as_of_date = {{ last }}.as_of_date and population.contact_id = {{ last }}.contact_id and {{ last }}.nth = 1
    {%- endfor %}
    left join largest_campaigns on last_campaigns.campaign = largest_campaigns.campaign
)

select * from published
