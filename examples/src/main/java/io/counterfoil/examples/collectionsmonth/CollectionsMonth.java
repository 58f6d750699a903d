package io.counterfoil.examples.collectionsmonth;

import io.counterfoil.collections.aging.AgeBasis;
import io.counterfoil.collections.aging.Aging;
import io.counterfoil.collections.aging.AgingReport;
import io.counterfoil.collections.contact.Contact;
import io.counterfoil.collections.contact.ContactLog;
import io.counterfoil.collections.forecast.CashForecast;
import io.counterfoil.collections.metrics.Dso;
import io.counterfoil.collections.metrics.Goal;
import io.counterfoil.collections.metrics.Metric;
import io.counterfoil.collections.profile.Channel;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.collections.receivable.RollForward;
import io.counterfoil.collections.strategy.CollectionFacts;
import io.counterfoil.collections.strategy.ContactDecision;
import io.counterfoil.collections.strategy.ContactExplanation;
import io.counterfoil.collections.strategy.ContactPlanner;
import io.counterfoil.collections.strategy.Notice;
import io.counterfoil.collections.strategy.Strategy;
import io.counterfoil.collections.strategy.StrategyStep;
import io.counterfoil.collections.strategy.StrategyStep.Anchor;
import io.counterfoil.collections.strategy.StrategyStep.Offset;
import io.counterfoil.collections.worklist.Capacity;
import io.counterfoil.collections.worklist.ScoreCard;
import io.counterfoil.collections.worklist.Worklist;
import io.counterfoil.examples.desk.DeskReport;
import io.counterfoil.examples.desk.Ties;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.document.Document;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import javax.money.MonetaryAmount;

/** The month, worked: each business day's decisions are sent and logged, the next day begins with that log. */
public final class CollectionsMonth implements DeskReport {

    static final int SALES_DAYS = 90;
    private static final YearMonth MARCH = YearMonth.of(2027, 3);

    private final Book book;
    private final Receivables receivables;
    private final ContactPlanner planner;
    private final Worklist worklist;
    private final List<Contact> log = new ArrayList<>();
    private final List<QueueDay> days = new ArrayList<>();
    private final Ties ties;

    private CollectionsMonth(Book book) {
        this.book = book;
        receivables = Receivables.replay(book.events().stream()).orThrow();
        planner = ContactPlanner.builder()
                .strategies(chase())
                .calendar(Book.calendar())
                .zone(Book.ZONE)
                .build();
        worklist = Worklist.of(ScoreCard.standard(Book.GBP.of("1000.00")), Capacity.perOwner(8));
        Book.MONTH.stream().filter(Book.calendar()::isBusinessDay).forEach(this::work);
        ties = MonthTies.of(this);
    }

    /** The month of the seed. */
    public static CollectionsMonth of(long seed) {
        return new CollectionsMonth(new BookGenerator(seed).book());
    }

    /** Friendly first, a call after two weeks, a letter after a month, the debt manager after six weeks. */
    private static Strategy chase() {
        return Strategy.builder()
                .id("chase")
                .minGapDays(4)
                .addThresholds(Book.GBP.of("25.00"))
                .addSteps(
                        step("reminder", 3, Channel.EMAIL)
                                .tone(StrategyStep.Tone.FRIENDLY)
                                .build(),
                        step("second reminder", 10, Channel.EMAIL).build(),
                        step("call", 17, Channel.CALL).build(),
                        step("letter", 31, Channel.LETTER)
                                .tone(StrategyStep.Tone.FIRM)
                                .addAttachments(StrategyStep.Attachment.STATEMENT_OF_ACCOUNT)
                                .build(),
                        step("escalate", 45, Channel.EMAIL)
                                .audience(Contact.Audience.DEBT_MANAGER)
                                .addEffects(StrategyStep.SideEffect.SUSPEND)
                                .build(),
                        step("broken promise", 0, Channel.CALL)
                                .anchor(Anchor.PROMISE_BROKEN)
                                .offset(Offset.days(0))
                                .build(),
                        step("card declined", 0, Channel.EMAIL)
                                .anchor(Anchor.PAYMENT_FAILED)
                                .offset(Offset.days(1))
                                .build())
                .build();
    }

    /** A letter is always possible: whoever has no e-mail gets one. */
    private static StrategyStep.Builder step(String id, int daysAfterDue, Channel channel) {
        StrategyStep.Builder step = StrategyStep.builder().id(id).daysAfterDue(daysAfterDue);
        return channel == Channel.LETTER ? step.addChannels(channel) : step.addChannels(channel, Channel.LETTER);
    }

    private void work(LocalDate on) {
        AsOf morning = new AsOf(on, Book.at(on, 9));
        List<ContactDecision> decisions = planner.propose(facts(), morning);
        Worklist.Listing list = worklist.propose(facts(), decisions, morning);
        for (ContactDecision decision : decisions) {
            if (decision.kind() == ContactDecision.Kind.ACT) {
                log.add(sent(decision, on));
            }
        }
        AsOf evening = endOf(on);
        days.add(new QueueDay(
                on,
                decisions,
                list,
                receivables.open(evening).in(Book.GBP.currency()),
                age(evening).total().overdue().in(Book.GBP.currency()),
                receivables
                        .rollForward(DateRange.day(on), evening)
                        .total()
                        .of(RollForward.Cause.RECEIVED)
                        .in(Book.GBP.currency())
                        .negate(),
                dso(evening).value().orElseThrow()));
    }

