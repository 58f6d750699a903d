package io.counterfoil.examples.deskweek;

import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.ticketing.entry.DoubleKeying;
import io.counterfoil.ticketing.entry.DoubleKeying.Blame;
import io.counterfoil.ticketing.entry.DoubleKeying.ErrorKind;
import io.counterfoil.ticketing.entry.DoubleKeying.KeyingResult;
import io.counterfoil.ticketing.entry.DoubleKeying.Ruling;
import io.counterfoil.ticketing.entry.ErrorRates;
import io.counterfoil.ticketing.entry.FieldRules;
import io.counterfoil.ticketing.entry.KeyedRecord;
import io.counterfoil.ticketing.phone.PhoneLog;
import io.counterfoil.ticketing.survey.SurveyLog;
import io.counterfoil.ticketing.survey.SurveyLog.Question;
import io.counterfoil.ticketing.ticket.CloseReason;
import io.counterfoil.ticketing.ticket.Ticket;
import io.counterfoil.ticketing.ticket.TicketCommand;
import io.counterfoil.ticketing.ticket.Tickets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Makes a week of logs from a seed. Not thread-safe. */
final class WeekGenerator {

    private static final int TICKETS_A_DAY = 44;
    private static final int RECORDS = 400;
    private static final String[] TOPICS = {"Points missing", "Reward not delivered", "Cannot log in", "Claim status"};
    private static final Actor CUSTOMER = Actor.host("participant");

    private final Random random;
    private final Tickets machine = Tickets.standard();
    private final List<Ticket> tickets = new ArrayList<>();
    private final List<SurveyLog.Answer> answers = new ArrayList<>();
    private final SurveyLog.Builder surveys = SurveyLog.builder();
    private int typos;

    WeekGenerator(long seed) {
        random = new Random(seed);
    }

    Week week() {
        Week.DAYS.stream().forEach(this::ticketsOf);
        PhoneWeek phone = new PhoneWeek(random);
        PhoneLog log = phone.log();
        answers.forEach(surveys::answer);
        ErrorRates keyed = keyed();
        return new Week(tickets, phone.rows(), log, surveys.build(), answers, keyed, typos);
    }

    private void ticketsOf(LocalDate day) {
        for (int number = 0; number < TICKETS_A_DAY; number++) {
            boolean evening = random.nextInt(10) == 0;
            int minute = evening ? 480 + random.nextInt(240) : random.nextInt(480);
            Instant opened = day.atTime(9, 0).atZone(Week.ZONE).toInstant().plusSeconds(60L * minute);
            if (!opened.isAfter(Week.NOW)) {
                ticket("t-" + day.getDayOfMonth() + "-" + (100 + number), opened);
            }
        }
    }

    private void ticket(String id, Instant opened) {
        Actor agent = Actor.host(PhoneWeek.AGENTS.get(random.nextInt(PhoneWeek.AGENTS.size())));
        String topic = TOPICS[random.nextInt(TOPICS.length)];
        Play play = new Play(machine.initial());
        play.take(TicketCommand.open(SubjectRef.of("participant", id), topic, CUSTOMER, id), opened);
        play.take(TicketCommand.assign("participants", agent.id(), agent, id + "-assign"), opened);
        if (random.nextInt(33) == 0) {
            play.take(TicketCommand.solve(CloseReason.SPAM, agent, id + "-spam"), later(opened, 30));
            tickets.add(play.ticket);
            return;
        }
        Instant replied = later(opened, exponential(190));
        play.take(TicketCommand.reply("We look into it.", agent, id + "-reply"), replied);
        Instant next = replied;
        if (random.nextInt(10) == 0) {
            play.take(TicketCommand.assign("vendors", agent.id(), agent, id + "-move"), next);
        }
        if (random.nextInt(8) == 0) {
            play.take(TicketCommand.ask("copy of the invoice", agent, id + "-ask"), next);
            next = later(next, exponential(300));
            play.take(TicketCommand.customerWrote("Here it is.", CUSTOMER, id + "-answer"), next);
        }
        if (random.nextInt(3) == 0) {
            next = later(next, exponential(240));
            play.take(TicketCommand.reply("It is on its way.", agent, id + "-reply-2"), next);
        }
        Instant solved = later(next, exponential(600));
        play.take(TicketCommand.solve(CloseReason.SOLVED, agent, id + "-solve"), solved);
        if (!solved.isAfter(Week.NOW)) {
            ask(play.ticket, solved);
        }
        if (random.nextInt(20) == 0) {
            play.take(TicketCommand.reopen("not settled", agent, id + "-reopen"), later(solved, exponential(200)));
        }
        tickets.add(play.ticket);
    }

