package io.counterfoil.payments.account;

import io.counterfoil.payments.account.AccountNumberCheck.Result.Invalid;
import io.counterfoil.payments.account.AccountNumberCheck.Result.Unchecked;
import io.counterfoil.payments.account.AccountNumberCheck.Result.Valid;

/** Nine digits, prefix, check digit, in this order. */
final class AbaCheck implements AccountNumberCheck {

    @Override
    public AccountNumberCheck.Result check(AccountNumber account) {
        if (account.scheme() != AccountNumber.Scheme.ABA) {
            return new Unchecked("a number of scheme " + account.scheme() + " has no ABA routing number");
        }
        String routing = account.routing();
        if (!routing.matches("[0-9]{9}")) {
            return new Invalid(AccountNumberCheck.Fault.BAD_FORMAT);
        }
        if (!isGivenOut(Integer.parseInt(routing.substring(0, 2)))) {
            return new Invalid(AccountNumberCheck.Fault.BAD_PREFIX);
        }
        int sum = 0;
        for (int at = 0; at < 9; at++) {
            sum += ("371".charAt(at % 3) - '0') * (routing.charAt(at) - '0');
        }
        return sum % 10 == 0 ? new Valid() : new Invalid(AccountNumberCheck.Fault.BAD_CHECK_DIGIT);
    }

    private static boolean isGivenOut(int prefix) {
        return prefix <= 12 || (prefix >= 21 && prefix <= 32) || (prefix >= 61 && prefix <= 72) || prefix == 80;
    }
}
