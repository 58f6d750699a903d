package io.counterfoil.reconciliation.statement;

import io.counterfoil.payments.account.BankAccountRef;
import java.util.List;
import java.util.Optional;
import javax.money.CurrencyUnit;
import org.immutables.value.Value;

/** A statement of one account: balances and entries, as the bank or provider states them. Immutable. */
@Value.Immutable
public interface Statement {

    /** Which statement it is. */
    StatementKey key();

    /** Whose. */
    BankAccountRef account();

    /** The currency of the account. */
    CurrencyUnit currency();

    /** The balance before the first entry, where it is stated. */
    Optional<StatementBalance> opening();

    /** The balance after the last entry, where it is stated. */
    Optional<StatementBalance> closing();

    /** Further balances, in the order of the statement. */
    List<StatementBalance> other();

    /** Booked entries, in the order of the statement. */
    List<StatementEntry> entries();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds statements. Not thread-safe. */
    final class Builder extends ImmutableStatement.Builder {
        Builder() {}
    }
}
