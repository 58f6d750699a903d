package io.counterfoil.bankfiles.report;

import io.counterfoil.payments.rail.Rail;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.immutables.value.Value;

/** How one report of one partner is laid out. Immutable. */
@Value.Immutable
public interface ReportProfile {

    /** Its name. */
    String id();

    /** What its rows are. */
    Kind kind();

    /** Where each value stands: the name of a column in the header, its number from 1 where there is no header, or {@code from-to} in lines of fixed columns. */
    Map<Role, String> columns();

    /** What separates values. */
    @Value.Default
    default char delimiter() {
        return ',';
    }

    /** Whether values stand in fixed columns, without anything between them. */
    @Value.Default
    default boolean fixedColumns() {
        return false;
    }

    /** Whether the first row names the columns; never in lines of fixed columns. */
    @Value.Default
    default boolean header() {
        return true;
    }

    /** Expression that the first line matches, by which a report without a header of names is told. */
    @Value.Default
    default String signature() {
        return "";
    }

    /** Lines before the first row or header. */
    @Value.Default
    default int skipLines() {
        return 0;
    }

    /** The currency where no column says it. */
    @Value.Default
    default String currency() {
        return "";
    }

    /** How dates are written. */
    @Value.Default
    default String datePattern() {
        return "yyyy-MM-dd";
    }

    /** The decimal mark; groups of three are left out where the other mark parts them. */
    @Value.Default
    default char decimal() {
        return '.';
    }

    /** Whether amounts are in minor units without a mark. */
    @Value.Default
    default boolean minorUnits() {
        return false;
    }

    /** The rail of returned items. */
    @Value.Default
    default Rail rail() {
        return Rail.EFT_CA;
    }

    /** The report under which the rail's table knows the codes; empty as a rule. */
    @Value.Default
    default String report() {
        return "";
    }

    /** What came back where no column says it. */
    @Value.Default
    default Rail.Direction direction() {
        return Rail.Direction.DEBIT;
    }

    /** What a direction column says for a returned credit, in any case. */
    List<String> creditWords();

    /** The row with totals; none is required without. */
    Optional<Total> total();

    /** A new builder of a profile with the name. */
    static Builder builder(String id, Kind kind) {
        return new Builder().id(id).kind(kind);
    }

    /** Refuses a profile without what its kind needs. */
    @Value.Check
    default void check() {
        for (Role role : kind().needed()) {
            if (!columns().containsKey(role)) {
                throw new IllegalArgumentException(
                        "profile '" + id() + "' of " + kind() + " has no column " + role + ", expected one");
            }
        }
        if (currency().isEmpty() && !columns().containsKey(Role.CURRENCY)) {
            throw new IllegalArgumentException(
                    "profile '" + id() + "' has neither a currency nor a column of currencies, expected one of them");
        }
        if (fixedColumns() && signature().isEmpty()) {
            throw new IllegalArgumentException(
                    "profile '" + id() + "' has fixed columns and no signature, expected one to tell the report by");
        }
        if (fixedColumns() || !header()) {
            checkColumns(fixedColumns() ? "[1-9][0-9]{0,4}-[1-9][0-9]{0,4}" : "[1-9][0-9]{0,4}");
        }
    }

    /** Without a header no column is found by its name. */
    private void checkColumns(String form) {
        Stream.concat(columns().values().stream(), total().stream().flatMap(all -> Stream.of(all.count(), all.value())))
                .filter(column -> !column.isEmpty() && !column.matches(form))
                .findFirst()
                .ifPresent(column -> {
                    throw new IllegalArgumentException("profile '" + id() + "' has column '" + column + "', expected "
                            + (fixedColumns() ? "columns such as 5-14" : "a number, as there is no header"));
                });
    }

    /** What the rows of a report are. */
    enum Kind {
        /** Payments that came back: {@link io.counterfoil.bankfiles.record.ReturnItem}. */
        RETURNED_ITEMS,
        /** Disputes of cardholders: {@link io.counterfoil.bankfiles.record.BankRecord.DisputeNotice}. */
        DISPUTES,
        /** Settlements of a processor: {@link io.counterfoil.bankfiles.record.BankRecord.SettlementBatch}. */
        SETTLEMENTS,
        /** Fees: {@link io.counterfoil.bankfiles.record.BankRecord.FeeRecord}. */
        FEES,
        /** Records of a platform or open receivables: {@link io.counterfoil.reconciliation.item.Item}. */
        ITEMS;

        private List<Role> needed() {
            return switch (this) {
                case RETURNED_ITEMS -> List.of(Role.REFERENCE, Role.CODE, Role.AMOUNT);
                case SETTLEMENTS -> List.of(Role.REFERENCE, Role.AMOUNT, Role.GROSS);
                case ITEMS -> List.of(Role.REFERENCE, Role.AMOUNT, Role.DATE);
                case DISPUTES, FEES -> List.of(Role.REFERENCE, Role.AMOUNT);
            };
        }
    }

    /** What a column says. */
    enum Role {
        /** The partner's own id of the row. */
        REFERENCE,
        /** The amount; of a settlement, what is paid out. */
        AMOUNT,
        /** Its currency. */
        CURRENCY,
        /** The day. */
        DATE,
        /** The last day to answer, or the day it falls due. */
        DUE_DATE,
        /** The day of the original. */
        ORIGINAL_DATE,
        /** The rail's or scheme's code. */
        CODE,
        /** Debit or credit. */
        DIRECTION,
        /** What the partner charges for it, or keeps of it. */
        FEE,
        /** Of a settlement, before fees. */
        GROSS,
        /** How many transactions. */
        COUNT,
        /** Trace number of the original. */
        TRACE,
        /** Our reference of the payment. */
        PAYMENT,
        /** End-to-end id of the original. */
        END_TO_END_ID,
        /** Account number of the other side. */
        ACCOUNT,
        /** Name of the other side. */
        NAME,
        /** What it is for. */
        TYPE,
        /** Free text. */
        TEXT
    }

    /**
     * The row with the totals of a report.
     *
     * @param mark expression that its first cell, or its line of fixed columns, begins with
     * @param count where the number of rows stands, as in {@link #columns()}; empty where it is not declared
     * @param value where the sum of amounts stands; empty where it is not declared
     */
    record Total(String mark, String count, String value) {
        public Total {
            if (mark.isBlank() || (count.isEmpty() && value.isEmpty())) {
                throw new IllegalArgumentException("a total marked '" + mark + "' with count '" + count
                        + "' and value '" + value + "', expected a mark and at least one figure");
            }
        }
    }

    /** Builds profiles. Not thread-safe. */
    final class Builder extends ImmutableReportProfile.Builder {
        Builder() {}
    }
}
