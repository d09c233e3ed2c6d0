-- The current hand-weighted points of every contact, written by hand as one DuckDB script.
-- Variables: raw (folder of raw files), seeds (folder of seeds). Result: table contact_points.

-- stage: configuration
create table signals as
select
    signal_name, tier, decay_curve, leak_risk, max_events_per_day,
    cast(floor(points * 1000000 + 0.5) as bigint) as points_micro,
    cast(floor(max_points * 1000000 + 0.5) as bigint) as max_points_micro
from read_csv(getvariable('seeds') || '/intent_signals.csv', header = true);

create table tier_caps as
select tier, cast(floor(max_points * 1000000 + 0.5) as bigint) as cap_micro
from read_csv(getvariable('seeds') || '/intent_tier_caps.csv', header = true)
where scorecard_name = 'hand_weights';

create table score_lines as
select
    points * 1000000 as from_points, score as from_score, lead(points) over (order by points) * 1000000 as to_points,
    lead(score) over (order by points) as to_score
from read_csv(getvariable('seeds') || '/limits/intent_score_curves.csv', header = true)
where scored_for = 'contact';

create table rules as
select
    rule_order, signal_name,
    replace(replace(lower(source_name_like), '!', '!!'), '_', '!_') as source_like,
    replace(replace(lower(event_name_like), '!', '!!'), '_', '!_') as event_like,
    replace(replace(lower(event_target_like), '!', '!!'), '_', '!_') as target_like,
    if(lower(campaign_like) = 'none', '', replace(replace(lower(campaign_like), '!', '!!'), '_', '!_')) as campaign_like,
    if(lower(referrer_like) = 'none', '', replace(replace(lower(referrer_like), '!', '!!'), '_', '!_')) as referrer_like
from read_csv(getvariable('seeds') || '/intent_signal_rules.csv', header = true, all_varchar = true, types = {'rule_order': 'bigint'});

create table composites as
select
    * replace (
        cast(window_days as integer) as window_days,
        replace(replace(lower(from_signal_like), '!', '!!'), '_', '!_') as from_signal_like,
        replace(replace(lower(unless_signal_like), '!', '!!'), '_', '!_') as unless_signal_like
    )
from read_csv(getvariable('seeds') || '/intent_composite_signals.csv', header = true) as composite_signals
left join read_csv(getvariable('seeds') || '/signals/intent_composite_session_limits.csv', header = true) as session_limits
    using (signal_name);

create table conditions as
select
    condition_key, conditions.signal_name, requires, signals.signal_name as member_name, within_days
from (
    select row_number() over () as condition_key, * replace (replace(replace(lower(signal_like), '!', '!!'), '_', '!_') as signal_like)
    from read_csv(getvariable('seeds') || '/signals/intent_composite_conditions.csv', header = true)
    union all
    select 0, signal_name, 'unless', unless_signal_like, 'any', 0 from composites where unless_signal_like <> 'none'
) as conditions
inner join signals
    on lower(signals.signal_name) like conditions.signal_like escape '!' and conditions.tier in ('any', signals.tier);

create table blocked as
select distinct matches, lower(trim(blocked_value)) as blocked_value
from read_csv(getvariable('seeds') || '/intent_blocked_identifiers.csv', header = true, all_varchar = true);

create table decay as
with curves as (
    from read_csv(getvariable('seeds') || '/intent_decay_curves.csv', header = true)
),

knots as (
    select
        curve_name, age_days,
        cast(floor(cast(share as decimal(28, 6)) * 1000000 + 0.5) as bigint) as share_micro,
        lead(age_days) over knots_in_order as next_age,
        lead(share_micro) over knots_in_order as next_share
    from read_csv(getvariable('seeds') || '/intent_decay_knots.csv', header = true)
    window knots_in_order as (partition by curve_name order by age_days)
)

select
    curves.curve_name,
    ages.range as age_days,
    case
        when shape = 'none' then 1000000
        when shape = 'half_life' then cast(floor(power(0.5::double, ages.range::double / half_life_days) * 1000000 + 0.5) as bigint)
        when shape = 'knots_step' or next_age is null then share_micro
        else share_micro
            - (2 * (share_micro - next_share) * (ages.range - knots.age_days) + (next_age - knots.age_days))
            // (2 * (next_age - knots.age_days))
    end as share_micro
