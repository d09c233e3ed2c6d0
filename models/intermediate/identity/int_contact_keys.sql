-- depends_on: {{ ref('int_identity_inputs') }}, {{ ref('int_kept_tables') }}
{{ config(materialized='kept', meta={'inputs': 'int_identity_inputs'}) }}

with owners as (
    select * from {{ ref('int_identifier_owners') }}
),

ranked as (
    select
        *,
        row_number() over (
            partition by contact_id, identifier_type
            order by linked_at, identifier_key
        ) as age_rank
    from owners
),

contacts as (
    select
        contact_id,
        max(case when identifier_type = 'crm_id' and age_rank = 1 then identifier_value end) as crm_id,
        max(case when identifier_type = 'email' and age_rank = 1 then identifier_value end) as email,
        count(*) as n_identifiers,
        cast(sum(case when identifier_type = 'anonymous_id' then 1 else 0 end) as bigint) as n_devices,
        cast(min(linked_at) as date) as first_known_date
    from ranked
    group by contact_id
)

select * from contacts
