package io.counterfoil.ticketing.scorecard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.document.Documents;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.hours.BusinessDays;
import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.testkit.GoldenFile;
import io.counterfoil.ticketing.clock.Clocks;
import io.counterfoil.ticketing.clock.SlaPolicy;
import io.counterfoil.ticketing.entry.DoubleKeying.ErrorKind;
import io.counterfoil.ticketing.entry.ErrorRates;
import io.counterfoil.ticketing.entry.FieldRules;
import io.counterfoil.ticketing.entry.KeyedRecord;
import io.counterfoil.ticketing.measure.ConfidenceInterval.Method;
import io.counterfoil.ticketing.measure.Goal;
import io.counterfoil.ticketing.measure.Verdict;
import io.counterfoil.ticketing.phone.PhoneLog;
import io.counterfoil.ticketing.phone.PhoneLog.Spell.Activity;
import io.counterfoil.ticketing.quality.QualityReviews;
import io.counterfoil.ticketing.survey.SurveyLog;
import io.counterfoil.ticketing.survey.SurveyLog.HappinessReading;
import io.counterfoil.ticketing.survey.SurveyLog.Question;
import io.counterfoil.ticketing.ticket.CloseReason;
import io.counterfoil.ticketing.ticket.Ticket;
import io.counterfoil.ticketing.ticket.TicketCommand;
import io.counterfoil.ticketing.ticket.TicketId;
import io.counterfoil.ticketing.ticket.Tickets;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** London, 09:00 to 17:00; the week from Monday 1 March 2027. Figures by hand. */
class ServiceScorecardTest {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final Clocks CLOCKS = Clocks.of(SlaPolicy.builder("gold")
            .hours(BusinessHours.in(LONDON).weekdays("09:00-17:00").build())
            .firstReply(Duration.ofHours(8))
            .resolution(BusinessDays.of(7))
            .build());
    private static final DateRange WEEK = DateRange.of(LocalDate.of(2027, 3, 1), LocalDate.of(2027, 3, 5));
    private static final Instant LATER = Instant.parse("2027-03-06T00:00:00Z");

    private final Tickets tickets = Tickets.standard();
    private final Actor by = Actor.host("ben");

    private static Instant at(String text) {
        return Instant.parse("2027-" + text + ":00Z");
    }

    private Ticket opened(String id, String at) {
        return then(tickets.initial(), TicketCommand.open(SubjectRef.of("order", id), "request", by, id), at);
    }

    private Ticket then(Ticket ticket, TicketCommand command, String at) {
        return tickets.decide(ticket, command, at(at)).orThrow().state();
    }

    private Ticket replied(Ticket ticket, String at) {
        return then(ticket, TicketCommand.reply("answer", by, "reply-" + at), at);
    }

    private Ticket solved(Ticket ticket, String at) {
        return then(ticket, TicketCommand.solve(CloseReason.SOLVED, by, "solve-" + at), at);
    }

    /** Five tickets of the week: at once; in two replies; reopened; moved on; open. */
    private List<Ticket> desk() {
        Ticket atOnce = solved(replied(opened("t1", "03-01T09:00"), "03-01T10:00"), "03-01T11:00");
        Ticket twice =
                solved(replied(replied(opened("t2", "03-01T09:00"), "03-01T12:00"), "03-02T09:00"), "03-03T09:00");
        Ticket again = then(
                solved(replied(opened("t3", "03-01T10:00"), "03-01T15:00"), "03-02T10:00"),
                TicketCommand.reopen("not yet", by, "o"),
                "03-04T10:00");
        Ticket moved = then(opened("t4", "03-02T09:00"), TicketCommand.assign("first", by, "a1"), "03-02T09:00");
        moved = then(moved, TicketCommand.assign("second", by, "a2"), "03-02T10:00");
        moved = solved(replied(moved, "03-02T16:00"), "03-02T17:00");
        Ticket open = then(opened("t5", "03-01T09:00"), TicketCommand.escalate("vip", by, "e"), "03-02T09:00");
        return List.of(atOnce, twice, again, moved, open);
    }

    private static ScorecardReport report(List<Ticket> desk, MeasureId... ids) {
        return Scorecard.builder(CLOCKS).show(ids).build().assess(desk.stream(), WEEK, LATER);
    }

    private static BigDecimal point(ScorecardReport report, MeasureId id) {
        return report.row(id).point().orElseThrow();
    }

