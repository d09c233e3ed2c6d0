with spine as (
    select * from {{ ref('int_spine_events') }}
),

owners as (
    select * from {{ ref('int_identifier_owners') }}
),

contacts as (
    select * from {{ ref('int_contacts') }}
),

configuration as (
    select * from {{ ref('int_bucket_configuration') }}
),

identifiers as (
    select
        identifier_key,
        count(*) as n_events,
        cast(sum({{ intent.row_fingerprint([
            'event_key', 'event_kind_key', 'session_key', 'duration_seconds', 'received_at', 'occurred_at',
        ]) }}) as bigint) as event_fingerprint
    from spine
    group by identifier_key
),

published as (
    select
        owners.contact_id,
        cast(
            sum({{ intent.row_fingerprint([
                'owners.identifier_key', 'owners.linked_at', 'identifiers.n_events', 'identifiers.event_fingerprint',
            ]) }}) + max(configuration.input_fingerprint) as bigint
        ) as input_fingerprint
    from owners
    inner join contacts on owners.contact_id = contacts.contact_id
    inner join identifiers on owners.identifier_key = identifiers.identifier_key
    cross join configuration
    group by owners.contact_id
)

select * from published
