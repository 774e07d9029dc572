package io.pteroorders.bot.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.client.ApiClient;
import io.pteroorders.client.ApiException;
import io.pteroorders.client.ApiResponse;
import io.pteroorders.client.api.OrdersApi;
import io.pteroorders.client.api.PackagesApi;
import io.pteroorders.client.api.PaymentsApi;
import io.pteroorders.client.api.StatisticsApi;
import io.pteroorders.client.api.SubscriptionsApi;
import io.pteroorders.client.model.Completion;
import io.pteroorders.client.model.Gift;
import io.pteroorders.client.model.NewOrder;
import io.pteroorders.client.model.NewOrderCustomer;
import io.pteroorders.client.model.NewOrderItem;
import io.pteroorders.client.model.NewPayment;
import io.pteroorders.client.model.Order;
import io.pteroorders.client.model.OrderStatus;
import io.pteroorders.client.model.Subscription;
import io.pteroorders.client.model.SubscriptionState;
import io.pteroorders.client.model.WithNotes;
import io.pteroorders.client.model.WithReason;
import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** A client that was generated from the document leads an order through its life. */
class GeneratedClientApiTest {

    private final TestApi api = new TestApi();
    private final ApiClient client = client(api.master());
    private final OrdersApi orders = new OrdersApi(client);

    private ApiClient client(String secret) {
        return new ApiClient()
                .setScheme("http")
                .setHost("127.0.0.1")
                .setPort(api.port())
                .setRequestInterceptor(request -> request.header("Authorization", "Bearer " + secret));
    }

    @AfterEach
    void close() {
        api.close();
    }

    private Order made() throws ApiException {
        return orders.createOrder(
                new NewOrder()
                        .customer(new NewOrderCustomer()
                                .phoneNumber("+6285550001234")
                                .displayName("Siti"))
                        .item(new NewOrderItem().packageType("bronze").duration(2)),
                "client-1");
    }

    private Order completed() throws ApiException {
        String id = made().getId();
        orders.confirmOrder(id, new WithNotes().notes("paid in cash"), null, null);
        orders.processOrder(id, new WithNotes(), null, null);
        return orders.completeOrder(id, new Completion().serverId("srv-1"), null, null);
    }

    @Test
    void anOrderIsMadeOnceAndCompleted() throws ApiException {
        Order first = made();
        assertEquals(OrderStatus.PENDING, first.getStatus());
        assertEquals(first.getId(), made().getId());

        Order done = completed();
        assertEquals(OrderStatus.COMPLETED, done.getStatus());
        assertEquals("srv-1", done.getServerId());
        assertEquals(4, done.getStatusHistory().size());
        assertEquals(
                done.getId(),
                orders.listOrders(null, "completed", null, null, null, null, null, null, null, null, 5)
                        .getItems()
                        .get(0)
                        .getId());
    }

    @Test
    void whoKnowsAnOldVersionIsToldSo() throws ApiException {
        String id = made().getId();
        ApiResponse<Order> read = orders.getOrderWithHttpInfo(id, null);
        String known = Objects.requireNonNull(read.getHeaders().get("etag")).get(0);
        assertEquals("\"" + read.getData().getVersion() + "\"", known);
        orders.confirmOrder(id, new WithNotes(), null, known);

        ApiException refused =
                assertThrows(ApiException.class, () -> orders.cancelOrder(id, new WithReason(), null, known));
        assertEquals(412, refused.getCode());
        assertEquals(
                "/api/v1/docs#problem-changed-since",
                JsonMapper.shared()
                        .readTree(refused.getResponseBody())
                        .path("type")
                        .asString());
    }

    @Test
    void subscriptionsPaymentsPackagesAndFiguresAreRead() throws ApiException {
        String id = made().getId();
        Order begun = new PaymentsApi(client).beginPayment(id, new NewPayment().method("manual"), null, null);
        assertEquals(
                "manual", Objects.requireNonNull(begun.getPayments()).get(0).getMethod());
        completed();

        SubscriptionsApi subscriptions = new SubscriptionsApi(client);
        Subscription before = subscriptions.getSubscription(id);
        assertEquals(SubscriptionState.ACTIVE, before.getState());
        LocalDate later = before.getPaidUntil().plusDays(3);
        assertEquals(
                later,
                subscriptions.giveDays(id, new Gift().days(3), null, null).getPaidUntil());
        assertTrue(new PackagesApi(client).getPackage("bronze").getPrice().signum() > 0);
        assertEquals(1, new StatisticsApi(client).getStatistics("all", null).getOrders());
    }
}
