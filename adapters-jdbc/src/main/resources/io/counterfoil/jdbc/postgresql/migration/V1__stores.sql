-- Counterfoil stores, version 1, PostgreSQL. Names are texts in which a backslash, NUL and a lone surrogate are escaped; bodies are bytes in the host's own form.

create table if not exists cf_schema (
    version    integer primary key,
    name       text not null,
    sha256     bytea check (length(sha256) = 32),
    applied_at timestamptz not null default current_timestamp
);

-- Streams of events, by store and id. The version is the number of events.
create table cf_stream (
    stream_no bigint generated always as identity primary key,
    store     text collate "C" not null,
    id        text collate "C" not null,
    version   bigint not null check (version > 0),
    unique (store, id)
);
create index cf_stream_order on cf_stream (store, stream_no);

create table cf_event (
    stream_no bigint not null references cf_stream,
    version   bigint not null check (version > 0),
    body      bytea not null,
    primary key (stream_no, version)
);

-- The command keys that a stream has seen: each once.
create table cf_command (
    stream_no   bigint not null references cf_stream,
    command_key text collate "C" not null,
    version     bigint not null check (version > 0),
    primary key (stream_no, command_key)
);

-- Bytes by key, changed by compare-and-set.
create table cf_value (
    store   text collate "C" not null,
    key_text text collate "C" not null,
    version bigint not null check (version > 0),
    body    bytea not null,
    primary key (store, key_text)
);

-- The first result of each idempotency key.
create table cf_key (
    store       text collate "C" not null,
    key_text    text collate "C" not null,
    body_sha256 bytea not null check (length(body_sha256) = 32),
    result      bytea not null,
    primary key (store, key_text)
);

-- Numbers of files sent to a bank.
create table cf_file_series (
    store  text collate "C" not null,
    series text collate "C" not null,
    last   integer not null check (last between 0 and 9999),
    primary key (store, series)
);

create table cf_file_number (
    store  text collate "C" not null,
    series text collate "C" not null,
    file   text collate "C" not null,
    number integer not null check (number between 1 and 9999),
    primary key (store, series, file)
);

-- Files and statements taken in.
create table cf_import (
    store   text collate "C" not null,
    sha256  bytea not null check (length(sha256) = 32),
    receipt bytea not null,
    primary key (store, sha256)
);

create table cf_import_statement (
    store      text collate "C" not null,
    account    text collate "C" not null,
    format     text collate "C" not null,
    number     text collate "C" not null,
    key_sha256 bytea not null check (length(key_sha256) = 32),
    primary key (store, account, format, number, key_sha256)
);

-- To which party an item belongs, and to which item an allocation or write-off; the events themselves are in streams, one a party.
create table cf_receivable_item (
    store text collate "C" not null,
    item  text collate "C" not null,
    party text collate "C" not null,
    primary key (store, item)
);

create table cf_receivable_move (
    store text collate "C" not null,
    event text collate "C" not null,
    item  text collate "C" not null,
    primary key (store, event)
);

-- Claims, and the digests of the keys by which one may repeat another.
create table cf_claim (
    claim_no bigint generated always as identity primary key,
    store    text collate "C" not null,
    claim    text collate "C" not null,
    body     bytea not null,
    unique (store, claim)
);

create table cf_claim_key (
    store      text collate "C" not null,
    key_sha256 bytea not null check (length(key_sha256) = 32),
    claim_no   bigint not null references cf_claim,
    primary key (store, key_sha256, claim_no)
);
create index cf_claim_key_of on cf_claim_key (claim_no);

-- Ledgers: a log of records, each bound to the one before by its hash, and their legs in columns. The last record is moved on by compare-and-set.
create table cf_ledger (
    ledger_no     bigint generated always as identity primary key,
    name          text collate "C" not null unique,
    last_sequence bigint not null check (last_sequence >= 0),
    head          bytea not null check (length(head) = 32)
);

create table cf_ledger_record (
    ledger_no bigint not null references cf_ledger,
    sequence  bigint not null check (sequence > 0),
    kind      text collate "C" not null,
    id        text collate "C" not null,
    booked_on date,
    value_on  date,
    pending   text collate "C" not null,
    keeps_rest boolean not null,
    legs      integer not null check (legs >= 0),
    hash      bytea not null check (length(hash) = 32),
    body      bytea not null,
    primary key (ledger_no, sequence)
);
create index cf_ledger_record_pending on cf_ledger_record (ledger_no, pending) where pending <> '';
create index cf_ledger_record_kind on cf_ledger_record (ledger_no, sequence) where kind = 'PEND';

create table cf_ledger_leg (
    ledger_no bigint not null,
    sequence  bigint not null check (sequence > 0),
    leg       integer not null check (leg > 0),
    account   text collate "C" not null,
    side      text collate "C" not null check (side in ('D', 'C')),
    currency  text collate "C" not null,
    minor     bigint not null,
    primary key (ledger_no, sequence, leg)
);

create table cf_ledger_snapshot (
    ledger_no bigint primary key references cf_ledger,
    sequence  bigint not null check (sequence >= 0),
    head      bytea not null check (length(head) = 32),
    content   bytea not null
);

