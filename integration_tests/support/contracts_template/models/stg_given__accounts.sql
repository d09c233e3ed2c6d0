select * from {{ source('given', 'accounts') }}
