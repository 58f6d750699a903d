package io.counterfoil.bankfiles.imports;

import io.counterfoil.bankfiles.bacs.BacsReportProfile;
import io.counterfoil.bankfiles.csv.CsvProfile;
import io.counterfoil.bankfiles.report.ReportProfile;
import java.util.Optional;
import java.util.Set;
import javax.money.CurrencyUnit;
import javax.money.Monetary;
import org.immutables.value.Value;

/** How one bank departs from the standards; what it does not name is read by the standard. Immutable. */
@Value.Immutable
public interface BankProfile {

    /** Name of the bank or feed. */
    String id();

    /** camt: whether a reversal indicator turns the sign round, against the standard; false. */
    @Value.Default
    default boolean invertOnReversal() {
        return false;
    }

    /** Names in reports of Bacs; the shipped ones. */
    @Value.Default
    default BacsReportProfile bacs() {
        return BacsReportProfile.standard();
    }

    /** How its reports of returned items, disputes, settlements, fees or records are laid out. */
    Optional<ReportProfile> report();

    /** How its tables are read. */
    Optional<CsvProfile> csv();

    /** The currency of statements that name none; BAI2 takes USD where this says nothing. */
    Optional<CurrencyUnit> currency();

    /** BAI2: type codes that are money in whatever their range says, loan codes above all. */
    Set<Integer> creditTypes();

    /** BAI2: type codes that are money out whatever their range says, loan codes above all. */
    Set<Integer> debitTypes();

    /** OFX: the decimal mark of amounts; where it is not named, one that can be told apart. */
    Optional<Character> decimalMark();

    /** A profile that changes nothing. */
    static BankProfile standard() {
        return builder("standard").build();
    }

    /** A bank known by its table alone. */
    static BankProfile of(CsvProfile csv) {
        return builder(csv.id()).csv(csv).build();
    }

    /** A builder of a profile with the name. */
    static Builder builder(String id) {
        return new Builder().id(id);
    }

    /** Builds profiles. Not thread-safe. */
    final class Builder extends ImmutableBankProfile.Builder {
        Builder() {}

        /** The currency with the ISO 4217 code. */
        public Builder currency(String code) {
            return currency(Monetary.getCurrency(code));
        }
    }
}
