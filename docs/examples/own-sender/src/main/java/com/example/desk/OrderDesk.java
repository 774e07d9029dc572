package com.example.desk;

import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.CreateOrder;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.task.TaskWorker;
import io.pteroorders.notify.DeliveryLog;
import io.pteroorders.notify.NotificationPolicy;
import io.pteroorders.notify.NotificationText;
import io.pteroorders.notify.Outbox;
import io.pteroorders.notify.text.Formats;
import io.pteroorders.notify.text.OrderTexts;
import io.pteroorders.notify.text.Shop;
import io.pteroorders.notify.text.Texts;
import io.pteroorders.storage.json.JsonShopStorage;
import io.pteroorders.storage.json.JsonStorageOptions;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Scanner;

/** Takes orders from standard input, {@code <person> <package> <months>} a line, and tells people through a spool. */
public final class OrderDesk {

    private static final PersonId SELLER = PersonId.of("seller@example.com");

    private OrderDesk() {}

    // region main
    /** @param arguments the directory of the data, and that of the spool */
    public static void main(String[] arguments) {
        Path data = Path.of(arguments[0]);
        Clock clock = Clock.systemUTC();
        Texts texts = Texts.load(List.of(NotificationText.class), Optional.empty());
        Formats formats = new Formats(texts, ZoneId.of("Asia/Jakarta"));
        Shop shop = new Shop("My shop", "!", Optional.empty(), PackageType.GOLD);
        NotificationPolicy policy = new NotificationPolicy(ImmutableSet.of(SELLER));

        try (var storage = JsonShopStorage.open(data, JsonStorageOptions.defaults(clock), ImmutableSet.of())) {
            DeliveryLog log = DeliveryLog.of(storage.lease("order desk").orElseThrow());
            Spool spool = new Spool(Path.of(arguments[1]));
            OrderTexts words = new OrderTexts(texts, formats, shop);
            Outbox outbox = Outbox.builder(storage.orders(), words, policy, spool, log, clock)
                    .open();
            OrderService orders = OrderService.builder(storage.orders(), clock, new SecureRandom())
                    .listener(outbox, Runnable::run)
                    .build();
            try (TaskWorker worker = outbox.start()) {
                takeOrders(orders);
            }
        }
    }
    // endregion

    private static void takeOrders(OrderService orders) {
        try (Scanner typed = new Scanner(System.in)) {
            while (typed.hasNext()) {
                PersonId person = PersonId.of(typed.next());
                Customer customer = new Customer(person, "", person.text());
                CreateOrder wanted = new CreateOrder(customer, typed.next(), typed.nextInt());
                String answer = orders.create(Actor.customer(person), wanted)
                        .fold(order -> "ordered: " + order.id(), refusal -> "refused: " + refusal.code());
                System.out.println(answer);
            }
        }
    }
}
