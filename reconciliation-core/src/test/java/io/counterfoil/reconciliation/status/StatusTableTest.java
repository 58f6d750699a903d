package io.counterfoil.reconciliation.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.money.Amounts;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StatusTableTest {

    private final StatusTable table = StatusTable.standard();
    private final Amounts gbp = Amounts.in("GBP");

    @Test
    @DisplayName("REC-48 a payment short of a pending invoice marks it part paid and shows a break")
    void shortPaymentMarksPartPaid() {
        StatusTable.Proposal proposal = table.propose(
                StatusTable.PaymentStanding.SUCCEEDED,
                StatusTable.AmountStanding.of(gbp.of("99.99"), gbp.of("100.00")),
                StatusTable.InvoiceStanding.PENDING);
        assertThat(proposal.action()).isEqualTo(InvoiceAction.MARK_PART_PAID);
        assertThat(proposal.breakClass())
                .hasValueSatisfying(
                        code -> assertThat(code.is(Code.of("BREAK.UNDERPAID"))).isTrue());
        assertThat(proposal.evidence().sentence())
                .isEqualTo("payment SUCCEEDED, invoice PENDING, amount SHORT: MARK_PART_PAID with UNDERPAID");
    }

    @Test
    @DisplayName("REC-48 a row for any amount decides whatever the amount is")
    void anyAmountDecides() {
        for (StatusTable.AmountStanding amount : StatusTable.AmountStanding.values()) {
            assertThat(table.propose(
                                    StatusTable.PaymentStanding.FAILED,
                                    amount,
                                    StatusTable.InvoiceStanding.PAID_BY_THIS)
                            .action())
                    .isEqualTo(InvoiceAction.REOPEN);
        }
    }

    @Test
    @DisplayName("REC-48 every combination has an answer and an unlisted one goes to a person")
    void unlistedIsReviewed() {
        for (StatusTable.PaymentStanding payment : StatusTable.PaymentStanding.values()) {
            for (StatusTable.InvoiceStanding invoice : StatusTable.InvoiceStanding.values()) {
                for (StatusTable.AmountStanding amount : StatusTable.AmountStanding.values()) {
                    assertThat(table.propose(payment, amount, invoice)
                                    .evidence()
                                    .facts())
                            .hasSize(1);
                }
            }
        }
        StatusTable.Proposal unlisted = table.propose(
                StatusTable.PaymentStanding.DISPUTED,
                StatusTable.AmountStanding.EQUAL,
                StatusTable.InvoiceStanding.PENDING);
        assertThat(unlisted.action()).isEqualTo(InvoiceAction.REVIEW);
        assertThat(unlisted.breakClass().map(Code::id)).contains("BREAK.STATUS_MISMATCH");
        assertThat(unlisted.evidence().sentence()).endsWith("no row lists it");
    }

    @Test
    @DisplayName("REC-48 amounts of two currencies are never compared")
    void currenciesAreNotCompared() {
        assertThatThrownBy(() -> StatusTable.AmountStanding.of(
                        gbp.of("1"), Amounts.in("EUR").of("1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("paid in GBP, open in EUR, expected one currency");
        assertThat(StatusTable.AmountStanding.of(gbp.of("2"), gbp.of("1"))).isEqualTo(StatusTable.AmountStanding.OVER);
        assertThat(StatusTable.AmountStanding.of(gbp.of("1"), gbp.of("1.00")))
                .isEqualTo(StatusTable.AmountStanding.EQUAL);
    }
}
