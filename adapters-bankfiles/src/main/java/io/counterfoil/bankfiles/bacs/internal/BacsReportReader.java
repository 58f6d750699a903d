package io.counterfoil.bankfiles.bacs.internal;

import io.counterfoil.bankfiles.bacs.BacsReportProfile;
import io.counterfoil.bankfiles.bacs.BacsReportProfile.Field;
import io.counterfoil.bankfiles.bacs.BacsReportProfile.Kind;
import io.counterfoil.bankfiles.bacs.BacsReportProfile.Shape;
import io.counterfoil.bankfiles.bacs.BacsReportProfile.Sum;
import io.counterfoil.bankfiles.fixedwidth.Totals;
import io.counterfoil.bankfiles.fixedwidth.Totals.Figure;
import io.counterfoil.bankfiles.record.BankRecord.AccountChange;
import io.counterfoil.bankfiles.record.BankRecord.FileSummary;
import io.counterfoil.bankfiles.record.ReturnItem;
import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.ImportLimits;
import io.counterfoil.bankfiles.source.internal.Money;
import io.counterfoil.bankfiles.source.internal.RecordSink;
import io.counterfoil.bankfiles.source.internal.Texts;
import io.counterfoil.bankfiles.source.internal.Utf8Bytes;
import io.counterfoil.bankfiles.xml.Node;
import io.counterfoil.bankfiles.xml.XmlCursor;
import io.counterfoil.bankfiles.xml.XmlException;
import io.counterfoil.bankfiles.xml.XmlRecordReader;
import io.counterfoil.payments.account.AccountNumber;
import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Rejection;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.ImportReceipt.ControlTotal.Level;
import io.counterfoil.payments.rail.Rail;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads ARUDD, ADDACS, AUDDIS, DDICA, ARUCS and AWACS by a profile, a record at a time, and proves their totals. Not thread-safe. */
public final class BacsReportReader extends XmlRecordReader {

    private final BacsReportProfile profile;
    private final Totals totals;
    private final Money money = new Money();
    private final Map<String, Counted> scopes = new HashMap<>();
    private String report = "";
    private String user = "";
    private @Nullable LocalDate madeOn;
    private long line;
    private long records;
    private long rejections;

    /** A reader of the text. */
    public BacsReportReader(
            String source, Utf8Bytes text, ImportLimits limits, RecordSink sink, BacsReportProfile profile) {
        super(source, text, limits, sink);
        this.profile = profile;
        this.totals = new Totals(source, sink);
    }

    /** Records since the start of a scope, and what it declares. */
    private static final class Counted {
        private long count;
        private long minor;
        private int digits = 2;
        private @Nullable Node declared;
        private @Nullable Sum sum;
    }

    @Override
    protected void element(XmlCursor at) throws XmlException {
        if (!at.isStart()) {
            Counted scope = scopes.remove(at.name());
            if (scope != null) {
                prove(
                        scope,
                        Diagnostic.Location.of(source(), at.line(), at.column()).field(at.name()));
            }
            return;
        }
        head(at);
        Optional<Sum> sum = sum(at.name());
        if (sum.isPresent()) {
            Counted scope = scopes.computeIfAbsent(sum.get().scope(), name -> new Counted());
            scope.declared = at.node();
            scope.sum = sum.get();
            return;
        }
        List<Shape> shapes = profile.shapes().stream()
                .filter(shape -> shape.element().equals(at.name()))
                .toList();
        if (shapes.isEmpty()) {
            if (at.name().equals("ServiceUserNumber") || at.name().equals("DateOfDebit")) {
                text(at.node());
            }
            return;
        }
        Node node = at.node();
        shapes.stream()
                .filter(shape -> shape.typePath().isEmpty()
                        || value(node, List.of(shape.typePath())).matches(shape.types()))
                .findFirst()
                .ifPresentOrElse(
                        shape -> record(shape, node),
                        () -> sink().keptApart(Diagnostic.warning(
                                ImportCode.RECORD_AS_TEXT,
                                "a record " + node.name() + " is of a type that the profile does not name",
                                at(node))));
    }

    private Optional<Sum> sum(String element) {
        return profile.shapes().stream()
                .flatMap(shape -> shape.sums().stream())
                .filter(sum -> sum.element().equals(element))
                .findFirst();
    }

    private void head(XmlCursor at) {
        if (line == 0) {
            line = Math.max(1, at.line());
        }
        Map<String, String> attributes = at.attributes();
        for (String name : List.of("currentProcessingDate", "report-generation-date")) {
            day(attributes.getOrDefault(name, "")).ifPresent(day -> madeOn = day);
        }
        for (String name : List.of("userNumber", "user-number")) {
            user = user.isEmpty() ? attributes.getOrDefault(name, "") : user;
        }
    }

