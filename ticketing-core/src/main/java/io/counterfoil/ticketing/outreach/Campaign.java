package io.counterfoil.ticketing.outreach;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.ticketing.measure.ConfidenceInterval;
import io.counterfoil.ticketing.outreach.Outreach.NextContact;
import io.counterfoil.ticketing.outreach.Outreach.Reason;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A segment frozen at launch, part of it held out by lot so that the effect can be told. Immutable, thread-safe.
 *
 * <p>Who is held out follows from campaign, seed and id alone: the order of the segment makes no difference.
 */
public final class Campaign {

    private static final BigDecimal CONFIDENCE = new BigDecimal("0.95");

    private final String id;
    private final long seed;
    private final Instant launchedAt;
    private final SortedSet<String> contacted;
    private final SortedSet<String> heldOut;

    private Campaign(String id, long seed, Instant launchedAt, SortedSet<String> contacted, SortedSet<String> heldOut) {
        this.id = id;
        this.seed = seed;
        this.launchedAt = launchedAt;
        this.contacted = Collections.unmodifiableSortedSet(contacted);
        this.heldOut = Collections.unmodifiableSortedSet(heldOut);
    }

    /**
     * Freezes the segment.
     *
     * @param segment ids of recipients; twice is once
     * @param holdout the share to leave alone, as in {@code "0.10"}, rounded down to whole people
     * @param seed kept with the campaign: the same seed holds out the same people
     */
    public static Campaign launch(String id, Collection<String> segment, String holdout, long seed, Instant now) {
        BigDecimal share = new BigDecimal(holdout);
        if (id.isBlank() || segment.isEmpty() || share.signum() < 0 || share.compareTo(BigDecimal.ONE) >= 0) {
            throw new IllegalArgumentException("campaign '" + id + "' to " + segment.size() + " people with holdout "
                    + holdout + ", expected an id, somebody and a share from 0 to below 1");
        }
        List<String> drawn = new ArrayList<>(new TreeSet<>(segment));
        drawn.sort(Comparator.comparing((String recipient) ->
                        Sha256.ofFields(id, seed, recipient).hex())
                .thenComparing(Comparator.naturalOrder()));
        int left = share.multiply(BigDecimal.valueOf(drawn.size()))
                .setScale(0, RoundingMode.DOWN)
                .intValueExact();
        return new Campaign(
                id, seed, now, new TreeSet<>(drawn.subList(left, drawn.size())), new TreeSet<>(drawn.subList(0, left)));
    }

    /** Its name. */
    public String id() {
        return id;
    }

    /** The seed of the draw. */
    public long seed() {
        return seed;
    }

    /** When the segment was frozen. */
    public Instant launchedAt() {
        return launchedAt;
    }

    /** Who is contacted, sorted. */
    public SortedSet<String> contacted() {
        return contacted;
    }

    /** Who is left alone, sorted. */
    public SortedSet<String> heldOut() {
        return heldOut;
    }

    /** The next contact of a recipient for this campaign; never one of the holdout or from outside the segment. Attempts of other campaigns count for cap and gap. */
    public NextContact propose(Outreach outreach, Recipient recipient, List<ContactAttempt> past, Instant now) {
        if (heldOut.contains(recipient.id())) {
            return NextContact.never(Reason.HELD_OUT, Outreach.named(recipient) + " is held out of campaign " + id);
        }
        if (!contacted.contains(recipient.id())) {
            return NextContact.never(
                    Reason.NOT_IN_SEGMENT, Outreach.named(recipient) + " is not in the segment of campaign " + id);
        }
        return outreach.propose(recipient, past, now);
    }

    /**
     * What the campaign changed: the share that activated or redeemed within the window after launch, contacted group less holdout. The whole group counts, reached
     * or not: leaving out who was not reached would compare different people.
     *
     * @param activations by recipient, the first activation or redemption
     */
    public Effect effect(Map<String, Instant> activations, Duration window, Instant now) {
        if (window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("attribution window is " + window + ", expected more than zero");
        }
        Instant end = launchedAt.plus(window);
        Instant cut = now.isBefore(end) ? now : end;
        return new Effect(group(contacted, activations, cut), group(heldOut, activations, cut), !now.isBefore(end));
    }

    private Group group(SortedSet<String> recipients, Map<String, Instant> activations, Instant cut) {
        long activated = 0;
        for (String recipient : recipients) {
            Instant at = activations.get(recipient);
            activated += at != null && !at.isBefore(launchedAt) && !at.isAfter(cut) ? 1 : 0;
        }
        return new Group(recipients.size(), activated);
    }

    /**
     * People and how many of them did what the campaign is about.
     *
     * @param people in the group
     * @param activated of them
     */
    public record Group(long people, long activated) {

        /** The share; empty for nobody. */
        public Optional<BigDecimal> share() {
            return people == 0
                    ? Optional.empty()
                    : Optional.of(
                            BigDecimal.valueOf(activated).divide(BigDecimal.valueOf(people), MathContext.DECIMAL64));
        }
    }

    /**
     * What a campaign changed.
     *
     * @param contacted the contacted group
     * @param heldOut the group left alone
     * @param isFinal whether the window is over
     */
    public record Effect(Group contacted, Group heldOut, boolean isFinal) {

        /** The difference of the shares; empty without a holdout. */
        public Optional<BigDecimal> difference() {
            return contacted.share().flatMap(share -> heldOut.share().map(share::subtract));
        }

        /** Newcombe's score interval of the difference at 95 % (1998, method 10), from Wilson's intervals of both shares; empty without a holdout. */
        public Optional<ConfidenceInterval> interval() {
            if (difference().isEmpty()) {
                return Optional.empty();
            }
            ConfidenceInterval one = ConfidenceInterval.wilson(contacted.activated(), contacted.people(), CONFIDENCE);
            ConfidenceInterval two = ConfidenceInterval.wilson(heldOut.activated(), heldOut.people(), CONFIDENCE);
            BigDecimal p1 = contacted.share().orElseThrow();
            BigDecimal p2 = heldOut.share().orElseThrow();
            BigDecimal difference = p1.subtract(p2);
            BigDecimal down = root(p1.subtract(one.lower()), two.upper().subtract(p2));
            BigDecimal up = root(one.upper().subtract(p1), p2.subtract(two.lower()));
            return Optional.of(new ConfidenceInterval(
                    difference.subtract(down), difference.add(up), CONFIDENCE, ConfidenceInterval.Method.WILSON));
        }

        private static BigDecimal root(BigDecimal one, BigDecimal two) {
            return one.multiply(one).add(two.multiply(two)).sqrt(MathContext.DECIMAL64);
        }
    }
}
