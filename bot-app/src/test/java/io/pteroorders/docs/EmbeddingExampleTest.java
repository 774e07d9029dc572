package io.pteroorders.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.ChangeStatus;
import io.pteroorders.core.service.CreateOrder;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.notify.DeliveryLog;
import io.pteroorders.notify.Languages;
import io.pteroorders.notify.MessageSender;
import io.pteroorders.notify.NotificationPolicy;
import io.pteroorders.notify.NotificationText;
import io.pteroorders.notify.Outbox;
import io.pteroorders.notify.SendResult;
import io.pteroorders.notify.text.Formats;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.OrderTexts;
import io.pteroorders.notify.text.Shop;
import io.pteroorders.notify.text.Texts;
import io.pteroorders.storage.json.JsonOrderStorage;
import io.pteroorders.storage.json.JsonStorageOptions;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/embedding.md. */
class EmbeddingExampleTest {

    private final List<String> sent = new ArrayList<>();

    @Test
    void theCoreAlone() {
        // region core
        OrderStorage storage = InMemoryOrderStorage.create(ZoneId.of("Asia/Jakarta"));
        OrderService service = OrderService.builder(storage, Clock.systemUTC(), new SecureRandom())
                .build();

        PersonId budi = PersonId.of("6281234567890");
        Actor admin = Actor.admin(PersonId.of("6281100000001"));

        Customer customer = new Customer(budi, "Budi", budi.text());
        Order order = service.create(Actor.customer(budi), new CreateOrder(customer, "bronze", 1))
                .get();
        Outcome<Order> confirmed = service.confirm(admin, new ChangeStatus(order.id(), "paid by transfer"));
        Outcome<Order> again = service.confirm(admin, new ChangeStatus(order.id(), ""));

        String told = again.fold(done -> "now " + done.status().word(), refusal -> "refused: " + refusal.code());
        // endregion
        assertEquals(OrderStatus.CONFIRMED, confirmed.get().status());
        assertEquals("refused: ILLEGAL_TRANSITION", told);
    }

    @Test
    void withAStoreOnDiskAndMessages(@TempDir Path directory) {
        Clock clock = Clock.systemUTC();
        PersonId budi = PersonId.of("6281234567890");
        PersonId admin = PersonId.of("6281100000001");
        // region notify
        MessageSender sender = message -> {
            sent.add("to " + message.to() + ": " + message.text());
            return CompletableFuture.completedFuture(SendResult.SENT);
        };
        Texts texts = Texts.load(List.of(NotificationText.class), Optional.empty());
        OrderTexts orderTexts = new OrderTexts(
                texts,
                new Formats(texts, ZoneId.of("Asia/Jakarta")),
                new Shop("My shop", "!", Optional.of(admin), PackageType.GOLD));
        NotificationPolicy policy = new NotificationPolicy(ImmutableSet.of(admin));
        try (OrderStorage storage = JsonOrderStorage.open(directory, JsonStorageOptions.defaults(clock))) {
            Outbox outbox = Outbox.builder(storage, orderTexts, policy, sender, DeliveryLog.inMemory(), clock)
                    .languages(Languages.inMemory(), Language.ENGLISH)
                    .open();
            OrderService service = OrderService.builder(storage, clock, new SecureRandom())
                    .listener(outbox, Runnable::run)
                    .build();
            Customer customer = new Customer(budi, "Budi", budi.text());
            service.create(Actor.customer(budi), new CreateOrder(customer, "gold", 3));
            outbox.sendDue();
        }
        // endregion
        assertEquals(2, sent.size());
        assertTrue(sent.get(0).startsWith("to 6281234567890@s.whatsapp.net: 🛒 *Order received!*"), sent.get(0));
        assertTrue(sent.get(1).startsWith("to 6281100000001@s.whatsapp.net: 🔔 *New order*"), sent.get(1));
    }
}
