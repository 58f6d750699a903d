package io.counterfoil.payments.cheque;

import static io.counterfoil.payments.ledger.AccountMap.Role.Core.CASH;
import static io.counterfoil.payments.ledger.AccountMap.Role.Core.CLIENT;
import static io.counterfoil.payments.ledger.AccountMap.Role.Core.INFLIGHT;

import io.counterfoil.payments.cheque.ChequeEvent.Kind;
import io.counterfoil.payments.cheque.IssuedCheque.Presentment;
import io.counterfoil.payments.cheque.IssuedCheque.Written;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A cheque of 250.00 CAD, and how to bring it into each state. */
final class ChequeDesk {

    static final Instant NOW = Instant.parse("2027-03-02T15:00:00Z");
    static final Instant LATER = Instant.parse("2027-09-03T15:00:00Z");
    static final Actor MARIA = Actor.host("maria");
    static final Actor BEN = Actor.approver("ben");
    static final Actor BANK = Actor.rail("rbc");
    static final ZoneId TORONTO = ZoneId.of("America/Toronto");

    final Amounts cad = Amounts.in("CAD");
    final AccountMap accounts = AccountMap.builder()
            .standard(cad.currency(), CASH, INFLIGHT.of("cheque"), CLIENT.of("acme"))
            .build();
    final IssuedCheques machine = IssuedCheques.of(accounts, TORONTO);
    final Written written = Written.of(
            new IssuedCheque.Id("operating", 1001),
            cad.of("250.00"),
            PartyId.of("acme"),
            PartyId.of("paper-mill"),
            LocalDate.of(2027, 3, 1));

    Presentment item(String amount) {
        return item(amount, LocalDate.of(2027, 3, 3));
    }

    Presentment item(String amount, LocalDate day) {
        return new Presentment(written.id(), cad.of(amount), day, "item-" + amount);
    }

    Decision<IssuedCheque, ChequeEvent> decide(IssuedCheque state, ChequeCommand command) {
        return machine.decide(state, command, NOW);
    }

    /** The command for an event of the table, its guard holding in a mailed or stopped cheque. */
    ChequeCommand command(String event, Actor by, String key) {
        Kind kind = Arrays.stream(Kind.values())
                .filter(one -> one.tableName().equals(event))
                .findFirst()
                .orElseThrow();
        ChequeEvent.Detail detail = switch (kind) {
            case PRINT -> new ChequeEvent.Printed(written);
            case PRESENT, STOP_FAILED -> new ChequeEvent.Presented(item("250.00"));
            case PRESENT_MISMATCH -> new ChequeEvent.Presented(item("9.00"));
            case STOP -> new ChequeEvent.Stopped(LocalDate.of(2027, 3, 4), "lost");
            case VOID -> new ChequeEvent.Voided("spoilt", List.of());
            case REISSUE -> new ChequeEvent.Reissued(new IssuedCheque.Id("operating", 2001));
            default -> new ChequeEvent.Noted("");
        };
        return new ChequeCommand(kind, detail, null, by, IdempotencyKey.of(key));
    }

    List<ChequeCommand> path(String status) {
        ChequeCommand print = command("print", MARIA, "print");
        ChequeCommand mail = command("mail", MARIA, "mail");
        ChequeCommand stop = command("stop", MARIA, "stop");
        return switch (status) {
            case "PRINTED" -> List.of(print);
            case "MAILED" -> List.of(print, mail);
            case "STOPPED" -> List.of(print, mail, stop);
            case "STALE" -> List.of(print, mail, ChequeCommand.stale("stale"));
            case "EXCEPTION" -> List.of(print, mail, ChequeCommand.present(item("2500.00"), BANK));
            case "PAID" -> List.of(print, mail, ChequeCommand.present(item("250.00"), BANK));
            case "VOID" -> List.of(print, mail, command("void", MARIA, "void"));
            case "CLOSED" -> List.of(print, mail, stop, command("close", MARIA, "close"));
            default -> throw new IllegalArgumentException(status);
        };
    }

    Map<String, IssuedCheque> states() {
        Map<String, IssuedCheque> states = new LinkedHashMap<>();
        for (ChequeStatus status : ChequeStatus.values()) {
            IssuedCheque state = machine.initial();
            for (ChequeCommand command : path(status.name())) {
                Instant at = status == ChequeStatus.STALE ? LATER : NOW;
                state = machine.decide(state, command, at).orThrow().state();
            }
            states.put(status.name(), state);
        }
        return states;
    }
}
