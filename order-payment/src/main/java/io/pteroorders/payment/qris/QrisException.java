package io.pteroorders.payment.qris;

/** A text that is not that of a QRIS code. The message says what is wrong, for whoever copied it. */
public final class QrisException extends RuntimeException {

    private static final long serialVersionUID = 1;

    QrisException(String message) {
        super(message);
    }
}
