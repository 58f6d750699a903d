package io.counterfoil.ticketing.outreach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.ticketing.outreach.ContactAttempt.Outcome;
import io.counterfoil.ticketing.outreach.Outreach.NextContact;
import io.counterfoil.ticketing.outreach.Outreach.Reason;
import io.counterfoil.ticketing.outreach.Recipient.Suppression;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OutreachTest {

    private static final ZoneId TORONTO = ZoneId.of("America/Toronto");
    private static final ZoneId VANCOUVER = ZoneId.of("America/Vancouver");
    private static final Instant NOW =
            Instant.parse("2027-03-01T15:00:00Z"); // Monday 10:00 in Toronto, 07:00 in Vancouver
    private static final ContactRules RULES =
            weekdays("09:00-20:00").atMost(3, 7).gap(Duration.ofHours(4));

    private static ContactRules weekdays(String hours) {
        Map<DayOfWeek, String> week = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.getValue() < 6) {
                week.put(day, hours);
            }
        }
        return ContactRules.weekly(week);
    }

    private static ContactAttempt attempt(String at, Outcome outcome) {
        return new ContactAttempt("spring", "pat", Instant.parse(at), "ana", outcome, "");
    }

    private static Instant next(Recipient recipient, ContactAttempt... past) {
        return Outreach.of(RULES).propose(recipient, List.of(past), NOW).at().orElseThrow();
    }

    private static Reason never(Recipient recipient, ContactAttempt... past) {
        NextContact next = Outreach.of(RULES).propose(recipient, List.of(past), NOW);
        assertThat(next.at()).isEmpty();
        return (Reason) next.obstacle().orElseThrow().code();
    }

    @Test
    @DisplayName(
            "TIC-46 the window is the recipient's, whose zone may be one of several: then what is open in all of them")
    void windows() {
        assertThat(next(Recipient.in("pat", TORONTO))).isEqualTo(NOW);
        assertThat(next(Recipient.in("pat", VANCOUVER))).isEqualTo(Instant.parse("2027-03-01T17:00:00Z"));
        Recipient canada =
                Recipient.builder().id("pat").addZones(TORONTO, VANCOUVER).build();
        assertThat(next(canada)).isEqualTo(Instant.parse("2027-03-01T17:00:00Z"));
        assertThat(Outreach.of(RULES)
                        .propose(canada, List.of(), Instant.parse("2027-03-02T01:00:00Z"))
                        .at()) // 20:00 in Toronto
                .contains(Instant.parse("2027-03-02T17:00:00Z"));
        Outreach closed = Outreach.of(new ContactRules(
                zone -> BusinessHours.in(zone)
                        .opening(java.time.LocalDate.of(2027, 1, 4), "09:00-10:00")
                        .build(),
                1,
                1,
                Duration.ZERO));
        NextContact never = closed.propose(Recipient.in("pat", TORONTO), List.of(), NOW);
        assertThat(never.obstacle().orElseThrow().code()).isEqualTo(Reason.NEVER_OPEN);
        assertThat(never.toString()).startsWith("no contact window of recipient 'pat' opens after 2027-03-01");
    }

    @Test
    @DisplayName("TIC-46 gap and cap move the next contact; attempts of others and of the future do not count")
    void gapAndCap() {
        Recipient pat = Recipient.in("pat", TORONTO);
        assertThat(next(pat, attempt("2027-03-01T14:30:00Z", Outcome.BUSY)))
                .isEqualTo(Instant.parse("2027-03-01T18:30:00Z"));
        assertThat(next(
                        pat,
                        attempt("2027-02-26T18:00:00Z", Outcome.BUSY),
                        attempt("2027-02-24T19:00:00Z", Outcome.BUSY),
                        attempt("2027-02-25T18:00:00Z", Outcome.BUSY)))
                .isEqualTo(Instant.parse("2027-03-03T19:00:00Z"));
        assertThat(next(pat, attempt("2027-03-01T15:00:01Z", Outcome.OPTED_OUT)))
                .isEqualTo(NOW);
        assertThat(next(pat, new ContactAttempt("spring", "kim", NOW, "ana", Outcome.OPTED_OUT, "")))
                .isEqualTo(NOW);
    }

    @Test
    @DisplayName("TIC-46 an agreed call-back overrides gap and cap, not the window")
    void callBack() {
        Recipient agreed = Recipient.builder()
                .id("pat")
                .addZones(TORONTO)
                .callBackAt(Instant.parse("2027-03-01T15:30:00Z"))
                .build();
        assertThat(next(agreed, attempt("2027-03-01T14:59:00Z", Outcome.CALL_BACK_AGREED)))
                .isEqualTo(Instant.parse("2027-03-01T15:30:00Z"));
        Recipient late = Recipient.builder()
                .from(agreed)
                .callBackAt(Instant.parse("2027-03-02T02:00:00Z"))
                .build();
        assertThat(next(late)).isEqualTo(Instant.parse("2027-03-02T14:00:00Z"));
        Recipient past = Recipient.builder()
                .from(agreed)
                .callBackAt(Instant.parse("2027-03-01T10:00:00Z"))
                .build();
        assertThat(next(past, attempt("2027-03-01T14:59:00Z", Outcome.BUSY))).isEqualTo(NOW);
    }

    @Test
    @DisplayName("TIC-46 suppression is judged at contact time, from what is known and from what past attempts came to")
    void suppression() {
        Recipient pat = Recipient.in("pat", TORONTO);
        for (Suppression suppression : Suppression.values()) {
            Recipient known =
                    Recipient.builder().from(pat).addSuppressions(suppression).build();
            assertThat(never(known)).isEqualTo(Reason.valueOf(suppression.name()));
        }
        assertThat(never(pat, attempt("2027-02-01T15:00:00Z", Outcome.OPTED_OUT)))
                .isEqualTo(Reason.OPTED_OUT);
        assertThat(never(pat, attempt("2027-02-01T15:00:00Z", Outcome.NUMBER_DEAD)))
                .isEqualTo(Reason.WRONG_NUMBER);
        assertThat(never(pat, attempt("2027-02-01T15:00:00Z", Outcome.REDEEMED)))
                .isEqualTo(Reason.ALREADY_ACTIVATED);
        assertThat(Outreach.of(RULES)
                        .propose(
                                Recipient.builder()
                                        .from(pat)
                                        .addSuppressions(Suppression.OPEN_COMPLAINT)
                                        .build(),
                                List.of(),
                                NOW)
                        .toString())
                .isEqualTo("recipient 'pat' is suppressed: open complaint");
        assertThat(Reason.OPTED_OUT.id()).isEqualTo("OUTREACH.OPTED_OUT");
    }

    @Test
    @DisplayName("TIC-46 a launched segment is frozen with a seeded holdout that is never contacted")
    void campaign() {
        List<String> segment = new ArrayList<>(
                IntStream.range(0, 105).mapToObj(at -> "p-" + at).toList());
        Campaign spring = Campaign.launch("spring", segment, "0.10", 42, NOW);
        assertThat(spring.heldOut()).hasSize(10);
        assertThat(spring.contacted()).hasSize(95).doesNotContainAnyElementsOf(spring.heldOut());
        segment.add("p-3");
        Collections.shuffle(segment, new Random(1));
        assertThat(Campaign.launch("spring", segment, "0.10", 42, NOW).heldOut())
                .isEqualTo(spring.heldOut());
        assertThat(Campaign.launch("spring", segment, "0.10", 43, NOW).heldOut())
                .isNotEqualTo(spring.heldOut());
        assertThat(Campaign.launch("summer", segment, "0.10", 42, NOW).heldOut())
                .isNotEqualTo(spring.heldOut());
        assertThat(Campaign.launch("spring", segment, "0", 42, NOW).heldOut()).isEmpty();
        Outreach outreach = Outreach.of(RULES);
        String in = spring.contacted().first();
        assertThat(spring.propose(outreach, Recipient.in(in, TORONTO), List.of(), NOW)
                        .at())
                .contains(NOW);
        String out = spring.heldOut().first();
        assertThat(spring.propose(outreach, Recipient.in(out, TORONTO), List.of(), NOW)
                        .obstacle()
                        .orElseThrow()
                        .code())
                .isEqualTo(Reason.HELD_OUT);
        assertThat(spring.propose(outreach, Recipient.in("stranger", TORONTO), List.of(), NOW)
                        .obstacle()
                        .orElseThrow()
                        .code())
                .isEqualTo(Reason.NOT_IN_SEGMENT);
        assertThat(spring.id() + spring.seed() + spring.launchedAt()).isEqualTo("spring42" + NOW);
    }

    @Test
    @DisplayName("TIC-46 the effect is the contacted share less the holdout's in the window, with Newcombe's interval")
    void effect() {
        // Newcombe 1998, table II, (a): 56/70 less 48/80 = 0.20, method 10: 0.0524 to 0.3339
        Campaign.Effect paper = new Campaign.Effect(new Campaign.Group(70, 56), new Campaign.Group(80, 48), true);
        assertThat(paper.difference().orElseThrow().doubleValue()).isCloseTo(0.2, within(1e-12));
        assertThat(paper.interval().orElseThrow().lower().doubleValue()).isCloseTo(0.0524, within(5e-5));
        assertThat(paper.interval().orElseThrow().upper().doubleValue()).isCloseTo(0.3339, within(5e-5));
        Campaign spring = Campaign.launch(
                "spring", IntStream.range(0, 10).mapToObj(at -> "p-" + at).toList(), "0.5", 7, NOW);
        Map<String, Instant> activations = new HashMap<>();
        List<String> contacted = List.copyOf(spring.contacted());
        Duration window = Duration.ofDays(30);
        activations.put(contacted.get(0), NOW);
        activations.put(contacted.get(1), NOW.plus(window));
        activations.put(contacted.get(2), NOW.plus(window).plusMillis(1));
        activations.put(contacted.get(3), NOW.minusMillis(1));
        activations.put(spring.heldOut().first(), NOW.plusSeconds(1));
        Campaign.Effect effect = spring.effect(activations, window, NOW.plus(window));
        assertThat(effect.contacted()).isEqualTo(new Campaign.Group(5, 2));
        assertThat(effect.heldOut()).isEqualTo(new Campaign.Group(5, 1));
        assertThat(effect.isFinal()).isTrue();
        Campaign.Effect early = spring.effect(activations, window, NOW.plusSeconds(5));
        assertThat(early.contacted().activated()).isEqualTo(1);
        assertThat(early.isFinal()).isFalse();
        Campaign none = Campaign.launch("none", List.of("a"), "0", 7, NOW);
        assertThat(none.effect(activations, window, NOW).difference()).isEmpty();
        assertThat(none.effect(activations, window, NOW).interval()).isEmpty();
    }

    @Test
    @DisplayName("TIC-46 rules, recipients, attempts and campaigns that cannot be are refused; notes lose card numbers")
    void badInput() {
        assertThatIllegalArgumentException().isThrownBy(() -> RULES.atMost(0, 7));
        assertThatIllegalArgumentException().isThrownBy(() -> RULES.atMost(1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> RULES.gap(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> Recipient.in(" ", TORONTO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Recipient.builder().id("pat").build());
        assertThatIllegalArgumentException().isThrownBy(() -> new ContactAttempt(" ", "p", NOW, "a", Outcome.BUSY, ""));
        assertThatIllegalArgumentException().isThrownBy(() -> new ContactAttempt("c", "", NOW, "a", Outcome.BUSY, ""));
        assertThatIllegalArgumentException().isThrownBy(() -> new ContactAttempt("c", "p", NOW, " ", Outcome.BUSY, ""));
        assertThat(new ContactAttempt("c", "p", NOW, "a", Outcome.BUSY, "said 4111 1111 1111 1111").note())
                .isEqualTo("said [PAN ****1111]");
        assertThatIllegalArgumentException().isThrownBy(() -> Campaign.launch(" ", List.of("a"), "0.1", 1, NOW));
        assertThatIllegalArgumentException().isThrownBy(() -> Campaign.launch("c", List.of(), "0.1", 1, NOW));
        assertThatIllegalArgumentException().isThrownBy(() -> Campaign.launch("c", List.of("a"), "1", 1, NOW));
        assertThatIllegalArgumentException().isThrownBy(() -> Campaign.launch("c", List.of("a"), "-0.1", 1, NOW));
        Campaign campaign = Campaign.launch("c", List.of("a"), "0.1", 1, NOW);
        assertThatIllegalArgumentException().isThrownBy(() -> campaign.effect(Map.of(), Duration.ZERO, NOW));
        assertThatIllegalArgumentException().isThrownBy(() -> campaign.effect(Map.of(), Duration.ofDays(-1), NOW));
    }

    @Property(tries = 150)
    @Label("TIC-46 the proposed contact is allowed and no earlier one is, minute by minute")
    void earliest(
            @ForAll @Size(max = 7) List<@IntRange(min = 0, max = 12_000) Integer> minutesAgo,
            @ForAll @IntRange(min = 1, max = 3) int cap,
            @ForAll @IntRange(min = 1, max = 5) int days,
            @ForAll @IntRange(min = 0, max = 30) int gapHours,
            @ForAll @IntRange(min = 0, max = 10_080) int start) {
        Instant now = NOW.plus(Duration.ofMinutes(start));
        ContactRules rules = weekdays("10:00-18:00").atMost(cap, days).gap(Duration.ofHours(gapHours));
        NavigableSet<Instant> attempts = new TreeSet<>();
        minutesAgo.forEach(ago -> attempts.add(now.minus(Duration.ofMinutes(ago))));
        List<ContactAttempt> past = attempts.stream()
                .map(at -> new ContactAttempt("c", "pat", at, "ana", Outcome.NO_ANSWER, ""))
                .toList();
        Instant next = Outreach.of(rules)
                .propose(Recipient.in("pat", TORONTO), past, now)
                .at()
                .orElseThrow();
        BusinessHours window = rules.window().apply(TORONTO);
        assertThat(isAllowed(next, attempts, rules, window)).isTrue();
        for (Instant at = now; at.isBefore(next); at = at.plus(Duration.ofMinutes(1))) {
            assertThat(isAllowed(at, attempts, rules, window)).as(at.toString()).isFalse();
        }
    }

    private static boolean isAllowed(
            Instant at, NavigableSet<Instant> attempts, ContactRules rules, BusinessHours window) {
        Instant begin = at.minus(Duration.ofDays(rules.perDays()));
        long counted = attempts.stream()
                .filter(a -> a.isAfter(begin) && !a.isAfter(at))
                .count();
        boolean gap = attempts.isEmpty() || !at.isBefore(attempts.last().plus(rules.minGap()));
        return window.isOpen(at) && counted < rules.maxAttempts() && gap;
    }
}
