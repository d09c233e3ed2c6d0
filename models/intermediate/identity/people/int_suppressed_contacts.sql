{{ intent.cached_by('int_identity_fingerprint') }}

with owners as (
    select * from {{ ref('int_identifier_owners') }}
),

excluded_domains as (
    select * from {{ ref('stg_intent__excluded_domains') }}
),

erasure_requests as (
    select * from {{ ref('stg_intent__erasure_requests') }}
),

suppressions as (
    select
        owners.contact_id,
        'excluded domain: ' || excluded_domains.reason as reason
    from owners
    inner join excluded_domains
        on
            owners.identifier_type = 'email'
            and {{ intent.split_item('owners.identifier_value', '@', 2) }} = excluded_domains.domain
    union all
    select
        owners.contact_id,
        'asked to be forgotten' as reason
    from owners
    inner join erasure_requests on owners.identifier_key = erasure_requests.identifier_key
),

contacts as (
    select
        contact_id,
        min(reason) as reason
    from suppressions
    group by contact_id
)

select * from contacts
