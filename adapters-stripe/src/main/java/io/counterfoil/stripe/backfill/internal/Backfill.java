package io.counterfoil.stripe.backfill.internal;

import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.idempotency.VersionedBytes;
import io.counterfoil.stripe.backfill.BackfillPlan;
import io.counterfoil.stripe.backfill.BackfillPlan.Stream;
import io.counterfoil.stripe.backfill.BackfillReport;
import io.counterfoil.stripe.backfill.internal.Places.Place;
import io.counterfoil.stripe.fact.FactStore;
import io.counterfoil.stripe.fact.StripeCode;
import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripePage;
import io.counterfoil.stripe.intake.IntakeResult.Pull;
import io.counterfoil.stripe.intake.internal.Pulls;
import io.counterfoil.stripe.transport.StripeRequest;
import io.counterfoil.stripe.transport.StripeResponse;
import io.counterfoil.stripe.transport.StripeTransport;
import io.counterfoil.stripe.transport.internal.Pager.Walk;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Reads lists by segments of creation time and objects by their path (specification 4.18). Thread-safe as far as its stores are; one run an account at a time. */
public final class Backfill {

    /** States that Stripe does not call final, and that money rows tell the end of. */
    private static final Set<String> SETTLED =
            Set.of("CONFIRMED", "DONE", "PAID", "ISSUED", "ACTIVE", "INQUIRY_CLOSED");

    private static final Set<String> TAKEN_BACK = Set.of("payment_failure_refund", "payment_reversal");

    private final Connection connection;
    private final FactStore facts;
    private final VersionedBytes cursors;
    private final Consumer<StripeFact> changes;

    /** A backfill of the account into the stores; {@code changes} gets each fact that is new or otherwise, before it is stored. */
    public Backfill(Connection connection, FactStore facts, VersionedBytes cursors, Consumer<StripeFact> changes) {
        this.connection = Objects.requireNonNull(connection, "connection");
        this.facts = Objects.requireNonNull(facts, "facts");
        this.cursors = Objects.requireNonNull(cursors, "cursors");
        this.changes = Objects.requireNonNull(changes, "changes");
    }

    /** Reads the lists of the plan, then what is still open, then what rows say has changed. */
    public BackfillReport run(BackfillPlan plan, Instant now) {
        Run run = new Run(plan, now);
        plan.streams().forEach(run::stream);
        run.again();
        return run.taker.report();
    }

    /** Reads what notices made worth reading. */
    public BackfillReport pull(Collection<Pull> pulls, Instant now) {
        Taker taker = new Taker(facts, changes, now);
        pulls.stream()
                .filter(pull -> pull.account().equals(connection.account()) && pull.livemode() == connection.livemode())
                .map(Pull::path)
                .distinct()
                .sorted()
                .forEach(path -> {
                    boolean complete = isObject(path) ? object(taker, path) : list(taker, path);
                    taker.close(path, complete);
                });
        return taker.report();
    }

    /** The object at a path as it is now; empty where it cannot be read. Nothing is stored. */
    public Optional<StripeFact> read(String path) {
        try {
            StripeResponse response = connection.transport().send(connection.get(path));
            if (!response.isSuccess()) {
                return Optional.empty();
            }
            StripePage page = connection.pages().read(response.body(), path);
            return page.facts().stream().findFirst();
        } catch (StripeTransport.Failure unreachable) {
            return Optional.empty();
        }
    }

    private boolean list(Taker taker, String path) {
        Walk walk = connection
                .pager()
                .walk(connection.get(path), Optional.empty(), (page, cursor) -> taker.take(page, fact -> {}));
        taker.problems(walk.problems());
        return walk.complete();
    }

    /** Reads one object; one that is gone is no failure. */
    private boolean object(Taker taker, String path) {
        try {
            StripeResponse response = connection.transport().send(connection.get(path));
            if (response.isSuccess()) {
                taker.take(connection.pages().read(response.body(), path), fact -> {});
                return true;
            }
            if (response.status() == 404) {
                return true;
            }
            taker.problem(Diagnostic.error(
                    response.status() == 403 ? StripeCode.PERMISSION_MISSING : StripeCode.PAGE_FAILED,
                    "object " + path + " was answered with " + response.status()
                            + response.missingPermission()
                                    .map(name -> ", the key lacks " + name)
                                    .orElse(""),
                    Diagnostic.Location.of(path)));
        } catch (StripeTransport.Failure failure) {
            taker.problem(Diagnostic.error(
                    StripeCode.PAGE_FAILED, String.valueOf(failure.getMessage()), Diagnostic.Location.of(path)));
        }
        return false;
    }

    /** Ids have a digit or a capital, names of resources have neither; the balance has no list. */
    static boolean isObject(String path) {
        String last = path.substring(path.lastIndexOf('/') + 1);
        return path.indexOf('?') < 0 && (last.equals("balance") || last.matches(".*[0-9A-Z].*"));
    }

