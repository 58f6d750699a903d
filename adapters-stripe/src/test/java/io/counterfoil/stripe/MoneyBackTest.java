package io.counterfoil.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.document.Documents;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.stripe.board.MonthEndPack;
import io.counterfoil.stripe.board.StripeBoard;
import io.counterfoil.stripe.dispute.DisputeStanding;
import io.counterfoil.stripe.dispute.DisputeStanding.EvidenceBundle;
import io.counterfoil.stripe.dispute.DisputeStanding.EvidenceBundle.Field;
import io.counterfoil.stripe.dispute.DisputeStanding.EvidenceBundle.UploadedFile;
import io.counterfoil.stripe.dispute.RefundStanding;
import io.counterfoil.stripe.fact.ObjectKey;
import io.counterfoil.stripe.fact.StripeCode;
import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.CashBalanceFact;
import io.counterfoil.stripe.fact.StripeFact.ChargeFact;
import io.counterfoil.stripe.fact.StripeFact.DisputeFact;
import io.counterfoil.stripe.fact.StripeFact.FraudWarningFact;
import io.counterfoil.stripe.fact.StripeFact.InvoiceFact;
import io.counterfoil.stripe.fact.StripeFact.PayoutFact;
import io.counterfoil.stripe.fact.StripeFact.RefundFact;
import io.counterfoil.stripe.fact.StripePages;
import io.counterfoil.stripe.invoice.InvoiceStanding;
import io.counterfoil.stripe.invoice.InvoiceStanding.Flag;
import io.counterfoil.stripe.invoice.InvoiceStanding.Status;
import io.counterfoil.stripe.payout.PayoutProof;
import io.counterfoil.stripe.posting.StripeAccountRole;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.money.Monetary;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MoneyBackTest {

    private static final Instant NOW = Instant.parse("2027-03-31T23:59:59Z");
    private static final AsOf AS_OF = AsOf.at(NOW, ZoneOffset.UTC);
    private static final DateRange MARCH = DateRange.month(2027, 3);
    private static final long T = Instant.parse("2027-03-10T10:00:00Z").getEpochSecond();
    private static final Amounts GBP = Amounts.in("GBP");

    private static AccountMap accounts() {
        return AccountMap.builder()
                .standard(Monetary.getCurrency("GBP"), StripeAccountRole.values())
                .build();
    }

    private static Stripe stripe(StripeFact... facts) {
        return Stripe.builder()
                .account("acct_1")
                .live()
                .accounts(accounts())
                .facts(List.of(facts))
                .build();
    }

    private static <T extends StripeFact> T read(Class<T> kind, String json) {
        var page = StripePages.live("acct_1").read(json.replace('\'', '"'), "test");
        assertThat(page.facts()).as("%s", page.diagnostics()).hasSize(1);
        return kind.cast(page.facts().get(0));
    }

    private static ChargeFact charge(String id, String more) {
        return read(
                ChargeFact.class,
                "{'id':'" + id + "','object':'charge','amount':12000,'currency':'gbp','created':" + T + "," + more
                        + "}");
    }

    private static InvoiceFact invoice(String status, String more) {
        return read(
                InvoiceFact.class,
                "{'id':'in_1','object':'invoice','amount_due':12000,'currency':'gbp','status':'" + status
                        + "','created':" + T + (more.isEmpty() ? "" : "," + more) + "}");
    }

    private static final String PAID_BY_CH_1 =
            "'payments':{'data':[{'id':'inpay_1','object':'invoice_payment','invoice':'in_1','amount_paid':12000,"
                    + "'amount_requested':12000,'currency':'gbp','status':'paid','payment':{'type':'charge','charge':'ch_1'}}]}";

    private static BalanceRow row(String id, String type, long amount, long fee, String source) {
        return BalanceRow.builder()
                .key(new ObjectKey(io.counterfoil.stripe.fact.StripeAccountId.of("acct_1"), true, id))
                .type(type)
                .reportingCategory(type.equals("payout_failure") ? "payout_reversal" : type)
                .amountMinor(amount)
                .feeMinor(fee)
                .netMinor(amount - fee)
                .currency("gbp")
                .source(source)
                .createdAt(Instant.ofEpochSecond(T))
                .build();
    }

    @Test
    @DisplayName(
            "STR-38 STR-39 STR-41 an invoice is paid by embedded payments or by the fields of older versions alike")
    void readsBothShapes() {
        ChargeFact paid = charge("ch_1", "'status':'succeeded','amount_captured':12000");
        InvoiceStanding basil = stripe(paid).assess(invoice("paid", PAID_BY_CH_1), List.of(), AS_OF);
        InvoiceStanding legacy =
                stripe(paid).assess(invoice("paid", "'charge':'ch_1','amount_paid':12000"), List.of(), AS_OF);
        for (InvoiceStanding standing : List.of(basil, legacy)) {
            assertThat(standing.status()).isEqualTo(Status.PAID);
            assertThat(standing.openMinor()).isZero();
            assertThat(standing.flags()).isEmpty();
            assertThat(standing.shares()).hasSize(1);
        }
        assertThat(basil.open()).contains(GBP.of("0.00"));
        assertThat(basil.invoice().foundAt()).containsEntry("payment", "payments.data[0].id");
        assertThat(legacy.invoice().foundAt()).containsEntry("payment", "charge");
    }

    @Test
    @DisplayName("STR-42 a late failure of a bank debit reopens the invoice, with reason and state of the mandate")
    void reopensAfterALateFailure() {
        ChargeFact returned = charge(
                "ch_1",
                "'status':'failed','failure_balance_transaction':'txn_9','failure_code':'insufficient_funds',"
                        + "'payment_method_details':{'type':'bacs_debit','bacs_debit':{'mandate':'mandate_1'}}");
        StripeFact mandate =
                read(StripeFact.class, "{'id':'mandate_1','object':'mandate','status':'inactive','type':'multi_use'}");
        InvoiceStanding standing = stripe(returned, mandate).assess(invoice("paid", PAID_BY_CH_1), List.of(), AS_OF);
        assertThat(standing.status()).isEqualTo(Status.FAILED);
        assertThat(standing.flags()).containsExactly(Flag.RETURNED, Flag.STRIPE_STILL_PAID);
        assertThat(standing.openMinor()).isEqualTo(12_000);
        assertThat(standing.failureCode()).contains("insufficient_funds");
        assertThat(standing.mandate().orElseThrow().name()).isEqualTo("INACTIVE");
    }

    @Test
    @DisplayName(
            "STR-39 STR-47 credits, payments outside Stripe and over-payments: open + paid + credits + off-Stripe = due + over")
    void countsEverything() {
        StripeFact note = read(
                StripeFact.class,
                "{'id':'cn_1','object':'credit_note','amount':2000,'currency':'gbp','status':'issued','type':'pre_payment',"
                        + "'invoice':'in_1','created':1,'refunds':[{'refund':'re_1'}],'out_of_band_amount':500}");
        InvoiceStanding credited = stripe(note).assess(invoice("open", ""), List.of(), AS_OF);
        assertThat(credited.openMinor()).isEqualTo(10_000);
        assertThat(credited.status()).isEqualTo(Status.PENDING);
        assertThat(credited.credits()).singleElement().satisfies(credit -> {
            assertThat(credit.refunds()).containsExactly("re_1");
            assertThat(credit.outOfBandMinor()).isEqualTo(500);
            assertThat(credit.beforePaymentMinor()).isEqualTo(2_000);
        });
        InvoiceStanding remaining = stripe(note).assess(invoice("open", "'amount_remaining':12000"), List.of(), AS_OF);
        assertThat(remaining.openMinor()).as("Stripe's own figure counts").isEqualTo(12_000);
        InvoiceStanding outside = stripe().assess(invoice("paid", "'paid_out_of_band':true"), List.of(), AS_OF);
        assertThat(outside.status()).isEqualTo(Status.PAID);
        assertThat(outside.offStripeMinor()).isEqualTo(12_000);
        InvoiceStanding over = stripe().assess(
                        invoice("paid", PAID_BY_CH_1.replace("'amount_paid':12000", "'amount_paid':12500")),
                        List.of(),
                        AS_OF);
        assertThat(over.status()).isEqualTo(Status.OVERPAID);
        assertThat(over.overMinor()).isEqualTo(500);
        assertThat(over.openMinor()).isZero();
    }

    @Test
    @DisplayName(
            "STR-54 STR-56 STR-57 money of disputes is in their rows; a bank debit's dispute is a return with its reason")
    void weighsDisputes() {
        DisputeFact ach = read(
                DisputeFact.class,
                "{'id':'dp_1','object':'dispute','amount':5000,'currency':'gbp','status':'lost','reason':'insufficient_funds',"
                        + "'created':1,'payment_method_details':{'type':'us_bank_account'}}");
        DisputeStanding lost = stripe().assess(ach, List.of(row("txn_1", "adjustment", -5_000, 1_500, "dp_1")), AS_OF);
        assertThat(lost.kind()).isEqualTo(DisputeStanding.Kind.RETURN);
        assertThat(lost.returned().orElseThrow().code()).isEqualTo("R01");
        assertThat(lost.returned().orElseThrow().known()).isTrue();
        assertThat(lost.netMinor()).as("amount and fee are gone").isEqualTo(-6_500);
        assertThat(lost.loss()).contains(GBP.of("50.00"));
        assertThat(lost.alerts(NOW)).isEmpty();
    }

    @Test
    @DisplayName("STR-55 the clock is inclusive at three days, and missed one second after its end")
    void readsTheClock() {
        for (Object[] example : new Object[][] {
            {0L, DisputeStanding.Clock.URGENT},
            {-1L, DisputeStanding.Clock.MISSED},
            {3 * 86_400L, DisputeStanding.Clock.URGENT},
            {3 * 86_400L + 1, DisputeStanding.Clock.RUNNING}
        }) {
            DisputeFact dispute = read(
                    DisputeFact.class,
                    "{'id':'dp_1','object':'dispute','amount':1,'currency':'gbp','status':'needs_response','created':1,"
                            + "'evidence_details':{'due_by':" + (NOW.getEpochSecond() + (long) example[0]) + "}}");
            DisputeStanding standing = stripe().assess(dispute, List.of(row("t", "adjustment", -1, 0, "dp_1")), AS_OF);
            assertThat(standing.clock()).contains((DisputeStanding.Clock) example[1]);
            assertThat(standing.alerts(NOW).stream().map(alert -> alert.kind()).toList())
                    .isEqualTo(
                            example[1] == DisputeStanding.Clock.RUNNING ? List.of() : List.of(AlertKind.DEADLINE_NEAR));
        }
    }

    @Test
    @DisplayName("STR-52 a refund that fails after its success owes the money again; its reference is for the customer")
    void followsRefunds() {
        RefundFact failed = read(
                RefundFact.class,
                "{'id':'re_1','object':'refund','amount':500,'currency':'gbp','status':'failed','created':1,"
                        + "'balance_transaction':'txn_1','failure_balance_transaction':'txn_2','charge':'ch_1'}");
        RefundStanding back = stripe().assess(
                        failed,
                        List.of(
                                row("txn_1", "refund", -500, 0, "re_1"),
                                row("txn_2", "refund_failure", 500, 0, "re_1")));
        assertThat(back.status()).isEqualTo(RefundStanding.Status.FAILED_AFTER_SUCCESS);
        assertThat(back.owedAgain()).isTrue();
        assertThat(back.breaks()).isEmpty();
        assertThat(stripe().assess(failed, List.of(row("txn_1", "refund", -500, 0, "re_1")))
                        .breaks())
                .containsExactly(RefundStanding.Break.NOT_RECREDITED);
        RefundFact done = read(
                RefundFact.class,
                "{'id':'re_2','object':'refund','amount':500,'currency':'gbp','status':'succeeded','created':1,"
                        + "'destination_details':{'type':'card','card':{'reference':'745','reference_type':'acquirer_reference_number'}}}");
        RefundStanding sent = stripe().assess(done, List.of());
        assertThat(sent.customerReference()).contains("acquirer_reference_number 745");
        assertThat(sent.breaks()).containsExactly(RefundStanding.Break.NO_FUNDS_MOVEMENT);
        assertThat(sent.owedAgain()).isFalse();
    }

    @Test
    @DisplayName("STR-53 the release of a partial capture is no refund")
    void tellsReleasesFromRefunds() {
        ChargeFact partly =
                charge("ch_1", "'status':'succeeded','amount_captured':7000,'amount_refunded':5000,'captured':true");
        assertThat(stripe(partly).payments().payments().get(0).standing())
                .isEqualTo(io.counterfoil.reconciliation.status.StatusTable.PaymentStanding.SUCCEEDED);
        RefundFact real = read(
                RefundFact.class,
                "{'id':'re_1','object':'refund','amount':7000,'currency':'gbp','status':'succeeded','created':1,'charge':'ch_1'}");
        assertThat(stripe(partly, real).payments().payments().get(0).standing())
                .isEqualTo(io.counterfoil.reconciliation.status.StatusTable.PaymentStanding.REFUNDED_FULL);
    }

    @Test
    @DisplayName(
            "STR-58 evidence is held to its limits and shows nothing of itself; a fraud warning proposes the refund first")
    void bundlesEvidence() {
        EvidenceBundle bundle = EvidenceBundle.builder()
                .text(Field.CUSTOMER_NAME, "Ana Lima")
                .text(Field.UNCATEGORIZED_TEXT, "paid with 4242 4242 4242 4242")
                .file(Field.RECEIPT, new UploadedFile("file_1", 48_200))
                .build();
        assertThat(bundle.obstacles()).isEmpty();
        assertThat(bundle.parameters())
                .containsEntry("evidence[customer_name]", "Ana Lima")
                .containsEntry("evidence[receipt]", "file_1");
        assertThat(bundle.parameters().get("evidence[uncategorized_text]")).doesNotContain("4242 4242 4242");
        assertThat(bundle.toString()).doesNotContain("Ana");
        EvidenceBundle tooLong = EvidenceBundle.builder()
                .limits(10, 15, 100)
                .text(Field.CUSTOMER_NAME, "x".repeat(11))
                .text(Field.SERVICE_DATE, "y".repeat(5))
                .file(Field.RECEIPT, new UploadedFile("file_1", 101))
                .build();
        assertThat(tooLong.obstacles().stream().map(o -> o.code()).toList())
                .isEqualTo(List.<Code>of(
                        EvidenceBundle.Limit.TEXT_TOO_LONG,
                        EvidenceBundle.Limit.TEXTS_TOO_LONG,
                        EvidenceBundle.Limit.FILES_TOO_LARGE));
        assertThat(EvidenceBundle.builder().build().obstacles()).hasSize(1);
        assertThatThrownBy(() -> EvidenceBundle.builder().text(Field.RECEIPT, "a"))
                .isInstanceOf(IllegalArgumentException.class);
        ChargeFact charge = charge("ch_1", "'status':'succeeded','amount_captured':12000");
        FraudWarningFact warning = read(
                FraudWarningFact.class,
                "{'id':'issfr_1','object':'radar.early_fraud_warning','charge':'ch_1','actionable':true,'created':1}");
        RefundStanding.Proposal proposal = stripe(charge).proposeRefund(warning).orElseThrow();
        assertThat(proposal.amount()).isEqualTo(GBP.of("120.00"));
        assertThat(proposal.reason()).isEqualTo(RefundStanding.Proposal.Reason.EARLY_FRAUD_WARNING);
        assertThat(stripe().proposeRefund(warning)).isEmpty();
    }

    @Test
    @DisplayName("STR-24 STR-62 a success without a balance row is an alarm after the limit, never by a test clock")
    void alarmsMissingRows() {
        ChargeFact late = charge("ch_1", "'status':'succeeded'");
        Duration limit = Duration.between(Instant.ofEpochSecond(T), NOW);
        assertThat(stripe(late).missingRows(limit, AS_OF)).isEmpty();
        assertThat(stripe(late).missingRows(limit.minusSeconds(1), AS_OF)).hasSize(1);
        ChargeFact tested = ChargeFact.builder().from(late).testClock("clock_1").build();
        assertThat(stripe(tested).missingRows(Duration.ofHours(1), AS_OF)).isEmpty();
    }

    @Test
    @DisplayName("STR-33 a conversion is proven within one minor unit; the fee is a row of its own")
    void provesConversions() {
        ChargeFact eur = read(
                ChargeFact.class,
                "{'id':'ch_1','object':'charge','amount':10000,'currency':'eur','status':'succeeded','created':1}");
        BalanceRow base = row("txn_1", "charge", 8_123, 0, "ch_1");
        for (long off = -2; off <= 2; off++) {
            BalanceRow converted = BalanceRow.builder()
                    .from(base)
                    .amountMinor(8_123 + off)
                    .netMinor(8_123 + off)
                    .exchangeRate(new BigDecimal("0.8123"))
                    .build();
            assertThat(stripe().proveFx(eur, converted).status())
                    .isEqualTo(Math.abs(off) <= 1 ? ProofStatus.PROVED : ProofStatus.BROKEN);
        }
        assertThat(stripe().proveFx(eur, base).status()).isEqualTo(ProofStatus.UNPROVED);
    }

    @Test
    @DisplayName("STR-34 a report and the API give one proof, and every row that differs is named")
    void provesReports() throws IOException {
        String csv = """
                automatic_payout_id,balance_transaction_id,created,currency,gross,fee,net,reporting_category,source_id
                po_1,txn_1,2027-03-10 10:00:00,gbp,100.00,2.00,98.00,charge,ch_1
                po_1,txn_2,2027-03-10 10:00:00,gbp,-8.00,0.00,-8.00,refund,re_1
                """;
        Checked<List<BalanceRow>> read = stripe().readReport(new StringReader(csv));
        List<BalanceRow> api =
                List.of(row("txn_1", "charge", 10_000, 200, "ch_1"), row("txn_2", "refund", -800, 0, "re_1"));
        assertThat(stripe().proveReport(read.orThrow(), api.stream()).status()).isEqualTo(ProofStatus.PROVED);
        PayoutFact payout = read(
                PayoutFact.class,
                "{'id':'po_1','object':'payout','amount':9000,'currency':'gbp','status':'paid','automatic':true,"
                        + "'reconciliation_status':'completed','arrival_date':1,'created':1}");
        PayoutProof byReport = stripe().proveReported(payout, read.orThrow().stream());
        PayoutProof byApi = stripe().provePayout(
                        payout,
                        Stream.concat(api.stream(), Stream.of(row("txn_3", "payout", -9_000, 0, "po_1"))),
                        AS_OF);
        assertThat(byReport.status()).isEqualTo(ProofStatus.PROVED);
        assertThat(byReport.digest()).isEqualTo(byApi.digest());
        Proof broken =
                stripe().proveReport(read.orThrow(), Stream.of(api.get(0), row("txn_9", "charge", 100, 0, "ch_9")));
        assertThat(broken.status()).isEqualTo(ProofStatus.BROKEN);
        assertThat(broken.problems().stream().map(Diagnostic::code).toList())
                .isEqualTo(List.<Code>of(StripeCode.NOT_IN_REPORT, StripeCode.NOT_IN_API));
        assertThat(broken.differences().get(0).amount()).isEqualTo(GBP.of("-9.00"));
    }

    @Test
    @DisplayName("STR-36 STR-46 STR-49 the board sums payments, fees and cash, and every sum drills to its objects")
    void sumsTheBoard() {
        ChargeFact paid = charge(
                "ch_1",
                "'status':'succeeded','amount_captured':12000,'payment_method_details':{'type':'card','card':{'country':'GB'}}");
        ChargeFact failed = charge("ch_2", "'status':'failed','failure_code':'card_declined'");
        CashBalanceFact cash = read(
                CashBalanceFact.class,
                "{'id':'cc_1','object':'customer_cash_balance_transaction','type':'funded','net_amount':700,'currency':'gbp',"
                        + "'customer':'cus_1','created':" + T + "}");
        List<StripeFact> facts = List.of(paid, failed, cash, paid, row("txn_1", "charge", 12_000, 360, "ch_1"));
        StripeBoard board = stripe(paid).board(facts.stream(), MARCH);
        LocalDate day = LocalDate.of(2027, 3, 10);
        assertThat(board.lines())
                .containsExactly(
                        new StripeBoard.Line(
                                new StripeBoard.Key(day, StripeBoard.Outcome.SUCCEEDED, "gbp", ""), 1, 12_000),
                        new StripeBoard.Line(
                                new StripeBoard.Key(day, StripeBoard.Outcome.FAILED, "gbp", "card_declined"),
                                1,
                                12_000));
        assertThat(board.drill(board.lines().get(1), facts.stream())).containsExactly(failed);
        assertThat(board.fees()).singleElement().satisfies(line -> {
            assertThat(line.method()).isEqualTo("card");
            assertThat(line.country()).isEqualTo("GB");
            assertThat(line.effectiveRate()).contains(new BigDecimal("0.030000"));
        });
        assertThat(board.feeProofs())
                .singleElement()
                .satisfies(proof -> assertThat(proof.holds()).isTrue());
        assertThat(board.cash()).containsExactly(new StripeBoard.Cash("cus_1", "gbp", 700, List.of("cc_1")));
        assertThat(Documents.text(board.toDocument(), Locale.UK))
                .contains("card_declined")
                .contains("cus_1");
    }

    private static MonthEndPack.Books.Builder books(Stream<BalanceRow> rows, String closing) {
        return MonthEndPack.Books.builder()
                .account(io.counterfoil.stripe.fact.StripeAccountId.of("acct_1"))
                .rows(() -> rows)
                .closing(List.of(GBP.of(closing)));
    }

    @Test
    @DisplayName("STR-37 STR-30 a month ties to Stripe and to the ledger, or says why not")
    void provesMonths() {
        List<BalanceRow> rows = List.of(
                row("txn_1", "charge", 12_000, 360, "ch_1"),
                row("txn_2", "payout", -11_640, 0, "po_1"),
                row("txn_3", "payout_failure", 11_640, 0, "po_1"));
        Ledger ledger = Ledger.inMemory(ZoneOffset.UTC);
        accounts().openIn(ledger);
        stripe().post(rows, ledger, NOW).orThrow();
        MonthEndPack good = stripe().proveMonth(
                        books(rows.stream(), "116.40").ledger(ledger).build(), MARCH, AS_OF);
        assertThat(good.proof().status()).as(good.proof().sentence()).isEqualTo(ProofStatus.PROVED);
        assertThat(good.ledger())
                .singleElement()
                .satisfies(proof -> assertThat(proof.holds()).isTrue());
        assertThat(ledger.balance(
                                accounts().of(StripeAccountRole.PAYOUT_IN_TRANSIT, Monetary.getCurrency("GBP")),
                                AS_OF,
                                io.counterfoil.payments.ledger.BalanceBasis.BOOKED)
                        .posted())
                .as("a payout that failed is no longer on its way")
                .isEqualTo(GBP.of("0.00"));
        MonthEndPack bad = stripe().proveMonth(
                        books(rows.stream(), "116.41").ledger(ledger).build(), MARCH, AS_OF);
        assertThat(bad.proof().status()).isEqualTo(ProofStatus.BROKEN);
        assertThat(bad.proof().sentence()).contains("116.41");
        assertThat(Documents.text(bad.toDocument(), Locale.UK)).contains("BROKEN");
    }

    @Test
    @DisplayName("STR-65 a payout of 100,000 rows and a month of 300,000 are read as streams")
    void streams() {
        PayoutFact payout = read(
                PayoutFact.class,
                "{'id':'po_1','object':'payout','amount':9800000,'currency':'gbp','status':'paid','automatic':true,"
                        + "'reconciliation_status':'completed','arrival_date':1,'created':1}");
        Stream<BalanceRow> members =
                IntStream.range(0, 100_000).mapToObj(i -> row("txn_" + i, "charge", 100, 2, "ch_" + i));
        PayoutProof proof = stripe().provePayout(
                        payout, Stream.concat(members, Stream.of(row("own", "payout", -9_800_000, 0, "po_1"))), AS_OF);
        assertThat(proof.status()).isEqualTo(ProofStatus.PROVED);
        assertThat(proof.members()).hasSize(100_000);
        int size = Integer.getInteger("counterfoil.month.rows", 300_000);
        Stream<BalanceRow> month = IntStream.range(0, size).mapToObj(i -> row("txn_" + i, "charge", 100, 2, "ch_" + i));
        String closing = BigDecimal.valueOf(98L * size, 2).toPlainString();
        MonthEndPack pack = stripe().proveMonth(books(month, closing).build(), MARCH, AS_OF);
        assertThat(pack.proof().status()).as(pack.proof().sentence()).isEqualTo(ProofStatus.PROVED);
        assertThat(pack.fees())
                .singleElement()
                .satisfies(line -> assertThat(line.count()).isEqualTo(size));
    }

    @Test
    @DisplayName("STR-35 reserves, top-ups, transfers, financing and issuing never touch income or expense")
    void reclassifiesWithoutProfit() {
        for (String category : Arrays.asList(
                "risk_reserved_funds",
                "connect_reserved_funds",
                "topup",
                "topup_reversal",
                "transfer",
                "financing_payout")) {
            BalanceRow moved = BalanceRow.builder()
                    .from(row("txn_1", "charge", 500, 0, "x_1"))
                    .type(category)
                    .reportingCategory(category)
                    .build();
            assertThat(stripe().assess(moved).legs())
                    .as(category)
                    .allSatisfy(leg -> assertThat(leg.role().kind())
                            .isIn(
                                    io.counterfoil.payments.ledger.Account.Kind.ASSET,
                                    io.counterfoil.payments.ledger.Account.Kind.LIABILITY));
        }
    }
}
