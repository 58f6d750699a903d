package io.counterfoil.stripe.fact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.idempotency.VersionedBytes;
import io.counterfoil.stripe.fact.internal.StripeJson;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Facts as JSON in a store of bytes, under {@code stripe-fact:acct_1:live:ch_1}. What was written by a version of this adapter that knew more is refused, not
 * read in part. Thread-safe as far as the store is.
 */
final class BytesFactStore implements FactStore {

    private static final int FORMAT = 1;

    private final VersionedBytes bytes;

    BytesFactStore(VersionedBytes bytes) {
        this.bytes = Objects.requireNonNull(bytes, "bytes");
    }

    @Override
    public Optional<Versioned> load(ObjectKey key) {
        return bytes.load(name(key)).map(stored -> read(key, stored.bytes()));
    }

    @Override
    public boolean replace(ObjectKey key, @Nullable Versioned expected, Versioned next) {
        Objects.requireNonNull(next, "next");
        String name = name(key);
        Optional<VersionedBytes.Versioned> stored = bytes.load(name);
        Optional<Versioned> known = stored.map(found -> read(key, found.bytes()));
        if (!known.equals(Optional.ofNullable(expected))) {
            return false;
        }
        long version = stored.map(VersionedBytes.Versioned::version).orElse(VersionedBytes.NONE);
        return bytes.compareAndSet(name, version, write(next));
    }

    private static String name(ObjectKey key) {
        return "stripe-fact:" + key;
    }

    private static byte[] write(Versioned next) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("format", FORMAT)
                .put("kind", next.fact().kind().name())
                .put("asOf", next.asOf().toString())
                .put("fingerprint", next.fingerprint().hex())
                .set("fact", FactForms.write(next.fact()));
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Versioned read(ObjectKey key, byte[] stored) {
        try {
            JsonNode in = StripeJson.tree(stored);
            long format = FactForm.number(in.path("format"));
            if (format != FORMAT) {
                throw new IllegalStateException("it is of format " + format + ", expected " + FORMAT);
            }
            return new Versioned(
                    FactForms.read(StripeFact.Kind.valueOf(FactForm.text(in.path("kind"))), in.path("fact")),
                    Instant.parse(FactForm.text(in.path("asOf"))),
                    Sha256.parse(FactForm.text(in.path("fingerprint"))));
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
            // Without its cause: a parser's message holds a part of the text.
            throw unreadable(key, e.getClass().getSimpleName() + " in " + stored.length + " bytes");
        } catch (IllegalStateException e) {
            throw unreadable(key, e.getMessage());
        }
    }

    private static IllegalStateException unreadable(ObjectKey key, @Nullable String why) {
        return new IllegalStateException("the stored fact of " + key + " cannot be read: " + why
                + "\nMaybe a later version of this adapter wrote it");
    }
}
