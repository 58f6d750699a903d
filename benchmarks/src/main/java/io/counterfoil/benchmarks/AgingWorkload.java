package io.counterfoil.benchmarks;

import io.counterfoil.benchmarks.AgingBook.Bare;
import io.counterfoil.benchmarks.AgingPeers.Objects;
import io.counterfoil.benchmarks.AgingPeers.Question;
import io.counterfoil.benchmarks.results.Role;
import io.counterfoil.collections.aging.AgeBasis;
import io.counterfoil.collections.aging.Aging;
import io.counterfoil.collections.aging.AgingReport;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.payments.calendar.AsOf;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * W7: receivables by age. Items alone; items with allocations on a day in the middle of their history; and the same as known at an instant. Peers of objects are asked
 * for a million items at most.
 */
final class AgingWorkload extends RacedWorkload {

    private static final String NO_REPORT =
            "the bound knows the kind of its rows, asks for no overflow and makes no report";

    private static final String ITEMS = "items";
    private static final String AS_OF = "as-of";
    private static final String KNOWN = "bitemporal";
    private static final String OURS = "Counterfoil";
    private static final String LOOP = "bare loop";
    private static final String DUCK = "DuckDB";
    private static final int OBJECTS = 1_000_000;
    private static final int[] FIVE = {30, 60, 90};
    private static final int[] SIX = {30, 60, 90, 120};

    private final List<String> notes = new ArrayList<>();

    @Override
    public String name() {
        return "W7";
    }

    @Override
    public String title() {
        return "Receivables by age";
    }

    @Override
    int defaultRows() {
        return 10_000_000;
    }

    @Override
    List<String> notes() {
        return notes;
    }

    @Override
    List<Race> races(int rows, Options options) throws Exception {
        String wanted = options.text("race").orElse("");
        List<Race> races = new ArrayList<>();
        int middle = AgingBook.firstDay() + AgingBook.DAYS * 2 / 3;
        if (wanted.isEmpty() || wanted.equals(ITEMS)) {
            AgingBook book = new AgingBook(rows, false);
            races.add(race(ITEMS, book, new Question(AgingBook.firstDay() + AgingBook.DAYS, Long.MAX_VALUE, FIVE)));
        }
        if (wanted.isEmpty() || wanted.equals(AS_OF) || wanted.equals(KNOWN)) {
            AgingBook book = new AgingBook(rows, true);
            races.add(race(AS_OF, book, new Question(middle, Long.MAX_VALUE, SIX)));
            races.add(race(KNOWN, book, new Question(middle, AgingBook.nanosOf(middle + 1), SIX)));
        }
        return races;
    }

    @Override
    void judge(Results results, Targets targets) {
        Race.Result items = results.of(ITEMS);
        targets.atMost("items/bound", items.ratio(OURS, LOOP), 2, NO_REPORT);
        targets.atLeast("DuckDB/items", items.ratio(DUCK, OURS), 4);
        targets.atMost("as-of/bound", results.of(AS_OF).ratio(OURS, LOOP), 1.5, NO_REPORT);
        targets.atLeast("DuckDB/as-of", results.of(AS_OF).ratio(DUCK, OURS), 4);
        targets.atMost("bitemporal/bound", results.of(KNOWN).ratio(OURS, LOOP), 3);
    }

    /** What a race is about, made once and held as long as it is needed; nothing is made before the race is run. */
    private final class Stand {
        private final AgingBook book;
        private @Nullable Bare bare;
        private @Nullable Receivables receivables;
        private @Nullable Objects objects;
        private @Nullable AgingDatabase database;

        Stand(AgingBook book) {
            this.book = book;
        }

        Bare bare() {
            bare = bare == null ? new Bare(book) : bare;
            return bare;
        }

        Objects objects() {
            objects = objects == null ? Objects.of(book) : objects;
            return objects;
        }

        Receivables receivables() {
            if (receivables == null) {
                Contender.Meter meter = Contender.Meter.of(false);
                long before = used();
                long start = meter.nanos();
                receivables = book.receivables();
                double seconds = (meter.nanos() - start) / 1e9;
                long bytes = used() - before;
                notes.add(String.format(
                        Locale.ROOT,
                        "%,d items and %,d allocations read in %.2f s of processor time, %.1f bytes an item",
                        book.items,
                        book.allocations,
                        seconds,
                        (double) bytes / book.items));
            }
            return receivables;
        }

        AgingDatabase database() throws SQLException, IOException {
            if (database == null) {
                Contender.Meter meter = Contender.Meter.of(false);
                long start = meter.nanos();
                database = AgingDatabase.load(book);
                notes.add(String.format(
                        Locale.ROOT,
                        "DuckDB loaded %,d items and %,d allocations in %.2f s of processor time of the caller",
                        book.items,
                        book.allocations,
                        (meter.nanos() - start) / 1e9));
            }
            return database;
        }

        private static long used() {
            System.gc();
            return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        }
    }

    private Race race(String name, AgingBook book, Question question) {
        Stand stand = new Stand(book);
        Aging aging = Aging.by(AgeBasis.DUE_DATE).buckets(question.edges()).build();
        AsOf asOf = new AsOf(
                LocalDate.ofEpochDay(question.day()),
                question.known() == Long.MAX_VALUE
                        ? Instant.MAX
                        : Instant.ofEpochSecond(question.known() / 1_000_000_000L));
        Race race = Race.of(name, book.items)
                .with(Contender.of(Role.BOUND, LOOP, n -> stand.bare(), (bare, n) -> {
                    long[] sums = switch (name) {
                        case ITEMS -> AgingPeers.bareItems(bare, question);
                        case AS_OF -> AgingPeers.bareAsOf(bare, question);
                        default -> AgingPeers.bareKnown(bare, question);
                    };
                    return (Supplier<Object>) () -> AgingPeers.digest(sums);
                }))
                .with(Contender.of(Role.OURS, OURS, n -> stand.receivables(), (receivables, n) -> {
                    AgingReport report = aging.assess(receivables, asOf);
                    return (Supplier<Object>) () -> AgingPeers.digest(report, book.customers);
                }));
        if (book.items <= OBJECTS) {
            race.with(Contender.of(Role.PEER, "HashMap", n -> stand.objects(), (objects, n) -> {
                        long[] sums = objects.byMaps(question);
                        return (Supplier<Object>) () -> AgingPeers.digest(sums);
                    }))
                    .with(Contender.of(Role.PEER, "streams", n -> stand.objects(), (objects, n) -> {
                        long[] sums = objects.byStreams(question);
                        return (Supplier<Object>) () -> AgingPeers.digest(sums);
                    }));
        }
        race.with(Contender.of(Role.PEER, DUCK, n -> database(stand), (database, n) -> {
            return name.equals(ITEMS) ? database.ageItems(question) : database.ageAsOf(question);
        }));
        return race;
    }

    private static AgingDatabase database(Stand stand) {
        try {
            return stand.database();
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("DuckDB cannot be loaded", e);
        }
    }
}
