select * from {{ source('given', 'deals') }}
