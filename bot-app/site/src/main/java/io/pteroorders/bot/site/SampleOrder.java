package io.pteroorders.bot.site;

import io.pteroorders.bot.chat.PageShop;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderItem;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.OrderTexts;
import io.pteroorders.notify.text.TextKey;
import io.pteroorders.notify.text.Variables;
import java.time.Instant;

/** An order that nobody made, of a package of the shop, to look at texts with. Immutable and thread-safe. */
final class SampleOrder {

    private static final int MONTHS = 3;
    private static final Instant TIME = Instant.parse("2026-01-15T05:01:00Z");
    private static final OrderId ID = OrderId.of("ORD-TEST0-00001");
    private static final Customer BUDI = new Customer(PersonId.phone("6281234567890"), "Budi", "6281234567890");

    private final PageShop shop;

    SampleOrder(PageShop shop) {
        this.shop = shop;
    }

    /** The values of its texts. */
    Variables values(TextKey text, Language language) {
        OrderTexts orders = shop.replies().orders();
        Order order = Order.create(
                        ID,
                        BUDI,
                        OrderItem.of(shop.service().catalog().all().get(0), MONTHS),
                        BUDI.id().text(),
                        TIME)
                .withNote(TIME, BUDI.id().text(), "region Singapura");
        return text.file().endsWith("-admin") ? orders.forAdmin(order, language) : orders.forCustomer(order, language);
    }
}
