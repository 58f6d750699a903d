package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.HolidayCalendar;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Rejection;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.breaks.Break;
import io.counterfoil.reconciliation.breaks.BreakClass;
import io.counterfoil.reconciliation.breaks.BreakClassifier;
import io.counterfoil.reconciliation.item.Item;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.item.ItemView;
import io.counterfoil.reconciliation.item.Side;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The breaks of a run: rejected records, ambiguous and truncated items, pairs that name each other and do not match, and what is open alone. */
final class Breakdown {

    private final Run run;
    private final Result result;
    private final LocalDate asOf;
    private final BreakClassifier classifier;
    private final List<Break> breaks = new ArrayList<>();
    private final Set<String> bookedParties = new HashSet<>();
    private final Map<SubjectRef, ItemId> named = new HashMap<>();
    private final Set<ItemId> settledLeft = new HashSet<>();
    private final Set<ItemId> settledRight = new HashSet<>();

    Breakdown(Run run, Result result, AsOf asOf) {
        this.run = run;
        this.result = result;
        this.asOf = asOf.effective();
        BusinessCalendar calendar = run.setting.calendar();
        this.classifier = calendar == null ? BreakClassifier.standard() : BreakClassifier.of(calendar);
    }

    List<Break> breaks() {
        for (Side side : Side.values()) {
            run.side(side).batch.rejections().forEach(r -> rejected(side, r));
        }
        result.ties().forEach(this::ambiguous);
        result.cuts().forEach(this::truncated);
        pairs();
        for (Side side : Side.values()) {
            result.open(side).filter(item -> !settled(side).contains(item.id())).forEach(item -> alone(side, item));
        }
        return breaks;
    }

    private Set<ItemId> settled(Side side) {
        return side == Side.LEFT ? settledLeft : settledRight;
    }

    private void rejected(Side side, Rejection rejection) {
        boolean duplicate = rejection.code().is(Item.Fault.DUPLICATE_RECORD);
        breaks.add(Break.builder()
                .breakClass(duplicate ? BreakClass.DUPLICATE : BreakClass.REJECTED_INPUT)
                .subject(SubjectRef.of("record", side + " " + rejection.location()))
                .side(side)
                .age(Break.Age.NONE)
                .evidence(Evidence.of(rejection.code(), rejection.toString()))
                .build());
    }

    private void ambiguous(Tie tie) {
        SideData deciding = run.side(tie.decider());
        SideData others = run.side(tie.partners());
        List<ItemView> items = views(deciding, tie.item().rows);
        items.forEach(item -> settled(tie.decider()).add(item.id()));
        tie.alternatives()
                .forEach(rows -> views(others, rows.rows)
                        .forEach(item -> settled(tie.partners()).add(item.id())));
        breaks.add(start(BreakClass.AMBIGUOUS, tie.decider(), items)
                .evidence(result.ambiguous(tie).evidence())
                .build());
    }

    private void truncated(Cut cut) {
        for (Side side : Side.values()) {
            List<ItemView> items = views(run.side(side), side == Side.LEFT ? cut.left().rows : cut.right().rows);
            items.forEach(item -> settled(side).add(item.id()));
            if (!items.isEmpty()) {
                breaks.add(start(BreakClass.SEARCH_TRUNCATED, side, items)
                        .evidence(Evidence.of(cut.limit(), "a limit ended the search for " + items.size() + " items"))
                        .build());
            }
        }
    }

    private static List<ItemView> views(SideData side, int[] rows) {
        List<ItemView> views = new ArrayList<>();
        for (int row : rows) {
            views.add(side.batch.view(row));
        }
        return views;
    }

    private Break.Builder start(BreakClass breakClass, Side side, List<ItemView> items) {
        ItemView first = items.get(0);
        BreakClassifier.Facts facts = BreakClassifier.Facts.builder()
                .where(side == Side.LEFT ? BreakClassifier.Facts.Where.BANK : BreakClassifier.Facts.Where.BOOK)
                .amount(first.amount())
                .day(first.day())
                .build();
        Break.Builder builder = Break.builder()
                .breakClass(breakClass)
                .subject(subject(side, items))
                .side(side)
                .day(first.day())
                .age(classifier.age(facts, asOf));
        items.forEach(item -> builder.addItem(item.id()));
        boolean oneCurrency = items.stream()
                .allMatch(i -> i.open().getCurrency().equals(first.open().getCurrency()));
        if (oneCurrency) {
            items.stream().map(ItemView::open).reduce((a, b) -> a.add(b)).ifPresent(builder::amount);
        }
        return builder;
    }

