package io.counterfoil.bankfiles.imports;

import java.util.List;

/** Statements of the same movements in each text format, made apart from the readers. */
enum StatementTexts {
    MT940 {
        @Override
        String of(List<Long> minors) {
            StringBuilder text =
                    new StringBuilder(":20:REF\r\n:25:12345678/0001234567\r\n:28C:7/1\r\n:60F:C270301EUR1000,00\r\n");
            long balance = 100_000;
            int number = 0;
            for (long minor : minors) {
                balance += minor;
                text.append(":61:2703020302")
                        .append(minor < 0 ? "D" : "C")
                        .append(comma(minor))
                        .append("NTRFREF//B")
                        .append(number++)
                        .append("\r\n:86:166?00GUTSCHRIFT?20EREF+E")
                        .append(number)
                        .append("?21SVWZ+words\r\n and more?32Name\r\n");
            }
            return text + ":62F:" + (balance < 0 ? "D" : "C") + "270302EUR" + comma(balance) + "\r\n-\r\n";
        }
    },
    BAI2 {
        @Override
        String of(List<Long> minors) {
            StringBuilder text = new StringBuilder(
                    "01,SND,RCV,270302,0600,1,80,,2/\n02,RCV,SND,1,270301,2400,CAD,2/\n03,111222333,,010,50000,,,015,62500,,/\n");
            long sum = 112_500;
            int records = 2;
            int number = 0;
            for (long minor : minors) {
                sum += Math.abs(minor);
                records += 2;
                text.append("16,")
                        .append(minor < 0 ? "475," : "195,")
                        .append(Math.abs(minor))
                        .append(",V,270302,,B")
                        .append(number++)
                        .append(",C7,WIRE IN\n88,MORE WORDS/\n");
            }
            return text + "49," + sum + "," + records + "/\n98," + sum + ",1," + (records + 2) + "/\n99," + sum + ",1,"
                    + (records + 4) + "/\n";
        }
    },
    OFX {
        @Override
        String of(List<Long> minors) {
            StringBuilder text = new StringBuilder("OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nCHARSET:1252\n\n"
                    + "<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>CAD<BANKACCTFROM><BANKID>000312345<ACCTID>1234567"
                    + "</BANKACCTFROM><BANKTRANLIST><DTSTART>20270301<DTEND>20270302\n");
            int number = 0;
            for (long minor : minors) {
                text.append("<STMTTRN>\n<TRNTYPE>OTHER\n<DTPOSTED>20270302120000[-5:EST]\n<TRNAMT>")
                        .append(minor < 0 ? "-" : "")
                        .append(comma(minor).replace(',', '.'))
                        .append("\n<FITID>F")
                        .append(number++)
                        .append("\n<NAME>Alice &amp; Co\n<MEMO>words</MEMO>\n</STMTTRN>\n");
            }
            return text + "</BANKTRANLIST><LEDGERBAL><BALAMT>1.00<DTASOF>20270302</LEDGERBAL></STMTRS></STMTTRNRS>"
                    + "</BANKMSGSRSV1></OFX>\n";
        }
    };

    /** A statement of the movements. */
    abstract String of(List<Long> minors);

    private static String comma(long minor) {
        long size = Math.abs(minor);
        return size / 100 + "," + size % 100 / 10 + size % 10;
    }
}
