{{ intent.cached_by('int_identity_fingerprint') }}

with links as (
    select * from {{ ref('int_identity_links') }}
),

owners as (
    select * from {{ ref('int_identifier_owners') }}
),

dropped_nodes as (
    select * from {{ ref('int_oversize_cluster_members') }}
    where drop_reason <> ''
),

nodes as (
    select * from {{ ref('int_identity_nodes') }}
),

-- An applied link has both its ends in one contact; every other one was dropped.
dropped_links as (
    select
        links.source_name,
        links.from_key,
        links.from_type,
        links.from_value,
        links.to_key,
        links.to_type,
        links.to_value,
        links.linked_at,
        links.reject_reason,
        links.is_unlinked,
        links.from_type = 'anonymous_id' or links.to_type = 'anonymous_id' as has_device,
        links.from_type = 'anonymous_id' and links.to_type = 'anonymous_id' as has_two_devices,
        from_owners.contact_id is null or to_owners.contact_id is null as has_lone_end
    from links
    left join owners as from_owners on links.from_key = from_owners.identifier_key
    left join owners as to_owners on links.to_key = to_owners.identifier_key
    where
        links.reject_reason <> ''
        or links.is_unlinked
        or (links.from_type = 'anonymous_id' and links.to_type = 'anonymous_id')
        or coalesce(from_owners.contact_id, 0) <> coalesce(to_owners.contact_id, 0)
),

published as (
    select
        dropped_links.source_name,
        dropped_links.from_type,
        dropped_links.from_value,
        dropped_links.to_type,
        dropped_links.to_value,
        case
            when dropped_links.reject_reason <> '' then dropped_links.reject_reason
            when dropped_links.is_unlinked then 'unlinked by hand'
            when dropped_links.has_two_devices then 'devices join nobody'
            when dropped_links.has_device and dropped_links.has_lone_end then 'too many identifiers'
            when dropped_links.has_device then 'device of another person'
            when from_dropped.drop_reason = 'too many emails' or to_dropped.drop_reason = 'too many emails' then 'too many emails'
            when from_dropped.node_key is not null or to_dropped.node_key is not null then 'too many identifiers'
            when from_nodes.is_verified and to_nodes.is_verified then 'claimed between two verified people'
            else 'claimed by who follows another person'
        end as drop_reason,
        dropped_links.linked_at
    from dropped_links
    left join dropped_nodes as from_dropped on dropped_links.from_key = from_dropped.node_key
    left join dropped_nodes as to_dropped on dropped_links.to_key = to_dropped.node_key
    left join nodes as from_nodes on dropped_links.from_key = from_nodes.node_key
    left join nodes as to_nodes on dropped_links.to_key = to_nodes.node_key
)

select * from published
