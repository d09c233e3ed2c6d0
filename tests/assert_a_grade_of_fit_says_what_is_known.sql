-- A score of fit is 0 to 100 and has its grade; without one the grade is unknown, and the hybrid score is the score.
select *
from {{ ref('intent_contact_scores') }}
where
    (fit_grade = 'unknown') <> (fit_score is null)
    or fit_score not between 0 and 100
    or hybrid_score not between 0 and 100
    or fit_score is null and hybrid_score <> score
    or priority is not null and not is_for_sales
