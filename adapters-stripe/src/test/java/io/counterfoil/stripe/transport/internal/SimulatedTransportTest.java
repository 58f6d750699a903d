package io.counterfoil.stripe.transport.internal;

import io.counterfoil.stripe.simulator.StripeSimulator;
import io.counterfoil.stripe.testkit.SimulatedTransport;
import io.counterfoil.stripe.testkit.StripeTransportContract;
import io.counterfoil.stripe.transport.StripeTransport;
import java.time.Duration;
import java.util.SplittableRandom;

class SimulatedTransportTest extends StripeTransportContract {

    @Override
    protected StripeTransport transport(StripeSimulator to, StripeTransport.Timing timing, Duration patience) {
        return new RetryingTransport(
                SimulatedTransport.of(to, StripeTransport.PINNED_VERSION, KEY),
                RetryTable.standard(),
                new RateLimiter(1000, 1000),
                timing,
                new SplittableRandom(3));
    }
}
