-- Counterfoil stores, version 1, H2. Names are texts in which a backslash, NUL and a lone surrogate are escaped; bodies are bytes in the host's own form.
-- The check of the side is no list: H2 2.4 keeps the connection that made a list, also one made of OR, and fails once it is closed.

-- Nothing is written in the background: a checkpoint waits for what it writes itself, and would not learn that another thread's writing failed.
set write_delay 0;

create table if not exists cf_schema (
    version    integer primary key,
    name       varchar not null,
    sha256     binary(32),
    applied_at timestamp(9) with time zone not null default current_timestamp
);

-- Streams of events, by store and id. The version is the number of events.
create table if not exists cf_stream (
    stream_no bigint generated always as identity primary key,
    store     varchar not null,
    id        varchar not null,
    version   bigint not null check (version > 0),
    unique (store, id)
);
create index if not exists cf_stream_order on cf_stream (store, stream_no);

create table if not exists cf_event (
    stream_no bigint not null references cf_stream,
    version   bigint not null check (version > 0),
    body      varbinary(1048576) not null,
    primary key (stream_no, version)
);

-- The command keys that a stream has seen: each once.
create table if not exists cf_command (
    stream_no   bigint not null references cf_stream,
    command_key varchar not null,
    version     bigint not null check (version > 0),
    primary key (stream_no, command_key)
);

-- Bytes by key, changed by compare-and-set.
create table if not exists cf_value (
    store   varchar not null,
    key_text varchar not null,
    version bigint not null check (version > 0),
    body    blob not null,
    primary key (store, key_text)
);

-- The first result of each idempotency key.
create table if not exists cf_key (
    store       varchar not null,
    key_text    varchar not null,
    body_sha256 binary(32) not null,
    result      blob not null,
    primary key (store, key_text)
);

-- Numbers of files sent to a bank.
create table if not exists cf_file_series (
    store  varchar not null,
    series varchar not null,
    last   integer not null check (last between 0 and 9999),
    primary key (store, series)
);

create table if not exists cf_file_number (
    store  varchar not null,
    series varchar not null,
    file   varchar not null,
    number integer not null check (number between 1 and 9999),
    primary key (store, series, file)
);

-- Files and statements taken in.
create table if not exists cf_import (
    store   varchar not null,
    sha256  binary(32) not null,
    receipt blob not null,
    primary key (store, sha256)
);

create table if not exists cf_import_statement (
    store      varchar not null,
    account    varchar not null,
    format     varchar not null,
    number     varchar not null,
    key_sha256 binary(32) not null,
    primary key (store, account, format, number, key_sha256)
);

-- To which party an item belongs, and to which item an allocation or write-off; the events themselves are in streams, one a party.
create table if not exists cf_receivable_item (
    store varchar not null,
    item  varchar not null,
    party varchar not null,
    primary key (store, item)
);

create table if not exists cf_receivable_move (
    store varchar not null,
    event varchar not null,
    item  varchar not null,
    primary key (store, event)
);

-- Claims, and the digests of the keys by which one may repeat another.
create table if not exists cf_claim (
    claim_no bigint generated always as identity primary key,
    store    varchar not null,
    claim    varchar not null,
    body     blob not null,
    unique (store, claim)
);

create table if not exists cf_claim_key (
    store      varchar not null,
    key_sha256 binary(32) not null,
    claim_no   bigint not null references cf_claim,
    primary key (store, key_sha256, claim_no)
);
create index if not exists cf_claim_key_of on cf_claim_key (claim_no);

-- Ledgers: a log of records, each bound to the one before by its hash, and their legs in columns. The last record is moved on by compare-and-set.
create table if not exists cf_ledger (
    ledger_no     bigint generated always as identity primary key,
    name          varchar not null unique,
    last_sequence bigint not null check (last_sequence >= 0),
    head          binary(32) not null
);

create table if not exists cf_ledger_record (
    ledger_no bigint not null references cf_ledger,
    sequence  bigint not null check (sequence > 0),
    kind      varchar not null,
    id        varchar not null,
    booked_on date,
    value_on  date,
    pending   varchar not null,
    keeps_rest boolean not null,
    legs      integer not null check (legs >= 0),
    hash      binary(32) not null,
    body      varbinary(1048576) not null,
    primary key (ledger_no, sequence)
);
create index if not exists cf_ledger_record_pending on cf_ledger_record (ledger_no, pending);
create index if not exists cf_ledger_record_kind on cf_ledger_record (ledger_no, kind);

create table if not exists cf_ledger_leg (
    ledger_no bigint not null,
    sequence  bigint not null check (sequence > 0),
    leg       integer not null check (leg > 0),
    account   varchar not null,
    side      varchar not null check (length(side) = 1 and side between 'C' and 'D'),
    currency  varchar not null,
    minor     bigint not null,
    primary key (ledger_no, sequence, leg)
);

create table if not exists cf_ledger_snapshot (
    ledger_no bigint primary key references cf_ledger,
    sequence  bigint not null check (sequence >= 0),
    head      binary(32) not null,
    content   blob not null
);

-- Messages to be delivered in the order of their numbers within a key: the outbox, and the inbox.
create table if not exists cf_message_key (
    box       varchar not null,
    key_text  varchar not null,
    lane      integer not null check (lane >= 0),
    last      bigint not null check (last >= 0),
    delivered bigint not null check (delivered between 0 and last),
    attempts  integer not null default 0 check (attempts >= 0),
    due_at    timestamp(9) with time zone not null,
    parked    boolean not null default false,
    primary key (box, key_text)
);
create index if not exists cf_message_waiting on cf_message_key (box, lane, due_at);

