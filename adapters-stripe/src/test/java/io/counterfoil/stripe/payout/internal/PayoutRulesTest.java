package io.counterfoil.stripe.payout.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.statement.StatementEntry;
import io.counterfoil.stripe.fact.StripeAccountId;
import io.counterfoil.stripe.fact.StripeCode;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.Fee;
import io.counterfoil.stripe.fact.StripeFact.PayoutFact;
import io.counterfoil.stripe.fact.StripePages;
import io.counterfoil.stripe.invoice.PaymentFacts;
import io.counterfoil.stripe.money.StripeAmounts;
import io.counterfoil.stripe.payout.BankLinePolicy;
import io.counterfoil.stripe.payout.PayoutLink;
import io.counterfoil.stripe.payout.PayoutLink.Status;
import io.counterfoil.stripe.payout.PayoutProof;
import io.counterfoil.stripe.payout.PayoutProof.Claim;
import io.counterfoil.stripe.payout.internal.PayoutProver.ListSource;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayoutRulesTest {

    private static final Amounts GBP = Amounts.in("GBP");
    private static final PayoutProver PROVER = PayoutProver.standard();
    private static final long T = 1_800_000_000L;

    private static <F> F read(Class<F> kind, String json) {
        var page = StripePages.test("acct_1").read(json.replace('\'', '"'), "test");
        return page.facts().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow();
    }

    private static PayoutFact payout(String id, long amount, String more) {
        return read(
                PayoutFact.class,
                "{'id':'" + id + "','object':'payout','amount':" + amount
                        + ",'currency':'gbp','status':'paid','automatic':true,"
                        + "'arrival_date':" + T + ",'created':" + T + (more.isEmpty() ? "" : "," + more)
                        + (more.contains("reconciliation_status") ? "}" : ",'reconciliation_status':'completed'}"));
    }

    private static BalanceRow row(String id, String type, long amount, long fee, String source) {
        return read(
                BalanceRow.class,
                "{'id':'" + id + "','object':'balance_transaction','type':'" + type + "','reporting_category':'" + type
                        + "','amount':" + amount + ",'fee':" + fee + ",'net':" + (amount - fee)
                        + ",'currency':'gbp','source':'" + source + "','created':" + T + ",'available_on':" + T + "}");
    }

    private static PayoutProof prove(PayoutFact payout, BalanceRow... rows) {
        return PROVER.prove(payout, Stream.of(rows), PaymentFacts.none());
    }

    private static List<String> figures(List<Proof.Figure> figures) {
        return figures.stream()
                .map(figure -> figure.code() + " " + figure.count() + " " + Amounts.plain(figure.amount()))
                .toList();
    }

    private static List<Object> codes(Proof proof) {
        return proof.problems().stream().map(found -> (Object) found.code()).toList();
    }

    @Test
    @DisplayName("STR-28 a proof shows members by category, fees by type, the payout, and nothing that differs")
    void showsFigures() {
        BalanceRow taxed = BalanceRow.builder()
                .from(row("txn_1", "charge", 10_000, 300, "ch_1"))
                .addFeeDetail(new Fee("stripe_fee", 200))
                .addFeeDetail(new Fee("tax", 60))
                .build();
        PayoutProof proof = prove(
                payout("po_1", 14_150, "'balance_transaction':'txn_9'"),
                taxed,
                row("txn_2", "charge", 5_000, 50, "ch_2"),
                row("txn_3", "refund", -500, 0, "re_1"),
                row("txn_9", "payout", -14_150, 0, "po_1"));
        assertThat(proof.status()).isEqualTo(ProofStatus.PROVED);
        assertThat(proof.sentence()).isEqualTo("payout po_1, 141.50 GBP, 3 rows, PROVED");
        assertThat(figures(proof.figures()))
                .containsExactly(
                        "CATEGORY.charge 2 146.50", "CATEGORY.refund 1 -5.00", "MEMBERS 3 141.50", "PAYOUT 1 141.50");
        assertThat(figures(proof.fees()))
                .containsExactly("FEE.(unsplit) 2 0.90", "FEE.stripe_fee 1 2.00", "FEE.tax 1 0.60");
        assertThat(proof.figures().get(0).items())
                .extracting(Proof.Figure.Item::reference)
                .containsExactly("txn_1", "txn_2");
        assertThat(proof.differences()).isEmpty();
        assertThat(proof.warnings()).containsExactly(StripeCode.FEE_SPLIT);
        assertThat(codes(proof)).containsExactly(StripeCode.FEE_SPLIT);
        assertThat(proof.problems().get(0).location().toString()).contains("txn_1");
        assertThat(proof.members()).extracting(BalanceRow::id).containsExactly("txn_1", "txn_2", "txn_3");
        assertThat(proof.rows()).hasSize(4);
        assertThat(proof.memberNetMinor()).hasValue(14_150);
        assertThat(proof.exactPrefix()).isFalse();
    }

    @Test
    @DisplayName("STR-28 a residual is shown with its amount and never spread; the sentence names the first break")
    void showsTheResidual() {
        PayoutProof proof = prove(
                payout("po_1", 9_701, ""),
                row("txn_1", "charge", 10_000, 300, "ch_1"),
                row("txn_9", "payout", -9_701, 0, "po_1"));
        assertThat(proof.status()).isEqualTo(ProofStatus.BROKEN);
        assertThat(proof.breaks()).containsExactly(StripeCode.RESIDUAL);
        assertThat(proof.residualMinor()).hasValue(-1);
        assertThat(figures(proof.differences())).containsExactly("RESIDUAL 0 -0.01");
        assertThat(proof.sentence()).endsWith("BROKEN: -0.01 GBP is not explained by a row");
    }

    @Test
    @DisplayName("STR-28 every way in which a list can be wrong is named, with the row")
    void namesEveryBreak() {
        BalanceRow own = row("txn_9", "payout", -9_700, 0, "po_1");
        BalanceRow charge = row("txn_1", "charge", 10_000, 300, "ch_1");
        PayoutFact payout = payout("po_1", 9_700, "");
        assertThat(prove(payout, charge).breaks()).containsExactly(StripeCode.NO_PAYOUT_ROW);
        assertThat(prove(payout, charge).residualMinor()).hasValue(0);
        assertThat(prove(payout).breaks()).containsExactly(StripeCode.NO_PAYOUT_ROW, StripeCode.RESIDUAL);
        assertThat(prove(payout).residualMinor()).hasValue(-9_700);
        PayoutProof several = prove(payout, charge, own, row("txn_8", "payout", 0, 0, "po_1"));
        assertThat(several.breaks()).containsExactly(StripeCode.SEVERAL_PAYOUT_ROWS);
        assertThat(several.problems().get(0).location().toString()).contains("txn_8");
        assertThat(prove(payout("po_1", 9_700, "'balance_transaction':'txn_7'"), charge, own)
                        .breaks())
                .containsExactly(StripeCode.PAYOUT_ROW_ID_MISMATCH);
        assertThat(prove(payout("po_1", 9_699, ""), charge, own).breaks())
                .containsExactly(StripeCode.PAYOUT_AMOUNT_MISMATCH);
        BalanceRow wrong = BalanceRow.builder().from(charge).feeMinor(299).build();
        assertThat(prove(payout, wrong, own).breaks()).containsExactly(StripeCode.LINE_ARITHMETIC);
        BalanceRow euro = BalanceRow.builder().from(charge).currency("eur").build();
        assertThat(prove(payout, euro, own).breaks()).containsExactly(StripeCode.CURRENCY_MIXED);
        BalanceRow capital = BalanceRow.builder().from(charge).currency("GBP").build();
        assertThat(prove(payout, capital, own).holds()).isTrue();
        BalanceRow changed =
                BalanceRow.builder().from(charge).source("ch_other").build();
        assertThat(prove(payout, charge, own, changed).breaks()).containsExactly(StripeCode.CONFLICTING_DUPLICATE);
        BalanceRow pending = BalanceRow.builder().from(charge).status("pending").build();
        PayoutProof twice = prove(payout, charge, own, pending);
        assertThat(twice.holds()).isTrue();
        assertThat(twice.warnings()).containsExactly(StripeCode.DUPLICATE_LINE);
        BalanceRow unknown = BalanceRow.builder()
                .from(charge)
                .reportingCategory("unheard_of")
                .build();
        assertThat(prove(payout, unknown, own).warnings()).containsExactly(StripeCode.UNKNOWN_CATEGORY);
        assertThat(prove(payout, charge, own, changed, wrong, euro).sentence()).contains("one row came twice");
    }

    @Test
    @DisplayName("STR-28 the payout's own row is told by its source, or by its id where it has no source")
    void findsTheOwnRow() {
        BalanceRow charge = row("txn_1", "charge", 10_000, 300, "ch_1");
        BalanceRow sourceless = BalanceRow.builder()
                .from(row("txn_9", "payout", -9_700, 0, "x"))
                .source(java.util.Optional.empty())
                .build();
        assertThat(prove(payout("po_1", 9_700, "'balance_transaction':'txn_9'"), charge, sourceless)
                        .holds())
                .isTrue();
        assertThat(prove(payout("po_1", 9_700, ""), charge, sourceless).breaks())
                .contains(StripeCode.NO_PAYOUT_ROW);
        BalanceRow foreign = row("txn_9", "payout", -9_700, 0, "po_2");
        assertThat(prove(payout("po_1", 9_700, "'balance_transaction':'txn_9'"), charge, foreign)
                        .breaks())
                .contains(StripeCode.NO_PAYOUT_ROW);
        BalanceRow failure = row("txn_8", "payout_failure", 500, 0, "po_1");
        assertThat(prove(payout("po_1", 10_200, ""), charge, failure, row("txn_9", "payout", -10_200, 0, "po_1"))
                        .holds())
                .as("the failure of a payout is a member, not its own row")
                .isTrue();
    }

    @Test
    @DisplayName("STR-34 a report has no row of the payout's own: the payout's amount stands in for it")
    void provesReports() {
        BalanceRow charge = row("txn_1", "charge", 10_000, 300, "ch_1");
        PayoutFact payout = payout("po_1", 9_700, "");
        assertThat(PROVER.prove(payout, Stream.of(charge), ListSource.REPORT, PaymentFacts.none())
                        .holds())
                .isTrue();
        PayoutProof wrong =
                PROVER.prove(payout("po_1", 9_600, ""), Stream.of(charge), ListSource.REPORT, PaymentFacts.none());
        assertThat(wrong.breaks()).containsExactly(StripeCode.RESIDUAL);
        assertThat(wrong.residualMinor()).hasValue(100);
    }

    @Test
    @DisplayName("STR-28 STR-29 what Stripe has not completed, made by hand or at once is never called proven")
    void neverProvesThose() {
        BalanceRow charge = row("txn_1", "charge", 10_000, 300, "ch_1");
        BalanceRow own = row("txn_9", "payout", -9_700, 0, "po_1");
        PayoutProof early = prove(payout("po_1", 9_700, "'reconciliation_status':'in_progress'"), charge, own);
        assertThat(early.status()).isEqualTo(ProofStatus.UNPROVED);
        assertThat(codes(early)).containsExactly(StripeCode.NOT_READY);
        assertThat(early.members()).containsExactly(charge);
        assertThat(early.memberNetMinor()).isEmpty();
        assertThat(early.residualMinor()).isEmpty();
        assertThat(early.sentence())
                .isEqualTo("payout po_1, 97.00 GBP, UNPROVED: Stripe has not completed the list of its rows");
        for (String hand :
                List.of("'automatic':false", "'method':'instant'", "'reconciliation_status':'not_applicable'")) {
            PayoutFact payout = payout("po_1", 9_700, hand.contains("automatic") ? "'x':1" : hand);
            PayoutFact by = hand.contains("automatic")
                    ? PayoutFact.builder().from(payout).automatic(false).build()
                    : payout;
            PayoutProof proof = prove(by, charge, own);
            assertThat(proof.status()).as(hand).isEqualTo(ProofStatus.UNPROVED);
            assertThat(codes(proof)).as(hand).containsExactly(StripeCode.ESTIMATED);
            assertThat(proof.claims()).containsExactly(new Claim("txn_1", 9_700));
            assertThat(proof.exactPrefix()).isTrue();
            assertThat(proof.residualMinor()).hasValue(0);
            assertThat(proof.sentence()).endsWith("UNPROVED: made by hand, 1 rows estimated, oldest first");
        }
    }

    @Test
    @DisplayName(
            "STR-29 oldest funds first, after what earlier payouts claimed, the last row in part, and a rest that is shown")
    void attributes() {
        PayoutFact payout = PayoutFact.builder()
                .from(payout("po_1", 9_000, ""))
                .automatic(false)
                .build();
        BalanceRow old = BalanceRow.builder()
                .from(row("txn_2", "charge", 4_000, 0, "ch_2"))
                .availableOn(Instant.ofEpochSecond(T - 10))
                .build();
        BalanceRow early = BalanceRow.builder()
                .from(row("txn_1", "charge", 4_000, 0, "ch_1"))
                .createdAt(Instant.ofEpochSecond(T - 5))
                .build();
        BalanceRow same = row("txn_0", "charge", 4_000, 0, "ch_0");
        BalanceRow late = BalanceRow.builder()
                .from(row("txn_3", "charge", 4_000, 0, "ch_3"))
                .availableOn(Instant.ofEpochSecond(T + 1))
                .build();
        BalanceRow never = BalanceRow.builder()
                .from(row("txn_4", "charge", 4_000, 0, "ch_4"))
                .availableOn(java.util.Optional.empty())
                .build();
        BalanceRow euro = BalanceRow.builder()
                .from(row("txn_5", "charge", 4_000, 0, "ch_5"))
                .currency("eur")
                .build();
        BalanceRow other = row("txn_6", "payout", -1_000, 0, "po_0");
        List<BalanceRow> rows = List.of(same, late, never, euro, other, early, old, old);
        PayoutProof cut = PROVER.attribute(payout, rows.stream(), List.of());
        assertThat(cut.claims())
                .containsExactly(new Claim("txn_2", 4_000), new Claim("txn_1", 4_000), new Claim("txn_0", 1_000));
        assertThat(cut.exactPrefix()).isFalse();
        assertThat(cut.residualMinor()).hasValue(0);
        assertThat(cut.members()).containsExactly(old, early, same);
        PayoutProof after = PROVER.attribute(
                payout,
                rows.stream(),
                List.of(new Claim("txn_2", 3_000), new Claim("txn_2", 1_000), new Claim("txn_1", 500)));
        assertThat(after.claims()).containsExactly(new Claim("txn_1", 3_500), new Claim("txn_0", 4_000));
        assertThat(after.residualMinor()).hasValue(1_500);
        assertThat(figures(after.differences())).containsExactly("RESIDUAL 0 15.00");
        PayoutProof whole = PROVER.attribute(
                PayoutFact.builder().from(payout).amountMinor(8_000).build(), rows.stream(), List.of());
        assertThat(whole.exactPrefix()).isTrue();
        assertThat(whole.claims()).hasSize(2);
        BalanceRow fee = row("txn_7", "payout", -8_000, 100, "po_1");
        PayoutProof withFee = PROVER.attribute(
                PayoutFact.builder().from(payout).amountMinor(7_900).build(),
                Stream.concat(rows.stream(), Stream.of(fee)),
                List.of());
        assertThat(withFee.claims()).as("the payout and its own fee").hasSize(2);
        assertThat(withFee.exactPrefix()).isTrue();
        assertThat(PROVER.attribute(payout, Stream.empty(), List.of()).exactPrefix())
                .isFalse();
        PayoutProof claimed = PROVER.attribute(
                PayoutFact.builder().from(payout).amountMinor(3_000).build(),
                Stream.of(old),
                List.of(new Claim("txn_2", 1_000)));
        assertThat(claimed.exactPrefix())
                .as("a row that was claimed in part before is no whole row")
                .isFalse();
        assertThat(claimed.residualMinor()).hasValue(0);
    }

    @Test
    @DisplayName("STR-28 figures that leave 64 bits are no figures: nothing is summed, nothing is proven")
    void guardsOverflow() {
        BalanceRow huge = row("txn_1", "charge", Long.MAX_VALUE / 2, 0, "ch_1");
        PayoutProof proof = prove(payout("po_1", 5, ""), huge, row("txn_9", "payout", -5, 0, "po_1"));
        assertThat(proof.breaks()).contains(StripeCode.OVERFLOW);
        assertThat(proof.memberNetMinor()).isEmpty();
        assertThat(proof.residualMinor()).isEmpty();
        assertThat(proof.figures()).isEmpty();
        PayoutFact hand = PayoutFact.builder()
                .from(payout("po_1", 5, ""))
                .automatic(false)
                .build();
        PayoutProof attributed = PROVER.attribute(hand, Stream.of(huge), List.of());
        assertThat(attributed.claims()).isEmpty();
        assertThat(attributed.residualMinor()).hasValue(5);
        long fits = (1L << 62) / 2 - 8;
        assertThat(prove(payout("po_1", 5, ""), row("txn_1", "charge", fits, 0, "ch_1"))
                        .breaks())
                .doesNotContain(StripeCode.OVERFLOW);
    }

    @Test
    @DisplayName("STR-25 a currency whose minor units are not known is never called proven")
    void unknownCurrency() {
        PayoutFact payout = PayoutFact.builder()
                .from(payout("po_1", 9_700, ""))
                .currency("zzz")
                .build();
        BalanceRow charge = BalanceRow.builder()
                .from(row("txn_1", "charge", 10_000, 300, "ch_1"))
                .currency("zzz")
                .build();
        BalanceRow own = BalanceRow.builder()
                .from(row("txn_9", "payout", -9_700, 0, "po_1"))
                .currency("zzz")
                .build();
        PayoutProof proof = prove(payout, charge, own);
        assertThat(proof.status()).isEqualTo(ProofStatus.UNPROVED);
        assertThat(codes(proof)).containsExactly(StripeCode.UNSUPPORTED_CURRENCY);
        assertThat(proof.sentence()).contains("minor units are not known");
        assertThat(prove(payout, charge).status()).isEqualTo(ProofStatus.BROKEN);
    }

    @Test
    @DisplayName("STR-28 each row belongs to at most one payout")
    void oneRowOnePayout() {
        BalanceRow charge = row("txn_1", "charge", 9_700, 0, "ch_1");
        PayoutProof one = prove(payout("po_1", 9_700, ""), charge, row("txn_8", "payout", -9_700, 0, "po_1"));
        PayoutProof two = prove(payout("po_2", 9_700, ""), charge, row("txn_9", "payout", -9_700, 0, "po_2"));
        assertThat(PayoutProver.rowsInTwoPayouts(List.of(one, two)))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.code()).isEqualTo(StripeCode.ROW_IN_TWO_PAYOUTS);
                    assertThat(found.message()).isEqualTo("row txn_1 is in payouts po_1 and po_2, expected one");
                });
        assertThat(PayoutProver.rowsInTwoPayouts(List.of(one, one))).isEmpty();
    }

    private static StatementEntry line(String id, String amount, LocalDate on, String text) {
        return StatementEntry.builder()
                .id(ItemId.of(id))
                .account(BankAccountRef.of("GB29 NWBK 6016 1331 9268 19"))
                .bookedOn(on)
                .amount(GBP.of(amount))
                .text(text)
                .build();
    }

    private static PayoutLink match(List<StatementEntry> lines, PayoutFact... payouts) {
        return BankLineMatcher.of(BankLinePolicy.standard(), StripeAmounts.standard())
                .match(List.of(payouts), lines)
                .get(0);
    }

    @ParameterizedTest
    @CsvSource({"-2, OPEN", "-1, MATCHED", "0, MATCHED", "3, MATCHED", "4, OPEN"})
    @DisplayName("STR-31 without a trace id: one day before the arrival to three after, both included")
    void datesOfLines(int days, Status expected) {
        LocalDate arrival = LocalDate.ofInstant(Instant.ofEpochSecond(T), ZoneOffset.UTC);
        PayoutLink link = match(
                List.of(line("b-1", "97.00", arrival.plusDays(days), "from s.t.r-i p e")), payout("po_1", 9_700, ""));
        assertThat(link.status()).isEqualTo(expected);
        assertThat(link.evidence())
                .isEqualTo(expected == Status.OPEN ? StripeCode.NOT_AT_BANK : StripeCode.AMOUNT_DATE);
    }

    @Test
    @DisplayName("STR-31 amount, currency and descriptor must fit, uniquely both ways; trace ids go first")
    void matchesLines() {
        LocalDate day = LocalDate.ofInstant(Instant.ofEpochSecond(T), ZoneOffset.UTC);
        PayoutFact plain = payout("po_1", 9_700, "");
        PayoutFact traced = payout("po_2", 9_700, "'trace_id':{'status':'supported','value':'TR-77'}");
        StatementEntry stripe = line("b-1", "97.00", day, "STRIPE");
        StatementEntry trace = line("b-2", "97.00", day, "stripe ref tr 77 x");
        assertThat(match(List.of(line("b-1", "97.01", day, "STRIPE")), plain).status())
                .isEqualTo(Status.OPEN);
        assertThat(match(List.of(line("b-1", "97.00", day, "ACME")), plain).status())
                .isEqualTo(Status.OPEN);
        PayoutLink both = match(List.of(stripe, line("b-3", "97.00", day, "STRIPE")), plain);
        assertThat(both.status()).isEqualTo(Status.AMBIGUOUS);
        assertThat(both.lines()).hasSize(2);
        assertThat(both.resolution().kind()).isEqualTo(Resolution.Kind.AMBIGUOUS);
        assertThat(match(List.of(stripe), plain, payout("po_3", 9_700, "")).status())
                .isEqualTo(Status.AMBIGUOUS);
        List<PayoutLink> pair = BankLineMatcher.of(BankLinePolicy.standard(), StripeAmounts.standard())
                .match(List.of(plain, traced), List.of(trace, stripe));
        assertThat(pair.get(1).evidence()).isEqualTo(StripeCode.TRACE_ID);
        assertThat(pair.get(1).lines()).containsExactly(trace);
        assertThat(pair.get(0).lines())
                .as("a line with a trace is not offered to another")
                .containsExactly(stripe);
        assertThat(pair.get(0).resolution().kind()).isEqualTo(Resolution.Kind.UNIQUE);
        PayoutLink other = match(List.of(line("b-2", "96.00", day, "TR77")), traced);
        assertThat(other.status()).isEqualTo(Status.BREAK);
        assertThat(other.evidence()).isEqualTo(StripeCode.TRACE_ID_AMOUNT_DIFFERS);
        assertThat(match(List.of(trace, line("b-4", "97.00", day, "TR77")), traced)
                        .status())
                .isEqualTo(Status.AMBIGUOUS);
        PayoutFact rival = payout("po_4", 9_700, "'trace_id':{'status':'supported','value':'77X'}");
        assertThat(match(List.of(trace), traced, rival).status())
                .as("one line, two names")
                .isEqualTo(Status.AMBIGUOUS);
        assertThat(match(List.of(line("b-9", "97.00", day.plusDays(60), "TR77")), traced)
                        .status())
                .as("a trace id needs no date")
                .isEqualTo(Status.MATCHED);
        PayoutFact failed =
                PayoutFact.builder().from(plain).from(payout("po_1", 9_700, "")).build();
        assertThat(BankLineMatcher.of(BankLinePolicy.standard(), StripeAmounts.standard())
                        .match(
                                List.of(read(
                                        PayoutFact.class,
                                        "{'id':'po_5','object':'payout','amount':9700,'currency':'gbp','status':'failed','automatic':true,'arrival_date':"
                                                + T + ",'created':" + T + "}")),
                                List.of(stripe)))
                .isEmpty();
        assertThat(failed.id()).isEqualTo("po_1");
        assertThatThrownBy(() -> new BankLinePolicy(" ", 1, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BankLinePolicy("S", -1, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BankLinePolicy("S", 1, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new BankLinePolicy("S", 0, 0).daysAfter()).isZero();
    }

    @Test
    @DisplayName("STR-32 opening and rows make the closing, row by row once, from the first instant to before the last")
    void rollsForward() {
        RollForward roll = RollForward.of(StripeAccountId.of("acct_1"), StripeAmounts.standard());
        RollForward.Window window = new RollForward.Window(Instant.ofEpochSecond(T), Instant.ofEpochSecond(T + 10));
        BalanceRow in = row("txn_1", "charge", 10_000, 300, "ch_1");
        BalanceRow last = at("txn_2", T + 9);
        BalanceRow after = at("txn_3", T + 10);
        BalanceRow before = at("txn_4", T - 1);
        BalanceRow reserve =
                BalanceRow.builder().from(at("txn_5", T)).balanceType("issuing").build();
        List<BalanceRow> counted = new ArrayList<>();
        Proof proof = roll.prove(
                        List.of(GBP.of("1.00")),
                        Stream.of(in, in, last, after, before, reserve),
                        window,
                        List.of(GBP.of("98.50")),
                        counted::add)
                .get(0);
        assertThat(proof.status()).as(proof.sentence()).isEqualTo(ProofStatus.PROVED);
        assertThat(counted).containsExactly(in, last);
        assertThat(figures(proof.figures()))
                .containsExactly("OPENING 0 1.00", "MOVEMENT 2 97.50", "EXPECTED 0 98.50", "CLOSING 0 98.50");
        assertThat(proof.sentence()).isEqualTo("balance of acct_1 in GBP, 2 rows, PROVED");
        Proof off = roll.prove(List.of(), Stream.of(in), window, List.of(GBP.of("96.99")))
                .get(0);
        assertThat(off.status()).isEqualTo(ProofStatus.BROKEN);
        assertThat(figures(off.differences())).containsExactly("DIFFERENCE 0 -0.01");
        assertThat(off.sentence()).contains("closing 96.99, expected 97.00");
        Proof open = roll.prove(List.of(), Stream.of(in), window, List.of()).get(0);
        assertThat(open.status()).isEqualTo(ProofStatus.UNPROVED);
        assertThat(codes(open)).containsExactly(StripeCode.NOT_READY);
        BalanceRow huge = BalanceRow.builder().from(in).netMinor(Long.MAX_VALUE).build();
        Proof large =
                roll.prove(List.of(), Stream.of(huge, last), window, List.of()).get(0);
        assertThat(codes(large)).containsExactly(StripeCode.OVERFLOW);
        BalanceRow strange = BalanceRow.builder().from(in).currency("zzz").build();
        Proof unknown =
                roll.prove(List.of(), Stream.of(strange), window, List.of()).get(0);
        assertThat(codes(unknown)).containsExactly(StripeCode.UNSUPPORTED_CURRENCY);
        assertThat(unknown.problems().get(0).level()).isEqualTo(Diagnostic.Level.ERROR);
        assertThatThrownBy(() -> new RollForward.Window(window.from(), window.from()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static BalanceRow at(String id, long second) {
        return BalanceRow.builder()
                .from(row(id, "charge", 50, 0, "ch_" + id))
                .createdAt(Instant.ofEpochSecond(second))
                .build();
    }
}
