package io.counterfoil.payments.returned;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.evidence.SolutionCount;
import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.AccountRole;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.PaymentId;
import io.counterfoil.payments.rail.Direction;
import io.counterfoil.payments.returned.PaymentIndex.Entry;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;

/**
 * Links a returned item to its payment: by trace, cross-reference or end-to-end id, else by account, amount and date (PAY-31). It never guesses.
 *
 * <p>A payment that carries one of the item's names is a candidate where the item is not of more than the payment, in its currency; less is a return that is
 * short by fees. Where payments carry a name of the item and none fits, account and amount are not tried: the item says whose return it is, and something is
 * wrong with it. Account, amount and date must all be known and all agree. One candidate is the answer, several are all listed, none says why. Immutable,
 * thread-safe.
 */
public final class ReturnMatcher {

    /** The attribute {@code event} of journals of unmatched items. */
    static final String UNMATCHED = "unmatchedReturn";

    private static final ReturnMatcher STANDARD = new ReturnMatcher();

    private ReturnMatcher() {}

    /** The rules named above. */
    public static ReturnMatcher standard() {
        return STANDARD;
    }

    /** The payment that came back. */
    public Resolution<PaymentId> match(ReturnItem item, PaymentIndex index) {
        List<Entry> named = index.named(item);
        if (!named.isEmpty()) {
            List<Obstacle> obstacles = new ArrayList<>();
            List<Entry> fitting = new ArrayList<>();
            for (Entry entry : named) {
                obstacle(item, entry).ifPresentOrElse(obstacles::add, () -> fitting.add(entry));
            }
            return fitting.isEmpty()
                    ? new Resolution.None<>(obstacles)
                    : resolved(
                            fitting,
                            Finding.SAME_NAME,
                            "item " + item.reference() + " carries a reference of "
                                    + (fitting.size() == 1 ? shortfall(item, fitting.get(0)) : count(fitting)));
        }
        return alike(item, index);
    }

    private static Optional<Obstacle> obstacle(ReturnItem item, Entry entry) {
        if (!code(item.amount()).equals(code(entry.amount()))) {
            return Optional.of(Obstacle.of(
                    Finding.OTHER_CURRENCY,
                    "payment " + entry.id() + " carries the reference, but is in " + code(entry.amount()) + ", not in "
                            + code(item.amount())));
        }
        return Amounts.minor(item.amount()) <= Amounts.minor(entry.amount())
                ? Optional.empty()
                : Optional.of(Obstacle.of(
                        Finding.MORE_THAN_SENT,
                        "payment " + entry.id() + " carries the reference, but is of " + text(entry.amount())
                                + ", less than the " + text(item.amount()) + " that came back"));
    }

    private static Resolution<PaymentId> alike(ReturnItem item, PaymentIndex index) {
        List<Obstacle> obstacles = new ArrayList<>();
        obstacles.add(Obstacle.of(
                Finding.NO_NAME,
                item.trace().or(item::crossReference).or(item::endToEndId).isPresent()
                        ? "no payment on " + item.rail() + " carries a reference of item " + item.reference()
                        : "item " + item.reference() + " carries no reference of a payment"));
        if (item.account().isEmpty() || item.originalOn().isEmpty()) {
            obstacles.add(Obstacle.of(
                    Finding.NOT_ENOUGH_KNOWN,
                    "item " + item.reference() + " says no " + (item.account().isEmpty() ? "account" : "original date")
                            + ", expected account, amount and date"));
            return new Resolution.None<>(obstacles);
        }
        LocalDate day = item.originalOn().orElseThrow();
        List<Entry> found = index.alike(item, item.account().orElseThrow(), day);
        if (found.isEmpty()) {
            obstacles.add(Obstacle.of(
                    Finding.NONE_ALIKE,
                    "no payment on " + item.rail() + " of " + text(item.amount()) + " on " + day
                            + " has the account of item " + item.reference()));
            return new Resolution.None<>(obstacles);
        }
        return resolved(
                found,
                Finding.SAME_ACCOUNT_AMOUNT_AND_DATE,
                "item " + item.reference() + " has account, amount " + text(item.amount()) + " and date " + day + " of "
                        + count(found));
    }

    private static Resolution<PaymentId> resolved(List<Entry> found, Finding how, String sentence) {
        Evidence evidence = Evidence.of(how, sentence);
        List<PaymentId> ids = found.stream().map(Entry::id).toList();
        return ids.size() == 1
                ? new Resolution.Unique<>(ids.get(0), evidence)
                : new Resolution.Ambiguous<>(ids, SolutionCount.exactly(ids.size()), evidence);
    }

    private static String count(List<Entry> found) {
        return found.size() == 1 ? "payment " + found.get(0).id() : found.size() + " payments";
    }

    private static String shortfall(ReturnItem item, Entry entry) {
        return "payment " + entry.id()
                + (item.amount().isEqualTo(entry.amount())
                        ? ""
                        : ", of which " + text(item.amount()) + " of " + text(entry.amount()) + " came back");
    }

    /**
     * The proposal for an item without a payment: its money waits in suspense until somebody knows, it is never dropped. One journal, and one for the fee.
     *
     * @param accounts with suspense, cash and, for a fee, fees in the item's currency
     * @param bookedOn a day in an open period
     */
    public List<Journal> suspense(ReturnItem item, AccountMap accounts, LocalDate bookedOn) {
        CurrencyUnit currency = item.amount().getCurrency();
        AccountId cash = accounts.of(AccountRole.Core.CASH, currency);
        AccountId suspense = accounts.of(AccountRole.Core.SUSPENSE, currency);
        boolean isDebit = item.direction() == Direction.DEBIT;
        List<Journal> journals = new ArrayList<>();
        journals.add(journal(item, suspenseId(item), bookedOn)
                .debit(isDebit ? suspense : cash, item.amount())
                .credit(isDebit ? cash : suspense, item.amount()));
        item.fee()
                .filter(fee -> Amounts.minor(fee) > 0)
                .ifPresent(fee -> journals.add(journal(item, suspenseId(item) + ":fee", bookedOn)
                        .debit(accounts.of(AccountRole.Core.FEES, fee.getCurrency()), fee)
                        .credit(accounts.of(AccountRole.Core.CASH, fee.getCurrency()), fee)));
        return journals;
    }

    private static Journal journal(ReturnItem item, String id, LocalDate bookedOn) {
        return Journal.of(id)
                .bookedOn(bookedOn)
                .valueOn(item.returnedOn())
                .attribute("event", UNMATCHED)
                .attribute("source", item.source());
    }

    static String suspenseId(ReturnItem item) {
        return "return:" + item.source() + ":" + item.reference() + ":suspense";
    }

    private static String code(MonetaryAmount amount) {
        return amount.getCurrency().getCurrencyCode();
    }

    private static String text(MonetaryAmount amount) {
        return Amounts.plain(amount) + " " + code(amount);
    }

    /** Why an item is a payment's, or nobody's. */
    public enum Finding implements Code {
        /** The payment carries a reference of the item. */
        SAME_NAME,
        /** Account, amount and date agree. */
        SAME_ACCOUNT_AMOUNT_AND_DATE,
        /** No payment carries a reference of the item. */
        NO_NAME,
        /** The payment of the reference is in another currency. */
        OTHER_CURRENCY,
        /** The payment of the reference is of less than came back. */
        MORE_THAN_SENT,
        /** Account or date is not said. */
        NOT_ENOUGH_KNOWN,
        /** No payment has account, amount and date. */
        NONE_ALIKE;

        @Override
        public String id() {
            return "RETURN_MATCH." + name();
        }
    }
}
