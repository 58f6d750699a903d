package io.counterfoil.payments.account;

import io.counterfoil.payments.account.CheckResult.Invalid;
import io.counterfoil.payments.account.CheckResult.Unchecked;
import io.counterfoil.payments.account.CheckResult.Valid;

/** Form only: Canadian numbers have no check digit. */
final class CanadianCheck implements AccountNumberCheck {

    @Override
    public CheckResult check(AccountNumber account) {
        if (account.scheme() != AccountScheme.CANADA) {
            return new Unchecked("a number of scheme " + account.scheme() + " has no Canadian routing");
        }
        if (!account.routing().matches("[0-9]{5}-[0-9]{3}|0[0-9]{8}")) {
            return new Invalid(AccountCode.BAD_FORMAT);
        }
        String number = account.number().replaceAll("[ -]", "");
        if (!number.matches("[0-9]*")) {
            return new Invalid(AccountCode.BAD_FORMAT);
        }
        return number.length() >= 7 && number.length() <= 12 ? new Valid() : new Invalid(AccountCode.ACCOUNT_LENGTH);
    }
}
