package io.counterfoil.examples.clientservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.counterfoil.examples.Main;
import io.counterfoil.examples.clientservices.Plan.Debit;
import io.counterfoil.examples.clientservices.Plan.Fate;
import io.counterfoil.examples.clientservices.Plan.WireFate;
import io.counterfoil.examples.desk.Ties;
import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.batch.BatchStatus;
import io.counterfoil.payments.bill.BillPayment;
import io.counterfoil.payments.dispute.CardDispute;
import io.counterfoil.payments.dispute.CardDisputeStatus;
import io.counterfoil.payments.exposure.AvailableFunds;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.onboarding.MerchantApplication;
import io.counterfoil.payments.onboarding.MerchantApplicationStatus;
import io.counterfoil.payments.order.Payment;
import io.counterfoil.payments.order.PaymentStatus;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.payments.returned.ReturnedItemsReport;
import io.counterfoil.payments.verification.AccountVerification;
import io.counterfoil.payments.verification.AccountVerificationStatus;
import io.counterfoil.ticketing.ticket.Ticket;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figures of the month, each counted a second time from the plan in whole cents, without the library. */
class ClientServicesMonthTest {

    private static final long SEED = 20270331L;
    private static final ClientServicesMonth MONTH = ClientServicesMonth.of(SEED);
    private static final LocalDate LAST = LocalDate.of(2027, 3, 31);
    private static final String THIN = "cedar-legal";

    private final Plan plan = MONTH.plan();
    private final MonthEnd end = MONTH.end();

    private static <T> long sum(List<T> all, Predicate<T> which, ToLongFunction<T> minor) {
        return all.stream().filter(which).mapToLong(minor).sum();
    }

    /** A collection counts where its due day has come and it was not taken back for good. */
    private static boolean isKept(Debit debit) {
        boolean good = debit.fate() == Fate.SETTLES || debit.fate() == Fate.RETRIED;
        return good && !debit.dueOn().isAfter(LAST);
    }

    private long supplierPayments(String client) {
        return sum(
                plan.supplierInvoices(),
                one -> one.client().equals(client)
                        && one.paidBy() != null
                        && !one.supplier().equals("old-press"),
                Plan.SupplierInvoice::minor);
    }

    /** What a client is charged: 45 an item, 600 a return, 2,000 a wire or chargeback, 50 a bill, 3.2 % of a sale. */
    private long fees(String client) {
        long fees = 0;
        for (Debit debit : plan.debits()) {
            if (debit.client().equals(client)) {
                fees += debit.fate() == Fate.RETRIED ? 90 : 45;
                fees += debit.fate() == Fate.SETTLES ? 0 : 600;
            }
        }
        Set<String> paid = new HashSet<>();
        for (Plan.SupplierInvoice invoice : plan.supplierInvoices()) {
            boolean isPaid = invoice.client().equals(client) && invoice.paidBy() != null;
            if (isPaid && paid.add(invoice.paidBy() + invoice.supplier())) {
                fees += invoice.supplier().equals("old-press") ? 645 : 45;
            }
        }
        fees += 2_000
                * plan.wires().stream()
                        .filter(wire -> wire.client().equals(client))
                        .count();
        fees += 50
                * plan.bills().stream()
                        .filter(bill -> bill.client().equals(client)
                                && bill.accountNumber().length() == 10)
                        .count();
        for (int i = 0; i < plan.cards().size(); i++) {
            Plan.Card card = plan.cards().get(i);
            if (card.client().equals(client)) {
                fees += (card.minor() * 32 + 500) / 1_000 + (i == 0 || i == 2 ? 2_000 : 0);
            }
        }
        return fees;
    }

