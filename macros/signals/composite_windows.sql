{# The windows of days that can hold a composite signal, from CTEs of its items and of the composite signals: each ends on a day with an
   item, which has to be known itself (anchor_known_date). Adding up is several times cheaper than putting items in order, and decides
   most windows: too few items even where each repetition counts, or, where none repeats, enough that were known by anchor_known_date. #}
{% macro composite_windows(items, composites) -%}
    select
        ends.contact_id,
        ends.signal_name,
        ends.anchor_date,
        ends.anchor_known_date,
        {{ composites }}.measure in ('events', 'seconds')
        and sum(case when {{ items }}.known_date <= ends.anchor_known_date then {{ items }}.amount else 0 end)
        >= {{ items }}.min_count as is_reached_at_once
    from (
        select
            contact_id,
            signal_name,
            occurred_date as anchor_date,
            min(known_date) as anchor_known_date
        from {{ items }}
        where scope = 'window'
        group by contact_id, signal_name, occurred_date
    ) as ends
    inner join {{ composites }} on ends.signal_name = {{ composites }}.signal_name
    inner join {{ items }} on {{ intent.is_within_window(items, 'ends') }}
    group by
        ends.contact_id, ends.signal_name, ends.anchor_date, ends.anchor_known_date, {{ composites }}.measure, {{ items }}.min_count
    having sum({{ items }}.amount) >= {{ items }}.min_count
{%- endmacro %}
