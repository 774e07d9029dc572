package io.pteroorders.core.testkit;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.AddNote;
import io.pteroorders.core.service.ChangeStatus;
import io.pteroorders.core.service.CompleteOrder;
import io.pteroorders.core.service.CreateOrder;
import io.pteroorders.core.service.DeleteOrder;
import io.pteroorders.core.service.OrderOperations;
import io.pteroorders.core.service.SetPaymentProof;
import io.pteroorders.core.service.SetUsername;
import io.pteroorders.core.statistics.OrderStatistics;
import io.pteroorders.core.statistics.StatisticsPeriod;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.Page;
import java.time.Instant;
import java.util.List;

/** The operations of another service, except those that are overridden. */
@FunctionalInterface
public interface ForwardingOperations extends OrderOperations {

    /** The service that does whatever is not overridden. */
    OrderOperations service();

    @Override
    default PackageCatalog catalog() {
        return service().catalog();
    }

    @Override
    default OrderFlow flow() {
        return service().flow();
    }

    @Override
    default Outcome<Order> create(Actor actor, CreateOrder request) {
        return service().create(actor, request);
    }

    @Override
    default Outcome<Order> createAgain(Actor actor, CreateOrder request) {
        return service().createAgain(actor, request);
    }

    @Override
    default Outcome<Order> confirm(Actor actor, ChangeStatus request) {
        return service().confirm(actor, request);
    }

    @Override
    default Outcome<Order> process(Actor actor, ChangeStatus request) {
        return service().process(actor, request);
    }

    @Override
    default Outcome<Order> complete(Actor actor, CompleteOrder request) {
        return service().complete(actor, request);
    }

    @Override
    default Outcome<Order> cancel(Actor actor, ChangeStatus request) {
        return service().cancel(actor, request);
    }

    @Override
    default Outcome<Order> refund(Actor actor, ChangeStatus request) {
        return service().refund(actor, request);
    }

    @Override
    default Outcome<Order> move(Actor actor, OrderStatus to, ChangeStatus request) {
        return service().move(actor, to, request);
    }

    @Override
    default ImmutableList<Outcome<Order>> moveAll(Actor actor, OrderStatus to, List<ChangeStatus> requests) {
        return service().moveAll(actor, to, requests);
    }

    @Override
    default Outcome<Order> addNote(Actor actor, AddNote request) {
        return service().addNote(actor, request);
    }

    @Override
    default Outcome<Order> setUsername(Actor actor, SetUsername request) {
        return service().setUsername(actor, request);
    }

    @Override
    default Outcome<Order> setPaymentProof(Actor actor, SetPaymentProof request) {
        return service().setPaymentProof(actor, request);
    }

    @Override
    default Outcome<Order> returnMoney(Actor actor, ChangeStatus request) {
        return service().returnMoney(actor, request);
    }

    @Override
    default Outcome<Order> refusePaymentProof(Actor actor, ChangeStatus request) {
        return service().refusePaymentProof(actor, request);
    }

    @Override
    default Outcome<Order> correctServerId(Actor actor, CompleteOrder request) {
        return service().correctServerId(actor, request);
    }

    @Override
    default Outcome<Order> delete(Actor actor, DeleteOrder request) {
        return service().delete(actor, request);
    }

    @Override
    default Outcome<Order> get(Actor actor, OrderId id) {
        return service().get(actor, id);
    }

    @Override
    default Outcome<Order> find(Actor actor, String typed) {
        return service().find(actor, typed);
    }

    @Override
    default Outcome<Page> list(Actor actor, OrderQuery query) {
        return service().list(actor, query);
    }

    @Override
    default Outcome<OrderStatistics> statistics(Actor actor, StatisticsPeriod.Unit unit) {
        return service().statistics(actor, unit);
    }

    @Override
    default Outcome<OrderStatistics> statistics(Actor actor, StatisticsPeriod.Unit unit, Instant asOf) {
        return service().statistics(actor, unit, asOf);
    }
}
