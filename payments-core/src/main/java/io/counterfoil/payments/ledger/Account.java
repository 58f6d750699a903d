package io.counterfoil.payments.ledger;

import io.counterfoil.payments.money.Amounts;
import java.util.Objects;
import java.util.Optional;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;
import org.jspecify.annotations.Nullable;

/**
 * An account to open: id, kind, one currency (or unit of points) and, where it has one, the floor its balance must keep.
 *
 * <pre>{@code
 * Account.liability("client:42", CAD).notBelowZero();
 * }</pre>
 *
 * <p>The floor counts what is pending against the account and never what is pending for it (payments specification 4.11). Equal when every part is
 * equal. Immutable.
 */
public final class Account {

    private final AccountId id;
    private final Kind kind;
    private final CurrencyUnit currency;
    private final @Nullable Long floorMinor;

    private Account(AccountId id, Kind kind, CurrencyUnit currency, @Nullable Long floorMinor) {
        this.id = Objects.requireNonNull(id, "id");
        this.kind = Objects.requireNonNull(kind, "kind");
        this.currency = Objects.requireNonNull(currency, "currency");
        this.floorMinor = floorMinor;
    }

    /** An account of the kind, without a floor. */
    public static Account of(AccountId id, Kind kind, CurrencyUnit currency) {
        return new Account(id, kind, currency, null);
    }

    /** An asset. */
    public static Account asset(String id, CurrencyUnit currency) {
        return of(AccountId.of(id), Kind.ASSET, currency);
    }

    /** A liability. */
    public static Account liability(String id, CurrencyUnit currency) {
        return of(AccountId.of(id), Kind.LIABILITY, currency);
    }

    /** An expense. */
    public static Account expense(String id, CurrencyUnit currency) {
        return of(AccountId.of(id), Kind.EXPENSE, currency);
    }

    /** An income. */
    public static Account income(String id, CurrencyUnit currency) {
        return of(AccountId.of(id), Kind.INCOME, currency);
    }

    /** An equity. */
    public static Account equity(String id, CurrencyUnit currency) {
        return of(AccountId.of(id), Kind.EQUITY, currency);
    }

    /** The same account, refusing whatever would take it below zero. */
    public Account notBelowZero() {
        return new Account(id, kind, currency, 0L);
    }

    /**
     * The same account, refusing whatever would take it below the floor.
     *
     * @param floor in the account's currency; negative for an agreed overdraft
     * @throws IllegalArgumentException where the floor is in another currency
     */
    public Account notBelow(MonetaryAmount floor) {
        if (!floor.getCurrency().getCurrencyCode().equals(currency.getCurrencyCode())) {
            throw new IllegalArgumentException(
                    "floor " + floor + " of account " + id + ", expected an amount in " + currency.getCurrencyCode());
        }
        return notBelowMinor(Amounts.minor(floor));
    }

    Account notBelowMinor(long floor) {
        return new Account(id, kind, currency, floor);
    }

    /** Its name. */
    public AccountId id() {
        return id;
    }

    /** What it holds. */
    public Kind kind() {
        return kind;
    }

    /** Its one currency. */
    public CurrencyUnit currency() {
        return currency;
    }

    /** The side on which it grows. */
    public Journal.Side normalSide() {
        return kind.normalSide();
    }

    /** The balance it must keep; empty where it may go anywhere. */
    public Optional<MonetaryAmount> floor() {
        return Optional.ofNullable(floorMinor).map(Amounts.in(currency)::ofMinor);
    }

    @Nullable
    Long floorMinor() {
        return floorMinor;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Account account
                && id.equals(account.id)
                && kind == account.kind
                && currency.getCurrencyCode().equals(account.currency.getCurrencyCode())
                && Objects.equals(floorMinor, account.floorMinor);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, kind, currency.getCurrencyCode(), floorMinor);
    }

    /** Reads as {@code liability client:42 CAD, not below 0}. */
    @Override
    public String toString() {
        return kind.name().toLowerCase(java.util.Locale.ROOT) + " " + id + " " + currency.getCurrencyCode()
                + floor().map(f -> ", not below " + Amounts.plain(f)).orElse("");
    }

    /** What an account holds, and so on which side it grows. */
    public enum Kind {
        /** What is owned or owed to us; grows on the debit side. */
        ASSET(Journal.Side.DEBIT),
        /** What is owed to others; grows on the credit side. */
        LIABILITY(Journal.Side.CREDIT),
        /** What was spent; grows on the debit side. */
        EXPENSE(Journal.Side.DEBIT),
        /** What was earned; grows on the credit side. */
        INCOME(Journal.Side.CREDIT),
        /** What belongs to the owners; grows on the credit side. */
        EQUITY(Journal.Side.CREDIT);

        private final Journal.Side normalSide;

        Kind(Journal.Side normalSide) {
            this.normalSide = normalSide;
        }

        /** The side on which the account grows. */
        public Journal.Side normalSide() {
            return normalSide;
        }
    }
}