    /** A ticket on its way; what lies behind the evening of Friday has not happened yet. */
    private final class Play {

        private Ticket ticket;

        Play(Ticket ticket) {
            this.ticket = ticket;
        }

        void take(TicketCommand command, Instant at) {
            if (!at.isAfter(Week.NOW)) {
                ticket = machine.decide(ticket, command, at).orThrow().state();
            }
        }
    }

    /** So many open minutes later, to the minute. */
    private static Instant later(Instant from, long minutes) {
        return Week.HOURS
                .deadline(from, Duration.ofMinutes(minutes))
                .at()
                .orElseThrow()
                .roll();
    }

    private long exponential(int mean) {
        return Math.round(-mean * Math.log(1 - random.nextDouble()));
    }

    private void ask(Ticket ticket, Instant solved) {
        surveys.asked(Question.HAPPINESS, ticket.id(), solved).asked(Question.SATISFACTION, ticket.id(), solved);
        if (random.nextInt(100) < 45) {
            int mood = random.nextInt(100);
            answer(ticket, Question.HAPPINESS, mood < 86 ? 3 : mood < 95 ? 2 : 1, "h", solved, 1);
            int marks = random.nextInt(100);
            answer(ticket, Question.SATISFACTION, marks < 60 ? 5 : marks < 90 ? 4 : marks < 96 ? 3 : 2, "s", solved, 1);
            if (random.nextInt(20) == 0) {
                answer(ticket, Question.HAPPINESS, 1, "again", solved, 2);
            }
            if (random.nextInt(40) == 0) {
                answer(ticket, Question.SATISFACTION, 7, "off", solved, 2);
            }
        }
    }

    private void answer(Ticket ticket, Question question, int value, String name, Instant solved, int minutes) {
        Instant at = solved.plusSeconds(60L * minutes);
        if (!at.isAfter(Week.NOW)) {
            answers.add(new SurveyLog.Answer(ticket.id() + "-" + name, ticket.id(), question, value, at));
        }
    }

    private ErrorRates keyed() {
        FieldRules form = FieldRules.builder()
                .field(FieldRules.Field.code("invoice").require())
                .field(FieldRules.Field.number("amount").require())
                .field(FieldRules.Field.text("product").require())
                .field(FieldRules.Field.date("bought", "u-M-d").require())
                .build();
        DoubleKeying keying = DoubleKeying.of(form);
        List<ErrorRates.CheckedRecord> checked = new ArrayList<>();
        for (int number = 0; number < RECORDS; number++) {
            Map<String, String> truth = Map.of(
                    "invoice", "INV-" + (10_000 + random.nextInt(90_000)),
                    "amount", Integer.toString(20 + random.nextInt(900)),
                    "product", "TYRE-" + random.nextInt(9),
                    "bought", "2027-2-" + (1 + random.nextInt(28)));
            KeyedRecord first = typed("claim-" + number, "kim", truth, 1);
            KeyedRecord second = typed("claim-" + number, "lee", truth, 2);
            KeyingResult result = keying.match(first, second);
            List<Ruling> rulings = new ArrayList<>();
            for (DoubleKeying.Comparison field : result.discrepancies()) {
                String right = truth.getOrDefault(field.field(), "");
                boolean firstRight = field.first().equals(right);
                boolean secondRight = field.second().equals(right);
                Blame blame = firstRight ? Blame.SECOND : secondRight ? Blame.FIRST : Blame.BOTH;
                rulings.add(new Ruling(field.field(), right, blame, ErrorKind.WRONG_VALUE));
            }
            checked.addAll(result.adjudicate(rulings, "mo").checked());
        }
        return ErrorRates.of(checked);
    }

    /** Each typist errs in three of a thousand fields, in a way of their own, so that no error hides behind the other's. */
    private KeyedRecord typed(String id, String keyer, Map<String, String> truth, int typist) {
        Map<String, String> values = new TreeMap<>(truth);
        for (Map.Entry<String, String> field : values.entrySet()) {
            if (random.nextInt(1000) < 3) {
                field.setValue(field.getValue() + typist);
                typos++;
            }
        }
        return new KeyedRecord(id, keyer, values);
    }
}
