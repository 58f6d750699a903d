package io.counterfoil.ticketing.programme;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.evidence.Rejection;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.ticketing.award.Award;
import io.counterfoil.ticketing.award.AwardHistory;
import io.counterfoil.ticketing.award.Awards;
import io.counterfoil.ticketing.claim.Claim;
import io.counterfoil.ticketing.clock.ClockReading;
import io.counterfoil.ticketing.clock.Clocks;
import io.counterfoil.ticketing.entry.FieldRules;
import io.counterfoil.ticketing.entry.KeyedRecord;
import io.counterfoil.ticketing.programme.ProgrammeChange.Answer;
import io.counterfoil.ticketing.programme.ProgrammeChange.Answers;
import io.counterfoil.ticketing.programme.ProgrammeChange.ClaimCase;
import io.counterfoil.ticketing.programme.ProgrammeChange.Material;
import io.counterfoil.ticketing.ticket.Ticket;
import io.counterfoil.ticketing.triage.IncomingItem;
import io.counterfoil.ticketing.triage.Triage;
import io.counterfoil.ticketing.triage.TriageResult;
import java.time.Instant;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Runs rules on material and writes down what they answer. */
final class Trials {

    private Trials() {}

    /** Caps are used up from claim to claim, as if they were awarded one after the other. */
    static Answers awards(Awards rules, Material material, Instant now) {
        SortedMap<String, Answer> answers = new TreeMap<>();
        AwardHistory history = AwardHistory.none();
        for (ClaimCase one : material.claims()) {
            Claim.Status status = one.claim().status();
            if (status == Claim.Status.APPROVED || status == Claim.Status.AWARDED) {
                Award award = rules.propose(one.claim(), one.claimant(), history, now);
                history = history.plus(award);
                answers.put(award.claim(), answer(award));
            }
        }
        return new Answers(answers);
    }

    private static Answer answer(Award award) {
        String total = award.total().amounts().stream()
                .filter(amount -> Amounts.minor(amount) > 0)
                .map(Amounts::text)
                .collect(Collectors.joining(", "));
        String lines = award.lines().stream()
                .map(line -> "line " + line.number() + " " + Amounts.text(line.amount())
                        + (line.rule().isEmpty() ? "" : " by " + line.rule())
                        + line.cuts().stream()
                                .map(cut -> ", " + cut.code().id())
                                .collect(Collectors.joining()))
                .collect(Collectors.joining("; "));
        return new Answer(total.isEmpty() ? "nothing" : total, lines);
    }

    static Answers fields(FieldRules rules, Material material) {
        SortedMap<String, Answer> answers = new TreeMap<>();
        for (KeyedRecord record : material.records()) {
            String faults =
                    rules.assess(record).stream().map(Trials::fault).sorted().collect(Collectors.joining(", "));
            String missing = rules.fields().stream()
                    .filter(field ->
                            field.isRequired() && record.value(field.name()).isBlank())
                    .map(field -> "missing " + field.name())
                    .sorted()
                    .collect(Collectors.joining(", "));
            String all = faults.isEmpty() || missing.isEmpty() ? faults + missing : faults + ", " + missing;
            answers.put(record.id(), new Answer(all.isEmpty() ? "accepted" : all, ""));
        }
        return new Answers(answers);
    }

    private static String fault(Rejection rejection) {
        return rejection.code().id() + " " + rejection.location().field();
    }

    static Answers clocks(Clocks clocks, Material material, Instant now) {
        SortedMap<String, Answer> answers = new TreeMap<>();
        for (Ticket ticket : material.tickets()) {
            for (ClockReading reading : clocks.read(ticket, now).all()) {
                String cycle = reading.cycle() > 1 ? "/" + reading.cycle() : "";
                answers.put(
                        ticket.id() + "/" + reading.kind() + cycle,
                        new Answer(
                                reading.breached()
                                        ? "breached"
                                        : reading.state().name().toLowerCase(Locale.ROOT),
                                "elapsed " + reading.elapsed() + " of " + reading.target()
                                        + reading.due()
                                                .map(due -> ", due " + due.stay())
                                                .orElse("")));
            }
        }
        return new Answers(answers);
    }

    static Answers triage(Triage triage, Material material) {
        SortedMap<String, Answer> answers = new TreeMap<>();
        for (IncomingItem item : material.items()) {
            answers.put(item.id(), answer(triage.assess(item)));
        }
        for (Alert alert : material.alerts()) {
            answers.put(alert.key().value(), answer(triage.assess(alert)));
        }
        return new Answers(answers);
    }

    private static Answer answer(TriageResult result) {
        if (result.dropped()) {
            return new Answer("dropped", "");
        }
        String skills = result.skills().stream().sorted().collect(Collectors.joining(", "));
        return result.abstained()
                ? new Answer("abstained", result.candidates().toString())
                : new Answer(result.route().toString(), skills);
    }
}
