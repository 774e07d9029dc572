package io.pteroorders.storage.json;

import io.pteroorders.storage.record.OrderFormatException;
import io.pteroorders.storage.record.OrderJson;
import io.pteroorders.storage.record.StoredOrder;
import java.util.Arrays;

/**
 * A record as it stands in its file. Its bytes are there only until the next record is read.
 *
 * @param position its number, from 1
 * @param offset of its first byte in the file
 * @param line of its first byte, from 1
 * @param buffer holds its bytes
 * @param start of its bytes in the buffer
 * @param length in bytes; 0 if there are more than {@link OrderJson#MAX_RECORD}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RawRecord(int position, long offset, long line, byte[] buffer, int start, int length) {

    /** The same in another buffer. */
    RawRecord copiedTo(byte[] other, int at) {
        System.arraycopy(buffer, start, other, at, length);
        return new RawRecord(position, offset, line, other, at, length);
    }

    /** @throws OrderFormatException if it is not an order */
    StoredOrder decoded(OrderJson format) throws OrderFormatException {
        if (length == 0) {
            throw new OrderFormatException("the record is longer than 1 MiB");
        }
        return format.decode(buffer, start, length);
    }

    /** The same as not an order. */
    SnapshotFile.Rejected rejected(String reason) {
        return new SnapshotFile.Rejected(
                position, offset, line, reason, Arrays.copyOfRange(buffer, start, start + length));
    }
}
