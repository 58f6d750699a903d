package io.counterfoil.stripe.transport;

import io.counterfoil.stripe.simulator.StripeSimulator;
import io.counterfoil.stripe.testkit.StripeTransportContract;
import java.time.Duration;
import java.util.SplittableRandom;

class JdkStripeTransportTest extends StripeTransportContract {

    @Override
    protected StripeTransport transport(StripeSimulator to, StripeTransport.Timing timing, Duration patience) {
        return JdkStripeTransport.builder(StripeTransport.ApiKey.of(KEY))
                .baseUri(to.baseUri())
                .timing(timing)
                .jitter(new SplittableRandom(3))
                .rates(1000, 1000)
                .timeout(patience)
                .build();
    }
}
