package io.counterfoil.reconciliation.proof;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.proof.Proof;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/**
 * Customers' available funds against the records and against the pooled bank account (REC-56, reconciliation specification 4.15), in one currency.
 *
 * <p>Per customer: opening + funded - disbursed + returns credited - returns debited - fees + adjustments - new holds + released holds = stated. Pooled: bank + in
 * transit in - in transit out - own funds - held = the sum of what is available. A customer below zero fails the proof: nobody's surplus covers another's
 * shortfall. Immutable.
 */
public final class AvailableFundsProof extends DerivedProof {

    private final AsOf asOf;
    private final List<Line> customers;
    private final MonetaryAmount pooledDifference;

    private AvailableFundsProof(Proof plain, AsOf asOf, List<Line> customers, MonetaryAmount pooledDifference) {
        super(plain);
        this.asOf = asOf;
        this.customers = customers;
        this.pooledDifference = pooledDifference;
    }

    /**
     * Proves the customers and the pool at the end of a day.
     *
     * @throws IllegalArgumentException where a customer stands twice or amounts are of several currencies
     */
    public static AvailableFundsProof prove(String pool, List<CustomerFunds> customers, Pool bank, AsOf asOf) {
        CurrencyUnit currency = bank.bank().getCurrency();
        Amounts money = Amounts.in(currency);
        ProofDraft draft = new ProofDraft();
        List<CustomerFunds> ordered = new ArrayList<>(customers);
        ordered.sort(Comparator.comparing(CustomerFunds::customer));
        checkOnce(ordered);
        List<Line> lines = new ArrayList<>();
        List<Proof.Figure.Item> available = new ArrayList<>();
        for (CustomerFunds funds : ordered) {
            Line line = line(funds, money);
            lines.add(line);
            available.add(new Proof.Figure.Item(funds.customer().value(), line.computed(), funds.note()));
            draft.mustAgree(
                    "STATED",
                    "computed less stated of customer " + funds.customer(),
                    line.computed(),
                    funds.statedIn(money));
            if (line.computed().isNegative()) {
                draft.problem(
                        ProofCode.SHORTFALL,
                        "customer " + funds.customer() + " is short of "
                                + ProofDraft.shown(line.computed().negate()) + ", which is another's money",
                        funds.customer().value());
            }
        }
        MonetaryAmount sum = draft.figure("AVAILABLE", "available to customers", currency, available);
        draft.figure("BANK", "pooled balance at the bank", bank.bank())
                .figure("IN_TRANSIT_IN", "recorded as funded, not yet credited", bank.inTransitIn())
                .figure(
                        "IN_TRANSIT_OUT",
                        "recorded as disbursed, not yet debited",
                        bank.inTransitOut().negate())
                .figure("OWN_FUNDS", "own funds in the pool", bank.ownFunds().negate())
                .figure("HELD", "held for customers", bank.held().negate());
        MonetaryAmount pooled = bank.forCustomers();
        draft.figure("POOLED", "customers' money in the pool", pooled);
        MonetaryAmount off = draft.mustAgree("POOLED", "pool less what is available", pooled, sum);
        return new AvailableFundsProof(
                draft.build(
                        SubjectRef.of("available-funds", pool + " " + asOf.effective()),
                        lines.size() + " customers agree with the records and the pool at " + ProofDraft.shown(sum),
                        draft.holds() ? "" : draft.firstDifference()),
                asOf,
                List.copyOf(lines),
                off);
    }

    private static void checkOnce(List<CustomerFunds> ordered) {
        for (int at = 1; at < ordered.size(); at++) {
            if (ordered.get(at).customer().equals(ordered.get(at - 1).customer())) {
                throw new IllegalArgumentException("customer " + ordered.get(at).customer()
                        + " stands twice, expected each once\nMaybe sum the movements first");
            }
        }
    }

    private static Line line(CustomerFunds funds, Amounts money) {
        long sum = Amounts.minor(in(money, funds.opening(), "opening"));
        for (Map.Entry<Movement, MonetaryAmount> movement : funds.movements().entrySet()) {
            long minor = Amounts.minor(
                    in(money, movement.getValue(), movement.getKey().name()));
            sum = Math.addExact(sum, Math.multiplyExact(minor, movement.getKey().sign));
        }
        MonetaryAmount computed = money.ofMinor(sum);
        return new Line(
                funds.customer(),
                computed,
                ProofDraft.plus(computed, funds.statedIn(money).negate()));
    }

