package io.counterfoil.stripe.simulator;

import java.time.Duration;

/**
 * What befalls webhooks on their way: all of it drawn from the simulator's seed, so that a run can be repeated. Shares are of a thousand. Not thread-safe: set
 * up before the run.
 */
public final class DeliveryPlan {

    private int duplicated;
    private int doubled;
    private int lost;
    private int forged;
    private long delaySeconds;
    private boolean shuffled;

    /** Every event arrives once, at once, in order. */
    DeliveryPlan() {}

    /** So many of a thousand deliveries arrive twice, byte for byte but for the signature. */
    public DeliveryPlan duplicate(int ofThousand) {
        this.duplicated = share(ofThousand);
        return this;
    }

    /** So many of a thousand changes are told by two events with different ids. */
    public DeliveryPlan secondEvent(int ofThousand) {
        this.doubled = share(ofThousand);
        return this;
    }

    /** So many of a thousand deliveries never arrive; Stripe counts them as not delivered. */
    public DeliveryPlan lose(int ofThousand) {
        this.lost = share(ofThousand);
        return this;
    }

    /** So many of a thousand deliveries come a second time, signed with a secret that is nobody's. */
    public DeliveryPlan forge(int ofThousand) {
        this.forged = share(ofThousand);
        return this;
    }

    /** Deliveries are late by anything up to this, which disorders them too. */
    public DeliveryPlan delayUpTo(Duration most) {
        this.delaySeconds = most.toSeconds();
        return this;
    }

    /** Deliveries that are due together arrive in any order. */
    public DeliveryPlan shuffle(boolean anyOrder) {
        this.shuffled = anyOrder;
        return this;
    }

    private static int share(int ofThousand) {
        if (ofThousand < 0 || ofThousand > 1000) {
            throw new IllegalArgumentException("share " + ofThousand + " of a thousand, expected 0 to 1000");
        }
        return ofThousand;
    }

    int duplicated() {
        return duplicated;
    }

    int doubled() {
        return doubled;
    }

    int lost() {
        return lost;
    }

    int forged() {
        return forged;
    }

    long delaySeconds() {
        return delaySeconds;
    }

    boolean shuffled() {
        return shuffled;
    }
}
