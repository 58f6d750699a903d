/**
 * What a customer is sent to see what it owes (collections specification 4.19): the open items of a day, or what moved the account since another.
 *
 * <pre>{@code
 * AgingReport aging = Aging.by(AgeBasis.DUE_DATE).buckets(30, 60, 90, 120).build().assess(receivables, asOf);
 * CustomerStatement statement = CustomerStatement.activity(facts, aging, party, firstOfMonth);
 * statement.proof().orThrow(); // opening + lines = closing = aging
 * Documents.html(statement.toDocument(), Locale.UK);
 * }</pre>
 *
 * <p>The closing balance is the party's total of the aging it was made from, per currency.
 */
@NullMarked
package io.counterfoil.collections.statement;

import org.jspecify.annotations.NullMarked;
