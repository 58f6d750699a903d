package io.counterfoil.jdbc;

import io.counterfoil.payments.idempotency.IdempotencyKey;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * How the host writes values as bytes and reads them again, such as JSON with the cores' {@code json} modules.
 *
 * <pre>{@code
 * ObjectMapper mapper = JsonMapper.builder().addModule(TicketingJson.module()).build();
 * Codec<TicketEvent> codec = Codec.of(mapper::writeValueAsBytes, bytes -> mapper.readValue(bytes, TicketEvent.class))
 *     .keyed(event -> event.stamp().key());
 * }</pre>
 *
 * <p>An implementation is thread-safe and reads all that it ever wrote.
 *
 * @param <T> the values
 */
public interface Codec<T> {

    /** The value as bytes. */
    byte[] encode(T value);

    /** The value that the bytes say. */
    T decode(byte[] bytes);

    /** The key of the command that the value comes from, where it has one: a stream then takes each key once. */
    default Optional<IdempotencyKey> key(T value) {
        return Optional.empty();
    }

    /** A codec of two functions; what they throw becomes a {@link DatabaseException} with {@link DatabaseException.Code#UNREADABLE}. */
    static <T> Codec<T> of(Encoder<T> encoder, Decoder<T> decoder) {
        return new FunctionCodec<>(encoder, decoder, value -> Optional.empty());
    }

    /** Texts in UTF-8. */
    static Codec<String> text() {
        return of(
                text -> {
                    ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(java.nio.CharBuffer.wrap(text));
                    byte[] exact = new byte[bytes.remaining()];
                    bytes.get(exact);
                    return exact;
                },
                Codec::utf8);
    }

    private static String utf8(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    /** This codec for events that carry the key of their command. */
    default Codec<T> keyed(Function<T, IdempotencyKey> key) {
        return new FunctionCodec<>(this::encode, this::decode, value -> Optional.of(key.apply(value)));
    }

    /** Writes a value. */
    @FunctionalInterface
    interface Encoder<T> {
        /** The value as bytes. */
        byte[] encode(T value) throws Exception;
    }

    /** Reads a value. */
    @FunctionalInterface
    interface Decoder<T> {
        /** The value that the bytes say. */
        T decode(byte[] bytes) throws Exception;
    }

    /**
     * How ids of streams are written as text and read again.
     *
     * @param text of an id: another id, another text
     * @param parse the id of a text
     * @param <I> the ids
     */
    record Ids<I>(Function<I, String> text, Function<String, I> parse) {
        public Ids {
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(parse, "parse");
        }

        /** Ids that are texts. */
        public static Ids<String> texts() {
            return new Ids<>(Function.identity(), Function.identity());
        }
    }
}
