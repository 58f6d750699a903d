package io.counterfoil.ticketing.claim;

import static io.counterfoil.ticketing.claim.ClaimSamples.ANA;
import static io.counterfoil.ticketing.claim.ClaimSamples.BEN;
import static io.counterfoil.ticketing.claim.ClaimSamples.CAD;
import static io.counterfoil.ticketing.claim.ClaimSamples.CLAIMS;
import static io.counterfoil.ticketing.claim.ClaimSamples.EVE;
import static io.counterfoil.ticketing.claim.ClaimSamples.FORM;
import static io.counterfoil.ticketing.claim.ClaimSamples.HOURS;
import static io.counterfoil.ticketing.claim.ClaimSamples.MONDAY;
import static io.counterfoil.ticketing.claim.ClaimSamples.ROBOT;
import static io.counterfoil.ticketing.claim.ClaimSamples.SUE;
import static io.counterfoil.ticketing.claim.ClaimSamples.TOM;
import static io.counterfoil.ticketing.claim.ClaimSamples.content;
import static io.counterfoil.ticketing.claim.ClaimSamples.play;
import static io.counterfoil.ticketing.claim.ClaimSamples.receipt;
import static io.counterfoil.ticketing.claim.ClaimSamples.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.hours.BusinessDays;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.Lifecycle.Reason;
import io.counterfoil.payments.lifecycle.Outcome;
import io.counterfoil.payments.testkit.lifecycle.MachineLaws;
import io.counterfoil.ticketing.claim.Claim.Status;
import io.counterfoil.ticketing.claim.ClaimEvent.Change;
import io.counterfoil.ticketing.claim.ClaimEvent.Kind;
import io.counterfoil.ticketing.clock.ClockKind;
import io.counterfoil.ticketing.clock.ClockReading.ClockState;
import io.counterfoil.ticketing.clock.ClockReadings;
import io.counterfoil.ticketing.clock.ClockSpec;
import io.counterfoil.ticketing.clock.ClockTarget;
import io.counterfoil.ticketing.clock.Clocks;
import io.counterfoil.ticketing.clock.SlaPolicy;
import io.counterfoil.ticketing.entry.DoubleKeying.Blame;
import io.counterfoil.ticketing.entry.DoubleKeying.ErrorKind;
import io.counterfoil.ticketing.entry.DoubleKeying.Ruling;
import io.counterfoil.ticketing.entry.ErrorRates;
import io.counterfoil.ticketing.entry.ErrorRates.FieldError;
import io.counterfoil.ticketing.entry.ErrorRates.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ClaimsTest {

    private static final Instant LATER = MONDAY.plus(Duration.ofHours(2));
    private static final Sha256 SCAN = Sha256.of("second scan");
    private static final Ruling RULING = new Ruling("invoice", "A-17", Blame.SECOND, ErrorKind.WRONG_VALUE);

    private final Clocks clocks = Clocks.of(SlaPolicy.builder("claims")
            .hours(HOURS)
            .resolution(Duration.ofHours(16))
            .clock(ClockSpec.of(ClockKind.PARTICIPANT_RESPONSE, ClockTarget.of(BusinessDays.of(30))))
            .build());

    private static Refusal refusal(Claim claim, ClaimCommand command, Instant now) {
        Decision<Claim, ClaimEvent> decision = CLAIMS.decide(claim, command, now);
        assertThat(decision.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(decision.state()).isEqualTo(claim);
        return decision.refusal().orElseThrow();
    }

    private static Claim disputed() {
        return play(
                ClaimSamples.keyed("c-1"),
                MONDAY.plusSeconds(120),
                ClaimCommand.keySecond(values("A-71", "120"), BEN, "k-2"));
    }

    private static Claim returned() {
        return play(
                ClaimSamples.inReview("c-1", content("A-17", "120.00")),
                MONDAY.plus(Duration.ofHours(1)),
                ClaimCommand.returnToParticipant(Map.of("receipt.pdf", Deficiency.D04), "please sign", EVE, "ret-1"));
    }

    private static Claim expired() {
        return play(returned(), MONDAY.plus(Duration.ofDays(60)), ClaimCommand.expire("exp-1"));
    }

    private static Claim awarded() {
        return play(
                ClaimSamples.approved("c-1", content("A-17", "120.00")),
                MONDAY.plus(Duration.ofHours(1)),
                ClaimCommand.award("award:c-1", ROBOT, "aw-1"));
    }

    static List<Claim> states() {
        return List.of(
                ClaimSamples.received("c-1"),
                ClaimSamples.keyed("c-1"),
                disputed(),
                ClaimSamples.verified("c-1"),
                ClaimSamples.inReview("c-1", content("A-17", "120.00")),
                ClaimSamples.inReview("c-1", content("A-17", "900.00")),
                ClaimSamples.approved("c-1", content("A-17", "120.00")),
                returned(),
                expired(),
                awarded(),
                play(awarded(), LATER, ClaimCommand.reverse("not eligible", SUE, "rev-1")),
                play(
                        ClaimSamples.received("c-1"),
                        LATER,
                        ClaimCommand.reject(Deficiency.D08, "not in the list", ANA, "rej")),
                play(ClaimSamples.received("c-1"), LATER, ClaimCommand.withdraw("", ANA, "wd")));
    }

    private static List<ClaimCommand> commands() {
        List<ClaimCommand> commands = new ArrayList<>();
        for (Actor.Role role : Actor.Role.values()) {
            Actor by = MachineLaws.somebody(role);
            String key = "cell-" + role;
            commands.add(ClaimCommand.receive(receipt("c-1", "pat", 1, CAD.of("1.00")), by, key));
            commands.add(ClaimCommand.key(values("A", "1"), by, key));
            commands.add(ClaimCommand.keySecond(values("A-17", "120"), by, key));
            commands.add(ClaimCommand.adjudicate(List.of(RULING), by, key));
            commands.add(ClaimCommand.passUnsampled("lot 7", by, key));
            commands.add(ClaimCommand.correct(List.of(Change.of("invoice", "B", ErrorKind.WRONG_VALUE)), "r", by, key));
            commands.add(ClaimCommand.returnToParticipant(Map.of("d", Deficiency.D01), "", by, key));
            commands.add(ClaimCommand.resubmit(SCAN, CAD.of("1.00"), by, key));
            commands.add(new ClaimCommand(
                    Kind.EXPIRE,
                    new ClaimEvent.Noted(""),
                    by,
                    ClaimCommand.expire(key).key()));
            commands.add(ClaimCommand.reopen("late mail", by, key));
            commands.add(ClaimCommand.review(content("A-17", "120.00"), List.of(), by, key));
            commands.add(ClaimCommand.approve(by, key));
            commands.add(ClaimCommand.award("x", by, key));
            commands.add(ClaimCommand.reverse("x", by, key));
            commands.add(ClaimCommand.reject(Deficiency.D08, "x", by, key));
            commands.add(ClaimCommand.withdraw("x", by, key));
            commands.add(ClaimCommand.delete("x", by, key));
        }
        return commands;
    }

    @Test
    @DisplayName(
            "TIC-38 every state, event and role of a claim is taken or refused as the table says, and every row can be"
                    + " taken")
    void everyCell() {
        assertThat(MachineLaws.everyCell(CLAIMS, states(), Claim::status, commands(), MONDAY.plus(Duration.ofDays(90))))
                .containsExactlyInAnyOrderElementsOf(MachineLaws.rows(CLAIMS).stream()
                        .filter(row -> !row.contains("receive"))
                        .filter(row -> !row.contains("disagree"))
                        .toList());
        for (ClaimCommand command : commands()) {
            if (command.kind() != Kind.RECEIVE) {
                assertThat(refusal(CLAIMS.initial(), command, MONDAY).code()).isEqualTo(Claims.Refused.NOT_RECEIVED);
            }
        }
        assertThat(Claims.table().name()).isEqualTo("CLAIM");
    }

    @Test
    @DisplayName(
            "TIC-38 a claim goes from its document through two typings, review and approval to its award; repeating"
                    + " changes nothing")
    void straight() {
        Claim end = MachineLaws.walk(
                CLAIMS,
                List.of(
                        ClaimCommand.receive(receipt("c-1", "pat", 2, CAD.of("120.00")), ROBOT, "r-1"),
                        ClaimCommand.key(values("A-17", "120"), ANA, "k-1"),
                        ClaimCommand.keySecond(values("a-17 ", "120.00"), BEN, "k-2"),
                        ClaimCommand.review(content("A-17", "120.00"), List.of(), EVE, "v-1"),
                        ClaimCommand.approve(SUE, "a-1"),
                        ClaimCommand.award("award:c-1", ROBOT, "aw-1")),
                MONDAY,
                Duration.ofMinutes(10));
        assertThat(end.status()).isEqualTo(Status.AWARDED);
        assertThat(end.revision()).isEqualTo(1);
        assertThat(end.keyers()).containsExactlyInAnyOrder("ana", "ben");
        assertThat(end.content()).contains(content("A-17", "120.00"));
        assertThat(CLAIMS.values(end)).isEqualTo(values("A-17", "120"));
        assertThat(refusal(end, ClaimCommand.approve(TOM, "a-1"), LATER).code()).isEqualTo(Reason.CONFLICT);
        Decision<Claim, ClaimEvent> last =
                CLAIMS.decide(ClaimSamples.received("c-9"), ClaimCommand.key(values("A", "1"), ANA, "k"), LATER);
        assertThat(last.evidence().sentence()).isEqualTo("claim c-9 is KEYED in revision 1");
        assertThat(refusal(
                                ClaimSamples.received("c-9"),
                                ClaimCommand.receive(receipt("c-9", "pat", 2, CAD.of("120.00")), ROBOT, "again"),
                                LATER)
                        .sentence())
                .contains("received already");
    }

    @Test
    @DisplayName("TIC-40 a second typing that disagrees stays KEYED with its discrepancies until a third person settles"
            + " them")
    void disagreement() {
        Claim claim = disputed();
        assertThat(claim.status()).isEqualTo(Status.KEYED);
        assertThat(CLAIMS.keying(claim).orElseThrow().discrepancies()).hasSize(1);
        assertThat(refusal(claim, ClaimCommand.keySecond(values("A-17", "120"), Actor.host("cat"), "k-3"), LATER)
                        .sentence())
                .contains("expected adjudication");
        assertThat(refusal(claim, ClaimCommand.passUnsampled("lot", ANA, "p"), LATER)
                        .sentence())
                .contains("expected adjudication");
        assertThat(refusal(claim, ClaimCommand.adjudicate(List.of(), EVE, "j"), LATER)
                        .sentence())
                .contains("'invoice' is DISCREPANT and has no ruling");
        assertThat(refusal(claim, ClaimCommand.adjudicate(List.of(RULING), Actor.reviewer("ben"), "j"), LATER)
                        .sentence())
                .endsWith("'ben' typed it");
        Claim settled = play(claim, LATER, ClaimCommand.adjudicate(List.of(RULING), EVE, "j-1"));
        assertThat(settled.status()).isEqualTo(Status.VERIFIED);
        assertThat(CLAIMS.values(settled)).isEqualTo(values("A-17", "120"));
        ErrorRates rates = ErrorRates.of(CLAIMS.checked(settled));
        assertThat(rates.ofKeyers()).containsExactly(new FieldError("c-1/1", "invoice", "ben", ErrorKind.WRONG_VALUE));
        assertThat(rates.total().allFields()).isEqualTo(new Tally(4, 1));
        assertThat(refusal(ClaimSamples.keyed("c-1"), ClaimCommand.keySecond(values("A-17", "120"), ANA, "k-2"), LATER)
                        .sentence())
                .endsWith("'ana' typed it first");
        assertThat(refusal(ClaimSamples.keyed("c-1"), ClaimCommand.adjudicate(List.of(), EVE, "j"), LATER)
                        .sentence())
                .endsWith("nobody typed it a second time");
        assertThat(CLAIMS.keying(ClaimSamples.keyed("c-1"))).isEmpty();
        assertThat(CLAIMS.checked(ClaimSamples.keyed("c-1"))).isEmpty();
        assertThat(CLAIMS.checked(ClaimSamples.verified("c-1"))).hasSize(2);
        Claim unsampled = play(ClaimSamples.keyed("c-1"), LATER, ClaimCommand.passUnsampled("lot 7", ANA, "p"));
        assertThat(unsampled.status()).isEqualTo(Status.VERIFIED);
        assertThat(CLAIMS.checked(unsampled)).isEmpty();
    }

    @Test
    @DisplayName("TIC-38 values that the form cannot take are rejected by field and the claim stays RECEIVED")
    void badValues() {
        Claim claim = ClaimSamples.received("c-1");
        ClaimCommand command = ClaimCommand.key(
                Map.of("invoice", "4111 1111 1111 1111", "amount", "ten", "colour", "red"), ANA, "k-1");
        Refusal refusal = refusal(claim, command, LATER);
        assertThat(refusal.code()).isEqualTo(Claims.Refused.VALUES);
        assertThat(refusal.sentence())
                .contains("field 'amount' is 'ten'")
                .contains("field 'colour'")
                .contains("field 'invoice' holds a card number")
                .doesNotContain("4111");
        assertThat(CLAIMS.rejections(claim, command)).hasSize(3);
        assertThat(CLAIMS.rejections(CLAIMS.initial(), command)).isEmpty();
        assertThat(CLAIMS.rejections(claim, ClaimCommand.approve(SUE, "x"))).isEmpty();
        assertThat(refusal(
                                ClaimSamples.keyed("c-1"),
                                ClaimCommand.correct(
                                        List.of(Change.of("amount", "ten", ErrorKind.WRONG_VALUE)), "typo", ANA, "x"),
                                LATER)
                        .code())
                .isEqualTo(Claims.Refused.VALUES);
        assertThat(command.detail().toString()).isEqualTo("typed [amount, colour, invoice]");
    }

    @Test
    @DisplayName(
            "TIC-38 a returned claim pauses our clock and starts the participant's; the answer keeps the id and gains"
                    + " a revision")
    void returnedAndResubmitted() {
        Claim claim = returned();
        Instant at = MONDAY.plus(Duration.ofHours(1));
        assertThat(claim.deficiencies()).containsExactly(Map.entry("receipt.pdf", Deficiency.D04));
        ClockReadings readings = clocks.read(claim.asTicket(), at.plus(Duration.ofDays(7)));
        assertThat(readings.of(ClockKind.RESOLUTION).state()).isEqualTo(ClockState.PAUSED);
        assertThat(readings.of(ClockKind.RESOLUTION).elapsed()).isEqualTo(Duration.ofHours(1));
        assertThat(readings.of(ClockKind.PARTICIPANT_RESPONSE).state()).isEqualTo(ClockState.RUNNING);
        assertThat(readings.of(ClockKind.PARTICIPANT_RESPONSE).elapsed()).isEqualTo(Duration.ofHours(40));
        assertThat(readings.of(ClockKind.PARTICIPANT_RESPONSE).due().orElseThrow())
                .isEqualTo(CLAIMS.respondBy(claim).orElseThrow());
        Claim again =
                play(claim, at.plus(Duration.ofDays(7)), ClaimCommand.resubmit(SCAN, CAD.of("110.00"), ROBOT, "res-1"));
        assertThat(again.status()).isEqualTo(Status.RECEIVED);
        assertThat(again.receipt().id()).isEqualTo("c-1");
        assertThat(again.revision()).isEqualTo(2);
        assertThat(again.document()).isEqualTo(SCAN);
        assertThat(again.claimed()).isEqualTo(CAD.of("110.00"));
        assertThat(again.receipt().claimed()).isEqualTo(CAD.of("120.00"));
        assertThat(again.content()).isEmpty();
        assertThat(again.deficiencies()).isEmpty();
        assertThat(CLAIMS.values(again)).isEmpty();
        assertThat(CLAIMS.respondBy(again)).isEmpty();
        ClockReadings after =
                clocks.read(again.asTicket(), at.plus(Duration.ofDays(7)).plus(Duration.ofHours(1)));
        assertThat(after.of(ClockKind.PARTICIPANT_RESPONSE).state()).isEqualTo(ClockState.STOPPED);
        assertThat(after.of(ClockKind.RESOLUTION).elapsed()).isEqualTo(Duration.ofHours(2));
        Claim typedAgain = play(
                again,
                at.plus(Duration.ofDays(8)),
                ClaimCommand.key(values("A-17", "110"), BEN, "k-3"),
                ClaimCommand.keySecond(values("A-17", "110"), ANA, "k-4"));
        assertThat(typedAgain.status()).isEqualTo(Status.VERIFIED);
        assertThat(CLAIMS.checked(typedAgain)).hasSize(4);
        assertThat(refusal(
                                ClaimSamples.received("c-1"),
                                ClaimCommand.returnToParticipant(Map.of("d", Deficiency.D08), "", ANA, "x"),
                                LATER)
                        .sentence())
                .endsWith("D08 (product not eligible) is final");
        assertThat(refusal(
                                ClaimSamples.received("c-1"),
                                ClaimCommand.reject(Deficiency.D01, "no document", ANA, "x"),
                                LATER)
                        .sentence())
                .endsWith("D01 (required document missing) can be put right by the participant");
    }

    @Test
    @DisplayName(
            "TIC-38 after thirty business days a returned claim expires, not a moment earlier; only a supervisor opens"
                    + " it again")
    void expiry() {
        Claim claim = returned();
        // returned Monday 11:00; thirty days of eight hours end Monday 12 April 11:00, in summer time
        Instant due = Instant.parse("2027-04-12T15:00:00Z");
        assertThat(CLAIMS.respondBy(claim).orElseThrow().roll()).isEqualTo(due);
        assertThat(refusal(claim, ClaimCommand.expire("e"), due).sentence()).contains("may answer until " + due);
        Claim over = play(claim, due.plusSeconds(1), ClaimCommand.expire("e"));
        assertThat(over.status()).isEqualTo(Status.EXPIRED);
        assertThat(clocks.read(over.asTicket(), due.plusSeconds(60))
                        .of(ClockKind.RESOLUTION)
                        .state())
                .isEqualTo(ClockState.STOPPED);
        assertThat(refusal(over, ClaimCommand.reopen("mail was late", ANA, "o"), LATER)
                        .code())
                .isEqualTo(Reason.NOT_PERMITTED);
        Claim open = play(over, due.plusSeconds(90), ClaimCommand.reopen("mail was late", SUE, "o"));
        assertThat(open.status()).isEqualTo(Status.RECEIVED);
        assertThat(open.revision()).isEqualTo(2);
        Claims quick =
                Claims.builder(FORM, HOURS).responseTime(BusinessDays.of(1)).build();
        assertThat(quick.respondBy(claim).orElseThrow().stay()).isEqualTo(Instant.parse("2027-03-02T16:00:00Z"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Claims.builder(FORM, HOURS).responseTime(BusinessDays.of(0)));
    }

    @Test
    @DisplayName("TIC-38 nobody approves what they typed or corrected; above the limit two people approve")
    void fourEyes() {
        Claim claim = ClaimSamples.inReview("c-1", content("A-17", "500.01"));
        assertThat(refusal(claim, ClaimCommand.approve(Actor.approver("ana"), "x"), LATER)
                        .sentence())
                .endsWith("'ana' typed it");
        Claim signed = play(claim, LATER, ClaimCommand.approve(SUE, "a-1"));
        assertThat(signed.status()).isEqualTo(Status.IN_REVIEW);
        assertThat(refusal(signed, ClaimCommand.approve(SUE, "a-2"), LATER).sentence())
                .endsWith("'sue' gave the first approval");
        assertThat(play(signed, LATER, ClaimCommand.approve(TOM, "a-2")).status())
                .isEqualTo(Status.APPROVED);
        assertThat(play(ClaimSamples.inReview("c-1", content("A-17", "500.00")), LATER, ClaimCommand.approve(SUE, "a"))
                        .status())
                .isEqualTo(Status.APPROVED);
        Claim corrected = play(
                signed,
                LATER,
                ClaimCommand.correct(
                        List.of(Change.of("amount", "600", ErrorKind.WRONG_VALUE)), "typo", Actor.host("cat"), "cor"),
                ClaimCommand.keySecond(values("A-17", "600"), Actor.host("dan"), "k-5"),
                ClaimCommand.review(content("A-17", "600.00"), List.of(), EVE, "v-2"));
        assertThat(refusal(corrected, ClaimCommand.approve(Actor.approver("cat"), "x"), LATER)
                        .sentence())
                .endsWith("'cat' typed it");
        // the signature was for another content: two are needed again
        assertThat(play(corrected, LATER, ClaimCommand.approve(SUE, "a-3")).status())
                .isEqualTo(Status.IN_REVIEW);
        Claims euros = Claims.builder(FORM, HOURS)
                .secondApprovalAbove(
                        io.counterfoil.payments.money.Amounts.in("EUR").of("500.00"))
                .build();
        Claim other = ClaimSamples.inReview("c-1", content("A-17", "1.00"));
        assertThat(euros.decide(other, ClaimCommand.approve(SUE, "a"), LATER)
                        .state()
                        .status())
                .isEqualTo(Status.IN_REVIEW);
        Claims open = Claims.builder(FORM, HOURS).build();
        assertThat(open.decide(claim, ClaimCommand.approve(SUE, "a"), LATER)
                        .state()
                        .status())
                .isEqualTo(Status.APPROVED);
    }

    @Test
    @DisplayName(
            "TIC-51 TIC-41 a correction keeps old and new value, who and why, starts verification again and counts the"
                    + " error once")
    void corrections() {
        Claim claim = ClaimSamples.inReview("c-1", content("A-17", "120.00"));
        ClaimCommand correct = ClaimCommand.correct(
                List.of(Change.of("amount", "210", ErrorKind.TRANSPOSED)),
                "digits 4111111111111111 swapped",
                EVE2,
                "cor-1");
        Claim corrected = play(claim, LATER, correct);
        assertThat(corrected.status()).isEqualTo(Status.KEYED);
        ClaimEvent event = corrected.history().toList().get(corrected.history().size() - 1);
        ClaimEvent.Corrected detail = (ClaimEvent.Corrected) event.detail();
        assertThat(detail.changes()).containsExactly(new Change("amount", "120", "210", ErrorKind.TRANSPOSED));
        assertThat(detail.reason()).isEqualTo("digits [PAN ****1111] swapped");
        assertThat(detail.changes().get(0).toString()).isEqualTo("amount TRANSPOSED");
        assertThat(event.stamp().by().id()).isEqualTo("fay");
        assertThat(CLAIMS.values(corrected)).isEqualTo(values("A-17", "210"));
        assertThat(corrected.content()).isEmpty();
        assertThat(CLAIMS.decide(corrected, correct, LATER.plusSeconds(9)).outcome())
                .isEqualTo(Outcome.REPLAYED);
        // both typed 120: both erred, once each, also after a second correction of the same field
        ErrorRates once = ErrorRates.of(CLAIMS.checked(corrected));
        assertThat(once.ofKeyers())
                .containsExactly(
                        new FieldError("c-1/1", "amount", "ana", ErrorKind.TRANSPOSED),
                        new FieldError("c-1/1", "amount", "ben", ErrorKind.TRANSPOSED));
        Claim twice = play(
                corrected,
                LATER.plusSeconds(60),
                ClaimCommand.correct(
                        List.of(Change.of("amount", "211", ErrorKind.WRONG_VALUE)), "again", EVE2, "cor-2"));
        assertThat(ErrorRates.of(CLAIMS.checked(twice)).byKeyer().get("ana").allFields())
                .isEqualTo(new Tally(2, 1));
        assertThat(ErrorRates.of(CLAIMS.checked(twice)).byKeyer().get("fay").allFields())
                .isEqualTo(new Tally(2, 1));
        assertThat(once.merge(ErrorRates.of(CLAIMS.checked(twice)))
                        .byKeyer()
                        .get("ana")
                        .allFields())
                .isEqualTo(new Tally(2, 1));
        assertThat(refusal(
                                twice,
                                ClaimCommand.correct(
                                        List.of(Change.of("amount", "211", ErrorKind.FORMAT)), "same", EVE2, "cor-3"),
                                LATER)
                        .sentence())
                .endsWith("field 'amount' holds that value already");
        assertThat(refusal(twice, ClaimCommand.keySecond(values("A-17", "211"), EVE2, "k"), LATER)
                        .sentence())
                .endsWith("'fay' typed it first");
        Claim source = play(
                claim,
                LATER,
                ClaimCommand.correct(
                        List.of(Change.of("amount", "126", ErrorKind.ILLEGIBLE_SOURCE)), "smudge", EVE2, "cor-4"));
        assertThat(ErrorRates.of(CLAIMS.checked(source)).ofKeyers()).isEmpty();
        assertThat(ErrorRates.of(CLAIMS.checked(source)).ofSource())
                .containsExactly(new FieldError("c-1/1", "amount", "", ErrorKind.ILLEGIBLE_SOURCE));
        assertThatIllegalArgumentException().isThrownBy(() -> ClaimCommand.correct(List.of(), "why", ANA, "k"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClaimCommand.correct(List.of(Change.of("a", "b", ErrorKind.EXTRA)), " ", ANA, "k"));
    }

    private static final Actor EVE2 = Actor.host("fay");

    @Test
    @DisplayName(
            "TIC-51 a claim entered in error is deleted with its reason, its document and values kept; an awarded one"
                    + " is reversed, never edited")
    void deletions() {
        Claim deleted = play(ClaimSamples.verified("c-1"), LATER, ClaimCommand.delete("scanned twice", ANA, "d-1"));
        assertThat(deleted.status()).isEqualTo(Status.CANCELLED);
        assertThat(deleted.document()).isEqualTo(Sha256.of("document c-1"));
        assertThat(CLAIMS.values(deleted)).isEqualTo(values("A-17", "120"));
        assertThat(ErrorRates.of(CLAIMS.checked(deleted)).ofKeyers())
                .containsExactly(new FieldError("c-1/1", "invoice", "ana", ErrorKind.EXTRA));
        Claim unkeyed = play(ClaimSamples.received("c-1"), LATER, ClaimCommand.delete("scanned twice", ANA, "d-1"));
        assertThat(CLAIMS.checked(unkeyed)).isEmpty();
        for (ClaimCommand edit : List.of(
                ClaimCommand.delete("x", ANA, "x"),
                ClaimCommand.correct(List.of(Change.of("amount", "1", ErrorKind.FORMAT)), "x", ANA, "x"))) {
            assertThat(refusal(awarded(), edit, LATER).code()).isEqualTo(Reason.EVENT_NOT_ALLOWED);
        }
        assertThat(play(awarded(), LATER, ClaimCommand.reverse("not eligible", SUE, "rev"))
                        .status())
                .isEqualTo(Status.REVERSED);
        assertThatIllegalArgumentException().isThrownBy(() -> ClaimCommand.delete("", ANA, "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> ClaimCommand.reverse(" ", ANA, "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> ClaimCommand.reopen(" ", ANA, "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> ClaimCommand.reject(Deficiency.D08, " ", ANA, "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> ClaimCommand.returnToParticipant(Map.of(), "", ANA, "x"));
    }

    @Test
    @DisplayName("TIC-43 review cannot begin while an exact duplicate blocks it")
    void blocked() {
        Duplicates.Finding exact = new Duplicates.Finding(Duplicates.Kind.EXACT, "c-0", Evidence.none());
        Duplicates.Finding near = new Duplicates.Finding(Duplicates.Kind.NEAR, "c-0", Evidence.none());
        Claim claim = ClaimSamples.verified("c-1");
        assertThat(refusal(claim, ClaimCommand.review(content("A", "1.00"), List.of(near, exact), EVE, "v"), LATER)
                        .sentence())
                .endsWith("it is a duplicate of claim c-0");
        assertThat(play(claim, LATER, ClaimCommand.review(content("A", "1.00"), List.of(near), EVE, "v"))
                        .status())
                .isEqualTo(Status.IN_REVIEW);
    }

    @Test
    @DisplayName("TIC-38 receipts, lines and contents that cannot be are refused")
    void badInput() {
        assertThatIllegalArgumentException().isThrownBy(() -> receipt(" ", "pat", 1, CAD.of("1")));
        assertThatIllegalArgumentException().isThrownBy(() -> receipt("c", "pat", 0, CAD.of("1")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> receipt("c", "pat", 1, CAD.of("-0.01")))
                .withMessageContaining("-0.01 CAD");
        assertThat(receipt("c", "pat", 1, CAD.zero()).subject().toString()).isEqualTo("claim:c");
        assertThatIllegalArgumentException().isThrownBy(() -> new Claim.Line(0, "P", 1, CAD.of("1"), ""));
        assertThatIllegalArgumentException().isThrownBy(() -> new Claim.Line(1, " ", 1, CAD.of("1"), ""));
        assertThatIllegalArgumentException().isThrownBy(() -> new Claim.Line(1, "P", 0, CAD.of("1"), ""));
        assertThatIllegalArgumentException().isThrownBy(() -> new Claim.Line(1, "P", 1, CAD.of("-1"), ""));
        Claim.Line line = new Claim.Line(1, "P", 1, CAD.of("1.50"), "");
        Claim.Content base = content("A", "1.00");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Claim.Content("A", base.date(), CAD.of("3"), List.of(line, line)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Claim.Content("A", base.date(), CAD.of("3"), List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Claim.Content(
                        "A",
                        base.date(),
                        io.counterfoil.payments.money.Amounts.in("EUR").of("3"),
                        List.of(line)));
        assertThat(new Claim.Content(
                                "A",
                                base.date(),
                                CAD.of("9"),
                                List.of(line, new Claim.Line(2, "P", 1, CAD.of("2"), "")))
                        .claimed())
                .isEqualTo(CAD.of("3.50"));
        assertThatIllegalStateException().isThrownBy(() -> CLAIMS.initial().receipt());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClaimCommand(
                        Kind.KEY,
                        new ClaimEvent.Noted(""),
                        ANA,
                        ClaimCommand.expire("x").key()))
                .withMessageContaining("'key' says Noted, expected Keyed");
        assertThat(Deficiency.D14.isReturnable()).isFalse();
        assertThat(Deficiency.D01.id()).isEqualTo("D01");
        assertThat(((Code) Claims.Refused.VALUES).id()).isEqualTo("CLAIM.VALUES");
    }
}
