{{ config(meta={'stands_for': [
    'int_learned_feature_fingerprints', 'int_feature_fingerprints', 'int_contact_signal_days', 'int_contact_channel_days',
    'int_contact_active_days', 'int_signal_decay', 'int_learned_cells', 'int_conversions', 'int_contact_lifecycles',
]}) }}
{%- set window_days = intent.checked_var('intent_conversion_window_days', var('intent_conversion_window_days')) -%}
{%- set day = intent.days_between("date '1970-01-01'", 'outcomes.as_of_date') %}
{%- set is_positive = 'population.positive_since_date <= rates.refit_date' %}
{%- set confirming = "case when " ~ is_positive ~ " then 'good_fit' else 'bad_fit' end" %}
{%- set said_milli = "case when population.disposition = " ~ confirming ~ " then 2000"
    ~ " when population.disposition in ('good_fit', 'bad_fit') then 500 else 1000 end" %}
{%- set rate = 'case when ' ~ is_positive ~ ' then rates.positive_rate_micro else rates.negative_rate_micro end' %}

with refits as (
    select
        refit_date,
        row_number() over (order by refit_date) as scorecard_version
    from {{ ref('int_learned_refits') }}
    where n_reached = 1
),

-- With what sales said last in the window. The place of an example in every sample is a mixture of its keys, the same on every engine.
population as (
    select
        outcomes.as_of_date,
        outcomes.contact_id,
        notes.disposition,
        {{ intent.add_days('outcomes.as_of_date', window_days) }} as closed_date,
        case when outcomes.is_converted then outcomes.conversion_known_date else date '9999-12-31' end as positive_since_date,
        outcomes.contact_id % 2147483647 * ({{ day }} * cast(69069 as bigint) % 2147483 + 12345) % 2147483647 % 1000000 as sample_number
    from {{ ref('int_contact_outcomes_as_of') }} as outcomes
    inner join {{ ref('int_active_contacts_as_of') }} as active
        on outcomes.as_of_date = active.as_of_date and outcomes.contact_id = active.contact_id
    left join {{ ref('int_contact_notes') }} as notes
        on
            outcomes.contact_id = notes.contact_id
            and notes.noted_date between outcomes.as_of_date and {{ intent.add_days('outcomes.as_of_date', window_days) }}
            and coalesce(notes.next_noted_date, date '9999-12-31') > {{ intent.add_days('outcomes.as_of_date', window_days) }}
    where outcomes.is_conversion_window
),

counts as (
    select
        closed_date,
        positive_since_date,
        count(*) as n_examples
    from population
    group by closed_date, positive_since_date
),

sizes as (
    select
        refits.refit_date,
        refits.scorecard_version,
        cast(sum(case when counts.positive_since_date <= refits.refit_date then counts.n_examples else 0 end) as bigint) as n_positive,
        cast(sum(case when counts.positive_since_date > refits.refit_date then counts.n_examples else 0 end) as bigint) as n_negative
    from refits
    inner join counts on refits.refit_date >= counts.closed_date
    group by refits.refit_date, refits.scorecard_version
),

rates as (
    select
        *,
        least(1000000, {{ intent.integer_divide('10000 * cast(1000000 as bigint)', 'greatest(n_positive, 1)') }}) as positive_rate_micro,
        least(1000000, {{ intent.integer_divide('least(20 * n_positive, 20000) * cast(1000000 as bigint)', 'greatest(n_negative, 1)') }})
            as negative_rate_micro
    from sizes
),

-- All who converted and a sample of the others, each standing for as many as one over its rate, so that base rates stay true; twice
-- as many where sales said the same as the outcome, half as many where they said the opposite.
examples as (
    select
        row_number() over (order by rates.scorecard_version, population.as_of_date, population.contact_id) as example_number,
        rates.scorecard_version,
        population.as_of_date,
        population.contact_id,
        case when {{ is_positive }} then 1 else 0 end as n_converted,
        {{ intent.rounded_divide('cast(1000000 as bigint) * ' ~ said_milli, rate) }} as weight_milli
    from population
    inner join rates on rates.refit_date >= population.closed_date and population.sample_number < {{ rate }}
),

published as (
    select
        examples.*,
        {{ intent.row_fingerprint('examples') }} + fingerprints.input_fingerprint % 2147483647 as input_fingerprint
    from examples
    inner join {{ ref('int_learned_feature_fingerprints') }} as fingerprints on examples.as_of_date = fingerprints.as_of_date
)

select * from published
