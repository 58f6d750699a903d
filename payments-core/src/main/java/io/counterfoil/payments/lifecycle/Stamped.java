package io.counterfoil.payments.lifecycle;

/** An event that knows which command made it. */
public interface Stamped {

    /** Who, when, under which key. */
    Stamp stamp();
}
