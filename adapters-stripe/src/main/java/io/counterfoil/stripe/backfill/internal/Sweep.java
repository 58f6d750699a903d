package io.counterfoil.stripe.backfill.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.idempotency.VersionedBytes;
import io.counterfoil.stripe.backfill.BackfillReport;
import io.counterfoil.stripe.backfill.internal.Taker.News;
import io.counterfoil.stripe.fact.FactStore;
import io.counterfoil.stripe.fact.FactStore.Versioned;
import io.counterfoil.stripe.fact.ObjectKey;
import io.counterfoil.stripe.fact.StripeCode;
import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.fact.StripePage;
import io.counterfoil.stripe.fact.internal.FactFolder;
import io.counterfoil.stripe.fact.internal.FactReader;
import io.counterfoil.stripe.fact.internal.StripeJson;
import io.counterfoil.stripe.intake.IntakeResult.Pull;
import io.counterfoil.stripe.intake.internal.EventTypes;
import io.counterfoil.stripe.intake.internal.Pulls;
import io.counterfoil.stripe.transport.StripeRequest;
import io.counterfoil.stripe.transport.internal.Pager;
import io.counterfoil.stripe.transport.internal.Pager.Walk;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Looks for events that Stripe could not deliver, before it forgets them after 30 days (specification 4.18, STR-19). One sweep an account at a time. */
public final class Sweep {

    private static final int TYPES_A_REQUEST = 20;
    private static final Duration LATE = Duration.ofDays(20);
    private static final Duration HORIZON = Duration.ofDays(30);

    private final Connection connection;
    private final FactStore facts;
    private final VersionedBytes cursors;
    private final Consumer<StripeFact> changes;
    private final EventTypes types = EventTypes.standard();

    /** A sweep of the account into the stores; {@code changes} gets each fact that is new or otherwise, before it is stored. */
    public Sweep(Connection connection, FactStore facts, VersionedBytes cursors, Consumer<StripeFact> changes) {
        this.connection = Objects.requireNonNull(connection, "connection");
        this.facts = Objects.requireNonNull(facts, "facts");
        this.cursors = Objects.requireNonNull(cursors, "cursors");
        this.changes = Objects.requireNonNull(changes, "changes");
    }

    private record Told(StripeFact fact, Instant created, String type) {}

    /** Folds what undelivered events tell and reads what they make worth reading. */
    public BackfillReport run(Instant now) {
        Taker taker = new Taker(facts, changes, now);
        Places places = new Places(cursors, connection.name());
        age(places, now).ifPresent(taker::problem);
        List<Told> told = new ArrayList<>();
        boolean complete = true;
        List<String> all = types.all();
        for (int i = 0; i < all.size(); i += TYPES_A_REQUEST) {
            complete &= walk(all.subList(i, Math.min(all.size(), i + TYPES_A_REQUEST)), told, taker);
        }
        told.sort(java.util.Comparator.comparing(Told::created));
        Set<Pull> pulls = new LinkedHashSet<>();
        for (Told one : told) {
            taker.count(fold(one));
            pulls.addAll(Pulls.of(types.action(one.type()), one.fact()));
        }
        taker.close("events", complete);
        BackfillReport pulled = new Backfill(connection, facts, cursors, changes).pull(pulls, now);
        if (complete && pulled.complete()) {
            places.saveSwept(now.getEpochSecond());
        }
        BackfillReport own = taker.report();
        return BackfillReport.builder()
                .from(own)
                .addAllCounts(pulled.counts())
                .addAllProblems(pulled.problems())
                .build();
    }

    /** What the time since the last sweep means; nothing where there was none, because nothing is missed yet. */
    private static Optional<Diagnostic> age(Places places, Instant now) {
        return places.sweptAt().map(Instant::ofEpochSecond).flatMap(last -> overdue(last, now));
    }