    @Test
    @DisplayName(
            "TIC-31 medians, nine in ten, shares, first contact, reopened, transferred, touches and the age of the backlog")
    void deskMeasures() {
        ScorecardReport report = report(
                desk(),
                MeasureId.FIRST_REPLY_AVERAGE,
                MeasureId.FIRST_REPLY_MEDIAN,
                MeasureId.FIRST_REPLY_P90,
                MeasureId.FIRST_REPLY_IN_TIME,
                MeasureId.RESOLUTION_MEDIAN,
                MeasureId.RESOLUTION_DATES,
                MeasureId.ON_TIME_CLOSED_ONLY,
                MeasureId.FIRST_CONTACT,
                MeasureId.REOPENED,
                MeasureId.TRANSFERRED,
                MeasureId.ESCALATED,
                MeasureId.TOUCHES,
                MeasureId.BACKLOG_AGE);
        // first replies after 1, 3, 5 and 7 hours; t5 waits with 40
        assertThat(point(report, MeasureId.FIRST_REPLY_AVERAGE)).isEqualByComparingTo("4");
        assertThat(point(report, MeasureId.FIRST_REPLY_MEDIAN)).isEqualByComparingTo("4");
        assertThat(point(report, MeasureId.FIRST_REPLY_P90)).isEqualByComparingTo("7");
        assertThat(point(report, MeasureId.FIRST_REPLY_IN_TIME)).isEqualByComparingTo("1");
        assertThat(report.row(MeasureId.FIRST_REPLY_AVERAGE).waiting())
                .singleElement()
                .satisfies(part -> {
                    assertThat(part.subject()).isEqualTo(SubjectRef.of("ticket", "t5"));
                    assertThat(part.value()).as("five days of eight hours").isEqualByComparingTo("40");
                });
        // solved and not reopened at the end: t1 2 h, t2 16 h, t4 8 h
        assertThat(point(report, MeasureId.RESOLUTION_MEDIAN)).isEqualByComparingTo("1");
        assertThat(point(report, MeasureId.RESOLUTION_DATES)).as("0, 2, 0").isEqualByComparingTo("0.666666666667");
        assertThat(report.row(MeasureId.ON_TIME_CLOSED_ONLY).marks()).containsExactly(Measure.Mark.CLOSED_ONLY);
        // solved in the week: t1, t2, t3, t4
        assertThat(point(report, MeasureId.FIRST_CONTACT)).isEqualByComparingTo("0.25");
        assertThat(report.row(MeasureId.FIRST_CONTACT).n()).isEqualTo(4);
        assertThat(report.row(MeasureId.FIRST_CONTACT).missedIds())
                .containsExactly(TicketId.of("t2"), TicketId.of("t3"), TicketId.of("t4"));
        assertThat(report.row(MeasureId.REOPENED).missedIds()).containsExactly(TicketId.of("t3"));
        assertThat(report.row(MeasureId.TRANSFERRED).missedIds()).containsExactly(TicketId.of("t4"));
        assertThat(point(report, MeasureId.ESCALATED))
                .as("only t5 was, and it is not solved")
                .isZero();
        assertThat(point(report, MeasureId.TOUCHES)).isEqualByComparingTo("1.25");
        // open at the end: t3 since Monday 10:00 (39 h), t5 since Monday 09:00 (40 h), in days of 8 h
        assertThat(point(report, MeasureId.BACKLOG_AGE)).isEqualByComparingTo("4.9375");
        assertThat(report.row(MeasureId.BACKLOG_AGE).verdict()).isEqualTo(Verdict.NO_GOAL);
        assertThat(report.row(MeasureId.BACKLOG_AGE).goal()).isEmpty();
        assertThat(report.row(MeasureId.TOUCHES).pointMet()).isFalse();
    }

