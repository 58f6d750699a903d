package io.counterfoil.ticketing.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.ticketing.quality.QualityReviews.Coaching;
import io.counterfoil.ticketing.quality.QualityReviews.Criterion;
import io.counterfoil.ticketing.quality.QualityReviews.Fault;
import io.counterfoil.ticketing.quality.QualityReviews.Form;
import io.counterfoil.ticketing.quality.QualityReviews.Item;
import io.counterfoil.ticketing.quality.QualityReviews.Objection;
import io.counterfoil.ticketing.quality.QualityReviews.Rating;
import io.counterfoil.ticketing.quality.QualityReviews.Review;
import io.counterfoil.ticketing.quality.QualityReviews.Ruling;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class QualityReviewsTest {

    private static final Instant NOON = Instant.parse("2027-03-01T12:00:00Z");
    private static final Form FORM = new Form(
            "answers-3",
            List.of(
                    new Criterion("greeting", "Is the customer greeted by name?", 1, false),
                    new Criterion("identity", "Was the caller identified?", 3, true),
                    new Criterion("solution", "Is the answer right and whole?", 6, false)));

    private static SubjectRef ticket(int number) {
        return SubjectRef.of("ticket", "t" + number);
    }

    private static List<Item> population() {
        List<Item> items = new ArrayList<>();
        IntStream.range(0, 40).forEach(n -> items.add(new Item(ticket(n), n % 2 == 0 ? "ana" : "ben")));
        items.add(new Item(SubjectRef.of("call", "c1"), "cy"));
        return items;
    }

    private static Review review(
            SubjectRef subject, String reviewer, Rating greeting, Rating identity, Rating solution) {
        return new Review(
                subject, reviewer, Map.of("greeting", greeting, "identity", identity, "solution", solution), NOON);
    }

    private static Review met(SubjectRef subject, String reviewer) {
        return review(subject, reviewer, Rating.MET, Rating.MET, Rating.MET);
    }

    private static void refused(Checked<QualityReviews> step, Fault fault) {
        assertThat(step.value()).isEmpty();
        assertThat(step.diagnostics())
                .singleElement()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo(fault));
        assertThat(fault.id()).isEqualTo("QUALITY." + fault.name());
    }

    private final QualityReviews drawn = QualityReviews.draw(FORM, population(), 3, "2027-W09");
    private final SubjectRef first = drawn.drawn().get(0).subject();

    @Test
    @DisplayName(
            "TIC-53 the draw is the same for the same seed in any order, another for another, and takes all where there are few")
    void draw() {
        List<Item> shuffled = population();
        Collections.reverse(shuffled);
        assertThat(QualityReviews.draw(FORM, shuffled, 3, "2027-W09").drawn()).isEqualTo(drawn.drawn());
        assertThat(QualityReviews.draw(FORM, shuffled, 3, "2027-W10").drawn()).isNotEqualTo(drawn.drawn());
        assertThat(drawn.drawn())
                .extracting(Item::agent)
                .containsExactly("ana", "ana", "ana", "ben", "ben", "ben", "cy");
        assertThat(drawn.population()).hasSize(41);
        assertThat(drawn.seed()).isEqualTo("2027-W09");
        assertThat(drawn.form()).isEqualTo(FORM);
        assertThat(drawn.open()).isEqualTo(drawn.drawn());
        assertThat(drawn.results()).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> QualityReviews.draw(FORM, population(), 0, "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> QualityReviews.draw(FORM, population(), 1, " "));
        List<Item> twice = List.of(new Item(ticket(1), "ana"), new Item(ticket(1), "ben"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QualityReviews.draw(FORM, twice, 1, "x"))
                .withMessageContaining("ticket:t1 stands twice");
    }

    @Test
    @DisplayName("TIC-53 the score is weights met by weights that apply; a failed knock-out criterion scores nothing")
    void score() {
        QualityReviews one = drawn.review(review(first, "rita", Rating.NOT_MET, Rating.MET, Rating.MET))
                .orThrow();
        assertThat(one.results()).singleElement().satisfies(result -> {
            assertThat(result.score()).isEqualByComparingTo("0.9");
            assertThat(result.failed()).containsExactly("greeting");
            assertThat(result.knockedOut()).isFalse();
            assertThat(result.disputed()).isFalse();
            assertThat(result.agent()).isEqualTo("ana");
        });
        assertThat(one.open()).hasSize(6);
    }

    @Test
    @DisplayName("TIC-53 what does not apply is out of the score, knock-outs and empty forms at their ends")
    void scoreAtItsEnds() {
        List<QualityReviews.Result> results = drawn.review(
                        review(first, "rita", Rating.MET, Rating.NOT_MET, Rating.MET))
                .orThrow()
                .review(review(
                        drawn.drawn().get(1).subject(), "rita", Rating.NOT_APPLICABLE, Rating.MET, Rating.NOT_MET))
                .orThrow()
                .review(review(
                        drawn.drawn().get(2).subject(),
                        "rita",
                        Rating.NOT_APPLICABLE,
                        Rating.NOT_APPLICABLE,
                        Rating.NOT_APPLICABLE))
                .orThrow()
                .results();
        assertThat(results)
                .extracting(QualityReviews.Result::score)
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactlyInAnyOrder(BigDecimal.ZERO, new BigDecimal("0.3333333333333333"), BigDecimal.ONE);
        assertThat(results).filteredOn(QualityReviews.Result::knockedOut).hasSize(1);
    }

    @Test
    @DisplayName("TIC-53 nobody reviews their own work, what was not drawn, or in part; a third review is refused")
    void reviewsThatAreRefused() {
        refused(drawn.review(met(SubjectRef.of("ticket", "other"), "rita")), Fault.NOT_DRAWN);
        refused(drawn.review(met(first, "ana")), Fault.OWN_WORK);
        refused(drawn.review(new Review(first, "rita", Map.of("greeting", Rating.MET), NOON)), Fault.INCOMPLETE);
        QualityReviews once = drawn.review(met(first, "rita")).orThrow();
        assertThat(once.review(met(first, "rita")).orThrow().results()).isEqualTo(once.results());
        refused(once.review(review(first, "rita", Rating.MET, Rating.MET, Rating.NOT_MET)), Fault.ALREADY_REVIEWED);
        QualityReviews twice = once.review(met(first, "sam")).orThrow();
        refused(twice.review(met(first, "tom")), Fault.ALREADY_REVIEWED);
        assertThat(twice.review(met(first, "sam")).value()).isPresent();
    }

    @Test
    @DisplayName("TIC-53 an objection is the agent's own and is settled by a third person, whose ratings count")
    void objections() {
        QualityReviews reviewed = drawn.review(review(first, "rita", Rating.MET, Rating.NOT_MET, Rating.MET))
                .orThrow();
        Objection objection = new Objection(first, "ana", "The caller gave the PIN 4111 1111 1111 1111 says", NOON);
        assertThat(objection.reason()).doesNotContain("4111 1111");
        refused(drawn.object(objection), Fault.NOT_REVIEWED);
        refused(reviewed.object(new Objection(first, "ben", "mine", NOON)), Fault.NOT_THEIRS);
        QualityReviews objected = reviewed.object(objection).orThrow();
        assertThat(objected.object(objection).value()).isPresent();
        refused(objected.object(new Objection(first, "ana", "again", NOON)), Fault.ALREADY_OBJECTED);
        assertThat(objected.openObjections()).containsExactly(objection);
        assertThat(objected.results().get(0).disputed()).isTrue();

        Ruling ruling = new Ruling(met(first, "tom"), true, "heard on the recording");
        refused(reviewed.rule(ruling), Fault.NO_OBJECTION);
        refused(objected.rule(new Ruling(met(first, "ana"), true, "")), Fault.INVOLVED);
        refused(objected.rule(new Ruling(met(first, "rita"), true, "")), Fault.INVOLVED);
        refused(objected.rule(new Ruling(new Review(first, "tom", Map.of(), NOON), true, "")), Fault.INCOMPLETE);
        QualityReviews settled = objected.rule(ruling).orThrow();
        assertThat(settled.results().get(0).score()).isEqualByComparingTo("1");
        assertThat(settled.openObjections()).isEmpty();
        assertThat(settled.rule(ruling).value()).isPresent();
        refused(settled.rule(new Ruling(met(first, "uma"), false, "")), Fault.ALREADY_SETTLED);
        assertThatIllegalArgumentException().isThrownBy(() -> new Objection(first, "ana", " ", NOON));
    }

    @Test
    @DisplayName("TIC-53 coaching notes belong to a reviewed item, are redacted and kept once")
    void coaching() {
        Coaching note = new Coaching(first, "rita", "Ask before 4111 1111 1111 1111 is read out", NOON);
        refused(drawn.coach(note), Fault.NOT_REVIEWED);
        QualityReviews coached = drawn.review(met(first, "rita"))
                .orThrow()
                .coach(note)
                .orThrow()
                .coach(note)
                .orThrow();
        assertThat(coached.coaching("ana")).containsExactly(note);
        assertThat(coached.coaching("ben")).isEmpty();
        assertThat(note.note()).contains("[PAN ****1111]");
        assertThatIllegalArgumentException().isThrownBy(() -> new Coaching(first, " ", "note", NOON));
    }

    @Test
    @DisplayName("TIC-53 Cohen's kappa of first and second reviewers, against a computation by hand")
    void kappa() {
        QualityReviews reviews = drawn;
        assertThat(reviews.agreement().kappa()).isEmpty();
        // nine pairs: first MET 7, NOT_MET 2; second MET 6, NOT_MET 3; both the same in 8
        Rating[][] firsts = {
            {Rating.MET, Rating.MET, Rating.MET},
            {Rating.MET, Rating.MET, Rating.NOT_MET},
            {Rating.NOT_MET, Rating.MET, Rating.MET}
        };
        Rating[][] seconds = {
            {Rating.MET, Rating.MET, Rating.NOT_MET},
            {Rating.MET, Rating.MET, Rating.NOT_MET},
            {Rating.NOT_MET, Rating.MET, Rating.MET}
        };
        for (int at = 0; at < 3; at++) {
            SubjectRef subject = drawn.drawn().get(at).subject();
            Rating[] one = firsts[at];
            Rating[] two = seconds[at];
            reviews = reviews.review(review(subject, "rita", one[0], one[1], one[2]))
                    .orThrow();
            reviews = reviews.review(review(subject, "sam", two[0], two[1], two[2]))
                    .orThrow();
        }
        assertThat(reviews.agreement().ratings()).isEqualTo(9);
        assertThat(reviews.agreement().agreed()).isEqualTo(8);
        double chance = (7 * 6 + 2 * 3) / 81.0;
        assertThat(reviews.agreement().expected().doubleValue()).isCloseTo(chance, within(1e-12));
        assertThat(reviews.agreement().kappa().orElseThrow().doubleValue())
                .isCloseTo((8 / 9.0 - chance) / (1 - chance), within(1e-12));
        QualityReviews same = drawn.review(met(first, "rita"))
                .orThrow()
                .review(met(first, "sam"))
                .orThrow();
        assertThat(same.agreement().kappa()).as("chance alone would agree").isEmpty();
    }

    @Test
    @DisplayName("TIC-53 forms and items that make no sense are refused")
    void nonsense() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Form("f", List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Form(
                        "f", List.of(FORM.criteria().get(0), FORM.criteria().get(0))))
                .withMessageContaining("greeting");
        assertThatIllegalArgumentException().isThrownBy(() -> new Criterion("c", "q", 0, false));
        assertThatIllegalArgumentException().isThrownBy(() -> new Item(first, ""));
        assertThatIllegalArgumentException().isThrownBy(() -> new Review(first, "", Map.of(), NOON));
    }
}
