/**
 * Bank accounts: checked while the number is at hand, kept as references that tell two apart and show four digits.
 *
 * <pre>{@code
 * AccountNumberCheck check = AccountNumberCheck.standard(ModulusWeightTable.none());
 * Instrument.MicrLine cheque = Instrument.MicrLine.parse("C001234C A12345D003A 1234567C").orThrow();
 * check.check(cheque.account()).isValid();              // the form is right; only the bank knows the account
 * check.check(AccountNumber.iban("GB53 NWBK 3685 8930 7369 79")).error();  // ACCOUNT.BAD_CHECK_DIGITS
 * BankAccountRef kept = cheque.account().ref();          // CA 000312345 ****567
 * }</pre>
 *
 * <p>Invariants: no message and no {@code toString} shows a full account number; a number for which there is no rule is unchecked, never invalid.
 */
@NullMarked
package io.counterfoil.payments.account;

import org.jspecify.annotations.NullMarked;
