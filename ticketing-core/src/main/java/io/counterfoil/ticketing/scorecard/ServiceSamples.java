package io.counterfoil.ticketing.scorecard;

import static io.counterfoil.ticketing.scorecard.MeasureId.SL_ANSWERED_OVER_ANSWERED;
import static io.counterfoil.ticketing.scorecard.MeasureId.SL_ANSWERED_OVER_OFFERED;
import static io.counterfoil.ticketing.scorecard.MeasureId.SL_ANSWERED_OVER_OFFERED_LESS_ABANDONED_IN_TIME;
import static io.counterfoil.ticketing.scorecard.MeasureId.SL_HANDLED_OVER_OFFERED;

import io.counterfoil.ticketing.entry.ErrorRates;
import io.counterfoil.ticketing.phone.PhoneLog;
import io.counterfoil.ticketing.quality.QualityReviews;
import io.counterfoil.ticketing.scorecard.Samples.Sample;
import io.counterfoil.ticketing.survey.SurveyLog;
import io.counterfoil.ticketing.survey.SurveyLog.HappinessReading;
import io.counterfoil.ticketing.survey.SurveyLog.Question;
import io.counterfoil.ticketing.ticket.TicketId;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What calls, agents, answers, keyed records and reviews add to a scorecard. */
final class ServiceSamples {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Frame frame;

    ServiceSamples(Frame frame) {
        this.frame = frame;
    }

    void addAll(ServiceRecords records) {
        for (PhoneLog.Call call : records.phone().calls()) {
            if (call.outcome().isOffered() && frame.holds(call.offeredAt())) {
                add(call);
            }
        }
        if (frame.wants(MeasureId.Source.AGENTS)) {
            records.phone()
                    .agentDays(frame.zone(), frame.options().sessionTimeout(), frame.cut())
                    .forEach(this::add);
        }
        for (Question question : Question.values()) {
            records.surveys().answers(question).stream()
                    .filter(answer -> frame.holds(answer.at()))
                    .forEach(this::add);
        }
        if (frame.wants(MeasureId.RESPONSE_RATE)) {
            responses(records.surveys());
        }
        records.keyed().checked().forEach(this::add);
        if (frame.wants(MeasureId.QUALITY)) {
            records.reviews().forEach(this::add);
        }
    }

    private void add(PhoneLog.Call call) {
        boolean answered = call.outcome() == PhoneLog.Outcome.ANSWERED;
        boolean isShort = !answered && call.waiting().compareTo(frame.options().shortAbandon()) < 0;
        boolean inTime = call.waiting().compareTo(frame.options().answerTarget()) <= 0;
        String id = call.id();
        BigDecimal wait = Frame.seconds(call.waiting());
        frame.share(MeasureId.ABANDONED_GROSS, id, !answered, !answered);
        if (isShort) {
            return;
        }
        frame.share(MeasureId.ABANDONED_NET, id, !answered, !answered);
        frame.count(MeasureId.WAIT_ALL, id, Sample.of(wait, false));
        frame.share(SL_ANSWERED_OVER_OFFERED, id, answered && inTime, !(answered && inTime));
        frame.share(SL_HANDLED_OVER_OFFERED, id, inTime, !inTime);
        if (answered || !inTime) {
            frame.share(SL_ANSWERED_OVER_OFFERED_LESS_ABANDONED_IN_TIME, id, inTime, !inTime);
        }
        if (answered) {
            frame.count(MeasureId.SPEED_OF_ANSWER, id, Sample.of(wait, false));
            frame.count(MeasureId.HANDLE_TIME, id, Sample.of(Frame.seconds(call.handling()), false));
            frame.share(SL_ANSWERED_OVER_ANSWERED, id, inTime, !inTime);
        } else {
            frame.count(MeasureId.TIME_TO_ABANDON, id, Sample.of(wait, false));
        }
    }

