package io.counterfoil.payments.order;

import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.returns.ReturnCodes;
import io.counterfoil.payments.returns.ReturnReason;
import io.counterfoil.payments.returns.ReturnWindow;
import java.util.List;

/** Why a cheque comes back, in four words of our own; banks write their own codes, which a host lays over. */
final class ChequeReturns {

    static final ReturnCodes CODES = ReturnCodes.of(List.of(
            reason(
                            "NSF",
                            ReturnReason.Category.INSUFFICIENT_FUNDS,
                            ReturnReason.NextAction.MAY_REPRESENT,
                            "not enough money")
                    .budget(new ReturnReason.RetryBudget(1, ReturnWindow.UNSPECIFIED, ""))
                    .build(),
            reason(
                            "STOP",
                            ReturnReason.Category.STOPPED,
                            ReturnReason.NextAction.CONTACT_PAYER,
                            "payment stopped by the drawer")
                    .build(),
            reason(
                            "STALE",
                            ReturnReason.Category.ADMIN,
                            ReturnReason.NextAction.CONTACT_PAYER,
                            "presented too long after its date")
                    .build(),
            reason(
                            "FORGED",
                            ReturnReason.Category.UNAUTHORISED,
                            ReturnReason.NextAction.INVESTIGATE,
                            "signature or amount is not the drawer's")
                    .build()));

    private ChequeReturns() {}

    private static ReturnReason.Builder reason(
            String code, ReturnReason.Category category, ReturnReason.NextAction action, String meaning) {
        return ReturnReason.builder()
                .rail(Rail.CHEQUE)
                .code(code)
                .category(category)
                .action(action)
                .meaning(meaning);
    }
}
