-- Nobody who opted out, is gone, or is held out; hashes are of the address in lower case; a known one.
with members as (
    select * from {{ ref('intent_audience_members') }}
),

contacts as (
    select * from {{ ref('int_contacts') }}
),

held_out as (
    select contact_id from {{ ref('intent_contact_scores') }}
    where is_held_out
),

known_hashes as (
    select {{ intent.sha256_hex("'ada@shop.example'") }} as email_sha256
)

select cast(members.contact_id as {{ intent.string_type() }}) as problem
from members
left join contacts on members.contact_id = contacts.contact_id
where
    contacts.contact_id is null
    or contacts.is_opted_out
    or contacts.is_gone
    or members.contact_id in (select held_out.contact_id from held_out)
    or length(members.email_sha256) <> 64
union all
select email_sha256 as problem
from known_hashes
where email_sha256 <> 'a4c14f1b068bf2c602e289b5dfcd89085692c73c63daf5a90a0b481b7328ee35'
