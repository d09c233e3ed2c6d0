{# A text in lower case whose accents are one character with their letter (Unicode form NFC); on Spark, which has no such
   function, so are the accents of the Latin letters of Europe. #}
{% macro composed_string(text_value) %}{{ return(adapter.dispatch('composed_string', 'intent')(text_value)) }}{% endmacro %}

{% macro default__composed_string(text_value) %}nfc_normalize({{ text_value }}){% endmacro %}

{% macro postgres__composed_string(text_value) %}normalize({{ text_value }}, nfc){% endmacro %}

{% macro spark__composed_string(text_value) -%}
    {%- set accents = [
        ('\u0300', 'aeiou', 'àèìòù'), ('\u0301', 'aeiouycnsz', 'áéíóúýćńśź'), ('\u0302', 'aeiou', 'âêîôû'), ('\u0303', 'ano', 'ãñõ'),
        ('\u0304', 'aeiou', 'āēīōū'), ('\u0306', 'ag', 'ăğ'), ('\u0307', 'ez', 'ėż'), ('\u0308', 'aeiouy', 'äëïöüÿ'), ('\u030a', 'au', 'åů'),
        ('\u030b', 'ou', 'őű'), ('\u030c', 'cdenrstz', 'čděňřšťž'), ('\u0327', 'cst', 'çşţ'), ('\u0328', 'aeiu', 'ąęįų'),
    ] -%}
    aggregate(
        array(
        {%- for accent, letters, composed in accents -%}
            {%- set of_accent = loop -%}
            {%- for letter in letters -%}
            {{ ", " if not (of_accent.first and loop.first) }}'{{ letter }}{{ accent }}{{ composed[loop.index0] }}'
            {%- endfor -%}
        {%- endfor -%}
        ),
        {{ text_value }},
        (text, spelling) -> replace(text, substr(spelling, 1, 2), substr(spelling, 3, 1))
    )
{%- endmacro %}
