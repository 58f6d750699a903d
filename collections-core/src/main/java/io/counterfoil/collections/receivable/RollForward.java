package io.counterfoil.collections.receivable;

import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.proof.Proof;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How what was open before a period became what was open at its end (COL-13): opening + issued - credited - received ± adjusted = closing, per currency, for
 * each party and in total. Immutable.
 *
 * @param range the period
 * @param parties the movements of every party that has an item, by id
 */
public record RollForward(DateRange range, SortedMap<PartyId, Movements> parties) {

    public RollForward {
        Objects.requireNonNull(range, "range");
        parties = Collections.unmodifiableSortedMap(new TreeMap<>(parties));
    }

    /** The movements of all parties together. */
    public Movements total() {
        Movements sum = Movements.NONE;
        for (Movements movements : parties.values()) {
            sum = sum.plus(movements);
        }
        return sum;
    }

    /**
     * Proves that the movements of every customer end at what is open, and that everything open is reconciled (COL-13): BROKEN where they do not, UNPROVED where items
     * are left that nobody reconciled, each of which is a problem of the proof.
     *
     * @param open what is open at the end of the range, as known at the same instant
     * @param reconciled the items that were reconciled with the customer or the bank
     */
    public Proof prove(OpenItems open, Set<OpenItemId> reconciled) {
        return new PortfolioProof(this, open, reconciled).prove();
    }

    /** The same as a page: the proof, the movements of each customer, and what is not reconciled. */
    public Document toDocument(OpenItems open, Set<OpenItemId> reconciled) {
        return new PortfolioProof(this, open, reconciled).write();
    }

    /** The movements of one party; none for a party without items. */
    public Movements of(PartyId party) {
        return parties.getOrDefault(party, Movements.NONE);
    }

    /**
     * Sums of what happened, by cause, each signed as it moves the open amount.
     *
     * @param byCause a sum for every cause
     */
    public record Movements(Map<Cause, Totals> byCause) {

        static final Movements NONE = new Movements(Map.of());

        public Movements {
            byCause = Map.copyOf(byCause);
        }

        /** The sum of one cause. */
        public Totals of(Cause cause) {
            return byCause.getOrDefault(cause, Totals.none());
        }

        /** Opening and all movements. */
        public Totals closing() {
            Totals sum = Totals.none();
            for (Cause cause : List.of(Cause.values())) {
                sum = sum.plus(of(cause));
            }
            return sum;
        }

        private Movements plus(Movements other) {
            Map<Cause, Totals> sums = new TreeMap<>(byCause);
            other.byCause.forEach((cause, totals) -> sums.merge(cause, totals, Totals::plus));
            return new Movements(sums);
        }
    }

    /** What moves the open amount. */
    public enum Cause {
        /** Open at the end of the day before the period. */
        OPENING,
        /** Invoices, debit notes, fees, interest, refunds, orders. */
        ISSUED,
        /** Credit notes. */
        CREDITED,
        /** Receipts. */
        RECEIVED,
        /** Receipts and other items that came back. */
        RETURNED,
        /** Journals, either way. */
        ADJUSTED,
        /** Written off, and taken back. */
        WRITTEN_OFF
    }
}
