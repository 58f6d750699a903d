package io.counterfoil.payments.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.Outcome;
import io.counterfoil.payments.lifecycle.table.LifecycleTable;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.PaymentEvent.Fact;
import io.counterfoil.payments.order.PaymentEvent.Kind;
import io.counterfoil.payments.rail.Rail;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Random legal walks over every table, beside a slow model of what the bank saw. */
class PaymentWalkProperties {

    private static final int STEPS = 30;
    private static final int LIVES = 12;
    private static final Map<Rail, List<String>> CODES = Map.of(
            Rail.EFT_CA, List.of("900", "901", "903", "905", "915", "917", "919", "977"),
            Rail.ACH, List.of("R01", "R02", "R10", "R26", "R68", "R73", "R99"),
            Rail.BACS, List.of("0", "1", "4", "B"),
            Rail.SEPA, List.of("AM04", "MD01", "MD06", "DUPL", "FRAD"),
            Rail.WIRE, List.of("AC04"),
            Rail.CARD, List.of("10.4"),
            Rail.CHEQUE, List.of("NSF", "STOP"));

    private record Life(Desk desk, Rail.Direction direction) {}

    private static Life life(int number) {
        return switch (number) {
            case 0 -> new Life(Desk.eft(), Rail.Direction.DEBIT);
            case 1 -> new Life(Desk.eft(), Rail.Direction.CREDIT);
            case 2 -> new Life(Desk.ach(), Rail.Direction.DEBIT);
            case 3 -> new Life(Desk.ach(), Rail.Direction.CREDIT);
            case 4 -> new Life(Desk.bacs(), Rail.Direction.DEBIT);
            case 5 -> new Life(Desk.bacs(), Rail.Direction.CREDIT);
            case 6 -> new Life(Desk.sepa(), Rail.Direction.DEBIT);
            case 7 -> new Life(Desk.sepa(), Rail.Direction.CREDIT);
            case 8 -> new Life(Desk.wire(), Rail.Direction.CREDIT);
            case 9 -> new Life(Desk.card(), Rail.Direction.DEBIT);
            case 10 -> new Life(Desk.cheque(), Rail.Direction.DEBIT);
            case 11 -> new Life(Desk.eft().rules(rules -> rules.approvals(ApprovalPolicy.of(1))), Rail.Direction.DEBIT);
            default ->
                new Life(Desk.sepa().rules(rules -> rules.approvals(ApprovalPolicy.of(2))), Rail.Direction.CREDIT);
        };
    }

    @Example
    @Label("PAY-17 the walks take every row of every table but those of codes without a table")
    void everyRowIsTaken() {
        Set<String> missed = new TreeSet<>();
        for (int number = 0; number <= LIVES; number++) {
            Set<String> open = open(number);
            for (int seed = 0; seed < 400 && !open.isEmpty(); seed++) {
                Walk walk = new Walk(life(number), seed);
                walk.run();
                open.removeAll(walk.visited);
            }
            for (String row : open) {
                missed.add(number + " " + row);
            }
        }
        assertThat(missed).isEmpty();
    }

    /** The rows that a walk of the life may take. */
    private static Set<String> open(int number) {
        Walk walk = new Walk(life(number), 0);
        Set<String> open = new TreeSet<>();
        for (LifecycleTable.Row row :
                walk.desk.payments.table(walk.direction).orElseThrow().rows()) {
            boolean onlyOrders = number > 10 && !row.from().matches("AWAITING_APPROVAL|APPROVED");
            boolean noTable = number == 5 && row.event().equals("represent"); // ARUCS codes have no table
            if (!onlyOrders && !noTable && walk.isOpen(row)) {
                open.add(row.from() + " " + row.event());
            }
        }
        return open;
    }

    @Property
    @Label(
            "PAY-17 property 9: after every step of any legal walk, cash is what the bank saw; at its end nothing is pending or in flight")
    void cashIsWhatTheBankSaw(@ForAll @IntRange(max = LIVES) int number, @ForAll long seed) {
        Walk walk = new Walk(life(number), seed);
        walk.run();
    }

    @Property
    @Label("PAY-25 properties 5 and 12: whatever is delivered again changes neither the payment nor the ledger")
    void deliveredAgain(@ForAll @IntRange(max = LIVES) int number, @ForAll long seed) {
        Walk walk = new Walk(life(number), seed);
        walk.run();
        Desk desk = walk.desk;
        Payment before = desk.payment();
        long records = desk.ledger.sequence();
        List<PaymentCommand> again = new ArrayList<>(walk.taken);
        for (int at = again.size() - 1; at > 0; at--) {
            again.add(again.remove(walk.random.nextInt(at + 1)));
        }
        for (PaymentCommand command : again) {
            Decision<Payment, PaymentEvent> decision = desk.tell(command);
            assertThat(decision.outcome()).isEqualTo(Outcome.REPLAYED);
            assertThat(decision.state()).isEqualTo(before);
        }
        assertThat(desk.ledger.sequence()).isEqualTo(records);
        assertThat(desk.payment()).isEqualTo(before);
    }