create table if not exists cf_message (
    box         varchar not null,
    key_text    varchar not null,
    number      bigint not null check (number > 0),
    id          varchar not null,
    body        blob not null,
    body_sha256 binary(32) not null,
    put_at      timestamp(9) with time zone not null,
    primary key (box, key_text, number),
    unique (box, id)
);

-- Who may deliver a lane, until when; the token grows with every change of hands.
create table if not exists cf_lane (
    box   varchar not null,
    lane  integer not null check (lane >= 0),
    owner varchar not null,
    token bigint not null check (token > 0),
    until timestamp(9) with time zone not null,
    primary key (box, lane)
);

-- Read models: rows made from streams, with the version of the stream they were made at; and balances made from legs.
create table if not exists cf_view (
    name      varchar not null,
    stream_no bigint not null references cf_stream,
    version   bigint not null check (version > 0),
    primary key (name, stream_no)
);

create table if not exists cf_view_row (
    name      varchar not null,
    stream_no bigint not null references cf_stream,
    row_no    integer not null check (row_no > 0),
    section   varchar not null,
    rank      varchar not null,
    key_text  varchar not null,
    minor     bigint not null,
    currency  varchar not null,
    primary key (name, stream_no, row_no)
);
create index if not exists cf_view_row_order on cf_view_row (name, section, rank, stream_no, row_no);

create table if not exists cf_balance_at (
    ledger_no bigint primary key references cf_ledger,
    sequence  bigint not null check (sequence >= 0)
);

create table if not exists cf_balance (
    ledger_no     bigint not null references cf_ledger,
    account       varchar not null,
    currency      varchar not null,
    debit_minor   numeric(38) not null,
    credit_minor  numeric(38) not null,
    pended_debit  numeric(38) not null,
    pended_credit numeric(38) not null,
    primary key (ledger_no, account, currency)
);

-- Logs are only added to.
create trigger if not exists cf_event_log before update, delete on cf_event for each row call 'io.counterfoil.jdbc.h2.AppendOnly';
create trigger if not exists cf_command_log before update, delete on cf_command for each row call 'io.counterfoil.jdbc.h2.AppendOnly';
create trigger if not exists cf_key_log before update, delete on cf_key for each row call 'io.counterfoil.jdbc.h2.AppendOnly';
create trigger if not exists cf_file_number_log before update, delete on cf_file_number for each row call 'io.counterfoil.jdbc.h2.AppendOnly';
create trigger if not exists cf_import_log before update, delete on cf_import for each row call 'io.counterfoil.jdbc.h2.AppendOnly';
create trigger if not exists cf_import_statement_log before update, delete on cf_import_statement for each row call 'io.counterfoil.jdbc.h2.AppendOnly';
create trigger if not exists cf_receivable_item_log before update, delete on cf_receivable_item for each row call 'io.counterfoil.jdbc.h2.AppendOnly';
create trigger if not exists cf_receivable_move_log before update, delete on cf_receivable_move for each row call 'io.counterfoil.jdbc.h2.AppendOnly';
create trigger if not exists cf_ledger_record_log before update, delete on cf_ledger_record for each row call 'io.counterfoil.jdbc.h2.AppendOnly';
create trigger if not exists cf_ledger_leg_log before update, delete on cf_ledger_leg for each row call 'io.counterfoil.jdbc.h2.AppendOnly';
create trigger if not exists cf_message_log before update, delete on cf_message for each row call 'io.counterfoil.jdbc.h2.AppendOnly';

-- The legs of a record come before it and never after it; it has the legs that it says, and they balance in every currency, but for those of a refusal.
create trigger if not exists cf_ledger_leg_check after insert on cf_ledger_leg for each row call 'io.counterfoil.jdbc.h2.LegBeforeRecord';
create trigger if not exists cf_ledger_record_check after insert on cf_ledger_record for each row call 'io.counterfoil.jdbc.h2.BalancedRecord';

-- A table that another refers to cannot be truncated.
create table if not exists cf_event_keep (stream_no bigint, version bigint, foreign key (stream_no, version) references cf_event);
create table if not exists cf_command_keep (stream_no bigint, command_key varchar, foreign key (stream_no, command_key) references cf_command);
create table if not exists cf_key_keep (store varchar, key_text varchar, foreign key (store, key_text) references cf_key);
create table if not exists cf_file_number_keep (store varchar, series varchar, file varchar, foreign key (store, series, file) references cf_file_number);
create table if not exists cf_import_keep (store varchar, sha256 binary(32), foreign key (store, sha256) references cf_import);
create table if not exists cf_import_statement_keep (store varchar, account varchar, format varchar, number varchar, key_sha256 binary(32), foreign key (store, account, format, number, key_sha256) references cf_import_statement);
create table if not exists cf_receivable_item_keep (store varchar, item varchar, foreign key (store, item) references cf_receivable_item);
create table if not exists cf_receivable_move_keep (store varchar, event varchar, foreign key (store, event) references cf_receivable_move);
create table if not exists cf_ledger_record_keep (ledger_no bigint, sequence bigint, foreign key (ledger_no, sequence) references cf_ledger_record);
create table if not exists cf_ledger_leg_keep (ledger_no bigint, sequence bigint, leg integer, foreign key (ledger_no, sequence, leg) references cf_ledger_leg);
create table if not exists cf_message_keep (box varchar, key_text varchar, number bigint, foreign key (box, key_text, number) references cf_message);

merge into cf_schema (version, name) key (version) values (1, 'stores');
