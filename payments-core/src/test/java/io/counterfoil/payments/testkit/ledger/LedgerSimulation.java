package io.counterfoil.payments.testkit.ledger;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.ledger.Balance;
import io.counterfoil.payments.ledger.BalanceBasis;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.ledger.LedgerStore;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.testkit.ledger.LedgerCommand.Op;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/**
 * A ledger's life on a store of the host's, all of it from one seed: a clock that goes on and sometimes stands still, commands that come late, twice or out
 * of order, a process that dies before the store is written, after it and before the answer, or in the middle. After every step the ledger must be the
 * {@link ReferenceLedger}: the same answer, the same first error, the same sums; and a command whose answer was lost must be safe to send again.
 *
 * <pre>{@code
 * LedgerSimulation.on(() -> new MyMedium()).run(1, 1_000); // seeds 1 to 1000; a failure names its seed
 * }</pre>
 *
 * <p>Immutable.
 */
public final class LedgerSimulation {

    private static final CurrencyUnit CAD = Amounts.in("CAD").currency();
    private static final CurrencyUnit USD = Amounts.in("USD").currency();
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 2);
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final AsOf ALL = new AsOf(LocalDate.MAX, Instant.MAX);
    private static final int COMMANDS = 24;

    private static final List<Account> ACCOUNTS = List.of(
            Account.asset("cash", CAD),
            Account.asset("inflight", CAD).notBelow(Amounts.in(CAD).ofMinor(-50)),
            Account.liability("client", CAD).notBelowZero(),
            Account.expense("fees", CAD),
            Account.asset("cashU", USD),
            Account.liability("clientU", USD));

    /** What a store keeps its log on, one for each seed. */
    public interface Medium extends AutoCloseable {

        /** Opens the store on what is there: at the beginning, and after each crash. What was opened before is dead. */
        LedgerStore open();

        /**
         * Leaves of the append that was just done any part, as a crash in its middle may.
         *
         * @return false where this store's appends cannot be left in part
         */
        default boolean tear(Random random) {
            return false;
        }

        /** Frees what it holds. */
        @Override
        default void close() {}
    }

    /**
     * What was simulated.
     *
     * @param seeds how many
     * @param commands given, repeated ones among them
     * @param crashes of the process
     * @param torn crashes in the middle of an append
     * @param records written
     */
    public record Report(long seeds, long commands, long crashes, long torn, long records) {

        Report plus(Report other) {
            return new Report(
                    seeds + other.seeds,
                    commands + other.commands,
                    crashes + other.crashes,
                    torn + other.torn,
                    records + other.records);
        }
    }

    private final Supplier<? extends Medium> media;

    private LedgerSimulation(Supplier<? extends Medium> media) {
        this.media = media;
    }

    /** A simulation on media of the kind, an empty one for each seed. */
    public static LedgerSimulation on(Supplier<? extends Medium> media) {
        return new LedgerSimulation(media);
    }

    /** A simulation on the store in memory, which outlives the process that wrote it. */
    public static LedgerSimulation inMemory() {
        return on(() -> {
            LedgerStore store = LedgerStore.inMemory();
            return () -> store;
        });
    }

    /**
     * Runs seeds one after the other.
     *
     * @throws AssertionError naming the seed and the step at which the ledger was not what it must be
     */
    public Report run(long firstSeed, int seeds) {
        Report all = new Report(0, 0, 0, 0, 0);
        for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
            all = all.plus(run(seed));
        }
        return all;
    }

    /** Runs one seed. */
    public Report run(long seed) {
        try (Medium medium = media.get()) {
            Life life = new Life(seed, medium);
            try {
                return life.live();
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(
                        "seed " + seed + ", step " + life.step + ", " + life.at + ": " + e.getMessage(), e);
            }
        } catch (AssertionError e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError("seed " + seed + ": the medium could not be closed", e);
        }
    }

    /** Commands of a small world from a seed, so that they meet: few ids, few accounts, few days, few amounts. */
    public static Supplier<LedgerCommand> commands(Random random, Supplier<Instant> clock) {
        return new Commands(random, clock)::next;
    }

    /** The accounts that {@link #commands} speak of. */
    public static List<Account> accounts() {
        return ACCOUNTS;
    }

    /** Four sums of every account, as {@link ReferenceLedger#sums} has them. */
    public static Map<String, List<BigInteger>> sums(Ledger ledger) {
        Map<String, List<BigInteger>> sums = new TreeMap<>();
        for (Account account : ledger.accounts()) {
            Balance balance = ledger.balance(account.id(), ALL, BalanceBasis.BOOKED);
            sums.put(
                    account.id().value(),
                    List.of(
                            BigInteger.valueOf(balance.postedDebitMinor()),
                            BigInteger.valueOf(balance.postedCreditMinor()),
                            BigInteger.valueOf(balance.pendingDebitMinor()),
                            BigInteger.valueOf(balance.pendingCreditMinor())));
        }
        return sums;
    }

    /** The process died. */
    private static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1;

        Crash(String when) {
            super(when);
        }
    }

    /** One seed. */
    private static final class Life {

        private final Random random;
        private final Medium medium;
        private final ReferenceLedger reference = new ReferenceLedger();
        private final List<LedgerCommand> given = new ArrayList<>();
        private final List<LedgerCommand> delayed = new ArrayList<>();
        private final Commands commands;
        private Ledger ledger;
        private Instant now = START;
        private int step;
        private String at = "opening";
        private boolean quiet = true;
        private long crashes;
        private long torn;
        private long count;

        Life(long seed, Medium medium) {
            random = new Random(seed);
            this.medium = medium;
            commands = new Commands(random, () -> now);
            ledger = opened();
        }

        private Ledger opened() {
            return Ledger.builder(ZoneOffset.UTC)
                    .store(new Mortal(medium.open()))
                    .build();
        }

        Report live() {
            for (Account account : ACCOUNTS) {
                ledger.open(account).orThrow();
                reference.open(account);
            }
            quiet = false;
            for (step = 1; step <= COMMANDS; step++) {
                if (random.nextInt(3) > 0) {
                    now = now.plus(Duration.ofHours(random.nextInt(30)));
                }
                deliver(next());
                if (random.nextInt(40) == 0) {
                    ledger.saveSnapshot();
                }
            }
            quiet = true;
            delayed.forEach(this::deliver);
            end();
            return new Report(1, count, crashes, torn, ledger.sequence());
        }

        /** A new command, one again, or one that was held back. */
        private LedgerCommand next() {
            int dice = random.nextInt(10);
            if (dice == 0 && !given.isEmpty()) {
                return again(given.get(random.nextInt(given.size())));
            }
            if (dice == 1 && !delayed.isEmpty()) {
                return again(delayed.remove(random.nextInt(delayed.size())));
            }
            LedgerCommand command = commands.next();
            if (dice == 2) {
                delayed.add(command);
                return commands.next();
            }
            return command;
        }

        private LedgerCommand again(LedgerCommand command) {
            return command.at(now);
        }

        private void deliver(LedgerCommand command) {
            at = command.toString();
            given.add(command);
            while (true) {
                count++;
                long before = ledger.sequence();
                try {
                    String answer = command.applyTo(ledger);
                    same("answer", reference.apply(command), answer);
                    same("sums", reference.sums(), sums(ledger));
                    return;
                } catch (Crash crash) {
                    crashes++;
                    ledger = opened();
                    if (ledger.sequence() > before) {
                        reference.apply(command); // it was written: only the answer was lost
                    } else {
                        same("sequence", before, ledger.sequence());
                    }
                    same("sums after " + crash.getMessage(), reference.sums(), sums(ledger));
                }
            }
        }

        private void end() {
            at = "end";
            same("chain", true, ledger.verify().isIntact());
            byte[] state = ledger.fork().saveSnapshot().content();
            Ledger again = opened();
            same("head", ledger.head(), again.head());
            same(
                    "state",
                    true,
                    java.util.Arrays.equals(state, again.fork().saveSnapshot().content()));
            for (LedgerCommand command : given) {
                String answer = again(command).applyTo(again);
                same("answer again", reference.apply(again(command)), answer);
            }
        }

        private static void same(String what, Object expected, Object found) {
            if (!expected.equals(found)) {
                throw new AssertionError(what + " is " + found + ", expected " + expected);
            }
        }

        /** A store whose process may die at any append. */
        private final class Mortal implements LedgerStore {

            private final LedgerStore store;
            private boolean dead;

            Mortal(LedgerStore store) {
                this.store = store;
            }

            @Override
            public long append(List<LedgerStore.LedgerRecord> batch) {
                int dice = quiet ? 99 : random.nextInt(30);
                if (dead) {
                    throw new Crash("a dead process");
                }
                if (dice == 0) {
                    dead = true;
                    throw new Crash("a crash before the append");
                }
                long last = store.append(batch);
                if (dice == 1) {
                    dead = true;
                    throw new Crash("a crash between append and answer");
                }
                if (dice == 2 && medium.tear(random)) {
                    dead = true;
                    torn++;
                    throw new Crash("a crash in the middle of the append");
                }
                return last;
            }

            @Override
            public Stream<LedgerStore.LedgerRecord> read(long from) {
                return store.read(from);
            }

            @Override
            public Optional<LedgerStore.Snapshot> latestSnapshot() {
                return store.latestSnapshot();
            }

            @Override
            public void save(LedgerStore.Snapshot snapshot) {
                store.save(snapshot);
            }
        }
    }

    /** Makes commands. */
    private static final class Commands {

        private static final long[] AMOUNTS = {
            10, 10, 10, 5, 5, 5, 3, 3, 100, 100, 10, 5, 3, 0, -4, Long.MAX_VALUE / 1000
        };

        private final Random random;
        private final Supplier<Instant> clock;

        Commands(Random random, Supplier<Instant> clock) {
            this.random = random;
            this.clock = clock;
        }

        LedgerCommand next() {
            int dice = random.nextInt(37);
            Op op = dice < 12
                    ? Op.POST
                    : dice < 20 ? Op.PEND : dice < 29 ? Op.POST_PENDING : dice < 33 ? Op.VOID_PENDING : last(dice);
            boolean settles = op == Op.POST_PENDING || op == Op.VOID_PENDING;
            LocalDate day = FIRST.plusDays(op == Op.LOCK ? random.nextInt(3) : random.nextInt(10));
            Journal.Expiry expiry = op == Op.PEND && random.nextBoolean()
                    ? Journal.Expiry.at(START.plus(Duration.ofDays(random.nextInt(14))))
                    : Journal.Expiry.never();
            boolean withoutLegs = op == Op.VOID_PENDING || (op == Op.POST_PENDING && random.nextInt(3) == 0);
            return new LedgerCommand(
                    op,
                    id(op),
                    settles ? (random.nextInt(10) == 0 ? "j" : "h") + random.nextInt(6) : "",
                    day,
                    day.plusDays(random.nextInt(7) == 0 ? 1 : 0),
                    expiry,
                    withoutLegs ? null : legs(),
                    op == Op.POST_PENDING && random.nextBoolean(),
                    clock.get());
        }

        private static Op last(int dice) {
            return dice < 35 ? Op.EXPIRE : dice == 35 ? Op.LOCK : Op.CLOSE;
        }

        private String id(Op op) {
            if (op == Op.CLOSE) {
                return new String[] {"ghost", "clientU", "fees", "fees"}[random.nextInt(4)];
            }
            if (random.nextInt(60) == 0) {
                return " ";
            }
            String number = Integer.toString(random.nextInt(15));
            return switch (random.nextInt(12)) {
                case 0 -> "a long id that is kept as its text: " + number;
                case 1 -> "00000000-0000-4000-8000-0000000000" + (10 + number.length());
                case 2 -> "000000000000000000000000000000" + (10 + number.length());
                default -> op == Op.PEND || random.nextInt(20) == 0 ? "h" + random.nextInt(6) : "j" + number;
            };
        }

        private @Nullable List<Journal.Leg> legs() {
            long minor = AMOUNTS[random.nextInt(AMOUNTS.length)];
            return switch (random.nextInt(12)) {
                case 0, 1, 2 -> two(0, 2, minor);
                case 3, 4, 5 -> two(1, 2, minor);
                case 6, 7 -> two(2, 0, minor);
                case 8 -> two(random.nextInt(4), random.nextInt(4), minor);
                case 9 ->
                    List.of(
                            leg(1, Journal.Side.DEBIT, 4),
                            leg(3, Journal.Side.DEBIT, 6),
                            leg(2, Journal.Side.CREDIT, 10));
                case 10 ->
                    List.of(
                            leg(0, Journal.Side.DEBIT, minor),
                            leg(4, Journal.Side.DEBIT, 7),
                            leg(5, Journal.Side.CREDIT, 7),
                            leg(2, Journal.Side.CREDIT, minor));
                default -> wild();
            };
        }

        private List<Journal.Leg> wild() {
            List<Journal.Leg> legs = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                legs.add(new Journal.Leg(
                        AccountId.of(new String[] {"cash", "client", "cashU", "ghost"}[random.nextInt(4)]),
                        random.nextBoolean() ? Journal.Side.DEBIT : Journal.Side.CREDIT,
                        random.nextBoolean() ? CAD : USD,
                        AMOUNTS[random.nextInt(AMOUNTS.length)]));
            }
            return legs;
        }

        private static List<Journal.Leg> two(int debit, int credit, long minor) {
            return List.of(leg(debit, Journal.Side.DEBIT, minor), leg(credit, Journal.Side.CREDIT, minor));
        }

        private static Journal.Leg leg(int account, Journal.Side side, long minor) {
            Account of = ACCOUNTS.get(account);
            return new Journal.Leg(of.id(), side, of.currency(), minor);
        }
    }
}
