package io.counterfoil.payments.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EpochHoursTest {

    private static final ZoneId TORONTO = ZoneId.of("America/Toronto");

    @Test
    @DisplayName("TIC-04 deadlines in epoch seconds are those in instants")
    void areTheSame() {
        BusinessHours[] all = {
            BusinessHours.in(TORONTO)
                    .weekdays("09:00-17:00")
                    .holidays(LocalDate.of(2026, 7, 1))
                    .build(),
            BusinessHours.in(TORONTO)
                    .on(java.time.DayOfWeek.SUNDAY, "01:30-02:45")
                    .build(),
            BusinessHours.in(TORONTO)
                    .weekdays("08:00-12:00", "22:00-03:00")
                    .on(java.time.DayOfWeek.SATURDAY, "10:00-10:00:01")
                    .build(),
            BusinessHours.always(TORONTO)
        };
        SplittableRandom random = new SplittableRandom(6);
        for (BusinessHours hours : all) {
            for (int i = 0; i < 2_000; i++) {
                long start = random.nextLong(1_700_000_000L, 1_900_000_000L);
                long amount = i % 10 == 0 ? random.nextLong(40_000_000) : random.nextLong(100_000);
                Instant expected = ((OpenHours.Due.At)
                                hours.deadline(Instant.ofEpochSecond(start), Duration.ofSeconds(amount)))
                        .stay();
                assertThat(hours.deadlineSecond(start, amount)).isEqualTo(expected.getEpochSecond());
                ZonedDateTime zoned = Instant.ofEpochSecond(start).atZone(TORONTO);
                assertThat(hours.deadline(zoned, amount)).isEqualTo(expected.atZone(TORONTO));
            }
        }
    }

    @Test
    void neverIsSaid() {
        BusinessHours never = BusinessHours.in(TORONTO).build();
        assertThat(never.deadlineSecond(1_700_000_000L, 0)).isEqualTo(1_700_000_000L);
        assertThat(never.deadlineSecond(1_700_000_000L, 1)).isEqualTo(Long.MAX_VALUE);
        assertThatIllegalStateException()
                .isThrownBy(() -> never.deadline(Instant.EPOCH.atZone(TORONTO), 1))
                .withMessageContaining("never open");
        assertThatIllegalArgumentException().isThrownBy(() -> never.deadlineSecond(0, -1));
    }
}
