package io.pteroorders.bot.payment;

import com.google.common.hash.Hashing;
import io.pteroorders.core.payment.PaymentReport;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.joda.money.Money;

/**
 * A row of the feed: something that came into an account, as somebody wrote it. Immutable and thread-safe.
 *
 * @param given the sender's own name for it, if there is one
 * @param key tells it from all others, however often it is sent
 * @param amount how much came in; empty if that cannot be read, or nothing came in
 * @param at when, as far as is known
 * @param text what was written
 */
record FeedRow(Optional<String> given, String key, Optional<Money> amount, Instant at, String text) {

    /** Who tells of money that the feed told of, as an order's history shows it. */
    static final String BY = "system:feed";

    private static final int KEY = 32;

    /** A key of what tells one row from another. */
    static String key(String... parts) {
        return "feed:"
                + Hashing.sha256()
                        .hashString(String.join("\n", parts), StandardCharsets.UTF_8)
                        .toString()
                        .substring(0, KEY);
    }

    /** The report of the money; there has to be an amount. */
    PaymentReport report() {
        return PaymentReport.ofMoney(key, BY, amount.orElseThrow(), at);
    }
}
