package io.counterfoil.bankfiles.imports;

import static io.counterfoil.bankfiles.Orders.CA;
import static io.counterfoil.bankfiles.Orders.source;
import static io.counterfoil.bankfiles.Orders.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.bankfiles.cpa.CpaFile;
import io.counterfoil.bankfiles.record.ReturnItem;
import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.payments.account.AccountNumber;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.EventStore;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.Payment;
import io.counterfoil.payments.order.PaymentCommand;
import io.counterfoil.payments.order.PaymentEvent;
import io.counterfoil.payments.order.PaymentEvent.Kind;
import io.counterfoil.payments.order.PaymentId;
import io.counterfoil.payments.order.PaymentOrder;
import io.counterfoil.payments.order.Payments;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.returned.ReturnMatcher;
import io.counterfoil.payments.returned.ReturnedItems;
import io.counterfoil.payments.returned.ReturnedItemsReport;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReturnsToReportTest {

    private static final Amounts CAD = Amounts.in("CAD");
    private static final LocalDate MAR_1 = LocalDate.of(2027, 3, 1);
    private static final Actor MARIA = Actor.host("maria");
    private static final Actor BANK = Actor.rail("rbc");

    private final AccountMap accounts = AccountMap.builder()
            .account(AccountMap.Role.Core.CLIENT.of("maple"), Account.liability("client:maple", CAD.currency()))
            .standard(
                    CAD.currency(),
                    AccountMap.Role.Core.CASH,
                    AccountMap.Role.Core.INFLIGHT,
                    AccountMap.Role.Core.FEES,
                    AccountMap.Role.Core.LOSS,
                    AccountMap.Role.Core.SUSPENSE,
                    AccountMap.Role.Core.RETURNS_RECEIVABLE)
            .build();
    private final Payments eft = Payments.canadaEft(BusinessCalendar.Rails.paymentsCanada(), accounts);
    private final EventStore<PaymentId, PaymentEvent> store = EventStore.inMemory();
    private final Ledger ledger = Ledger.inMemory(ZoneOffset.UTC);

    private static Instant noon(LocalDate day) {
        return day.atTime(17, 0).toInstant(ZoneOffset.UTC);
    }

    private void apply(String id, PaymentCommand command, LocalDate day) {
        Decision<Payment, PaymentEvent> decision =
                store.apply(eft, PaymentId.of(id), command, noon(day)).orThrow();
        eft.post(decision, ledger, noon(day)).orThrow();
    }

    private static PaymentOrder order(String id) {
        return PaymentOrder.builder()
                .id(id)
                .direction(Rail.Direction.DEBIT)
                .amount(CAD.of("100.00"))
                .payer("ana")
                .payee("maple")
                .instrument(CA.ref())
                .mandate("m-ana")
                .requestedOn(MAR_1)
                .build();
    }

    /** What the bank sends back: the segments of our file with reason and original trace, its own header and trailer. */
    private static String returns(String sent, List<String> traces, String stray) {
        String[] lines = sent.split("\n", -1);
        StringBuilder record = new StringBuilder("J" + lines[1].substring(1, 24));
        for (String trace : List.of(traces.get(0), stray)) {
            StringBuilder segment = new StringBuilder(lines[1].substring(24, 264));
            record.append(segment.replace(0, 3, "901")
                    .replace(62, 65, "450")
                    .replace(
                            150,
                            169,
                            (trace.equals(stray) ? "NOBODY" : "P-1") + " ".repeat(trace.equals(stray) ? 13 : 16))
                    .replace(205, 227, trace)
                    .replace(28, 40, trace.equals(stray) ? "9999999     " : "1234567     "));
        }
        String head = lines[0].substring(0, 20) + "0001" + "027064" + lines[0].substring(30);
        return head + "\n" + record.replace(20, 24, "0001") + "\nZ000000003ORIGIN00010001" + "00000000020000"
                + "00000002" + "0".repeat(66);
    }

    @Test
    @DisplayName("BNK-07 BNK-48 from a bank's returns file to the Returned Items report: found by trace, strays listed")
    void fromFileToReport() {
        accounts.openIn(ledger);
        CpaFile sent = CpaFile.of(
                        CpaFile.Originator.builder()
                                .id("ORIGIN0001")
                                .dataCentre("00310")
                                .shortName("Maple")
                                .longName("Maple Ltd")
                                .returns(AccountNumber.canada("12345-003", "7654321"))
                                .build(),
                        12)
                .add(order("p-1"), CA, "Ana")
                .add(order("p-2"), CA, "Ana")
                .build(noon(MAR_1))
                .orThrow();
        for (String id : List.of("p-1", "p-2")) {
            apply(id, PaymentCommand.submit(order(id), MARIA, "s"), MAR_1.minusDays(3));
            apply(
                    id,
                    PaymentCommand.accepted(BANK, "ack").reference(sent.traces().get(PaymentId.of(id))),
                    MAR_1.minusDays(3));
            apply(id, PaymentCommand.clock(Kind.DUE, "due"), MAR_1);
        }
        ByteSource file =
                source(returns(text(sent::writeTo), List.copyOf(sent.traces().values()), "0000003100099000000099"));

        Imports imports = Imports.standard();
        ImportReceipt receipt = imports.prove(file);
        assertThat(receipt.status()).as(receipt.sentence()).isEqualTo(ProofStatus.PROVED);
        ReturnMatcher.PaymentIndex index = ReturnMatcher.PaymentIndex.of(eft, store.all(eft));
        ReturnedItems items = ReturnedItems.of(eft);
        try (Stream<ReturnItem> returned = imports.returns(file, receipt)) {
            for (ReturnedItems.Item item : returned.flatMap(one -> one.toItem(MAR_1.plusDays(9)).stream())
                    .toList()) {
                Resolution<PaymentId> whose = ReturnMatcher.standard().match(item, index);
                if (whose.kind() == Resolution.Kind.UNIQUE) {
                    whose.ifUnique(id -> apply(
                            id.value(),
                            PaymentCommand.returned(
                                    item.code(), item.returnedOn(), BANK, item.source() + item.reference()),
                            item.returnedOn()));
                } else {
                    items = items.unmatched(item, whose);
                }
            }
        }

        ReturnedItemsReport report = items.assess(
                store.all(eft),
                DateRange.month(2027, 3),
                new AsOf(LocalDate.of(2027, 3, 31), noon(LocalDate.of(2027, 3, 31))));
        assertThat(report.lines()).hasSize(1);
        assertThat(report.lines().get(0).payment()).isEqualTo(PaymentId.of("p-1"));
        assertThat(report.lines().get(0).reason().code()).isEqualTo("901");
        assertThat(report.lines().get(0).returnedOn()).isEqualTo(LocalDate.of(2027, 3, 5));
        assertThat(Amounts.plain(report.lines().get(0).amount())).isEqualTo("100.00");
        assertThat(report.unmatched()).hasSize(1);
        assertThat(report.unmatched().get(0).item().trace()).contains("0000003100099000000099");
        assertThat(report.unmatched().get(0).why()).contains("no payment on EFT_CA");
    }
}
