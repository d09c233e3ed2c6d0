{{ config(tags=['publication']) }}

-- Delivered = accepted + suppressed + duplicates + rejected or of nobody, for every contract, source and received day.
select *
from {{ ref('intent_row_conservation') }}
where n_unexplained <> 0
