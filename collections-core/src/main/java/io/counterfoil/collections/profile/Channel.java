package io.counterfoil.collections.profile;

/** The way a notice reaches somebody. */
public enum Channel {
    EMAIL(false, true),
    LETTER(false, false),
    SMS(true, true),
    /** A telephone call, or the task to make one. */
    CALL(true, true),
    /** The customer's account page: read when the customer wishes. */
    PORTAL(false, false);

    private final boolean phone;
    private final boolean immediate;

    Channel(boolean phone, boolean immediate) {
        this.phone = phone;
        this.immediate = immediate;
    }

    /** Whether it uses a telephone: stopped for a party that wants to be written to only. */
    public boolean isPhone() {
        return phone;
    }

    /** Whether it reaches the person at the moment it is used, so that permitted hours matter. */
    public boolean isImmediate() {
        return immediate;
    }
}
