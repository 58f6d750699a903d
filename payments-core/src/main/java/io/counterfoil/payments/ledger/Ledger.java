package io.counterfoil.payments.ledger;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.ledger.LedgerStore.LedgerRecord.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/**
 * A double-entry ledger: eight verbs that answer with a {@link Posting}, and reads (payments specification 4.11).
 *
 * <p>Whatever a command asks, the answer is ACCEPTED, REPLAYED (the same id and body were there before; nothing changes) or REFUSED with a
 * {@link Posting.LedgerError}, the first that holds in their order. A refusal whose error {@linkplain Posting.LedgerError#consumesKey() uses up the id} is
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
    private final Engine engine;
    private final SingleCommand single;
    private final Lookahead lookahead;
    private final StoreWriter writer;
    private final LedgerStore.@Nullable ChainReport damage;

    private Ledger(ZoneId zone, LedgerStore store, LedgerState state, LedgerStore.@Nullable ChainReport damage) {
        this.zone = zone;
        this.store = store;
        this.state = state;
        this.damage = damage;
        books = new Books(state);
        engine = new Engine(state, zone);
        single = new SingleCommand(state);
        lookahead = new Lookahead(state);
        writer = new StoreWriter(store, state);
    }

    /** An empty ledger in memory. */
    public static Ledger inMemory(ZoneId zone) {
        return builder(zone).build();
    }

    /** A builder of a ledger in the zone. */
    public static Builder builder(ZoneId zone) {
        return new Builder(zone);
    }

    /** Opens an account; the same again is a replay, another body under its id {@link Posting.LedgerError#EXISTS_DIFFERENT}. */
    public Posting open(Account account) {
        CurrencyUnit known = state.accounts.unit(account.currency().getCurrencyCode());
        boolean isKnown = known != null
                && known.getDefaultFractionDigits() == account.currency().getDefaultFractionDigits();
        if (!isKnown && !Units.isKnownByItsCode(account.currency())) {
            throw new IllegalArgumentException("account " + account.id() + " in " + account.currency() + " with "
                    + account.currency().getDefaultFractionDigits()
                    + " decimals, expected a currency or a unit of points that its code stands for");
        }
        if (damage != null) {
            return Posting.refused(Refusals.damaged(damage));
        }
        int number = state.accounts.find(account.id());
        if (number >= 0) {
            return state.accounts.at(number).equals(account)
                    ? replayed(state.accounts.openedBy.at(number))
                    : Posting.refused(Refusals.account(
                            Posting.LedgerError.EXISTS_DIFFERENT,
                            account.id(),
                            "is open as " + state.accounts.at(number) + ", expected the same or a new id, not "
                                    + account));
        }
        LedgerStore.LedgerRecord.Builder record = record(Kind.OPEN, account.id().value())
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
                    Posting.LedgerError.ACCOUNT_UNKNOWN, id, "is not in the ledger, expected one that is open"));
        }
        if (state.accounts.isClosed(account)) {
            return replayed(state.accounts.closedBy.at(account));
        }
        if (state.accounts.hasPending(account)) {
            return Posting.refused(
                    Refusals.account(Posting.LedgerError.PENDING_OPEN, id, "has something pending, expected nothing"));
        }
        return append(record(Kind.CLOSE, id.value()));
    }

    /** Posts a journal. */
    public Posting post(Journal journal, Instant now) {
        return run(JournalCommand.post(journal), now);
    }

    /** Makes a journal pending until it is posted, voided or expires. */
    public Posting pend(Journal journal, Journal.Expiry expiry, Instant now) {
        return run(JournalCommand.pend(journal, expiry), now);
    }

    /** Posts a pending journal, in full or in part. */
    public Posting postPending(Journal.PostPending post, Instant now) {
        return run(JournalCommand.of(post), now);
    }

    /** Releases what is left of a pending journal. */
    public Posting voidPending(Journal.VoidPending release, Instant now) {
        return run(JournalCommand.of(release), now);
    }

    /**
     * Runs the journals of a batch, in their order: the hot path, which all other verbs on journals are a view on. Each is accepted or refused by itself,
     * or all together where the batch {@linkplain JournalBatch#allOrNothing() says so}; the store is written once, at the end.
     *
     * @param batch not changed; it may be cleared and filled again once this returns
     */
    public BatchOutcome post(JournalBatch batch, Instant now) {
        Objects.requireNonNull(now, "now");
        BatchOutcome outcome = new BatchOutcome(batch.size(), state.log.size() + 1L);
        if (damage != null) {
            for (int journal = 0; journal < batch.size(); journal++) {
                outcome.answer(journal, Posting.LedgerError.LOG_DAMAGED, false, 0);
            }
            return outcome;
        }
        writer.begin(batch.size(), batch.isAllOrNothing());
        engine.at(now);
        engine.rules().unnamed(null);
        for (int from = 0; from < batch.size(); from += Lookahead.JOURNALS) {
            int to = Math.min(batch.size(), from + Lookahead.JOURNALS);
            lookahead.over(batch, from, to);
            for (int journal = from; journal < to; journal++) {
                Posting.LedgerError error = engine.run(batch, journal, lookahead.hash(journal));
                if (error != null && batch.isAllOrNothing()) {
                    return noneBut(batch, journal, error, now);
                }
                outcome.answer(journal, error, engine.written > 0, engine.sequence);
            }
        }
        writer.commit();
        return outcome.endingAt(state.log.size());
    }

    /** Undoes the batch; the journal that was refused uses its id up as it would alone. */
    private BatchOutcome noneBut(JournalBatch batch, int refused, Posting.LedgerError error, Instant now) {
        int known = engine.written == 0 ? engine.sequence : 0;
        state.undo();
        writer.begin(1, false);
        BatchOutcome outcome = new BatchOutcome(batch.size(), state.log.size() + 1L);
        engine.at(now);
        engine.remember(batch, refused, error);
        for (int journal = 0; journal < batch.size(); journal++) {
            outcome.answer(journal, Posting.LedgerError.BATCH_REFUSED, false, 0);
        }
        outcome.answer(
                refused, error, false, engine.written > 0 ? engine.sequence : known <= state.log.size() ? known : 0);
        writer.commit();
        return outcome.endingAt(state.log.size());
    }

    /** Expires every pending whose time is passed, the earliest first; {@link Posting#records()} says how many. */
    public Posting expire(Instant now) {
        Objects.requireNonNull(now, "now");
        if (damage != null) {
            return Posting.refused(Refusals.damaged(damage));
        }
        writer.begin(0, false);
        engine.at(now);
        int expired = engine.expireAll();
        writer.commit();
        return Posting.accepted(state.log.size(), state.head(), expired);
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
                    Posting.LedgerError.PROOF_DIFFERS,
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
                && proof.sequence() <= state.log.size()
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

    /**
     * What is left of an account's pending legs at the end of a day, as far as it was known: one entry a leg, its amount what is left, in the order of the log. The sums are those
     * of {@link #balance} as of it.
     *
     * @throws IllegalArgumentException where there is no such account
     */
    public Stream<LedgerEntry> pending(AccountId account, AsOf asOf, BalanceBasis basis) {
        return books.pending(account, asOf, basis);
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
        InMemoryLedgerStore own = new InMemoryLedgerStore();
        LedgerState copy = state.copy();
        own.hold(copy);
        return new Ledger(zone, own, copy, damage);
    }

    /** Reads the whole log again and checks numbers and hashes, and that it is the log of this state. */
    public LedgerStore.ChainReport verify() {
        LedgerStore.ChainReport report = store instanceof InMemoryLedgerStore memory && memory.columns() == state
                ? state.log.chain.verify(state)
                : store instanceof FileLedgerStore file ? file.verify() : LedgerStore.ChainReport.of(store.read(1));
        int known = state.log.size();
        if (!report.isIntact() || damage != null) {
            return report.isIntact() ? Objects.requireNonNull(damage) : report;
        }
        if (report.records() < known) {
            return new LedgerStore.ChainReport(
                    report.records(), report.records() + 1, state.hash((int) report.records() + 1), Sha256.ZERO);
        }
        return report.records() == known && report.expected().equals(state.head())
                ? report
                : new LedgerStore.ChainReport(known, known + 1L, state.head(), report.expected());
    }

    /** Reads the whole log again, as {@link #verify()}, and holds what a witness vouched for against it. */
    public LedgerStore.HeadWitness.Verdict verify(
            LedgerStore.HeadWitness witness, List<LedgerStore.HeadWitness.Witnessed> statements) {
        LedgerStore.ChainReport chain = verify();
        List<LedgerStore.HeadWitness.Witnessed> agreeing = new ArrayList<>();
        List<LedgerStore.HeadWitness.Witnessed> forged = new ArrayList<>();
        List<LedgerStore.HeadWitness.Witnessed> contradicted = new ArrayList<>();
        for (LedgerStore.HeadWitness.Witnessed statement : statements) {
            if (!witness.isGenuine(statement)) {
                forged.add(statement);
            } else if (statement.sequence() <= chain.records()
                    && statement.sequence() <= state.log.size()
                    && state.hash((int) statement.sequence()).equals(statement.head())) {
                agreeing.add(statement);
            } else {
                contradicted.add(statement);
            }
        }
        return new LedgerStore.HeadWitness.Verdict(chain, agreeing, forged, contradicted);
    }

    /** Keeps the state in the store, so that opening the ledger again folds only what comes after. */
    public LedgerStore.Snapshot saveSnapshot() {
        LedgerStore.Snapshot snapshot =
                LedgerStore.Snapshot.of(state.log.size(), state.head(), SnapshotCodec.encode(state));
        store.save(snapshot);
        return snapshot;
    }

    /**
     * The account's number, by which a {@link JournalBatch} names it: in the order of opening, from 0, the same for ever.
     *
     * @throws IllegalArgumentException where there is no such account
     */
    public int number(AccountId account) {
        int number = state.accounts.find(account);
        if (number < 0) {
            throw new IllegalArgumentException(
                    "account " + account + " is not in the ledger, expected one that was opened");
        }
        return number;
    }

    /** Number of the last record; 0 for an empty log. */
    public long sequence() {
        return state.log.size();
    }

    /** The chain's hash at the last record. */
    public Sha256 head() {
        return state.head();
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
        JournalBatch batch = single.asBatch(command);
        writer.begin(1, false);
        engine.at(now);
        engine.rules().unnamed(single);
        Posting.LedgerError error = engine.run(batch, 0, batch.hash(0));
        Refusal refusal = error == null ? null : single.refusal(error, engine, now);
        writer.commit();
        int record = engine.sequence;
        if (refusal == null) {
            return engine.written == 0 ? replayed(record) : Posting.accepted(record, state.hash(record), 1);
        }
        boolean remembered = record > 0 && error != Posting.LedgerError.EXISTS_DIFFERENT;
        return remembered
                ? Posting.refused(refusal, record, state.hash(record), engine.written)
                : Posting.refused(refusal);
    }

    private LedgerStore.LedgerRecord.Builder record(Kind kind, String id) {
        return LedgerStore.LedgerRecord.builder()
                .sequence(state.log.size() + 1L)
                .kind(kind)
                .id(id);
    }

    private Posting append(LedgerStore.LedgerRecord.Builder next) {
        LedgerStore.LedgerRecord record = writer.append(next);
        return Posting.accepted(record.sequence(), record.hash(), 1);
    }

    private Posting replayed(int record) {
        return Posting.replayed(record, state.hash(record));
    }

    /** Builds ledgers. Not thread-safe. */
    public static final class Builder {

        private final ZoneId zone;
        private LedgerStore store = LedgerStore.inMemory();
        private int expected;
        private int expectedPendings;

        private Builder(ZoneId zone) {
            this.zone = Objects.requireNonNull(zone, "zone");
        }

        /** Where the log is kept; in memory by default. */
        public Builder store(LedgerStore kept) {
            store = Objects.requireNonNull(kept, "store");
            return this;
        }

        /** Makes room for so many journals of two legs more, so that keeping them allocates nothing; it grows beyond them. */
        public Builder expecting(int journals) {
            if (journals < 0) {
                throw new IllegalArgumentException("expecting " + journals + " journals, expected none or more");
            }
            expected = journals;
            return this;
        }

        /** So many of the journals that are {@linkplain #expecting expected} are made pending, and so many others settle them: room for that too. */
        public Builder expectingPendings(int pendings) {
            if (pendings < 0) {
                throw new IllegalArgumentException("expecting " + pendings + " pendings, expected none or more");
            }
            expectedPendings = pendings;
            return this;
        }

        /**
         * The ledger that the store's log says: the fold of its records, or of its snapshot and the records after it. What lies before a snapshot
         * is not read again here; {@link Ledger#verify()} does.
         */
        public Ledger build() {
            LedgerLoader loaded = LedgerLoader.load(store);
            loaded.state().expect(expected, expectedPendings);
            return new Ledger(zone, store, loaded.state(), loaded.damage());
        }
    }
}
