package io.counterfoil.reconciliation.statement;

import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.reconciliation.item.Item;
import io.counterfoil.reconciliation.item.ItemBatch;
import java.util.List;
import java.util.Optional;
import javax.money.CurrencyUnit;
import org.immutables.value.Value;

/** A statement of one account: balances and entries, as the bank or provider states them. Immutable. */
@Value.Immutable
public interface Statement extends Item.Source {

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

    /**
     * Every entry as an item: its value day is the due day where it is later than the booking day, its references are those of the bank, the payer and the
     * clearing, its party the counterparty's name, its account the token of this account.
     */
    @Override
    default void addItemsTo(ItemBatch.Builder builder) {
        entries().forEach(entry -> StatementItems.add(entry, builder));
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds statements. Not thread-safe. */
    final class Builder extends ImmutableStatement.Builder {
        Builder() {}
    }
}
