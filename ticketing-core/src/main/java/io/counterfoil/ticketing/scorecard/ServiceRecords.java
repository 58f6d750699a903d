package io.counterfoil.ticketing.scorecard;

import io.counterfoil.payments.evidence.Rejection;
import io.counterfoil.ticketing.entry.ErrorRates;
import io.counterfoil.ticketing.phone.PhoneLog;
import io.counterfoil.ticketing.quality.QualityReviews;
import io.counterfoil.ticketing.survey.SurveyLog;
import io.counterfoil.ticketing.ticket.Ticket;
import io.counterfoil.ticketing.ticket.TicketId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.immutables.value.Value;

/** Everything that a scorecard counts; what is not given is empty. Immutable. */
@Value.Immutable
public interface ServiceRecords {

    /** Tickets, each once. */
    List<Ticket> tickets();

    /** Tickets that were escalated by others than a person on the ticket, by the host's escalation log. */
    Set<TicketId> escalated();

    /** Calls and agents' days. */
    @Value.Default
    default PhoneLog phone() {
        return PhoneLog.none();
    }

    /** Answers of customers. */
    @Value.Default
    default SurveyLog surveys() {
        return SurveyLog.none();
    }

    /** Keyed records that were checked in the period. */
    @Value.Default
    default ErrorRates keyed() {
        return ErrorRates.none();
    }

    /** Reviews of answers in the period. */
    List<QualityReviews> reviews();

    /** Rows that could not be used, of calls and answers. */
    default List<Rejection> rejections() {
        List<Rejection> all = new ArrayList<>(phone().rejections());
        all.addAll(surveys().rejections());
        return List.copyOf(all);
    }

    /** Records with these tickets. */
    static ServiceRecords ofTickets(Stream<Ticket> tickets) {
        return builder().tickets(tickets.toList()).build();
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds records. Not thread-safe. */
    final class Builder extends ImmutableServiceRecords.Builder {
        Builder() {}
    }
}
