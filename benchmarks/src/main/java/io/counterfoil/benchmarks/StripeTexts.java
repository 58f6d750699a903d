package io.counterfoil.benchmarks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** JSON in the form of Stripe's API, made from a fixed seed: signed events of some 3 kB, and pages of a hundred balance rows. */
final class StripeTexts {

    static final String SECRET = "whsec_benchmark_0123456789abcdef";
    static final long SIGNED_AT = 1_800_000_000L;
    static final int PAGE = 100;

    /** Of a thousand events, so many are an earlier one once more. */
    private static final int AGAIN = 100;

    private StripeTexts() {}

    /** A body and its signature header. */
    record Signed(byte[] body, String header) {}

    /** Events about charges that succeeded; one in ten is a repetition. */
    static List<Signed> events(int count, long seed) {
        Random random = new Random(seed);
        List<Signed> events = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            if (i > 0 && random.nextInt(1000) < AGAIN) {
                events.add(events.get(random.nextInt(i)));
                continue;
            }
            byte[] body = event(i, 500 + random.nextInt(100_000)).getBytes(StandardCharsets.UTF_8);
            events.add(new Signed(body, "t=" + SIGNED_AT + ",v1=" + mac(body) + ",v0=" + "0".repeat(64)));
        }
        return events;
    }

    private static String mac(byte[] body) {
        return HexFormat.of().formatHex(rawMac(body));
    }

    /** The signature over a body. */
    static byte[] rawMac(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((SIGNED_AT + ".").getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is in every JDK", e);
        }
    }

    private static String id(String prefix, int number) {
        return prefix + "_3NqX" + String.format(java.util.Locale.ROOT, "%020d", number);
    }

    private static String event(int number, int amount) {
        String charge = id("ch", number);
        return """
            {
              "id": "%s",
              "object": "event",
              "api_version": "2026-07-29.dahlia",
              "created": %d,
              "data": {
                "object": {
                  "id": "%s",
                  "object": "charge",
                  "amount": %d,
                  "amount_captured": %d,
                  "amount_refunded": 0,
                  "application": null,
                  "application_fee": null,
                  "application_fee_amount": null,
                  "balance_transaction": "%s",
                  "billing_details": {
                    "address": {"city": "Edmonton", "country": "CA", "line1": "10001 Jasper Avenue", "line2": null,
                      "postal_code": "T5J 1A1", "state": "AB"},
                    "email": "payer%d@example.org",
                    "name": "A Payer of Camps",
                    "phone": null,
                    "tax_id": null
                  },
                  "calculated_statement_descriptor": "CAMP",
                  "captured": true,
                  "created": %d,
                  "currency": "cad",
                  "customer": "%s",
                  "description": "Registration for the summer camp, week %d",
                  "disputed": false,
                  "failure_balance_transaction": null,
                  "failure_code": null,
                  "failure_message": null,
                  "fraud_details": {},
                  "livemode": false,
                  "metadata": {"invoice_number": "INV-%d", "booking_id": "B-%d", "season": "2027"},
                  "on_behalf_of": null,
                  "outcome": {"advice_code": null, "network_advice_code": null, "network_decline_code": null,
                    "network_status": "approved_by_network", "reason": null, "risk_level": "normal", "risk_score": 12,
                    "seller_message": "Payment complete.", "type": "authorized"},
                  "paid": true,
                  "payment_intent": "%s",
                  "payment_method": "%s",
                  "payment_method_details": {
                    "card": {"amount_authorized": %d, "authorization_code": "123456", "brand": "visa",
                      "checks": {"address_line1_check": "pass", "address_postal_code_check": "pass", "cvc_check": "pass"},
                      "country": "CA", "exp_month": 8, "exp_year": 2031,
                      "extended_authorization": {"status": "disabled"}, "fingerprint": "mToisGZ01V71BCos",
                      "funding": "credit", "incremental_authorization": {"status": "unavailable"}, "installments": null,
                      "last4": "4242", "mandate": null, "multicapture": {"status": "unavailable"}, "network": "visa",
                      "network_token": {"used": false}, "network_transaction_id": "104102978678771",
                      "overcapture": {"maximum_amount_capturable": %d, "status": "unavailable"},
                      "regulated_status": "unregulated", "three_d_secure": null, "wallet": null},
                    "type": "card"
                  },
                  "presentment_details": null,
                  "radar_options": {},
                  "receipt_email": null,
                  "receipt_number": null,
                  "receipt_url": "https://pay.stripe.com/receipts/payment/CAcaFwoVYWNjdF8xTTJKVGtMa2RJd0h1N2l4KL%d",
                  "refunded": false,
                  "review": null,
                  "shipping": null,
                  "source": null,
                  "source_transfer": null,
                  "statement_descriptor": null,
                  "statement_descriptor_suffix": null,
                  "status": "succeeded",
                  "transfer_data": null,
                  "transfer_group": null
                }
              },
              "livemode": false,
              "pending_webhooks": 1,
              "request": {"id": "req_%d", "idempotency_key": "6a3c0a2e-1a2b-4c3d-8e9f-%012d"},
              "type": "charge.succeeded"
            }
            """.formatted(
                        id("evt", number),
                        SIGNED_AT - 5,
                        charge,
                        amount,
                        amount,
                        id("txn", number),
                        number,
                        SIGNED_AT - 10,
                        id("cus", number % 997),
                        number % 9,
                        number,
                        number,
                        id("pi", number),
                        id("pm", number),
                        amount,
                        amount,
                        number,
                        number,
                        number);
    }

    /** Pages of the rows of one payout: charges, a refund in fifty, and last the payout's own row. */
    static List<byte[]> pages(int rows, long seed) {
        Random random = new Random(seed);
        List<byte[]> pages = new ArrayList<>();
        StringBuilder page = new StringBuilder();
        long sum = 0;
        int on = 0;
        for (int i = 0; i < rows; i++) {
            boolean last = i == rows - 1;
            boolean refund = i % 50 == 49;
            long amount = last ? -sum : (refund ? -1 : 1) * (500L + random.nextInt(100_000));
            long fee = last || refund ? 0 : amount * 29 / 1000 + 30;
            sum += last ? 0 : amount - fee;
            page.append(on == 0 ? "" : ",")
                    .append(last ? row(i, "payout", amount, 0) : row(i, refund ? "refund" : "charge", amount, fee));
            on++;
            if (on == PAGE || last) {
                pages.add(("{\"object\": \"list\", \"data\": [" + page + "], \"has_more\": " + !last
                                + ", \"url\": \"/v1/balance_transactions\"}")
                        .getBytes(StandardCharsets.UTF_8));
                page.setLength(0);
                on = 0;
            }
        }
        return pages;
    }

    private static String row(int number, String type, long amount, long fee) {
        long tax = fee / 21;
        String details = fee == 0 ? "[]" : """
                [{"amount": %d, "application": null, "currency": "cad", "description": "Stripe processing fees", "type": "stripe_fee"},
                 {"amount": %d, "application": null, "currency": "cad", "description": "GST", "type": "tax"}]""".formatted(fee - tax, tax);
        String source = type.equals("charge") ? id("ch", number) : type.equals("refund") ? id("re", number) : "po_1";
        return """
            {
              "id": "%s",
              "object": "balance_transaction",
              "amount": %d,
              "available_on": %d,
              "balance_type": "payments",
              "created": %d,
              "currency": "cad",
              "description": "Registration for the summer camp",
              "exchange_rate": null,
              "fee": %d,
              "fee_details": %s,
              "net": %d,
              "reporting_category": "%s",
              "source": "%s",
              "status": "available",
              "type": "%s"
            }""".formatted(
                        id("txn", number),
                        amount,
                        SIGNED_AT - 86_400,
                        SIGNED_AT - 172_800 - number % 86_400,
                        fee,
                        details,
                        amount - fee,
                        type,
                        source,
                        type);
    }
}
