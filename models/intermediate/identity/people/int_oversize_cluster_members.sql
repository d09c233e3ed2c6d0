{{ intent.cached_by('int_identity_fingerprint') }}
{%- set max_identifiers = var('intent_max_identifiers_per_contact') | int -%}
{%- set max_emails = var('intent_max_emails_per_contact') | int -%}

with clusters as (
    select * from {{ ref('int_identity_clusters') }}
),

oversize as (
    select cluster_key
    from clusters
    group by cluster_key
    having count(*) > {{ max_identifiers }} or sum(case when strength_rank = 2 then 1 else 0 end) > {{ max_emails }}
),

-- Verified identifiers come before claimed ones, then the first linked, then those with the most links.
age_ranked as (
    select
        clusters.cluster_key,
        clusters.node_key,
        clusters.strength_rank,
        row_number() over (
            partition by clusters.cluster_key
            order by
                case when clusters.is_verified then 0 else 1 end, clusters.first_linked_at, clusters.n_edges desc, clusters.node_key
        ) as age_rank
    from clusters
    inner join oversize on clusters.cluster_key = oversize.cluster_key
),

flagged as (
    select
        *,
        strength_rank = 2 and row_number() over (
            partition by cluster_key, strength_rank
            order by age_rank
        ) > {{ max_emails }} as is_surplus_email
    from age_ranked
),

numbered as (
    select
        *,
        row_number() over (
            partition by cluster_key, is_surplus_email
            order by age_rank
        ) as member_number
    from flagged
),

published as (
    select
        node_key,
        cluster_key,
        case
            when is_surplus_email then 'too many emails'
            when member_number > {{ max_identifiers }} then 'too many identifiers'
            else ''
        end as drop_reason
    from numbered
)

select * from published