    private void text(Node node) {
        if (node.name().equals("ServiceUserNumber")) {
            user = node.text();
        } else {
            day(node.text()).ifPresent(day -> madeOn = day);
        }
    }

    private void record(Shape shape, Node node) {
        report = report.isEmpty() ? shape.report() : report;
        records++;
        if (shape.kind() == Kind.INFORMATION) {
            sink().keptApart(Diagnostic.note(
                    ImportCode.INFORMATION_ENTRY,
                    "a record " + node.name() + " of " + shape.report() + " informs and is kept apart",
                    at(node)));
        } else if (shape.kind() == Kind.CHANGE) {
            change(shape, node);
        } else {
            returned(shape, node);
        }
    }

    private void change(Shape shape, Node node) {
        String code = value(node, shape, Field.CODE);
        if (code.isEmpty()) {
            reject(node, ImportCode.FIELD_MISSING, "a record of " + shape.report() + " has no reason code");
            return;
        }
        String sort = value(node, shape, Field.SORT_CODE);
        AccountChange.Builder change = AccountChange.builder()
                .line(node.line())
                .rail(Rail.BACS)
                .report(shape.report())
                .code(code)
                .reference(Texts.clean(value(node, shape, Field.REFERENCE)))
                .effectiveOn(day(value(node, shape, Field.EFFECTIVE_DATE)))
                .account(account(sort, value(node, shape, Field.ACCOUNT)))
                .name(Texts.clean(value(node, shape, Field.NAME)));
        String newSort = value(node, shape, Field.NEW_SORT_CODE);
        String newNumber = value(node, shape, Field.NEW_ACCOUNT);
        if (!newSort.isEmpty()) {
            change.newRouting(newSort);
        }
        if (!newNumber.isEmpty()) {
            change.newAccount(AccountNumber.uk(newSort.isEmpty() ? sort : newSort, newNumber));
        }
        AccountChange built = change.build();
        sink().item(AccountChange.class, null, 0, () -> built);
    }

    private void returned(Shape shape, Node node) {
        String raw = value(node, shape, Field.CODE);
        String currency = value(node, shape, Field.CURRENCY);
        Optional<Amounts> in = money.in(currency.isEmpty() ? "GBP" : currency);
        List<Node> collections = new ArrayList<>();
        node.all("DDCollections").forEach(all -> collections.addAll(all.children()));
        if (raw.isEmpty()) {
            reject(node, ImportCode.FIELD_MISSING, "a record of " + shape.report() + " has no return code");
            return;
        }
        if (in.isEmpty()) {
            reject(
                    node,
                    ImportCode.BAD_CURRENCY,
                    "currency " + Texts.shown(currency) + " is not known, expected an ISO 4217 code");
            return;
        }
        Money.Read whole = amount(value(node, shape, Field.AMOUNT), in.get());
        if (whole.failure().isPresent()) {
            reject(
                    node,
                    whole.failure().get(),
                    "amount " + Texts.shown(value(node, shape, Field.AMOUNT)) + " cannot be read");
            return;
        }
        for (Sum sum : shape.sums()) {
            Counted scope = scopes.computeIfAbsent(sum.scope(), name -> new Counted());
            scope.count++;
            scope.minor += whole.minor();
            scope.digits = in.get().fractionDigits();
        }
        if (!parts(shape, node, collections, raw, in.get(), whole.minor())) {
            item(shape, node, raw, in.get(), whole.minor(), day(value(node, shape, Field.ORIGINAL_DATE)), "");
        }
    }

    /** A claim of several collections is as many items, where they add up to it; false where it is one item. */
    private boolean parts(Shape shape, Node node, List<Node> collections, String raw, Amounts in, long whole) {
        Map<Node, Long> parts = new LinkedHashMap<>();
        long sum = 0;
        for (Node collection : collections) {
            Money.Read part = amount(collection.textAt("Amount"), in);
            if (part.failure().isPresent()) {
                return false;
            }
            parts.put(collection, part.minor());
            sum += part.minor();
        }
        if (parts.isEmpty()) {
            return false;
        }
        if (sum != whole) {
            totals.broken(Diagnostic.error(
                    ImportCode.TOTAL_VALUE,
                    "the collections of a claim sum to " + plain(sum, in.fractionDigits()) + ", expected "
                            + plain(whole, in.fractionDigits()) + " as the claim says",
                    at(node)));
            return false;
        }
        int number = 0;
        for (Map.Entry<Node, Long> part : parts.entrySet()) {
            number++;
            item(
                    shape,
                    node,
                    raw,
                    in,
                    part.getValue(),
                    day(part.getKey().textAt("DateOfDirectDebit")),
                    parts.size() == 1 ? "" : ":" + number);
        }
        return true;
    }