from curves
cross join range(0, 901) as ages
left join knots
    on curves.curve_name = knots.curve_name and shape like 'knots%'
    and ages.range >= knots.age_days and ages.range < coalesce(next_age, 100000)
where ages.range <= lifespan_days;

create macro is_null_like(value) as case
    when value is null then true
    when length(value) > 12 then trim(value) = ''
    else lower(trim(value)) in ('', 'null', '(null)', 'none', 'nan', 'nil', 'undefined', 'n/a')
end;

create macro identity_reason(kind, name) as case
    when name is null or name = '' then 'missing identifier'
    when kind is null or kind not in ('crm_id', 'email', 'user_id', 'anonymous_id') then 'unknown identifier type'
    when lower(name) in (select blocked_value from blocked where matches = 'value') then 'blocked identifier'
    when kind <> 'email' then ''
    when not (name like '_%@_%._%' and not contains(name, ' ') and name not like '%@%@%' and not contains(name, '..')
        and name not like '%.') then 'invalid email'
    when split_part(name, '@', 1) in (select blocked_value from blocked where matches = 'mailbox')
        or split_part(name, '@', 2) in (select blocked_value from blocked where matches = 'domain') then 'blocked identifier'
    else ''
end;

create macro identifier_key(kind, name) as cast('0x' || substr(md5(kind || ':' || name), 1, 15) as bigint);

-- stage: spine
-- Every received row once, with strings folded into keys at once: nothing after this table sees an address or a path.
create table received as
with email_events as (
    select
        events.id,
        case
            when changes.portal_subscription_status = 'UNSUBSCRIBED' then 'email_unsubscribed'
            when events.type = 'OPEN' then 'email_opened'
            when events.type = 'CLICK' then 'email_clicked'
            when events.type = 'FORWARD' then 'email_forwarded'
            else 'email_' || lower(events.type)
        end as event_name,
        case
            when events.type = 'CLICK' then coalesce(
                nullif(regexp_replace(regexp_replace(clicks.url, '[?#].*$', ''), '^([a-zA-Z]+:)?//[^/]*', ''), ''), '/'
            )
            else campaigns.name
        end as event_target,
        events.recipient,
        events.created
    from read_parquet(getvariable('raw') || '/hubspot/email_event.parquet') as events
    left join read_parquet(getvariable('raw') || '/hubspot/email_campaign.parquet') as campaigns
        on events.email_campaign_id = campaigns.id
    left join read_parquet(getvariable('raw') || '/hubspot/email_event_click.parquet') as clicks on events.id = clicks.id
    left join read_parquet(getvariable('raw') || '/hubspot/email_event_status_change.parquet') as changes
        on events.id = changes.id
    where not coalesce(events.filtered_event, false)
),