    @Property
    @Label("PAY-25 property 12: a rail's facts in any order, delivered until nothing changes, end in the same state")
    void anyOrder(@ForAll @IntRange(max = 4) int scenario, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        assertThat(delivered(scenario, true, random)).isEqualTo(delivered(scenario, false, random));
    }

    private static String delivered(int scenario, boolean inOrder, SplittableRandom random) {
        LocalDate day = LocalDate.of(2027, 3, 3);
        Actor bank = Desk.BANK;
        Desk desk = switch (scenario) {
            case 0 -> Desk.eft();
            case 1 -> Desk.ach();
            case 2 -> Desk.bacs();
            case 3 -> Desk.sepa();
            default -> Desk.wire().funded("100.00");
        };
        desk.submit(scenario == 4 ? Rail.Direction.CREDIT : Rail.Direction.DEBIT);
        if (scenario == 4) {
            desk.take(PaymentCommand.approve(Desk.BEN, "approve"));
            desk.take(PaymentCommand.release(Desk.MARIA, desk.payment().order().uetr()));
        }
        PaymentCommand accepted = PaymentCommand.accepted(bank, "f-1");
        PaymentCommand settled = PaymentCommand.settled(day, bank, "f-2");
        List<PaymentCommand> facts = new ArrayList<>(
                switch (scenario) {
                    case 0 -> List.of(accepted, PaymentCommand.returned("901", day, bank, "f-3"));
                    case 1 -> List.of(accepted, settled, PaymentCommand.returned("R01", day, bank, "f-3"));
                    case 2 ->
                        List.of(
                                accepted,
                                settled,
                                PaymentCommand.returned("0", day, bank, "f-3").report("ARUDD"));
                    case 3 ->
                        List.of(
                                settled,
                                PaymentCommand.returned("AM04", day, bank, "f-3")
                                        .report("RETURN"));
                    default -> List.of(accepted, PaymentCommand.hop("A", bank, "f-4"), settled);
                });
        desk.on(day);
        Payment before;
        do {
            before = desk.payment();
            if (!inOrder) {
                for (int at = facts.size() - 1; at > 0; at--) {
                    facts.add(facts.remove(random.nextInt(at + 1)));
                }
            }
            facts.forEach(desk::tell);
            if (scenario == 0) {
                desk.clock();
            }
            facts.forEach(desk::tell);
        } while (!before.equals(desk.payment()));
        return desk.status() + " " + desk.books();
    }

    /** One walk, and the bank's view of it. */
    private static final class Walk {

        private static final Set<Kind> SETTLED =
                EnumSet.of(Kind.SETTLE, Kind.ENTER, Kind.CREDITED, Kind.DUE, Kind.CLEAR, Kind.RECALL_REFUSED);
        private static final Set<Kind> BACK = EnumSet.of(
                Kind.RETURN,
                Kind.UNPAID,
                Kind.CLAIM,
                Kind.REVERSE,
                Kind.RECALL_ACCEPTED,
                Kind.ANSWER_POSITIVE,
                Kind.REFUND,
                Kind.DEBIT,
                Kind.CHALLENGE_LOST,
                Kind.CONTEST,
                Kind.REJECT,
                Kind.REJECTED,
                Kind.NACK,
                Kind.FILE_REJECTED,
                Kind.ITEM_REJECTED,
                Kind.REFUSE,
                Kind.RECALL);

        private final Desk desk;
        private final Rail.Direction direction;
        private final SplittableRandom random;
        private final List<PaymentCommand> taken = new ArrayList<>();
        private final boolean card;
        private final Set<String> visited = new TreeSet<>();
        private boolean atBank;
        private boolean released;
        private long bank;
        private long held;
        private long captured;

        private Walk(Life life, long seed) {
            desk = life.desk().funded("1000.00");
            direction = life.direction();
            random = new SplittableRandom(seed);
            card = desk.payments.rules().rail() == Rail.CARD;
        }

