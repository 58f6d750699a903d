/**
 * A week of a participant services desk: generated tickets, calls, agents' days, surveys and keyed claims, and the scorecard that counts them. The same seed makes the
 * same week.
 */
@NullMarked
package io.counterfoil.examples.deskweek;

import org.jspecify.annotations.NullMarked;
