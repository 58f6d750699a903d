package io.counterfoil.jdbc;

import io.counterfoil.payments.evidence.Sha256;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages that are delivered at least once, in the order of their key, whoever crashes: an outbox where they are put in the transaction of what they tell of, an
 * inbox where what came from outside waits to be worked on.
 *
 * <pre>{@code
 * database.inTransaction(tx -> {
 *     tx.events("payments", ids, codec).append(id, version, events);
 *     return tx.mailbox("outbox").put(Mailbox.Message.of("p-1/7", "p-1", body), now); // told if and only if stored
 * });
 *
 * Mailbox outbox = database.mailbox("outbox"); // in each worker, on the host's schedule
 * outbox.lease("worker-3", Duration.ofMinutes(1), now).ifPresent(lease -> {
 *     outbox.deliver(lease, 100, now, message -> send(message)); // outside effects: repeated after a crash
 *     outbox.release(lease, now);
 * });
 * inbox.perform(lease, 100, now, (tx, message) -> tx.bytes("seen").compareAndSet(…)); // effects on stores: exactly once
 * }</pre>
 *
 * <p>Keys are spread over {@link #LANES} lanes, and a worker leases a lane; its token grows with every change of hands, and a worker whose token is no longer the
 * lane's can mark nothing. A message that fails holds back its own key only; it is tried again after 1, 2, 4, … minutes and parked after {@link #MAX_ATTEMPTS}
 * attempts, for a person. Times are the caller's; clocks of workers that differ cost repetitions, never order or loss. Thread-safe on a data source.
 */
public final class Mailbox {

    /** Into so many lanes keys are spread: at most so many workers deliver at once. */
    public static final int LANES = 16;

    /** After so many failures a message is parked. */
    public static final int MAX_ATTEMPTS = 10;

    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

    private final Session session;
    private final String box;

    Mailbox(Session session, String box) {
        this.session = session;
        this.box = Texts.name("mailbox name", box);
    }

    /** A message. Its body appears in no message of an exception and not in {@code toString}. Immutable. */
    public static final class Message {

        private final String id;
        private final String key;
        private final byte[] body;

        private Message(String id, String key, byte[] body) {
            this.id = Objects.requireNonNull(id, "id");
            this.key = Objects.requireNonNull(key, "key");
            this.body = body;
        }

        /**
         * A message.
         *
         * @param id what makes it the same when it is put again
         * @param key messages of one key are delivered in the order in which they were put
         * @param body in the host's own form
         */
        public static Message of(String id, String key, byte[] body) {
            return new Message(id, key, body.clone());
        }

        /** What makes it the same. */
        public String id() {
            return id;
        }

        /** Whose order it keeps. */
        public String key() {
            return key;
        }

        /** A copy of the body. */
        public byte[] body() {
            return body.clone();
        }

        @Override
        public String toString() {
            return "message " + id + " of " + key + ", " + body.length + " bytes";
        }
    }

    /** What became of a message that was put. */
    public enum Put {
        /** It is kept. */
        FIRST,
        /** It was kept before. */
        REPLAYED,
        /** Its id belongs to a message of another key or body; nothing was kept. */
        CONFLICT
    }

    /** Keeps a message, in the transaction of whatever it tells of. */
    public Put put(Message message, Instant now) {
        String id = Texts.name("message id", message.id());
        String key = Texts.name("message key", message.key());
        Sha256 digest = Sha256.of(message.body);
        return session.run("putting a message", tx -> {
            Optional<Put> known = known(tx, id, key, digest);
            if (known.isPresent()) {
                return known.get();
            }
            long last = lockKey(tx, key, now);
            known = known(tx, id, key, digest);
            if (known.isPresent()) {
                return known.get();
            }
            boolean first = tx.insertOnce(
                    "insert into cf_message (box, key_text, number, id, body, body_sha256, put_at) values (?, ?, ?, ?, ?, ?, ?)",
                    box,
                    key,
                    last + 1,
                    id,
                    tx.body("message", message.body),
                    digest.bytes(),
                    now);
            if (!first) {
                return Put.CONFLICT; // under another key, a moment ago
            }
            tx.update("update cf_message_key set last = ? where box = ? and key_text = ?", last + 1, box, key);
            return Put.FIRST;
        });
    }

    private Optional<Put> known(Tx tx, String id, String key, Sha256 digest) throws SQLException {
        return tx.one(
                "select key_text, body_sha256 from cf_message where box = ? and id = ?",
                row -> row.getString(1).equals(key)
                                && Sha256.ofDigest(row.getBytes(2)).equals(digest)
                        ? Put.REPLAYED
                        : Put.CONFLICT,
                box,
                id);
    }

    /** The number of the key's last message; nobody else puts under the key until the commit, so numbers are in the order of commits. */
    private long lockKey(Tx tx, String key, Instant now) throws SQLException {
        String lock = "select last from cf_message_key where box = ? and key_text = ? for update";
        Optional<Long> last = tx.one(lock, row -> row.getLong(1), box, key);
        if (last.isPresent()) {
            return last.get();
        }
        tx.insertOnce(
                "insert into cf_message_key (box, key_text, lane, last, delivered, due_at) values (?, ?, ?, 0, 0, ?)",
                box,
                key,
                (int) Math.floorMod(Sha256.of(key).a(), (long) LANES),
                now);
        return tx.one(lock, row -> row.getLong(1), box, key).orElseThrow();
    }

    // ---- leases

    /**
     * The right to deliver a lane.
     *
     * @param lane 0 to {@link #LANES} - 1
     * @param owner who has it
     * @param token grows with every change of hands
     * @param until when it ends
     */
    public record Lease(int lane, String owner, long token, Instant until) {}

    /** A lane that has messages due and that nobody has: the one that waits longest. Empty where there is none. */
    public Optional<Lease> lease(String owner, Duration length, Instant now) {
        String name = Texts.name("owner", owner);
        Instant until = now.plus(length);
        return session.run("leasing a lane", tx -> {
            List<Integer> lanes = tx.list(
                    "select lane, min(due_at) from cf_message_key where box = ? and delivered < last and not parked and due_at <= ?"
                            + " group by lane order by 2, 1",
                    row -> row.getInt(1),
                    box,
                    now);
            for (int lane : lanes) {
                Optional<Lease> lease = take(tx, lane, name, until, now);
                if (lease.isPresent()) {
                    return lease;
                }
            }
            return Optional.empty();
        });
    }

    private Optional<Lease> take(Tx tx, int lane, String owner, Instant until, Instant now) throws SQLException {
        Optional<Lease> held = tx.one(
                "select lane, owner, token, until from cf_lane where box = ? and lane = ?", Mailbox::lease, box, lane);
        if (held.isEmpty()) {
            return tx.insertOnce(
                            "insert into cf_lane (box, lane, owner, token, until) values (?, ?, ?, 1, ?)",
                            box,
                            lane,
                            owner,
                            until)
                    ? Optional.of(new Lease(lane, Texts.unescape(owner), 1, until))
                    : Optional.empty();
        }
        long token = held.get().token();
        if (held.get().until().isAfter(now)) {
            return Optional.empty();
        }
        int taken = tx.update(
                "update cf_lane set owner = ?, token = ?, until = ? where box = ? and lane = ? and token = ? and until <= ?",
                owner,
                token + 1,
                until,
                box,
                lane,
                token,
                now);
        return taken == 1 ? Optional.of(new Lease(lane, Texts.unescape(owner), token + 1, until)) : Optional.empty();
    }

    private static Lease lease(ResultSet row) throws SQLException {
        return new Lease(row.getInt(1), Texts.unescape(row.getString(2)), row.getLong(3), Tx.instant(row, 4));
    }

    /** The lease for longer; empty where somebody else has the lane. */
    public Optional<Lease> renew(Lease lease, Duration length, Instant now) {
        Lease longer = new Lease(lease.lane(), lease.owner(), lease.token(), now.plus(length));
        return until(longer, longer.until()) ? Optional.of(longer) : Optional.empty();
    }

    /** Gives the lane back; false where somebody else has it already. */
    public boolean release(Lease lease, Instant now) {
        return until(lease, now);
    }

    private boolean until(Lease lease, Instant until) {
        return session.run(
                "changing a lease",
                tx -> tx.update(
                                "update cf_lane set until = ? where box = ? and lane = ? and token = ?",
                                until,
                                box,
                                lease.lane(),
                                lease.token())
                        == 1);
    }

    // ---- delivery

    /** Delivers to the outside; what it throws is a failed attempt. */
    @FunctionalInterface
    public interface Delivery {
        /** Delivers a message, which may have been delivered before. */
        void deliver(Message message) throws Exception;
    }

    /** Works on a message with the stores of one transaction; what it throws is a failed attempt, and nothing of the transaction stays. */
    @FunctionalInterface
    public interface Work {
        /** Works on a message. */
        void perform(Database transaction, Message message) throws Exception;
    }

    /**
     * What a round did.
     *
     * @param delivered messages that are done
     * @param failed attempts that failed
     * @param leaseLost whether the round ended because somebody else has the lane
     */
    public record Round(int delivered, int failed, boolean leaseLost) {}

    /** Delivers messages of the lane that are due, one after the other, outside any transaction: after a crash a message comes again. */
    public Round deliver(Lease lease, int limit, Instant now, Delivery delivery) {
        return round(lease, limit, now, next -> {
            delivery.deliver(next.message());
            return session.run("marking a message", tx -> mark(tx, lease, next, now));
        });
    }

    /** Works on messages of the lane that are due, each in a transaction that also marks it: its effects on stores happen exactly once. */
    public Round perform(Lease lease, int limit, Instant now, Work work) {
        return round(
                lease,
                limit,
                now,
                next -> session.run("working on a message", tx -> {
                    if (!mark(tx, lease, next, now)) {
                        return false;
                    }
                    attempt(tx, next, work);
                    return true;
                }));
    }

    private static void attempt(Tx tx, Next next, Work work) throws SQLException {
        try {
            work.perform(Database.joined(tx), next.message());
        } catch (SQLException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new FailedAttempt(e);
        }
    }

    /** A checked exception of the host's work, on its way out of a transaction. */
    private static final class FailedAttempt extends RuntimeException {
        private static final long serialVersionUID = 1;

        FailedAttempt(Exception cause) {
            super(cause);
        }
    }

    private interface Attempt {
        boolean isMarked(Next next) throws Exception;
    }

    private record Next(long number, Message message) {}

    private Round round(Lease lease, int limit, Instant now, Attempt attempt) {
        int delivered = 0;
        int failed = 0;
        while (delivered + failed < limit) {
            Optional<Next> next = next(lease, now);
            if (next.isEmpty()) {
                break;
            }
            boolean marked;
            try {
                marked = attempt.isMarked(next.get());
                if (marked) {
                    delivered++;
                }
            } catch (DatabaseException e) {
                throw e;
            } catch (Exception e) {
                LOG.debug("an attempt to deliver failed", e);
                marked = fail(lease, next.get(), now);
                failed++;
            }
            if (!marked) {
                return new Round(delivered, failed, true);
            }
        }
        return new Round(delivered, failed, false);
    }

    private Optional<Next> next(Lease lease, Instant now) {
        return session.run(
                "finding a message",
                tx -> tx.one(
                        "select m.number, m.id, m.key_text, m.body from cf_message_key k"
                                + " join cf_message m on m.box = k.box and m.key_text = k.key_text and m.number = k.delivered + 1"
                                + " where k.box = ? and k.lane = ? and k.delivered < k.last and not k.parked and k.due_at <= ?"
                                + " order by k.due_at, k.key_text limit 1",
                        row -> new Next(
                                row.getLong(1),
                                new Message(
                                        Texts.unescape(row.getString(2)),
                                        Texts.unescape(row.getString(3)),
                                        row.getBytes(4))),
                        box,
                        lease.lane(),
                        now));
    }

    /** Only the holder of the lane marks, and only the message that is next: a second mark changes nothing. */
    private boolean mark(Tx tx, Lease lease, Next next, Instant now) throws SQLException {
        return tx.update(
                        "update cf_message_key set delivered = ?, attempts = 0, due_at = ? where box = ? and key_text = ? and delivered = ?"
                                + " and exists (select 1 from cf_lane where box = ? and lane = ? and token = ?)",
                        next.number(),
                        now,
                        box,
                        Texts.escape(next.message().key()),
                        next.number() - 1,
                        box,
                        lease.lane(),
                        lease.token())
                == 1;
    }

    private boolean fail(Lease lease, Next next, Instant now) {
        String key = Texts.escape(next.message().key());
        return session.run("noting a failed attempt", tx -> {
            int attempts = tx.one(
                            "select attempts from cf_message_key where box = ? and key_text = ?",
                            row -> row.getInt(1),
                            box,
                            key)
                    .orElseThrow();
            return tx.update(
                            "update cf_message_key set attempts = ?, due_at = ?, parked = ? where box = ? and key_text = ? and delivered = ? and attempts = ?"
                                    + " and exists (select 1 from cf_lane where box = ? and lane = ? and token = ?)",
                            attempts + 1,
                            now.plus(Duration.ofMinutes(1L << attempts)),
                            attempts + 1 >= MAX_ATTEMPTS,
                            box,
                            key,
                            next.number() - 1,
                            attempts,
                            box,
                            lease.lane(),
                            lease.token())
                    == 1;
        });
    }

    // ---- parked messages

    /** The messages that are parked, each the first of its key that is not delivered. */
    public List<Message> parked() {
        return session.run(
                "reading parked messages",
                tx -> tx.list(
                        "select m.id, m.key_text, m.body from cf_message_key k"
                                + " join cf_message m on m.box = k.box and m.key_text = k.key_text and m.number = k.delivered + 1"
                                + " where k.box = ? and k.parked order by k.due_at, k.key_text",
                        row -> new Message(
                                Texts.unescape(row.getString(1)), Texts.unescape(row.getString(2)), row.getBytes(3)),
                        box));
    }

    /** Tries a parked message again from now on; false where it is not parked. */
    public boolean resume(Message parked, Instant now) {
        return unpark(parked, now, 0);
    }

    /** Leaves a parked message out, as a person decided, so that its key goes on; false where it is not parked. */
    public boolean skip(Message parked, Instant now) {
        return unpark(parked, now, 1);
    }

    private boolean unpark(Message message, Instant now, int skipped) {
        return session.run(
                "taking up a parked message",
                tx -> tx.update(
                                "update cf_message_key set parked = false, attempts = 0, due_at = ?, delivered = delivered + ? where box = ? and key_text = ? and parked"
                                        + " and delivered + 1 = (select number from cf_message where box = ? and id = ?)",
                                now,
                                skipped,
                                box,
                                Texts.escape(message.key()),
                                box,
                                Texts.escape(message.id()))
                        == 1);
    }
}
