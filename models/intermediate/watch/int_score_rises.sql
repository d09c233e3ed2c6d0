with grid_dates as (
    select
        grid.as_of_date,
        row_number() over (order by grid.as_of_date) as date_number,
        {{ intent.integer_divide(intent.days_between('grid.as_of_date', 'latest.as_of_date'), '182') }} as half_years_ago
    from {{ ref('int_as_of_dates') }} as grid
    cross join {{ ref('int_latest_as_of_date') }} as latest
    where grid.as_of_date = grid.grid_date
),

-- The first date has none before it.
dates as (
    select
        *,
        cast(sum(case when date_number > 1 then 1 else 0 end) over (partition by half_years_ago) as bigint) as n_dates
    from grid_dates
),

scores as (
    select * from {{ ref('int_contact_scores_as_of') }}
    where scorecard_name = {{ intent.string_literal(var("intent_champion_scorecard")) }}
),

outcomes as (
    select * from {{ ref('int_contact_outcomes_as_of') }}
    where is_conversion_window
),

lifecycles as (
    select * from {{ ref('int_contact_lifecycles') }}
),

-- Who was not known on the date before rises from below 0: to a score of 0 at least.
compared as (
    select
        scores.as_of_date,
        scores.contact_id,
        scores.deal_size_class,
        scores.score,
        coalesce(lag(scores.score) over (partition by scores.contact_id order by scores.as_of_date), -1) as score_before,
        dates.date_number,
        dates.n_dates,
        dates.half_years_ago
    from scores
    inner join dates on scores.as_of_date = dates.as_of_date
),

published as (
    select
        compared.deal_size_class,
        compared.half_years_ago,
        compared.score_before,
        compared.score,
        max(compared.n_dates) as n_dates,
        count(*) as n_contacts,
        count(outcomes.contact_id) as n_closed,
        cast(sum(case when outcomes.is_converted then 1 else 0 end) as bigint) as n_converted
    from compared
    left join lifecycles
        on
            compared.contact_id = lifecycles.contact_id
            and compared.as_of_date between lifecycles.from_date and lifecycles.last_date
    left join outcomes on compared.as_of_date = outcomes.as_of_date and compared.contact_id = outcomes.contact_id
    where
        compared.date_number > 1
        and compared.score > compared.score_before
        and lifecycles.contact_id is null
    group by compared.deal_size_class, compared.half_years_ago, compared.score_before, compared.score
)

select * from published
