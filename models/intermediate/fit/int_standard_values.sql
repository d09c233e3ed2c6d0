{%- set given_in = {
    'seniority': ['job_title', 'seniority'], 'department': ['job_title', 'department'], 'industry': ['industry'], 'country': ['country'],
} -%}

with contact_versions as (
    select * from {{ ref('int_contact_versions') }}
),

account_versions as (
    select * from {{ ref('int_delivered_accounts') }}
),

words as (
    select * from {{ ref('stg_intent__standard_words') }}
),

given as (
    {%- for attribute, columns in given_in.items() %}
    {%- set several = not loop.first %}
    {%- for column in columns %}
    {{ "union" if several or not loop.first }}
    select
        '{{ attribute }}' as attribute,
        {{ column }} as given_value
    from contact_versions
    where {{ column }} is not null
    {%- endfor %}
    {%- endfor %}
    {%- for column in ['industry', 'country'] %}
    union
    select
        '{{ column }}' as attribute,
        {{ column }} as given_value
    from account_versions
    where {{ column }} is not null
    {%- endfor %}
),

folded as (
    select
        *,
        {{ intent.folded_words('given_value') }} as folded_value
    from given
),

-- Of the words that are found, the one of lowest rank counts, then the longest.
ranked as (
    select
        folded.attribute,
        folded.given_value,
        words.standard_value,
        row_number() over (
            partition by folded.attribute, folded.given_value
            order by words.word_rank, length(words.folded_word) desc, words.folded_word
        ) as choice
    from folded
    inner join words on folded.attribute = words.attribute and folded.folded_value like words.value_like
),

published as (
    select
        attribute,
        given_value,
        standard_value
    from ranked
    where choice = 1
)

select * from published
