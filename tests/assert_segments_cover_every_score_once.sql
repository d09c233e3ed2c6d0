-- Every score from 0 to 100, earlier score and trend has exactly one segment.
select count(*) as n_situations
from {{ ref('int_segment_lookup') }}
having count(*) <> 101 * 101 * 2
