package io.pteroorders.bot.panel;

import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import io.pteroorders.bot.json.DurableMap;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.PersonId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The names by which a panel knows the users and servers of a shop. Those of users are made by a key that only the shop has,
 * so that the panel never learns a telephone number. Immutable and thread-safe.
 */
public final class PanelIdentity {

    private static final String SHOP = "shop";
    private static final String KEY = "key";
    private static final int KEY_BYTES = 32;
    private static final int DIGITS = 20;

    /** The settings name another shop than that whose servers there are; the message says which. */
    public static final class OtherShopException extends RuntimeException {

        private static final long serialVersionUID = 1;

        OtherShopException(String message) {
            super(message);
        }
    }

    private final String shop;
    private final byte[] key;

    PanelIdentity(String shop, byte[] key) {
        this.shop = shop;
        this.key = key.clone();
    }

    /**
     * The names of a shop that may have used its panel before.
     *
     * @param kept what is remembered of that
     * @param shop what they begin with
     * @throws OtherShopException if they began with something else before: the shop would not know its servers again
     */
    public static PanelIdentity open(DurableMap<String> kept, String shop, RandomGenerator random) {
        String before = kept.get(SHOP).orElse(shop);
        if (!before.equals(shop)) {
            throw new OtherShopException("PANEL_SHOP was " + before
                    + " when servers were made; set it to that again, or the shop does not know them any more");
        }
        if (kept.get(KEY).isEmpty()) {
            byte[] drawn = new byte[KEY_BYTES];
            random.nextBytes(drawn);
            kept.put(KEY, BaseEncoding.base16().encode(drawn));
        }
        kept.put(SHOP, shop);
        return new PanelIdentity(
                shop, BaseEncoding.base16().decode(kept.get(KEY).orElseThrow()));
    }

    /** By which the panel knows the server of an order. */
    String server(OrderId order) {
        return server(shop, order);
    }

    /** By which the panel knows the server of an order of a shop. */
    public static String server(String shop, OrderId order) {
        return shop + "-" + order;
    }

    /** By which the panel knows a customer. */
    public String user(PersonId person) {
        return shop + "-user-" + digest(person);
    }

    /** A few letters and digits that are the same for one person. */
    String digest(PersonId person) {
        return Hashing.hmacSha256(key)
                .hashString(person.text(), StandardCharsets.UTF_8)
                .toString()
                .substring(0, DIGITS);
    }

    /** The address of a customer who gave none; it reaches nobody unless the shop has a domain for it. */
    String mail(PersonId person, Optional<String> domain) {
        return digest(person) + "@" + domain.orElse(shop + ".invalid");
    }
}
