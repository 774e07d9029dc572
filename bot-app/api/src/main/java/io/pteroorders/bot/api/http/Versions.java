package io.pteroorders.bot.api.http;

import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import io.pteroorders.bot.web.Exchange;
import io.pteroorders.core.order.Order;
import io.pteroorders.storage.record.OrderJson;
import io.pteroorders.storage.record.StoredOrder;

/** The versions of orders: digests of all that the program knows of them, which are kept nowhere. */
public final class Versions {

    private static final int LENGTH = 22;

    private Versions() {}

    /** The version of an order. */
    public static String of(Order order) {
        byte[] record = OrderJson.encode(StoredOrder.of(order));
        return BaseEncoding.base64Url()
                .encode(Hashing.sha256().hashBytes(record).asBytes())
                .substring(0, LENGTH);
    }

    /** As the header {@code ETag} says it. */
    public static String tag(Order order) {
        return "\"" + of(order) + "\"";
    }

    /** What a header says, without what proxies put around and behind it. */
    static String said(String header) {
        String inside = Exchange.plain(header);
        return inside.length() > LENGTH ? inside.substring(0, LENGTH) : inside;
    }
}
