with quality as (
    select * from {{ ref('int_scorecard_quality') }}
),

published as (
    select
        scorecard_name,
        split,
        n_dates,
        n_contacts,
        n_converted,
        base_rate,
        roc_auc,
        pr_auc,
        lift_top_10,
        ece
    from quality
)

select * from published
