package io.counterfoil.ticketing.claim;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.ticketing.claim.ClaimIndex.Entry;
import io.counterfoil.ticketing.claim.InvoiceNumber.Relation;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the earlier claims that a claim may repeat, each with its reasons (ticketing specification 4.6). Nothing is rejected here. Immutable, thread-safe.
 *
 * <p>A rejected or cancelled claim of the same participant is passed over: its correction must be possible. Of a split, at most {@value #MAX_PARTS} claims of one
 * participant on one invoice are put together.
 */
public final class Duplicates {

    static final int MAX_PARTS = 12;
    private static final int DEFAULT_DAYS = 3;

    private final int days;

    private Duplicates(int days) {
        this.days = days;
    }

    /** Dates may be three days apart. */
    public static Duplicates standard() {
        return new Duplicates(DEFAULT_DAYS);
    }

    /** Dates of two near invoices may be so many days apart. */
    public static Duplicates withinDays(int days) {
        if (days < 0) {
            throw new IllegalArgumentException("dates may be " + days + " days apart, expected 0 or more");
        }
        return new Duplicates(days);
    }

    /** What the claim, whose document says this, may repeat; strongest first, then in the order of the index. */
    public List<Finding> match(Claim claim, Claim.Content content, ClaimIndex index) {
        return match(Entry.of(claim, content), index);
    }

    /** What the entry may repeat; strongest first, then in the order of the index. */
    public List<Finding> match(Entry claim, ClaimIndex index) {
        List<Entry> earlier = index.sharing(claim)
                .filter(other -> !other.claim().equals(claim.claim()))
                .filter(other -> other.isAlive() || !other.participant().equals(claim.participant()))
                .toList();
        List<Finding> findings = new ArrayList<>();
        for (Entry other : earlier) {
            Relation relation = claim.invoice().relation(other.invoice());
            exact(claim, other, relation).ifPresent(findings::add);
            near(claim, other, relation).ifPresent(findings::add);
            cross(claim, other, relation).ifPresent(findings::add);
            if (claim.document().equals(other.document())) {
                findings.add(finding(
                        Kind.DOCUMENT,
                        other,
                        "the document is the same: " + claim.document().shortHex()));
            }
        }
        split(claim, earlier).ifPresent(findings::add);
        findings.sort((one, two) -> one.kind().compareTo(two.kind()));
        return List.copyOf(findings);
    }

    private static Optional<Finding> exact(Entry claim, Entry other, Relation relation) {
        if (!other.isAlive()) {
            return Optional.empty();
        }
        Set<String> serials = new HashSet<>(claim.serials());
        serials.retainAll(other.serials());
        if (!serials.isEmpty()) {
            return Optional.of(
                    finding(Kind.EXACT, other, "serial " + serials.iterator().next() + " is the same"));
        }
        Set<Integer> lines = lines(claim);
        lines.retainAll(lines(other));
        return relation == Relation.SAME && claim.participant().equals(other.participant()) && !lines.isEmpty()
                ? Optional.of(finding(
                        Kind.EXACT,
                        other,
                        invoices(claim, other) + " are the same, and so is line "
                                + lines.stream().min(Integer::compare).orElseThrow()))
                : Optional.empty();
    }

    private static Set<Integer> lines(Entry entry) {
        return entry.content().lines().stream().map(Claim.Line::number).collect(Collectors.toCollection(HashSet::new));
    }

    private Optional<Finding> near(Entry claim, Entry other, Relation relation) {
        long apart = Math.abs(ChronoUnit.DAYS.between(claim.date(), other.date()));
        boolean near = other.isAlive()
                && relation == Relation.NEAR
                && claim.isSameCurrency(other)
                && claim.claimedMinor() == other.claimedMinor()
                && apart <= days;
        return near
                ? Optional.of(finding(
                        Kind.NEAR,
                        other,
                        invoices(claim, other) + " are near, "
                                + Amounts.text(claim.content().claimed()) + " is the same and the dates are " + apart
                                + " days apart"))
                : Optional.empty();
    }

    private static Optional<Finding> cross(Entry claim, Entry other, Relation relation) {
        return relation == Relation.SAME && !claim.participant().equals(other.participant())
                ? Optional.of(finding(
                        Kind.CROSS, other, invoices(claim, other) + " are the same, claimed by another participant"))
                : Optional.empty();
    }

    /** Parts by the same participant on the same or near numbers that add up to the whole invoice, or to another claim on it. */
    private static Optional<Finding> split(Entry claim, List<Entry> earlier) {
        List<Entry> group = earlier.stream()
                .filter(other -> other.isAlive()
                        && other.participant().equals(claim.participant())
                        && claim.isSameCurrency(other)
                        && other.claimedMinor() > 0
                        && isRelated(claim, other))
                .limit(MAX_PARTS)
                .toList();
        long total = Amounts.minor(claim.content().total());
        for (int chosen = 1; chosen < 1 << group.size(); chosen++) {
            long sum = claim.claimedMinor();
            for (int at = 0; at < group.size(); at++) {
                sum += (chosen >> at & 1) == 1 ? group.get(at).claimedMinor() : 0;
            }
            Entry whole = sum == total ? claim : whole(group, chosen, sum);
            if (whole != null) {
                return Optional.of(splitFinding(claim, group, chosen, whole));
            }
        }
        return Optional.empty();
    }

    private static boolean isRelated(Entry claim, Entry other) {
        Relation relation = claim.invoice().relation(other.invoice());
        return relation == Relation.SAME || relation == Relation.NEAR;
    }

    private static @Nullable Entry whole(List<Entry> group, int chosen, long sum) {
        for (int at = 0; at < group.size(); at++) {
            if ((chosen >> at & 1) == 0 && group.get(at).claimedMinor() == sum) {
                return group.get(at);
            }
        }
        return null;
    }

    private static Finding splitFinding(Entry claim, List<Entry> group, int chosen, Entry whole) {
        List<String> parts = new ArrayList<>();
        Entry first = group.get(Integer.numberOfTrailingZeros(chosen));
        for (int at = 0; at < group.size(); at++) {
            if ((chosen >> at & 1) == 1) {
                parts.add(group.get(at).claim());
            }
        }
        boolean isWhole = whole.claim().equals(claim.claim());
        return finding(
                Kind.SPLIT,
                isWhole ? first : whole,
                "with " + String.join(", ", parts) + " it adds up to "
                        + (isWhole ? "the whole of invoice " + claim.content().invoice() : "claim " + whole.claim()));
    }

    private static String invoices(Entry claim, Entry other) {
        return "invoices '" + claim.content().invoice() + "' and '"
                + other.content().invoice() + "'";
    }

    private static Finding finding(Kind kind, Entry other, String sentence) {
        return new Finding(
                kind,
                other.claim(),
                Evidence.of(List.of(new Evidence.Fact(kind, sentence, Map.of("claim", other.claim())))));
    }

    /** In what a claim repeats another. */
    public enum Kind implements Code {
        /** The same serial, or the same line of the same invoice of the same participant. */
        EXACT(Consequence.BLOCKED),
        /** The same invoice, another participant. */
        CROSS(Consequence.INTEGRITY_QUEUE),
        /** A near number, the same amount, near dates. */
        NEAR(Consequence.REVIEW),
        /** Parts that add up to one invoice. */
        SPLIT(Consequence.REVIEW),
        /** The same document. */
        DOCUMENT(Consequence.REVIEW);

        private final Consequence consequence;

        Kind(Consequence consequence) {
            this.consequence = consequence;
        }

        @Override
        public String id() {
            return "DUPLICATE." + name();
        }
    }

    /** What follows for the claim; a person decides in any case. */
    public enum Consequence {
        /** Review cannot begin. */
        BLOCKED,
        /** Somebody of the integrity team looks. */
        INTEGRITY_QUEUE,
        /** The reviewer looks. */
        REVIEW
    }

    /**
     * An earlier claim that a claim may repeat.
     *
     * @param kind in what
     * @param other the earlier claim
     * @param evidence the reasons
     */
    public record Finding(Kind kind, String other, Evidence evidence) {

        public Finding {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(evidence, "evidence");
        }

        /** What follows. */
        public Consequence consequence() {
            return kind.consequence;
        }
    }
}
