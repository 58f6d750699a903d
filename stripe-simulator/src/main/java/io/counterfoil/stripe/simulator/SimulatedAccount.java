package io.counterfoil.stripe.simulator;

import java.net.URI;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * What payers, banks, card networks and Stripe itself do to an account: everything that no host can ask for by the API. Thread-safe.
 *
 * <p>Ids that are not there, and acts that the object's state does not allow, are an {@link IllegalStateException}.
 */
public final class SimulatedAccount {

    private final World world;
    private final Object lock;

    SimulatedAccount(World world, Object lock) {
        this.world = world;
        this.lock = lock;
    }

    private <T> T locked(Supplier<T> act) {
        synchronized (lock) {
            try {
                return act.get();
            } catch (ApiError e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
        }
    }

    private void run(Runnable act) {
        locked(() -> {
            act.run();
            return true;
        });
    }

    /** Such as {@code acct_sim}. */
    public String id() {
        return world.id;
    }

    /** A payer opens a payment link: the id of the session. */
    public String openLink(String paymentLink) {
        return locked(() -> world.links.open(paymentLink).path("id").asText());
    }

    /**
     * A payer completes a session.
     *
     * @param method such as {@code pm_card_visa}, {@code pm_bacsDebit_success}
     * @return the session's status
     */
    public String complete(String session, String method) {
        return locked(
                () -> world.sessions.complete(session, method).path("status").asText());
    }

    /**
     * A payer pays an invoice at its hosted page.
     *
     * @param method such as {@code pm_card_visa}
     * @return the invoice's status
     */
    public String payInvoice(String invoice, String method) {
        return locked(() -> {
            world.invoices.pay(world.store.get("invoice", invoice), method);
            return world.store.get("invoice", invoice).path("status").asText();
        });
    }

    /** Money of a customer arrives by bank transfer: the id of the cash balance transaction. */
    public String fundCashBalance(String customer, long amountMinor, String currency, String reference) {
        return locked(() -> world.cash
                .fund(customer, amountMinor, currency, reference)
                .path("id")
                .asText());
    }

    /** A payer contests a charge: the id of the dispute. */
    public String dispute(String charge) {
        return locked(() -> world.disputes
                .open(world.store.get("charge", charge), false)
                .path("id")
                .asText());
    }

    /** A payer inquires about a charge, which moves no money: the id of the dispute. */
    public String inquire(String charge) {
        return locked(() -> world.disputes
                .open(world.store.get("charge", charge), true)
                .path("id")
                .asText());
    }

    /** An inquiry becomes a dispute. */
    public void escalate(String dispute) {
        run(() -> world.disputes.escalate(world.store.get("dispute", dispute)));
    }

    /** The verdict: the account gets the money back, or not. */
    public void decide(String dispute, boolean won) {
        run(() -> {
            if (won) {
                world.disputes.win(world.store.get("dispute", dispute));
            } else {
                world.disputes.lose(world.store.get("dispute", dispute));
            }
        });
    }

    /** A bank debit that settled comes back. */
    public void takeBack(String charge) {
        run(() -> world.payments.takeBack(world.store.get("charge", charge)));
    }

    /** The next payouts come back from the bank a day after they were called paid. */
    public void failNextPayouts(int count) {
        run(() -> world.payouts.failNext(count));
    }

    /** Stripe keeps back a part of the balance; negative releases it. */
    public void reserve(long amountMinor, String currency) {
        run(() -> world.payouts.reserve(amountMinor, currency));
    }

    /** Stripe bills a product of its own. */
    public void bill(long amountMinor, String currency) {
        run(() -> world.payouts.bill(amountMinor, currency));
    }

    /**
     * Adds an endpoint for webhooks that are handed to the test.
     *
     * @param types of events, {@code *} for all
     * @param apiVersion of its events; empty for the account's
     * @return its id
     */
    public String addEndpoint(List<String> types, String apiVersion) {
        return addEndpoint(URI.create("http://127.0.0.1/webhooks"), types, apiVersion);
    }

    /**
     * Adds an endpoint for webhooks that are sent over HTTP, by {@link WebhookPush}.
     *
     * @param url where a host listens
     * @param types of events, {@code *} for all
     * @param apiVersion of its events; empty for the account's
     * @return its id
     */
    public String addEndpoint(URI url, List<String> types, String apiVersion) {
        return locked(() -> world.events
                .register(url.toString(), types, apiVersion)
                .path("id")
                .asText());
    }

    /** The endpoint's signing secret, the newest. */
    public String secret(String endpoint) {
        return locked(() -> world.events.secret(endpoint));
    }

    /** A new secret, which signs beside those before it. */
    public String rollSecret(String endpoint) {
        return locked(() -> world.events.roll(endpoint));
    }

    /** Only the newest secret signs from now on. */
    public void dropOldSecrets(String endpoint) {
        run(() -> world.events.dropOldSecrets(endpoint));
    }

    /**
     * Hands out the webhooks that are due.
     *
     * @param endpoint answers with an HTTP status; what is not 200 to 299 comes again, three times at growing distance
     * @return how many were handed out
     */
    public int deliver(ToIntFunction<WebhookDelivery> endpoint) {
        List<Events.Handed> due = locked(() -> {
            world.clock.settle();
            return world.events.due();
        });
        for (Events.Handed handed : due) {
            // Not under the lock: the endpoint may ask the simulator, from a thread of its own.
            int status = endpoint.applyAsInt(handed.delivery());
            run(() -> world.events.answered(handed, status));
        }
        return due.size();
    }

    /** Lets time pass until every webhook was handed out, repetitions included. */
    public void deliverAll(ToIntFunction<WebhookDelivery> endpoint) {
        deliver(endpoint);
        while (!locked(world.events::isIdle)) {
            long due = locked(world.events::nextDue);
            world.clock.advanceTo(java.time.Instant.ofEpochSecond(Math.max(due, world.clock.seconds())));
            deliver(endpoint);
        }
    }

    /**
     * Puts objects there that were made elsewhere, such as an account's exported history: one object of Stripe's, or a page of them. What has the id already is replaced; balance
     * rows move the balance, each once. Nobody is told: that is {@link #tell}.
     *
     * @param json in the shape of the newest API version
     */
    public void restore(String json) {
        run(() -> History.restore(world, json));
    }

    /** Makes balance rows the members of an automatic payout, its own row among them, as the list of the payout's rows shows them. */
    public void restorePayout(String payout, List<String> rows) {
        run(() -> History.assign(world, payout, rows));
    }

    /** Stripe tells the endpoints of an object as it is now, by an event of the type such as {@code charge.succeeded}. */
    public void tell(String type, String object) {
        run(() -> world.events.emit(
                type,
                world.store
                        .find(object)
                        .orElseThrow(() -> new IllegalStateException("object " + object + " is not there"))));
    }

    /** What is true. */
    public LedgerExport truth() {
        return locked(() -> LedgerExport.of(world));
    }
}