    private long posted(String client) {
        long posted = plan.openings().getOrDefault(client, 0L)
                + sum(plan.debits(), one -> one.client().equals(client) && isKept(one), Debit::minor)
                + sum(plan.credits(), one -> client.equals(one.announcedBy()), Plan.Credit::minor)
                + (client.equals("north-dental") ? 125_000 : 0)
                + sum(plan.cards(), one -> one.client().equals(client), Plan.Card::minor)
                - sum(
                        plan.wires(),
                        one -> one.client().equals(client) && one.fate() != WireFate.RETURNED_SHORT,
                        Plan.Wire::minor)
                - supplierPayments(client)
                - sum(
                        plan.bills(),
                        one -> one.client().equals(client)
                                && one.accountNumber().length() == 10,
                        Plan.Bill::minor)
                - fees(client);
        return client.equals(THIN) ? posted + 60_000 : posted; // 640.00 came in, 40.00 of it could be taken back
    }

    private long held(String client) {
        long fresh = sum(
                plan.debits(),
                one -> one.client().equals(client) && isKept(one) && one.dueOn().isAfter(LocalDate.of(2027, 3, 29)),
                Debit::minor);
        boolean disputed = plan.cards().get(2).client().equals(client);
        return fresh + (disputed ? plan.cards().get(2).minor() : 0);
    }

    private long pending(String client) {
        return sum(
                plan.bills(),
                one -> one.client().equals(client) && one.accountNumber().length() != 10,
                Plan.Bill::minor);
    }

    private static long minor(Proof.Figure figure) {
        return Amounts.minor(figure.amount());
    }

    @Test
    void whatEachClientCanDisposeOfIsWhatThePlanLeavesIt() {
        assertThat(end.reports()).hasSize(5);
        for (AvailableFunds.Report report : end.reports()) {
            String client = report.client().value();
            AvailableFunds.Report.Line line = report.lines().get(0);
            assertThat(minor(line.posted())).as("posted of %s", client).isEqualTo(posted(client));
            assertThat(minor(line.held())).as("held of %s", client).isEqualTo(held(client));
            assertThat(minor(line.pending())).as("pending of %s", client).isEqualTo(pending(client));
            assertThat(Amounts.minor(line.available()))
                    .as("available to %s", client)
                    .isEqualTo(posted(client) - held(client) - pending(client));
            assertThat(report.proof().status()).isEqualTo(ProofStatus.PROVED);
        }
        assertThat(held("summit-storage")).isPositive();
        assertThat(pending("river-daycare")).isPositive();
    }

    @Test
    void theBankHoldsWhatThePlanSaysAndTheLedgerTheDepositMore() {
        long bank = 1_000_000 + sum(List.copyOf(plan.openings().values()), any -> true, Long::longValue);
        bank += sum(plan.debits(), ClientServicesMonthTest::isKept, Debit::minor);
        bank += sum(plan.credits(), any -> true, Plan.Credit::minor)
                - 3_150; // the foreign return, corrected by a credit
        bank -= supplierPayments("maple-gym") + supplierPayments("river-daycare");
        bank -= sum(plan.bills(), one -> one.accountNumber().length() == 10, Plan.Bill::minor);
        for (Plan.Wire wire : plan.wires()) {
            bank -= wire.fate() == WireFate.UNDER_WAY ? 0 : wire.charge();
            bank -= wire.fate() == WireFate.CREDITED ? wire.minor() : 0;
            bank -= wire.fate() == WireFate.RETURNED_SHORT ? 1_500 : 0;
        }
        bank += sum(plan.cards(), one -> !one.depositedOn().isAfter(LAST), one -> one.minor() - one.fee());
        bank -= 2 * 1_500 + plan.cards().get(2).minor(); // two chargebacks, of which one came back
        assertThat(Amounts.minor(end.closing())).isEqualTo(bank);

        long deposit = sum(
                plan.cards(),
                one -> one.depositedOn().isAfter(LAST) && !one.settledOn().isAfter(LAST),
                one -> one.minor() - one.fee());
        assertThat(deposit).isPositive();
        assertThat(MONTH.office().balance(MONTH.office().cash(), LAST)).isEqualTo(bank + deposit);
        assertThat(end.bankReconciliation().status()).isEqualTo(ProofStatus.PROVED);
        assertThat(Amounts.minor(end.bankReconciliation().adjustedBank())).isEqualTo(bank + deposit);
    }

