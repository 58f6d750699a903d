package io.counterfoil.payments.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PanRedactorTest {

    @Test
    @DisplayName("PAY-09 card numbers are cut to their last four digits, however they are grouped")
    void cards() {
        redacts("paid with 4242 4242 4242 4242, thanks", "paid with [PAN ****4242], thanks");
        redacts("4242-4242-4242-4242", "[PAN ****4242]");
        redacts("amex 378282246310005.", "amex [PAN ****0005].");
        redacts("4242424242424242 4242424242424242", "[PAN ****4242] [PAN ****4242]");
    }

    @Test
    @DisplayName("PAY-09 numbers that are no card numbers stay")
    void others() {
        for (String text : new String[] {
            "4242424242424241",
            "12345678901234567890",
            "42424242424242424242",
            "4242  4242  4242  4242",
            "invoice 2027-03-01"
        }) {
            redacts(text, text);
        }
    }

    @Test
    @DisplayName("PAY-09 security codes are cut where a word announces them")
    void securityCodes() {
        redacts("CVV: 123, exp 0127", "CVV: [CVV], exp 0127");
        redacts("security code 1234", "security code [CVV]");
        redacts("cid=999", "cid=[CVV]");
        redacts("123 is not announced", "123 is not announced");
        redacts("cvv 12345", "cvv 12345");
        redacts("4242424242424242cvv123", "[PAN ****4242]cvv[CVV]");
        redacts("acid 123", "acid 123");
        redacts("[cvv] 123", "[cvv] [CVV]");
        redacts("cvv 123 456", "cvv [CVV] 456");
        redacts("cvv [CVV] 456", "cvv [CVV] 456");
    }

    private static void redacts(String text, String expected) {
        assertThat(PanRedactor.redact(text)).isEqualTo(expected);
    }
}
