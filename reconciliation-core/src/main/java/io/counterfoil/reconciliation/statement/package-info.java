/**
 * What a bank or a provider says happened on an account: statements, their entries, their balances and the chain that they form.
 *
 * <p>Entries are signed as the account holder sees them: money in is positive. A {@link io.counterfoil.reconciliation.statement.StatementChain} proves that one
 * statement's closing balance is the next one's opening balance; {@link io.counterfoil.reconciliation.statement.ImportHistory} keeps a file from being taken in twice.
 *
 * <p>Invariants: opening + entries = closing is a proof with a result, never an assumption; text has passed the PAN redactor.
 */
@NullMarked
package io.counterfoil.reconciliation.statement;

import org.jspecify.annotations.NullMarked;