    @Test
    void thePoolCoversEveryClientToTheCent() {
        assertThat(end.poolProof().status()).isEqualTo(ProofStatus.PROVED);
        assertThat(Amounts.minor(end.poolProof().pooledDifference())).isZero();
        assertThat(end.poolProof().shortfalls()).isEmpty();
        long all = plan.openings().keySet().stream()
                .mapToLong(client -> posted(client) - held(client) - pending(client))
                .sum();
        assertThat(end.poolProof().customers().stream()
                        .mapToLong(line -> Amounts.minor(line.computed()))
                        .sum())
                .as("with 77.10 that nobody has claimed")
                .isEqualTo(all + 7_710);
        assertThat(MONTH.office().balance(MONTH.office().account(AccountMap.Role.Core.RETURNS_RECEIVABLE), LAST))
                .as("what the thin client could not give back")
                .isEqualTo(60_000);
    }

    @Test
    void feesAreAsAgreedAfterOneWireWasPutRightAndTheBankOwesTen() {
        long fees = plan.openings().keySet().stream().mapToLong(this::fees).sum();
        Proof.Figure posted = end.clientFeeProof().figures().stream()
                .filter(figure -> figure.code().equals("POSTED"))
                .findFirst()
                .orElseThrow();
        assertThat(minor(posted)).isEqualTo(fees);
        assertThat(end.clientFeeProof().status()).isEqualTo(ProofStatus.PROVED);
        assertThat(end.offFees()).singleElement().satisfies(off -> {
            assertThat(off.line().reference()).isEqualTo("W-02/1");
            assertThat(Amounts.plain(off.variance().variance())).isEqualTo("5.00");
        });
        assertThat(end.bankFeeProof().status()).isEqualTo(ProofStatus.BROKEN);
        assertThat(end.bankFeeProof().variances()).singleElement().satisfies(record -> {
            assertThat(record.scheduleLine()).isEqualTo("CHG-W-05");
            assertThat(Amounts.plain(record.variance())).isEqualTo("10.00");
        });
        assertThat(end.proofs().stream().filter(proof -> !proof.holds()).toList())
                .containsExactly(end.bankFeeProof());
    }

    @Test
    void filesGoOutEachWorkingDayAndWhatComesBackIsJoinedToItsPayment() {
        List<EftDesk.FileLine> out =
                MONTH.eft().files().stream().filter(EftDesk.FileLine::out).toList();
        assertThat(out).hasSize(22).allMatch(file -> file.sentence().endsWith("PROVED"));
        Map<LocalDate, Long> filed = new TreeMap<>();
        plan.debits().forEach(debit -> filed.merge(debit.filedOn(), debit.minor(), Long::sum));
        plan.debits().stream()
                .filter(debit -> debit.fate() == Fate.RETRIED)
                .forEach(debit -> filed.merge(Month.after(debit.filedOn(), 3), debit.minor(), Long::sum));
        for (EftDesk.FileLine file : out) {
            assertThat(Amounts.minor(file.debits())).as(file.name()).isEqualTo(filed.getOrDefault(file.day(), 0L));
        }
        ReturnedItemsReport returned = MONTH.eft().returned(Month.MARCH, LAST);
        assertThat(returned.lines()).hasSize(8 + 2 + 1); // debits, credits to a closed account, a wire
        assertThat(returned.untimely())
                .extracting(line -> line.payment().value())
                .containsExactlyElementsOf(plan.debits().stream()
                        .filter(debit -> debit.fate() == Fate.CLOSED_LATE)
                        .map(Debit::id)
                        .toList());
        assertThat(returned.unmatched())
                .singleElement()
                .satisfies(one -> assertThat(Amounts.plain(one.item().amount())).isEqualTo("31.50"));
        assertThat(returned.proof(MONTH.office().ledger()).status()).isEqualTo(ProofStatus.PROVED);
        Map<String, PaymentStatus> statuses = new HashMap<>();
        for (Payment payment : MONTH.office().payments(MONTH.office().eft())) {
            statuses.put(payment.id().value(), payment.status());
        }
        for (Debit debit : plan.debits()) {
            assertThat(statuses.get(debit.id())).as(debit.id()).isIn(expected(debit));
        }
    }

