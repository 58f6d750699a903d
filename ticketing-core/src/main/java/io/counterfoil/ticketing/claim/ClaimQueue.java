package io.counterfoil.ticketing.claim;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.ticketing.clock.ClockKind;
import io.counterfoil.ticketing.clock.ClockReading;
import io.counterfoil.ticketing.clock.Clocks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.money.MonetaryAmount;
import org.jspecify.annotations.Nullable;

/** The order of work on claims, and the proof that no document of a batch was lost (ticketing specification 4.6). Immutable, thread-safe. */
public final class ClaimQueue {

    private static final Duration NEVER = Duration.ofSeconds(Long.MAX_VALUE);
    private static final Comparator<Item> ORDER = Comparator.<Item>comparingInt(
                    item -> item.claim().receipt().slaClass())
            .thenComparing(item -> item.remaining().orElse(NEVER))
            .thenComparing(Item::receivedAt)
            .thenComparing(item -> item.claim().receipt().id());

    private final Clocks clocks;

    private ClaimQueue(Clocks clocks) {
        this.clocks = Objects.requireNonNull(clocks, "clocks");
    }

    /** A queue by these clocks; the RESOLUTION clock says how much time remains. */
    public static ClaimQueue of(Clocks clocks) {
        return new ClaimQueue(clocks);
    }

    /** The claims that wait for somebody here: by the client's service class, then remaining time, received instant and id; without a clock last in their class. */
    public List<Item> order(Collection<Claim> claims, Instant now) {
        return claims.stream()
                .filter(claim -> claim.exists() && claim.status().isWork())
                .map(claim -> new Item(claim, remaining(claim, now).orElse(null)))
                .sorted(ORDER)
                .toList();
    }

    private Optional<Duration> remaining(Claim claim, Instant now) {
        return clocks.read(claim.asTicket(), now)
                .find(ClockKind.RESOLUTION)
                .filter(reading -> reading.state() == ClockReading.ClockState.RUNNING
                        || reading.state() == ClockReading.ClockState.PAUSED)
                .map(ClockReading::remaining);
    }

    /**
     * A claim in the queue.
     *
     * @param claim which
     * @param timeLeft business time until the target is used up, negative after it; null where no clock runs
     */
    public record Item(Claim claim, @Nullable Duration timeLeft) {

        /** Business time until the target is used up, negative after it; empty where no clock runs. */
        public Optional<Duration> remaining() {
            return Optional.ofNullable(timeLeft);
        }

        /** When it came in. */
        public Instant receivedAt() {
            return claim.history().toList().get(0).stamp().at();
        }
    }

    /** Where a document of a batch can be. */
    public enum Place implements Code {
        OPEN,
        RETURNED,
        APPROVED_OR_LATER,
        REJECTED,
        EXPIRED,
        CANCELLED,
        /** Says a problem: a claim that stands twice. */
        REPEATED,
        /** Says a problem: a claim of another batch. */
        OTHER_BATCH,
        /** Says a problem: a claim in another currency. */
        OTHER_CURRENCY;

        @Override
        public String id() {
            return "BATCH." + name();
        }

        static Place of(Claim.Status status) {
            return switch (status) {
                case RECEIVED, KEYED, VERIFIED, IN_REVIEW -> OPEN;
                case RETURNED -> RETURNED;
                case APPROVED, AWARDED, REVERSED -> APPROVED_OR_LATER;
                case REJECTED -> REJECTED;
                case EXPIRED -> EXPIRED;
                case CANCELLED -> CANCELLED;
            };
        }
    }

    /**
     * What the scanner says of a batch.
     *
     * @param id the batch
     * @param documents how many were scanned
     * @param claimed what they claim together, as first declared
     */
    public record Batch(String id, long documents, MonetaryAmount claimed) {

        /** Every document in exactly one place, counts and amounts adding up to what the batch says of itself: PROVED, else BROKEN with what is missing. */
        public Proof prove(Collection<Claim> claims) {
            Amounts amounts = Amounts.in(claimed.getCurrency());
            List<Diagnostic> problems = new ArrayList<>();
            Map<Place, List<Proof.Figure.Item>> items = new EnumMap<>(Place.class);
            Set<String> seen = new HashSet<>();
            for (Claim claim : claims) {
                Claim.Receipt receipt = claim.receipt();
                Place wrong = !receipt.batch().equals(id)
                        ? Place.OTHER_BATCH
                        : !receipt.claimed().getCurrency().equals(claimed.getCurrency())
                                ? Place.OTHER_CURRENCY
                                : seen.add(receipt.id()) ? null : Place.REPEATED;
                if (wrong == null) {
                    items.computeIfAbsent(Place.of(claim.status()), place -> new ArrayList<>())
                            .add(new Proof.Figure.Item(
                                    receipt.id(),
                                    receipt.claimed(),
                                    claim.status().name()));
                } else {
                    problems.add(Diagnostic.error(
                            wrong,
                            "claim " + receipt.id() + " in batch " + receipt.batch() + " over "
                                    + Amounts.text(receipt.claimed()) + " is not counted, expected each claim of batch "
                                    + id + " once, in " + claimed.getCurrency(),
                            Diagnostic.Location.of("batch " + id)));
                }
            }
            return proof(amounts, items, problems);
        }

        private Proof proof(Amounts amounts, Map<Place, List<Proof.Figure.Item>> items, List<Diagnostic> problems) {
            List<Proof.Figure> figures = new ArrayList<>();
            figures.add(Proof.Figure.of("DECLARED", "declared by the batch", documents, claimed));
            long count = 0;
            long minor = 0;
            for (Map.Entry<Place, List<Proof.Figure.Item>> entry : items.entrySet()) {
                long sum = 0;
                for (Proof.Figure.Item item : entry.getValue()) {
                    sum = Math.addExact(sum, Amounts.minor(item.amount()));
                }
                figures.add(new Proof.Figure(
                        entry.getKey().name(),
                        entry.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        entry.getValue().size(),
                        amounts.ofMinor(sum),
                        entry.getValue()));
                count += entry.getValue().size();
                minor = Math.addExact(minor, sum);
            }
            long missing = documents - count;
            long missingMinor = Math.subtractExact(Amounts.minor(claimed), minor);
            List<Proof.Figure> differences = missing == 0 && missingMinor == 0
                    ? List.of()
                    : List.of(Proof.Figure.of("MISSING", "missing", missing, amounts.ofMinor(missingMinor)));
            boolean holds = differences.isEmpty() && problems.isEmpty();
            return Proof.builder()
                    .subject(SubjectRef.of("batch", id))
                    .status(holds ? ProofStatus.PROVED : ProofStatus.BROKEN)
                    .sentence("batch " + id + ": " + count + " of " + documents + " documents found, "
                            + Amounts.text(amounts.ofMinor(minor)) + " of " + Amounts.text(claimed))
                    .figures(figures)
                    .differences(differences)
                    .problems(problems)
                    .build();
        }
    }
}
