package io.counterfoil.collections.aging;

import io.counterfoil.collections.aging.Delinquency.LevelInterval;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.party.PartyId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Ages receivables: how old is what is owed, on any day, as known at any instant (collections specification 4.3, 4.4).
 *
 * <p>Defaults: buckets 1-30, 31-60, 61-90, 91-120, 121+; due today is not overdue; unapplied credits have a column of their own; no grace, no levels, no holds.
 * Immutable, thread-safe.
 */
public final class Aging {

    private final AgeBasis basis;
    private final BucketScheme scheme;
    private final DueToday dueToday;
    private final UnappliedPolicy unapplied;
    private final DelinquencyPolicy delinquency;
    private final Map<PartyId, List<DateRange>> holds;

    private Aging(Builder builder) {
        this.basis = builder.basis;
        this.scheme = builder.scheme;
        this.dueToday = builder.dueToday;
        this.unapplied = builder.unapplied;
        this.delinquency = builder.delinquency;
        Map<PartyId, List<DateRange>> copied = new TreeMap<>();
        builder.holds.forEach((party, ranges) -> copied.put(party, List.copyOf(ranges)));
        this.holds = copied;
    }

    /** An aging that counts from the given date. */
    public static Builder by(AgeBasis basis) {
        return new Builder(Objects.requireNonNull(basis, "basis"));
    }

    /** The report of a day, as known at an instant. */
    public AgingReport assess(Receivables receivables, AsOf asOf) {
        return AgingReport.of(this, receivables, asOf);
    }

    /**
     * On which days a party entered and left the levels of delinquency, by the facts at the end of each day from its first item to the as-of day, as known at
     * the instant.
     */
    public List<LevelInterval> levelHistory(Receivables receivables, PartyId party, AsOf asOf) {
        return DelinquencyReader.history(delinquency, holdsOf(party), receivables, party, asOf);
    }

    AgeBasis basis() {
        return basis;
    }

    BucketScheme scheme() {
        return scheme;
    }

    DueToday dueToday() {
        return dueToday;
    }

    UnappliedPolicy unapplied() {
        return unapplied;
    }

    DelinquencyPolicy delinquency() {
        return delinquency;
    }

    List<DateRange> holdsOf(PartyId party) {
        return holds.getOrDefault(party, List.of());
    }

    /** Builds agings. Not thread-safe. */
    public static final class Builder {

        private final AgeBasis basis;
        private BucketScheme scheme = BucketScheme.days(30, 60, 90, 120);
        private DueToday dueToday = DueToday.NOT_DUE;
        private UnappliedPolicy unapplied = UnappliedPolicy.SEPARATE;
        private DelinquencyPolicy delinquency = DelinquencyPolicy.none();
        private Map<PartyId, List<DateRange>> holds = Map.of();

        private Builder(AgeBasis basis) {
            this.basis = basis;
        }

        /** Buckets of days overdue, up to and with each edge; the one for everything older is added. */
        public Builder buckets(int... edges) {
            return buckets(BucketScheme.days(edges));
        }

        /** Buckets of the scheme. */
        public Builder buckets(BucketScheme buckets) {
            scheme = Objects.requireNonNull(buckets, "buckets");
            return this;
        }

        /** Where an item stands on the day it is due. */
        public Builder dueToday(DueToday where) {
            dueToday = Objects.requireNonNull(where, "where");
            return this;
        }

        /** Where unapplied cash and credits stand. */
        public Builder unapplied(UnappliedPolicy policy) {
            unapplied = Objects.requireNonNull(policy, "policy");
            return this;
        }

        /** Grace and levels of delinquency. */
        public Builder delinquency(DelinquencyPolicy policy) {
            delinquency = Objects.requireNonNull(policy, "policy");
            return this;
        }

        /** Holds by party, as they stand after releases: a hold counts the days after its first, through its last. */
        public Builder holds(Map<PartyId, List<DateRange>> byParty) {
            holds = Map.copyOf(byParty);
            return this;
        }

        /** The aging. */
        public Aging build() {
            return new Aging(this);
        }
    }

    /** Where an item stands on the very day it is due. */
    public enum DueToday {
        /** Not overdue: the whole day is there to pay. */
        NOT_DUE,
        /** In the first overdue bucket, as some systems have it; for migration. */
        FIRST_BUCKET
    }

    /** Where cash and credits stand that nothing was paid with yet (COL-09). */
    public enum UnappliedPolicy {
        /** In a column of their own, outside the buckets and inside the total. */
        SEPARATE,
        /** In the bucket of their own date, as negative amounts. */
        OWN_DATE,
        /** In the bucket of the item they are meant for, where that is open; else in that of their own date. */
        LINKED_ITEM,
        /** Taken off the party's oldest debits of the currency, oldest credit first; what is more than all debits stays in the bucket of its own date. */
        NET_OLDEST_FIRST
    }
}
