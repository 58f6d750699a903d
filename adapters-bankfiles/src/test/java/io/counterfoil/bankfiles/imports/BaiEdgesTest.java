package io.counterfoil.bankfiles.imports;

import static io.counterfoil.bankfiles.imports.Importing.codes;
import static io.counterfoil.bankfiles.imports.Importing.entries;
import static io.counterfoil.bankfiles.imports.Importing.file;
import static io.counterfoil.bankfiles.imports.Importing.minors;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.bankfiles.source.ImportLimits;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.reconciliation.statement.Statement;
import io.counterfoil.reconciliation.statement.StatementBalance;
import io.counterfoil.reconciliation.statement.StatementEntry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** BAI2 files that are cut, out of order or odd in their lines (bank file specification 4.5). */
class BaiEdgesTest {

    private static final String HEAD = "01,SND,RCV,270302,0600,1,80,,2/\n";
    private static final String GROUP = "02,RCV,SND,1,270301,2400,CAD,2/\n";
    private static final String ACCOUNT = "03,0001234567,,010,7,,/\n";
    private static final String ENTRY = "16,195,5,,B,C,X/\n";

    private final Imports imports = Imports.standard();

    private ImportReceipt prove(String text) {
        return imports.prove(file(text));
    }

    private List<Statement> statements(String text) {
        ByteSource file = file(text);
        return imports.statements(file, imports.prove(file).acceptedBy(Actor.approver("maria"), "looked at in a test"));
    }

    private static String good() {
        return HEAD + GROUP + ACCOUNT + ENTRY + "49,12,3/\n98,12,1,5/\n99,12,1,7/\n";
    }

    @Test
    @DisplayName("BNK-27 control records that are missing are named, what they would close is still counted")
    void missing() {
        String twoAccounts = HEAD + GROUP + ACCOUNT + ENTRY + ACCOUNT + ENTRY + "49,12,3/\n98,12,2,7/\n99,12,1,9/\n";
        assertThat(codes(prove(twoAccounts))).containsExactly("ACCOUNT_TRAILER_MISSING");
        assertThat(statements(twoAccounts)).hasSize(2);
        assertThat(prove(twoAccounts).status()).isEqualTo(ProofStatus.BROKEN);
        String open = HEAD + GROUP + ACCOUNT + ENTRY + "98,0,1,4/\n99,0,1,6/\n";
        assertThat(codes(prove(open))).containsExactly("ACCOUNT_TRAILER_MISSING");
        assertThat(statements(open)).hasSize(1);
        String twoGroups = HEAD + GROUP + ACCOUNT + ENTRY + "49,12,3/\n" + GROUP + ACCOUNT + ENTRY
                + "49,12,3/\n98,12,1,5/\n99,12,2,11/\n";
        assertThat(codes(prove(twoGroups))).containsExactly("GROUP_TRAILER_MISSING");
        assertThat(codes(prove(HEAD + GROUP + ACCOUNT + ENTRY)))
                .containsExactly("ACCOUNT_TRAILER_MISSING", "GROUP_TRAILER_MISSING", "FILE_TRAILER_MISSING");
        assertThat(statements(HEAD + GROUP + ACCOUNT + ENTRY)).hasSize(1);
        String late = good().replace("99,12,1,7", ACCOUNT + ENTRY + "49,12,3/\n98,12,1,4/\n99,24,1,11");
        assertThat(codes(prove(late))).contains("GROUP_HEADER_MISSING", "BAD_DATE");
        assertThat(prove(late).items()).isEqualTo(1);
        assertThat(prove(late).rejections()).hasSize(1);
    }

    @Test
    @DisplayName("BNK-27 records outside of what they belong to are named, with what was expected")
    void outside() {
        String account = good().replace("98,12,1,5", "49,12,3/\n98,12,1,5");
        assertThat(messages(account)).contains("a record 49 stands outside of an account, expected 03");
        String group = good().replace("99,12,1,7", "98,12,1,5/\n99,12,1,7");
        assertThat(messages(group)).contains("a record 98 stands outside of a group, expected 02");
        String entry = good().replace("98,12,1,5", ENTRY + "98,12,1,5");
        assertThat(messages(entry)).contains("a transaction stands outside of an account, expected record 03");
        assertThat(messages(good().replace("98,12,1,5", "98,12,x,5"))).contains("group accounts is not a number");
        assertThat(messages(HEAD + "88,more\nwords\n" + GROUP))
                .noneMatch(message -> message.startsWith("a line is none"));
        ImportReceipt words = prove(good().replace(HEAD, HEAD + "99,0,0,2/\n"));
        assertThat(words.status()).isEqualTo(ProofStatus.BROKEN);
    }