        private void run() {
            PaymentOrder order = desk.order(direction).build();
            PaymentCommand submit = random.nextBoolean()
                    ? PaymentCommand.submit(order, Desk.MARIA, "submit")
                    : PaymentCommand.schedule(order, Desk.MARIA, "submit");
            desk.take(submit);
            taken.add(submit);
            released = direction == Rail.Direction.CREDIT
                    && desk.payment().lastHandover().isPresent();
            for (int step = 0; step < STEPS && !choices().isEmpty(); step++) {
                if (random.nextInt(8) == 0) {
                    spend(step);
                }
                step(step);
                check();
            }
            assertThat(desk.payments.fold(desk.store.load(desk.id))).isEqualTo(desk.payment());
        }

        private List<LifecycleTable.Row> choices() {
            String status = desk.status().name();
            return desk.payments.table(direction).orElseThrow().rows().stream()
                    .filter(row -> row.from().equals(status))
                    .filter(row -> !row.event().equals("edit"))
                    .toList();
        }

        /** Whether a walk may take the row: it makes its order in one way, and every approval that it asks for is one of the needed. */
        private boolean isOpen(LifecycleTable.Row row) {
            boolean approves = desk.payments.rules().approvals().isPresent();
            boolean ordering = row.from().equals("DRAFT") || row.event().equals("edit");
            boolean approval = row.from().equals("AWAITING_APPROVAL")
                    || (row.from().equals("APPROVED") && row.event().equals("schedule"))
                    || (row.from().equals("APPROVED") && row.event().equals("cancel"));
            return !ordering && (approves || !approval);
        }

        private void step(int step) {
            List<LifecycleTable.Row> rows = choices();
            LifecycleTable.Row row = rows.get(random.nextInt(rows.size()));
            Kind kind = List.of(Kind.values()).stream()
                    .filter(one -> one.eventName().equals(row.event()))
                    .findFirst()
                    .orElseThrow();
            if (row.by() == Actor.Role.CLOCK) {
                desk.on(LocalDate.ofInstant(desk.now, desk.payments.rules().zone())
                        .plusDays(random.nextInt(kind == Kind.FINALISE ? 500 : 40)));
            } else if (kind == Kind.DEBIT) {
                desk.on(LocalDate.ofInstant(desk.now, desk.payments.rules().zone())
                        .plusDays(random.nextInt(30)));
            } else if (random.nextInt(3) == 0) {
                desk.on(LocalDate.ofInstant(desk.now, desk.payments.rules().zone())
                        .plusDays(random.nextInt(4)));
            }
            Payment before = desk.payment();
            PaymentCommand command =
                    PaymentCommand.exactly(kind, fact(kind, before), actor(row.by(), step), key(kind, step));
            Decision<Payment, PaymentEvent> decision = desk.tell(command);
            if (decision.outcome() == Outcome.ACCEPTED) {
                taken.add(command);
                visited.add(before.status() + " " + kind.eventName());
                PaymentEvent event = decision.events().get(0);
                if (card) {
                    sawCard(event, before);
                } else {
                    saw(event);
                }
            } else {
                assertThat(decision.state()).isEqualTo(before);
            }
        }

        private String key(Kind kind, int step) {
            return kind == Kind.RELEASE && desk.payments.rules().rail() == Rail.WIRE
                    ? desk.payment().order().uetr()
                    : "step-" + step;
        }

        private static Actor actor(Actor.Role role, int step) {
            return role == Actor.Role.CLOCK ? Actor.clock() : new Actor("some-" + role + "-" + step % 3, role);
        }

        private Fact fact(Kind kind, Payment before) {
            Fact.Builder fact = Fact.builder();
            List<String> codes = CODES.getOrDefault(desk.payments.rules().rail(), List.of(""));
            boolean answers = kind == Kind.DISHONOUR || kind == Kind.CONTEST;
            fact.code(
                    answers && random.nextBoolean()
                            ? kind == Kind.CONTEST ? "R73" : "R68"
                            : codes.get(random.nextInt(codes.size())));
            if (kind == Kind.INDEMNITY_CLAIM) {
                fact.report("DDICA");
            }
            if (Payment.RETRIES.contains(kind)) {
                Payment.RetryProposal proposal = desk.payments.proposeRetry(before, desk.payments.asOf(desk.now));
                if (proposal.isAllowed() && proposal.order().id().equals(desk.id)) {
                    fact.order(proposal.order());
                }
            }
            boolean part = card
                    ? EnumSet.of(Kind.INCREMENT_AUTH, Kind.CAPTURE, Kind.REFUND, Kind.DISPUTE, Kind.DISPUTE_LOST_PART)
                            .contains(kind)
                    : direction == Rail.Direction.CREDIT && BACK.contains(kind);
            if (part && random.nextInt(3) > 0) {
                fact.amount(desk.money.ofMinor(1 + random.nextInt(100_00)));
            }
            boolean charged = SETTLED.contains(kind) || BACK.contains(kind) || kind == Kind.DISPUTE;
            if (charged && random.nextInt(4) == 0) {
                fact.fee(desk.money.ofMinor(1 + random.nextInt(9_00)));
            }
            return fact.build();
        }