    /** One item as an alert names it; several by a digest of their ids. Of open items with one reference, the first has it as its name. */
    private SubjectRef subject(Side side, List<ItemView> items) {
        String type = side == Side.LEFT ? "bank-line" : "payment";
        if (items.size() == 1) {
            ItemView item = items.get(0);
            SubjectRef subject = Break.subjectOf(side, item);
            return named.computeIfAbsent(subject, s -> item.id()).equals(item.id())
                    ? subject
                    : Break.subjectOf(side, item.id().value());
        }
        List<String> ids = items.stream().map(i -> i.id().value()).sorted().toList();
        return SubjectRef.of(type + "s", Sha256.ofFields(ids).shortHex());
    }

    /** Open items that alone on each side carry one reference, and still did not match. */
    private void pairs() {
        Map<String, List<ItemView>> lefts = byReference(Side.LEFT);
        Map<String, List<ItemView>> rights = byReference(Side.RIGHT);
        lefts.keySet().stream().sorted().forEach(reference -> {
            List<ItemView> mine = lefts.getOrDefault(reference, List.of());
            List<ItemView> theirs = rights.getOrDefault(reference, List.of());
            if (mine.size() == 1 && theirs.size() == 1) {
                pair(reference, mine.get(0), theirs.get(0));
            }
        });
    }

    private Map<String, List<ItemView>> byReference(Side side) {
        Map<String, List<ItemView>> items = new HashMap<>();
        result.open(side)
                .filter(item -> !settled(side).contains(item.id()))
                .forEach(item -> item.references()
                        .forEach(reference -> items.computeIfAbsent(reference, r -> new ArrayList<>())
                                .add(item)));
        return items;
    }

    private void pair(String reference, ItemView left, ItemView right) {
        if (settledLeft.contains(left.id()) || settledRight.contains(right.id())) {
            return;
        }
        BreakClassifier.Facts facts = BreakClassifier.Facts.builder()
                .where(BreakClassifier.Facts.Where.PAIR)
                .amount(left.open())
                .other(right.open())
                .day(left.day())
                .otherDay(right.day())
                .partyContradicts(left.party().isPresent()
                        && right.party().isPresent()
                        && !left.party().equals(right.party()))
                .build();
        boolean sameMoney = left.open().equals(right.open()) && left.day().equals(right.day());
        if (sameMoney && !facts.partyContradicts()) {
            return;
        }
        settledLeft.add(left.id());
        settledRight.add(right.id());
        BreakClass breakClass = classifier.classOf(facts, asOf);
        breaks.add(Break.builder()
                .breakClass(breakClass)
                .subject(SubjectRef.of("pair", left.id() + " " + right.id()))
                .addItem(left.id())
                .addItem(right.id())
                .amount(BreakClassifier.difference(facts)
                        .filter(d -> !d.isZero())
                        .orElse(left.open()))
                .day(left.day())
                .age(classifier.age(facts, asOf))
                .evidence(Evidence.of(
                        breakClass,
                        "reference " + reference + " on both sides: " + shown(left) + " against " + shown(right)))
                .build());
    }

    private static String shown(ItemView item) {
        return Amounts.plain(item.open()) + " " + item.open().getCurrency().getCurrencyCode() + " on " + item.day();
    }

    private void alone(Side side, ItemView item) {
        BreakClassifier.Facts.Builder facts = BreakClassifier.Facts.builder()
                .where(side == Side.LEFT ? BreakClassifier.Facts.Where.BANK : BreakClassifier.Facts.Where.BOOK)
                .amount(item.open())
                .day(item.day())
                .text(item.text().orElse(""))
                .customerKnown(item.party().filter(this::isBooked).isPresent());
        if (side == Side.RIGHT) {
            facts.expectedBy(expected(item.due().orElse(item.day())));
        }
        BreakClassifier.Facts known = facts.build();
        BreakClass breakClass = classifier.classOf(known, asOf);
        if (!breakClass.isBreak()) {
            return;
        }
        String where = side == Side.LEFT ? " at the bank has no record" : " in the book is not at the bank";
        breaks.add(start(breakClass, side, List.of(item))
                .age(classifier.age(known, asOf))
                .evidence(Evidence.lazily(() -> Stream.concat(
                                Evidence.of(breakClass, shown(item) + where).facts().stream(),
                                result.whyNot(side, item.id()).stream()
                                        .map(o -> new Evidence.Fact(o.code(), o.sentence(), Map.of())))
                        .toList()))
                .build());
    }

    /** Whether the book knows the party. */
    private boolean isBooked(String party) {
        if (bookedParties.isEmpty()) {
            for (int code = 0; code < run.right.columns.parties.size(); code++) {
                bookedParties.add(String.valueOf(run.right.columns.parties.text(code)));
            }
        }
        return bookedParties.contains(party);
    }

    private LocalDate expected(LocalDate due) {
        int days = run.setting.settlementDays() + run.setting.graceDays();
        BusinessCalendar calendar = run.setting.calendar();
        if (calendar == null || days == 0) {
            return due.plusDays(days);
        }
        try {
            return calendar.plus(due, days);
        } catch (HolidayCalendar.NotCoveredException e) {
            return due.plusDays(days);
        }
    }
}
