package io.counterfoil.bankfiles.camt;

import io.counterfoil.bankfiles.camt.CamtContext.BadFieldException;
import io.counterfoil.bankfiles.source.FileFormat;
import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.ImportLimits;
import io.counterfoil.bankfiles.source.internal.RecordReader;
import io.counterfoil.bankfiles.source.internal.RecordSink;
import io.counterfoil.bankfiles.source.internal.Utf8Bytes;
import io.counterfoil.bankfiles.xml.XmlCursor;
import io.counterfoil.bankfiles.xml.XmlException;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Rejection;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads camt.052, 053 and 054 forward, one part of a statement a step. Memory does not grow with the file, but for 10 to 16 bytes an entry of the statement
 * at hand, by which repeated lines are found. Not thread-safe.
 */
public final class CamtReader implements RecordReader {

    private static final Pattern MESSAGE =
            Pattern.compile("(BkToCstmrStmt|BkToCstmrAcctRpt|BkToCstmrDbtCdtNtfctn)(V[0-9]{2})?");

    private final String source;
    private final Utf8Bytes text;
    private final ImportLimits limits;
    private final EntryReader.Setting setting;
    private final RecordSink sink;
    private final CamtContext context;
    private final Itemizer itemizer;
    private final PageChain pages = new PageChain();
    private @Nullable XmlCursor cursor;
    private @Nullable CamtStatement statement;
    private int messageDepth;
    private int statements;
    private int rejections;
    private boolean inEntry;
    private boolean messageSeen;
    private boolean ended;

    /** A reader of the text. */
    public CamtReader(String source, Utf8Bytes text, ImportLimits limits, boolean invertOnReversal, RecordSink sink) {
        this.source = source;
        this.text = text;
        this.limits = limits;
        this.setting = new EntryReader.Setting(invertOnReversal, limits.maxDetails(), sink.isCounting());
        this.sink = sink;
        this.context = new CamtContext(source);
        this.itemizer = new Itemizer(context, sink);
    }

    @Override
    public boolean advance() {
        if (ended) {
            return false;
        }
        try {
            XmlCursor at = cursor;
            if (at == null) {
                at = XmlCursor.open(text, limits);
                cursor = at;
            }
            ended = !step(at);
        } catch (XmlException e) {
            ended = true;
            stop(e);
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }

    private void stop(XmlException e) {
        Diagnostic.Location place = Diagnostic.Location.of(source, e.line(), e.column());
        if (inEntry) {
            sink.rejected(Rejection.of(place, "Ntry", e.code(), "the entry is cut: " + e.getMessage()));
        }
        sink.broken(Diagnostic.error(e.code(), String.valueOf(e.getMessage()), place));
        CamtStatement open = statement;
        if (open != null) {
            open.cut(sink);
        }
    }

    private boolean step(XmlCursor at) throws XmlException {
        if (!at.next()) {
            if (!messageSeen) {
                sink.broken(Diagnostic.error(
                        ImportCode.NOT_CAMT,
                        "there is no camt message in the document",
                        Diagnostic.Location.of(source)));
            } else if (statements == 0) {
                sink.broken(Diagnostic.error(
                        ImportCode.NO_STATEMENT,
                        "the message holds no statement, report or notification",
                        Diagnostic.Location.of(source)));
            }
            return false;
        }
        CamtStatement open = statement;
        if (!at.isStart()) {
            if (open != null && at.depth() < open.depth()) {
                open.end(sink, pages);
                itemizer.statementEnded();
                statement = null;
            } else if (messageDepth > 0 && at.depth() < messageDepth) {
                messageDepth = 0;
            }
        } else if (open != null) {
            part(at, open);
        } else if (messageDepth > 0) {
            messagePart(at);
        } else if (MESSAGE.matcher(at.name()).matches()) {
            messageDepth = at.depth();
            messageSeen = true;
        }
        return true;
    }

    private void messagePart(XmlCursor at) throws XmlException {
        FileFormat format = switch (at.name()) {
            case "Stmt" -> FileFormat.CAMT053;
            case "Rpt" -> FileFormat.CAMT052;
            case "Ntfctn" -> FileFormat.CAMT054;
            default -> FileFormat.UNKNOWN;
        };
        if (format == FileFormat.UNKNOWN) {
            at.skip();
            return;
        }
        if (++statements > limits.maxStatements()) {
            throw new XmlException(
                    ImportCode.LIMIT_EXCEEDED,
                    "the file has more than " + limits.maxStatements() + " statements",
                    at.line(),
                    at.column());
        }
        statement = new CamtStatement(format, at.depth(), context, context.at(at.line(), at.column()));
    }

    private void part(XmlCursor at, CamtStatement open) throws XmlException {
        switch (at.name()) {
            case "Id",
                    "CreDtTm",
                    "ElctrncSeqNb",
                    "LglSeqNb",
                    "RptgSeq",
                    "StmtPgntn",
                    "RptPgntn",
                    "NtfctnPgntn",
                    "Acct",
                    "Bal",
                    "TxsSummry" -> open.part(at.node(), sink);
            case "Ntry" -> entry(at, open);
            default -> at.skip();
        }
    }

    private void entry(XmlCursor at, CamtStatement open) throws XmlException {
        inEntry = true;
        EntryReader.Read read = new EntryReader(at, context, setting, open.madeOn()).read();
        inEntry = false;
        read.counted().ifPresent(counted -> open.count(counted, read.apart().isEmpty()));
        read.apart().ifPresent(status -> sink.keptApart(status.finding(context, read.head())));
        read.failure().ifPresent(failure -> open.rejected());
        if (read.failure().isPresent()) {
            reject(read.failure().get());
        }
        Optional<Entry> entry = read.entry();
        if (entry.isPresent()
                && !read.head().at("BookgDt").isPresent()
                && !read.head().at("ValDt").isPresent()) {
            sink.found(Diagnostic.warning(
                    ImportCode.DATE_ASSUMED,
                    "an entry states no day, the day on which the statement was made stands in: "
                            + entry.get().bookedOn(),
                    context.at(read.head())));
        }
        if (entry.isPresent()) {
            open.move(entry.get());
            itemizer.write(entry.get(), open.account(sink));
        }
    }

    private void reject(BadFieldException failure) throws XmlException {
        Diagnostic.Location place = failure.location();
        sink.rejected(Rejection.of(place, "Ntry", failure.code(), failure.sentence()));
        sink.found(Diagnostic.error(failure.code(), failure.sentence(), place));
        if (++rejections > limits.maxRejections()) {
            throw new XmlException(
                    ImportCode.LIMIT_EXCEEDED,
                    "more than " + limits.maxRejections() + " entries cannot be read",
                    (int) place.line(),
                    place.column());
        }
    }
}
