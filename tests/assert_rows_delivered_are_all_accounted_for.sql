{{ config(tags=['publication']) }}

-- Delivered = accepted + suppressed + duplicates + rejected + unused, for every contract, source and received day.
select *
from {{ ref('intent_row_conservation') }}
where n_unexplained <> 0