activities as (
    select
        'segment' as source_name, id as event_id, 'page_viewed' as event_name, path as event_target, 'web' as channel,
        if(user_id is null, 'anonymous_id', 'user_id') as kind, coalesce(user_id, anonymous_id) as name,
        cast(null as varchar) as session_name, "timestamp" as occurred_at, received_at,
        "timestamp" is null as has_no_time, cast(null as bigint) as duration_seconds, context_campaign_name as campaign, referrer
    from read_parquet(getvariable('raw') || '/segment/pages.parquet')
    union all
    select
        'segment', id, event, context_page_path, 'web', if(user_id is null, 'anonymous_id', 'user_id'),
        coalesce(user_id, anonymous_id), null, "timestamp", received_at, "timestamp" is null, null, null, null
    from read_parquet(getvariable('raw') || '/segment/tracks.parquet')
    union all
    select 'hubspot', id, event_name, event_target, 'email', 'email', recipient, null, created, created, created is null, null, null, null
    from email_events
    union all
    select
        'hubspot', submissions.conversion_id, 'form_submitted', coalesce(forms.name, submissions.title), 'form', 'crm_id',
        'hubspot:' || submissions.contact_id, null, submissions."timestamp", submissions."timestamp",
        submissions."timestamp" is null, null, null, null
    from read_parquet(getvariable('raw') || '/hubspot/contact_form_submission.parquet') as submissions
    left join read_parquet(getvariable('raw') || '/hubspot/form.parquet') as forms on submissions.form_id = forms.guid
    union all
    select
        'salesforce', id, 'task_' || lower(coalesce(type, task_subtype, 'other')) || '_completed', subject, 'crm', 'crm_id',
        'salesforce:' || who_id, null, coalesce(completed_date_time, activity_date),
        greatest(created_date, coalesce(completed_date_time, activity_date)),
        coalesce(completed_date_time, activity_date) is null, null, null, null
    from read_parquet(getvariable('raw') || '/salesforce/task.parquet')
    where lower(status) = 'completed' and not coalesce(is_deleted, false)
    union all
    select
        'salesforce', members.id, 'campaign_responded', campaigns.name, 'event', 'crm_id',
        'salesforce:' || coalesce(members.contact_id, members.lead_id), null, members.first_responded_date,
        greatest(members.created_date, members.first_responded_date), members.first_responded_date is null, null, null, null
    from read_parquet(getvariable('raw') || '/salesforce/campaign_member.parquet') as members
    left join read_parquet(getvariable('raw') || '/salesforce/campaign.parquet') as campaigns
        on members.campaign_id = campaigns.id
    where coalesce(members.has_responded, false) and not coalesce(members.is_deleted, false)
    union all
    select
        source_name, event_id, event_name, event_target, channel, identifier_type, identifier_value, session_key,
        case
            when occurred_at like '0000%' then null
            when regexp_matches(occurred_at, '^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?Z?$')
                then try_cast(replace(occurred_at, 'Z', '') as timestamp)
            when regexp_matches(occurred_at, '^\d{4}-\d{2}-\d{2}$') then try_cast(occurred_at as timestamp)
            when regexp_matches(occurred_at, '^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?[+-](0\d|1[0-4]):?[0-5]\d$')
                then cast(try_cast(occurred_at as timestamptz) at time zone 'UTC' as timestamp)
        end,
        received_at, is_null_like(occurred_at), duration_seconds, null, null
    from read_parquet(getvariable('raw') || '/generic/events.parquet')
),

normalised as (
    select
        * replace (
            if(kind = 'email', lower(trim(name)), trim(name)) as name, coalesce(event_target, '') as event_target,
            coalesce(source_name, '') as source_name, coalesce(campaign, '') as campaign,
            coalesce(regexp_extract(
                lower(referrer), '^(?:(?:[a-z][a-z0-9+.-]*:)?//)?(?:[^/?#]*@)?(?:www\.)?([a-z0-9._-]*[a-z0-9])', 1
            ), '') as referrer
        )
    from activities
)

select
    hash(source_name, event_id) as event_key,
    hash(source_name, event_name, event_target, channel, campaign, referrer) as kind_key,
    hash(source_name, event_name, event_target, channel) as target_key,
    hash(kind, name) as identifier_key,
    if(session_name is null or session_name = '', null, hash(source_name, session_name)) as given_session,
    source_name, event_name, event_target, campaign, referrer, kind, name,
    case
        when is_null_like(event_id) then 'missing event id'
        when is_null_like(event_name) then 'missing event name'
        when received_at is null then 'missing received time'
        when has_no_time then 'missing time'
        when occurred_at is null then 'unreadable time'
        when occurred_at < timestamp '1990-01-01' then 'time before 1990'
        when occurred_at > received_at + interval 1 day then 'time in the future'
        else identity_reason(kind, name)
    end as reject_reason,
    occurred_at, received_at, duration_seconds
from normalised;

create table kinds as
select distinct kind_key, target_key, source_name, event_name, event_target, campaign, referrer from received;

-- The earliest received copy of an event counts; a rejected row is no copy of anything.
create table spine as
with repeated as (
    select event_key
    from received
    where reject_reason = ''
    group by event_key
    having count(*) > 1
),

first_copies as (
    select event_key, arg_min(rowid, received_at) as row_number
    from (select rowid, event_key, received_at, reject_reason from received)
    where reject_reason = '' and event_key in (from repeated)
    group by event_key
)

select event_key, kind_key, identifier_key, given_session, occurred_at, received_at, duration_seconds
from (select *, rowid as row_number from received)
where reject_reason = ''
    and (event_key not in (from repeated) or row_number in (select row_number from first_copies));

create table event_identifiers as
select identifier_key, kind, name, min(received_at) as first_seen_at
from received
where reject_reason = '' and kind <> 'anonymous_id'
group by identifier_key, kind, name;

