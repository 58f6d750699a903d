package io.counterfoil.jdbc;

import io.counterfoil.payments.idempotency.IdempotencyKey;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** A codec of functions. Its messages never show the value. */
final class FunctionCodec<T> implements Codec<T> {

    private final Encoder<T> encoder;
    private final Decoder<T> decoder;
    private final Function<T, Optional<IdempotencyKey>> key;

    FunctionCodec(Encoder<T> encoder, Decoder<T> decoder, Function<T, Optional<IdempotencyKey>> key) {
        this.encoder = Objects.requireNonNull(encoder, "encoder");
        this.decoder = Objects.requireNonNull(decoder, "decoder");
        this.key = Objects.requireNonNull(key, "key");
    }

    @Override
    public byte[] encode(T value) {
        try {
            return encoder.encode(value);
        } catch (DatabaseException e) {
            throw e;
        } catch (Exception e) {
            throw new DatabaseException(
                    DatabaseException.Code.UNREADABLE, "a value cannot be written as bytes by the host's codec", e);
        }
    }

    @Override
    public T decode(byte[] bytes) {
        try {
            return decoder.decode(bytes);
        } catch (DatabaseException e) {
            throw e;
        } catch (Exception e) {
            throw new DatabaseException(
                    DatabaseException.Code.UNREADABLE,
                    "a stored value of " + bytes.length + " bytes cannot be read by the host's codec",
                    e);
        }
    }

    @Override
    public Optional<IdempotencyKey> key(T value) {
        return key.apply(value);
    }
}
