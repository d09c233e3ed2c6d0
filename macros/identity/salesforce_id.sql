{# A Salesforce id, its system in front, in the 18 characters of the API: of the 15 that reports and pages show, each five get a
   letter or digit that says which of them are capitals. Any other id stays as it is. #}
{% macro salesforce_id(crm_id) -%}
    {%- set system = 'salesforce:' -%}
    {%- set checksum = [] -%}
    {%- for chunk in range(3) -%}
        {%- set capitals = [] -%}
        {%- for place in range(5) -%}
            {%- do capitals.append(
                'case when ascii(substr(' ~ crm_id ~ ', ' ~ (system | length + chunk * 5 + place + 1) ~ ", 1)) between 65 and 90 then "
                ~ 2 ** place ~ ' else 0 end'
            ) -%}
        {%- endfor -%}
        {%- do checksum.append("substr('ABCDEFGHIJKLMNOPQRSTUVWXYZ012345', 1 + " ~ capitals | join(' + ') ~ ', 1)') -%}
    {%- endfor -%}
    case
        when {{ crm_id }} like '{{ system }}%'
            and {{ intent.matches_pattern(crm_id, '^' ~ system ~ '[a-zA-Z0-9]{15}$') }}
            and {{ crm_id }} not like '{{ system }}000%'
            then {{ crm_id }} || {{ checksum | join(' || ') }}
        else {{ crm_id }}
    end
{%- endmacro %}
