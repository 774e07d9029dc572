package io.pteroorders.storage.record;

import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.SubscriptionLog;
import io.pteroorders.core.testkit.OrderArbitraries;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Any order, half of them with other fields, at any level. The names of those begin with a dot. */
@SuppressWarnings("exports") // tests are no module
public final class StoredOrders {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String[] NAMES = {".", ".x", ".id", ".price \"now\"", ".\n", ".😀", ".é"};
    private static final String[] NUMBERS = {"0.10", "-1.5E-7", "1E+1000000000", "0.1234567890123456789012345"};
    private static final String[] TEXTS = {"", "a\\\"/\t\u0001", "é漢😀", "half \ud83d", "]},"};

    private final Random random;

    private StoredOrders(Random random) {
        this.random = random;
    }

    public static Arbitrary<StoredOrder> any() {
        return Combinators.combine(
                        OrderArbitraries.orders(), Arbitraries.longs().withoutEdgeCases())
                .as((order, seed) -> new StoredOrders(new Random(seed)).withOtherFields(order));
    }

    private StoredOrder withOtherFields(Order order) {
        if (random.nextBoolean()) {
            return StoredOrder.of(order);
        }
        ObjectNode fields = object(2);
        put(fields, "customer", object(2));
        ObjectNode item = object(2);
        put(item, "specifications", object(2));
        order.item().plan().ifPresent(plan -> put(item, "panel", object(2)));
        put(fields, "item", item);
        put(fields, "statusHistory", history(order));
        put(fields, "claims", claims(order));
        put(fields, "payments", payments(order));
        order.server().ifPresent(server -> put(fields, "server", server(server)));
        put(fields, "subscription", subscription(order.subscription()));
        return new StoredOrder(order, Optional.of(fields));
    }

    private static void put(ObjectNode outer, String name, JsonNode inner) {
        if (!inner.isEmpty()) {
            outer.set(name, inner);
        }
    }

    private ObjectNode claims(Order order) {
        ObjectNode claims = NODES.objectNode();
        order.claims().forEach(claim -> put(claims, claim.subject(), object(1)));
        return claims;
    }

    private ArrayNode history(Order order) {
        return list(order.statusHistory(), change -> object(1));
    }

    private ArrayNode payments(Order order) {
        return list(order.payments().all(), this::payment);
    }

    private ObjectNode payment(Payment payment) {
        ObjectNode fields = object(1);
        payment.payBy().ifPresent(shown -> put(fields, "payBy", object(1)));
        put(fields, "arrivals", list(payment.arrivals(), arrival -> object(1)));
        put(fields, "refunds", list(payment.refunds(), refund -> object(1)));
        return fields;
    }

    private ObjectNode server(Server server) {
        ObjectNode fields = object(1);
        server.user().ifPresent(user -> put(fields, "user", object(1)));
        server.trouble().ifPresent(trouble -> put(fields, "trouble", object(1)));
        return fields;
    }

    private ObjectNode subscription(SubscriptionLog log) {
        ObjectNode fields = object(1);
        put(fields, "entries", list(log.entries(), entry -> object(1)));
        ObjectNode steps = NODES.objectNode();
        log.steps().forEach(step -> put(steps, OtherFields.subject(step), object(1)));
        put(fields, "steps", steps);
        return fields;
    }

    /** Up to the last that has any. */
    private static <T> ArrayNode list(List<T> parts, Function<T, ObjectNode> fields) {
        ArrayNode list = NODES.arrayNode();
        parts.forEach(part -> list.add(fields.apply(part)));
        while (!list.isEmpty() && list.path(list.size() - 1).isEmpty()) {
            list.remove(list.size() - 1);
        }
        return list;
    }

    private ObjectNode object(int depth) {
        ObjectNode object = NODES.objectNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            object.set(one(NAMES), value(depth));
        }
        return object;
    }

    private ArrayNode array(int depth) {
        ArrayNode array = NODES.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            array.add(value(depth));
        }
        return array;
    }

    private JsonNode value(int depth) {
        return switch (random.nextInt(depth == 0 ? 6 : 8)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> NODES.numberNode(random.nextInt());
            case 3 -> NODES.numberNode(new BigInteger("9".repeat(20 + random.nextInt(20))));
            case 4 -> NODES.numberNode(new BigDecimal(one(NUMBERS)));
            case 5 -> NODES.stringNode(one(TEXTS));
            case 6 -> object(depth - 1);
            default -> array(depth - 1);
        };
    }

    private String one(String[] all) {
        return all[random.nextInt(all.length)];
    }
}
