{{ config(tags=['publication']) }}

-- Delivered = accepted + suppressed + duplicates + rejected, for every source and received day.
select *
from {{ ref('intent_row_conservation') }}
where n_unexplained <> 0
