select * from {{ source('given', 'feedback') }}
