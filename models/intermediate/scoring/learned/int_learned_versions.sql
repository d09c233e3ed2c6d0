{%- set window_days = intent.checked_var('intent_conversion_window_days', var('intent_conversion_window_days')) -%}

with refits as (
    select
        refit_date,
        n_conversions,
        row_number() over (order by refit_date) as scorecard_version,
        coalesce({{ intent.add_days('lead(refit_date) over (order by refit_date)', '-1') }}, date '9999-12-31') as last_date
    from {{ ref('int_learned_refits') }}
    where n_reached = 1
),

examples as (
    select
        scorecard_version,
        count(*) as n_examples
    from {{ ref('int_training_examples_as_of') }}
    group by scorecard_version
),

-- The whole population, of which the examples are a sample: since when each contact is in it.
contacts as (
    select
        outcomes.contact_id,
        min(outcomes.as_of_date) as first_date
    from {{ ref('int_contact_outcomes_as_of') }} as outcomes
    inner join {{ ref('int_active_contacts_as_of') }} as active
        on outcomes.as_of_date = active.as_of_date and outcomes.contact_id = active.contact_id
    where outcomes.is_conversion_window
    group by outcomes.contact_id
),

contact_counts as (
    select
        refits.scorecard_version,
        count(*) as n_contacts,
        min(contacts.first_date) as training_from_date
    from refits
    inner join contacts on {{ intent.days_between('contacts.first_date', 'refits.refit_date') }} >= {{ window_days }}
    group by refits.scorecard_version
),

grid as (
    select as_of_date
    from {{ ref('int_as_of_dates') }}
    where as_of_date = grid_date
),

last_dates as (
    select
        refits.scorecard_version,
        max(grid.as_of_date) as training_to_date
    from refits
    inner join grid on {{ intent.days_between('grid.as_of_date', 'refits.refit_date') }} >= {{ window_days }}
    group by refits.scorecard_version
),

published as (
    select
        'learned_additive' as scorecard_name,
        refits.scorecard_version,
        case when refits.n_conversions >= 120 and contact_counts.n_contacts >= 1000 then 'eligible' else 'challenger' end as status,
        examples.n_examples,
        refits.n_conversions,
        contact_counts.n_contacts,
        refits.refit_date,
        refits.last_date,
        contact_counts.training_from_date,
        last_dates.training_to_date
    from refits
    inner join examples on refits.scorecard_version = examples.scorecard_version
    inner join contact_counts on refits.scorecard_version = contact_counts.scorecard_version
    inner join last_dates on refits.scorecard_version = last_dates.scorecard_version
)

select * from published
