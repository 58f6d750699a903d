package io.counterfoil.reconciliation.proof;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.reconciliation.difference.Difference;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/**
 * A payout from the orders through the provider to the bank (REC-57): the sum of amount less fee, with what was carried in and without what is carried out, is the
 * payout, and the payout is what the bank credited, but for declared charges. Where the orders are known, each entry is what was ordered. Immutable.
 */
public final class SettlementProof extends DerivedProof {

    private final AsOf asOf;
    private final MonetaryAmount net;
    private final MonetaryAmount fees;
    private final Map<String, MonetaryAmount> byType;
    private final MonetaryAmount difference;
    private final Optional<MonetaryAmount> bankDifference;

    private SettlementProof(
            Proof plain, AsOf asOf, Sums sums, MonetaryAmount difference, Optional<MonetaryAmount> bank) {
        super(plain);
        this.asOf = asOf;
        this.net = sums.net;
        this.fees = sums.fees;
        this.byType = java.util.Collections.unmodifiableMap(sums.byType);
        this.difference = difference;
        this.bankDifference = bank;
    }

    private record Sums(MonetaryAmount net, MonetaryAmount fees, Map<String, MonetaryAmount> byType) {}

    /** Proves a payout. */
    public static SettlementProof prove(Payout payout, AsOf asOf) {
        ProofDraft draft = new ProofDraft();
        Sums sums = sums(draft, payout);
        draft.figure("CARRIED_IN", "carried in", payout.carriedIn())
                .figure("CARRIED_OUT", "carried out", payout.carriedOut().negate());
        MonetaryAmount members = ProofDraft.plus(
                ProofDraft.plus(sums.net, payout.carriedIn()),
                payout.carriedOut().negate());
        draft.figure("MEMBERS", "what the payout is made of", members).figure("PAYOUT", "payout", payout.amount());
        MonetaryAmount off = draft.mustAgree("PROVIDER", "payout less its members", payout.amount(), members);
        Optional<MonetaryAmount> bank = payout.bankCredit().map(credit -> bank(draft, payout, credit));
        orders(draft, payout);
        String seen = payout.bankCredit().isPresent() ? " and is at the bank" : ", not yet seen at the bank";
        return new SettlementProof(
                draft.build(
                        SubjectRef.of("payout", payout.id()),
                        "payout of " + ProofDraft.shown(payout.amount()) + " is its "
                                + payout.entries().size() + " entries to the minor unit" + seen,
                        draft.holds() ? "" : draft.firstDifference()),
                asOf,
                sums,
                off,
                bank);
    }

    private static Sums sums(ProofDraft draft, Payout payout) {
        CurrencyUnit currency = payout.amount().getCurrency();
        Map<String, List<Proof.Figure.Item>> types = new TreeMap<>();
        List<Proof.Figure.Item> fees = new ArrayList<>();
        for (Entry entry : payout.entries()) {
            types.computeIfAbsent(entry.type(), type -> new ArrayList<>())
                    .add(new Proof.Figure.Item(entry.id(), entry.amount(), entry.type()));
            if (!entry.fee().isZero()) {
                fees.add(new Proof.Figure.Item(entry.id(), entry.fee().negate(), "fee"));
            }
        }
        Map<String, MonetaryAmount> byType = new TreeMap<>();
        MonetaryAmount gross = Amounts.in(currency).zero();
        for (Map.Entry<String, List<Proof.Figure.Item>> type : types.entrySet()) {
            MonetaryAmount sum = draft.figure("TYPE " + type.getKey(), type.getKey(), currency, type.getValue());
            byType.put(type.getKey(), sum);
            gross = ProofDraft.plus(gross, sum);
        }
        MonetaryAmount taken = draft.figure("FEES", "fees", currency, fees);
        MonetaryAmount net = ProofDraft.plus(gross, taken);
        draft.figure("NET", "amounts less fees", net);
        return new Sums(net, taken.negate(), byType);
    }

    /** What the bank credited less the payout; charges that are declared explain it and stay listed. */
    private static MonetaryAmount bank(ProofDraft draft, Payout payout, MonetaryAmount credit) {
        draft.figure("BANK", "credited by the bank", credit);
        List<Proof.Figure.Item> charges = new ArrayList<>();
        for (Difference line : payout.bankDifferences()) {
            charges.add(new Proof.Figure.Item(line.reason().id(), line.amount(), "between provider and bank"));
        }
        MonetaryAmount explained = charges.isEmpty()
                ? Amounts.in(credit.getCurrency()).zero()
                : draft.figure("BANK_CHARGES", "explained between provider and bank", credit.getCurrency(), charges);
        draft.mustAgree("BANK", "bank credit less payout", credit, ProofDraft.plus(payout.amount(), explained));
        return ProofDraft.plus(credit, payout.amount().negate());
    }

    private static void orders(ProofDraft draft, Payout payout) {
        for (Entry entry : payout.entries()) {
            entry.ordered()
                    .ifPresent(ordered -> draft.mustAgree(
                            "ORDER", "entry " + entry.id() + " less its order", entry.amount(), ordered));
        }
    }

    /** Sum of amounts less fees. */
    public MonetaryAmount net() {
        return net;
    }

    /** Sum of fees, positive where they were taken off. */
    public MonetaryAmount fees() {
        return fees;
    }

