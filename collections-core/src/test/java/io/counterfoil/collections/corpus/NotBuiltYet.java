package io.counterfoil.collections.corpus;

import java.util.Map;
import java.util.TreeMap;

/** Operations of the corpus whose capability is not there yet. */
final class NotBuiltYet {

    private static final String OPS = """
            application.proportional COL-50
            buckets.register COL-14, a register of named bucket sets
            cadence.daysSince COL-35
            cadence.gap COL-35
            cadence.last COL-35
            cadence.requiredGap COL-35
            campaign.attempt COL-33
            campaign.timeline COL-33
            claim.total COL-38
            contact.frequency COL-57
            contact.window COL-57
            credit.check COL-58
            credit.classify COL-58
            desk.resolve COL-63
            dispute.collectable COL-48
            fee.lines COL-38
            guard.evaluate COL-26
            hold.effective COL-42
            hold.validate COL-42
            interest.accrue COL-55
            interest.fixedSum COL-56
            interest.simple COL-55
            interest.statutoryRate COL-56
            item.accountCurrency COL-10, items in the currency of their account
            item.cancel COL-37
            ladder.rerun COL-27
            ladder.runs COL-27
            level.classify COL-26
            level.timeline COL-26
            metric.rollRates COL-21
            notice.currency COL-33
            notice.expired COL-37
            notice.lines COL-33
            notice.resolution COL-37
            plan.evaluate COL-46
            plan.split COL-46
            promise.appropriate COL-44
            promise.evaluate COL-44
            recovery.next COL-64
            schedule.next COL-25
            statement.activity COL-68
            step.decide COL-28
            step.eligible COL-25
            strategy.previousStep COL-25
            strategy.resolve COL-32
            strategy.validate COL-41
            target.overdueShare COL-23
            tolerance.apply COL-51
            worklist.score COL-60
            """;

    private NotBuiltYet() {}

    static Map<String, String> capabilities() {
        Map<String, String> ops = new TreeMap<>();
        OPS.lines().map(line -> line.trim().split(" ", 2)).forEach(words -> ops.put(words[0], words[1]));
        return ops;
    }
}
