package io.counterfoil.examples.host;

import io.counterfoil.jdbc.Mailbox;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Sends what is in the outbox, from as many processes as there are: at least once, in the order of each key. Thread-safe as far as the delivery is. */
public final class OutboxDelivery {

    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final int ROUND = 100;

    private final Mailbox outbox;
    private final Mailbox.Delivery delivery;
    private final String worker;

    /**
     * A worker.
     *
     * @param worker its name, another in each process
     * @param delivery sends; what it throws is tried again later, so whoever receives looks at the message's id
     */
    public OutboxDelivery(Mailbox outbox, String worker, Mailbox.Delivery delivery) {
        this.outbox = outbox;
        this.worker = worker;
        this.delivery = delivery;
    }

    // tag::deliver[]
    /** Sends everything that is due and that no other worker has in hand; says how many messages it sent. */
    public int deliver(Instant now) {
        int sent = 0;
        Optional<Mailbox.Lease> lease = outbox.lease(worker, LEASE, now);
        while (lease.isPresent()) {
            Mailbox.Round round = outbox.deliver(lease.get(), ROUND, now, delivery);
            outbox.release(lease.get(), now);
            sent += round.delivered();
            boolean goesOn = round.delivered() + round.failed() > 0;
            lease = goesOn ? outbox.lease(worker, LEASE, now) : Optional.empty();
        }
        return sent;
    }
    // end::deliver[]
}
