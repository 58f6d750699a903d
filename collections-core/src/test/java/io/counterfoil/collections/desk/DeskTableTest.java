package io.counterfoil.collections.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.counterfoil.collections.desk.DeskOutcome.Kind;
import io.counterfoil.collections.desk.DeskOutcome.PaymentState;
import io.counterfoil.collections.desk.DeskOutcome.ProviderPayment;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.testkit.corpus.CorpusFolder;
import io.counterfoil.reconciliation.status.Invoice;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every row of the desk's table: billing status, provider state, amount, outcome; the bridge goes first where the notes of the table say so. */
class DeskTableTest {

    private static final String ROWS = """
            PENDING NONE - CHASE
            PENDING PROCESSING - AWAIT
            PENDING REQUIRES_ACTION - RESEND_LINK
            PENDING SUCCEEDED EQUAL MARK_PAID
            PENDING SUCCEEDED SHORT PARTLY_PAID
            PENDING SUCCEEDED OVER MARK_PAID
            PENDING FAILED - MARK_FAILED
            PENDING CANCELED - CHASE
            PENDING REFUNDED - REVIEW
            PENDING PARTIALLY_REFUNDED - REVIEW
            PENDING DISPUTED - DISPUTE_OPEN
            FAILED NONE - CHASE
            FAILED PROCESSING - AWAIT
            FAILED REQUIRES_ACTION - RESEND_LINK
            FAILED SUCCEEDED EQUAL MARK_PAID
            FAILED SUCCEEDED SHORT PARTLY_PAID
            FAILED SUCCEEDED OVER MARK_PAID
            FAILED FAILED - NO_CHANGE
            FAILED CANCELED - CHASE
            FAILED REFUNDED - REVIEW
            FAILED PARTIALLY_REFUNDED - REVIEW
            FAILED DISPUTED - DISPUTE_OPEN
            PAID NONE - CONFLICT_PAID_NOT_RECEIVED
            PAID PROCESSING - REVIEW
            PAID REQUIRES_ACTION - CONFLICT_PAID_NOT_RECEIVED
            PAID SUCCEEDED EQUAL DUPLICATE_PAYMENT
            PAID SUCCEEDED SHORT DUPLICATE_PAYMENT
            PAID SUCCEEDED OVER DUPLICATE_PAYMENT
            PAID FAILED - CONFLICT_PAID_NOT_RECEIVED
            PAID CANCELED - CONFLICT_PAID_NOT_RECEIVED
            PAID REFUNDED - REOPEN
            PAID PARTIALLY_REFUNDED - REVIEW
            PAID DISPUTED - DISPUTE_OPEN
            CANCELLED NONE - NO_CHANGE
            CANCELLED PROCESSING - REVIEW
            CANCELLED REQUIRES_ACTION - REVIEW
            CANCELLED SUCCEEDED EQUAL PAID_BUT_CANCELLED
            CANCELLED SUCCEEDED SHORT PAID_BUT_CANCELLED
            CANCELLED SUCCEEDED OVER PAID_BUT_CANCELLED
            CANCELLED FAILED - NO_CHANGE
            CANCELLED CANCELED - NO_CHANGE
            CANCELLED REFUNDED - NO_CHANGE
            CANCELLED PARTIALLY_REFUNDED - NO_CHANGE
            CANCELLED DISPUTED - DISPUTE_OPEN
            PAID DISPUTE_LOST - REOPEN
            PAID DISPUTE_WON - NO_CHANGE
            PENDING DISPUTE_LOST - REVIEW
            PENDING DISPUTE_WON - REVIEW
            FAILED DISPUTE_LOST - REVIEW
            FAILED DISPUTE_WON - REVIEW
            CANCELLED DISPUTE_LOST - REVIEW
            CANCELLED DISPUTE_WON - REVIEW
            """;

    private static final PaymentDesk DESK =
            PaymentDesk.builder(AccountMap.builder().build()).build();
    private static final AsOf AS_OF = new AsOf(LocalDate.of(2027, 3, 10), Instant.parse("2027-03-10T12:00:00Z"));

    @Test
    @DisplayName("COL-63 every row of the desk table gives its outcome")
    void everyRow() {
        List<String> wrong = ROWS.lines()
                .map(DeskTableTest::found)
                .filter(text -> !text.isEmpty())
                .toList();
        assertThat(wrong).isEmpty();
        assertThat(ROWS.lines()).hasSize(52);
    }

    @Test
    @Tag("corpus")
    @DisplayName("COL-63 the rows are those of the facts")
    void agreesWithTheFacts() throws IOException {
        Path facts = CorpusFolder.locate("collections")
                .resolve("../../facts/collections_desk_table.json")
                .normalize();
        List<String> rows = new ArrayList<>();
        for (JsonNode row : new ObjectMapper().readTree(facts.toFile()).path("rows")) {
            rows.add(row.path("billing").asText() + " " + row.path("provider").asText() + " "
                    + row.path("amount").asText() + " " + row.path("outcome").asText());
        }
        assertThat(ROWS.lines().collect(Collectors.toSet())).containsExactlyInAnyOrderElementsOf(rows);
    }

    /** What is wrong with a row; empty where it holds. Paid invoices carry another payment for SUCCEEDED, and none or this one for the others. */
    private static String found(String row) {
        String[] words = row.split(" ", -1);
        Invoice.Status status = words[0].equals("CANCELLED") ? Invoice.Status.VOID : Invoice.Status.valueOf(words[0]);
        PaymentState state = PaymentState.valueOf(words[1]);
        String amount = words[2].equals("SHORT") ? "60.00" : words[2].equals("OVER") ? "130.00" : "100.00";
        Invoice.Builder invoice = PaymentDeskTest.invoice("I1", status, "100.00");
        boolean isPaid = status == Invoice.Status.PAID;
        if (isPaid && state == PaymentState.SUCCEEDED) {
            invoice.putReference("payment", "another");
        }
        if (isPaid
                && state.name().matches("REFUNDED|PARTIALLY_REFUNDED|DISPUTED|DISPUTE_LOST|DISPUTE_WON|PROCESSING")) {
            invoice.putReference("payment", "p1");
        }
        List<ProviderPayment> payments = state == PaymentState.NONE
                ? List.of()
                : List.of(ProviderPayment.of("p1", state, Amounts.in("GBP").of(amount), LocalDate.of(2027, 3, 1)));
        Kind kind = DESK.assess(invoice.build(), payments, AS_OF).kind();
        return kind == Kind.valueOf(words[3]) ? "" : row + " gave " + kind;
    }
}