-- stage: identity
create table links as
with identifies as (
    from read_parquet(getvariable('raw') || '/segment/identifies.parquet')
),

leads as (
    from read_parquet(getvariable('raw') || '/salesforce/lead.parquet')
),

people as (
    select id, email, master_record_id, created_date from leads
    where not coalesce(is_deleted, false) or master_record_id is not null
    union all
    select id, email, master_record_id, created_date
    from read_parquet(getvariable('raw') || '/salesforce/contact.parquet')
    where not coalesce(is_deleted, false) or master_record_id is not null
),

contacts as (
    from read_parquet(getvariable('raw') || '/hubspot/contact.parquet')
),

recorded as (
    select 'anonymous_id' as from_kind, anonymous_id as from_name, 'user_id' as to_kind, user_id as to_name,
        min(received_at) as linked_at
    from read_parquet(getvariable('raw') || '/segment/pages.parquet')
    where anonymous_id is not null and user_id is not null
    group by anonymous_id, user_id
    union all
    select 'anonymous_id', anonymous_id, 'user_id', user_id, received_at from identifies
    union all
    select 'anonymous_id', anonymous_id, 'email', email, received_at from identifies
    union all
    select 'user_id', user_id, 'email', email, received_at from identifies
    union all
    select 'crm_id', 'hubspot:' || id, 'email', property_email, property_createdate from contacts
    union all
    select 'crm_id', 'hubspot:' || trim(merged_id), 'crm_id', 'hubspot:' || id, property_createdate
    from (select *, unnest(string_split(property_hs_merged_object_ids, ';')) as merged_id from contacts)
    where trim(merged_id) <> ''
    union all
    select 'crm_id', 'salesforce:' || id, 'email', email, created_date from people
    union all
    select 'crm_id', 'salesforce:' || id, 'crm_id', 'salesforce:' || master_record_id, created_date from people
    union all
    select 'crm_id', 'salesforce:' || id, 'crm_id', 'salesforce:' || converted_contact_id, converted_date from leads
),

normalised as (
    select
        * replace (
            if(from_kind = 'email', lower(trim(from_name)), trim(from_name)) as from_name,
            if(to_kind = 'email', lower(trim(to_name)), trim(to_name)) as to_name
        )
    from recorded
    where from_name is not null and to_name is not null and linked_at is not null
)

select
    hash(from_kind, from_name) as from_key, hash(to_kind, to_name) as to_key, from_kind, from_name, to_kind, to_name,
    linked_at
from normalised
where identity_reason(from_kind, from_name) = '' and identity_reason(to_kind, to_name) = '';

create table identifiers as
with leads as (
    from read_parquet(getvariable('raw') || '/salesforce/lead.parquet')
),

deals as (
    from read_parquet(getvariable('raw') || '/salesforce/opportunity.parquet')
),

roles as (
    from read_parquet(getvariable('raw') || '/salesforce/opportunity_contact_role.parquet')
),

recorded as (
    select 'user_id' as kind, trim(user_id) as name, received_at as first_seen_at
    from read_parquet(getvariable('raw') || '/segment/identifies.parquet')
    union all
    select 'crm_id', 'hubspot:' || id, property_createdate
    from read_parquet(getvariable('raw') || '/hubspot/contact.parquet')
    where not coalesce(_fivetran_deleted, false)
    union all
    select 'crm_id', 'salesforce:' || id, created_date from leads
    where not coalesce(is_deleted, false) and master_record_id is null
    union all
    select 'crm_id', 'salesforce:' || id, created_date
    from read_parquet(getvariable('raw') || '/salesforce/contact.parquet')
    where not coalesce(is_deleted, false) and master_record_id is null
    union all
    select 'crm_id', 'salesforce:' || roles.contact_id, deals.close_date
    from deals inner join roles on deals.id = roles.opportunity_id
    where deals.is_closed and not coalesce(deals.is_deleted, false) and not coalesce(roles.is_deleted, false)
    union all
    select 'crm_id', 'salesforce:' || id, last_modified_date from leads
    where lower(status) in ('disqualified', 'unqualified') and not coalesce(is_deleted, false)
),

sightings as (
    select kind, name, first_seen_at from event_identifiers
    union all
    select from_kind, from_name, linked_at from links where from_kind <> 'anonymous_id'
    union all
    select to_kind, to_name, linked_at from links where to_kind <> 'anonymous_id'
    union all
    select kind, name, first_seen_at from recorded
    where first_seen_at is not null and identity_reason(kind, name) = ''
)

