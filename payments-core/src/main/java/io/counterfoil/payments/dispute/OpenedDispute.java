package io.counterfoil.payments.dispute;

import io.counterfoil.payments.calendar.AsOf;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A dispute on the day it is opened: until when the merchant may answer and with what (payments specification 4.8). Days are those of the network's zone; the
 * deadline day itself is in time. Immutable.
 */
public final class OpenedDispute {

    private final DisputeReason reason;
    private final LocalDate openedOn;
    private final @Nullable LocalDate deadline;
    private final DeadlineSource source;

    private OpenedDispute(
            DisputeReason reason, LocalDate openedOn, @Nullable LocalDate deadline, DeadlineSource source) {
        this.reason = Objects.requireNonNull(reason, "reason");
        this.openedOn = Objects.requireNonNull(openedOn, "openedOn");
        this.deadline = deadline;
        this.source = source;
    }

    /** A dispute for which the processor gave no date: the table's days count from the opening. */
    public static OpenedDispute of(DisputeReason reason, LocalDate openedOn) {
        return reason.answerDays().isPresent()
                ? new OpenedDispute(
                        reason, openedOn, openedOn.plusDays(reason.answerDays().getAsInt()), DeadlineSource.TABLE)
                : new OpenedDispute(reason, openedOn, null, DeadlineSource.NONE);
    }

    /** A dispute that the processor wants answered by the day; it wins over the table, earlier or later. */
    public static OpenedDispute of(DisputeReason reason, LocalDate openedOn, LocalDate processorDueBy) {
        return new OpenedDispute(
                reason, openedOn, Objects.requireNonNull(processorDueBy, "processorDueBy"), DeadlineSource.PROCESSOR);
    }

    /** What the code means. */
    public DisputeReason reason() {
        return reason;
    }

    /** The day it was opened. */
    public LocalDate openedOn() {
        return openedOn;
    }

    /** The last day to answer; empty where neither processor nor table names one. */
    public Optional<LocalDate> deadline() {
        return Optional.ofNullable(deadline);
    }

    /** Where the deadline comes from. */
    public DeadlineSource deadlineSource() {
        return source;
    }

    /** What can be done on the day {@code asOf.effective()}: accept or answer up to the deadline, after it only let it expire. */
    public Set<DisputeAct> allowed(AsOf asOf) {
        if (deadline != null && asOf.effective().isAfter(deadline)) {
            return EnumSet.of(DisputeAct.EXPIRE);
        }
        return EnumSet.of(DisputeAct.ACCEPT, reason.flow().answer());
    }

    @Override
    public String toString() {
        return reason.network() + " " + reason.code() + " opened " + openedOn
                + (deadline == null ? ", no deadline" : ", answer by " + deadline + " (" + source + ")");
    }
}
