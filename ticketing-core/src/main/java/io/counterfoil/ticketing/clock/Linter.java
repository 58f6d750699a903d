package io.counterfoil.ticketing.clock;

import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.hours.OpenHours;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what is odd about policies and their rules before a ticket does. */
final class Linter {

    private final List<Diagnostic> findings = new ArrayList<>();
    private final Instant now;

    Linter(Instant now) {
        this.now = now;
    }

    List<Diagnostic> findings() {
        return List.copyOf(findings);
    }

    private void fail(ClockCode code, String sentence, String where) {
        findings.add(Diagnostic.error(code, sentence, Diagnostic.Location.of(where)));
    }

    private void warn(ClockCode code, String sentence, String where) {
        findings.add(Diagnostic.warning(code, sentence, Diagnostic.Location.of(where)));
    }

    void rules(List<SlaRule> rules) {
        for (int later = 0; later < rules.size(); later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                pair(rules.get(earlier), rules.get(later));
            }
        }
        boolean open = rules.stream().noneMatch(rule -> rule.rank() == 3);
        if (!rules.isEmpty() && open) {
            warn(
                    ClockCode.MISSING_RULE,
                    "no rule is the default, so that a ticket no rule fits has no policy; expected a last rule for all",
                    "service-level rules");
        }
    }

    private void pair(SlaRule earlier, SlaRule later) {
        if (earlier.covers(later)) {
            warn(
                    ClockCode.UNREACHABLE_RULE,
                    "rule '" + later.name() + "' is never reached: all of its tickets fit '" + earlier.name()
                            + "', which comes before it",
                    later.name());
        } else if (earlier.rank() == later.rank()
                && !earlier.policy().equals(later.policy())
                && earlier.overlaps(later)) {
            warn(
                    ClockCode.OVERLAPPING_RULES,
                    "rules '" + earlier.name() + "' and '" + later.name()
                            + "' fit some of the same tickets with policies '" + earlier.policy() + "' and '"
                            + later.policy() + "'; the first decides",
                    later.name());
        }
    }

    void targets(Collection<BoundPolicy> policies) {
        for (BoundPolicy bound : policies) {
            for (ClockSpec clock : bound.policy().clocks()) {
                if (due(bound, clock).isEmpty()) {
                    fail(
                            ClockCode.TARGET_BEYOND_HORIZON,
                            "policy '" + bound.policy().id() + "' never comes to the end of "
                                    + clock.target().sentence() + " for " + clock.kind()
                                    + ", expected hours that open within 25 years",
                            bound.policy().id());
                }
            }
        }
    }

    private Optional<OpenHours.Due.At> due(BoundPolicy bound, ClockSpec clock) {
        var hours = bound.policy().hoursAt(now);
        return clock.target() instanceof ClockTarget.Days days
                ? hours.deadline(now, days.days()).at()
                : hours.deadline(now, ((ClockTarget.Time) clock.target()).amount())
                        .at();
    }

    /** A team or a vendor that may take longer than what the customer was promised makes the promise empty. */
    void beside(Map<String, BoundPolicy> policies, Map<String, BoundPolicy> beside) {
        beside.forEach((name, inner) -> policies.forEach((id, outer) -> {
            ClockSpec promise = outer.clock(ClockKind.RESOLUTION);
            Instant promised = promise == null
                    ? null
                    : due(outer, promise).map(OpenHours.Due.At::stay).orElse(null);
            if (promised == null) {
                return;
            }
            for (ClockSpec clock : inner.policy().clocks()) {
                due(inner, clock)
                        .map(OpenHours.Due.At::stay)
                        .filter(promised::isBefore)
                        .ifPresent(at -> warn(
                                ClockCode.LONGER_THAN_PROMISED,
                                "policy '" + name + "' gives " + clock.kind() + " "
                                        + clock.target().sentence() + ", " + days(promised, at)
                                        + " beyond the resolution that '" + id + "' promises",
                                name));
            }
        }));
    }

    private static String days(Instant promised, Instant at) {
        return Sentences.of(Duration.between(promised, at));
    }
}
