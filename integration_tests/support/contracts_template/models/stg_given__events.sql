select * from {{ source('given', 'events') }}
