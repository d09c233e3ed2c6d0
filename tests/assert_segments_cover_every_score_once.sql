-- Every score from 0 to 100, falling or not, has exactly one segment in each class of deals (an empty build has none).
select
    deal_size_class,
    count(*) as n_situations
from {{ ref('int_segment_lookup') }}
group by deal_size_class
having count(*) <> 101 * 2
