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
    private final AccountKind kind;
    private final CurrencyUnit currency;
    private final @Nullable Long floorMinor;

    private Account(AccountId id, AccountKind kind, CurrencyUnit currency, @Nullable Long floorMinor) {
        this.id = Objects.requireNonNull(id, "id");
        this.kind = Objects.requireNonNull(kind, "kind");
        this.currency = Objects.requireNonNull(currency, "currency");
        this.floorMinor = floorMinor;
    }

    /** An account of the kind, without a floor. */
    public static Account of(AccountId id, AccountKind kind, CurrencyUnit currency) {
        return new Account(id, kind, currency, null);
    }

    /** An asset. */
    public static Account asset(String id, CurrencyUnit currency) {
        return of(AccountId.of(id), AccountKind.ASSET, currency);
    }

    /** A liability. */
    public static Account liability(String id, CurrencyUnit currency) {
        return of(AccountId.of(id), AccountKind.LIABILITY, currency);
    }

    /** An expense. */
    public static Account expense(String id, CurrencyUnit currency) {
        return of(AccountId.of(id), AccountKind.EXPENSE, currency);
    }

    /** An income. */
    public static Account income(String id, CurrencyUnit currency) {
        return of(AccountId.of(id), AccountKind.INCOME, currency);
    }

    /** An equity. */
    public static Account equity(String id, CurrencyUnit currency) {
        return of(AccountId.of(id), AccountKind.EQUITY, currency);
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
    public AccountKind kind() {
        return kind;
    }

    /** Its one currency. */
    public CurrencyUnit currency() {
        return currency;
    }

    /** The side on which it grows. */
    public EntrySide normalSide() {
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
}