    @Test
    @DisplayName(
            "TIC-31 escalations come from the ticket or from the host's log; cohort counts by creation; due counts by due date")
    void escalationsAndCohorts() {
        Scorecard card = Scorecard.builder(CLOCKS).show(MeasureId.ESCALATED).build();
        Ticket up = solved(desk().get(4), "03-04T09:00");
        ServiceRecords records = ServiceRecords.builder()
                .tickets(List.of(desk().get(0), desk().get(1), up))
                .addEscalated(TicketId.of("t2"))
                .build();
        assertThat(card.assess(records, WEEK, LATER).row(MeasureId.ESCALATED).missedIds())
                .containsExactly(TicketId.of("t2"), TicketId.of("t5"));

        Ticket before = solved(opened("t0", "02-26T09:00"), "03-01T12:00");
        Ticket after = solved(opened("t9", "03-05T09:00"), "03-08T12:00");
        Scorecard.Builder byCreation =
                Scorecard.builder(CLOCKS).show(MeasureId.RESOLUTION_AVERAGE).byCreation();
        Measure row = byCreation
                .build()
                .assess(Stream.of(before, after), WEEK, at("03-20T00:00"))
                .row(MeasureId.RESOLUTION_AVERAGE);
        assertThat(row.ticketIds()).containsExactly(TicketId.of("t9"));
        assertThat(row.marks()).containsExactly(Measure.Mark.COHORT);

        // due on Friday 5 March: opened Wednesday 24 February; one solved in time, one late, one due the week after
        Ticket inTime = solved(opened("d1", "02-24T17:00"), "03-04T12:00");
        Ticket late = solved(opened("d2", "02-24T17:00"), "03-09T12:00");
        Ticket dueLater = solved(opened("d3", "03-01T09:00"), "03-02T12:00");
        Measure due = Scorecard.builder(CLOCKS)
                .show(MeasureId.ON_TIME_DUE)
                .build()
                .assess(Stream.of(inTime, late, dueLater), WEEK, at("03-20T00:00"))
                .row(MeasureId.ON_TIME_DUE);
        assertThat(due.ticketIds()).contains(TicketId.of("d1")).doesNotContain(TicketId.of("d3"));
    }

    @Test
    @DisplayName("TIC-32 censored figures stand in the report by themselves where more than 5 % is open")
    void censoredRows() {
        ScorecardReport report = report(desk(), MeasureId.RESOLUTION_AVERAGE);
        Measure mean = report.row(MeasureId.RESOLUTION_CENSORED_MEAN);
        // 0.25, 1 and 2 days over; t3 runs with 8 h and, since it was reopened, 15 h: 2.875 days; t5 runs with 5
        assertThat(mean.n()).isEqualTo(5);
        assertThat(mean.marks()).containsExactly(Measure.Mark.MUCH_IS_OPEN);
        assertThat(mean.point().orElseThrow().doubleValue())
                .as("0.25 + 0.8 * 0.75 + 0.6 * 1 + 0.4 * 3")
                .isCloseTo(0.25 + 0.8 * 0.75 + 0.6 * 1 + 0.4 * 3, within(1e-9));
        assertThat(point(report, MeasureId.RESOLUTION_CENSORED_MEDIAN)).isEqualByComparingTo("2");
        ScorecardReport closed = report(desk().subList(0, 2), MeasureId.RESOLUTION_AVERAGE);
        assertThat(closed.rows()).extracting(Measure::formula).containsExactly(MeasureId.RESOLUTION_AVERAGE);
        assertThat(Documents.text(report.toDocument(), Locale.UK)).contains("more than 5 % of what was opened is open");
    }

    private static PhoneLog phone() {
        PhoneLog.Builder log = PhoneLog.builder();
        String[] outcomes = {
            "ANSWERED 10", "ANSWERED 30", "ANSWERED 50", "ABANDONED 3", "ABANDONED 20", "ABANDONED 90", "VOICEMAIL 5"
        };
        for (int n = 0; n < outcomes.length; n++) {
            String[] words = outcomes[n].split(" ", -1);
            log.call(PhoneLog.Call.builder()
                    .id("c" + n)
                    .offeredAt(at("03-02T10:00").plusSeconds(60L * n))
                    .outcome(PhoneLog.Outcome.valueOf(words[0]))
                    .waiting(Duration.ofSeconds(Long.parseLong(words[1])))
                    .handling(Duration.ofSeconds(n < 3 ? 100 + 50 * n : 0))
                    .build());
        }
        log.call(PhoneLog.Call.builder()
                .id("next-week")
                .offeredAt(at("03-08T10:00"))
                .outcome(PhoneLog.Outcome.ABANDONED)
                .waiting(Duration.ofMinutes(1))
                .build());
        for (String agent : List.of("ana", "ben")) {
            log.planned(new PhoneLog.Spell(agent, Activity.AVAILABLE, at("03-02T09:00"), at("03-02T17:00")));
        }
        return log.session(PhoneLog.Session.of("ana", at("03-02T09:00"), at("03-02T16:00")))
                .done(new PhoneLog.Spell("ana", Activity.HANDLING, at("03-02T09:00"), at("03-02T12:00")))
                .done(new PhoneLog.Spell("ana", Activity.AVAILABLE, at("03-02T12:00"), at("03-02T16:00")))
                .session(PhoneLog.Session.of("cy", at("03-02T09:00"), at("03-02T10:00")))
                .build();
    }

