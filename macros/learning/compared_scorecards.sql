{# A select of how scorecards rank examples and how far what they expect is from what came: PR AUC, and the calibration error over ten
   bins of equal size, in millionths; one row per version that is decided on and scorecard. Examples with equal values are one step. #}
{% macro compared_scorecards(examples) -%}
{%- set card = 'scorecard_version, scorecard_name' -%}
    select
        precisions.scorecard_version,
        precisions.scorecard_name,
        precisions.pr_auc_micro,
        calibration.error_micro
    from (
        select
            {{ card }},
            {{ intent.rounded_divide(
                'cast(sum(converted_milli * ' ~ intent.rounded_divide('converted_from_top_milli * 1000000', 'from_top_milli') ~ ') as bigint)',
                'nullif(cast(sum(converted_milli) as bigint), 0)'
            ) }} as pr_auc_micro
        from (
            select
                {{ card }},
                cast(sum(n_converted * weight_milli) as bigint) as converted_milli,
                cast(sum(cast(sum(n_converted * weight_milli) as bigint)) over from_top as bigint) as converted_from_top_milli,
                cast(sum(cast(sum(weight_milli) as bigint)) over from_top as bigint) as from_top_milli
            from {{ examples }}
            group by {{ card }}, value_micro
            window from_top as (partition by {{ card }} order by value_micro desc rows between unbounded preceding and current row)
        ) as steps
        group by {{ card }}
    ) as precisions
    inner join (
        select
            {{ card }},
            {{ intent.rounded_divide('cast(sum(difference) as bigint)', 'cast(sum(weight_milli) as bigint)') }} as error_micro
        from (
            select
                {{ card }},
                cast(sum(weight_milli) as bigint) as weight_milli,
                abs(cast(sum(weight_milli * (expected_micro - 1000000 * n_converted)) as bigint)) as difference
            from (
                select
                    *,
                    {{ intent.tenth(
                        'row_number() over (partition by ' ~ card ~ ' order by value_micro desc, example_number)',
                        'count(*) over (partition by ' ~ card ~ ')'
                    ) }} as bin
                from {{ examples }}
            ) as binned
            group by {{ card }}, bin
        ) as bins
        group by {{ card }}
    ) as calibration
        on
            precisions.scorecard_version = calibration.scorecard_version
            and precisions.scorecard_name = calibration.scorecard_name
{%- endmacro %}
