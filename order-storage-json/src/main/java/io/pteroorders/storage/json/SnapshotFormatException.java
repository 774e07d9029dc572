package io.pteroorders.storage.json;

/** A file is not a JSON array; the message says what is wrong where, without content. */
final class SnapshotFormatException extends Exception {

    private static final long serialVersionUID = 1;

    /**
     * @param line from 1
     * @param column of bytes, from 1
     */
    SnapshotFormatException(String problem, long line, long column) {
        super("is not a JSON array of orders: it " + problem + ", at line " + line + ", column " + column);
    }
}