    @Test
    @DisplayName(
            "TIC-34 calls: abandoned net and gross, speed and wait beside each other, four service levels side by side")
    void callMeasures() {
        ScorecardReport report = Scorecard.builder(CLOCKS)
                .goal(MeasureId.ABANDONED_NET, Goal.atMost("0.05"))
                .goal(MeasureId.SPEED_OF_ANSWER, Goal.atMost(Duration.ofSeconds(30)))
                .goal(MeasureId.SL_ANSWERED_OVER_OFFERED, Goal.atLeast("0.8"))
                .show(MeasureId.HANDLE_TIME, MeasureId.TIME_TO_ABANDON)
                .answerTarget(Duration.ofSeconds(30))
                .build()
                .assess(ServiceRecords.builder().phone(phone()).build(), WEEK, LATER);
        assertThat(point(report, MeasureId.ABANDONED_GROSS)).as("3 of 6").isEqualByComparingTo("0.5");
        assertThat(point(report, MeasureId.ABANDONED_NET)).as("2 of 5").isEqualByComparingTo("0.4");
        assertThat(point(report, MeasureId.SPEED_OF_ANSWER)).isEqualByComparingTo("30");
        assertThat(report.row(MeasureId.SPEED_OF_ANSWER).pointMet())
                .as("equal is met")
                .isTrue();
        assertThat(point(report, MeasureId.WAIT_ALL)).as("200 s by 5").isEqualByComparingTo("40");
        assertThat(point(report, MeasureId.TIME_TO_ABANDON)).isEqualByComparingTo("55");
        assertThat(point(report, MeasureId.HANDLE_TIME)).isEqualByComparingTo("150");
        assertThat(point(report, MeasureId.SL_ANSWERED_OVER_OFFERED)).isEqualByComparingTo("0.4");
        assertThat(point(report, MeasureId.SL_ANSWERED_OVER_ANSWERED)).isEqualByComparingTo("0.666666666667");
        assertThat(point(report, MeasureId.SL_HANDLED_OVER_OFFERED)).isEqualByComparingTo("0.6");
        assertThat(point(report, MeasureId.SL_ANSWERED_OVER_OFFERED_LESS_ABANDONED_IN_TIME))
                .isEqualByComparingTo("0.5");
        assertThat(report.row(MeasureId.ABANDONED_NET).missed())
                .extracting(part -> part.subject().toString())
                .containsExactly("call:c4", "call:c5");
        assertThat(report.row(MeasureId.SPEED_OF_ANSWER).missed())
                .as("above thirty seconds on its own")
                .extracting(part -> part.subject().id())
                .containsExactly("c2");
        assertThat(report.row(MeasureId.ABANDONED_NET).ticketIds()).isEmpty();
    }

    @Test
    @DisplayName("TIC-34 agents: login of scheduled dates, occupancy, utilisation, adherence, conformance")
    void agentMeasures() {
        ScorecardReport report = Scorecard.builder(CLOCKS)
                .goal(MeasureId.LOGIN_TIME, Goal.atLeast(Duration.ofHours(6)))
                .show(MeasureId.OCCUPANCY, MeasureId.UTILISATION, MeasureId.ADHERENCE, MeasureId.CONFORMANCE)
                .build()
                .assess(ServiceRecords.builder().phone(phone()).build(), WEEK, LATER);
        Measure login = report.row(MeasureId.LOGIN_TIME);
        assertThat(login.point().orElseThrow())
                .as("7 h and 0 h; cy was not scheduled")
                .isEqualByComparingTo("3.5");
        assertThat(login.n()).isEqualTo(2);
        assertThat(login.verdict()).as("fewer than ten, on both sides").isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(login.missed()).extracting(part -> part.subject().id()).containsExactly("ben/2027-03-02");
        assertThat(point(report, MeasureId.OCCUPANCY)).as("3 of 7 hours").isEqualByComparingTo("0.428571428571");
        assertThat(point(report, MeasureId.UTILISATION)).as("7 of 16 hours").isEqualByComparingTo("0.4375");
        assertThat(point(report, MeasureId.ADHERENCE)).isEqualByComparingTo("0.4375");
        assertThat(point(report, MeasureId.CONFORMANCE)).isEqualByComparingTo("0.4375");
    }