select
    hash(kind, name) as identifier_key, kind, name, identifier_key(kind, name) as stable_key,
    case kind when 'crm_id' then 1 when 'email' then 2 else 3 end as strength_rank,
    min(first_seen_at) as first_seen_at
from sightings
group by kind, name;

create table edges as
select from_key, to_key, min(linked_at) as linked_at
from (
    select from_key, to_key, linked_at from links where from_kind <> 'anonymous_id' and to_kind <> 'anonymous_id'
    union all
    select to_key, from_key, linked_at from links where from_kind <> 'anonymous_id' and to_kind <> 'anonymous_id'
)
where from_key <> to_key
group by from_key, to_key;

-- A person's identifiers, found by spreading the smallest key over the links until nothing changes.
create table components as
with recursive reached using key (node_key) as (
    select identifier_key as node_key, identifier_key as component_key from identifiers
    union
    select edges.to_key, min(reached.component_key)
    from reached
    inner join edges on reached.node_key = edges.from_key
    inner join recurring.reached as known on edges.to_key = known.node_key
    where reached.component_key < known.component_key
    group by edges.to_key
)

from reached;

create table people as
with members as (
    select identifiers.*, components.component_key
    from identifiers
    inner join components on identifiers.identifier_key = components.node_key
),

heads as (
    select
        component_key,
        arg_min(identifier_key, (first_seen_at, stable_key)) as core_key,
        arg_min(identifier_key, (strength_rank, first_seen_at, stable_key)) as contact_key
    from members
    group by component_key
)

select members.*, heads.contact_key, members.identifier_key = heads.core_key as is_core
from members
inner join heads on members.component_key = heads.component_key;

-- An identifier counts from the moment that a chain of links first led from the person's oldest identifier to it.
create table join_times as
with recursive joined using key (identifier_key) as (
    select identifier_key, first_seen_at as joined_at from people where is_core
    union
    select edges.to_key, min(greatest(joined.joined_at, edges.linked_at)) as joined_at
    from joined
    inner join edges on joined.identifier_key = edges.from_key
    left join recurring.joined as known on edges.to_key = known.identifier_key
    where known.joined_at is null or greatest(joined.joined_at, edges.linked_at) < known.joined_at
    group by edges.to_key
)

from joined;

create table owners as
with devices as (
    select from_key as device_key, from_kind, to_key as person_key, identifier_key(to_kind, to_name) as person_stable_key,
        linked_at
    from links where from_kind = 'anonymous_id' and to_kind <> 'anonymous_id'
),

first_links as (
    select device_key, arg_min(person_key, (linked_at, person_stable_key)) as person_key, min(linked_at) as linked_at
    from devices
    group by device_key
)

select people.identifier_key, people.contact_key, people.kind, people.name, join_times.joined_at as linked_at
from people inner join join_times using (identifier_key)
union all
select
    first_links.device_key, people.contact_key, 'anonymous_id', null, greatest(first_links.linked_at, join_times.joined_at)
from first_links
inner join people on first_links.person_key = people.identifier_key
inner join join_times on first_links.person_key = join_times.identifier_key;

create table suppressed as
select distinct contact_key
from owners
where kind <> 'anonymous_id' and (
    (kind = 'email' and split_part(name, '@', 2) in (
        select lower(trim(domain)) from read_csv(getvariable('seeds') || '/intent_excluded_domains.csv', header = true)
    ))
    or (kind, name) in (
        select (identifier_type, if(identifier_type = 'email', lower(trim(identifier_value)), trim(identifier_value)))
        from read_csv(getvariable('seeds') || '/intent_erasure_requests.csv', header = true)
    )
);

-- stage: signals
create table kind_signals as
select kind_key, target_key, arg_min(signal_name, rule_order) as signal_name
from kinds
inner join rules
    on lower(source_name) like source_like escape '!' and lower(event_name) like event_like escape '!'
    and lower(event_target) like target_like escape '!' and lower(campaign) like campaign_like escape '!'
    and referrer like referrer_like escape '!'
group by kind_key, target_key;

