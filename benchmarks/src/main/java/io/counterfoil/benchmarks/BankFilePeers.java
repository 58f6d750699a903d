package io.counterfoil.benchmarks;

import com.prowidesoftware.swift.model.field.Field61;
import com.prowidesoftware.swift.model.mt.mt9xx.MT940;
import com.prowidesoftware.swift.model.mx.MxCamt05300108;
import com.prowidesoftware.swift.model.mx.dic.AccountStatement9;
import com.prowidesoftware.swift.model.mx.dic.CreditDebitCode;
import com.prowidesoftware.swift.model.mx.dic.ReportEntry10;
import com.webcohesion.ofx4j.domain.data.MessageSetType;
import com.webcohesion.ofx4j.domain.data.ResponseEnvelope;
import com.webcohesion.ofx4j.domain.data.banking.BankStatementResponseTransaction;
import com.webcohesion.ofx4j.domain.data.banking.BankingResponseMessageSet;
import com.webcohesion.ofx4j.domain.data.common.Transaction;
import com.webcohesion.ofx4j.io.AggregateUnmarshaller;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.counterfoil.benchmarks.BankFileBounds.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** What a user would take instead to read the files of {@link BankFileTexts}; every answer is the number of movements and their sum in minor units. */
final class BankFilePeers {

    private BankFilePeers() {}

    static XMLInputFactory jdk() {
        return safe(XMLInputFactory.newDefaultFactory());
    }

    static XMLInputFactory aalto() {
        return safe(new com.fasterxml.aalto.stax.InputFactoryImpl());
    }