    private List<String> messages(String text) {
        return prove(text).diagnostics().stream().map(found -> found.message()).toList();
    }

    @Test
    @DisplayName("BNK-27 the levels of the totals, from the account up")
    void levels() {
        assertThat(prove(good()).totals().stream().map(total -> total.level() + " " + total.name()))
                .containsExactly(
                        "ACCOUNT account total",
                        "ACCOUNT account records",
                        "GROUP group total",
                        "GROUP group accounts",
                        "GROUP group records",
                        "FILE file total",
                        "FILE file groups",
                        "FILE file records");
    }

    @Test
    @DisplayName(
            "BNK-26 continuations of any record count as records; blanks and control characters around lines do not matter")
    void lines() {
        String text = HEAD + "02,RCV,SND,1,270301/\n88,2400,CAD,2/\n" + ACCOUNT + ENTRY
                + "49,12/\n88,4/\n98,12,1/\n88,8/\n99,12,1/\n88,11/\n";
        assertThat(codes(prove(text))).isEmpty();
        assertThat(prove(text).status()).isEqualTo(ProofStatus.PROVED);
        String padded = good().replace("\n16", "\n \t\n \t16").replace("X/", "X/ \t ");
        assertThat(codes(prove(padded))).isEmpty();
        assertThat(entries(padded).get(0).text()).isEqualTo("X");
        ByteSource accents =
                ByteSource.of(good().replace("X/", "X\n\u00E9 b\u00E9/").getBytes(StandardCharsets.ISO_8859_1), "x");
        assertThat(entries(imports, accents, imports.prove(accents)).get(0).text())
                .as("a line break inside of a text")
                .isEqualTo("X \u00E9 b\u00E9");
    }

    @Test
    @DisplayName(
            "BNK-06 the statement: its number from originator, day and modifier, the first opening balance, others by code")
    void statement() {
        String text = good().replace("010,7,,", "010,3,,,010,4,,,015,0,,,040,0,,,072,0,,,045,0");
        Statement read = statements(text).get(0);
        assertThat(prove(text).status()).isEqualTo(ProofStatus.PROVED);
        assertThat(read.key().number()).isEqualTo("SND/270301/2");
        assertThat(read.key().format()).isEqualTo("BAI2");
        assertThat(read.key().openingMinor()).isEqualTo(3);
        assertThat(read.opening().orElseThrow().amount())
                .isEqualTo(Amounts.in("CAD").ofMinor(3));
        assertThat(read.closing()).isPresent();
        assertThat(read.other().stream().map(StatementBalance::type))
                .contains(
                        StatementBalance.Type.AVAILABLE,
                        StatementBalance.Type.FORWARD_AVAILABLE,
                        StatementBalance.Type.AVAILABLE);
        assertThat(statements(good().replace("CAD,2/", "CAD,/")).get(0).key().number())
                .isEqualTo("SND/270301");
        String bare = good().replace("03,0001234567", "03,-");
        assertThat(codes(prove(bare))).containsExactly("ACCOUNT_MISSING");
        assertThat(statements(bare).get(0).account().lastFour()).isEmpty();
        assertThat(entries(good()).get(0).bankCode()).isEqualTo("195");
    }

    @Test
    @DisplayName("BNK-04 keys and repetitions are counted within one account")
    void keys() {
        String twice =
                HEAD + GROUP + ACCOUNT + ENTRY + "49,12,3/\n" + ACCOUNT + ENTRY + "49,12,3/\n98,24,2,8/\n99,24,1,10/\n";
        assertThat(codes(prove(twice))).isEmpty();
        assertThat(entries(twice).stream().map(entry -> entry.id().value()))
                .containsExactly("B/2027-03-01/0.05", "B/2027-03-01/0.05");
        String cut = HEAD + GROUP + ACCOUNT + ENTRY + ACCOUNT + ENTRY + "49,12,3/\n98,12,2,7/\n99,12,1,9/\n";
        assertThat(entries(cut).stream().map(entry -> entry.id().value()))
                .containsExactly("B/2027-03-01/0.05", "B/2027-03-01/0.05");
        for (int length : new int[] {70, 71}) {
            String long1 = good().replace(",B,", "," + "R".repeat(length) + ",");
            assertThat(entries(long1).get(0).id().value().startsWith("RR")).isEqualTo(length == 70);
        }
        String same = HEAD + GROUP + ACCOUNT + ENTRY + ENTRY + "49,17,4/\n98,17,1,6/\n99,17,1,8/\n";
        assertThat(entries(same).get(1).id().value()).isEqualTo("B/2027-03-01/0.05#2");
    }

