package io.pteroorders.bench;

import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.storage.record.OrderJson;
import io.pteroorders.storage.record.StoredOrder;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/** H2's store of maps: orders by id as JSON, and a map for each index; committed and forced each time. */
final class MvStorePeer implements Peer {

    private static final int FILLED_AT_ONCE = 10_000;
    private static final String LAST = "\uffff";

    private final OrderJson format = new OrderJson(OrderFlow.ORDER_STATUS_FLOW);
    private final MVStore store;
    private final MVMap<String, byte[]> orders;
    private final MVMap<String, String> byCustomer;
    private final MVMap<String, String> byStatus;
    private final MVMap<String, String> byPackage;
    private final MVMap<String, String> byTime;
    private final GroupCommit<Order> group = new GroupCommit<>(this::createAll);

    MvStorePeer(Path file) {
        store = new MVStore.Builder()
                .fileName(file.toString())
                .autoCommitDisabled()
                .open();
        orders = store.openMap("orders");
        byCustomer = store.openMap("byCustomer");
        byStatus = store.openMap("byStatus");
        byPackage = store.openMap("byPackage");
        byTime = store.openMap("byTime");
    }

    /** Takes many orders in, without care. */
    void fill(Iterable<Order> many) {
        int count = 0;
        for (Order order : many) {
            put(order);
            if (++count % FILLED_AT_ONCE == 0) {
                store.commit();
            }
        }
        store.commit();
        store.sync();
    }

    private void put(Order order) {
        String id = order.id().toString();
        String time = String.format("%015d", order.createdAt().toEpochMilli()) + id;
        orders.put(id, OrderJson.encode(StoredOrder.of(order)));
        byCustomer.put(order.customer().id().text() + " " + time, id);
        byStatus.put(order.status().word() + " " + time, id);
        byPackage.put(order.item().packageType().code() + " " + time, id);
        byTime.put(time, id);
    }

    private synchronized void createAll(List<Order> many) {
        many.forEach(this::put);
        store.commit();
        store.sync();
    }

    @Override
    public void create(Order order) {
        createAll(List.of(order));
    }

    @Override
    public void createTogether(Order order) {
        group.write(order);
    }

    @Override
    public long get(OrderId id) {
        return bytes(id.toString());
    }

    private long bytes(String id) {
        return Objects.requireNonNull(orders.get(id)).length;
    }

    @Override
    public long newest(PersonId customer) {
        return ten(byCustomer, customer.text() + " ", customer.text() + " " + LAST);
    }

    @Override
    public long page(OrderStatus status, int after) {
        String prefix = status.word() + " ";
        long end = Math.abs(byStatus.getKeyIndex(prefix + LAST)) - 2 - after;
        return ten(byStatus, prefix, byStatus.getKey(Math.max(0, end)));
    }

    private long ten(MVMap<String, String> index, String prefix, String from) {
        Iterator<String> keys = index.keyIteratorReverse(from);
        long bytes = 0;
        for (int i = 0; i < 10 && keys.hasNext(); i++) {
            String key = keys.next();
            if (!key.startsWith(prefix)) {
                return bytes;
            }
            bytes += bytes(Objects.requireNonNull(index.get(key)));
        }
        return bytes;
    }

    @Override
    public long statistics() {
        long bytes = 0;
        for (Map.Entry<String, byte[]> order : orders.entrySet()) {
            bytes += order.getValue().length;
        }
        return bytes;
    }

    @Override
    public void close() {
        group.close();
        store.close();
    }
}
