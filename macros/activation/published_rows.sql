{# The rows of a sync table: a stored row stays as it was published, and its changed_at, until a decisive column is another one or the
   score moved by 3 or more; a tool that diffs rows and one that goes by changed_at then write the same few. #}
{% macro published_rows(live, run, stored_relation, key, columns, decisive, is_incremental_run) -%}
    {%- set remembers = is_incremental_run and intent.holds_columns(stored_relation, columns + ['row_hash']) %}
    select
        live.{{ key }},
        {%- for column in columns + ['row_hash'] %}
        {{ 'case when kept.' ~ key ~ ' is null then live.' ~ column ~ ' else kept.' ~ column ~ ' end as ' ~ column if remembers else 'live.' ~ column }},
        {%- endfor %}
        {{ 'coalesce(kept.changed_at, run.built_at)' if remembers else 'run.built_at' }} as changed_at,
        live.input_fingerprint
    from {{ live }} as live
    cross join {{ run }} as run
    {%- if remembers %}
    left join (
        select stored_rows.*
        from {{ stored_relation }} as stored_rows
        inner join {{ live }} as live_rows on stored_rows.{{ key }} = live_rows.{{ key }}
        where
            abs(coalesce(live_rows.intent_score, -100) - coalesce(stored_rows.intent_score, -100)) < 3
            {%- for column in decisive %}
            and coalesce(live_rows.{{ column }}, '') = coalesce(stored_rows.{{ column }}, '')
            {%- endfor %}
    ) as kept on live.{{ key }} = kept.{{ key }}
    {%- endif %}
{%- endmacro %}
