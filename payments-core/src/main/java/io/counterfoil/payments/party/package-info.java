/**
 * Who takes part: payers, payees, clients, debtors, participants. A party is an id of the host's with a name, capacities and instruments.
 *
 * <pre>{@code
 * Party ana = Party.builder().id("ana").name("Ana Lima").role(Party.Role.PAYER)
 *     .instrument(Instrument.account(AccountNumber.canada("12345-003", "1234567").ref())).build();
 * ana.accounts();   // CA 000312345 ****4567 and a token: the number is gone
 * }</pre>
 *
 * <p>Invariants: instruments hold tokens and four characters, never numbers; a value with a card number cannot be built.
 */
@NullMarked
package io.counterfoil.payments.party;

import org.jspecify.annotations.NullMarked;
