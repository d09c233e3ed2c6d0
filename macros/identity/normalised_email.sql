{# An email as it is compared: no white space around it, lower case, full-width signs as plain ones, accents composed; where
   folds_plus is true also without what follows a plus in the mailbox. #}
{% macro normalised_email(email, folds_plus) -%}
    {#- Full-width letters, digits and signs, and the dots that count as one in a domain; spaces of other widths; what has no width. -#}
    {%- set wide = "ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ０１２３４５６７８９＠．＿－＋。｡" -%}
    {%- set plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789@._-+.." -%}
    {%- set spaces = "\u00a0\u2002\u2003\u2007\u2009\u202f\u3000" -%}
    {%- set nothing = "\u00ad\u200b\u200c\u200d\u2060\ufeff" -%}
    {%- set blanks = "' ' || chr(9) || chr(10) || chr(13)" -%}
    {%- set widened = "translate(" ~ email ~ ", '" ~ wide ~ spaces ~ nothing ~ "', '" ~ plain ~ " " * spaces | length ~ "')" -%}
    {%- set has_blanks = [] -%}
    {%- for pattern in ["' %'", "'% '", "'%' || chr(9) || '%'", "'%' || chr(10) || '%'", "'%' || chr(13) || '%'"] -%}
        {%- do has_blanks.append(email ~ " like " ~ pattern) -%}
    {%- endfor -%}
    {#- Few emails are written with more than ASCII or with blanks around them, and seeing that is ten times cheaper than changing it. -#}
    {%- set folded = "case when " ~ intent.byte_length(email) ~ " <> length(" ~ email ~ ") then "
        ~ intent.composed_string("lower(trim(both " ~ blanks ~ " from " ~ widened ~ "))")
        ~ " when " ~ has_blanks | join(" or ") ~ " then lower(trim(both " ~ blanks ~ " from " ~ email ~ "))"
        ~ " else lower(" ~ email ~ ") end" -%}
    {%- if folds_plus -%}
    case
        when {{ folded }} like '_%+%@%'
            then {{ intent.split_item(intent.split_item(folded, '@', 1), '+', 1) }} || '@' || {{ intent.split_item(folded, '@', 2) }}
        else {{ folded }}
    end
    {%- else -%}
    {{ folded }}
    {%- endif -%}
{%- endmacro %}
