{# A CRM id as it is compared, its system in front. Salesforce has two spellings of one id: of the 15 characters that its reports
   show, each five get one more in the API that says which of them are capitals. That one counts; other ids stay as they are. #}
{% macro normalised_crm_id(crm_id) -%}
    {%- set system = 'salesforce:' -%}
    {%- set checksum = [] -%}
    {%- for chunk in range(3) -%}
        {%- set capitals = [] -%}
        {%- for place in range(5) -%}
            {%- set character = 'substr(' ~ crm_id ~ ', ' ~ (system | length + chunk * 5 + place + 1) ~ ', 1)' -%}
            {%- do capitals.append('case when ' ~ character ~ ' <> lower(' ~ character ~ ') then ' ~ 2 ** place ~ ' else 0 end') -%}
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
