package io.counterfoil.stripe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.payments.idempotency.VersionedBytes;
import io.counterfoil.stripe.backfill.internal.Backfill;
import io.counterfoil.stripe.backfill.internal.Connection;
import io.counterfoil.stripe.backfill.internal.Sweep;
import io.counterfoil.stripe.fact.FactStore;
import io.counterfoil.stripe.fact.StripeAccountId;
import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.PayoutFact;
import io.counterfoil.stripe.fact.internal.StripeJson;
import io.counterfoil.stripe.transport.StripeRequest;
import io.counterfoil.stripe.transport.StripeResponse;
import io.counterfoil.stripe.transport.StripeTransport;
import io.counterfoil.stripe.transport.internal.Pager.Walk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the engine reads from Stripe by itself: the way there, the stores, and whose account it is. Immutable. */
record StripeReads(
        @Nullable StripeTransport transport,
        @Nullable StripeAccountId account,
        @Nullable Boolean livemode,
        boolean connected,
        FactStore facts,
        VersionedBytes cursors,
        Consumer<StripeFact> changes) {

    /**
     * The way to the account. Where the host did not name it, Stripe is asked whose the key is.
     *
     * @throws IllegalStateException where the engine was built without a transport
     * @throws UncheckedIOException where Stripe was asked and did not say
     */
    Connection connection() {
        StripeTransport way = transport;
        if (way == null) {
            throw new IllegalStateException(
                    "this engine was built without a transport\nMaybe build it with Stripe.builder(transport)");
        }
        StripeAccountId id = account != null
                ? account
                : StripeAccountId.of(ask(way, "/v1/account", "id").asText());
        boolean live = livemode != null
                ? livemode
                : ask(way, "/v1/balance", "livemode").asBoolean();
        return new Connection(way, id, live, connected);
    }

    /** Whether Stripe can be asked. */
    boolean canAsk() {
        return transport != null;
    }

    /** The account as the host named it, {@code self} where it did not. */
    StripeAccountId ownAccount() {
        return account != null ? account : StripeAccountId.of("self");
    }

    /** The mode as the host named it, live where it did not. */
    boolean ownMode() {
        return livemode == null || livemode;
    }

    Backfill backfill() {
        return new Backfill(connection(), facts, cursors, changes);
    }

    Sweep sweep() {
        return new Sweep(connection(), facts, cursors, changes);
    }

    private static JsonNode ask(StripeTransport transport, String path, String field) {
        StripeResponse response = send(transport, StripeRequest.get(path));
        try {
            JsonNode value = StripeJson.tree(response.body()).path(field);
            if (response.isSuccess() && !value.isMissingNode() && !value.isNull()) {
                return value;
            }
        } catch (JsonProcessingException e) {
            throw unreadable(path, response);
        }
        throw unreadable(path, response);
    }

    private static StripeResponse send(StripeTransport transport, StripeRequest request) {
        try {
            return transport.send(request);
        } catch (StripeTransport.Failure failure) {
            throw new UncheckedIOException(new IOException(failure.getMessage()));
        }
    }

    private static UncheckedIOException unreadable(String path, StripeResponse response) {
        return new UncheckedIOException(new IOException("Stripe did not say " + path + ": HTTP " + response.status()
                + response.missingPermission()
                        .map(name -> ", the key lacks " + name)
                        .orElse("")));
    }

    /** A payout with the list of its rows, as the API has them now. */
    PayoutRows payout(String payoutId) {
        Connection connection = connection();
        Backfill backfill = new Backfill(connection, facts, cursors, changes);
        PayoutFact payout = backfill.read("payouts/" + payoutId)
                .filter(PayoutFact.class::isInstance)
                .map(PayoutFact.class::cast)
                .orElseThrow(() -> new UncheckedIOException(new IOException("payout " + payoutId + " cannot be read")));
        List<BalanceRow> rows = new ArrayList<>();
        if (payout.automatic()) {
            rows.addAll(rows(connection, "balance_transactions?payout=" + payoutId));
        } else {
            rows.addAll(rows(
                    connection,
                    "balance_transactions?created[lte]=" + payout.createdAt().getEpochSecond() + "&currency="
                            + payout.currency()));
        }
        return new PayoutRows(payout, rows);
    }

    /** Rows of a list, in its order. */
    private static List<BalanceRow> rows(Connection connection, String path) {
        List<BalanceRow> rows = new ArrayList<>();
        Walk walk = connection
                .pager()
                .walk(
                        connection.get(path),
                        Optional.empty(),
                        (page, cursor) -> rows.addAll(page.facts(BalanceRow.class)));
        if (!walk.complete()) {
            throw new UncheckedIOException(new IOException(
                    Objects.requireNonNull(walk.problems().get(0)).message()));
        }
        return rows;
    }

    /**
     * A payout and the rows of its list.
     *
     * @param payout as it is now
     * @param rows of an automatic payout its list; of another all rows of the currency up to it
     */
    record PayoutRows(PayoutFact payout, List<BalanceRow> rows) {}
}
