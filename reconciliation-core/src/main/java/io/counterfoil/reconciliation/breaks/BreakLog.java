package io.counterfoil.reconciliation.breaks;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.lifecycle.Actor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Breaks over runs: which are new, which became graver, which are gone (REC-50, REC-52). A fact alerts once; it alerts again only when it is graver than it was when
 * it last did, or when it comes back after it was gone. Owners and root causes that persons set outlive the next run. A class without an alert of its own raises
 * none. Immutable, thread-safe.
 */
public final class BreakLog {

    private final int graceDays;
    private final Map<String, Entry> open;

    private BreakLog(int graceDays, Map<String, Entry> open) {
        this.graceDays = graceDays;
        this.open = open;
    }

    /** No break yet; a credit that nobody recorded alerts from one business day of age on, everything else at once. */
    public static BreakLog empty() {
        return withGrace(1);
    }

    /**
     * No break yet.
     *
     * @param businessDays from which age on a credit alerts that nobody recorded; debits always do at once
     */
    public static BreakLog withGrace(int businessDays) {
        if (businessDays < 0) {
            throw new IllegalArgumentException("grace of " + businessDays + " business days, expected 0 or more");
        }
        return new BreakLog(businessDays, Map.of());
    }

    /**
     * The log after a run, and what is to be said about it.
     *
     * @param found every break of the run; those that are not listed any more are gone
     */
    public Change after(Collection<Break> found, Instant now) {
        Map<String, Entry> next = new TreeMap<>();
        List<Alert> raised = new ArrayList<>();
        for (Break seen : found) {
            if (!seen.breakClass().isBreak() || next.containsKey(name(seen))) {
                continue;
            }
            Entry known = open.get(name(seen));
            Break kept = known == null ? seen : kept(known.found(), seen);
            Diagnostic.Severity told = known == null ? Diagnostic.Severity.NONE : known.alerted();
            if (alerts(kept) && kept.severity().compareTo(told) > 0) {
                raised.add(kept.toAlert(now));
                told = kept.severity();
            }
            next.put(name(seen), new Entry(kept, known == null ? now : known.firstSeen(), told));
        }
        List<Entry> cleared = open.entrySet().stream()
                .filter(entry -> !next.containsKey(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        return new Change(new BreakLog(graceDays, Collections.unmodifiableMap(next)), List.copyOf(raised), cleared);
    }

    private boolean alerts(Break found) {
        boolean waits =
                found.breakClass() == BreakClass.NOT_IN_BOOK && found.age().businessDays() < graceDays;
        return !waits && found.breakClass().alert().isPresent();
    }

    /** What persons said about the break stays, all else is as the run sees it; it never becomes milder while it stands. */
    private static Break kept(Break known, Break seen) {
        Break.Builder kept = Break.builder().from(seen).handovers(known.handovers());
        if (!known.handovers().isEmpty()) {
            kept.owner(known.owner());
        }
        if (seen.rootCause().isEmpty()) {
            kept.rootCause(known.rootCause());
        }
        return kept.severity(known.severity().compareTo(seen.severity()) > 0 ? known.severity() : seen.severity())
                .build();
    }

    private static String name(Break found) {
        return found.breakClass() + "/" + found.subject();
    }

    /**
     * This log with the break handed to another owner.
     *
     * @throws IllegalArgumentException where it has no such break
     */
    public BreakLog assign(BreakClass breakClass, SubjectRef subject, String owner, Actor by, Instant at) {
        return with(breakClass, subject, known -> known.assignedTo(owner, by, at));
    }

    /**
     * This log with what lies behind the break.
     *
     * @throws IllegalArgumentException where it has no such break, or the class no such root cause
     */
    public BreakLog because(BreakClass breakClass, SubjectRef subject, String rootCause) {
        return with(breakClass, subject, known -> known.because(rootCause));
    }

    private BreakLog with(BreakClass breakClass, SubjectRef subject, java.util.function.UnaryOperator<Break> change) {
        String name = breakClass + "/" + subject;
        Entry known = open.get(name);
        if (known == null) {
            throw new IllegalArgumentException("no open break " + name + ", expected one of breaks()");
        }
        Map<String, Entry> next = new TreeMap<>(open);
        next.put(name, new Entry(change.apply(known.found()), known.firstSeen(), known.alerted()));
        return new BreakLog(graceDays, Collections.unmodifiableMap(next));
    }

    /** Every open break, by class name and subject. */
    public List<Entry> breaks() {
        return List.copyOf(open.values());
    }

    /** The open break of the class about the subject. */
    public Optional<Entry> find(BreakClass breakClass, SubjectRef subject) {
        return Optional.ofNullable(open.get(breakClass + "/" + subject));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BreakLog log && graceDays == log.graceDays && open.equals(log.open);
    }

    @Override
    public int hashCode() {
        return open.hashCode();
    }

    @Override
    public String toString() {
        return open.keySet().toString();
    }

    /**
     * An open break.
     *
     * @param found as the last run saw it
     * @param firstSeen when the log first had it
     * @param alerted the severity at which it last alerted, {@link Diagnostic.Severity#NONE} where it has not
     */
    public record Entry(Break found, Instant firstSeen, Diagnostic.Severity alerted) {
        public Entry {
            Objects.requireNonNull(found, "found");
            Objects.requireNonNull(firstSeen, "firstSeen");
        }
    }

    /**
     * What a run changed.
     *
     * @param log after it
     * @param raised alerts to send: new facts, and known ones that became graver
     * @param cleared breaks that are gone; their alerts are to be closed
     */
    public record Change(BreakLog log, List<Alert> raised, List<Entry> cleared) {}
}
