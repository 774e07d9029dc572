package io.pteroorders.bot.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.storage.InMemoryShopStorage;
import io.pteroorders.core.storage.JsonValue;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.Part;
import io.pteroorders.core.storage.ShopStorage;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateMoveTest {

    @TempDir
    Path data;

    private static ShopStorage shop() {
        return InMemoryShopStorage.create(Fixtures.JAKARTA, ManualClock.at(Fixtures.NOON));
    }

    private static Lease lease(ShopStorage shop) {
        return shop.lease("shop").orElseThrow();
    }

    @Test
    void everythingThatTheBotKeepsIsMoved() {
        Lease lease = lease(shop());
        List<String> opened = new ArrayList<>();
        Lease watched = (Lease) Proxy.newProxyInstance(
                Lease.class.getClassLoader(), new Class<?>[] {Lease.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("records")) {
                        opened.add((String) arguments[0]);
                    }
                    return method.invoke(lease, arguments);
                });
        BotState.open(watched, data).close();
        assertTrue(StateMove.LISTS.containsAll(opened), () -> opened + " are kept, moved are " + StateMove.LISTS);
    }

    @Test
    void whatWasThereIsReplaced() {
        ShopStorage source = shop();
        ShopStorage target = shop();
        StateMove.LISTS.forEach(list -> {
            write(source, list, "{\"list\":\"" + list + "\"}");
            write(target, list, "{\"old\":true}");
        });
        try (Lease from = lease(source);
                Lease to = lease(target)) {
            StateMove.move(from, to);
        }
        for (String list : StateMove.LISTS) {
            List<String> moved = new ArrayList<>();
            try (Lease lease = lease(target)) {
                lease.records(list, moved::add);
            }
            assertEquals(List.of("{\"list\":\"" + list + "\"}"), moved);
        }
    }

    private static void write(ShopStorage shop, String list, String json) {
        try (Lease lease = lease(shop)) {
            lease.records(list).replace(ImmutableList.of(new JsonValue(Part.SHOP, json)));
        }
    }
}
