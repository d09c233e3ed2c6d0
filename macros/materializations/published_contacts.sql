{# The scored rows of intent_sync_contacts as the last build that published left them, as a select of contact_id, intent_segment and changed_at; none
   before the first one. Read by its name in the database, since the mart waits for what is made of this. #}
{% macro published_contacts() -%}
    {%- set node = graph.get('nodes', {}).get('model.intent.intent_sync_contacts') if execute else none -%}
    {%- set stored = none if node is none
        else load_cached_relation(api.Relation.create(database=node.database, schema=node.schema, identifier=node.alias)) -%}
    select
        {{ 'contact_id' if stored else 'cast(null as ' ~ intent.string_type() ~ ')' }} as contact_id,
        {{ 'intent_segment' if stored else 'cast(null as ' ~ intent.string_type() ~ ')' }} as intent_segment,
        {{ 'changed_at' if stored else 'cast(null as timestamp)' }} as changed_at
    from {{ stored if stored else '(select 1 as one) as nothing where one = 0' }}
    {%- if stored %}
    where intent_segment is not null
    {%- endif %}
{%- endmacro %}
