package io.counterfoil.payments.account;

import io.counterfoil.payments.account.AccountNumberCheck.Result.Invalid;
import io.counterfoil.payments.account.AccountNumberCheck.Result.Unchecked;
import io.counterfoil.payments.account.AccountNumberCheck.Result.Valid;
import org.jspecify.annotations.Nullable;

/** Form, and the branch where there is a directory: Canadian numbers have no check digit. */
final class CanadianCheck implements AccountNumberCheck {

    private final AccountNumberCheck.@Nullable InstitutionDirectory directory;

    CanadianCheck(AccountNumberCheck.@Nullable InstitutionDirectory directory) {
        this.directory = directory;
    }

    @Override
    public AccountNumberCheck.Result check(AccountNumber account) {
        if (account.scheme() != AccountNumber.Scheme.CANADA) {
            return new Unchecked("a number of scheme " + account.scheme() + " has no Canadian routing");
        }
        if (!account.routing().matches("[0-9]{5}-[0-9]{3}|0[0-9]{8}")) {
            return new Invalid(AccountNumberCheck.Fault.BAD_FORMAT);
        }
        String number = account.number().replaceAll("[ -]", "");
        if (!number.matches("[0-9]*")) {
            return new Invalid(AccountNumberCheck.Fault.BAD_FORMAT);
        }
        return number.length() >= 7 && number.length() <= 12
                ? branch(account.routing())
                : new Invalid(AccountNumberCheck.Fault.ACCOUNT_LENGTH);
    }

    private AccountNumberCheck.Result branch(String routing) {
        AccountNumberCheck.InstitutionDirectory branches = directory;
        if (branches == null) {
            return new Valid();
        }
        return branches.find("CA", routing)
                .<AccountNumberCheck.Result>map(
                        branch -> branch.open() ? new Valid() : new Invalid(AccountNumberCheck.Fault.BRANCH_CLOSED))
                .orElseGet(() -> new Invalid(AccountNumberCheck.Fault.BRANCH_UNKNOWN));
    }
}
