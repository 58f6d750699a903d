package io.counterfoil.examples.exceptions;

import static io.counterfoil.reconciliation.plan.MatchKey.AMOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.REFERENCE;

import io.counterfoil.examples.desk.BankFeed;
import io.counterfoil.examples.desk.DeskReport;
import io.counterfoil.examples.desk.Ties;
import io.counterfoil.examples.world.CamtWriter;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.Payment;
import io.counterfoil.reconciliation.breaks.Break;
import io.counterfoil.reconciliation.breaks.BreakClass;
import io.counterfoil.reconciliation.breaks.BreakClassifier;
import io.counterfoil.reconciliation.breaks.BreakLog;
import io.counterfoil.reconciliation.engine.Reconciler;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.item.ItemView;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.Window;
import io.counterfoil.reconciliation.statement.StatementChain;
import io.counterfoil.reconciliation.statement.StatementEntry;
import io.counterfoil.ticketing.ticket.Ticket;
import io.counterfoil.ticketing.ticket.TicketId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The week, worked: a run each morning, cases from its breaks, causes by the evening, and cases closed by the run that finds them no more. */
public final class ExceptionWeek implements DeskReport {

    /** How many cases the analyst can take up in a day. */
    private static final int CAPACITY = 7;

    private static final BreakClassifier CLASSIFIER = BreakClassifier.of(Week.calendar());

    private final Script script;
    private final BankFeed bank = new BankFeed();
    private final NoticeBox notices = new NoticeBox();
    private final Queue queue = new Queue();
    private final CaseBooks books;
    private final Map<String, Case> cases = new LinkedHashMap<>();
    private final List<Day> days = new ArrayList<>();
    private int released;
    private BreakLog log = BreakLog.empty();
    private @Nullable Reconciliation last;
    private int heard;
    private final Ties ties;

    /**
     * A case of the queue.
     *
     * @param found the break as the run saw it last, with its root cause and owner
     * @param ticket behind it
     * @param opened the morning on which it was found
     * @param resolved the morning on which it was found no more; empty where it stands
     * @param whyNot why the run did not match what it is about, in words
     */
    record Case(Break found, TicketId ticket, LocalDate opened, Optional<LocalDate> resolved, List<String> whyNot) {

        Case with(Break seen, Optional<LocalDate> gone) {
            return new Case(seen, ticket, opened, gone, whyNot);
        }

        boolean isOpen() {
            return resolved.isEmpty();
        }

        /** The money in question, in pence. */
        long minor() {
            return found.amount().map(amount -> Math.abs(Amounts.minor(amount))).orElse(0L);
        }

        /** What lies behind it, as far as it is known. */
        String cause() {
            return found.rootCause().orElse("NOT_YET_KNOWN");
        }
    }

    /**
     * A day of the queue.
     *
     * @param on the day
     * @param matched pairs of lines and records that the run matched
     * @param opened cases that were found
     * @param resolved cases that were found no more
     * @param open cases at the end of it
     * @param minor money in the open ones, in pence
     */
    record Day(LocalDate on, long matched, long opened, long resolved, long open, long minor) {}

    private ExceptionWeek(long seed) {
        script = new TroubleGenerator(seed).script();
        books = new CaseBooks(script.collections());
        Week.DAYS.stream().forEach(this::day);
        ties = ExceptionTies.of(this);
    }

    /** The week of the seed. */
    public static ExceptionWeek of(long seed) {
        return new ExceptionWeek(seed);
    }

    private void day(LocalDate today) {
        Instant morning = Week.at(today, 9, 0);
        takeIn(today, morning);
        Reconciliation run = match(today);
        last = run;
        BreakLog.Change change = log.after(breaks(run, today), morning);
        log = change.log();
        change.cleared().forEach(entry -> close(entry, today, morning));
        List<Case> fresh = new ArrayList<>();
        for (BreakLog.Entry entry : log.breaks()) {
            if (!cases.containsKey(name(entry.found()))) {
                fresh.add(open(entry.found(), today, morning));
            }
        }
        work(today, fresh);
        long opened = fresh.size();
        days.add(new Day(
                today,
                run.matches().count(),
                opened,
                change.cleared().size(),
                openCases().size(),
                openCases().stream().mapToLong(Case::minor).sum()));
    }