    private static SurveyLog.Builder answers(int[] values, Question question) {
        SurveyLog.Builder log = SurveyLog.builder();
        for (int n = 0; n < values.length; n++) {
            log.answer(new SurveyLog.Answer("r" + n, TicketId.of("s" + n), question, values[n], at("03-03T10:00")));
        }
        return log.asked(question, TicketId.of("silent"), at("03-02T10:00"))
                .asked(question, TicketId.of("april"), at("04-02T10:00"));
    }

    private static ScorecardReport survey(Scorecard.Builder card, int[] values, Question question) {
        return card.build()
                .assess(
                        ServiceRecords.builder()
                                .surveys(answers(values, question).build())
                                .build(),
                        WEEK,
                        LATER);
    }

    @Test
    @DisplayName("TIC-36 satisfaction, promoters, ease and happiness, each with the response rate beside it")
    void surveyMeasures() {
        ScorecardReport satisfied = survey(
                Scorecard.builder(CLOCKS).goal(MeasureId.SATISFACTION, Goal.atLeast("0.85")),
                new int[] {5, 4, 3, 1},
                Question.SATISFACTION);
        assertThat(point(satisfied, MeasureId.SATISFACTION)).isEqualByComparingTo("0.5");
        assertThat(point(satisfied, MeasureId.RESPONSE_RATE))
                .as("4 of the 5 asked that week")
                .isEqualByComparingTo("0.8");
        assertThat(satisfied.row(MeasureId.SATISFACTION).missedIds())
                .containsExactly(TicketId.of("s2"), TicketId.of("s3"));

        ScorecardReport promoters = survey(
                Scorecard.builder(CLOCKS)
                        .goal(MeasureId.NET_PROMOTER, Goal.of(Goal.Sense.AT_LEAST, "-10", Goal.Unit.POINTS)),
                new int[] {10, 9, 8, 7, 6, 0, 9},
                Question.RECOMMENDATION);
        assertThat(point(promoters, MeasureId.NET_PROMOTER).doubleValue()).isCloseTo(100.0 / 7, within(1e-9));
        assertThat(promoters.row(MeasureId.NET_PROMOTER).pointMet()).isTrue();
        assertThat(promoters
                        .row(MeasureId.NET_PROMOTER)
                        .interval()
                        .orElseThrow()
                        .method())
                .isEqualTo(Method.NORMAL);

        ScorecardReport easy = survey(
                Scorecard.builder(CLOCKS).show(MeasureId.EFFORT, MeasureId.EFFORT_EASY),
                new int[] {7, 5, 4, 2},
                Question.EFFORT);
        assertThat(point(easy, MeasureId.EFFORT)).isEqualByComparingTo("4.5");
        assertThat(point(easy, MeasureId.EFFORT_EASY)).isEqualByComparingTo("0.5");
    }

    @Test
    @DisplayName("TIC-36 happiness in the reading of the contract; without one the row says that it was assumed")
    void happinessReadings() {
        int[] values = {3, 3, 3, 2, 1};
        Map<HappinessReading, String> expected = Map.of(
                HappinessReading.SHARE_GREAT, "0.6", HappinessReading.NET, "0.4", HappinessReading.MEAN_SCALED, "0.7");
        for (HappinessReading reading : HappinessReading.values()) {
            Measure row = survey(
                            Scorecard.builder(CLOCKS)
                                    .goal(MeasureId.HAPPINESS, Goal.atLeast("0.5"))
                                    .happiness(reading),
                            values,
                            Question.HAPPINESS)
                    .row(MeasureId.HAPPINESS);
            assertThat(row.point().orElseThrow()).as(reading.name()).isEqualByComparingTo(expected.get(reading));
            assertThat(row.marks()).isEmpty();
            assertThat(row.missedIds()).containsExactly(TicketId.of("s4"));
        }
        Measure assumed = survey(
                        Scorecard.builder(CLOCKS).goal(MeasureId.HAPPINESS, Goal.atLeast("0.5")),
                        values,
                        Question.HAPPINESS)
                .row(MeasureId.HAPPINESS);
        assertThat(assumed.point().orElseThrow()).isEqualByComparingTo("0.6");
        assertThat(assumed.marks()).containsExactly(Measure.Mark.READING_ASSUMED);
    }

