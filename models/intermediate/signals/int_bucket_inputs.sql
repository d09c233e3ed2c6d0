with contacts as (
    select * from {{ ref('int_contact_changes') }}
),

published as (
    select
        cast(coalesce(sum({{ intent.row_fingerprint(['contact_id', 'input_fingerprint']) }}), 0) as bigint) as input_fingerprint,
        coalesce(max(counted_since), '') as counted_since,
        cast(coalesce(max(change_number), 0) as bigint) as change_number,
        count(*) as n_slices
    from contacts
)

select * from published
