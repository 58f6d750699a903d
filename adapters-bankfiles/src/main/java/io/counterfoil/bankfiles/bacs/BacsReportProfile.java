package io.counterfoil.bankfiles.bacs;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Names of elements and attributes in the reports of Bacs, as data (BNK-52): a report that looks otherwise is read by another profile.
 *
 * <p>A path is {@code @attribute}, {@code Child/@attribute}, {@code Child} or {@code .}; of several, the first that says anything counts. The shipped names of
 * ARUDD, ADDACS, AUDDIS and DDICA are those that public readers of real files use; ARUCS mirrors ARUDD and AWACS mirrors ADDACS until a real file confirms them.
 * Immutable.
 */
public final class BacsReportProfile {

    private final List<Shape> shapes;

    private BacsReportProfile(List<Shape> shapes) {
        this.shapes = List.copyOf(shapes);
    }

    /** The shipped names. */
    public static BacsReportProfile standard() {
        Map<Field, List<String>> returned = Map.of(
                Field.REFERENCE, List.of("@ref"),
                Field.CODE, List.of("@returnCode"),
                Field.AMOUNT, List.of("@valueOf"),
                Field.CURRENCY, List.of("@currency"),
                Field.TRANSACTION_CODE, List.of("@transCode"),
                Field.ORIGINAL_DATE, List.of("@originalProcessingDate"),
                Field.DESCRIPTION, List.of("@returnDescription"),
                Field.SORT_CODE, List.of("PayerAccount/@sortCode", "PayeeAccount/@sortCode"),
                Field.ACCOUNT, List.of("PayerAccount/@number", "PayeeAccount/@number"),
                Field.NAME, List.of("PayerAccount/@name", "PayeeAccount/@name"));
        Map<Field, List<String>> advice = Map.of(
                Field.REFERENCE, List.of("@reference"),
                Field.CODE, List.of("@reason-code"),
                Field.TRANSACTION_CODE, List.of("@transaction-code"),
                Field.SORT_CODE, List.of("@payer-sort-code"),
                Field.ACCOUNT, List.of("@payer-account-number"),
                Field.NAME, List.of("@payer-name"),
                Field.NEW_SORT_CODE, List.of("@payer-new-sort-code"),
                Field.NEW_ACCOUNT, List.of("@payer-new-account-number"),
                Field.EFFECTIVE_DATE, List.of("@effective-date"));
        Map<Field, List<String>> claim = Map.of(
                Field.REFERENCE, List.of("SUReference"),
                Field.CODE, List.of("ReasonCode"),
                Field.DESCRIPTION, List.of("ReasonCodeMeaning"),
                Field.AMOUNT, List.of("TotalAmount"),
                Field.SORT_CODE, List.of("PayerSortCode"),
                Field.ACCOUNT, List.of("PayerAccount"),
                Field.NAME, List.of("PayerName"));
        Sum accounts = new Sum("OriginatingAccountRecord", "Totals", "@numberOf", "@valueOf");
        return new BacsReportProfile(List.of(
                new Shape("ARUDD", Kind.RETURNED_DEBIT, "ReturnedDebitItem", "", "", returned, List.of(accounts)),
                new Shape("ARUCS", Kind.RETURNED_CREDIT, "ReturnedCreditItem", "", "", returned, List.of(accounts)),
                new Shape("ADDACS", Kind.CHANGE, "MessagingAdvice", "@record-type", "A", advice, List.of()),
                new Shape("AUDDIS", Kind.CHANGE, "MessagingAdvice", "@record-type", "N|D", advice, List.of()),
                new Shape("AWACS", Kind.CHANGE, "MessagingAdvice", "@record-type", "W", advice, List.of()),
                new Shape("AUDDIS", Kind.INFORMATION, "MessagingAdvice", "@record-type", ".*", advice, List.of()),
                new Shape(
                        "DDICA",
                        Kind.RETURNED_DEBIT,
                        "DDICAdvice",
                        "",
                        "",
                        claim,
                        List.of(new Sum("NewAdvices", "TotalValueOfDebits", "", "."))),
                new Shape("DDICA", Kind.INFORMATION, "DDICCancellation", "", "", claim, List.of())));
    }

    /** This profile with a shape that is tried before all others. */
    public BacsReportProfile with(Shape shape) {
        List<Shape> more = new ArrayList<>();
        more.add(shape);
        more.addAll(shapes);
        return new BacsReportProfile(more);
    }

    /** The shapes, in the order in which they are tried. */
    public List<Shape> shapes() {
        return shapes;
    }

    /** What the records of a shape are. */
    public enum Kind {
        /** A debit that was not paid, or was paid back under the guarantee. */
        RETURNED_DEBIT,
        /** A credit that could not be applied. */
        RETURNED_CREDIT,
        /** A change or the end of a mandate or an account. */
        CHANGE,
        /** Kept apart. */
        INFORMATION
    }

    /** What a path leads to. */
    public enum Field {
        REFERENCE,
        CODE,
        AMOUNT,
        CURRENCY,
        TRANSACTION_CODE,
        ORIGINAL_DATE,
        DESCRIPTION,
        SORT_CODE,
        ACCOUNT,
        NAME,
        NEW_SORT_CODE,
        NEW_ACCOUNT,
        EFFECTIVE_DATE
    }

    /**
     * One kind of record of one report.
     *
     * @param report such as {@code ADDACS}, under which its codes are known
     * @param kind what its records are
     * @param element that a record is
     * @param typePath where a record says its type; empty where the element is enough
     * @param types expression that the type matches
     * @param fields where the fields stand
     * @param sums totals of the records
     */
    public record Shape(
            String report,
            Kind kind,
            String element,
            String typePath,
            String types,
            Map<Field, List<String>> fields,
            List<Sum> sums) {

        public Shape {
            Objects.requireNonNull(kind, "kind");
            if (report.isBlank() || element.isBlank()) {
                throw new IllegalArgumentException("a shape of report '" + report + "' has element '" + element
                        + "', expected neither to be blank");
            }
            Map<Field, List<String>> copy = new EnumMap<>(Field.class);
            fields.forEach((field, paths) -> copy.put(field, List.copyOf(paths)));
            fields = java.util.Collections.unmodifiableMap(copy);
            sums = List.copyOf(sums);
        }
    }

    /**
     * Totals that a report declares.
     *
     * @param scope the element whose records they sum
     * @param element that holds them, inside the scope
     * @param count path of the number of records; empty where none is declared
     * @param value path of their value; empty where none is declared
     */
    public record Sum(String scope, String element, String count, String value) {}
}