    /** Sum of amounts by type of entry. */
    public Map<String, MonetaryAmount> byType() {
        return byType;
    }

    /** Payout less what it is made of, signed. */
    public MonetaryAmount difference() {
        return difference;
    }

    /** What the bank credited less the payout, before any explanation; empty where the bank has not shown it. */
    public Optional<MonetaryAmount> bankDifference() {
        return bankDifference;
    }

    @Override
    public Document toDocument() {
        return ProofPage.of("Payout", subject().id() + ", as of " + asOf.effective(), this);
    }

    /**
     * The rows that a manual payout is made of, where its provider does not say (REC-57): all that is available and free where that is the payout exactly; else the
     * one set of rows that is, which is searched. Several sets are ambiguous, none is none, and a search that was cut says so; no set is ever chosen by size or age.
     *
     * @param rows every row that could be part of it
     */
    public static Resolution<List<Row>> members(ManualPayout payout, Rows rows) {
        return PayoutMembers.of(payout, rows);
    }

    /** Port: rows of a provider's balance. */
    @FunctionalInterface
    public interface Rows {

        /** Rows in the payout's currency that are available on the day or before it and that no other payout has. */
        List<Row> freeBy(LocalDate availableOn);
    }

    /**
     * A row of a provider's balance.
     *
     * @param id the provider's
     * @param net amount less fee, signed
     * @param availableOn the day from which it can be paid out
     */
    public record Row(String id, MonetaryAmount net, LocalDate availableOn) {
        public Row {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(net, "net");
            Objects.requireNonNull(availableOn, "availableOn");
        }
    }

    /**
     * A payout that its provider does not itemise.
     *
     * @param amount what was paid out, positive
     * @param on the day it was made
     * @param maxSetSize the largest set that is searched
     */
    public record ManualPayout(MonetaryAmount amount, LocalDate on, int maxSetSize) {
        public ManualPayout {
            Objects.requireNonNull(on, "on");
            if (!amount.isPositive() || maxSetSize < 1) {
                throw new IllegalArgumentException("manual payout of " + amount + " in sets of up to " + maxSetSize
                        + ", expected more than nothing and at least 1");
            }
        }
    }

    /** How the rows of a manual payout were found, or not. */
    public enum MembersCode implements Code {
        /** Everything free is the payout. */
        ALL_AVAILABLE,
        /** One set of rows is the payout. */
        ONE_SET,
        /** Several sets are. */
        SEVERAL_SETS,
        /** No set is. */
        NO_SET,
        /** The search was cut. */
        LIMIT;

        @Override
        public String id() {
            return "PAYOUT." + name();
        }
    }

    /** A movement inside a payout. Immutable. */
    @Value.Immutable
    public interface Entry {

        /** The provider's id. */
        String id();

        /** The provider's type, such as charge, refund, adjustment, reserve_transaction. */
        String type();

        /** Gross, signed. */
        MonetaryAmount amount();

        /** Taken off the amount, positive. */
        MonetaryAmount fee();

        /** What the order says it should be, where one is known. */
        Optional<MonetaryAmount> ordered();

        /** An entry without an order. */
        static Entry of(String id, String type, MonetaryAmount amount, MonetaryAmount fee) {
            return builder().id(id).type(type).amount(amount).fee(fee).build();
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds entries. Not thread-safe. */
        final class Builder extends ImmutableEntry.Builder {
            Builder() {}
        }
    }

    /** A payout as its provider states it. Immutable. */
    @Value.Immutable
    public interface Payout {

        /** The provider's id. */
        String id();

        /** What was paid out. */
        MonetaryAmount amount();

        /** What earlier payouts left, signed. */
        @Value.Default
        default MonetaryAmount carriedIn() {
            return Amounts.in(amount().getCurrency()).zero();
        }

        /** What this one leaves, signed. */
        @Value.Default
        default MonetaryAmount carriedOut() {
            return Amounts.in(amount().getCurrency()).zero();
        }

        /** What it is made of; each id once. */
        List<Entry> entries();

        /** What the bank credited, where it is seen. */
        Optional<MonetaryAmount> bankCredit();

        /** What explains that the bank credited other than the payout: declared charges, signed. */
        List<Difference> bankDifferences();

        /** Refuses other currencies and an entry that stands twice. */
        @Value.Check
        default void check() {
            CurrencyUnit currency = amount().getCurrency();
            Set<String> seen = new HashSet<>();
            for (Entry entry : entries()) {
                ProofDraft.sameCurrency(currency, entry.amount(), "entry " + entry.id());
                ProofDraft.sameCurrency(currency, entry.fee(), "fee of entry " + entry.id());
                entry.ordered().ifPresent(o -> ProofDraft.sameCurrency(currency, o, "order of entry " + entry.id()));
                if (!seen.add(entry.id())) {
                    throw new IllegalArgumentException(
                            "entry " + entry.id() + " stands twice in payout " + id() + ", expected each once");
                }
            }
            bankCredit().ifPresent(credit -> ProofDraft.sameCurrency(currency, credit, "bank credit"));
            bankDifferences()
                    .forEach(line -> ProofDraft.sameCurrency(
                            currency, line.amount(), line.reason().id()));
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds payouts. Not thread-safe. */
        final class Builder extends ImmutablePayout.Builder {
            Builder() {}
        }
    }
}