-- Messages to be delivered in the order of their numbers within a key: the outbox, and the inbox.
create table cf_message_key (
    box       text collate "C" not null,
    key_text  text collate "C" not null,
    lane      integer not null check (lane >= 0),
    last      bigint not null check (last >= 0),
    delivered bigint not null check (delivered between 0 and last),
    attempts  integer not null default 0 check (attempts >= 0),
    due_at    timestamptz not null,
    parked    boolean not null default false,
    primary key (box, key_text)
);
create index cf_message_waiting on cf_message_key (box, lane, due_at) where delivered < last and not parked;

create table cf_message (
    box         text collate "C" not null,
    key_text    text collate "C" not null,
    number      bigint not null check (number > 0),
    id          text collate "C" not null,
    body        bytea not null,
    body_sha256 bytea not null check (length(body_sha256) = 32),
    put_at      timestamptz not null,
    primary key (box, key_text, number),
    unique (box, id)
);

-- Who may deliver a lane, until when; the token grows with every change of hands.
create table cf_lane (
    box   text collate "C" not null,
    lane  integer not null check (lane >= 0),
    owner text collate "C" not null,
    token bigint not null check (token > 0),
    until timestamptz not null,
    primary key (box, lane)
);

-- Read models: rows made from streams, with the version of the stream they were made at; and balances made from legs.
create table cf_view (
    name      text collate "C" not null,
    stream_no bigint not null references cf_stream,
    version   bigint not null check (version > 0),
    primary key (name, stream_no)
);

create table cf_view_row (
    name      text collate "C" not null,
    stream_no bigint not null references cf_stream,
    row_no    integer not null check (row_no > 0),
    section   text collate "C" not null,
    rank      text collate "C" not null,
    key_text  text collate "C" not null,
    minor     bigint not null,
    currency  text collate "C" not null,
    primary key (name, stream_no, row_no)
);
create index cf_view_row_order on cf_view_row (name, section, rank, stream_no, row_no);

create table cf_balance_at (
    ledger_no bigint primary key references cf_ledger,
    sequence  bigint not null check (sequence >= 0)
);

create table cf_balance (
    ledger_no     bigint not null references cf_ledger,
    account       text collate "C" not null,
    currency      text collate "C" not null,
    debit_minor   numeric(38) not null,
    credit_minor  numeric(38) not null,
    pended_debit  numeric(38) not null,
    pended_credit numeric(38) not null,
    primary key (ledger_no, account, currency)
);

-- Logs are only added to.
create function cf_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception using errcode = 'CF001', message = format('%s refused on %s, which is only added to', lower(tg_op), tg_table_name);
end
$$;

do $$
declare
    log text;
begin
    foreach log in array array['cf_event', 'cf_command', 'cf_key', 'cf_file_number', 'cf_import', 'cf_import_statement', 'cf_receivable_item',
            'cf_receivable_move', 'cf_ledger_record', 'cf_ledger_leg', 'cf_message'] loop
        execute format('create trigger %1$s_log before update or delete or truncate on %1$s for each statement execute function cf_refuse_change()', log);
    end loop;
end
$$;

-- The legs of a record come before it and never after it.
create function cf_check_legs() returns trigger language plpgsql set enable_seqscan = off as $$
declare
    part record;
begin
    for part in select ledger_no, min(sequence) as lowest, max(sequence) as highest from added group by ledger_no loop
        if exists (select 1 from cf_ledger_record r
                where r.ledger_no = part.ledger_no and r.sequence between part.lowest and part.highest) then
            raise exception using errcode = 'CF002', message = 'legs refused: their record is there already';
        end if;
    end loop;
    return null;
end
$$;
create trigger cf_ledger_leg_check after insert on cf_ledger_leg referencing new table as added
    for each statement execute function cf_check_legs();

-- A record has the legs that it says, and they balance in every currency; a refusal shows what was asked for, which need not.
create function cf_check_records() returns trigger language plpgsql set enable_seqscan = off as $$
declare
    part record;
begin
    for part in select ledger_no, min(sequence) as lowest, max(sequence) as highest from added group by ledger_no loop
        if exists (
            select 1
            from (select sequence, legs from added where ledger_no = part.ledger_no) a
            full join (select l.sequence, count(*) as legs from cf_ledger_leg l
                where l.ledger_no = part.ledger_no and l.sequence between part.lowest and part.highest
                group by l.sequence) b on a.sequence = b.sequence
            where a.sequence is null or coalesce(b.legs, 0) <> a.legs) then
            raise exception using errcode = 'CF002', message = 'record refused: it has other legs than it says';
        end if;
        -- Not a join: a planner without statistics of what was added would walk all of it for each leg.
        if exists (
            select l.sequence
            from cf_ledger_leg l
            where l.ledger_no = part.ledger_no and l.sequence between part.lowest and part.highest
            group by l.sequence, l.currency
            having sum(case l.side when 'D' then l.minor else -l.minor end) <> 0
            except
            select a.sequence from added a where a.ledger_no = part.ledger_no and a.kind = 'REFUSAL') then
            raise exception using errcode = 'CF002', message = 'record refused: its legs do not balance';
        end if;
    end loop;
    return null;
end
$$;
create trigger cf_ledger_record_check after insert on cf_ledger_record referencing new table as added
    for each statement execute function cf_check_records();

insert into cf_schema (version, name) values (1, 'stores');
