package io.counterfoil.ticketing.triage;

/** How soon a ticket is worked on, most urgent first. */
public enum Priority {
    /** At once. */
    URGENT,
    /** Before the normal work of the day. */
    HIGH,
    /** In its turn. */
    NORMAL,
    /** When nothing else waits. */
    LOW
}