    private static ErrorRates keyed() {
        FieldRules form = FieldRules.builder()
                .field(FieldRules.Field.text("invoice"))
                .field(FieldRules.Field.number("amount"))
                .build();
        List<ErrorRates.CheckedRecord> checked = new ArrayList<>();
        for (int n = 0; n < 10; n++) {
            KeyedRecord typed = new KeyedRecord("k" + n, "ana", Map.of("invoice", "1234", "amount", "56"));
            checked.add(ErrorRates.CheckedRecord.of(
                    form,
                    typed,
                    n == 0
                            ? List.of(
                                    new ErrorRates.FieldError("k0", "invoice", "ana", ErrorKind.WRONG_VALUE),
                                    new ErrorRates.FieldError("k0", "amount", "ana", ErrorKind.OMITTED))
                            : List.of()));
        }
        return ErrorRates.of(checked);
    }

    @Test
    @DisplayName("TIC-41 TIC-33 data-entry errors by fields, records and keystrokes, each with the exact interval")
    void entryMeasures() {
        ScorecardReport report = Scorecard.builder(CLOCKS)
                .goal(MeasureId.FIELD_ERRORS, Goal.atMost("0.2"))
                .show(MeasureId.RECORD_ERRORS, MeasureId.KEYSTROKE_ERRORS)
                .build()
                .assess(ServiceRecords.builder().keyed(keyed()).build(), WEEK, LATER);
        Measure fields = report.row(MeasureId.FIELD_ERRORS);
        assertThat(fields.point().orElseThrow()).as("2 of 20").isEqualByComparingTo("0.1");
        assertThat(fields.n()).isEqualTo(20);
        assertThat(fields.interval().orElseThrow().method()).isEqualTo(Method.CLOPPER_PEARSON);
        assertThat(fields.interval().orElseThrow())
                .isEqualTo(keyed().total().interval(ErrorRates.Unit.FIELD).orElseThrow());
        assertThat(fields.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(fields.missed())
                .extracting(part -> part.subject().toString())
                .containsExactly("keyed-record:k0/ana");
        assertThat(point(report, MeasureId.RECORD_ERRORS)).isEqualByComparingTo("0.1");
        assertThat(point(report, MeasureId.KEYSTROKE_ERRORS)).as("2 of 60").isEqualByComparingTo("0.033333333333");
    }

    @Test
    @DisplayName(
            "TIC-53 reviews count on the scorecard; a large part of the population narrows the interval, all of it leaves no doubt")
    void reviewMeasures() {
        QualityReviews.Form form =
                new QualityReviews.Form("f", List.of(new QualityReviews.Criterion("right", "Right?", 1, false)));
        List<QualityReviews.Item> items = new ArrayList<>();
        for (int n = 0; n < 24; n++) {
            items.add(new QualityReviews.Item(SubjectRef.of("ticket", "q" + n), "ana"));
        }
        double[] widths = new double[2];
        for (int all = 0; all < 2; all++) {
            QualityReviews reviews = QualityReviews.draw(form, items, all == 0 ? 12 : 24, "seed");
            int number = 0;
            for (QualityReviews.Item item : reviews.drawn()) {
                QualityReviews.Rating rating =
                        number++ % 4 == 0 ? QualityReviews.Rating.NOT_MET : QualityReviews.Rating.MET;
                reviews = reviews.review(
                                new QualityReviews.Review(item.subject(), "rita", Map.of("right", rating), LATER))
                        .orThrow();
            }
            Measure row = Scorecard.builder(CLOCKS)
                    .goal(MeasureId.QUALITY, Goal.atLeast("0.8"))
                    .build()
                    .assess(ServiceRecords.builder().addReviews(reviews).build(), WEEK, LATER)
                    .row(MeasureId.QUALITY);
            assertThat(row.point().orElseThrow()).isEqualByComparingTo("0.75");
            widths[all] = row.interval()
                    .map(interval -> interval.upper().subtract(interval.lower()).doubleValue())
                    .orElseThrow();
            assertThat(row.marks()).isEqualTo(all == 0 ? Set.of(Measure.Mark.FINITE_POPULATION) : Set.of());
        }
        assertThat(widths[0]).isGreaterThan(0);
        assertThat(widths[1]).as("nothing is left to chance").isZero();
    }

    private ServiceRecords everything() {
        SurveyLog.Builder surveys = answers(new int[] {3, 3, 3, 3, 2, 1, 3, 3}, Question.HAPPINESS);
        for (int n = 0; n < 8; n++) {
            surveys.answer(new SurveyLog.Answer(
                    "c" + n, TicketId.of("s" + n), Question.SATISFACTION, n % 5 + 1, at("03-03T11:00")));
        }
        surveys.answer(new SurveyLog.Answer("bad", TicketId.of("s0"), Question.EFFORT, 9, at("03-03T12:00")));
        return ServiceRecords.builder()
                .tickets(desk())
                .phone(phone())
                .surveys(surveys.build())
                .keyed(keyed())
                .build();
    }

    private static Scorecard ready() {
        return Scorecard.participantServices(CLOCKS)
                .goal(MeasureId.FIELD_ERRORS, Goal.atMost("0.005"))
                .build();
    }

    @Test
    @DisplayName("TIC-33 the ready scorecard of a participant services desk has its targets, as text and as a page")
    void readyScorecard() {
        ScorecardReport report = ready().assess(everything(), WEEK, LATER);
        Map<MeasureId, String> goals = new java.util.TreeMap<>();
        report.goals()
                .forEach(
                        row -> goals.put(row.formula(), row.goal().orElseThrow().toString()));
        assertThat(goals)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        MeasureId.FIRST_REPLY_AVERAGE, "<= 8 HOURS",
                        MeasureId.RESOLUTION_AVERAGE, "<= 7 BUSINESS_DAYS",
                        MeasureId.ON_TIME, ">= 0.85 SHARE",
                        MeasureId.HAPPINESS, ">= 0.85 SHARE",
                        MeasureId.ABANDONED_NET, "<= 0.05 SHARE",
                        MeasureId.SPEED_OF_ANSWER, "<= 30 SECONDS",
                        MeasureId.LOGIN_TIME, ">= 6 HOURS",
                        MeasureId.SATISFACTION, ">= 0.85 SHARE",
                        MeasureId.FIELD_ERRORS, "<= 0.005 SHARE"));
        assertThat(report.rejections())
                .singleElement()
                .satisfies(rejection ->
                        assertThat(rejection.sentence()).isEqualTo("answer 'bad' on EFFORT is 9, expected 1 to 7"));
        GoldenFile.named("scorecard/participant-services.txt").holds(Documents.text(report.toDocument(), Locale.UK));
        GoldenFile.named("scorecard/participant-services.html").holds(Documents.html(report.toDocument(), Locale.UK));
    }

    @Test
    @DisplayName("TIC-37 a report of halves is the report of the whole, in every measure")
    void halvesMakeTheWhole() {
        ServiceRecords all = everything();
        ScorecardReport whole = ready().assess(all, WEEK, LATER);
        ServiceRecords one = ServiceRecords.builder()
                .tickets(all.tickets().subList(0, 2))
                .phone(all.phone())
                .build();
        ServiceRecords two = ServiceRecords.builder()
                .tickets(all.tickets().subList(1, 5))
                .surveys(all.surveys())
                .keyed(all.keyed())
                .build();
        ScorecardReport first = ready().assess(one, WEEK, LATER);
        ScorecardReport second = ready().assess(two, WEEK, LATER);
        assertThat(first.merge(second)).isEqualTo(whole);
        assertThat(second.merge(first).merge(first)).isEqualTo(whole);
    }

    @Test
    @DisplayName("TIC-33 goals in another unit, and options below zero, are refused")
    void nonsense() {
        Scorecard.Builder card = Scorecard.builder(CLOCKS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> card.goal(MeasureId.LOGIN_TIME, Goal.atLeast("0.5")))
                .withMessage("goal of LOGIN_TIME is >= 0.5 SHARE, expected a goal in HOURS");
        assertThatIllegalArgumentException().isThrownBy(() -> card.answerTarget(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> card.shortAbandon(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> card.sessionTimeout(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> card.reopenWindow(Duration.ofSeconds(-1)))
                .withMessage("reopen window is PT-1S, expected zero or more");
    }
}
