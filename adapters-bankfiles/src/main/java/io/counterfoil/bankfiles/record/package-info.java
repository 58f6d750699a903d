/**
 * What files hold besides statement entries: payments that came back, changes of accounts, statuses, wires, payments ordered, notices and fees of partners.
 *
 * <pre>{@code
 * try (Stream<ReturnItem> returns = imports.returns(file, receipt)) {
 *     returns.flatMap(item -> item.toItem(receivedOn).stream()).forEach(item -> matcher.match(item, index));
 * }
 * try (Stream<BankRecord.AccountChange> changes = imports.records(file, receipt, BankRecord.AccountChange.class)) { changes.forEach(notices::add); }
 * }</pre>
 *
 * <p>Invariants: codes are kept as they are written, known or not; days are those of the rail; free texts hold no card numbers; full account numbers do not show
 * in {@code toString}.
 */
@NullMarked
package io.counterfoil.bankfiles.record;

import org.jspecify.annotations.NullMarked;
