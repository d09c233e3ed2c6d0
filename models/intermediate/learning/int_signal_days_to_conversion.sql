with members as (
    select * from {{ ref('int_cohort_members') }}
    where is_conversion_window and is_converted
),

features as (
    select * from {{ ref('int_signal_features_as_of') }}
    where value_micro > 0
),

ranked as (
    select
        features.feature_name as signal_name,
        members.days_to_conversion,
        row_number() over (
            partition by features.feature_name
            order by members.days_to_conversion, members.contact_id, members.as_of_date
        ) as position,
        count(*) over (partition by features.feature_name) as n_converters
    from members
    inner join features on members.as_of_date = features.as_of_date and members.contact_id = features.contact_id
),

-- The lower median: the middle one, or the earlier of the middle two.
medians as (
    select
        signal_name,
        days_to_conversion as median_days_to_conversion
    from ranked
    where position = {{ intent.integer_divide('n_converters + 1', 2) }}
)

select * from medians
