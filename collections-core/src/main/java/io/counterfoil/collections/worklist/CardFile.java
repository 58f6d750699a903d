package io.counterfoil.collections.worklist;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/** Reads the default card from the module's own table. */
final class CardFile {

    private static final String TABLE = "scorecard.properties";

    private final Properties table = new Properties();

    private CardFile() {
        try (InputStream in = Objects.requireNonNull(CardFile.class.getResourceAsStream(TABLE), TABLE)) {
            table.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("table of the score card", e);
        }
    }

    static ScoreCard.Builder standard() {
        CardFile file = new CardFile();
        ScoreCard.Builder card = ScoreCard.builder();
        card.amount(file.bands("amount.bands"))
                .age(file.bands("age.bands"))
                .brokenPromise(file.number("brokenPromises.each"))
                .brokenPromisesMost(file.number("brokenPromises.max"))
                .brokenPromiseDays(file.number("brokenPromises.days"))
                .promiseDue(file.number("promiseDue.points"))
                .promiseDaysAhead(file.number("promiseDue.daysAhead"))
                .failedPayment(file.number("failedPayment.points"))
                .orderWaiting(file.number("orderWaiting.points"))
                .disputeClock(file.number("disputeClock.points"))
                .latenessTrend(file.number("latenessTrend.points"))
                .latenessMoreThanDays(file.number("latenessTrend.moreThanDays"))
                .latenessItems(file.number("latenessTrend.items"))
                .selfCure(file.number("selfCure.points"))
                .selfCureSlackDays(file.number("selfCure.slackDays"));
        return card;
    }

    private String text(String key) {
        return Objects.requireNonNull(table.getProperty(key), key);
    }

    private int number(String key) {
        return Integer.parseInt(text(key));
    }

    private List<ScoreCard.Band> bands(String key) {
        return Arrays.stream(text(key).split(",", -1))
                .map(band -> band.strip().split(":", -1))
                .map(band -> new ScoreCard.Band(new BigDecimal(band[0]), Integer.parseInt(band[1])))
                .toList();
    }
}