        /** Takes all that the client has, so that returns meet an empty account. */
        private void spend(int step) {
            long there = desk.balance("client").availableMinor();
            if (there > 0) {
                desk.ledger
                        .post(
                                Journal.of("spent-" + step)
                                        .bookedOn(LocalDate.ofInstant(
                                                desk.now, desk.payments.rules().zone()))
                                        .debit("client", desk.money.ofMinor(there))
                                        .credit("before", desk.money.ofMinor(there)),
                                desk.now)
                        .orThrow();
            }
        }

        private void saw(PaymentEvent event) {
            Kind kind = event.kind();
            long sign = direction == Rail.Direction.DEBIT ? 1 : -1;
            long all = 100_00;
            long whole = kind == Kind.CONTEST ? lastReturned() : all;
            long said = event.fact().amount().map(Amounts::minor).orElse(whole);
            long fee = event.fact().fee().map(Amounts::minor).orElse(0L);
            boolean recallIsNoReturn =
                    kind == Kind.RECALL && desk.payments.rules().rail() != Rail.EFT_CA;
            if (Payment.isHandover(event)) {
                released = direction == Rail.Direction.CREDIT;
            } else if (SETTLED.contains(kind) && !atBank) {
                bank += sign * all - fee;
                atBank = true;
            } else if (BACK.contains(kind) && !recallIsNoReturn) {
                if (atBank) {
                    bank -= direction == Rail.Direction.DEBIT ? all : -said;
                } else if (released) {
                    bank -= all - said;
                }
                bank -= fee;
                atBank = false;
                released = false;
            } else if (kind == Kind.DISHONOUR) {
                bank += direction == Rail.Direction.DEBIT ? all : -lastReturned();
                atBank = true;
            } else {
                disputed(event, said, fee);
            }
        }

        private long lastReturned() {
            return desk.payment()
                    .last(Kind.RETURN)
                    .orElseThrow()
                    .fact()
                    .amount()
                    .map(Amounts::minor)
                    .orElse(100_00L);
        }

        private void sawCard(PaymentEvent event, Payment before) {
            long said = event.fact().amount().map(Amounts::minor).orElse(100_00L);
            long fee = event.fact().fee().map(Amounts::minor).orElse(0L);
            switch (event.kind()) {
                case CAPTURE, CAPTURE_FULL -> captured += said;
                case SETTLE -> bank += captured - fee;
                case REFUND, REFUND_FULL -> {
                    // A refund leaves through a later payout, not by itself.
                }
                default ->
                    disputed(
                            event,
                            event.fact().amount().map(Amounts::minor).orElse(Amounts.minor(before.disputed())),
                            fee);
            }
        }

        private void disputed(PaymentEvent event, long said, long fee) {
            switch (event.kind()) {
                case DISPUTE -> {
                    bank -= said + fee;
                    held += said;
                }
                case DISPUTE_WON, DISPUTE_WON_AFTER_REFUND, DISPUTE_WON_AFTER_FULL_REFUND -> {
                    bank += held;
                    held = 0;
                }
                case DISPUTE_LOST, DISPUTE_LOST_PART -> {
                    bank += held - Amounts.minor(event.fact().amount().orElseThrow());
                    held = 0;
                }
                default -> {}
            }
        }

        private void check() {
            assertThat(desk.balance("cash").postedMinor())
                    .as("cash of %s", taken)
                    .isEqualTo(bank);
            assertThat(desk.balance("held").postedMinor()).isEqualTo(held);
            assertThat(desk.balance("client").availableMinor()).isNotNegative();
            if (!choices().isEmpty()) {
                return;
            }
            for (Account account : desk.ledger.accounts()) {
                var balance = desk.balance(account.id().value());
                assertThat(balance.pendingDebitMinor() + balance.pendingCreditMinor())
                        .as("pending on %s after %s", account.id(), taken)
                        .isZero();
            }
            long inflight = desk.balance("inflight").postedMinor();
            if (card && desk.status() == PaymentStatus.FINAL) {
                assertThat(inflight).isLessThanOrEqualTo(0);
            } else if (!card) {
                assertThat(inflight).as("in flight after %s", taken).isZero();
            }
        }
    }
}