    /** A warning from 20 days on, an error from 30. */
    public static Optional<Diagnostic> overdue(Instant last, Instant now) {
        Duration age = Duration.between(last, now);
        Diagnostic.Location events = Diagnostic.Location.of("events");
        if (age.compareTo(HORIZON) >= 0) {
            return Optional.of(Diagnostic.error(
                    StripeCode.HORIZON_GAP,
                    "undelivered events were last looked for " + age.toDays()
                            + " days ago, Stripe forgets them after 30: a full backfill is required",
                    events));
        }
        if (age.compareTo(LATE) > 0) {
            return Optional.of(Diagnostic.warning(
                    StripeCode.SWEEP_LATE,
                    "undelivered events were last looked for " + age.toDays() + " days ago, expected 20 at most",
                    events));
        }
        return Optional.empty();
    }

    /** When the account was swept last. */
    public Optional<Instant> sweptAt() {
        return new Places(cursors, connection.name()).sweptAt().map(Instant::ofEpochSecond);
    }

    private boolean walk(List<String> group, List<Told> told, Taker taker) {
        StripeRequest request = connection.get("events").with("delivery_success", "false");
        for (String type : group) {
            request = request.with("types[]", type);
        }
        Pager pager = new Pager(connection.transport(), (json, source) -> page(json, source, told));
        Walk walk = pager.walk(request, Optional.empty(), (page, cursor) -> {
            taker.problems(page.diagnostics());
            taker.rejected(page.objects() - page.facts().size());
        });
        taker.problems(walk.problems());
        return walk.complete();
    }

    private StripePage page(byte[] json, String source, List<Told> told) {
        List<Diagnostic> found = new ArrayList<>();
        StripePage.Builder page = StripePage.builder();
        try {
            JsonNode root = StripeJson.tree(json);
            JsonNode events = root.path("data");
            for (JsonNode event : events) {
                String id = event.path("id").asText("events");
                FactReader.ofEvent(connection.account(), connection.livemode(), id, found)
                        .read(event.path("data").path("object"), "/data/object")
                        .ifPresent(fact -> {
                            page.addFact(fact);
                            told.add(new Told(
                                    fact,
                                    Instant.ofEpochSecond(event.path("created").asLong()),
                                    event.path("type").asText()));
                        });
            }
            String last = events.path(events.size() - 1).path("id").asText("");
            page.objects(events.size())
                    .hasMore(root.path("has_more").asBoolean(false))
                    .lastId(Optional.of(last).filter(id -> !id.isEmpty()));
        } catch (JsonProcessingException e) {
            found.add(Diagnostic.error(
                    StripeCode.BAD_JSON, "JSON is cut, malformed or repeats a key", Diagnostic.Location.of(source)));
            page.objects(0);
        }
        return page.diagnostics(found).build();
    }

    private News fold(Told told) {
        if (told.fact().key().isEmpty()) {
            return News.WITHOUT_KEY;
        }
        Optional<Versioned> before = facts.load(told.fact().key().get());
        Backfill reader = new Backfill(connection, facts, cursors, changes);
        new FactFolder(new Telling(facts, changes))
                .fold(told.fact(), told.created(), like -> Pulls.path(like).flatMap(reader::read));
        Optional<Versioned> after = facts.load(told.fact().key().get());
        if (before.map(Versioned::fingerprint).equals(after.map(Versioned::fingerprint))) {
            return News.EQUAL;
        }
        return before.isEmpty() ? News.FRESH : News.CHANGED;
    }

    /** A store that hands a fact on before it is stored. */
    private record Telling(FactStore facts, Consumer<StripeFact> changes) implements FactStore {

        @Override
        public Optional<Versioned> load(ObjectKey key) {
            return facts.load(key);
        }

        @Override
        public boolean replace(ObjectKey key, @Nullable Versioned expected, Versioned next) {
            if (expected == null || !expected.fingerprint().equals(next.fingerprint())) {
                changes.accept(next.fact());
            }
            return facts.replace(key, expected, next);
        }
    }
}
