{# Exact isotonic regression over bins, without recursion: of a score, the greatest over the scores up to it of the least share from there to a score above it. #}
{% macro isotonic_shares(bins, keys) -%}
    select
        {{ keys | join(', ') }},
        score,
        max(least_share_micro) as share_micro
    from (
        select
            {%- for key in keys %}
            highest.{{ key }},
            {%- endfor %}
            highest.score,
            min({{ intent.share_micro(
                'highest.n_converted_up_to - lowest.n_converted_up_to + lowest.n_converted',
                'highest.n_contacts_up_to - lowest.n_contacts_up_to + lowest.n_contacts'
            ) }}) over (
                partition by highest.{{ keys | join(', highest.') }}, lowest.score
                order by highest.score desc
                rows between unbounded preceding and current row
            ) as least_share_micro
        from {{ bins }} as highest
        inner join {{ bins }} as lowest
            on
                highest.score >= lowest.score
                {%- for key in keys %}
                and highest.{{ key }} = lowest.{{ key }}
                {%- endfor %}
    ) as least_shares
    group by {{ keys | join(', ') }}, score
{%- endmacro %}
