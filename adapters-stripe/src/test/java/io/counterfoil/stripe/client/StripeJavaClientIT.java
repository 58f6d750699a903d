package io.counterfoil.stripe.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.StripeClient;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.PermissionException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.exception.StripeException;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.Charge;
import com.stripe.model.Customer;
import com.stripe.model.Dispute;
import com.stripe.model.Event;
import com.stripe.model.Invoice;
import com.stripe.model.PaymentIntent;
import com.stripe.model.PaymentLink;
import com.stripe.model.Payout;
import com.stripe.model.Price;
import com.stripe.model.Transfer;
import com.stripe.model.checkout.Session;
import com.stripe.model.testhelpers.TestClock;
import com.stripe.net.RequestOptions;
import com.stripe.net.Webhook;
import com.stripe.param.BalanceTransactionListParams;
import com.stripe.param.CreditNoteCreateParams;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerFundCashBalanceParams;
import com.stripe.param.CustomerUpdateParams;
import com.stripe.param.DisputeListParams;
import com.stripe.param.DisputeUpdateParams;
import com.stripe.param.EventListParams;
import com.stripe.param.InvoiceCreateParams;
import com.stripe.param.InvoiceItemCreateParams;
import com.stripe.param.InvoicePayParams;
import com.stripe.param.InvoicePaymentListParams;
import com.stripe.param.PaymentIntentCaptureParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentLinkCreateParams;
import com.stripe.param.PaymentLinkUpdateParams;
import com.stripe.param.PayoutCreateParams;
import com.stripe.param.PayoutListParams;
import com.stripe.param.PriceCreateParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.TransferCreateParams;
import com.stripe.param.WebhookEndpointCreateParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.testhelpers.TestClockAdvanceParams;
import com.stripe.param.testhelpers.TestClockCreateParams;
import io.counterfoil.stripe.fact.StripePage;
import io.counterfoil.stripe.fact.StripePages;
import io.counterfoil.stripe.sdk.StripeJavaTransport;
import io.counterfoil.stripe.simulator.FaultPlan.Fault;
import io.counterfoil.stripe.simulator.StripeSimulator;
import io.counterfoil.stripe.transport.JdkStripeTransport;
import io.counterfoil.stripe.transport.StripeRequest;
import io.counterfoil.stripe.transport.StripeTransport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StripeJavaClientIT {

    private static final String KEY = "sk_test_java123456789";

    private final StripeSimulator stripe =
            StripeSimulator.builder(70).connected("acct_other").build();
    private final StripeClient client = client(KEY);

    private StripeClient client(String key) {
        return StripeClient.builder()
                .setApiKey(key)
                .setApiBase(stripe.baseUri().toString())
                .setMaxNetworkRetries(0)
                .build();
    }

    @AfterEach
    void closeAndCheckThatEveryParameterWasKnown() {
        stripe.close();
        assertThat(stripe.requests())
                .isNotEmpty()
                .allSatisfy(request ->
                        assertThat(request.unknown()).as(request.toString()).isEmpty());
    }

    private PaymentIntent pay(long amount, String method) throws StripeException {
        return client.v1().paymentIntents().create(payment(amount, method).build());
    }

    private static PaymentIntentCreateParams.Builder payment(long amount, String method) {
        return PaymentIntentCreateParams.builder()
                .setAmount(amount)
                .setCurrency("gbp")
                .setPaymentMethod(method)
                .setConfirm(true);
    }

    @Test
    @DisplayName("STR-70 stripe-java: customers, intents, charges, captures, declines and refunds")
    void payments() throws StripeException {
        Customer ana = client.v1()
                .customers()
                .create(CustomerCreateParams.builder()
                        .setEmail("ana+7@example.org")
                        .putMetadata("a&b", "ü=1")
                        .build());
        assertThat(client.v1().customers().retrieve(ana.getId()).getMetadata()).containsEntry("a&b", "ü=1");
        CustomerUpdateParams named =
                CustomerUpdateParams.builder().setName("Ana").build();
        assertThat(client.v1().customers().update(ana.getId(), named).getName()).isEqualTo("Ana");

        PaymentIntent paid = client.v1()
                .paymentIntents()
                .create(payment(25_050, "pm_card_visa")
                        .setCustomer(ana.getId())
                        .putMetadata("invoice_number", "INV-7")
                        .addExpand("latest_charge.balance_transaction")
                        .build());
        assertThat(paid.getStatus()).isEqualTo("succeeded");
        assertThat(paid.getLatestChargeObject().getBalanceTransactionObject().getNet())
                .isEqualTo(24_575);
        Charge charge = client.v1().charges().retrieve(paid.getLatestCharge());
        assertThat(charge.getMetadata()).containsEntry("invoice_number", "INV-7");
        assertThat(charge.getPaymentMethodDetails().getType()).isEqualTo("card");

        PaymentIntent held = client.v1()
                .paymentIntents()
                .create(payment(9_000, "pm_card_visa")
                        .setCaptureMethod(PaymentIntentCreateParams.CaptureMethod.MANUAL)
                        .build());
        assertThat(held.getAmountCapturable()).isEqualTo(9_000);
        PaymentIntentCaptureParams part =
                PaymentIntentCaptureParams.builder().setAmountToCapture(8_000L).build();
        assertThat(client.v1().paymentIntents().capture(held.getId(), part).getAmountReceived())
                .isEqualTo(8_000);

        CardException declined = catchThrowableOfType(
                CardException.class, () -> pay(500, "pm_card_visa_chargeDeclinedInsufficientFunds"));
        assertThat(declined.getCode()).isEqualTo("card_declined");
        assertThat(declined.getDeclineCode()).isEqualTo("insufficient_funds");
        assertThat(declined.getStripeError().getPaymentIntent().getStatus()).isEqualTo("requires_payment_method");

        RefundCreateParams refund = RefundCreateParams.builder()
                .setPaymentIntent(paid.getId())
                .setAmount(1_000L)
                .build();
        assertThat(client.v1().refunds().create(refund).getStatus()).isEqualTo("succeeded");
        assertThat(client.v1().charges().retrieve(charge.getId()).getAmountRefunded())
                .isEqualTo(1_000);
        assertThat(client.v1().customers().delete(ana.getId()).getDeleted()).isTrue();
    }

    @Test
    @DisplayName("STR-70 stripe-java: a dispute is found, answered and won")
    void disputes() throws StripeException {
        PaymentIntent contested = pay(3_000, "pm_card_createDispute");
        List<Dispute> found = client.v1()
                .disputes()
                .list(DisputeListParams.builder()
                        .setPaymentIntent(contested.getId())
                        .build())
                .getData();
        assertThat(found).hasSize(1);
        Dispute dispute = found.get(0);
        assertThat(dispute.getBalanceTransactions())
                .extracting(BalanceTransaction::getNet)
                .containsExactly(-4_500L);
        assertThat(dispute.getEvidenceDetails().getHasEvidence()).isFalse();
        DisputeUpdateParams answer = DisputeUpdateParams.builder()
                .setEvidence(DisputeUpdateParams.Evidence.builder()
                        .setUncategorizedText("winning_evidence")
                        .build())
                .setSubmit(true)
                .build();
        assertThat(client.v1().disputes().update(dispute.getId(), answer).getStatus())
                .isEqualTo("under_review");
        stripe.clock().advance(Duration.ofDays(21));
        assertThat(client.v1().disputes().retrieve(dispute.getId()).getStatus()).isEqualTo("won");
    }

    @Test
    @DisplayName("STR-70 stripe-java: auto-paging over payouts and their rows finds every row once")
    void payouts() throws StripeException {
        for (int i = 0; i < 7; i++) {
            pay(1_000 + i, "pm_card_visa");
        }
        stripe.clock().advance(Duration.ofDays(5));
        List<Payout> payouts = new ArrayList<>();
        client.v1()
                .payouts()
                .list(PayoutListParams.builder().setLimit(1L).build())
                .autoPagingIterable()
                .forEach(payouts::add);
        assertThat(payouts).hasSize(1);
        assertThat(payouts.get(0).getReconciliationStatus()).isEqualTo("completed");
        assertThat(payouts.get(0).getTraceId().getValue()).startsWith("SIMTRACE");
        List<BalanceTransaction> rows = new ArrayList<>();
        client.v1()
                .balanceTransactions()
                .list(BalanceTransactionListParams.builder()
                        .setPayout(payouts.get(0).getId())
                        .setLimit(3L)
                        .build())
                .autoPagingIterable()
                .forEach(rows::add);
        assertThat(rows).hasSize(8);
        assertThat(rows.stream().mapToLong(BalanceTransaction::getNet).sum()).isZero();
        assertThat(new HashSet<>(rows.stream().map(BalanceTransaction::getId).toList()))
                .hasSize(8);

        pay(50_000, "pm_card_bypassPending");
        PayoutCreateParams byHand = PayoutCreateParams.builder()
                .setAmount(1_000L)
                .setCurrency("gbp")
                .build();
        Payout manual = client.v1().payouts().create(byHand);
        assertThat(manual.getAutomatic()).isFalse();
        assertThat(client.v1().payouts().cancel(manual.getId()).getStatus()).isEqualTo("canceled");
    }

    @Test
    @DisplayName("STR-70 stripe-java: payment links, checkout sessions and hosted invoices")
    void billing() throws StripeException {
        Price price = client.v1()
                .prices()
                .create(PriceCreateParams.builder()
                        .setCurrency("gbp")
                        .setUnitAmount(4_200L)
                        .setProductData(PriceCreateParams.ProductData.builder()
                                .setName("Camp")
                                .build())
                        .build());
        PaymentLink link = client.v1().paymentLinks().create(link(price));
        stripe.account().complete(stripe.account().openLink(link.getId()), "pm_card_visa");
        assertThat(client.v1().paymentLinks().retrieve(link.getId()).getActive())
                .as("one payment allowed")
                .isFalse();
        PaymentLinkUpdateParams on =
                PaymentLinkUpdateParams.builder().setActive(true).build();
        assertThat(client.v1().paymentLinks().update(link.getId(), on).getActive())
                .isTrue();

        Session session = client.v1()
                .checkout()
                .sessions()
                .create(SessionCreateParams.builder()
                        .setMode(SessionCreateParams.Mode.PAYMENT)
                        .setSuccessUrl("https://example.org/thanks")
                        .addLineItem(SessionCreateParams.LineItem.builder()
                                .setPrice(price.getId())
                                .setQuantity(2L)
                                .build())
                        .build());
        assertThat(session.getAmountTotal()).isEqualTo(8_400);
        stripe.account().complete(session.getId(), "pm_card_visa");
        Session complete = client.v1().checkout().sessions().retrieve(session.getId());
        assertThat(complete.getPaymentStatus()).isEqualTo("paid");

        Invoice invoice = hostedInvoice();
        assertThat(stripe.account().payInvoice(invoice.getId(), "pm_card_visa")).isEqualTo("paid");
        assertThat(client.v1()
                        .invoicePayments()
                        .list(InvoicePaymentListParams.builder()
                                .setInvoice(invoice.getId())
                                .build())
                        .getData())
                .singleElement()
                .satisfies(payment -> assertThat(payment.getAmountPaid()).isEqualTo(8_000));
    }

    private static PaymentLinkCreateParams link(Price price) {
        return PaymentLinkCreateParams.builder()
                .addLineItem(PaymentLinkCreateParams.LineItem.builder()
                        .setPrice(price.getId())
                        .setQuantity(1L)
                        .build())
                .setRestrictions(PaymentLinkCreateParams.Restrictions.builder()
                        .setCompletedSessions(PaymentLinkCreateParams.Restrictions.CompletedSessions.builder()
                                .setLimit(1L)
                                .build())
                        .build())
                .build();
    }

    /** An invoice over 90.00 with a credit note of 10.00, open at its hosted page. */
    private Invoice hostedInvoice() throws StripeException {
        Customer customer =
                client.v1().customers().create(CustomerCreateParams.builder().build());
        Invoice draft = client.v1()
                .invoices()
                .create(InvoiceCreateParams.builder()
                        .setCustomer(customer.getId())
                        .setCollectionMethod(InvoiceCreateParams.CollectionMethod.SEND_INVOICE)
                        .setDaysUntilDue(30L)
                        .build());
        client.v1()
                .invoiceItems()
                .create(InvoiceItemCreateParams.builder()
                        .setCustomer(customer.getId())
                        .setInvoice(draft.getId())
                        .setAmount(9_000L)
                        .setCurrency("gbp")
                        .build());
        Invoice open = client.v1().invoices().finalizeInvoice(draft.getId());
        assertThat(open.getHostedInvoiceUrl()).startsWith("https://");
        assertThat(open.getLines().getData()).hasSize(1);
        CreditNoteCreateParams note = CreditNoteCreateParams.builder()
                .setInvoice(open.getId())
                .setAmount(1_000L)
                .build();
        assertThat(client.v1().creditNotes().create(note).getType()).isEqualTo("pre_payment");
        assertThatThrownBy(() -> client.v1()
                        .invoices()
                        .pay(
                                open.getId(),
                                InvoicePayParams.builder()
                                        .setPaymentMethod("pm_card_chargeDeclined")
                                        .build()))
                .isInstanceOf(CardException.class);
        return open;
    }

    @Test
    @DisplayName("STR-70 stripe-java: a test clock, a customer's cash balance, transfers and application fees")
    void testHelpersAndConnect() throws StripeException {
        TestClock clock = client.v1()
                .testHelpers()
                .testClocks()
                .create(TestClockCreateParams.builder()
                        .setFrozenTime(1_800_000_000L)
                        .build());
        TestClockAdvanceParams day =
                TestClockAdvanceParams.builder().setFrozenTime(1_800_086_400L).build();
        assertThat(client.v1()
                        .testHelpers()
                        .testClocks()
                        .advance(clock.getId(), day)
                        .getStatus())
                .isEqualTo("ready");
        assertThat(client.v1().testHelpers().testClocks().delete(clock.getId()).getDeleted())
                .isTrue();

        Customer customer =
                client.v1().customers().create(CustomerCreateParams.builder().build());
        CustomerFundCashBalanceParams funds = CustomerFundCashBalanceParams.builder()
                .setAmount(5_000L)
                .setCurrency("gbp")
                .setReference("INV-7")
                .build();
        assertThat(client.v1()
                        .testHelpers()
                        .customers()
                        .fundCashBalance(customer.getId(), funds)
                        .getEndingBalance())
                .isEqualTo(5_000);
        assertThat(client.v1()
                        .customers()
                        .cashBalance()
                        .retrieve(customer.getId())
                        .getAvailable())
                .containsEntry("gbp", 5_000L);

        pay(50_000, "pm_card_bypassPending");
        Transfer transfer = client.v1()
                .transfers()
                .create(TransferCreateParams.builder()
                        .setAmount(700L)
                        .setCurrency("gbp")
                        .setDestination("acct_other")
                        .build());
        assertThat(client.v1().transfers().reversals().create(transfer.getId()).getAmount())
                .isEqualTo(700);
        RequestOptions other =
                RequestOptions.builder().setStripeAccount("acct_other").build();
        client.v1()
                .paymentIntents()
                .create(
                        payment(2_000, "pm_card_visa")
                                .setApplicationFeeAmount(150L)
                                .build(),
                        other);
        assertThat(client.v1().applicationFees().list().getData())
                .singleElement()
                .satisfies(fee -> {
                    assertThat(fee.getAmount()).isEqualTo(150);
                    assertThat(fee.getAccount()).isEqualTo("acct_other");
                });
    }

    @Test
    @DisplayName("STR-70 stripe-java: one key acts once, and refusals are the exceptions that its users know")
    void errors() throws StripeException {
        RequestOptions once =
                RequestOptions.builder().setIdempotencyKey("java-1").build();
        CustomerCreateParams ana = CustomerCreateParams.builder().setName("Ana").build();
        String id = client.v1().customers().create(ana, once).getId();
        assertThat(client.v1().customers().create(ana, once).getId()).isEqualTo(id);
        CustomerCreateParams bob = CustomerCreateParams.builder().setName("Bob").build();
        assertThatThrownBy(() -> client.v1().customers().create(bob, once)).isInstanceOf(IdempotencyException.class);

        assertThatThrownBy(() -> client.v1().charges().retrieve("ch_none"))
                .isInstanceOfSatisfying(InvalidRequestException.class, e -> {
                    assertThat(e.getStatusCode()).isEqualTo(404);
                    assertThat(e.getCode()).isEqualTo("resource_missing");
                    assertThat(e.getRequestId()).startsWith("req_");
                });
        assertThatThrownBy(() -> client("nonsense").v1().balance().retrieve())
                .isInstanceOf(AuthenticationException.class);
        stripe.deny(KEY, "disputes");
        assertThatThrownBy(() -> client.v1().disputes().list()).isInstanceOf(PermissionException.class);
        stripe.faults().next("/v1/topups", Fault.RATE_LIMIT);
        assertThatThrownBy(() -> client.v1().topups().list()).isInstanceOf(RateLimitException.class);
        assertThat(client.v1().topups().list().getData()).isEmpty();
    }

    @Test
    @DisplayName(
            "STR-70 stripe-java: events are listed, and every delivery passes Webhook.constructEvent with typed data")
    void webhooks() throws StripeException {
        String secret = client.v1()
                .webhookEndpoints()
                .create(WebhookEndpointCreateParams.builder()
                        .setUrl("http://127.0.0.1/webhooks")
                        .addEnabledEvent(WebhookEndpointCreateParams.EnabledEvent.ALL)
                        .build())
                .getSecret();
        PaymentIntent paid = pay(4_000, "pm_card_createDispute");
        pay(50_000, "pm_card_visa");
        client.v1()
                .refunds()
                .create(RefundCreateParams.builder()
                        .setPaymentIntent(pay(2_000, "pm_card_visa").getId())
                        .build());
        hostedInvoice();
        stripe.clock().advance(Duration.ofDays(5));
        List<String> types = new ArrayList<>();
        stripe.account().deliverAll(delivery -> {
            String body = new String(delivery.body(), StandardCharsets.UTF_8);
            try {
                Event event = Webhook.constructEvent(body, delivery.signature(), secret, 0);
                types.add(event.getType());
                assertThat(event.getDataObjectDeserializer().getObject())
                        .as(event.getType())
                        .isPresent();
            } catch (SignatureVerificationException e) {
                throw new AssertionError(delivery.toString(), e);
            }
            assertThatThrownBy(() -> Webhook.constructEvent(body + " ", delivery.signature(), secret, 0))
                    .isInstanceOf(SignatureVerificationException.class);
            return 200;
        });
        assertThat(types)
                .contains("charge.succeeded", "charge.dispute.created", "charge.refunded", "payout.paid")
                .contains("invoice.payment_failed", "credit_note.created");
        List<Event> listed = client.v1()
                .events()
                .list(EventListParams.builder()
                        .setType("payment_intent.succeeded")
                        .build())
                .getData();
        assertThat(listed)
                .extracting(event -> ((PaymentIntent)
                                event.getDataObjectDeserializer().getObject().orElseThrow())
                        .getId())
                .contains(paid.getId());
    }

    @Test
    @DisplayName("STR-13 STR-70 the SDK's transport and the JDK's give equal facts")
    void equalFacts() throws Exception {
        pay(4_000, "pm_card_createDispute");
        pay(50_000, "pm_card_visa");
        pay(1_234, "pm_bacsDebit_success");
        hostedInvoice();
        stripe.clock().advance(Duration.ofDays(8));
        StripeTransport.Timing timing = StripeTransport.Timing.of(stripe.clock()::now, wait -> {});
        StripeTransport sdk = StripeJavaTransport.builder(client)
                .timing(timing)
                .jitter(new SplittableRandom(1))
                .allowTelemetry()
                .build();
        StripeTransport jdk = JdkStripeTransport.builder(StripeTransport.ApiKey.of(KEY))
                .baseUri(stripe.baseUri())
                .timing(timing)
                .jitter(new SplittableRandom(1))
                .build();
        StripePages pages = StripePages.test(StripeSimulator.ACCOUNT);
        for (String path : List.of(
                "charges",
                "payment_intents",
                "disputes",
                "invoices",
                "payouts",
                "balance_transactions",
                "mandates/x")) {
            StripeRequest request = StripeRequest.get("/v1/" + path);
            StripePage bySdk = pages.read(sdk.send(request).body(), path);
            StripePage byJdk = pages.read(jdk.send(request).body(), path);
            assertThat(bySdk.facts()).as(path).isEqualTo(byJdk.facts());
            assertThat(bySdk.facts().isEmpty()).as(path).isEqualTo(path.equals("mandates/x"));
        }
    }
}