create table contact_events as
select
    spine.event_key, target_key, spine.identifier_key, owners.contact_key, kind_signals.signal_name, spine.occurred_at,
    cast(spine.occurred_at as date) as occurred_date,
    cast(greatest(spine.received_at, owners.linked_at) as date) as known_date
from spine
inner join owners on spine.identifier_key = owners.identifier_key
inner join kind_signals on spine.kind_key = kind_signals.kind_key
where owners.contact_key not in (from suppressed);

create table rule_days as
select contact_key, signal_name, occurred_date, known_date, count(*) as n_events
from contact_events
group by all;

create table composite_items as
with members as (
    select composites.*, signals.signal_name as member_name
    from composites
    inner join signals on lower(signals.signal_name) like from_signal_like escape '!'
),

asked_for as (
    select spine.identifier_key
    from spine
    inner join kind_signals on spine.kind_key = kind_signals.kind_key
    inner join members on kind_signals.signal_name = members.member_name
    where (scope = 'session' or measure = 'sessions') and max_session_seconds is null
    union
    select identifier_key
    from spine
    where duration_seconds <= (select max(max_session_seconds) from composites)
),

-- A session goes over midnight; what comes after another began makes one with the late rows of its day.
arrivals as (
    select
        event_key, kind_key, identifier_key, given_session, occurred_at, duration_seconds,
        cast(received_at as date) as received_date,
        if(
            occurred_at < max(occurred_at) over (
                partition by identifier_key order by cast(received_at as date), occurred_at, event_key
                rows between unbounded preceding and 1 preceding
            ) - interval 30 minute, cast(received_at as date), date '1970-01-01'
        ) as late_date
    from spine
    where identifier_key in (select identifier_key from asked_for)
),

gaps as (
    select *, coalesce(occurred_at >= lag(occurred_at) over in_order + interval 30 minute, true) as is_start
    from arrivals
    window in_order as (partition by identifier_key, late_date order by received_date, occurred_at, event_key)
),

sessions as (
    select
        event_key, kind_key, duration_seconds,
        coalesce(given_session, hash(identifier_key, late_date, count_if(is_start) over (
            partition by identifier_key, late_date order by received_date, occurred_at, event_key
        ))) as session_key
    from gaps
),

session_sizes as (
    select session_key, sum(duration_seconds) as session_seconds, count(distinct event_target) = 1 as has_one_target
    from sessions
    inner join kinds on sessions.kind_key = kinds.kind_key
    group by session_key
),

met as (
    select events.event_key, members.signal_name, condition_key, min(others.known_date) as known_date
    from contact_events as events
    inner join members on events.signal_name = members.member_name
    inner join conditions on members.signal_name = conditions.signal_name and requires <> 'unless'
    inner join contact_events as others
        on conditions.member_name = others.signal_name and events.contact_key = others.contact_key
        and events.event_key <> others.event_key and abs(events.occurred_date - others.occurred_date) <= within_days
        and (requires = 'with' or others.occurred_at < events.occurred_at)
    group by all
),

all_met as (
    select event_key, signal_name, count(*) as n_met, max(known_date) as known_date
    from met
    group by all
),

needed as (
    select
        signal_name, count(distinct condition_key) filter (requires <> 'unless') as n_needed,
        max(if(requires = 'unless', within_days, 0)) as wait_days
    from conditions
    group by all
)

select
    events.contact_key, members.signal_name, members.scope, members.window_days, members.min_count,
    if(members.scope = 'session', sessions.session_key, 0) as session_key,
    case members.measure
        when 'days' then hash(events.occurred_date)
        when 'sessions' then sessions.session_key
        when 'targets' then events.target_key
        else events.event_key
    end as item_key,
    events.occurred_date,
    greatest(events.known_date, all_met.known_date, events.occurred_date + cast(coalesce(wait_days, 0) as integer)) as known_date
from contact_events as events
inner join members on events.signal_name = members.member_name
left join sessions on events.event_key = sessions.event_key and (members.scope = 'session' or members.measure = 'sessions')
left join session_sizes on sessions.session_key = session_sizes.session_key
left join needed on members.signal_name = needed.signal_name
left join all_met on events.event_key = all_met.event_key and members.signal_name = all_met.signal_name
where coalesce(n_needed, 0) = coalesce(n_met, 0)
    and (max_session_seconds is null or session_seconds <= max_session_seconds)
    and (targets is distinct from 'one' or has_one_target);

