select * from {{ source('given', 'contacts') }}
