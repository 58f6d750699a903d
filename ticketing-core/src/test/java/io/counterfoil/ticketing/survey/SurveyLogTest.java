package io.counterfoil.ticketing.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.counterfoil.payments.evidence.Rejection;
import io.counterfoil.ticketing.measure.ConfidenceInterval;
import io.counterfoil.ticketing.survey.SurveyLog.Answer;
import io.counterfoil.ticketing.survey.SurveyLog.Fault;
import io.counterfoil.ticketing.survey.SurveyLog.Happiness;
import io.counterfoil.ticketing.survey.SurveyLog.HappinessReading;
import io.counterfoil.ticketing.survey.SurveyLog.NetPromoter;
import io.counterfoil.ticketing.survey.SurveyLog.Question;
import io.counterfoil.ticketing.ticket.TicketId;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SurveyLogTest {

    private static final BigDecimal LEVEL = new BigDecimal("0.95");
    private static final Instant NOON = Instant.parse("2027-03-01T12:00:00Z");
    private static final TicketId T1 = TicketId.of("t1");

    private static Answer answer(String id, int value, long minutes) {
        return new Answer(id, T1, Question.SATISFACTION, value, NOON.plusSeconds(60 * minutes));
    }

    @Test
    @DisplayName("TIC-36 one answer a ticket: the last wins whatever the order, the earlier is kept beside")
    void lastWins() {
        SurveyLog log = SurveyLog.builder()
                .answer(answer("r2", 5, 2))
                .answer(answer("r1", 1, 1))
                .answer(answer("r2", 5, 2))
                .asked(Question.SATISFACTION, T1, NOON)
                .asked(Question.SATISFACTION, T1, NOON.minusSeconds(60))
                .asked(Question.SATISFACTION, TicketId.of("t2"), NOON)
                .build();
        assertThat(log.answers(Question.SATISFACTION)).containsExactly(answer("r2", 5, 2));
        assertThat(log.superseded()).containsExactly(answer("r1", 1, 1));
        assertThat(log.answers(Question.EFFORT)).isEmpty();
        assertThat(log.asked(Question.SATISFACTION))
                .containsEntry(T1, NOON.minusSeconds(60))
                .containsEntry(TicketId.of("t2"), NOON);
        SurveyLog unasked = SurveyLog.builder().answer(answer("r1", 3, 7)).build();
        assertThat(unasked.asked(Question.SATISFACTION)).containsEntry(T1, NOON.plusSeconds(420));
    }

    @Test
    @DisplayName("TIC-36 answers off the scale are rejected with reason, at both ends")
    void offTheScale() {
        SurveyLog.Builder builder = SurveyLog.builder();
        for (Question question : Question.values()) {
            builder.answer(new Answer(question + "-", T1, question, question.lowest() - 1, NOON))
                    .answer(new Answer(question + "+", T1, question, question.highest() + 1, NOON))
                    .answer(new Answer(question + "low", T1, question, question.lowest(), NOON))
                    .answer(new Answer(question + "high", T1, question, question.highest(), NOON.plusSeconds(1)));
        }
        SurveyLog log = builder.build();
        assertThat(log.rejections()).hasSize(8).extracting(Rejection::code).containsOnly(Fault.OFF_SCALE);
        assertThat(log.rejections().get(0).sentence())
                .isEqualTo("answer 'SATISFACTION-' on SATISFACTION is 0, expected 1 to 5");
        assertThat(log.rejections().get(2).location().line()).isEqualTo(5);
        for (Question question : Question.values()) {
            assertThat(log.answers(question)).extracting(Answer::value).containsExactly(question.highest());
        }
        assertThat(SurveyLog.builder()
                        .answer(answer("r1", 3, 1))
                        .answer(answer("r1", 4, 1))
                        .build()
                        .rejections())
                .extracting(Rejection::code)
                .containsExactly(Fault.SAME_ID);
        assertThat(Fault.OFF_SCALE.id()).isEqualTo("SURVEY.OFF_SCALE");
    }

    @Test
    @DisplayName(
            "TIC-36 NPS of 50, 30, 20 is 30 with a standard error of 7.81; a class without answers widens the interval")
    void netPromoter() {
        NetPromoter full = new NetPromoter(50, 30, 20);
        assertThat(full.score()).isEqualByComparingTo("30");
        assertThat(full.standardError()).isCloseTo(7.81024967591, within(1e-9));
        assertThat(full.interval(LEVEL)).isEqualTo(full.wald(LEVEL));
        assertThat(full.wald(LEVEL).lower().doubleValue()).isCloseTo(14.692191925, within(1e-6));
        NetPromoter all = new NetPromoter(10, 0, 0);
        assertThat(all.wald(LEVEL).lower()).isEqualByComparingTo(all.wald(LEVEL).upper());
        ConfidenceInterval adjusted = all.interval(LEVEL);
        assertThat(adjusted.method()).isEqualTo(ConfidenceInterval.Method.ADJUSTED_WALD);
        // by hand: 10.75 promoters, 1.5 passives, 0.75 detractors of 13: net 10/13, variance (11.5/13 - (10/13)²)/13
        double reach = 1.959963984540054 * 100 * Math.sqrt((11.5 / 13 - 100.0 / 169) / 13);
        assertThat(adjusted.lower().doubleValue()).isCloseTo(1000.0 / 13 - reach, within(1e-6));
        assertThat(adjusted.upper().doubleValue()).isCloseTo(1000.0 / 13 + reach, within(1e-6));
        assertThatIllegalArgumentException().isThrownBy(() -> new NetPromoter(0, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new NetPromoter(-1, 2, 0));
    }

    @Test
    @DisplayName("TIC-36 happiness in three readings")
    void happiness() {
        Happiness counts = new Happiness(80, 15, 5);
        assertThat(counts.quotient(HappinessReading.SHARE_GREAT)).isEqualByComparingTo("0.8");
        assertThat(counts.quotient(HappinessReading.NET)).isEqualByComparingTo("0.75");
        assertThat(counts.quotient(HappinessReading.MEAN_SCALED)).isEqualByComparingTo("0.875");
        assertThat(new Happiness(0, 0, 1).quotient(HappinessReading.NET)).isEqualByComparingTo("-1");
        assertThatIllegalArgumentException().isThrownBy(() -> new Happiness(0, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Answer(" ", T1, Question.EFFORT, 1, NOON));
        assertThat(SurveyLog.none().rejections()).isEmpty();
    }
}
