package io.counterfoil.reconciliation.statement;

import io.counterfoil.payments.account.AccountToken;

/**
 * Which statement it is, whatever file carries it.
 *
 * @param account whose statement
 * @param format in capitals, such as {@code CAMT053}
 * @param number the bank's number or id of the statement; empty where it has none
 * @param openingMinor opening balance in minor units; ignored where {@code openingKnown} is false
 * @param openingKnown whether the statement states an opening balance
 */
public record StatementKey(
        AccountToken account, String format, String number, long openingMinor, boolean openingKnown) {}
