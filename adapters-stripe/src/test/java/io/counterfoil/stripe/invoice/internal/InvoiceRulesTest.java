package io.counterfoil.stripe.invoice.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.reconciliation.status.Invoice;
import io.counterfoil.reconciliation.status.InvoiceAction;
import io.counterfoil.reconciliation.status.InvoiceId;
import io.counterfoil.reconciliation.status.InvoiceSource;
import io.counterfoil.reconciliation.status.StatusTable.PaymentStanding;
import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.fact.StripeFact.InvoiceFact;
import io.counterfoil.stripe.fact.StripeFact.InvoicePaymentFact;
import io.counterfoil.stripe.fact.StripePages;
import io.counterfoil.stripe.invoice.InvoiceLink;
import io.counterfoil.stripe.invoice.InvoiceLink.Cause;
import io.counterfoil.stripe.invoice.InvoiceLink.Rank;
import io.counterfoil.stripe.invoice.InvoiceLink.Share;
import io.counterfoil.stripe.invoice.InvoiceStanding;
import io.counterfoil.stripe.invoice.InvoiceStanding.Flag;
import io.counterfoil.stripe.invoice.InvoiceStanding.Status;
import io.counterfoil.stripe.invoice.LinkPolicy;
import io.counterfoil.stripe.invoice.PaymentEvidence;
import io.counterfoil.stripe.invoice.PaymentFacts;
import io.counterfoil.stripe.invoice.internal.StandingRules.Attempt;
import io.counterfoil.stripe.invoice.internal.StandingRules.Facts;
import io.counterfoil.stripe.invoice.internal.StandingRules.Outcome;
import io.counterfoil.stripe.money.StripeAmounts;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class InvoiceRulesTest {

    private static final Amounts GBP = Amounts.in("GBP");
    private static final LocalDate DAY = LocalDate.of(2027, 3, 1);

    @ParameterizedTest
    @CsvSource({
        // state, due, credits, off, paid, returned, attempt, status, open, over, flags
        "DRAFT, 100, 0, 0, 0, 0, NONE, DRAFT, 100, 0, ''",
        "VOID, 100, 0, 0, 0, 0, UNDER_WAY, VOID, 0, 0, ''",
        "VOID, 100, 0, 0, 120, 0, NONE, VOID, 0, 0, MONEY_ON_CLOSED_INVOICE",
        "OPEN, 100, 0, 0, 0, 0, NONE, PENDING, 100, 0, ''",
        "OPEN, 100, 0, 0, 1, 0, NONE, PART_PAID, 99, 0, ''",
        "OPEN, 100, 0, 1, 0, 0, NONE, PART_PAID, 99, 0, ''",
        "OPEN, 100, 30, 30, 39, 0, NONE, PART_PAID, 1, 0, ''",
        "OPEN, 100, 30, 30, 40, 0, NONE, PAID, 0, 0, STRIPE_STILL_OPEN",
        "PAID, 100, 0, 0, 100, 0, NONE, PAID, 0, 0, ''",
        "PAID, 100, 0, 0, 101, 0, NONE, OVERPAID, 0, 1, ''",
        "OPEN, 100, 0, 0, 101, 0, FAILED, OVERPAID, 0, 1, STRIPE_STILL_OPEN",
        "PAID, 100, 0, 0, 99, 0, NONE, REVIEW, 1, 0, EVIDENCE_INCOMPLETE",
        "PAID, 100, 0, 0, 0, 100, NONE, FAILED, 100, 0, 'RETURNED,STRIPE_STILL_PAID'",
        "PAID, 100, 0, 0, 0, 99, NONE, REVIEW, 100, 0, EVIDENCE_INCOMPLETE",
        "UNKNOWN, 100, 0, 0, 0, 100, NONE, REVIEW, 100, 0, EVIDENCE_INCOMPLETE",
        "UNCOLLECTIBLE, 100, 0, 0, 0, 0, UNDER_WAY, WRITTEN_OFF, 100, 0, ''",
        "UNCOLLECTIBLE, 100, 0, 0, 1, 0, NONE, WRITTEN_OFF, 99, 0, MONEY_ON_CLOSED_INVOICE",
        "OPEN, 100, 0, 0, 50, 50, UNDER_WAY, PROCESSING, 50, 0, ''",
        "OPEN, 100, 0, 0, 50, 50, ACTION_REQUIRED, ACTION_REQUIRED, 50, 0, ''",
        "OPEN, 100, 0, 0, 50, 50, FAILED, FAILED, 50, 0, RETURNED",
        "OPEN, 100, 0, 0, 50, 0, FAILED, FAILED, 50, 0, ''",
        "OPEN, 0, 0, 0, 0, 0, NONE, PAID, 0, 0, STRIPE_STILL_OPEN"
    })
    @DisplayName(
            "STR-39 STR-41 open = due − credits − off-Stripe − paid, and the first rule that fits says how it stands")
    void stands(
            String state,
            long due,
            long credits,
            long off,
            long paid,
            long returned,
            Attempt attempt,
            Status status,
            long open,
            long over,
            String flags) {
        List<InvoiceStanding.Share> shares = new ArrayList<>();
        if (paid != 0) {
            shares.add(new InvoiceStanding.Share("pi_1", paid, false));
        }
        if (returned != 0) {
            shares.add(new InvoiceStanding.Share("pi_2", returned, true));
        }
        for (boolean disputed : new boolean[] {false, true}) {
            Outcome outcome = StandingRules.assess(new Facts(state, due, credits, off, shares, attempt, disputed));
            assertThat(outcome.status()).isEqualTo(status);
            assertThat(outcome.openMinor()).isEqualTo(open);
            assertThat(outcome.overMinor()).isEqualTo(over);
            List<Flag> expected = new ArrayList<>();
            if (disputed) {
                expected.add(Flag.DISPUTED);
            }
            for (String flag : flags.split(",", -1)) {
                if (!flag.isEmpty()) {
                    expected.add(Flag.valueOf(flag));
                }
            }
            assertThat(outcome.flags()).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    @DisplayName("STR-39 figures that leave 64 bits are refused, not wrapped")
    void refusesOverflow() {
        List<InvoiceStanding.Share> shares = List.of(
                new InvoiceStanding.Share("pi_1", Long.MAX_VALUE, false), new InvoiceStanding.Share("pi_2", 1, false));
        assertThatThrownBy(() -> StandingRules.assess(new Facts("OPEN", 1, 0, 0, shares, Attempt.NONE, false)))
                .isInstanceOf(ArithmeticException.class);
    }

    @ParameterizedTest
    @EnumSource(Status.class)
    @DisplayName("STR-43 only an invoice on which something can be open may be asked for")
    void payable(Status status) {
        assertThat(status.payable())
                .isEqualTo(!List.of("DRAFT", "VOID", "OVERPAID", "PAID").contains(status.name()));
        assertThat(status.id()).isEqualTo("STRIPE_INVOICE." + status.name());
    }

    private static List<StripeFact> facts(String... objects) {
        var page = StripePages.test("acct_1").read(("[" + String.join(",", objects) + "]").replace('\'', '"'), "test");
        assertThat(page.facts()).as("%s", page.diagnostics()).hasSize(objects.length);
        return page.facts();
    }

    private static String invoice(String more) {
        return "{'id':'in_1','object':'invoice','amount_due':12000,'currency':'gbp','created':1" + more + "}";
    }

    private static String payment(String id, String status, long minor, String payment) {
        return "{'id':'" + id + "','object':'invoice_payment','invoice':'in_1','amount_requested':" + minor
                + (status.equals("paid") ? ",'amount_paid':" + minor : "") + ",'currency':'gbp','status':'" + status
                + "','payment':{" + payment + "}}";
    }

    private static String charge(String id, String more) {
        return "{'id':'" + id
                + "','object':'charge','amount':12000,'amount_captured':12000,'captured':true,'paid':true,'currency':'gbp','created':1,'payment_intent':'pi_1'"
                + more + "}";
    }

    private static InvoiceStanding assess(String... objects) {
        List<StripeFact> facts = facts(objects);
        InvoiceFact invoice = (InvoiceFact) facts.get(0);
        List<InvoicePaymentFact> payments = facts.stream()
                .filter(InvoicePaymentFact.class::isInstance)
                .map(InvoicePaymentFact.class::cast)
                .toList();
        return new InvoiceAssessor(new FactIndex(facts.subList(1, facts.size())), StripeAmounts.standard())
                .assess(invoice, payments);
    }

    private static final String BY_PI = "'type':'payment_intent','payment_intent':'pi_1'";

    @Test
    @DisplayName("STR-39 STR-42 payments, returns, disputes and attempts are put together from facts")
    void putsTogether() {
        String paid = payment("inpay_1", "paid", 12_000, BY_PI);
        InvoiceStanding good = assess(invoice(",'status':'paid'"), paid, charge("ch_1", ",'status':'succeeded'"));
        assertThat(good.status()).isEqualTo(Status.PAID);
        assertThat(good.shares()).containsExactly(new InvoiceStanding.Share("pi_1", 12_000, false));
        assertThat(good.open()).contains(GBP.zero());
        assertThat(good.evidence().sentence())
                .isEqualTo(
                        "invoice in_1 is PAID: due 12000, credited 0, paid outside Stripe 0, paid 12000, sent back 0, open 0 (minor units, gbp); Stripe says PAID");
        InvoiceStanding back = assess(
                invoice(",'status':'paid'"),
                paid,
                charge(
                        "ch_1",
                        ",'status':'failed','failure_code':'insufficient_funds','payment_method_details':{'type':'bacs_debit','bacs_debit':{'mandate':'mandate_1'}}"),
                "{'id':'mandate_1','object':'mandate','status':'inactive'}");
        assertThat(back.status()).isEqualTo(Status.FAILED);
        assertThat(back.shares()).containsExactly(new InvoiceStanding.Share("pi_1", 12_000, true));
        assertThat(back.failureCode()).contains("insufficient_funds");
        assertThat(back.mandate().map(StripeFact.State::name)).contains("INACTIVE");
        assertThat(back.has(Flag.STRIPE_STILL_PAID)).isTrue();
        InvoiceStanding lost = assess(
                invoice(",'status':'paid'"),
                paid,
                charge("ch_1", ",'status':'succeeded'"),
                "{'id':'dp_1','object':'dispute','amount':5000,'currency':'gbp','created':1,'charge':'ch_1','status':'lost'}");
        assertThat(lost.shares())
                .containsExactly(
                        new InvoiceStanding.Share("pi_1", 5_000, true),
                        new InvoiceStanding.Share("pi_1", 7_000, false));
        assertThat(lost.has(Flag.DISPUTED)).isTrue();
        assertThat(lost.openMinor()).isEqualTo(5_000);
        InvoiceStanding open = assess(
                invoice(",'status':'paid'"),
                paid,
                charge("ch_1", ",'status':'succeeded'"),
                "{'id':'dp_1','object':'dispute','amount':5000,'currency':'gbp','created':1,'charge':'ch_1','status':'needs_response'}");
        assertThat(open.status()).isEqualTo(Status.PAID);
        assertThat(open.has(Flag.DISPUTED)).isTrue();
        assertThat(assess(invoice(",'status':'open'"), payment("inpay_1", "open", 12_000, BY_PI), intent("processing"))
                        .status())
                .isEqualTo(Status.PROCESSING);
        assertThat(assess(
                                invoice(",'status':'open'"),
                                payment("inpay_1", "open", 12_000, BY_PI),
                                intent("requires_action"))
                        .status())
                .isEqualTo(Status.ACTION_REQUIRED);
        InvoiceStanding failed = assess(
                invoice(",'status':'open'"),
                payment("inpay_1", "open", 12_000, BY_PI),
                "{'id':'pi_1','object':'payment_intent','amount':12000,'currency':'gbp','created':1,'status':'requires_payment_method','last_payment_error':{'code':'card_declined','decline_code':'expired_card'}}");
        assertThat(failed.status()).isEqualTo(Status.FAILED);
        assertThat(failed.failureCode()).isPresent();
        assertThat(assess(
                                invoice(",'status':'open'"),
                                payment("inpay_1", "canceled", 12_000, BY_PI),
                                intent("processing"))
                        .status())
                .as("a payment that was cancelled counts for nothing")
                .isEqualTo(Status.PENDING);
    }

    private static String intent(String status) {
        return "{'id':'pi_1','object':'payment_intent','amount':12000,'currency':'gbp','created':1,'status':'" + status
                + "'}";
    }

    @Test
    @DisplayName(
            "STR-38 STR-39 STR-47 older shapes, money from outside and credit notes before payment lower what is open")
    void olderShapesAndCredits() {
        InvoiceStanding legacy = assess(
                invoice(",'status':'paid','amount_paid':12000,'payment_intent':'pi_1'"),
                charge("ch_1", ",'status':'succeeded'"));
        assertThat(legacy.status()).isEqualTo(Status.PAID);
        assertThat(legacy.shares()).containsExactly(new InvoiceStanding.Share("pi_1", 12_000, false));
        assertThat(assess(invoice(",'status':'open','payment_intent':'pi_1'"), intent("processing"))
                        .status())
                .isEqualTo(Status.PROCESSING);
        InvoiceStanding outside = assess(invoice(",'status':'paid','amount_paid':12000,'paid_out_of_band':true"));
        assertThat(outside.status()).isEqualTo(Status.PAID);
        assertThat(outside.offStripeMinor()).isEqualTo(12_000);
        InvoiceStanding record = assess(
                invoice(",'status':'open'"),
                payment("inpay_1", "paid", 2_000, "'type':'payment_record','payment_record':'pr_1'"));
        assertThat(record.offStripeMinor()).isEqualTo(2_000);
        assertThat(record.status()).isEqualTo(Status.PART_PAID);
        String note =
                "{'id':'cn_1','object':'credit_note','invoice':'in_1','amount':3000,'currency':'gbp','created':1,'status':'issued','type':'pre_payment'}";
        InvoiceStanding credited = assess(invoice(",'status':'open'"), note);
        assertThat(credited.creditsMinor()).isEqualTo(3_000);
        assertThat(credited.openMinor()).isEqualTo(9_000);
        assertThat(credited.credits()).containsExactly(new InvoiceStanding.Credit("cn_1", 3_000, 0, 0, List.of()));
        InvoiceStanding stated = assess(invoice(",'status':'open','amount_remaining':10000,'amount_paid':0"), note);
        assertThat(stated.creditsMinor()).as("what Stripe says remains").isEqualTo(2_000);
        InvoiceStanding after = assess(invoice(",'status':'open'"), note.replace("pre_payment", "post_payment"));
        assertThat(after.creditsMinor()).isZero();
        assertThat(after.credits()).containsExactly(new InvoiceStanding.Credit("cn_1", 0, 3_000, 0, List.of()));
        assertThat(assess(invoice(",'status':'open'"), note.replace("issued", "void"))
                        .credits())
                .isEmpty();
    }

    private static Invoice host(String number, String open) {
        return Invoice.builder()
                .id(InvoiceId.of(number))
                .customer(PartyId.of("ana"))
                .amount(GBP.of("120.00"))
                .open(GBP.of(open))
                .status(GBP.of(open).isZero() ? Invoice.Status.PAID : Invoice.Status.PENDING)
                .issuedOn(DAY)
                .build();
    }

    private static PaymentEvidence.Builder paid(String amount) {
        return PaymentEvidence.builder()
                .paymentId("pi_1")
                .amount(GBP.of(amount))
                .paidOn(DAY)
                .standing(PaymentStanding.SUCCEEDED);
    }

    private static InvoiceLink match(PaymentEvidence payment, Invoice... invoices) {
        return InvoiceResolver.standard()
                .match(List.of(payment), InvoiceSource.inMemory(List.of(invoices)))
                .get(0);
    }

    @Test
    @DisplayName(
            "STR-40 the amount says what becomes of the invoice: part paid, paid, paid and credited, and the rest is unapplied")
    void amounts() {
        Invoice open = host("INV-1", "120.00");
        InvoiceLink part = match(paid("119.99").addOrderReference("inv 1").build(), open);
        assertThat(part.action()).contains(InvoiceAction.MARK_PART_PAID);
        assertThat(part.shares()).containsExactly(new Share(open.id(), GBP.of("119.99")));
        assertThat(part.unapplied().isZero()).isTrue();
        assertThat(part.strongest()).contains(Rank.ORDER_REFERENCE);
        InvoiceLink more = match(paid("120.01").addOrderReference("INV-1").build(), open);
        assertThat(more.action()).contains(InvoiceAction.MARK_PAID_AND_CREDIT);
        assertThat(more.shares()).containsExactly(new Share(open.id(), GBP.of("120.00")));
        assertThat(more.unapplied().isEqualTo(GBP.of("0.01"))).isTrue();
        InvoiceLink again = match(
                paid("120.00").addOrderReference("INV-1").build(),
                Invoice.builder()
                        .from(host("INV-1", "0.00"))
                        .putReference("payment_intent", "pi_0")
                        .build());
        assertThat(again.reason()).contains(Cause.DUPLICATE_PAYMENT);
        assertThat(again.shares()).isEmpty();
        assertThat(again.obstacles().get(0).sentence()).isEqualTo("nothing is open on the invoice");
        InvoiceLink same = match(
                paid("120.00").addOrderReference("INV-1").build(),
                Invoice.builder()
                        .from(host("INV-1", "0.00"))
                        .putReference("payment_intent", "pi_1")
                        .build());
        assertThat(same.action()).contains(InvoiceAction.NONE);
        assertThat(same.shares()).containsExactly(new Share(open.id(), GBP.of("120.00")));
        InvoiceLink euro = match(
                paid("1.00")
                        .amount(Amounts.in("EUR").of("120.00"))
                        .addOrderReference("INV-1")
                        .build(),
                open);
        assertThat(euro.reason()).contains(Cause.CURRENCY_MISMATCH);
    }

    @Test
    @DisplayName(
            "STR-40 hard evidence that names two invoices chooses none; a text that disagrees is outranked and listed")
    void conflicts() {
        Invoice one = host("INV-1", "120.00");
        Invoice two = host("INV-2", "120.00");
        InvoiceLink conflict = match(
                paid("120.00")
                        .addOrderReference("INV-1")
                        .putMetadata("charge.order_id", "INV-2")
                        .build(),
                one,
                two);
        assertThat(conflict.reason()).contains(Cause.CONFLICTING_EVIDENCE);
        assertThat(conflict.candidates()).containsExactly(one, two);
        assertThat(conflict.action()).isEmpty();
        assertThat(conflict.strongest()).contains(Rank.METADATA);
        InvoiceLink outranked = match(
                paid("120.00").addOrderReference("INV-1").addText("for INV-2").build(), one, two);
        assertThat(outranked.action()).contains(InvoiceAction.MARK_PAID);
        assertThat(outranked.obstacles()).extracting(Obstacle::code).contains(Cause.OUTRANKED);
        InvoiceLink unheard = match(
                paid("120.00").addOrderReference("INV-9").addText("for INV-2").build(), one, two);
        assertThat(unheard.obstacles()).extracting(Obstacle::code).contains(Cause.NAMES_NO_INVOICE);
        assertThat(unheard.shares()).containsExactly(new Share(two.id(), GBP.of("120.00")));
        assertThat(unheard.strongest()).contains(Rank.NUMBER_IN_TEXT);
        InvoiceLink ignored =
                match(paid("7.00").putMetadata("charge.colour", "INV-1").build(), one);
        assertThat(ignored.reason()).contains(Cause.NO_EVIDENCE);
    }

    @Test
    @DisplayName("STR-40 a number in a text is a whole token; several match only where their open amounts sum exactly")
    void texts() {
        Invoice one = host("INV-1", "120.00");
        Invoice two = host("INV-2", "30.00");
        for (String text : List.of("pay INV-1.", "(inv-1)", "x;INV-1:y", "\"INV-1\"", "INV-1 INV-1")) {
            assertThat(match(paid("120.00").addText(text).build(), one, two).shares())
                    .as(text)
                    .containsExactly(new Share(one.id(), GBP.of("120.00")));
        }
        for (String text : List.of("INV-10", "XINV-1", "INV", "1")) {
            assertThat(match(paid("7.00").addText(text).build(), one).reason())
                    .as(text)
                    .contains(Cause.NO_EVIDENCE);
        }
        InvoiceLink both = match(paid("150.00").addText("INV-1 and INV-2").build(), one, two);
        assertThat(both.action()).contains(InvoiceAction.MARK_PAID);
        assertThat(both.shares())
                .containsExactly(new Share(one.id(), GBP.of("120.00")), new Share(two.id(), GBP.of("30.00")));
        assertThat(both.unapplied().isZero()).isTrue();
        InvoiceLink off = match(paid("149.99").addText("INV-1 and INV-2").build(), one, two);
        assertThat(off.reason()).contains(Cause.SUM_DIFFERS);
        assertThat(off.candidates()).containsExactly(one, two);
        assertThat(match(
                                paid("150.00")
                                        .standing(PaymentStanding.PROCESSING)
                                        .addText("INV-1, INV-2")
                                        .build(),
                                one,
                                two)
                        .reason())
                .contains(Cause.SUM_DIFFERS);
        assertThat(match(paid("120.00").addText("INV-1, INV-3").build(), one, host("INV-3", "0.00"))
                        .reason())
                .as("one of them has nothing open")
                .contains(Cause.SUM_DIFFERS);
    }

    @ParameterizedTest
    @CsvSource({"-11, NO_EVIDENCE", "-10, LINKED", "0, LINKED", "10, LINKED", "11, NO_EVIDENCE"})
    @DisplayName(
            "STR-40 the same customer and exactly the open amount link within ten days either way, amount and date alone only suggest")
    void nearInTime(int days, String expected) {
        Invoice open = host("INV-1", "120.00");
        PaymentEvidence payment = paid("120.00")
                .paidOn(DAY.plusDays(days))
                .customer(PartyId.of("ana"))
                .build();
        InvoiceLink link = match(payment, open);
        assertThat(link.action().isPresent()).isEqualTo(expected.equals("LINKED"));
        PaymentEvidence stranger = paid("120.00")
                .paidOn(DAY.plusDays(days))
                .customer(PartyId.of("bob"))
                .build();
        assertThat(match(stranger, open).reason())
                .contains(expected.equals("LINKED") ? Cause.SUGGESTION_ONLY : Cause.NO_EVIDENCE);
        if (expected.equals("LINKED")) {
            assertThat(link.strongest()).contains(Rank.CUSTOMER_AMOUNT_DATE);
            assertThat(match(payment, open, host("INV-2", "120.00")).reason()).contains(Cause.SEVERAL_CANDIDATES);
        }
        assertThat(match(paid("119.99").customer(PartyId.of("ana")).build(), open)
                        .reason())
                .contains(Cause.NO_EVIDENCE);
        assertThatThrownBy(() -> LinkPolicy.builder().windowDays(-1).build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(LinkPolicy.builder().windowDays(0).build().windowDays()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Rank.class)
    @DisplayName("STR-40 six ranks are hard, three are not")
    void ranks(Rank rank) {
        assertThat(rank.hard()).isEqualTo(List.of(Rank.values()).indexOf(rank) < 6);
        assertThat(rank.id()).isEqualTo("STRIPE_LINK." + rank.name());
    }

    private static PaymentEvidence only(String... objects) {
        PaymentFacts facts = PaymentFacts.builder(ZoneOffset.UTC)
                .customers(id -> Optional.of(PartyId.of("c-" + id)))
                .facts(facts(objects))
                .build();
        assertThat(facts.payments()).hasSize(1);
        return facts.payments().get(0);
    }

    @Test
    @DisplayName("STR-38 STR-40 session, link, order and what the host wrote on Stripe's invoice become evidence")
    void gathersEvidence() {
        PaymentEvidence payment = only(
                charge(
                        "ch_1",
                        ",'status':'succeeded','description':'for you','metadata':{'a':'1'},'balance_transaction':'txn_1','customer':'cus_1'"),
                "{'id':'pi_1','object':'payment_intent','amount':12000,'amount_received':12000,'currency':'gbp','created':1,'status':'succeeded','latest_charge':'ch_1','metadata':{'b':'2'}}",
                "{'id':'cs_1','object':'checkout.session','status':'complete','payment_status':'paid','currency':'gbp','amount_total':12000,'created':1,'payment_intent':'pi_1','payment_link':'plink_1','client_reference_id':'REF','metadata':{'c':'3'}}",
                "{'id':'plink_1','object':'payment_link','active':false,'currency':'gbp','metadata':{'d':'4'}}",
                payment("inpay_1", "paid", 12_000, BY_PI),
                invoice(",'status':'paid','metadata':{'invoice_number':'INV-1'}"));
        assertThat(payment.metadata())
                .containsOnlyKeys(
                        "charge.a",
                        "payment_intent.b",
                        "checkout.session.c",
                        "payment_link.d",
                        "invoice.in_1.invoice_number");
        assertThat(payment.clientReference()).contains("REF");
        assertThat(payment.paymentLink()).contains("plink_1");
        assertThat(payment.checkoutSession()).contains("cs_1");
        assertThat(payment.invoicePayments()).containsExactly("in_1");
        assertThat(payment.origin()).isEqualTo(PaymentEvidence.Origin.STRIPE_INVOICE);
        assertThat(payment.balanceTransaction()).contains("txn_1");
        assertThat(payment.customer()).contains(PartyId.of("c-cus_1"));
        assertThat(payment.texts()).contains("for you");
        assertThat(match(payment, host("INV-1", "120.00")).action()).contains(InvoiceAction.MARK_PAID);
        assertThat(only(charge("ch_1", ",'status':'succeeded'")).origin()).isEqualTo(PaymentEvidence.Origin.DIRECT);
    }

    @ParameterizedTest
    @CsvSource({
        "requires_action, REQUIRES_ACTION",
        "requires_payment_method, NONE",
        "canceled, CANCELED",
        "processing, PROCESSING",
        "requires_capture, PROCESSING",
        "succeeded, SUCCEEDED",
        "teleported, PROCESSING"
    })
    @DisplayName("STR-40 an intent without a charge stands by its own status")
    void intentAlone(String status, PaymentStanding expected) {
        assertThat(only(intent(status)).standing()).isEqualTo(expected);
    }

    @Test
    @DisplayName("STR-40 the last charge of an intent counts, a failed one with a retry under way is under way")
    void lastCharge() {
        PaymentEvidence retried = only(
                charge("ch_1", ",'status':'failed','failure_code':'card_declined'")
                        .replace("'captured':true,'paid':true,", ""),
                intent("processing"));
        assertThat(retried.standing()).isEqualTo(PaymentStanding.PROCESSING);
        PaymentEvidence later = only(
                charge("ch_2", ",'status':'succeeded'").replace("'created':1", "'created':2"),
                charge("ch_1", ",'status':'failed'").replace("'captured':true,'paid':true,", ""),
                intent("succeeded"));
        assertThat(later.charge()).contains("ch_2");
        PaymentFacts none = PaymentFacts.builder(ZoneOffset.UTC)
                .facts(facts(charge("ch_1", ",'status':'succeeded'").replace("gbp", "zzz")))
                .build();
        assertThat(none.payments()).isEmpty();
        assertThat(none.diagnostics()).hasSize(1);
    }
}
