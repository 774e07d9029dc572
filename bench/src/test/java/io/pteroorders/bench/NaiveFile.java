package io.pteroorders.bench;

import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.storage.record.OrderJson;
import io.pteroorders.storage.record.StoredOrder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The way of the earlier bot: all orders in a list, the whole file written anew at each change, nothing forced. */
final class NaiveFile {

    private final OrderJson format = new OrderJson(OrderFlow.ORDER_STATUS_FLOW);
    private final Path file;
    private final List<Order> orders;

    NaiveFile(Path file, List<Order> orders) {
        this.file = file;
        this.orders = new ArrayList<>(orders);
    }

    void create(Order order) throws IOException {
        orders.add(order);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            String between = "[\n";
            for (Order each : orders) {
                out.write(between.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                out.write(OrderJson.encode(StoredOrder.of(each)));
                between = ",\n";
            }
            out.write(']');
        }
    }
}
