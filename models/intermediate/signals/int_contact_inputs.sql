with totals as (
    select * from {{ ref('int_identifier_totals') }}
),

bots as (
    select * from {{ ref('int_bot_events') }}
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

suspected as (
    select
        identifier_key,
        cast(sum({{ intent.row_fingerprint(['event_key']) }}) as bigint) as bot_fingerprint
    from bots
    group by identifier_key
),

published as (
    select
        owners.contact_id,
        cast(
            sum({{ intent.row_fingerprint([
                'owners.identifier_key', 'owners.linked_at', 'totals.n_events', 'totals.event_fingerprint',
                'coalesce(suspected.bot_fingerprint, 0)',
            ]) }}) + max(configuration.input_fingerprint) as bigint
        ) as input_fingerprint
    from owners
    inner join contacts on owners.contact_id = contacts.contact_id
    inner join totals on owners.identifier_key = totals.identifier_key
    left join suspected on owners.identifier_key = suspected.identifier_key
    cross join configuration
    group by owners.contact_id
)

select * from published
