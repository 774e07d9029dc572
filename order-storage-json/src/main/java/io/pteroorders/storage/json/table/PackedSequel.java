package io.pteroorders.storage.json.table;

import io.pteroorders.core.catalog.Amounts;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.Sequel;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.joda.money.CurrencyUnit;

/**
 * How that an order goes on with another one's subscription lies in bytes: the id of that one without its first letters,
 * then the digits of the monthly price, which are none for a renewal.
 */
final class PackedSequel {

    private PackedSequel() {}

    static void write(Sequel sequel, PackedWriter out) {
        out.writeAscii(sequel.first().toString(), PackedOrder.ID_BEGINS.length());
        out.writeAscii(
                sequel instanceof Sequel.Upgrade upgrade
                        ? upgrade.pricePerMonth().getAmount().toPlainString()
                        : "",
                0);
    }

    /**
     * What was written.
     *
     * @param currency that of the order
     */
    static Sequel read(PackedReader in, CurrencyUnit currency) {
        OrderId first = first(in);
        String price = ascii(in.readBytes());
        return price.isEmpty()
                ? new Sequel.Renewal(first)
                : new Sequel.Upgrade(first, Amounts.of(currency, new BigDecimal(price)));
    }

    /** The order that began the subscription. */
    static OrderId first(PackedReader in) {
        return OrderId.of(PackedOrder.ID_BEGINS + ascii(in.readBytes()));
    }

    /** Whether the order that began it is this one. */
    static boolean hasFirst(PackedReader in, OrderId first) {
        byte[] rest = first.toString().substring(PackedOrder.ID_BEGINS.length()).getBytes(StandardCharsets.US_ASCII);
        return Arrays.equals(rest, in.readBytes());
    }

    private static String ascii(byte[] text) {
        return new String(text, StandardCharsets.ISO_8859_1);
    }
}
