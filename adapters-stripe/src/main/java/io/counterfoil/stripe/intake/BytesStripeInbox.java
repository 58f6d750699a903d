package io.counterfoil.stripe.intake;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.idempotency.VersionedBytes;
import io.counterfoil.payments.idempotency.VersionedBytes.Versioned;
import io.counterfoil.stripe.fact.StripeCode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Events, changes and unreadable bodies in a store of bytes. Thread-safe as far as the store is.
 *
 * <p>An event and its change are two keys, which cannot be set at once. The change is claimed first, in the name of its event: a writer that dies between the
 * two has recorded nothing, its event is the first when it comes again, and another event with that change is taken anew until then.
 */
final class BytesStripeInbox implements StripeInbox {

    /** More bodies at one instant than threads a host can have. */
    private static final int MAX_RACES = 1_000;

    private static final String EVENT = "stripe-event:";
    private static final String CHANGE = "stripe-change:";
    private static final String BODY = "stripe-quarantine:";
    private static final String BODIES = BODY + "all";

    private final VersionedBytes bytes;

    BytesStripeInbox(VersionedBytes bytes) {
        this.bytes = Objects.requireNonNull(bytes, "bytes");
    }

    @Override
    public Recorded ask(EventKey event, Sha256 change) {
        if (bytes.load(EVENT + event).isPresent()) {
            return Recorded.SAME_EVENT;
        }
        boolean known = text(CHANGE + change)
                .filter(holder -> bytes.load(EVENT + holder).isPresent())
                .isPresent();
        return known ? Recorded.SAME_CHANGE : Recorded.FIRST;
    }

    @Override
    public Recorded record(EventKey event, Sha256 change, Instant at) {
        byte[] time = at.toString().getBytes(StandardCharsets.UTF_8);
        if (bytes.load(EVENT + event).isPresent()) {
            claim(CHANGE + change, event.toString());
            return Recorded.SAME_EVENT;
        }
        boolean first = claim(CHANGE + change, event.toString());
        if (!bytes.compareAndSet(EVENT + event, VersionedBytes.NONE, time)) {
            return Recorded.SAME_EVENT;
        }
        return first ? Recorded.FIRST : Recorded.SAME_CHANGE;
    }

    /** Whether the key is the holder's, by this call or an earlier one. */
    private boolean claim(String key, String holder) {
        byte[] name = holder.getBytes(StandardCharsets.UTF_8);
        return bytes.compareAndSet(key, VersionedBytes.NONE, name)
                || text(key).filter(holder::equals).isPresent();
    }

    @Override
    public void quarantine(Quarantined body) {
        String digest = body.digest().hex();
        String head = body.reason().name() + "\n" + body.receivedAt() + "\n";
        byte[] first = head.getBytes(StandardCharsets.UTF_8);
        byte[] whole = new byte[first.length + body.bytes().length];
        System.arraycopy(first, 0, whole, 0, first.length);
        System.arraycopy(body.bytes(), 0, whole, first.length, body.bytes().length);
        // The body first: a list that names a body which is not there would be worse than one that names it late.
        bytes.compareAndSet(BODY + digest, VersionedBytes.NONE, whole);
        for (int race = 0; race < MAX_RACES; race++) {
            Optional<Versioned> stored = bytes.load(BODIES);
            String known = stored.map(BytesStripeInbox::text).orElse("");
            if (known.lines().anyMatch(digest::equals)) {
                return;
            }
            byte[] longer = (known + digest + "\n").getBytes(StandardCharsets.UTF_8);
            if (bytes.compareAndSet(BODIES, stored.map(Versioned::version).orElse(VersionedBytes.NONE), longer)) {
                return;
            }
        }
        throw new IllegalStateException("the list of unreadable bodies lost " + MAX_RACES
                + " races, expected a store that lets one writer win");
    }

    @Override
    public List<Quarantined> quarantined() {
        return text(BODIES).orElse("").lines().map(this::body).toList();
    }

    private Quarantined body(String digest) {
        byte[] whole = bytes.load(BODY + digest)
                .orElseThrow(
                        () -> new IllegalStateException("the unreadable body " + digest + " is listed and not there"))
                .bytes();
        int reason = lineEnd(whole, 0);
        int time = lineEnd(whole, reason + 1);
        return Quarantined.of(
                Arrays.copyOfRange(whole, time + 1, whole.length),
                StripeCode.valueOf(new String(whole, 0, reason, StandardCharsets.UTF_8)),
                Instant.parse(new String(whole, reason + 1, time - reason - 1, StandardCharsets.UTF_8)));
    }

    private static int lineEnd(byte[] whole, int from) {
        int at = from;
        while (whole[at] != '\n') {
            at++;
        }
        return at;
    }

    private Optional<String> text(String key) {
        return bytes.load(key).map(BytesStripeInbox::text);
    }

    private static String text(Versioned stored) {
        return new String(stored.bytes(), StandardCharsets.UTF_8);
    }
}