    @Test
    @DisplayName("BNK-29 types from 1 to 999, a profile's own among the balances too; what is no movement says why")
    void types() {
        String text = HEAD + GROUP + ACCOUNT
                + "16,0,1,,B1,,/\n16,1000,1,,B2,,/\n16,999,1,,B3,,/\n16,001,1,,B4,,/\n16,195,x,,B5,,/\n16,721,2,,B6,,/\n"
                + "49,11,8/\n98,11,1,10/\n99,11,1,12/\n";
        ImportReceipt receipt = prove(text);
        assertThat(receipt.rejections().stream().map(rejection -> rejection.sentence()))
                .containsExactly(
                        "the type of a transaction is no number from 001 to 999",
                        "the type of a transaction is no number from 001 to 999",
                        "the amount of a transaction cannot be read, expected digits without a point");
        assertThat(minors(entries(text))).containsExactly(-1L);
        assertThat(messages(text)).contains("a record of type 1 is no movement, it is kept apart");
        assertThat(messages(good().replace("SND,1,270301", "SND,4,270301")))
                .containsExactly("a record of type 195 is of a test or a deletion, it is kept apart");
        Imports own = Imports.builder()
                .profile(BankProfile.builder("own")
                        .addCreditTypes(1)
                        .addDebitTypes(721)
                        .build())
                .build();
        List<StatementEntry> read = entries(own, file(text), own.prove(file(text)));
        assertThat(minors(read)).containsExactly(-1L, 1L, -2L);
        assertThat(read.get(1).bankCode()).isEqualTo("001");
    }

    @Test
    @DisplayName("BNK-03 a balance that cannot be read breaks the proof and is said, also where the totals agree")
    void unreadableBalance() {
        String text = good().replace("010,7", "010,x").replace("12,", "5,");
        assertThat(codes(prove(text))).containsExactly("BAD_AMOUNT");
        assertThat(prove(text).status()).isEqualTo(ProofStatus.BROKEN);
        assertThat(prove(text).sentence())
                .isEqualTo("BAI2, 1 entry, BROKEN: a balance or total of record 03 cannot be read, expected digits"
                        + " without a point");
        assertThat(codes(prove(good().replace("16,195,5,", "16,195,900000000000000000,"))))
                .contains("ACCOUNT_TOTAL");
        String full = good().replace("16,195,5,", "16,195,999999999999999999,");
        assertThat(prove(full).items()).isEqualTo(1);
        String over = HEAD + GROUP + ACCOUNT + "16,195,999999999999999999,,B,,/\n".repeat(3)
                + "49,12,5/\n98,12,1,7/\n99,12,1,9/\n";
        assertThat(codes(prove(over))).contains("BAD_AMOUNT");
        assertThat(prove(over).items()).isEqualTo(2);
    }

    @Test
    @DisplayName("BNK-12 limits hold at their figure and refuse one more")
    void limits() {
        Imports narrow = Imports.builder()
                .limits(ImportLimits.builder().maxStatements(1).maxRejections(1).build())
                .build();
        String bad = "16,xx,5,,B,C,X/\n";
        assertThat(codes(narrow.prove(file(good().replace(ENTRY, bad))))).doesNotContain("LIMIT_EXCEEDED");
        ImportReceipt many = narrow.prove(file(good().replace(ENTRY, bad + bad)));
        assertThat(codes(many)).contains("LIMIT_EXCEEDED").doesNotContain("FILE_TRAILER_MISSING");
        assertThat(many.diagnostics().stream().map(found -> found.message()))
                .contains("more than 1 records cannot be read", "a group has no record 98 with its totals");
        assertThat(codes(narrow.prove(file(good().replace("98,12", ACCOUNT + "49,7,2/\n98,12")))))
                .contains("LIMIT_EXCEEDED");
    }
}
