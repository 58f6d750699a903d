package io.counterfoil.payments.exposure;

import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.rail.RailTerms;
import io.counterfoil.payments.returns.ReturnWindow;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How long a settled payment can be taken back (PAY-33, payments specification 4.7): the first rule that covers the payment's terms. Immutable, thread-safe.
 *
 * <p>{@link #standard()}, counted from settlement s, to be confirmed by the host for its rails: ACH consumer debit the first banking day after s + 60 days,
 * other ACH s + 2 banking days; EFT personal debit s + 90 days, business s + 10 banking days, cash management and credits s + 1 banking day; Bacs debit
 * without end, Bacs credit s; SEPA Core debit s + 13 months, B2B debit and credit transfer s + 3 banking days; wire s; card s + 120 days.
 */
public final class FinalityPolicy {

    private static final FinalityPolicy STANDARD = new FinalityPolicy(List.of(
            new Rule(
                    RailTerms.builder()
                            .rail(Rail.ACH)
                            .direction(Rail.Direction.DEBIT)
                            .receiver(RailTerms.Receiver.CONSUMER)
                            .build(),
                    new ReturnWindow(
                            ReturnWindow.Kind.CALENDAR_DAYS_THEN_NEXT_BANKING_DAY, 60, ReturnWindow.From.SETTLEMENT)),
            new Rule(RailTerms.of(Rail.ACH), ReturnWindow.bankingDays(2)),
            new Rule(RailTerms.pad(RailTerms.PadCategory.PERSONAL), ReturnWindow.calendarDays(90)),
            new Rule(RailTerms.pad(RailTerms.PadCategory.BUSINESS), ReturnWindow.bankingDays(10)),
            new Rule(RailTerms.pad(RailTerms.PadCategory.CASH_MANAGEMENT), ReturnWindow.bankingDays(1)),
            new Rule(RailTerms.of(Rail.EFT_CA, Rail.Direction.CREDIT), ReturnWindow.bankingDays(1)),
            new Rule(RailTerms.of(Rail.BACS, Rail.Direction.DEBIT), ReturnWindow.UNENDING),
            new Rule(RailTerms.of(Rail.BACS, Rail.Direction.CREDIT), ReturnWindow.calendarDays(0)),
            new Rule(RailTerms.sepa(RailTerms.SepaScheme.SDD_CORE), ReturnWindow.months(13)),
            new Rule(RailTerms.sepa(RailTerms.SepaScheme.SDD_B2B), ReturnWindow.bankingDays(3)),
            new Rule(RailTerms.sepa(RailTerms.SepaScheme.SCT), ReturnWindow.bankingDays(3)),
            new Rule(RailTerms.of(Rail.WIRE), ReturnWindow.calendarDays(0)),
            new Rule(RailTerms.of(Rail.CARD), ReturnWindow.calendarDays(120))));

    private final List<Rule> rules;

    private record Rule(RailTerms pattern, ReturnWindow window) {}

    private FinalityPolicy(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** The rules named above. */
    public static FinalityPolicy standard() {
        return STANDARD;
    }

    /**
     * These rules, with another before them.
     *
     * @param pattern covers every payment that fills in what it leaves open
     * @param window counted from settlement; with a date, or {@link ReturnWindow#UNENDING}
     */
    public FinalityPolicy with(RailTerms pattern, ReturnWindow window) {
        boolean usable = switch (window.kind()) {
            case BANKING_DAYS, CALENDAR_DAYS, CALENDAR_DAYS_THEN_NEXT_BANKING_DAY, MONTHS, UNENDING -> true;
            default -> false;
        };
        if (!usable) {
            throw new IllegalArgumentException("finality window '" + window + "' for " + pattern.rail()
                    + ", expected one with a date, or without end");
        }
        List<Rule> all = new ArrayList<>(List.of(new Rule(pattern, window)));
        all.addAll(rules);
        return new FinalityPolicy(all);
    }

    /**
     * The window of recourse for payments on the terms.
     *
     * @throws IllegalArgumentException where no rule covers them, such as an EFT debit whose PAD category is not known: finality is never guessed
     */
    public ReturnWindow window(RailTerms terms) {
        return rules.stream()
                .filter(rule -> terms.matches(rule.pattern()))
                .findFirst()
                .map(Rule::window)
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "no rule of finality covers " + terms
                                        + "\nMaybe direction, PAD category or scheme is missing, or a rule for the rail is to be added."));
    }

    /**
     * The last day on which the payment can be taken back; empty for recourse without end.
     *
     * @param calendar banking days of the rail
     * @throws IllegalArgumentException as {@link #window}
     */
    public Optional<LocalDate> finalAt(RailTerms terms, LocalDate settledOn, BusinessCalendar calendar) {
        return window(terms).lastDay(settledOn, calendar);
    }
}
