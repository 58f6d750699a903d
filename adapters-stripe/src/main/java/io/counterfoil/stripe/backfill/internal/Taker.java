package io.counterfoil.stripe.backfill.internal;

import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.stripe.backfill.BackfillReport;
import io.counterfoil.stripe.fact.FactStore;
import io.counterfoil.stripe.fact.FactStore.Versioned;
import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.fact.StripePage;
import io.counterfoil.stripe.fact.internal.FactFolder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Takes what was read from the API into the store, hands on what is new or changed, and counts. Not thread-safe: confine to one run. */
final class Taker {

    private final FactStore store;
    private final FactFolder folder;
    private final Consumer<StripeFact> changes;
    private final Instant now;
    private final List<Diagnostic> problems = new ArrayList<>();
    private final List<BackfillReport.Count> counts = new ArrayList<>();
    private long read;
    private long fresh;
    private long changed;
    private long equal;
    private long rejected;

    Taker(FactStore store, Consumer<StripeFact> changes, Instant now) {
        this.store = store;
        this.folder = new FactFolder(store);
        this.changes = changes;
        this.now = now;
    }

    /** What a fact is to what is known. */
    enum News {
        FRESH,
        CHANGED,
        EQUAL,
        WITHOUT_KEY
    }

    void take(StripePage page, Consumer<StripeFact> news) {
        problems.addAll(page.diagnostics());
        rejected(page.objects() - page.facts().size());
        for (StripeFact fact : page.facts()) {
            if (take(fact) != News.EQUAL) {
                news.accept(fact);
            }
        }
    }

    /** Takes one fact. It is handed on before it is stored: a crash between the two hands it on again. */
    News take(StripeFact fact) {
        News news = news(fact);
        if (news == News.FRESH || news == News.CHANGED) {
            changes.accept(fact);
        }
        if (news != News.WITHOUT_KEY) {
            folder.store(fact, now);
        }
        count(news);
        return news;
    }

    private News news(StripeFact fact) {
        if (fact.key().isEmpty()) {
            return News.WITHOUT_KEY;
        }
        Optional<Versioned> known = store.load(fact.key().get());
        if (known.isEmpty()) {
            return News.FRESH;
        }
        return known.get().fingerprint().equals(FactFolder.fingerprint(fact)) ? News.EQUAL : News.CHANGED;
    }

    void count(News news) {
        read++;
        switch (news) {
            case FRESH -> fresh++;
            case CHANGED -> changed++;
            case EQUAL -> equal++;
            case WITHOUT_KEY -> rejected++;
            default -> throw new IllegalStateException("news " + news);
        }
    }

    void rejected(long objects) {
        read += objects;
        rejected += objects;
    }

    void problem(Diagnostic problem) {
        problems.add(problem);
    }

    void problems(List<Diagnostic> found) {
        problems.addAll(found);
    }

    /** Closes the counts of a list. */
    void close(String stream, boolean complete) {
        counts.add(new BackfillReport.Count(stream, read, fresh, changed, equal, rejected, complete));
        read = 0;
        fresh = 0;
        changed = 0;
        equal = 0;
        rejected = 0;
    }

    BackfillReport report() {
        return BackfillReport.builder().counts(counts).problems(problems).build();
    }
}
