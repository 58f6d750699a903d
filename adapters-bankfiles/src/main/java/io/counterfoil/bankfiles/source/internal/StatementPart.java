package io.counterfoil.bankfiles.source.internal;

import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.reconciliation.statement.StatementBalance;
import io.counterfoil.reconciliation.statement.StatementKey;
import java.util.List;
import javax.money.CurrencyUnit;

/**
 * A statement without its entries.
 *
 * @param key which
 * @param account whose
 * @param currency of the account
 * @param balances in the order of the file
 * @param status how its own proof ended
 */
public record StatementPart(
        StatementKey key,
        BankAccountRef account,
        CurrencyUnit currency,
        List<StatementBalance> balances,
        ProofStatus status) {

    public StatementPart {
        balances = List.copyOf(balances);
    }
}
