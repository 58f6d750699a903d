package io.counterfoil.payments.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.account.AccountNumberCheck.InstitutionDirectory.Branch;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class InstitutionDirectoryTest {

    private static final Branch ROYAL = Branch.of("CA", "12345-003", "Royal Bank", "King and Bay");

    @Test
    @DisplayName("PAY-10 a branch is found by any writing of its routing, in its own country only")
    void found() {
        AccountNumberCheck.InstitutionDirectory directory =
                AccountNumberCheck.InstitutionDirectory.of(List.of(ROYAL, Branch.of("GB", "20-29-59", "Barclays", "")));
        assertThat(directory.find("CA", "000312345")).contains(ROYAL);
        assertThat(directory.find("CA", "12345 003")).contains(ROYAL);
        assertThat(directory.find("CA", " 12345003 ")).contains(ROYAL);
        assertThat(directory.find("GB", "202959").map(Branch::institution)).contains("Barclays");
        assertThat(directory.find("US", "000312345")).isEmpty();
        assertThat(directory.find("CA", "nonsense")).isEmpty();
        assertThat(directory.find("CA", "")).isEmpty();
        assertThat(AccountNumberCheck.InstitutionDirectory.none().find("CA", "000312345"))
                .isEmpty();
    }

    @Test
    @DisplayName("PAY-10 a branch stands once in a directory, in whatever writing")
    void twice() {
        assertThatThrownBy(() -> AccountNumberCheck.InstitutionDirectory.of(
                        List.of(ROYAL, Branch.of("CA", "000312345", "RBC", ""))))
                .hasMessage("branch CA 000312345 stands twice in the directory, expected each once");
        assertThatThrownBy(() -> Branch.of("Canada", "1", "x", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Branch.of("CA", " ", "x", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Branch.of("CA", "1", " ", "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("PAY-10 a Canadian account is checked by its form, then by the directory where there is one")
    void canadianBranches() {
        AccountNumberCheck.InstitutionDirectory directory = AccountNumberCheck.InstitutionDirectory.of(
                List.of(ROYAL, new Branch("CA", "000400001", "TD", "", false)));
        AccountNumberCheck check = AccountNumberCheck.standard(ModulusWeightTable.none(), directory);
        assertThat(check.check(AccountNumber.canada("000312345", "1234567")).isValid())
                .isTrue();
        assertThat(check.check(AccountNumber.canada("00001-004", "1234567")).error())
                .contains(AccountNumberCheck.Fault.BRANCH_CLOSED);
        assertThat(check.check(AccountNumber.canada("00002-004", "1234567")).error())
                .contains(AccountNumberCheck.Fault.BRANCH_UNKNOWN);
        assertThat(check.check(AccountNumber.canada("00002-004", "123")).error())
                .contains(AccountNumberCheck.Fault.ACCOUNT_LENGTH);
        assertThat(check.check(AccountNumber.us("021000021", "")).isValid()).isTrue();
        assertThat(check.check(AccountNumber.iban("DE89370400440532013000")).isValid())
                .isTrue();
        assertThat(AccountNumberCheck.standard(ModulusWeightTable.none())
                        .check(AccountNumber.canada("00002-004", "1234567"))
                        .isValid())
                .isTrue();
    }
}
