package io.pteroorders.storage.json;

import io.pteroorders.storage.record.OrderJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Finds the elements of a JSON array, however it is formatted, without looking at what they hold: only texts and
 * brackets are followed. It needs no more memory than the longest record has, nor ever more than twice
 * {@link OrderJson#MAX_RECORD}. A byte order mark is skipped. Not thread-safe.
 */
final class RecordSplitter {

    private static final int BUFFER = 1 << 16;
    private static final int END = -1;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    /** What a byte means outside of a text. */
    private static final byte[] MEANINGS = meanings();

    private static final byte NONE = 0;
    private static final byte PART_OF_WORD = 1;
    private static final byte WHITE_SPACE = 2;
    private static final byte LINE_FEED = 3;
    private static final byte SEPARATOR = 4;
    private static final byte OPENING = 5;
    private static final byte CLOSING = 6;
    private static final byte QUOTE = 7;

    private final InputStream in;
    private byte[] buffer = new byte[BUFFER];
    private int at;
    private int limit;
    /** The place in the file at which the buffer begins. */
    private long base;

    private long line = 1;
    private long lineOffset;
    private int position;
    private boolean ended;
    private boolean inRecord;
    private boolean tooLong;
    private int recordStart;
    private long recordOffset;
    private long recordLine;

    RecordSplitter(InputStream in) {
        this.in = in;
    }

    private static byte[] meanings() {
        byte[] meanings = new byte[256];
        Arrays.fill(meanings, '!', 0x7f, PART_OF_WORD);
        for (char character : " \t\r".toCharArray()) {
            meanings[character] = WHITE_SPACE;
        }
        meanings['\n'] = LINE_FEED;
        meanings[','] = SEPARATOR;
        meanings[':'] = SEPARATOR;
        meanings['['] = OPENING;
        meanings['{'] = OPENING;
        meanings[']'] = CLOSING;
        meanings['}'] = CLOSING;
        meanings['"'] = QUOTE;
        return meanings;
    }

    /**
     * Goes to the next record; false if there is none any more.
     *
     * @throws SnapshotFormatException if the file is not a JSON array, or has something after it
     */
    boolean next() throws IOException, SnapshotFormatException {
        if (ended) {
            return false;
        }
        if (position == 0) {
            begin();
        }
        int next = skipWhiteSpace();
        if (next == ']') {
            at++;
            end();
            ended = true;
            return false;
        }
        if (position > 0) {
            if (next != ',') {
                throw unexpected(next);
            }
            at++;
            next = skipWhiteSpace();
        }
        record(next);
        return true;
    }

    /** The record; there until the next one is asked for. */
    RawRecord record() {
        return new RawRecord(position, recordOffset, recordLine, buffer, recordStart, tooLong ? 0 : at - recordStart);
    }

    /** How many records there were so far. */
    int count() {
        return position;
    }

    private void begin() throws IOException, SnapshotFormatException {
        for (byte mark : BYTE_ORDER_MARK) {
            if (peek() == (mark & 0xff)) {
                at++;
            }
        }
        int first = skipWhiteSpace();
        if (first != '[') {
            throw first == END ? unexpected(first) : wrong("begins otherwise");
        }
        at++;
    }

    private void end() throws IOException, SnapshotFormatException {
        if (skipWhiteSpace() != END) {
            throw wrong("has something after the end of its array");
        }
    }

    private void record(int first) throws IOException, SnapshotFormatException {
        position++;
        inRecord = true;
        tooLong = false;
        recordStart = at;
        recordOffset = base + at;
        recordLine = line;
        switch (first == END ? NONE : MEANINGS[first]) {
            case OPENING -> skipNested();
            case QUOTE -> skipText();
            case PART_OF_WORD -> skipWord();
            default -> throw unexpected(first);
        }
        tooLong |= at - recordStart > OrderJson.MAX_RECORD;
        inRecord = false;
    }

    private void skipNested() throws IOException, SnapshotFormatException {
        long depth = 0;
        do {
            int next = peek();
            switch (next == END ? NONE : MEANINGS[next]) {
                case QUOTE -> {
                    skipText();
                    at--; // back to the quote, which is passed below
                }
                case OPENING -> depth++;
                case CLOSING -> depth--;
                case LINE_FEED -> newLine();
                case NONE -> throw unexpected(next);
                default -> {}
            }
            at++;
        } while (depth > 0);
    }

    private void skipText() throws IOException, SnapshotFormatException {
        at++;
        while (true) {
            while (at < limit && isPlainInText(buffer[at])) {
                at++;
            }
            int next = peek();
            if (next == '"') {
                at++;
                return;
            }
            if (next == '\\') {
                at++;
                next = peek();
            }
            if (next == END || next < ' ') {
                throw next == END ? unexpected(next) : wrong("has a text that does not end on its line");
            }
            at++;
        }
    }

    private static boolean isPlainInText(byte b) {
        return b != '"' && b != '\\' && (b >= ' ' || b < 0);
    }

    private void skipWord() throws IOException {
        int next = peek();
        while (next != END && MEANINGS[next] == PART_OF_WORD) {
            at++;
            next = peek();
        }
    }

    private int skipWhiteSpace() throws IOException {
        int next = peek();
        while (next != END && (MEANINGS[next] == WHITE_SPACE || next == '\n')) {
            if (next == '\n') {
                newLine();
            }
            at++;
            next = peek();
        }
        return next;
    }

    private void newLine() {
        line++;
        lineOffset = base + at + 1;
    }

    /** The next byte, which is not read. */
    private int peek() throws IOException {
        return at < limit || fill() ? buffer[at] & 0xff : END;
    }

    /** Reads on; keeps what there is of a record, unless it is too long. */
    private boolean fill() throws IOException {
        int kept = inRecord && !tooLong ? recordStart : at;
        if (at - kept > OrderJson.MAX_RECORD) {
            tooLong = true;
            kept = at;
        }
        System.arraycopy(buffer, kept, buffer, 0, at - kept);
        base += kept;
        at -= kept;
        recordStart = 0;
        if (at == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        limit = at + Math.max(0, in.read(buffer, at, buffer.length - at));
        return at < limit;
    }

    private SnapshotFormatException unexpected(int next) {
        return wrong(next == END ? "ends too early" : "has something that does not belong there");
    }

    private SnapshotFormatException wrong(String problem) {
        return new SnapshotFormatException(problem, line, base + at - lineOffset + 1);
    }
}
