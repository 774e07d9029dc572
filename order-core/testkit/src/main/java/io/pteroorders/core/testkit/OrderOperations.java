package io.pteroorders.core.testkit;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.AddNote;
import io.pteroorders.core.service.ChangeStatus;
import io.pteroorders.core.service.CompleteOrder;
import io.pteroorders.core.service.CreateOrder;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.service.SetPaymentProof;
import io.pteroorders.core.service.SetUsername;
import io.pteroorders.core.statistics.OrderStatistics;
import io.pteroorders.core.statistics.StatisticsPeriod;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.Page;
import io.pteroorders.core.storage.RequestId;
import java.util.List;
import java.util.Optional;

/**
 * The operations that an {@link OrderLifecycleModel} drives. Each goes to {@link #service()} unless overridden, so
 * {@code () -> service} is enough for an {@link OrderService}, and another service overrides what it does itself.
 */
@FunctionalInterface
public interface OrderOperations {

    /** The service that does whatever is not overridden. */
    OrderService service();

    /** See {@link OrderService#create}. */
    default Outcome<Order> create(Actor actor, CreateOrder request) {
        return service().create(actor, request);
    }

    /** See {@link OrderService#confirm}. */
    default Outcome<Order> confirm(Actor actor, ChangeStatus request) {
        return service().confirm(actor, request);
    }

    /** See {@link OrderService#process}. */
    default Outcome<Order> process(Actor actor, ChangeStatus request) {
        return service().process(actor, request);
    }

    /** See {@link OrderService#complete}. */
    default Outcome<Order> complete(Actor actor, CompleteOrder request) {
        return service().complete(actor, request);
    }

    /** See {@link OrderService#cancel}. */
    default Outcome<Order> cancel(Actor actor, ChangeStatus request) {
        return service().cancel(actor, request);
    }

    /** See {@link OrderService#refund}. */
    default Outcome<Order> refund(Actor actor, ChangeStatus request) {
        return service().refund(actor, request);
    }

    /** See {@link OrderService#moveAll}. */
    default ImmutableList<Outcome<Order>> moveAll(Actor actor, OrderStatus to, List<ChangeStatus> requests) {
        return service().moveAll(actor, to, requests);
    }

    /** See {@link OrderService#addNote}. */
    default Outcome<Order> addNote(Actor actor, AddNote request) {
        return service().addNote(actor, request);
    }

    /** See {@link OrderService#setUsername}. */
    default Outcome<Order> setUsername(Actor actor, SetUsername request) {
        return service().setUsername(actor, request);
    }

    /** See {@link OrderService#setPaymentProof}. */
    default Outcome<Order> setPaymentProof(Actor actor, SetPaymentProof request) {
        return service().setPaymentProof(actor, request);
    }

    /** See {@link OrderService#delete}. */
    default Outcome<Order> delete(Actor actor, OrderId id, Optional<RequestId> requestId) {
        return service().delete(actor, id, requestId);
    }

    /** See {@link OrderService#get}. */
    default Outcome<Order> get(Actor actor, OrderId id) {
        return service().get(actor, id);
    }

    /** See {@link OrderService#find}. */
    default Outcome<Order> find(Actor actor, String typed) {
        return service().find(actor, typed);
    }

    /** See {@link OrderService#list}. */
    default Outcome<Page> list(Actor actor, OrderQuery query) {
        return service().list(actor, query);
    }

    /** See {@link OrderService#statistics}. */
    default Outcome<OrderStatistics> statistics(Actor actor, StatisticsPeriod.Unit unit) {
        return service().statistics(actor, unit);
    }
}
