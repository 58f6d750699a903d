package io.counterfoil.payments.ledger;

import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.evidence.Sha256;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the attributes of a record that is kept whole say: those that move nothing, and refusals that do not fit columns. */
final class WholeRecord {

    private WholeRecord() {}

    static Posting.LedgerError errorOf(LedgerStore.LedgerRecord refusal) {
        return Posting.LedgerError.valueOf(own(refusal, Keys.CODE).substring("LEDGER.".length()));
    }

    static Instant instant(@Nullable String text, Instant otherwise) {
        return text == null ? otherwise : Keys.instant(text);
    }

    static PeriodLock lockOf(LedgerStore.LedgerRecord record, int number) {
        return new PeriodLock(
                number,
                DateRange.of(LocalDate.parse(own(record, Keys.FROM)), LocalDate.parse(record.id())),
                Integer.parseInt(own(record, Keys.PROVEN_AT)),
                Sha256.parse(own(record, Keys.PROOF)));
    }

    static String own(LedgerStore.LedgerRecord record, String key) {
        return Objects.requireNonNull(
                record.attributes().get(key), () -> record.kind() + " record " + record.sequence() + " has no " + key);
    }
}