    private static Contact sent(ContactDecision decision, LocalDate on) {
        Notice notice = decision.notice();
        return Contact.builder()
                .id("sent " + decision.key())
                .party(notice.party())
                .key(decision.key())
                .channel(notice.channel())
                .audience(notice.audience())
                .debts(notice.lines().stream().map(Notice.Line::item).toList())
                .at(Book.at(on, 10))
                .on(on)
                .by("queue")
                .build();
    }

    static AsOf endOf(LocalDate day) {
        return new AsOf(day, Book.at(day.plusDays(1), 0).minusNanos(1));
    }

    CollectionFacts facts() {
        return CollectionFacts.builder(receivables)
                .contacts(ContactLog.of(log).orThrow())
                .profiles(book.profiles())
                .promises(book.promises())
                .plans(book.plans())
                .disputes(book.disputes())
                .holds(book.holds())
                .attempts(book.attempts())
                .build();
    }

    Metric<BigDecimal> dso(AsOf asOf) {
        DateRange sales = DateRange.of(asOf.effective().minusDays(SALES_DAYS - 1L), asOf.effective());
        return Dso.simple().assess(receivables, Book.GBP.currency(), List.of(sales), asOf);
    }

    static AgingReport age(Receivables receivables, AsOf asOf) {
        return Aging.by(AgeBasis.DUE_DATE).buckets(30, 60, 90, 120).build().assess(receivables, asOf);
    }

    AgingReport age(AsOf asOf) {
        return age(receivables, asOf);
    }

    /** What happened. */
    public Book book() {
        return book;
    }

    /** Each business day. */
    public List<QueueDay> days() {
        return List.copyOf(days);
    }

    /** What was sent. */
    public List<Contact> contacts() {
        return List.copyOf(log);
    }

    Receivables receivables() {
        return receivables;
    }

    /** How the month's open amount came about. */
    RollForward.Movements movements() {
        return receivables.rollForward(Book.MONTH, endOf(Book.LAST)).total();
    }

    /** The goals of the month as they stood at the end of a day. */
    public List<Goal.Progress> progress(LocalDate day) {
        AsOf asOf = endOf(day);
        AgingReport aging = age(asOf);
        MonetaryAmount open = receivables.open(asOf).in(Book.GBP.currency());
        MonetaryAmount overdue = aging.total().overdue().in(Book.GBP.currency());
        MonetaryAmount over30 =
                aging.total().overdue().minus(aging.total().bucket("1-30")).in(Book.GBP.currency());
        DateRange soFar = DateRange.of(Book.FIRST, day);
        MonetaryAmount received = receivables
                .rollForward(soFar, asOf)
                .total()
                .of(RollForward.Cause.RECEIVED)
                .in(Book.GBP.currency())
                .negate();
        RollForward.Movements sales = receivables
                .rollForward(DateRange.of(day.minusDays(SALES_DAYS - 1L), day), asOf)
                .total();
        MonetaryAmount sold = sales.of(RollForward.Cause.ISSUED)
                .plus(sales.of(RollForward.Cause.CREDITED))
                .in(Book.GBP.currency());
        long contacts =
                log.stream().filter(contact -> soFar.contains(contact.on())).count();
        Goal.Scope all = new Goal.Scope(Goal.Level.PORTFOLIO, "all");
        return List.of(
                Goal.overdueShare(new BigDecimal("30"), all, MARCH).assess(Goal.Figure.of(open, overdue)),
                Goal.overDaysShare(30, new BigDecimal("10"), all, MARCH).assess(Goal.Figure.of(open, over30)),
                Goal.dso(new BigDecimal("45"), all, MARCH).assess(new Goal.Figure(open, sold, SALES_DAYS, 0)),
                Goal.cash(new BigDecimal("40000"), all, MARCH).assess(Goal.Figure.of(open, received)),
                Goal.contacts(60, all, MARCH).assess(new Goal.Figure(open, open, 1, contacts)));
    }

    /** What the four weeks after the month should bring. */
    public CashForecast.Outlook forecast() {
        return CashForecast.ofWeeks(4).in(Book.ZONE).assess(facts(), Book.GBP.currency(), endOf(Book.LAST));
    }

    /** Why an invoice's customer was contacted, why not, what comes next and when, in the morning of a day. */
    ContactExplanation explain(int customer, LocalDate day) {
        return planner.explain(facts(), BookGenerator.item(customer, 2), new AsOf(day, Book.at(day, 9)));
    }

    @Override
    public Ties tying() {
        return ties;
    }

    @Override
    public Document document() {
        return MonthPages.of(this);
    }
}