    /** The statement of the day before, where the bank sent it; what Stripe told; returned debits; what the analyst had somebody correct. */
    private void takeIn(LocalDate today, Instant morning) {
        CamtWriter writer = new CamtWriter("GBP", script.bankLines());
        LocalDate yesterday = Week.calendar().plus(today, -1);
        List<LocalDate> arrived = today.equals(Week.FRIDAY)
                ? List.of(Week.MISSING, yesterday)
                : yesterday.equals(Week.MISSING) ? List.of() : List.of(yesterday);
        arrived.forEach(day -> bank.take(writer.day(day), "gbp-" + day + ".xml"));
        for (Trouble trouble : script.troubles()) {
            if (trouble.kind().shows() == BreakClass.REJECTED_INPUT && today.equals(trouble.resolved())) {
                notices.read(trouble.id());
            }
        }
        while (heard < script.notices().size()
                && !script.notices().get(heard).at().isAfter(morning)) {
            notices.receive(script.notices().get(heard++));
        }
        script.returns().stream().filter(note -> note.on().equals(today)).forEach(books::returned);
    }

    private static MatchPlan plan() {
        return MatchPlan.named("bank-vs-books")
                .pass(Pass.oneToOne("reference")
                        .on(REFERENCE, AMOUNT)
                        .within(Window.businessDays(-5, 5).from(Side.LEFT))
                        .confirm())
                .build();
    }

    private Reconciliation match(LocalDate today) {
        ItemBatch.Builder records = ItemBatch.builder("record").source("books");
        for (Script.BookRecord record : records(today)) {
            records.id(record.id())
                    .amount(Week.GBP.ofMinor(record.minor()))
                    .day(record.day())
                    .due(record.due())
                    .reference(record.reference())
                    .add();
        }
        List<String> open =
                records(today).stream().map(Script.BookRecord::reference).toList();
        return Reconciler.builder(plan())
                .calendar(Week.calendar())
                .build()
                .match(
                        BankFeed.items(bank.entries(), open, Map.of()),
                        records.build(),
                        AsOf.at(Week.at(today, 9, 0), Week.ZONE));
    }

    /** The books as they are on a morning: records, and payments that came back. */
    List<Script.BookRecord> records(LocalDate today) {
        Stream<Script.BookRecord> returned = books.back().stream().map(ExceptionWeek::record);
        return Stream.concat(script.records().stream().filter(record -> record.isThere(today)), returned)
                .toList();
    }

    private static Script.BookRecord record(Payment back) {
        LocalDate day = back.order().requestedOn();
        return new Script.BookRecord(
                "RET-" + back.id(), back.id().value(), day, Week.FRIDAY, -Amounts.minor(back.amount()), day, null);
    }

    // tag::breaks[]
    /** Everything that does not fit: breaks of the run, gaps between statements, notices that cannot be read. */
    private List<Break> breaks(Reconciliation run, LocalDate today) {
        List<Break> breaks =
                new ArrayList<>(run.breaks().map(found -> known(found, today)).toList());
        bank.chain().findings().stream()
                .filter(finding -> finding.kind() == StatementChain.Kind.GAP)
                .map(finding -> gap(finding, today))
                .forEach(breaks::add);
        breaks.addAll(notices.breaks(today));
        return breaks;
    }
    // end::breaks[]

    /** What the desk knows beyond the run: the line that was booked twice, and whether a debit is a collection that came back. */
    private Break known(Break found, LocalDate today) {
        return switch (found.breakClass()) {
            case DUPLICATE -> twice(found);
            case UNAUTHORISED_DEBIT ->
                found.items().stream()
                        .findFirst()
                        .flatMap(this::line)
                        .map(line -> returned(found, line, today))
                        .orElse(found);
            default -> found;
        };
    }

    private Break twice(Break found) {
        String subject = found.subject().id();
        return line(ItemId.of(subject.substring(subject.lastIndexOf(' ') + 1)))
                .map(line -> Break.builder()
                        .from(found)
                        .addItem(ItemId.of(BankFeed.idOf(line)))
                        .amount(line.amount())
                        .build())
                .map(Break.class::cast)
                .orElse(found);
    }

    private Break returned(Break found, StatementEntry line, LocalDate today) {
        String text = line.text();
        BreakClassifier.Facts facts = BreakClassifier.Facts.builder()
                .where(BreakClassifier.Facts.Where.BANK)
                .amount(line.amount())
                .day(line.bookedOn())
                .text(text)
                .originalInBook(Stream.of(text.split(" ", -1)).anyMatch(books::isCollected))
                .build();
        BreakClass known = CLASSIFIER.classOf(facts, today);
        return known == found.breakClass()
                ? found
                : Break.builder()
                        .from(found)
                        .breakClass(known)
                        .owner(known.owner())
                        .severity(known.severity())
                        .evidence(Evidence.of(
                                known, "'" + text + "' names a collection that counts as paid and has come back"))
                        .build();
    }

    private Optional<StatementEntry> line(ItemId id) {
        return bank.entries().stream()
                .filter(entry -> BankFeed.idOf(entry).equals(id.value()))
                .findFirst();
    }

