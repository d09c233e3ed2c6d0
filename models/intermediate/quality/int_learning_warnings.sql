{{ config(
    materialized='gate',
    meta={'is_warning': true, 'subject': 'what is learned from looks unlike a history of sales'}
) }}

with signals as (
    select * from {{ ref('int_signal_performance') }}
),

labels as (
    select
        cast(count(*) as bigint) as n_contacts,
        cast(coalesce(sum(n_converted), 0) as bigint) as n_converted
    from {{ ref('int_quality_population_as_of') }}
),

published as (
    select
        'intent_signals' as file_name,
        signal_name as key_value,
        'leak_risk' as column_name,
        leak_risk as cell_value,
        'of ' || cast(n_contact_months as {{ intent.string_type() }}) || ' contact-months with the signal '
        || cast(n_converters as {{ intent.string_type() }})
        || ' converted, as if it were known only after the decision; where it is, write exclude here' as message
    from signals
    where is_leak_suspect
    union all
    select
        'conversions' as file_name,
        '' as key_value,
        '' as column_name,
        '' as cell_value,
        'of ' || cast(n_contacts as {{ intent.string_type() }}) || ' windows of active contacts '
        || cast(n_converted as {{ intent.string_type() }})
        || ' end in a conversion, which is not between 0.5% and 95%: too few or too many to learn from' as message
    from labels
    where n_contacts >= 1000 and (200 * n_converted < n_contacts or 100 * n_converted > 95 * n_contacts)
)

select * from published