    private static MonetaryAmount in(Amounts money, MonetaryAmount amount, String what) {
        ProofDraft.sameCurrency(money.currency(), amount, what);
        return amount;
    }

    /** Every customer, in the order of their ids. */
    public List<Line> customers() {
        return customers;
    }

    /** The customers below zero, never netted. */
    public List<Line> shortfalls() {
        return customers.stream().filter(line -> line.computed().isNegative()).toList();
    }

    /** What is in the pool for customers less what is available to them, signed. */
    public MonetaryAmount pooledDifference() {
        return pooledDifference;
    }

    @Override
    public Document toDocument() {
        return ProofPage.of("Available funds", subject().id() + ", known at " + asOf.knownAt(), this);
    }

    /**
     * A customer.
     *
     * @param customer who
     * @param computed from opening and movements
     * @param difference computed less stated by the records
     */
    public record Line(PartyId customer, MonetaryAmount computed, MonetaryAmount difference) {}

    /** What moves a customer's available funds; amounts are given positive, an adjustment signed. */
    public enum Movement {
        FUNDED(1),
        /** Approved ones included, whether or not the bank has paid them. */
        DISBURSED(-1),
        RETURNS_CREDITED(1),
        RETURNS_DEBITED(-1),
        FEES(-1),
        ADJUSTMENTS(1),
        NEW_HOLDS(-1),
        RELEASED_HOLDS(1);

        private final long sign;

        Movement(long sign) {
            this.sign = sign;
        }
    }

    /** A customer's funds over the period. Immutable. */
    @Value.Immutable
    public interface CustomerFunds {

        /** Who. */
        PartyId customer();

        /** What was available before. */
        MonetaryAmount opening();

        /** What moved, by kind; absent kinds are nothing. */
        Map<Movement, MonetaryAmount> movements();

        /** What the records say is available now. */
        MonetaryAmount stated();

        /** The movements in one line. */
        default String note() {
            StringBuilder note = new StringBuilder("opening ").append(Amounts.plain(opening()));
            new TreeMap<>(movements())
                    .forEach((kind, amount) -> note.append(", ")
                            .append(kind.name()
                                    .toLowerCase(java.util.Locale.ROOT)
                                    .replace('_', ' '))
                            .append(' ')
                            .append(Amounts.plain(amount)));
            return note.toString();
        }

        /** What the records say, in the currency of the proof. */
        private MonetaryAmount statedIn(Amounts money) {
            return in(money, stated(), "stated balance of customer " + customer());
        }

        /** Refuses negative movements other than adjustments. */
        @Value.Check
        default void check() {
            movements().forEach((kind, amount) -> {
                if (amount.isNegative() && kind != Movement.ADJUSTMENTS) {
                    throw new IllegalArgumentException(kind + " of customer " + customer() + " is "
                            + ProofDraft.shown(amount) + ", expected 0 or more: its sign is in its kind");
                }
            });
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds funds. Not thread-safe. */
        final class Builder extends ImmutableCustomerFunds.Builder {
            Builder() {}
        }
    }

    /**
     * The pooled account.
     *
     * @param bank its balance at the bank
     * @param inTransitIn recorded as funded, not yet credited
     * @param inTransitOut recorded as disbursed, not yet debited
     * @param ownFunds the firm's own money in it, such as fees not swept
     * @param held sum of open holds
     */
    public record Pool(
            MonetaryAmount bank,
            MonetaryAmount inTransitIn,
            MonetaryAmount inTransitOut,
            MonetaryAmount ownFunds,
            MonetaryAmount held) {

        public Pool {
            ProofDraft.sameCurrency(bank.getCurrency(), inTransitIn, "in transit in");
            ProofDraft.sameCurrency(bank.getCurrency(), inTransitOut, "in transit out");
            ProofDraft.sameCurrency(bank.getCurrency(), ownFunds, "own funds");
            ProofDraft.sameCurrency(bank.getCurrency(), held, "held");
        }

        /** What the pool holds for customers to use. */
        public MonetaryAmount forCustomers() {
            MonetaryAmount in = ProofDraft.plus(bank, inTransitIn);
            MonetaryAmount out = ProofDraft.plus(ProofDraft.plus(inTransitOut, ownFunds), held);
            return ProofDraft.plus(in, out.negate());
        }
    }

    /** Problems of the proof. */
    public enum ProofCode implements Code {
        /** A customer has spent more than was there. */
        SHORTFALL;

        @Override
        public String id() {
            return "FUNDS." + name();
        }
    }
}
