package io.counterfoil.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command line answers about one line. */
class LineAnswerTest {

    private static final String BANK = """
            id,date,amount,currency,reference,party
            R1,2027-03-30,100.00,GBP,INV-1,
            R3,2027-03-31,300.00,GBP,,
            R4,2027-03-31,400.00,GBP,INV-9,
            R5,2027-03-29,-80.00,GBP,CHQ 17,
            R6,2027-03-31,80.00,GBP,CHQ17,
            R7,2027-03-31,60.00,GBP,INV-6,
            R8,2027-03-31,75.00,GBP,,Tern and Co
            R9,2027-03-31,12.00,USD,,
            """;

    private static final String BOOK = """
            id,date,amount,currency,reference,party
            I1,2027-03-30,100.00,GBP,inv 1,
            I3,2027-03-31,300.00,GBP,,
            I4,2027-03-31,300.00,GBP,,
            I5,2027-03-31,399.00,GBP,inv 9,
            I6,2027-03-31,90.00,GBP,inv 6,
            I7,2027-03-30,50.00,GBP,,Tern and Co
            I8,2027-03-30,25.00,GBP,,Tern and Co
            """;

    @TempDir
    private Path folder;

    private Desk desk = new Desk(Path.of("."));

    @BeforeEach
    void layOut() {
        desk = new Desk(folder).with("bank.csv", BANK).with("book.csv", BOOK);
    }

    private String ask(String options) {
        Desk.Said said = desk.run("reconcile @bank.csv @book.csv " + options);
        assertThat(said.status()).as(said.all()).isEqualTo(ExitStatus.OK);
        return said.out();
    }

    private String whyNot(String lines) {
        Desk.Said said = desk.run("why-not @bank.csv @book.csv " + lines);
        assertThat(said.status()).as(said.all()).isEqualTo(ExitStatus.OK);
        return said.out();
    }

    @Test
    @DisplayName("REC-36 a matched line is told with its partner, the rule and the reasons")
    void matched() {
        assertThat(ask("--explain R1"))
                .startsWith("Line R1 on the left: 100.00 GBP in on 30 Mar 2027, reference INV-1.")
                .contains("It is matched with I1 on the right (100.00 GBP), by the rule 'reference and amount'.")
                .contains("because reference INV-1 is inv 1")
                .contains("because 100.00 GBP on both sides")
                .contains("because no other reading of these lines is as good");
    }

    @Test
    @DisplayName("REC-11 REC-36 a tie is told with its readings, and that nothing is decided")
    void undecided() {
        assertThat(ask("--explain R3"))
                .contains("It is undecided: 2 readings are as good as each other, so nothing is decided")
                .contains("R3 with I3")
                .contains("R3 with I4");
    }

    @Test
    @DisplayName("REC-21 a reversal is told as one, with both lines on one side")
    void reversal() {
        assertThat(ask("--explain R5"))
                .contains("A match is suggested, and a person confirms it: with R6 on the left (80.00 GBP)")
                .contains("because 80.00 GBP out and back");
    }

    @Test
    @DisplayName("REC-16 REC-36 one line for several of a party is told with all of them")
    void set() {
        assertThat(ask("--explain R8"))
                .contains(
                        "with I8 on the right (25.00 GBP) and I7 on the right (50.00 GBP), by the rule 'one for several of a party'");
    }

    @Test
    @DisplayName("REC-24 a line that is settled in part says which part, and what of it is open")
    void part() {
        assertThat(ask("--explain I6"))
                .contains("Part of it is settled. reference, in part: 60.00 GBP of 90.00 GBP is matched with R7.")
                .contains("The rest, 30.00 GBP, is open");
    }

    @Test
    @DisplayName("REC-37 why-not compares an open line with the nearest ones, rule by rule")
    void nearest() {
        assertThat(whyNot("R4"))
                .contains("It is open: no rule found a partner. Nearest on the right:")
                .containsSubsequence(
                        "Line I5 on the right: 399.00 GBP in",
                        "rule 'reference and amount' says no: amounts 400.00 GBP and 399.00 GBP differ, allowed 0",
                        "rule 'reference, in part' says no: R4 is larger than I5, and items of side LEFT are not taken in part")
                .doesNotContain("pairs items of side");
        assertThat(whyNot("R9")).contains("It is open: the other side has no line of its currency.");
    }

    @Test
    @DisplayName(
            "REC-37 why-not says of two lines why each rule does not take them, whatever the order they are named in")
    void pair() {
        assertThat(whyNot("R1 I5"))
                .contains("It is matched with I1")
                .contains("rule 'reference and amount' says no: reference not the same");
        assertThat(whyNot("I5 R1")).contains("rule 'reference and amount' says no: reference not the same");
        assertThat(whyNot("R1 I1")).contains("The two are matched with each other.");
    }

    @Test
    @DisplayName("REC-03 without a line the plan is printed with estimates; with --explain-analyze also what it did")
    void plan() {
        assertThat(ask("--explain")).startsWith("Plan command line").contains("est 1 pairs of 8 and 7");
        assertThat(ask("--explain-analyze"))
                .startsWith("Plan command line")
                .contains("-> 1 certain")
                .contains("conservation OK");
    }

    @Test
    @DisplayName("REC-03 a plan can be given as JSON; a wrong one is refused with the place")
    void planFile() {
        desk.with(
                        "plan.json",
                        "{\"plan\": \"mine\", \"passes\": [{\"name\": \"exact\", \"kind\": \"1:1\", \"on\": [[\"AMOUNT\"]]}]}")
                .with(
                        "bad.json",
                        "{\"plan\": \"mine\", \"passes\": [{\"name\": \"exact\", \"kind\": \"1:1\", \"no\": 1}]}");
        assertThat(ask("--plan " + desk.path("plan.json") + " --explain R1"))
                .contains("A match is suggested")
                .contains("by the rule 'exact'");
        Desk.Said refused = desk.run("reconcile @bank.csv @book.csv --plan @bad.json");
        assertThat(refused.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(refused.all())
                .contains("passes[0].no RECONCILIATION.PLAN_SETTING_UNKNOWN")
                .contains("Maybe on");
        assertThat(desk.run("reconcile @bank.csv @book.csv --plan @nothing.json")
                        .status())
                .isEqualTo(ExitStatus.BAD_INPUT);
    }

    @Test
    @DisplayName("REC-37 a line that is not there, or two of one side, are refused")
    void refused() {
        assertThat(desk.run("why-not @bank.csv @book.csv R0").all()).contains("no line 'R0' on either side");
        assertThat(desk.run("why-not @bank.csv @book.csv R1 R3").status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(desk.run("reconcile @bank.csv @book.csv --explain right:R1").status())
                .isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(ask("--explain left:R1")).startsWith("Line R1 on the left");
    }
}
