package io.counterfoil.payments.ledger;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.ledger.LedgerRecord.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A double-entry ledger: eight verbs that answer with a {@link Posting}, and reads (payments specification 4.11).
 *
 * <p>Whatever a command asks, the answer is ACCEPTED, REPLAYED (the same id and body were there before; nothing changes) or REFUSED with a
 * {@link LedgerError}, the first that holds in their order. A refusal whose error {@linkplain LedgerError#consumesKey() uses up the id} is
 * remembered for ever. State is the fold of the log in the {@link LedgerStore}; a log that does not prove itself opens a ledger that can be read up
 * to the last good record and not be written.
 *
 * <p>The zone says on which day an expiry is booked. Instants are given with each command, the ledger has no clock; a command's instant is when its
 * record is known, which {@link AsOf#knownAt()} asks for. Amounts are exact or throw {@link ArithmeticException} when a leg is made.
 *
 * <p>Not thread-safe: one writer, and readers on a {@link #fork()} or between its commands.
 */
public final class Ledger {

    private final ZoneId zone;
    private final LedgerStore store;
    private final LedgerState state;
    private final Books books;
    private final Checks checks;
    private final Identity identity;
    private final @Nullable ChainReport damage;

    private Ledger(ZoneId zone, LedgerStore store, LedgerState state, @Nullable ChainReport damage) {
        this.zone = zone;
        this.store = store;
        this.state = state;
        this.damage = damage;
        books = new Books(state);
        checks = new Checks(state);
        identity = new Identity(state);
    }

    /** An empty ledger in memory. */
    public static Ledger inMemory(ZoneId zone) {
        return builder(zone).build();
    }

    /** A builder of a ledger in the zone. */
    public static Builder builder(ZoneId zone) {
        return new Builder(zone);
    }

    /** Opens an account; the same again is a replay, another body under its id {@link LedgerError#EXISTS_DIFFERENT}. */
    public Posting open(Account account) {
        if (!Units.isKnownByItsCode(account.currency())) {
            throw new IllegalArgumentException("account " + account.id() + " in " + account.currency() + " with "
                    + account.currency().getDefaultFractionDigits()
                    + " decimals, expected a currency or a unit of points that its code stands for");
        }
        if (damage != null) {
            return Posting.refused(Refusals.damaged(damage));
        }
        int known = state.accounts.find(account.id());
        if (known >= 0) {
            return state.accounts.at(known).equals(account)
                    ? replayed(state.accounts.openedBy.at(known))
                    : Posting.refused(Refusals.account(
                            LedgerError.EXISTS_DIFFERENT,
                            account.id(),
                            "is open as " + state.accounts.at(known) + ", expected the same or a new id, not "
                                    + account));
        }
        LedgerRecord.Builder record = record(Kind.OPEN, account.id().value())
                .putAttribute(Keys.KIND, account.kind().name())
                .putAttribute(Keys.CURRENCY, account.currency().getCurrencyCode());
        Long floor = account.floorMinor();
        if (floor != null) {
            record.putAttribute(Keys.FLOOR, Long.toString(floor));
        }
        return append(record);
    }

    /** Closes an account for new journals; refused while something is pending on it. */
    public Posting close(AccountId id) {
        if (damage != null) {
            return Posting.refused(Refusals.damaged(damage));
        }
        int account = state.accounts.find(id);
        if (account < 0) {
            return Posting.refused(Refusals.account(
                    LedgerError.ACCOUNT_UNKNOWN, id, "is not in the ledger, expected one that is open"));
        }
        if (state.accounts.isClosed(account)) {
            return replayed(state.accounts.closedBy.at(account));
        }
        if (state.accounts.hasPending(account)) {
            return Posting.refused(
                    Refusals.account(LedgerError.PENDING_OPEN, id, "has something pending, expected nothing"));
        }
        return append(record(Kind.CLOSE, id.value()));
    }

    /** Posts a journal. */
    public Posting post(Journal journal, Instant now) {
        return run(JournalCommand.post(journal), now);
    }

    /** Makes a journal pending until it is posted, voided or expires. */
    public Posting pend(Journal journal, Expiry expiry, Instant now) {
        return run(JournalCommand.pend(journal, expiry), now);
    }

    /** Posts a pending journal, in full or in part. */
    public Posting postPending(PostPending post, Instant now) {
        return run(JournalCommand.of(post), now);
    }

    /** Releases what is left of a pending journal. */
    public Posting voidPending(VoidPending release, Instant now) {
        return run(JournalCommand.of(release), now);
    }

    /** Expires every pending whose time is passed, the earliest first; {@link Posting#records()} says how many. */
    public Posting expire(Instant now) {
        Objects.requireNonNull(now, "now");
        if (damage != null) {
            return Posting.refused(Refusals.damaged(damage));
        }
        int expired = 0;
        for (int pending = state.expiries.due(now); pending != 0; pending = state.expiries.due(now)) {
            expire(pending, now);
            expired++;
        }
        return Posting.accepted(state.records.size(), state.records.head(), expired);
    }

    /**
     * Locks every day up to and including the last day of a proven period: nothing can be booked there any more. Locking a day that is locked is a
     * replay.
     *
     * @param through the last day to lock, the last of the proof's period
     * @param proof as {@link #prove} gives it; kept by its digest
     */
    public Posting lock(LocalDate through, PeriodProof proof) {
        if (damage != null) {
            return Posting.refused(Refusals.damaged(damage));
        }
        PeriodProver prover = new PeriodProver(state, null);
        Optional<PeriodLock> known = prover.lockOf(DateRange.day(through));
        if (known.isPresent()) {
            return replayed(known.get().record());
        }
        LedgerState.day(through);
        if (!isCurrent(proof, through, prover)) {
            return Posting.refused(new Refusal(
                    LedgerError.PROOF_DIFFERS,
                    "lock through " + through + " with a proof of " + proof.period()
                            + ", expected a proof that holds, ends on that day and is what the ledger gives now"
                            + System.lineSeparator() + "Maybe something was booked in the period after it was proven",
                    java.util.Map.of(
                            "through",
                            through.toString(),
                            "period",
                            proof.period().toString())));
        }
        return append(record(Kind.LOCK, through.toString())
                .putAttribute(Keys.FROM, proof.period().from().toString())
                .putAttribute(Keys.PROVEN_AT, Long.toString(proof.sequence()))
                .putAttribute(Keys.PROOF, proof.digest().hex()));
    }

    private boolean isCurrent(PeriodProof proof, LocalDate through, PeriodProver prover) {
        return proof.holds()
                && proof.period().to().equals(through)
                && proof.sequence() <= state.records.size()
                && prover.prove(proof.period(), (int) proof.sequence(), List.of())
                        .equals(proof);
    }

    /**
     * What stands on an account at the end of a day, as far as it was known.
     *
     * @throws IllegalArgumentException where there is no such account
     * @throws ArithmeticException where a sum as of that day leaves 63 bits; it can only where huge pendings overlap in days and did not in the log
     */
    public Balance balance(AccountId account, AsOf asOf, BalanceBasis basis) {
        return books.balance(account, asOf, basis);
    }

    /** An account's posted legs by day of booking, in the order of the log. */
    public Stream<LedgerEntry> entries(AccountId account, DateRange days) {
        return entries(account, days, BalanceBasis.BOOKED);
    }

    /**
     * An account's posted legs whose day lies in the range, in the order of the log. The sum of all up to a day is the posted balance as of it.
     *
     * @throws IllegalArgumentException where there is no such account
     */
    public Stream<LedgerEntry> entries(AccountId account, DateRange days, BalanceBasis basis) {
        return books.entries(account, days, basis);
    }

    /** What was accepted under the id: of a post of a pending the legs posted, of a void the legs released. Empty for a refused id. */
    public Optional<Journal> journal(JournalId id) {
        return books.journal(id);
    }

    /** The account with the id, open or closed. */
    public Optional<Account> account(AccountId id) {
        int account = state.accounts.find(id);
        return account < 0 ? Optional.empty() : Optional.of(state.accounts.at(account));
    }

    /** Every account, open or closed, in the order of opening. */
    public List<Account> accounts() {
        return List.copyOf(state.accounts.accounts);
    }

    /** The period's figures by day of booking, with the chain as it stands; of a locked period as it stood when it was locked. */
    public PeriodProof prove(DateRange period) {
        return new PeriodProver(state, damage).prove(period);
    }

    /** A ledger that goes on from here on its own: what is done to it is not written to this one's store. For what-if. */
    public Ledger fork() {
        return new Ledger(zone, new ForkedLedgerStore(store, state.records.size()), state.copy(), damage);
    }

    /** Reads the whole log again and checks numbers and hashes, and that it is the log of this state. */
    public ChainReport verify() {
        ChainReport report = ChainReport.of(store.read(1));
        int known = state.records.size();
        if (!report.isIntact() || damage != null) {
            return report.isIntact() ? Objects.requireNonNull(damage) : report;
        }
        if (report.records() < known) {
            return new ChainReport(
                    report.records(),
                    report.records() + 1,
                    state.records.hash((int) report.records() + 1),
                    Sha256.ZERO);
        }
        return report.records() == known && report.expected().equals(state.records.head())
                ? report
                : new ChainReport(known, known + 1L, state.records.head(), report.expected());
    }

    /** Keeps the state in the store, so that opening the ledger again folds only what comes after. */
    public Snapshot saveSnapshot() {
        Snapshot snapshot = Snapshot.of(state.records.size(), state.records.head(), SnapshotCodec.encode(state));
        store.save(snapshot);
        return snapshot;
    }

    /** Number of the last record; 0 for an empty log. */
    public long sequence() {
        return state.records.size();
    }

    /** The chain's hash at the last record. */
    public Sha256 head() {
        return state.records.head();
    }

    /** The zone in which expiries have a day. */
    public ZoneId zone() {
        return zone;
    }

    private Posting run(JournalCommand command, Instant now) {
        Objects.requireNonNull(now, "now");
        if (damage != null) {
            return Posting.refused(Refusals.damaged(damage));
        }
        LedgerState.day(command.journal().bookedOn());
        LedgerState.day(command.journal().valueOn());
        if (command.id().isBlank()) {
            return Posting.refused(
                    Refusals.of(LedgerError.ID_BLANK, command, "has a blank id, expected one of the caller's"));
        }
        int known = state.ids.find(command.id());
        if (known >= 0) {
            return again(command, known);
        }
        Refusal early = checks.shapeAndReferences(command);
        if (early != null) {
            return refuse(command, early, now, 0);
        }
        int expired = expireOnTouch(command, now);
        Refusal late = firstOf(command, now);
        return late == null ? accept(command, now) : refuse(command, late, now, expired);
    }

    private @Nullable Refusal firstOf(JournalCommand command, Instant now) {
        Refusal pending = checks.pending(command, now);
        if (pending != null) {
            return pending;
        }
        Refusal period = checks.period(command);
        return period != null ? period : checks.accounts(command);
    }

    private Posting again(JournalCommand command, int known) {
        if (state.records.kind(known) == Kind.REFUSAL) {
            String first = state.records.attributes(known).getOrDefault(Keys.CODE, "");
            return Posting.refused(Refusals.alreadyRefused(command, first, known), known, state.records.hash(known), 0);
        }
        return identity.difference(command, known)
                .map(difference -> Posting.refused(Refusals.existsDifferent(command, difference, known)))
                .orElseGet(() -> replayed(known));
    }

    private int expireOnTouch(JournalCommand command, Instant now) {
        int pending = command.pending().isEmpty() ? -1 : state.ids.find(command.pending());
        if (pending < 0
                || state.records.kind(pending) != Kind.PEND
                || state.records.status(pending) != RecordTable.LEFT
                || !Expiry.at(state.records.expires(pending)).isPassed(now)) {
            return 0;
        }
        expire(pending, now);
        return 1;
    }

    /** Books an expiry on the day of now or, where that is locked, on the first open day. */
    private void expire(int pending, Instant now) {
        long booked = LocalDate.ofInstant(now, zone).toEpochDay();
        if (!state.locks.isEmpty()) {
            booked = Math.max(booked, state.lockedThrough() + 1L);
        }
        append(record(Kind.EXPIRE, state.records.id(pending))
                .pending(state.records.id(pending))
                .bookedOn(LocalDate.ofEpochDay(booked))
                .valueOn(LocalDate.ofInstant(state.records.expires(pending), zone))
                .addAllLegs(books.left(pending))
                .putAttribute(Keys.AT, Keys.text(now)));
    }

    private Posting accept(JournalCommand command, Instant now) {
        LedgerRecord.Builder record = record(command.kind(), command, now);
        int pending = command.pending().isEmpty() ? 0 : state.ids.find(command.pending());
        record.addAllLegs(command.namesLegs() ? command.journal().legs() : books.left(pending));
        if (!command.expiry().equals(Expiry.never())) {
            record.putAttribute(Keys.EXPIRES, Keys.text(command.expiry().at()));
        }
        if (command.everything()) {
            record.putAttribute(Keys.EVERYTHING, "true");
        }
        if (command.keepsRest()) {
            record.putAttribute(Keys.KEEP_REST, "true");
        }
        return append(record);
    }

    private Posting refuse(JournalCommand command, Refusal refusal, Instant now, int before) {
        if (!((LedgerError) refusal.code()).consumesKey()) {
            return before == 0
                    ? Posting.refused(refusal)
                    : Posting.refused(refusal, state.records.size(), state.records.head(), before);
        }
        Posting written = append(record(Kind.REFUSAL, command, now)
                .addAllLegs(command.journal().legs())
                .putAttribute(Keys.KIND, command.kind().name())
                .putAttribute(Keys.CODE, refusal.code().id()));
        return Posting.refused(refusal, written.sequence(), written.hash(), before + 1);
    }

    private LedgerRecord.Builder record(Kind kind, JournalCommand command, Instant now) {
        return record(kind, command.id())
                .bookedOn(command.journal().bookedOn())
                .valueOn(command.journal().valueOn())
                .pending(command.pending())
                .putAllAttributes(command.journal().attributes())
                .putAttribute(Keys.AT, Keys.text(now));
    }

    private LedgerRecord.Builder record(Kind kind, String id) {
        return LedgerRecord.builder()
                .sequence(state.records.size() + 1L)
                .kind(kind)
                .id(id);
    }

    /** Writes, and only then knows. */
    private Posting append(LedgerRecord.Builder next) {
        LedgerRecord record = next.sealedAfter(state.records.head());
        store.append(List.of(record));
        state.apply(record);
        return Posting.accepted(record.sequence(), record.hash(), 1);
    }

    private Posting replayed(int record) {
        return Posting.replayed(record, state.records.hash(record));
    }

    /** Builds ledgers. Not thread-safe. */
    public static final class Builder {

        private final ZoneId zone;
        private LedgerStore store = LedgerStore.inMemory();

        private Builder(ZoneId zone) {
            this.zone = Objects.requireNonNull(zone, "zone");
        }

        /** Where the log is kept; in memory by default. */
        public Builder store(LedgerStore kept) {
            store = Objects.requireNonNull(kept, "store");
            return this;
        }

        /**
         * The ledger that the store's log says: the fold of its records, or of its snapshot and the records after it. What lies before a snapshot
         * is not read again here; {@link Ledger#verify()} does.
         */
        public Ledger build() {
            LedgerLoader loaded = LedgerLoader.load(store);
            return new Ledger(zone, store, loaded.state(), loaded.damage());
        }
    }
}