    private void item(
            Shape shape, Node node, String raw, Amounts in, long minor, Optional<LocalDate> original, String part) {
        if (!money.counts(in, minor)) {
            reject(node, ImportCode.BAD_AMOUNT, "the amounts of the file leave 64 bits");
            return;
        }
        boolean debit = shape.kind() == Kind.RETURNED_DEBIT;
        String id = "R" + records + part;
        Optional<LocalDate> made = Optional.ofNullable(madeOn);
        sink().item(
                        ReturnItem.class,
                        in.currency(),
                        debit ? -minor : minor,
                        () -> ReturnItem.builder()
                                .line(node.line())
                                .id(id)
                                .source(source())
                                .rail(Rail.BACS)
                                .report(shape.report())
                                .code(shape.report().startsWith("ARU") ? raw.substring(0, 1) : raw)
                                .rawCode(raw)
                                .direction(debit ? Rail.Direction.DEBIT : Rail.Direction.CREDIT)
                                .amount(in.ofMinor(minor))
                                .returnedOn(made)
                                .originalOn(original)
                                .reference(Texts.clean(value(node, shape, Field.REFERENCE)))
                                .account(
                                        account(value(node, shape, Field.SORT_CODE), value(node, shape, Field.ACCOUNT)))
                                .name(Texts.clean(value(node, shape, Field.NAME)))
                                .transactionCode(value(node, shape, Field.TRANSACTION_CODE))
                                .information(Texts.clean(value(node, shape, Field.DESCRIPTION)))
                                .build());
    }

    /** Reports group thousands with commas. */
    private Money.Read amount(String text, Amounts in) {
        return money.unsigned(text.matches("[0-9]{1,3}(,[0-9]{3})+(\\.[0-9]*)?") ? text.replace(",", "") : text, in);
    }

    private static Optional<BankAccountRef> account(String sort, String number) {
        return number.isEmpty()
                ? Optional.empty()
                : Optional.of(AccountNumber.uk(sort, number).ref());
    }

    private void prove(Counted scope, Diagnostic.Location at) {
        Node declared = scope.declared;
        Sum sum = scope.sum;
        if (declared == null || sum == null) {
            totals.broken(
                    Diagnostic.error(ImportCode.TRAILER_MISSING, "the totals of " + at.field() + " are missing", at));
            return;
        }
        if (!sum.count().isEmpty()) {
            totals.compare(
                    new Figure(Level.ACCOUNT, "count", ImportCode.TOTAL_COUNT, 0),
                    canonical(value(declared, List.of(sum.count())), 0),
                    Long.toString(scope.count),
                    at(declared),
                    "");
        }
        if (!sum.value().isEmpty()) {
            totals.compare(
                    new Figure(Level.ACCOUNT, "value", ImportCode.TOTAL_VALUE, scope.digits),
                    canonical(value(declared, List.of(sum.value())), scope.digits),
                    plain(scope.minor, scope.digits),
                    at(declared),
                    "");
        }
    }

    private static String canonical(String text, int digits) {
        String number = text.replace(",", "");
        if (!number.matches("[0-9]{1,18}(\\.[0-9]{0,9})?")) {
            return text.isEmpty() ? "nothing" : text;
        }
        BigDecimal value = new BigDecimal(number.endsWith(".") ? number + "0" : number);
        return value.stripTrailingZeros().scale() > digits
                ? number
                : value.setScale(digits).toPlainString();
    }

    private static String plain(long minor, int digits) {
        return BigDecimal.valueOf(minor, digits).toPlainString();
    }

    private static String value(Node node, Shape shape, Field field) {
        return value(node, shape.fields().getOrDefault(field, List.of()));
    }

    private static String value(Node node, List<String> paths) {
        for (String path : paths) {
            Node at = node;
            String last = path;
            for (int slash = last.indexOf('/'); slash >= 0; slash = last.indexOf('/')) {
                at = at.at(last.substring(0, slash));
                last = last.substring(slash + 1);
            }
            String found = last.startsWith("@")
                    ? at.attributes().getOrDefault(last.substring(1), "")
                    : last.equals(".") ? at.text() : at.textAt(last);
            if (!found.isBlank()) {
                return found.strip();
            }
        }
        return "";
    }

    private static Optional<LocalDate> day(String text) {
        if (text.length() < 10) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text.substring(0, 10)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private void reject(Node node, ImportCode code, String sentence) {
        rejections++;
        if (rejections <= limits().maxRejections()) {
            sink().rejected(Rejection.of(at(node), node.name(), code, sentence));
        }
        totals.broken(Diagnostic.error(code, sentence, at(node)));
    }

    @Override
    protected void finish(boolean cut) {
        if (cut) {
            totals.rejected();
        }
        sink().summary(new FileSummary(
                line, report.isEmpty() ? "BACS" : report, user, "", "", Map.of("records", records)));
        totals.end();
    }
}
