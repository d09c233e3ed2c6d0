-- Every score from 0 to 100, falling or not, has exactly one segment (an empty build has none).
select count(*) as n_situations
from {{ ref('int_segment_lookup') }}
having count(*) not in (0, 101 * 2)
