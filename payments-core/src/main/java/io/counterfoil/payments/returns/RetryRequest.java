package io.counterfoil.payments.returns;

import java.time.LocalDate;
import java.util.Objects;

/**
 * A wish to present a returned payment again.
 *
 * @param originalSettledOn settlement of the first presentment
 * @param returnedOn when it came back
 * @param retriesSoFar retries made already, the first presentment not counted
 * @param sameAmount whether the retry asks for the amount of the first presentment
 * @param on the day of the retry
 */
public record RetryRequest(
        LocalDate originalSettledOn, LocalDate returnedOn, int retriesSoFar, boolean sameAmount, LocalDate on) {

    public RetryRequest {
        Objects.requireNonNull(originalSettledOn, "originalSettledOn");
        Objects.requireNonNull(returnedOn, "returnedOn");
        Objects.requireNonNull(on, "on");
        if (retriesSoFar < 0) {
            throw new IllegalArgumentException("retries so far " + retriesSoFar + ", expected 0 or more");
        }
    }

    /** A retry of the same amount. */
    public static RetryRequest of(LocalDate originalSettledOn, LocalDate returnedOn, int retriesSoFar, LocalDate on) {
        return new RetryRequest(originalSettledOn, returnedOn, retriesSoFar, true, on);
    }

    /** The same wish for another amount. */
    public RetryRequest withOtherAmount() {
        return new RetryRequest(originalSettledOn, returnedOn, retriesSoFar, false, on);
    }
}
