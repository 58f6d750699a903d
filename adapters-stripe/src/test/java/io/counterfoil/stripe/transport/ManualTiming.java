package io.counterfoil.stripe.transport;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A clock that moves only when somebody waits. */
public final class ManualTiming implements StripeTransport.Timing {

    private Instant now = Instant.parse("2027-03-01T12:00:00Z");
    private final List<Duration> pauses = new ArrayList<>();

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized void pause(Duration wait) {
        pauses.add(wait);
        now = now.plus(wait);
    }

    /** Time passes. */
    public synchronized void advance(Duration by) {
        now = now.plus(by);
    }

    /** Every wait, in order. */
    public synchronized List<Duration> pauses() {
        return List.copyOf(pauses);
    }
}