    private static Break gap(StatementChain.Finding finding, LocalDate today) {
        return Break.builder()
                .breakClass(BreakClass.STATEMENT_GAP)
                .subject(SubjectRef.of("statement", finding.statement().number()))
                .addItem(ItemId.of("statement"))
                .amount(finding.amount())
                .day(today)
                .age(Break.Age.NONE)
                .evidence(Evidence.of(BreakClass.STATEMENT_GAP, finding.sentence()))
                .build();
    }

    private static String name(Break found) {
        return found.breakClass() + "/" + found.subject();
    }

    private Case open(Break found, LocalDate today, Instant now) {
        Case made = new Case(found, queue.open(found.toAlert(now), now), today, Optional.empty(), whyNot(found));
        cases.put(name(found), made);
        if (waitsInSuspense(found)) {
            books.suspend(item(found), found.amount().orElseThrow(), found.owner(), now);
        }
        return made;
    }

    private void close(BreakLog.Entry gone, LocalDate today, Instant now) {
        Case known = cases.get(name(gone.found()));
        if (known != null) {
            cases.put(name(gone.found()), known.with(gone.found(), Optional.of(today)));
            queue.solve(known.ticket(), known.cause(), now);
            if (waitsInSuspense(gone.found())) {
                books.release(item(gone.found()), gone.found().amount().orElseThrow(), now);
                released++;
            }
        }
    }

    /** Money that came and is nobody's, and what the bank booked once more. */
    static boolean waitsInSuspense(Break found) {
        return found.breakClass() == BreakClass.NOT_IN_BOOK || found.breakClass() == BreakClass.DUPLICATE;
    }

    private static String item(Break found) {
        return found.items().iterator().next().value();
    }

    /** By the evening the analyst has answered what could be answered, and knows what lies behind it; Friday's cases wait for Monday. */
    private void work(LocalDate today, List<Case> fresh) {
        queue.escalate(Week.at(today, 9, 30));
        int taken = 0;
        for (Ticket ticket : queue.unanswered()) {
            if (taken == CAPACITY) {
                break;
            }
            queue.reply(ticket, "looking into it", Week.at(today, 9, 40).plusSeconds(900L * taken++));
        }
        queue.escalate(Week.at(today, 16, 30));
        if (!today.equals(Week.FRIDAY)) {
            for (Case made : fresh) {
                cause(made.found()).ifPresent(trouble -> {
                    log = log.because(
                            made.found().breakClass(),
                            made.found().subject(),
                            trouble.kind().cause());
                    Break known = log.find(
                                    made.found().breakClass(), made.found().subject())
                            .orElseThrow()
                            .found();
                    cases.put(name(known), made.with(known, made.resolved()));
                });
            }
        }
    }

    /** What the analyst finds out by asking around. */
    private Optional<Trouble> cause(Break found) {
        return found.items().stream()
                .map(ItemId::value)
                .map(script::trouble)
                .flatMap(Optional::stream)
                .findFirst();
    }

    List<Case> cases() {
        return List.copyOf(cases.values());
    }

    List<Case> openCases() {
        return cases.values().stream().filter(Case::isOpen).toList();
    }

    List<Day> days() {
        return List.copyOf(days);
    }

    Script script() {
        return script;
    }

    BankFeed bank() {
        return bank;
    }

    NoticeBox notices() {
        return notices;
    }

    Queue queue() {
        return queue;
    }

    CaseBooks books() {
        return books;
    }

    /** How often the owner of money in suspense was found. */
    int released() {
        return released;
    }

    Reconciliation run() {
        return java.util.Objects.requireNonNull(last, "no run yet");
    }

    static AsOf end() {
        return AsOf.at(Week.at(Week.FRIDAY, 17, 0), Week.ZONE);
    }

    // tag::why[]
    /** Why a line has no record, a record no line, or why two that name each other are no match: in words. */
    private List<String> whyNot(Break found) {
        Reconciliation run = run();
        List<ItemView> left = about(run, Side.LEFT, found);
        List<ItemView> right = about(run, Side.RIGHT, found);
        Stream<Obstacle> obstacles = !left.isEmpty() && !right.isEmpty()
                ? run.whyNot(left.get(0), right.get(0)).stream()
                : Stream.concat(
                        left.stream().flatMap(line -> run.whyNot(Side.LEFT, line.id()).stream()),
                        right.stream().flatMap(record -> run.whyNot(Side.RIGHT, record.id()).stream()));
        return obstacles.map(Obstacle::sentence).toList();
    }
    // end::why[]

    private static List<ItemView> about(Reconciliation run, Side side, Break found) {
        return run.open(side).filter(item -> found.items().contains(item.id())).toList();
    }

    @Override
    public Ties tying() {
        return ties;
    }

    @Override
    public Document document() {
        return ExceptionPages.of(this);
    }
}
