{# True where an item of a composite signal lies in the window of days that ends on a day; both are CTEs with contact_id and signal_name. #}
{% macro is_within_window(items, ends) -%}
    {{ ends }}.contact_id = {{ items }}.contact_id
    and {{ ends }}.signal_name = {{ items }}.signal_name
    and {{ ends }}.anchor_date >= {{ items }}.occurred_date
    and {{ intent.days_between(items ~ '.occurred_date', ends ~ '.anchor_date') }} < {{ items }}.window_days
{%- endmacro %}
