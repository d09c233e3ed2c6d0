select * from {{ source('given', 'conversions') }}