    /** One run through the lists of a plan. */
    private final class Run {

        private final BackfillPlan plan;
        private final Instant now;
        private final Taker taker;
        private final Places places = new Places(cursors, connection.name());
        private final Set<String> openBefore = places.open();
        private final Set<String> open = new TreeSet<>(openBefore);
        private final Set<String> seen = new HashSet<>();
        private final Set<String> takenBack = new TreeSet<>();
        private Optional<String> version = Optional.empty();

        Run(BackfillPlan plan, Instant now) {
            this.plan = plan;
            this.now = now;
            this.taker = new Taker(facts, changes, now);
        }

        void stream(Stream stream) {
            boolean complete = stream.hasSegments() ? windows(stream) : list(taker, stream.path());
            taker.close(stream.path(), complete);
        }

        /** The window that an earlier run left open, then the one up to now. */
        private boolean windows(Stream stream) {
            Place place = places.place(stream.path());
            if (place.isOpen() && !window(stream, place)) {
                return false;
            }
            place = places.place(stream.path());
            long to = now.getEpochSecond() + 1;
            long from = plan.since().getEpochSecond();
            boolean covered = place.since() <= from && place.done() != Long.MIN_VALUE;
            if (covered) {
                Duration back = stream.changesLate() ? longer(plan.lateChanges(), plan.overlap()) : plan.overlap();
                from = Math.max(from, Math.min(place.done(), to) - back.toSeconds());
            }
            if (from >= to) {
                return true;
            }
            Place opened = place.opened(from, to);
            places.save(stream.path(), place, opened);
            return window(stream, opened);
        }

        private boolean window(Stream stream, Place start) {
            Place[] at = {start};
            while (at[0].end() > at[0].from()) {
                long end = at[0].end();
                long begin = Math.max(at[0].from(), end - plan.segment().toSeconds());
                StripeRequest list = connection
                        .get(stream.path())
                        .with("created[gte]", begin)
                        .with("created[lt]", end);
                Walk walk = connection
                        .pager()
                        .walk(
                                stream == Stream.INVOICES ? list.expand("data.payments") : list,
                                at[0].last(),
                                (page, cursor) -> {
                                    taker.take(page, this::changed);
                                    page.facts().forEach(this::watch);
                                    Place next = at[0].at(cursor.isPresent() ? end : begin, cursor);
                                    places.save(stream.path(), at[0], next);
                                    at[0] = next;
                                });
                drift(walk, stream);
                if (!walk.complete()) {
                    taker.problems(walk.problems());
                    return false;
                }
            }
            places.save(stream.path(), at[0], at[0].closed());
            return true;
        }

        private Duration longer(Duration one, Duration other) {
            return one.compareTo(other) > 0 ? one : other;
        }

        private void drift(Walk walk, Stream stream) {
            if (version.isEmpty() && walk.version().isPresent()) {
                version = walk.version();
                version.filter(answered -> !answered.equals(StripeTransport.PINNED_VERSION))
                        .ifPresent(answered -> taker.problem(Diagnostic.warning(
                                StripeCode.VERSION_DRIFT,
                                "Stripe answers in API version " + answered + ", this adapter asks for "
                                        + StripeTransport.PINNED_VERSION,
                                Diagnostic.Location.of(stream.path()))));
            }
        }

        /** A row that takes money back speaks of a charge that is older than the lists reach. */
        private void changed(StripeFact fact) {
            if (fact instanceof BalanceRow row && TAKEN_BACK.contains(row.type())) {
                row.source().ifPresent(takenBack::add);
            }
        }

        private void watch(StripeFact fact) {
            seen.add(fact.id());
            boolean ended = fact.stateIfAny()
                    .map(state -> state.terminal() || SETTLED.contains(state.name()))
                    .orElse(true);
            if (ended) {
                open.remove(fact.id());
            } else {
                open.add(fact.id());
            }
        }

        /** What was open before and was not in a list, and what rows took back. */
        void again() {
            Set<String> wanted = new TreeSet<>(openBefore);
            wanted.removeAll(seen);
            wanted.addAll(takenBack);
            boolean complete = true;
            for (String id : wanted) {
                Optional<String> path = facts.load(connection.key(id))
                        .flatMap(known -> Pulls.path(known.fact()))
                        .or(() -> takenBack.contains(id) ? Optional.of("charges/" + id) : Optional.empty());
                if (path.isPresent()) {
                    complete &= object(taker, path.get());
                }
                facts.load(connection.key(id)).ifPresent(known -> watch(known.fact()));
            }
            places.saveOpen(openBefore, open);
            if (!wanted.isEmpty()) {
                taker.close("(open objects)", complete);
            }
        }
    }
}
