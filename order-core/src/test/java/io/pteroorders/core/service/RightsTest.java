package io.pteroorders.core.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.Samples;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.statistics.OrderStatistics;
import io.pteroorders.core.statistics.StatisticsPeriod;
import io.pteroorders.core.storage.OrderQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RightsTest extends ServiceTest {

    /** The operations on one order. */
    enum Operation {
        GET,
        FIND,
        CONFIRM,
        PROCESS,
        COMPLETE,
        CANCEL,
        REFUND,
        ADD_NOTE,
        SET_USERNAME,
        SET_PAYMENT_PROOF,
        REFUSE_PAYMENT_PROOF,
        CORRECT_SERVER_ID,
        RETURN_MONEY,
        DELETE
    }

    private static final String DONE = "DONE";

    private Outcome<Order> ask(Operation operation, Actor actor, OrderId id) {
        return switch (operation) {
            case GET -> service.get(actor, id);
            case FIND -> service.find(actor, id.toString());
            case CONFIRM -> service.confirm(actor, move(id));
            case PROCESS -> service.process(actor, move(id));
            case COMPLETE -> service.complete(actor, new CompleteOrder(id, "srv-9", ""));
            case CANCEL -> service.cancel(actor, move(id));
            case REFUND -> service.refund(actor, move(id));
            case ADD_NOTE -> service.addNote(actor, new AddNote(id, "hello", NO_REQUEST));
            case SET_USERNAME -> service.setUsername(actor, new SetUsername(id, "wanted", NO_REQUEST));
            case SET_PAYMENT_PROOF -> service.setPaymentProof(actor, new SetPaymentProof(id, "media:1", NO_REQUEST));
            case REFUSE_PAYMENT_PROOF -> service.refusePaymentProof(actor, move(id));
            case CORRECT_SERVER_ID -> service.correctServerId(actor, new CompleteOrder(id, "srv-9", ""));
            case RETURN_MONEY -> service.returnMoney(actor, move(id));
            case DELETE -> service.delete(actor, new DeleteOrder(id));
        };
    }

    private static String answer(Outcome<?> outcome) {
        return outcome.refusal().map(refusal -> refusal.code().name()).orElse(DONE);
    }

    private String answer(Operation operation, Actor actor, OrderId id) {
        ImmutableList<Order> before = Samples.all(storage);
        String answer = answer(ask(operation, actor, id));
        if (!answer.equals(DONE)) {
            assertEquals(before, Samples.all(storage), "a refusal changes nothing");
            assertEquals(List.of(), events, "a refusal is no event");
        }
        return answer;
    }

    /** Budi's order has a status; his answer, Siti's, and an admin's. */
    @ParameterizedTest
    @CsvSource({
        "GET,               COMPLETED,  DONE,            ORDER_NOT_FOUND, DONE",
        "FIND,              COMPLETED,  DONE,            ORDER_NOT_FOUND, DONE",
        "CONFIRM,           PENDING,    NOT_ALLOWED,     NOT_ALLOWED,     DONE",
        "PROCESS,           CONFIRMED,  NOT_ALLOWED,     NOT_ALLOWED,     DONE",
        "COMPLETE,          PROCESSING, NOT_ALLOWED,     NOT_ALLOWED,     DONE",
        "CANCEL,            PENDING,    DONE,            ORDER_NOT_FOUND, DONE",
        "CANCEL,            CONFIRMED,  WRONG_STATUS,    ORDER_NOT_FOUND, DONE",
        "CANCEL,            PROCESSING, WRONG_STATUS,    ORDER_NOT_FOUND, DONE",
        "CANCEL,            COMPLETED,  WRONG_STATUS,    ORDER_NOT_FOUND, ILLEGAL_TRANSITION",
        "REFUND,            COMPLETED,  NOT_ALLOWED,     NOT_ALLOWED,     DONE",
        "ADD_NOTE,          PENDING,    DONE,            ORDER_NOT_FOUND, DONE",
        "ADD_NOTE,          CONFIRMED,  WRONG_STATUS,    ORDER_NOT_FOUND, DONE",
        "ADD_NOTE,          REFUNDED,   WRONG_STATUS,    ORDER_NOT_FOUND, DONE",
        "SET_USERNAME,      PENDING,    DONE,            ORDER_NOT_FOUND, DONE",
        "SET_USERNAME,      PROCESSING, WRONG_STATUS,    ORDER_NOT_FOUND, DONE",
        "SET_PAYMENT_PROOF, PENDING,    DONE,            ORDER_NOT_FOUND, DONE",
        "SET_PAYMENT_PROOF, CANCELLED,  WRONG_STATUS,    ORDER_NOT_FOUND, DONE",
        "REFUSE_PAYMENT_PROOF, PENDING, NOT_ALLOWED,     NOT_ALLOWED,     DONE",
        "REFUSE_PAYMENT_PROOF, CONFIRMED, NOT_ALLOWED,   NOT_ALLOWED,     WRONG_STATUS",
        "CORRECT_SERVER_ID, COMPLETED,  NOT_ALLOWED,     NOT_ALLOWED,     DONE",
        "CORRECT_SERVER_ID, PROCESSING, NOT_ALLOWED,     NOT_ALLOWED,     WRONG_STATUS",
        "RETURN_MONEY,      CANCELLED,  NOT_ALLOWED,     NOT_ALLOWED,     ILLEGAL_TRANSITION",
        "RETURN_MONEY,      CONFIRMED,  NOT_ALLOWED,     NOT_ALLOWED,     ILLEGAL_TRANSITION",
        "DELETE,            CANCELLED,  NOT_ALLOWED,     NOT_ALLOWED,     NOT_ALLOWED",
        "DELETE,            COMPLETED,  NOT_ALLOWED,     NOT_ALLOWED,     NOT_ALLOWED",
    })
    void whatEachRoleMayDo(Operation operation, OrderStatus status, String own, String foreign, String admin) {
        OrderId id = given(status).id();
        assertEquals(foreign, answer(operation, SITI, id), "another customer");
        if (!own.equals(DONE)) {
            assertEquals(own, answer(operation, BUDI, id), "the customer");
        }
        assertEquals(admin, answer(operation, ADMIN, id), "an admin");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,               COMPLETED",
        "FIND,              COMPLETED",
        "CANCEL,            PENDING",
        "ADD_NOTE,          PENDING",
        "SET_USERNAME,      PENDING",
        "SET_PAYMENT_PROOF, PENDING",
    })
    void whatACustomerMayDoWithTheirOwnOrder(Operation operation, OrderStatus status) {
        assertEquals(DONE, answer(operation, BUDI, given(status).id()));
    }

    @ParameterizedTest
    @CsvSource({
        "CONFIRM,           PENDING",
        "PROCESS,           CONFIRMED",
        "COMPLETE,          PROCESSING",
        "CANCEL,            PROCESSING",
        "REFUND,            COMPLETED",
        "ADD_NOTE,          REFUNDED",
        "SET_USERNAME,      CONFIRMED",
        "SET_PAYMENT_PROOF, CONFIRMED",
        "DELETE,            CANCELLED",
    })
    void ownersAndTheProgramMayDoEverything(Operation operation, OrderStatus status) {
        OrderId id = given(status).id();
        Order second = Samples.pending(2, Samples.budi(), Samples.NOON);
        given(Samples.moved(
                second,
                Samples.in(status).statusHistory().stream()
                        .skip(1)
                        .map(change -> change.status())
                        .toArray(OrderStatus[]::new)));
        assertEquals(DONE, answer(operation, OWNER, id));
        assertEquals(DONE, answer(operation, Actor.SYSTEM, second.id()));
    }

    @ParameterizedTest
    @EnumSource
    void aForeignOrderAndAnUnknownOneGiveACustomerTheSameAnswer(Operation operation) {
        given(Samples.pending(77, Samples.siti(), Samples.NOON));
        OrderId foreign = given(OrderStatus.PENDING).id();
        OrderId unknown = Samples.orderId(2);
        Refusal toForeign = refused(() -> ask(operation, SITI, foreign));
        Refusal toUnknown = refused(() -> ask(operation, SITI, unknown));
        assertEquals(withoutId(toUnknown, unknown), withoutId(toForeign, foreign));
    }

    private static String withoutId(Refusal refusal, OrderId id) {
        return refusal.toString().replace(id.toString(), "the id");
    }

    @ParameterizedTest
    @EnumSource
    void anUnknownOrderIsNotFoundByAnOwner(Operation operation) {
        assertEquals("ORDER_NOT_FOUND", answer(operation, OWNER, Samples.orderId(2)));
    }

    @Test
    void nearIdsAreOnlyThoseThatTheAskerMaySee() {
        Order own = given(Samples.pending(21, Samples.siti(), Samples.NOON));
        Order foreign = given(Samples.pending(22, Samples.budi(), Samples.NOON));
        OrderId slip = Samples.orderId(23);
        assertEquals(
                new Refusal.OrderNotFound(slip.toString(), ImmutableList.of(own.id())),
                refused(() -> service.get(SITI, slip)));
        assertEquals(
                new Refusal.OrderNotFound(foreign.id().toString(), ImmutableList.of(own.id())),
                refused(() -> service.cancel(SITI, move(foreign.id()))));
        assertEquals(
                new Refusal.OrderNotFound(slip.toString(), ImmutableList.of(foreign.id(), own.id())),
                refused(() -> service.get(ADMIN, slip)));
    }

    @Test
    void aCustomerOrdersForThemselvesOnly() {
        CreateOrder request = new CreateOrder(Samples.budi(), "bronze", 1);
        assertEquals(new Refusal.NotAllowed(), refused(() -> service.create(SITI, request)));
        for (Actor actor : List.of(BUDI, ADMIN, OWNER, Actor.SYSTEM)) {
            Order order = service.create(actor, request).get();
            assertEquals(Samples.budi(), order.customer());
            assertEquals(actor.text(), stored(order.id()).lastChange().updatedBy());
        }
    }

    @Test
    void aPartOfANumberIsNotTheNumber() {
        Actor part = Actor.customer(Samples.customer("281234567").id());
        Order order = given(Samples.pending(1, Samples.customer("6281234567"), Samples.NOON));
        assertEquals(notFound(order.id().toString()), refused(() -> service.get(part, order.id())));
    }

    @Test
    void aCustomerListsTheirOwnOrdersOnly() {
        Order own = given(OrderStatus.PENDING);
        Order foreign = given(Samples.pending(2, Samples.siti(), Samples.NOON));
        OrderQuery all = OrderQuery.newestFirst().build();
        OrderQuery budis =
                OrderQuery.newestFirst().customer(Samples.budi().id()).build();
        assertEquals(new Refusal.NotAllowed(), refused(() -> service.list(BUDI, all)));
        assertEquals(new Refusal.NotAllowed(), refused(() -> service.list(SITI, budis)));
        assertEquals(
                List.of(own.asSeenByCustomer()), service.list(BUDI, budis).get().orders());
        assertEquals(List.of(foreign, own), service.list(ADMIN, all).get().orders());
    }

    @Test
    void aListGoesOnAfterAnOrderThatTheAskerSees() {
        Order own = given(OrderStatus.PENDING);
        Order foreign = given(Samples.pending(2, Samples.siti(), Samples.NOON));
        assertEquals(notFound("ORD-SAMPL-00999"), refused(() -> service.list(ADMIN, allAfter(Samples.orderId(999)))));
        assertEquals(DONE, answer(service.list(ADMIN, allAfter(foreign.id()))));
        assertEquals(DONE, answer(service.list(BUDI, budisAfter(own.id()))));
        for (OrderId id : List.of(foreign.id(), Samples.orderId(3))) {
            assertEquals(
                    new Refusal.OrderNotFound(id.toString(), ImmutableList.of(own.id())),
                    refused(() -> service.list(BUDI, budisAfter(id))));
        }
    }

    private static OrderQuery allAfter(OrderId id) {
        return OrderQuery.newestFirst().after(id).build();
    }

    private static OrderQuery budisAfter(OrderId id) {
        return OrderQuery.newestFirst().customer(Samples.budi().id()).after(id).build();
    }

    @Test
    void figuresOfADayThatIsOverAreOfThatDay() {
        given(Samples.pending(77, Samples.siti(), Samples.NOON));
        for (int day : List.of(-1, 0, 1)) {
            Instant asOf = Samples.NOON.plus(Duration.ofDays(day));
            OrderStatistics figures =
                    service.statistics(ADMIN, StatisticsPeriod.Unit.DAY, asOf).get();
            assertEquals(day == 0 ? 1 : 0, figures.totalOrders());
            assertEquals(asOf, figures.asOf());
        }
    }

    @Test
    void figuresAreForAdmins() {
        given(OrderStatus.PENDING);
        assertEquals(new Refusal.NotAllowed(), refused(() -> service.statistics(BUDI, StatisticsPeriod.Unit.ALL)));
        assertEquals(
                new Refusal.NotAllowed(),
                refused(() -> service.statistics(BUDI, StatisticsPeriod.Unit.DAY, Samples.NOON)));
        for (Actor actor : List.of(ADMIN, OWNER, Actor.SYSTEM)) {
            assertEquals(
                    1,
                    service.statistics(actor, StatisticsPeriod.Unit.ALL).get().totalOrders());
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CANCELLED")
    void onlyACancelledOrderIsDeleted(OrderStatus status) {
        OrderId id = given(status).id();
        assertEquals(
                new Refusal.WrongStatus(id, status, OrderStatus.CANCELLED),
                refused(() -> service.delete(OWNER, new DeleteOrder(id))));
    }

    @Test
    void aDeletedOrderIsGoneAndForgottenByTheStatistics() {
        Order order = given(OrderStatus.CANCELLED);
        assertEquals(order, service.delete(OWNER, new DeleteOrder(order.id())).get());
        assertEquals(Optional.empty(), storage.get(order.id()));
        assertEquals(
                0, service.statistics(OWNER, StatisticsPeriod.Unit.ALL).get().totalOrders());
    }

    @Test
    void whatIsForTheShopAloneReachesNoCustomerByAnyOperation() {
        Order order = given(OrderStatus.PENDING);
        service.addNote(ADMIN, new AddNote(order.id(), "SECRET", NO_REQUEST));
        service.addNote(BUDI, new AddNote(order.id(), "mine", NO_REQUEST));
        OrderQuery own = OrderQuery.newestFirst().customer(Samples.budi().id()).build();
        List<Order> seen = List.of(
                service.get(BUDI, order.id()).get(),
                service.find(BUDI, order.id().toString()).get(),
                service.list(BUDI, own).get().orders().get(0),
                service.setUsername(BUDI, new SetUsername(order.id(), "wanted", NO_REQUEST))
                        .get(),
                service.cancel(BUDI, move(order.id())).get());
        for (Order view : seen) {
            assertEquals("", view.adminNotes().toString());
            assertEquals("mine", view.notes().last().orElseThrow().text());
        }
        assertEquals(
                "SECRET", stored(order.id()).adminNotes().last().orElseThrow().text());
    }

    @Test
    void anOwnerIsAnAdminAndACustomerNeither() {
        PersonId person = Samples.ADMIN;
        assertTrue(Actor.owner(person).isOwner() && Actor.owner(person).isAdmin());
        assertTrue(Actor.admin(person).isAdmin() && !Actor.admin(person).isOwner());
        assertFalse(Actor.customer(person).isAdmin());
    }

    @Test
    void everyActorButTheSystemIsAPerson() {
        assertThrows(IllegalArgumentException.class, () -> new Actor(Actor.Role.OWNER, Optional.empty()));
        assertThrows(IllegalArgumentException.class, () -> new Actor(Actor.Role.SYSTEM, Optional.of(Samples.ADMIN)));
    }

    @Test
    void aKeyHasTheRightsOfItsRoleAndStandsInHistoriesByItsName() {
        Order order = given(OrderStatus.PENDING);
        Actor key = Actor.key(Actor.Role.ADMIN, "billing");

        assertEquals(
                "key:billing",
                service.confirm(key, move(order.id())).get().lastChange().updatedBy());
        assertTrue(service.delete(key, new DeleteOrder(order.id(), NO_REQUEST))
                .refusal()
                .isPresent());
        assertTrue(Actor.key(Actor.Role.OWNER, "billing").isOwner());
    }

    @Test
    void actorsDoNotTellNumbers() {
        assertFalse(Actor.admin(Samples.ADMIN)
                .toString()
                .contains(Samples.ADMIN.phoneDigits().orElseThrow()));
        assertEquals("OWNER key:billing", Actor.key(Actor.Role.OWNER, "billing").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Billing", "a b", "-a", "a_b", "a:b", "012345678901234567890123456789012"})
    void nothingElseIsTheNameOfAKey(String name) {
        assertFalse(Actor.isKeyName(name));
        assertThrows(IllegalArgumentException.class, () -> Actor.key(Actor.Role.ADMIN, name));
    }

    @Test
    void nobodyHasTheIdentityOfAKeyAndNoKeyThatOfAPerson() {
        assertThrows(IllegalArgumentException.class, () -> PersonId.of("key:billing"));
        assertEquals(Optional.empty(), PersonId.parse("key:billing"));
        assertThrows(IllegalArgumentException.class, () -> Actor.key(Actor.Role.CUSTOMER, "billing"));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Actor(Actor.Role.ADMIN, Optional.of(Samples.ADMIN), "key:billing"));
        assertThrows(IllegalArgumentException.class, () -> new Actor(Actor.Role.ADMIN, Optional.empty(), "system"));
    }
}
