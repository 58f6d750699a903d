package io.counterfoil.payments.order;

import static io.counterfoil.payments.order.Desk.BANK;
import static io.counterfoil.payments.order.Desk.MARIA;
import static io.counterfoil.payments.order.Desk.MAR_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.exposure.AvailableFunds;
import io.counterfoil.payments.exposure.AvailableFunds.Hold;
import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.rail.Rail;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The last day of recourse on the journals of a payment, from which available funds are held until final. Days by hand from payments specification 4.7. */
class RecourseOnJournalsTest {

    private static final LocalDate MAR_2 = LocalDate.of(2027, 3, 2);

    /** How long each credit of the client is held, in the order of the ledger. */
    private static List<Optional<LocalDate>> held(Desk desk) {
        return desk.ledger
                .entries(AccountId.of("client"), Desk.year())
                .filter(entry -> entry.side() == Journal.Side.CREDIT)
                .map(entry -> Hold.untilFinal().lastDay(entry))
                .toList();
    }

    @Test
    @DisplayName(
            "PAY-55 a settled ACH debit is held until the first banking day after 60 days; so is one that a dishonour brought back")
    void achDebit() {
        Desk desk = Desk.ach();
        desk.submit(Rail.Direction.DEBIT);
        desk.take(PaymentCommand.accepted(BANK, desk.key()));
        desk.on(3, 2).take(PaymentCommand.settled(MAR_2, BANK, desk.key()));
        // 2 March + 60 days is Saturday 1 May; the first banking day after it is Monday 3 May
        assertThat(held(desk)).containsExactly(Optional.of(LocalDate.of(2027, 5, 3)));
        desk.on(3, 8).take(PaymentCommand.returned("R02", LocalDate.of(2027, 3, 8), BANK, desk.key()));
        desk.on(3, 9).take(PaymentCommand.dishonour("R68", LocalDate.of(2027, 3, 10), MARIA, desk.key()));
        assertThat(held(desk))
                .containsExactly(Optional.of(LocalDate.of(2027, 5, 3)), Optional.of(LocalDate.of(2027, 5, 3)));
    }

    @Test
    @DisplayName("PAY-55 a Bacs debit is held without end")
    void bacsDebit() {
        Desk desk = Desk.bacs();
        desk.submit(Rail.Direction.DEBIT);
        desk.take(PaymentCommand.accepted(BANK, desk.key()));
        desk.on(3, 3).take(PaymentCommand.settled(LocalDate.of(2027, 3, 3), BANK, desk.key()));
        assertThat(held(desk)).containsExactly(Optional.of(LocalDate.MAX));
    }

    @Test
    @DisplayName("PAY-55 a captured card is held from its capture, 120 days from the first day on which it can settle")
    void cardCapture() {
        Desk desk = Desk.card();
        desk.submit(Rail.Direction.DEBIT);
        desk.take(PaymentCommand.authorised(
                "A1",
                desk.now.plus(Duration.ofDays(7)),
                PaymentOrder.CardChecks.of(PaymentOrder.CardChecks.Entry.ECOMMERCE),
                BANK,
                desk.key()));
        desk.take(PaymentCommand.capture(desk.money.of("100.00"), MARIA, desk.key()));
        // Monday 1 March + 2 business days is 3 March; 120 days later is 1 July
        assertThat(held(desk)).containsExactly(Optional.of(LocalDate.of(2027, 7, 1)));
    }

    @Test
    @DisplayName(
            "PAY-55 what comes back of a transfer is the client's at once; the journal that settled it says until when it can come back")
    void creditReturned() {
        Desk desk = Desk.eft().funded("100.00");
        desk.submit(Rail.Direction.CREDIT);
        desk.take(PaymentCommand.accepted(BANK, desk.key()));
        desk.on(3, 2).clock();
        desk.take(PaymentCommand.returned("901", MAR_2, BANK, desk.key()));
        assertThat(held(desk)).containsExactly(Optional.empty(), Optional.empty());
        // an EFT credit is final after one banking day
        assertThat(desk.ledger
                        .entries(AccountId.of("cash"), Desk.year())
                        .map(entry -> String.valueOf(entry.attributes().get(AvailableFunds.FINAL_ON)))
                        .toList())
                .containsExactly(
                        desk.payment()
                                .firstSettledOn()
                                .orElseThrow()
                                .plusDays(1)
                                .toString(),
                        "null");
        assertThat(desk.payment().firstSettledOn()).contains(MAR_1.plusDays(1));
    }
}
