package io.counterfoil.stripe.backfill.internal;

import io.counterfoil.payments.idempotency.VersionedBytes;
import io.counterfoil.payments.idempotency.VersionedBytes.Versioned;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Where runs are in their lists, kept by compare-and-set: a second run at the same time is refused, not mixed in. */
final class Places {

    private static final String NOTHING = "-";

    private final VersionedBytes bytes;
    private final String name;

    Places(VersionedBytes bytes, String name) {
        this.bytes = bytes;
        this.name = name;
    }

    /**
     * Where a list is, in epoch seconds.
     *
     * @param since the earliest creation time that was ever covered; {@link Long#MAX_VALUE} where none was
     * @param done up to where everything was covered; {@link Long#MIN_VALUE} where nothing was
     * @param from of the window that is being read
     * @param to of that window, not included; {@link Long#MIN_VALUE} where none is
     * @param end of the segment that is being read, not included
     * @param last object that was read of it
     */
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    record Place(long since, long done, long from, long to, long end, Optional<String> last) {

        static final Place START = new Place(Long.MAX_VALUE, Long.MIN_VALUE, 0, Long.MIN_VALUE, 0, Optional.empty());

        boolean isOpen() {
            return to != Long.MIN_VALUE;
        }

        Place opened(long windowFrom, long windowTo) {
            return new Place(since, done, windowFrom, windowTo, windowTo, Optional.empty());
        }

        Place at(long segmentEnd, Optional<String> object) {
            return new Place(since, done, from, to, segmentEnd, object);
        }

        Place closed() {
            return new Place(Math.min(since, from), Math.max(done, to), 0, Long.MIN_VALUE, 0, Optional.empty());
        }

        private String text() {
            return String.join(
                    ";",
                    "v1",
                    Long.toString(since),
                    Long.toString(done),
                    Long.toString(from),
                    Long.toString(to),
                    Long.toString(end),
                    last.orElse(NOTHING));
        }

        private static Place parse(String text) {
            String[] parts = text.split(";", -1);
            if (parts.length != 7 || !parts[0].equals("v1")) {
                throw new IllegalStateException("a cursor of " + text.length() + " characters is none of version v1");
            }
            return new Place(
                    Long.parseLong(parts[1]),
                    Long.parseLong(parts[2]),
                    Long.parseLong(parts[3]),
                    Long.parseLong(parts[4]),
                    Long.parseLong(parts[5]),
                    Optional.of(parts[6]).filter(id -> !id.equals(NOTHING)));
        }
    }

    Place place(String stream) {
        return load("place", stream).map(Place::parse).orElse(Place.START);
    }

    void save(String stream, Place expected, Place next) {
        replace("place", stream, expected.equals(Place.START) ? "" : expected.text(), next.text());
    }

    Set<String> open() {
        Set<String> ids = new TreeSet<>();
        load("open", "all").ifPresent(text -> text.lines().forEach(ids::add));
        return ids;
    }

    void saveOpen(Set<String> expected, Collection<String> ids) {
        replace("open", "all", String.join("\n", expected), String.join("\n", new TreeSet<>(ids)));
    }

    Optional<Long> sweptAt() {
        return load("sweep", "done").map(Long::parseLong);
    }

    void saveSwept(long now) {
        replace("sweep", "done", sweptAt().map(String::valueOf).orElse(""), Long.toString(now));
    }

    private Optional<String> load(String kind, String part) {
        return bytes.load(key(kind, part))
                .map(versioned -> new String(versioned.bytes(), StandardCharsets.UTF_8))
                .filter(text -> !text.isEmpty());
    }

    private void replace(String kind, String part, String expected, String next) {
        String key = key(kind, part);
        Optional<Versioned> known = bytes.load(key);
        String now =
                known.map(v -> new String(v.bytes(), StandardCharsets.UTF_8)).orElse("");
        long version = known.map(Versioned::version).orElse(VersionedBytes.NONE);
        if (!now.equals(expected) || !bytes.compareAndSet(key, version, next.getBytes(StandardCharsets.UTF_8))) {
            throw new IllegalStateException("cursor '" + key + "' was moved by somebody else"
                    + "\nMaybe two backfills of one account run at the same time");
        }
    }

    private String key(String kind, String part) {
        return "stripe-" + kind + ":" + name + ":" + part;
    }
}