    private static List<PaymentStatus> expected(Debit debit) {
        return switch (debit.fate()) {
            case SETTLES, RETRIED -> List.of(PaymentStatus.ACCEPTED, PaymentStatus.DUE, PaymentStatus.PRESUMED_SETTLED);
            case CLAIMED -> List.of(PaymentStatus.CLAIMED);
            default -> List.of(PaymentStatus.RETURNED);
        };
    }

    @Test
    void anInvoiceIsOwedAgainWhenItsDebitComesBack() {
        assertThat(MONTH.invoices().open(LAST)).isEqualTo(sum(plan.debits(), debit -> !isKept(debit), Debit::minor));
        assertThat(MONTH.invoices().reopenings()).isEqualTo(8);
    }

    @Test
    void suppliersArePaidOnceAndABillThatFitsNoMaskIsHeld() {
        assertThat(MONTH.payouts().runs()).hasSize(10);
        assertThat(MONTH.payouts().runs().stream().mapToLong(Payouts.Run::paid).sum())
                .isEqualTo(sum(plan.supplierInvoices(), one -> one.paidBy() != null, Plan.SupplierInvoice::minor));
        assertThat(MONTH.payouts().supplierBatches())
                .filteredOn(batch -> batch.status() == BatchStatus.COMPLETED)
                .isNotEmpty();
        assertThat(MONTH.payouts().billPayments())
                .extracting(BillPayment::status)
                .filteredOn(status -> status.name().equals("RECEIVED"))
                .hasSize(1);
        assertThat(MONTH.payouts().refusals())
                .singleElement()
                .asString()
                .startsWith("B-06: ")
                .contains("****2345");
    }

    @Test
    void oneChargebackIsWonTheOtherWaitsForEvidenceAndItsDeadlineIsNear() {
        List<CardDispute> disputes = MONTH.cards().disputes();
        assertThat(disputes)
                .extracting(CardDispute::status)
                .containsExactly(CardDisputeStatus.WON, CardDisputeStatus.OPENED);
        assertThat(disputes.get(1).deadline().orElseThrow().day()).isEqualTo(LocalDate.of(2027, 4, 2));
        assertThat(MONTH.cards().checklist(disputes.get(1)).missing())
                .containsExactly(CardDispute.EvidenceKind.AUTHENTICATION);
        assertThat(MONTH.cards().waiting()).hasSize(2);
        assertThat(MONTH.cards().held()).isEqualTo(plan.cards().get(2).minor());
    }

    @Test
    void merchantsArriveCompleteDeficientOrHardlyBegun() {
        assertThat(MONTH.onboarding().merchants())
                .extracting(MerchantApplication::status)
                .containsExactly(
                        MerchantApplicationStatus.ACTIVE,
                        MerchantApplicationStatus.AWAITING_APPLICANT,
                        MerchantApplicationStatus.DRAFT);
        assertThat(MONTH.onboarding().verifications())
                .extracting(AccountVerification::status)
                .containsExactly(
                        AccountVerificationStatus.VERIFIED,
                        AccountVerificationStatus.FAILED,
                        AccountVerificationStatus.REFUSED,
                        AccountVerificationStatus.UNVERIFIED);
        assertThat(MONTH.onboarding().refusals()).hasSize(4).noneMatch(why -> why.contains("98765434567"));
    }