    private static XMLInputFactory safe(XMLInputFactory factory) {
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /** Steps through every event and adds the amounts of the entries up. */
    static Answer cursor(XMLInputFactory factory, byte[] file) throws XMLStreamException {
        XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(file));
        long count = 0;
        long sum = 0;
        long minor = 0;
        int depth = 0;
        int entry = Integer.MAX_VALUE;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
                entry = depth < entry ? Integer.MAX_VALUE : entry;
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
                String name = xml.getLocalName();
                if (name.equals("Ntry")) {
                    entry = depth;
                    count++;
                } else if (depth == entry + 1 && name.equals("Amt")) {
                    minor = minor(xml.getElementText());
                    depth--;
                } else if (depth == entry + 1 && name.equals("CdtDbtInd")) {
                    sum += xml.getElementText().equals("DBIT") ? -minor : minor;
                    depth--;
                }
            }
        }
        return new Answer(count, sum);
    }

    private static long minor(String amount) {
        return new BigDecimal(amount).movePointRight(2).longValueExact();
    }

    /** An entry as a host would keep it. */
    private record Entry(
            BigDecimal amount,
            String currency,
            String indicator,
            String status,
            String booked,
            String value,
            String reference,
            String endToEnd,
            String name,
            String account,
            String text) {}

    /** One record an entry, of the fields that a host needs, made with a cursor. */
    static Answer records(XMLInputFactory factory, byte[] file) throws XMLStreamException {
        XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(file));
        long count = 0;
        long sum = 0;
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT
                    && xml.getLocalName().equals("Ntry")) {
                Entry entry = entry(xml);
                count++;
                long minor = entry.amount().movePointRight(2).longValueExact();
                sum += entry.indicator().equals("DBIT") ? -minor : minor;
            }
        }
        return new Answer(count, sum);
    }

    private static Entry entry(XMLStreamReader xml) throws XMLStreamException {
        BigDecimal amount = BigDecimal.ZERO;
        String currency = "";
        String indicator = "";
        String[] texts = new String[8];
        String parent = "";
        int depth = 1;
        while (depth > 0) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
                continue;
            }
            if (event != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            depth++;
            String name = xml.getLocalName();
            boolean leaf = true;
            switch (name) {
                case "Amt" -> {
                    if (depth == 2) {
                        currency = xml.getAttributeValue(null, "Ccy");
                        amount = new BigDecimal(xml.getElementText());
                    } else {
                        leaf = false;
                    }
                }
                case "CdtDbtInd" -> {
                    String text = xml.getElementText();
                    indicator = depth == 2 ? text : indicator;
                }
                case "Cd" -> {
                    String text = xml.getElementText();
                    texts[0] = parent.equals("Sts") ? text : texts[0];
                }
                case "Dt" -> {
                    String text = xml.getElementText();
                    texts[parent.equals("BookgDt") ? 1 : 2] = text;
                }
                case "AcctSvcrRef" -> texts[3] = xml.getElementText();
                case "EndToEndId" -> texts[4] = xml.getElementText();
                case "Nm" -> texts[5] = xml.getElementText();
                case "IBAN" -> texts[6] = xml.getElementText();
                case "Ustrd" -> texts[7] = xml.getElementText();
                default -> leaf = false;
            }
            if (leaf) {
                depth--;
            } else {
                parent = name;
            }
        }
        return new Entry(
                amount, currency, indicator, texts[0], texts[1], texts[2], texts[3], texts[4], texts[5], texts[6],
                texts[7]);
    }

    static Answer prowideCamt(byte[] file) {
        MxCamt05300108 message = MxCamt05300108.parse(new String(file, StandardCharsets.UTF_8));
        long count = 0;
        long sum = 0;
        for (AccountStatement9 statement : message.getBkToCstmrStmt().getStmt()) {
            for (ReportEntry10 entry : statement.getNtry()) {
                count++;
                long minor = entry.getAmt().getValue().movePointRight(2).longValueExact();
                sum += entry.getCdtDbtInd() == CreditDebitCode.DBIT ? -minor : minor;
            }
        }
        return new Answer(count, sum);
    }

    static Answer prowideMt(byte[] file) {
        MT940 message = MT940.parse(new String(file, StandardCharsets.ISO_8859_1));
        long count = 0;
        long sum = 0;
        for (Field61 line : message.getField61()) {
            count++;
            long minor = line.getAmountAsBigDecimal().movePointRight(2).longValueExact();
            sum += line.getDebitCreditMark().equals("D") ? -minor : minor;
        }
        return new Answer(count, sum);
    }

    private static Reader text(byte[] file) {
        return new InputStreamReader(new ByteArrayInputStream(file), StandardCharsets.UTF_8);
    }

    /** Every cell becomes a string; amounts alone are read. */
    static Answer fastCsv(byte[] file) throws IOException {
        long count = -1;
        long sum = 0;
        try (CsvReader<CsvRecord> rows = CsvReader.builder().ofCsvRecord(text(file))) {
            for (CsvRecord row : rows) {
                if (++count > 0) {
                    sum += minor(row.getField(1));
                }
            }
        }
        return new Answer(count, sum);
    }

    static Answer commonsCsv(byte[] file) throws IOException {
        long count = -1;
        long sum = 0;
        try (CSVParser rows = CSVFormat.DEFAULT.parse(text(file))) {
            for (CSVRecord row : rows) {
                if (++count > 0) {
                    sum += minor(row.get(1));
                }
            }
        }
        return new Answer(count, sum);
    }

    static Answer ofx4j(byte[] file) throws Exception {
        try (InputStream in = new ByteArrayInputStream(file)) {
            ResponseEnvelope envelope = new AggregateUnmarshaller<>(ResponseEnvelope.class).unmarshal(in);
            BankingResponseMessageSet banking =
                    (BankingResponseMessageSet) envelope.getMessageSet(MessageSetType.banking);
            List<Transaction> all = new ArrayList<>();
            for (BankStatementResponseTransaction statement : banking.getStatementResponses()) {
                all.addAll(statement.getMessage().getTransactionList().getTransactions());
            }
            long sum = 0;
            for (Transaction transaction : all) {
                sum += transaction.getBigDecimalAmount().movePointRight(2).longValueExact();
            }
            return new Answer(all.size(), sum);
        }
    }
}