create table composite_days as
with anchors as (
    select distinct contact_key, signal_name, window_days, occurred_date as anchor_date
    from composite_items
    where scope = 'window'
),

items as (
    select
        anchors.contact_key, anchors.signal_name, anchors.window_days, anchor_date, 0 as session_key, item_key, min_count,
        min(known_date) as known_date
    from anchors
    inner join composite_items as items
        on anchors.contact_key = items.contact_key and anchors.signal_name = items.signal_name
        and items.occurred_date <= anchor_date and items.occurred_date > anchor_date - anchors.window_days
    group by all
    union all
    select
        contact_key, signal_name, window_days, min(min(occurred_date)) over (
            partition by contact_key, signal_name, session_key
        ), session_key, item_key, min_count, min(known_date)
    from composite_items
    where scope = 'session'
    group by contact_key, signal_name, window_days, session_key, item_key, min_count
),

numbered as (
    select
        *, row_number() over (partition by contact_key, signal_name, anchor_date, session_key order by known_date, item_key)
            as item_number
    from items
),

reached as (
    select contact_key, signal_name, window_days, anchor_date as occurred_date, known_date, count(*) as n_events
    from numbered
    where item_number = min_count
    group by all
)

select
    reached.contact_key, reached.signal_name, reached.occurred_date, reached.known_date, reached.n_events,
    coalesce(min(greatest(rule_days.occurred_date, rule_days.known_date)), date '9999-12-31') as retracted_date
from reached
inner join composites on reached.signal_name = composites.signal_name
left join conditions on reached.signal_name = conditions.signal_name and conditions.requires = 'unless'
left join rule_days
    on reached.contact_key = rule_days.contact_key and rule_days.signal_name = conditions.member_name
    and reached.occurred_date - rule_days.occurred_date < composites.window_days
group by all;

create table signal_days as
with all_days as (
    select contact_key, signal_name, occurred_date, known_date, date '9999-12-31' as retracted_date, n_events from rule_days
    union all
    select contact_key, signal_name, occurred_date, known_date, retracted_date, n_events from composite_days
),

running as (
    select
        *, sum(n_events) over (
            partition by contact_key, signal_name, occurred_date order by known_date, retracted_date
            rows between unbounded preceding and current row
        ) as n_so_far
    from all_days
)

select
    running.* exclude (n_so_far),
    least(n_so_far, max_events_per_day) - least(n_so_far - n_events, max_events_per_day) as n_counted
from running
inner join signals on running.signal_name = signals.signal_name;

-- stage: scoring
create table contact_points as
with today as (
    select max(cast(received_at as date)) as as_of_date from spine
),

features as (
    select
        contact_key, signal_name, sum(n_counted * share_micro) as value_micro
    from signal_days
    cross join today
    inner join signals using (signal_name)
    inner join decay on signals.decay_curve = decay.curve_name and as_of_date - occurred_date = decay.age_days
    where leak_risk <> 'exclude' and known_date <= as_of_date and retracted_date > as_of_date
    group by contact_key, signal_name
),

signal_points as (
    select
        contact_key, tier,
        least(value_micro, max_points_micro * 1000000 // abs(points_micro)) * points_micro // 1000000 as signal_points
    from features
    inner join signals using (signal_name)
    where points_micro <> 0
),

tier_points as (
    select
        contact_key, least(sum(greatest(signal_points, 0)), cap_micro) + sum(least(signal_points, 0)) as tier_points
    from signal_points
    left join tier_caps using (tier)
    group by contact_key, tier, cap_micro
),

points as (
    select contact_key, cast(sum(tier_points) as bigint) as points_micro
    from tier_points
    group by contact_key
)

select
    contacts.kind as identifier_type, contacts.name as identifier_value, coalesce(points_micro, 0) as points_micro,
    cast(coalesce(
        from_score + (points_micro - from_points) * (to_score - from_score) // (to_points - from_points), from_score, 0
    ) as integer) as score
from people as contacts
inner join (
    select contact_key, cast(min(linked_at) as date) as first_known_date from owners group by contact_key
) as known on contacts.identifier_key = known.contact_key
cross join today
left join points on contacts.identifier_key = points.contact_key
left join score_lines on points_micro >= from_points and points_micro < coalesce(to_points, 1000000000000000)
where contacts.identifier_key not in (from suppressed) and first_known_date <= as_of_date;