    @Test
    void everyMailIsWhereAPersonWouldPutItAndEveryAlertIsATicket() {
        Map<String, String> queues = new HashMap<>();
        for (Ticket ticket : MONTH.inbox().tickets()) {
            queues.put(ticket.id().value(), ticket.route().orElseThrow().queue());
        }
        for (Plan.Mail mail : plan.mails()) {
            assertThat(queues.getOrDefault(mail.id(), "")).as(mail.id()).isEqualTo(mail.queue());
        }
        assertThat(MONTH.inbox().dropped()).hasSize((int)
                plan.mails().stream().filter(mail -> mail.queue().isEmpty()).count());
        List<Alert> alerts = MONTH.office().alerts();
        assertThat(alerts).extracting(Alert::key).doesNotHaveDuplicates();
        assertThat(alerts).allMatch(alert -> queues.containsKey(alert.key().value()));
        assertThat(MONTH.bank().stray())
                .extracting(alert -> Amounts.plain(alert.amount().orElseThrow()))
                .containsExactlyInAnyOrder("-412.00", "412.00", "1250.00", "31.50", "77.10");
        assertThat(alerts.stream().map(alert -> alert.kind().code()).toList())
                .contains("OUTSIDE_SYSTEM", "DUPLICATE_ACCOUNT", "DEADLINE_NEAR", "FEE_VARIANCE", "UNTIMELY_RETURN");
    }

    @Test
    void aFileThatDoesNotProveItselfStopsTheDayAndBooksNothing() {
        Bank bank = new Bank(plan);
        Office office = new Office(plan.openings());
        EftDesk eft = new EftDesk(office, bank, new InvoiceBook(plan.debits()));
        BankDesk desk = new BankDesk(office, new Payouts(office, bank, eft));
        LocalDate day = LocalDate.of(2027, 3, 16);
        Bank.Evening evening = bank.evening(day);
        String tornStatement =
                evening.statement().replaceFirst(",015,([0-9]+)[0-9],", ",015,$1,"); // a digit of the closing is lost
        String wrongReturns =
                evening.returned().replaceFirst("00000000003150", "00000000003151"); // a cent more in the trailer
        long booked = office.ledger().sequence();

        assertThatIllegalStateException()
                .isThrownBy(() -> desk.evening(tornStatement, day))
                .withMessageContaining("BROKEN");
        assertThatIllegalStateException()
                .isThrownBy(() -> eft.evening(wrongReturns, day))
                .withMessageContaining("BROKEN");
        assertThat(office.ledger().sequence()).isEqualTo(booked);

        eft.evening(evening.returned(), day);
        desk.evening(evening.statement(), day);
        assertThatIllegalStateException()
                .as("the same statement again")
                .isThrownBy(() -> desk.evening(evening.statement(), day));
        assertThat(Amounts.minor(
                        desk.statements().get(0).closing().orElseThrow().amount()))
                .isEqualTo(evening.closing());
    }

    @Test
    void theCommandPrintsFundsAndTiesAndTheSameSeedMakesTheSamePage(@TempDir Path folder) throws IOException {
        assertThat(MONTH.tying().all()).hasSizeGreaterThan(25).allMatch(Ties.Tie::holds);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Path page = folder.resolve("report.html");
        int status = Main.run(
                List.of("client-services-month", "--strict", "--report", page.toString()),
                new PrintWriter(out),
                new PrintWriter(err));
        assertThat(status).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains("Available funds by client", "Bank reconciliation", "How the figures tie")
                .doesNotContain("  NO\n", "98765434567");
        assertThat(Files.readString(page)).isEqualTo(MONTH.html()).contains("Statements to clients");
        ClientServicesMonth other = ClientServicesMonth.of(7);
        assertThat(other.html()).isNotEqualTo(Files.readString(page));
        assertThat(other.ties()).isTrue();
    }
}