    private void add(PhoneLog.AgentDay day) {
        if (!frame.holds(day.date())) {
            return;
        }
        String id = day.agent() + "/" + day.date();
        if (day.scheduled()) {
            frame.count(MeasureId.LOGIN_TIME, id, Sample.of(Frame.in(HOUR, day.loggedIn()), false));
            if (day.unfinished()) {
                frame.mark(MeasureId.LOGIN_TIME, Measure.Mark.SESSION_CLOSED);
            }
        }
        Duration onPhone = day.handling().plus(day.available());
        ratio(MeasureId.OCCUPANCY, id, day.handling(), onPhone);
        ratio(MeasureId.UTILISATION, id, onPhone, day.paid());
        ratio(MeasureId.ADHERENCE, id, day.adhered(), day.paid());
        ratio(MeasureId.CONFORMANCE, id, day.worked(), day.plannedWork());
    }

    private void ratio(MeasureId measure, String id, Duration above, Duration below) {
        if (!below.isZero()) {
            frame.count(measure, id, new Sample(Frame.seconds(above), Frame.seconds(below), false));
        }
    }

    private void add(SurveyLog.Answer answer) {
        String id = answer.ticket().value();
        int value = answer.value();
        switch (answer.question()) {
            case SATISFACTION -> frame.share(MeasureId.SATISFACTION, id, value >= 4, value < 4);
            case RECOMMENDATION ->
                frame.count(
                        MeasureId.NET_PROMOTER,
                        id,
                        Sample.of(BigDecimal.valueOf(value >= 9 ? 1 : value >= 7 ? 0 : -1), value < 7));
            case EFFORT -> {
                frame.count(MeasureId.EFFORT, id, Sample.of(BigDecimal.valueOf(value), false));
                frame.share(MeasureId.EFFORT_EASY, id, value >= 5, value < 5);
            }
            case HAPPINESS -> {
                HappinessReading reading = frame.options().reading();
                frame.count(MeasureId.HAPPINESS, id, Sample.of(reading.value(value), value == 1));
                if (!frame.options().readingNamed()) {
                    frame.mark(MeasureId.HAPPINESS, Measure.Mark.READING_ASSUMED);
                }
            }
        }
    }

    private void responses(SurveyLog surveys) {
        Map<TicketId, Boolean> answered = new TreeMap<>();
        for (Question question : Question.values()) {
            surveys.asked(question).forEach((ticket, at) -> {
                if (frame.holds(at)) {
                    answered.putIfAbsent(ticket, false);
                }
            });
            surveys.answers(question).forEach(answer -> answered.computeIfPresent(answer.ticket(), (key, was) -> true));
        }
        answered.forEach((ticket, did) -> frame.share(MeasureId.RESPONSE_RATE, ticket.value(), did, !did));
    }

    private void add(ErrorRates.CheckedRecord checked) {
        String id = checked.record() + "/" + checked.keyer();
        ErrorRates.Counts counts = checked.counts();
        pooled(MeasureId.FIELD_ERRORS, id, counts.tally(ErrorRates.Unit.FIELD));
        pooled(MeasureId.RECORD_ERRORS, id, counts.tally(ErrorRates.Unit.RECORD));
        pooled(MeasureId.KEYSTROKE_ERRORS, id, counts.tally(ErrorRates.Unit.KEYSTROKE));
    }

    private void pooled(MeasureId measure, String id, ErrorRates.Tally tally) {
        frame.count(
                measure,
                id,
                new Sample(BigDecimal.valueOf(tally.wrong()), BigDecimal.valueOf(tally.checked()), tally.wrong() > 0));
    }

    private void add(QualityReviews reviews) {
        Set<String> reviewed = new HashSet<>();
        for (QualityReviews.Result result : reviews.results()) {
            String id = result.subject().toString();
            reviewed.add(id);
            frame.count(MeasureId.QUALITY, id, Sample.of(result.score(), result.knockedOut()));
        }
        for (QualityReviews.Item item : reviews.population()) {
            String id = item.subject().toString();
            if (!reviewed.contains(id)) {
                frame.await(MeasureId.QUALITY, id, BigDecimal.ZERO);
            }
        }
        frame.mark(MeasureId.QUALITY, Measure.Mark.FINITE_POPULATION);
    }
}
