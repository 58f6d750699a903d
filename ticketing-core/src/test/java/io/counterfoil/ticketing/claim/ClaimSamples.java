package io.counterfoil.ticketing.claim;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.ticketing.claim.Claim.Content;
import io.counterfoil.ticketing.claim.Claim.Line;
import io.counterfoil.ticketing.claim.Claim.Receipt;
import io.counterfoil.ticketing.entry.FieldRules;
import io.counterfoil.ticketing.entry.FieldRules.Field;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import javax.money.MonetaryAmount;

/** People, forms and claims for tests. */
public final class ClaimSamples {

    public static final ZoneId TORONTO = ZoneId.of("America/Toronto");
    public static final BusinessHours HOURS =
            BusinessHours.in(TORONTO).weekdays("09:00-17:00").build();
    public static final Instant MONDAY = Instant.parse("2027-03-01T15:00:00Z"); // 10:00 in Toronto
    public static final Amounts CAD = Amounts.in("CAD");
    public static final Actor ROBOT = Actor.host("robot");
    public static final Actor ANA = Actor.host("ana");
    public static final Actor BEN = Actor.host("ben");
    public static final Actor EVE = Actor.reviewer("eve");
    public static final Actor SUE = Actor.approver("sue");
    public static final Actor TOM = Actor.approver("tom");
    public static final FieldRules FORM = FieldRules.builder()
            .field(Field.code("invoice").require())
            .field(Field.number("amount").withWeight(5))
            .build();
    public static final Claims CLAIMS =
            Claims.builder(FORM, HOURS).secondApprovalAbove(CAD.of("500.00")).build();

    private ClaimSamples() {}

    public static Map<String, String> values(String invoice, String amount) {
        return Map.of("invoice", invoice, "amount", amount);
    }

    public static Receipt receipt(String id, String participant, int slaClass, MonetaryAmount claimed) {
        return new Receipt(id, PartyId.of(participant), "acme", slaClass, "b-1", Sha256.of("document " + id), claimed);
    }

    public static Content content(String invoice, String amount) {
        return content(invoice, amount, amount);
    }

    public static Content content(String invoice, String amount, String total) {
        return new Content(
                invoice, LocalDate.of(2027, 2, 20), CAD.of(total), List.of(new Line(1, "TYRE", 2, CAD.of(amount), "")));
    }

    /** The claim after the commands, a minute apart, each of which must be taken. */
    public static Claim play(Instant start, ClaimCommand... commands) {
        return play(CLAIMS.initial(), start, commands);
    }

    public static Claim play(Claim from, Instant start, ClaimCommand... commands) {
        Claim claim = from;
        Instant now = start;
        for (ClaimCommand command : commands) {
            Decision<Claim, ClaimEvent> decision =
                    CLAIMS.decide(claim, command, now).orThrow();
            claim = decision.state();
            now = now.plus(Duration.ofMinutes(1));
        }
        return claim;
    }

    public static Claim received(String id) {
        return play(MONDAY, ClaimCommand.receive(receipt(id, "pat", 2, CAD.of("120.00")), ROBOT, "r-" + id));
    }

    public static Claim keyed(String id) {
        return play(received(id), MONDAY.plusSeconds(60), ClaimCommand.key(values("A-17", "120"), ANA, "k-1"));
    }

    public static Claim verified(String id) {
        return play(keyed(id), MONDAY.plusSeconds(120), ClaimCommand.keySecond(values("a-17", "120.00"), BEN, "k-2"));
    }

    public static Claim inReview(String id, Content content) {
        return play(verified(id), MONDAY.plusSeconds(180), ClaimCommand.review(content, List.of(), EVE, "v-1"));
    }

    public static Claim approved(String id, Content content) {
        Claim claim = play(inReview(id, content), MONDAY.plusSeconds(240), ClaimCommand.approve(SUE, "a-1"));
        return claim.status() == Claim.Status.APPROVED
                ? claim
                : play(claim, MONDAY.plusSeconds(300), ClaimCommand.approve(TOM, "a-2"));
    }
}
