{{ intent.cached_by_rows() }}
{%- set time_zone = intent.checked_var('intent_time_zone', var('intent_time_zone')) -%}

with outcomes as (
    select * from {{ ref('int_delivered_conversions') }}
    where reject_reason = '' and copy_number = 1
),

owners as (
    select * from {{ ref('int_identifier_owners') }}
),

contacts as (
    select * from {{ ref('int_contacts') }}
),

-- An outcome that names a contact twice is one, with the content of its earliest row.
ranked as (
    select
        owners.contact_id,
        outcomes.*,
        min(greatest(outcomes.converted_at, owners.linked_at)) over (
            partition by owners.contact_id, outcomes.source_name, outcomes.conversion_id
        ) as known_at,
        row_number() over (
            partition by owners.contact_id, outcomes.source_name, outcomes.conversion_id
            order by
                outcomes.converted_at, outcomes.outcome, outcomes.home_amount desc nulls last, outcomes.amount desc nulls last,
                outcomes.currency nulls last, outcomes.conversion_name nulls last, outcomes.identifier_key
        ) as identifier_rank
    from outcomes
    inner join owners on outcomes.identifier_key = owners.identifier_key
    inner join contacts on owners.contact_id = contacts.contact_id
),

published as (
    select
        contact_id,
        source_name,
        conversion_id,
        identifier_key,
        conversion_name,
        outcome,
        amount,
        currency,
        home_amount,
        converted_at,
        {{ intent.business_date('converted_at', time_zone) }} as converted_date,
        {{ intent.business_date('known_at', time_zone) }} as known_date
    from ranked
    where identifier_rank = 1
)

select * from published
