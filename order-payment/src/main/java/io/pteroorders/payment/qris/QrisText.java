package io.pteroorders.payment.qris;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * The text of a QRIS code, Indonesia's kind of the merchant codes of EMVCo: fields of two digits for a tag, two for a
 * length and a value, of which the last is a checksum of all before. Immutable and thread-safe.
 *
 * <pre>{@code
 * QrisText code = QrisText.parse(textOfThePictureByTheTill).withAmount(Money.of(IDR, 25_037));
 * }</pre>
 */
public final class QrisText {

    private static final CurrencyUnit RUPIAH = CurrencyUnit.of("IDR");

    private static final String VERSION = "00";
    private static final String INITIATION = "01";
    private static final String CURRENCY = "53";
    private static final String AMOUNT = "54";
    private static final String NAME = "59";
    private static final String CHECKSUM = "63";

    /** Whoever scans it is told the amount, and pays once. */
    private static final String DYNAMIC = "12";

    private static final String RUPIAHS_NUMBER = "360";
    private static final int HEAD = 4;
    private static final int TAG = 2;
    private static final int LONGEST_AMOUNT = 13;
    private static final int POLYNOMIAL = 0x1021;
    private static final int SIXTEEN_BITS = 0xFFFF;
    private static final int HIGHEST_BIT = 0x8000;

    /** All fields but the checksum, in their order. */
    private final ImmutableList<Field> fields;

    private record Field(String tag, String value) {

        @Override
        public String toString() {
            return tag + Strings.padStart(Integer.toString(value.length()), TAG, '0') + value;
        }
    }

    private QrisText(ImmutableList<Field> fields) {
        this.fields = fields;
    }

    /**
     * The code with this text.
     *
     * @throws QrisException if it is none: the message says what is wrong, for whoever copied it
     */
    public static QrisText parse(String text) {
        String stripped = text.strip();
        ImmutableList<Field> all = fields(stripped);
        if (all.isEmpty() || !all.get(0).tag().equals(VERSION)) {
            throw new QrisException("a QRIS text begins with 000201, this one does not");
        }
        Field last = all.get(all.size() - 1);
        if (!last.tag().equals(CHECKSUM) || last.value().length() != HEAD) {
            throw new QrisException(
                    "a QRIS text ends with 6304 and four characters, this one does not: it was cut off");
        }
        String before = stripped.substring(0, stripped.length() - HEAD);
        if (!checksum(before).equals(last.value().toUpperCase(Locale.ROOT))) {
            throw new QrisException("the checksum of the QRIS text is wrong: a character was changed or lost");
        }
        QrisText code = new QrisText(all.subList(0, all.size() - 1));
        code.check();
        return code;
    }

    private static ImmutableList<Field> fields(String text) {
        ImmutableList.Builder<Field> fields = ImmutableList.builder();
        int at = 0;
        while (at < text.length()) {
            int length = length(text, at);
            if (length < 0 || at + HEAD + length > text.length()) {
                throw new QrisException("the QRIS text cannot be read from its character " + (at + 1)
                        + " on: copy it whole, from 000201 to the four characters behind 6304");
            }
            fields.add(new Field(text.substring(at, at + TAG), text.substring(at + HEAD, at + HEAD + length)));
            at += HEAD + length;
        }
        return fields.build();
    }

    /** The length of the field at a place; negative if none begins there. */
    private static int length(String text, int at) {
        if (at + HEAD > text.length()) {
            return -1;
        }
        int number = 0;
        for (int i = at; i < at + HEAD; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = i < at + TAG ? 0 : number * 10 + (c - '0');
        }
        return number;
    }

    private void check() {
        Set<String> tags = new HashSet<>();
        for (Field field : fields) {
            if (!tags.add(field.tag())) {
                throw new QrisException("the QRIS text has its field " + field.tag() + " twice");
            }
        }
        if (!value(CURRENCY).equals(Optional.of(RUPIAHS_NUMBER))) {
            throw new QrisException("the QRIS text is not in rupiah: it needs 5303360");
        }
    }

    private Optional<String> value(String tag) {
        return fields.stream()
                .filter(field -> field.tag().equals(tag))
                .map(Field::value)
                .findFirst();
    }

    /** The name of the merchant, as apps show it; empty if the text has none. */
    public String merchant() {
        return value(NAME).orElse("");
    }

    /** Whether it is for one payment, and then used up; one that hangs by a till is not. */
    public boolean isForOnePayment() {
        return value(INITIATION).equals(Optional.of(DYNAMIC));
    }

    /** The amount in it, as it is written; empty if whoever pays types it. */
    public Optional<String> amount() {
        return value(AMOUNT);
    }

    /**
     * The same code for one payment of this amount.
     *
     * @param amount in whole rupiah, more than nothing, at most 13 digits
     * @throws IllegalArgumentException if it is not
     */
    public QrisText withAmount(Money amount) {
        if (!amount.getCurrencyUnit().equals(RUPIAH) || !amount.isPositive()) {
            throw new IllegalArgumentException("a QRIS code is for an amount of rupiah");
        }
        String digits = amount.getAmount().toBigIntegerExact().toString();
        if (digits.length() > LONGEST_AMOUNT) {
            throw new IllegalArgumentException("an amount in a QRIS code has at most " + LONGEST_AMOUNT + " digits");
        }
        ImmutableList.Builder<Field> with = ImmutableList.builder();
        with.add(fields.get(0), new Field(INITIATION, DYNAMIC));
        for (Field field : fields.subList(1, fields.size())) {
            if (!field.tag().equals(INITIATION) && !field.tag().equals(AMOUNT)) {
                with.add(field);
            }
            if (field.tag().equals(CURRENCY)) {
                with.add(new Field(AMOUNT, digits));
            }
        }
        return new QrisText(with.build());
    }

    /** CRC-16 with the polynomial 0x1021, from 0xFFFF, in four upper-case hexadecimal digits. */
    private static String checksum(String text) {
        int sum = SIXTEEN_BITS;
        for (byte next : text.getBytes(StandardCharsets.UTF_8)) {
            sum ^= (next & 0xFF) << 8;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                sum = (sum & HIGHEST_BIT) == 0 ? sum << 1 : sum << 1 ^ POLYNOMIAL;
            }
            sum &= SIXTEEN_BITS;
        }
        return HexFormat.of().withUpperCase().toHexDigits((short) sum);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof QrisText that && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    /** The text to draw as a code, with its checksum. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        fields.forEach(text::append);
        text.append(CHECKSUM).append("04");
        return text + checksum(text.toString());
    }
}
