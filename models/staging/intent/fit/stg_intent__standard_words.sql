with title_words as (
    {{ intent.checked_seed('intent_title_words', var('intent_title_words_seed', 'intent_title_words')) }}
),

industry_words as (
    {{ intent.checked_seed('intent_industry_words', var('intent_industry_words_seed', 'intent_industry_words')) }}
),

country_names as (
    {{ intent.checked_seed('intent_country_names', var('intent_country_names_seed', 'intent_country_names')) }}
),

words as (
    select
        attribute,
        title_word as given_word,
        standard_value,
        cast({{ intent.seed_number('word_rank') }} as integer) as word_rank
    from title_words
    union all
    select
        'industry' as attribute,
        industry_word as given_word,
        industry as standard_value,
        1 as word_rank
    from industry_words
    union all
    select
        'country' as attribute,
        country_name as given_word,
        country as standard_value,
        1 as word_rank
    from country_names
),

folded as (
    select
        *,
        {{ intent.folded_words('given_word') }} as folded_word
    from words
),

-- Two words that are one without accents and punctuation are one; the lower rank counts.
ranked as (
    select
        *,
        row_number() over (partition by attribute, folded_word order by word_rank, standard_value, given_word) as choice
    from folded
),

-- A country is named as a whole, all else by a word or several in a row.
published as (
    select
        attribute,
        folded_word,
        standard_value,
        case when attribute = 'country' then folded_word else '%' || folded_word || '%' end as value_like,
        word_rank
    from ranked
    where choice = 1
)

select * from published
