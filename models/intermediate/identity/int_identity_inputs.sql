{%- set max_identifiers = var('intent_max_identifiers_per_contact') | int -%}
{%- set max_emails = var('intent_max_emails_per_contact') | int -%}

with fingerprints as (
    select
        3 * sum({{ intent.row_fingerprint([
            'from_key', 'to_key', 'from_type', 'to_type', 'reject_reason', 'is_verified', 'is_unlinked', 'linked_at',
        ]) }})
            as input_fingerprint
    from {{ ref('int_identity_links') }}
    union all
    select 5 * sum({{ intent.row_fingerprint(['identifier_key', 'identifier_type', 'first_seen_at']) }}) as input_fingerprint
    from {{ ref('int_identifiers') }}
    union all
    select 7 * sum({{ intent.row_fingerprint([
            'identifier_key', 'source_name', 'full_name', 'job_title', 'seniority', 'department', 'country', 'account_key',
            'account_name', 'industry', 'employee_count', 'owner_id', 'is_opted_out', 'valid_from',
        ]) }}) as input_fingerprint
    from {{ ref('int_contact_versions') }}
    union all
    select 11 * sum({{ intent.row_fingerprint(['domain', 'reason']) }}) as input_fingerprint
    from {{ ref('stg_intent__excluded_domains') }}
    union all
    select 13 * sum({{ intent.row_fingerprint(['identifier_key']) }}) as input_fingerprint
    from {{ ref('stg_intent__erasure_requests') }}
    union all
    select 17 * sum({{ intent.row_fingerprint(['low_key', 'high_key', 'unlinked_date']) }}) as input_fingerprint
    from {{ ref('stg_intent__unlinks') }}
    union all
    -- The caps: what reads a capped table has the same SQL with another cap.
    select {{ 19 * max_identifiers + 1000003 * max_emails }} as input_fingerprint
),

published as (
    select cast(coalesce(sum(input_fingerprint), 0) as bigint) as input_fingerprint
    from fingerprints
)

select * from published
