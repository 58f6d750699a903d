package io.counterfoil.stripe.backfill.internal;

import io.counterfoil.stripe.fact.ObjectKey;
import io.counterfoil.stripe.fact.StripeAccountId;
import io.counterfoil.stripe.fact.StripePages;
import io.counterfoil.stripe.transport.StripeRequest;
import io.counterfoil.stripe.transport.StripeTransport;
import io.counterfoil.stripe.transport.internal.Pager;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A way to one account.
 *
 * @param transport to Stripe
 * @param account whose objects are read
 * @param livemode real money, not test mode
 * @param connected whether the account is another than the key's own, so that each read must name it (STR-61)
 */
public record Connection(StripeTransport transport, StripeAccountId account, boolean livemode, boolean connected) {

    public Connection {
        Objects.requireNonNull(transport, "transport");
        Objects.requireNonNull(account, "account");
    }

    /** A read of a path below {@code /v1/}, with its query. */
    public StripeRequest get(String path) {
        int query = path.indexOf('?');
        StripeRequest request = StripeRequest.get("/v1/" + (query < 0 ? path : path.substring(0, query)));
        if (query >= 0) {
            for (String pair : path.substring(query + 1).split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    request = request.with(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
                }
            }
        }
        return connected ? request.on(account) : request;
    }

    private static String decoded(String text) {
        return java.net.URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Reads the account's pages. */
    public StripePages pages() {
        return livemode ? StripePages.live(account.value()) : StripePages.test(account.value());
    }

    /** Walks the account's lists. */
    public Pager pager() {
        return new Pager(transport, pages());
    }

    /** The key of an object of the account. */
    public ObjectKey key(String id) {
        return new ObjectKey(account, livemode, id);
    }

    /** The account and its mode, as a part of keys. */
    public String name() {
        return account + ":" + (livemode ? "live" : "test");
    }
}
