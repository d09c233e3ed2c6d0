{# Bins by score, and what is in them up to each score. The highest scores are one bin until it holds enough: of ten contacts who all
   bought it is not to be said that everybody does. #}
{% macro running_bins(scored, keys, least_contacts) -%}
    {%- set names = keys | join(', ') %}
    select
        *,
        sum(n_contacts) over (partition by {{ names }} order by score) as n_contacts_up_to,
        sum(n_converted) over (partition by {{ names }} order by score) as n_converted_up_to,
        sum(n_converted) over (partition by {{ names }}) as n_all_converted,
        coalesce(lead(score) over (partition by {{ names }} order by score), 101) as next_score,
        min(score) over (partition by {{ names }}) as least_score
    from (
        select
            {{ names }},
            from_fold,
            to_fold,
            least(score, coalesce(top_score, 0)) as score,
            sum(n_contacts) as n_contacts,
            sum(n_converted) as n_converted
        from (
            select
                *,
                max(case when n_from_score >= {{ least_contacts }} then score end) over (partition by {{ names }}) as top_score
            from (
                select
                    *,
                    sum(n_contacts) over (partition by {{ names }} order by score desc) as n_from_score
                from {{ scored }}
            ) as counted_from_above
        ) as with_top
        group by {{ names }}, from_fold, to_fold, least(score, coalesce(top_score, 0))
    ) as pooled
{%- endmacro %}
