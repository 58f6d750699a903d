/**
 * ISO 20022 payments: credit transfers and direct debits built, status reports read and joined to what was sent (bank file specification 4.11).
 *
 * <pre>{@code
 * Pain001 message = Pain001.builder("MSG-1").debtor("Acme", iban).add(order, account, "Ana Diaz").build(now).orThrow();
 * message.writeTo(out);
 * StatusReport report = message.match(statuses);   // one outcome for each transaction, silent ones listed
 * }</pre>
 *
 * <p>Invariants: control sums are exact; ids have at most 35 characters and are unique; texts are within the SEPA set; nothing is written while a problem stands,
 * and all are told at once.
 */
@NullMarked
package io.counterfoil.bankfiles.pain;

import org.jspecify.annotations.NullMarked;
