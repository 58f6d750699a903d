package io.counterfoil.reconciliation.proof;

import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.proof.Proof;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/**
 * A customer's account over a period, per currency (REC-58): opening + invoices - receipts - credits = closing, and closing = the sum of what is open. Invoices,
 * receipts and credits are given positive; a reversal of one is negative. Immutable.
 */
public final class CustomerAccountProof extends DerivedProof {

    private final Account account;

    private CustomerAccountProof(Proof plain, Account account) {
        super(plain);
        this.account = account;
    }

    /** Proves the account; a currency without a stated closing balance must have come to what is open. */
    public static CustomerAccountProof prove(Account account) {
        ProofDraft draft = new ProofDraft();
        Map<String, CurrencyUnit> currencies = new TreeMap<>();
        Stream.of(account.opening(), account.closing())
                .flatMap(List::stream)
                .forEach(amount -> currencies.put(amount.getCurrency().getCurrencyCode(), amount.getCurrency()));
        account.movements().values().stream()
                .flatMap(List::stream)
                .map(Proof.Figure.Item::amount)
                .forEach(amount -> currencies.put(amount.getCurrency().getCurrencyCode(), amount.getCurrency()));
        account.openItems().stream()
                .map(Proof.Figure.Item::amount)
                .forEach(amount -> currencies.put(amount.getCurrency().getCurrencyCode(), amount.getCurrency()));
        currencies.values().forEach(currency -> prove(draft, account, currency));
        return new CustomerAccountProof(
                draft.build(
                        SubjectRef.of("customer-account", account.customer() + " " + account.period()),
                        "the account comes to its open items in " + currencies.size() + " currencies",
                        draft.holds() ? "" : draft.firstDifference()),
                account);
    }

    private static void prove(ProofDraft draft, Account account, CurrencyUnit currency) {
        String in = " in " + currency.getCurrencyCode();
        MonetaryAmount computed = stated(account.opening(), currency);
        draft.figure("OPENING", "opening" + in, computed);
        for (Map.Entry<Kind, List<Proof.Figure.Item>> kind : new TreeMap<>(account.movements()).entrySet()) {
            MonetaryAmount sum = draft.figure(
                    kind.getKey().name(),
                    kind.getKey().name().toLowerCase(java.util.Locale.ROOT) + in,
                    currency,
                    of(kind.getValue(), currency));
            computed = ProofDraft.plus(computed, kind.getKey() == Kind.INVOICES ? sum : sum.negate());
        }
        draft.figure("CLOSING", "closing" + in, computed);
        MonetaryAmount open =
                draft.figure("OPEN_ITEMS", "open items" + in, currency, of(account.openItems(), currency));
        boolean isStated = account.closing().stream()
                .anyMatch(amount -> amount.getCurrency().equals(currency));
        if (isStated) {
            MonetaryAmount closing = stated(account.closing(), currency);
            draft.figure("STATED", "closing as stated" + in, closing);
            draft.mustAgree("MOVEMENTS", "movements less stated closing" + in, computed, closing);
        }
        draft.mustAgree("OPEN_ITEMS", "closing less open items" + in, computed, open);
    }

    private static List<Proof.Figure.Item> of(List<Proof.Figure.Item> items, CurrencyUnit currency) {
        return items.stream()
                .filter(item -> item.amount().getCurrency().equals(currency))
                .toList();
    }

    private static MonetaryAmount stated(List<MonetaryAmount> amounts, CurrencyUnit currency) {
        long sum = 0;
        for (MonetaryAmount amount : amounts) {
            sum = amount.getCurrency().equals(currency) ? Math.addExact(sum, Amounts.minor(amount)) : sum;
        }
        return Amounts.in(currency).ofMinor(sum);
    }

    /** What was proved. */
    public Account account() {
        return account;
    }

    @Override
    public Document toDocument() {
        return ProofPage.of("Customer account", "customer " + account.customer() + ", " + account.period(), this);
    }

    /** What moves an account. */
    public enum Kind {
        /** Adds to it. */
        INVOICES,
        /** Takes off it. */
        RECEIPTS,
        /** Credit notes, discounts and write-offs: take off it. */
        CREDITS
    }

    /** A customer's account. Immutable. */
    @Value.Immutable
    public interface Account {

        /** Whose. */
        PartyId customer();

        /** Over which days. */
        DateRange period();

        /** What was open before, one amount a currency. */
        List<MonetaryAmount> opening();

        /** What moved, by kind. */
        Map<Kind, List<Proof.Figure.Item>> movements();

        /** What the account states at the end, one amount a currency. */
        List<MonetaryAmount> closing();

        /** What is open at the end: invoices positive, unapplied receipts and credits negative. */
        List<Proof.Figure.Item> openItems();

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds accounts. Not thread-safe. */
        final class Builder extends ImmutableAccount.Builder {
            Builder() {}
        }
    }
}
