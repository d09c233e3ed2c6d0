select * from {{ source('given', 'identity_links') }}
