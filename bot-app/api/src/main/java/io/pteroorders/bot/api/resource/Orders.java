package io.pteroorders.bot.api.resource;

import static io.pteroorders.bot.api.key.Scope.read;
import static io.pteroorders.bot.api.key.Scope.write;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.api.http.Ask;
import io.pteroorders.bot.api.http.Fields;
import io.pteroorders.bot.api.http.JsonAnswer;
import io.pteroorders.bot.api.http.Problem;
import io.pteroorders.bot.api.http.ProblemException;
import io.pteroorders.bot.api.http.Refusals;
import io.pteroorders.bot.api.http.Route;
import io.pteroorders.bot.api.http.Versions;
import io.pteroorders.bot.api.key.Scope.Resource;
import io.pteroorders.bot.web.Answer;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.service.AddNote;
import io.pteroorders.core.service.ChangeStatus;
import io.pteroorders.core.service.CompleteOrder;
import io.pteroorders.core.service.CreateOrder;
import io.pteroorders.core.service.DeleteOrder;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.service.SetUsername;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.Page;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Orders: listed, made, and moved along. Thread-safe. */
public final class Orders {

    private static final Splitter COMMAS = Splitter.on(',').omitEmptyStrings();
    private static final Pattern PHONE = Pattern.compile("\\+?[1-9][0-9]{5,14}");
    private static final int USUAL_PAGE = 20;

    private final OrderService service;

    public Orders(OrderService service) {
        this.service = service;
    }

    /** What can be asked for. */
    public ImmutableList<Route> routes() {
        return ImmutableList.of(
                Route.get("/orders", read(Resource.ORDERS), ask -> list(ask, Optional.empty())),
                Route.post("/orders", write(Resource.ORDERS), this::create),
                Route.get("/orders/{id}", read(Resource.ORDERS), this::one),
                Route.delete("/orders/{id}", write(Resource.ORDERS), this::delete)
                        .forOwners(),
                Route.post("/orders/{id}/confirm", write(Resource.ORDERS), ask -> move(ask, OrderStatus.CONFIRMED)),
                Route.post("/orders/{id}/process", write(Resource.ORDERS), ask -> move(ask, OrderStatus.PROCESSING)),
                Route.post("/orders/{id}/complete", write(Resource.ORDERS), this::complete),
                Route.post("/orders/{id}/cancel", write(Resource.ORDERS), ask -> move(ask, OrderStatus.CANCELLED)),
                Route.post("/orders/{id}/refund", write(Resource.ORDERS), ask -> move(ask, OrderStatus.REFUNDED))
                        .forOwners(),
                Route.post("/orders/{id}/notes", write(Resource.ORDERS), this::addNote),
                Route.post("/orders/{id}/username", write(Resource.ORDERS), this::setUsername),
                Route.post("/orders/{id}/server-id", write(Resource.ORDERS), this::correctServerId),
                Route.post("/orders/{id}/reject-proof", write(Resource.ORDERS), this::rejectProof),
                Route.post("/orders/{id}/money-returned", write(Resource.ORDERS), this::moneyReturned)
                        .forOwners(),
                Route.get("/customers/{id}/orders", read(Resource.CUSTOMERS), this::ofCustomer));
    }

    // Seeing.

    private Answer one(Ask ask) {
        ask.query().check();
        return answer(ask, id(ask).flatMap(id -> service.get(ask.actor(), id)));
    }

    private Answer ofCustomer(Ask ask) {
        PersonId customer = person(ask.path("id"))
                .orElseThrow(() -> new ProblemException(Problem.of(
                        Problem.Kind.NOT_FOUND,
                        "A customer is a phone number such as 6281100000001, or an identity as orders have it.")));
        return list(ask, Optional.of(customer));
    }

    private Answer list(Ask ask, Optional<PersonId> customer) {
        Fields query = ask.query();
        OrderQuery.Builder wanted =
                query.parsed("direction", "newest or oldest", Orders::direction).orElseGet(OrderQuery::newestFirst);
        query.parsed("status", "statuses such as pending,confirmed", Orders::statuses)
                .ifPresent(statuses -> wanted.status(statuses.toArray(OrderStatus[]::new)));
        query.parsed("package", "the code of a package", PackageType::parse).ifPresent(wanted::packageType);
        customer.or(() -> query.parsed("customer", "a phone number or an identity", Orders::person))
                .ifPresent(wanted::customer);
        query.moment("createdFrom").ifPresent(wanted::createdFrom);
        query.moment("createdBefore").ifPresent(wanted::createdBefore);
        query.parsed("id", "a part of an id", Orders::idPart).ifPresent(wanted::idPart);
        query.parsed("phone", "4 or more digits", digits -> Optional.of(digits).filter(OrderQuery::isPhoneSearch))
                .ifPresent(wanted::phoneDigits);
        query.parsed("sequelsOf", "the id of an order", OrderId::parse).ifPresent(wanted::sequelsOf);
        query.parsed("cursor", "what next said", OrderId::parse).ifPresent(wanted::after);
        wanted.limit(query.number("limit", 1, OrderQuery.MAX_LIMIT).orElse(USUAL_PAGE));
        query.check();
        return service.list(ask.actor(), wanted.build())
                .fold(page -> JsonAnswer.ok(json(page, OrderView.seesCustomers(ask))), Orders::refused);
    }

    private static ObjectNode json(Page page, boolean customers) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        ArrayNode items = json.putArray("items");
        page.orders().forEach(order -> items.add(OrderView.json(order, customers)));
        page.next().ifPresent(next -> json.put("next", next.toString()));
        page.total().ifPresent(total -> json.put("total", total));
        return json;
    }

    private static Optional<OrderQuery.Builder> direction(String text) {
        return switch (text) {
            case "newest" -> Optional.of(OrderQuery.newestFirst());
            case "oldest" -> Optional.of(OrderQuery.oldestFirst());
            default -> Optional.empty();
        };
    }

    private static Optional<ImmutableSet<OrderStatus>> statuses(String text) {
        ImmutableList<Optional<OrderStatus>> all = COMMAS.splitToStream(text)
                .map(word -> Stream.of(OrderStatus.values())
                        .filter(status -> status.word().equals(word))
                        .findFirst())
                .collect(ImmutableList.toImmutableList());
        return all.isEmpty() || all.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : Optional.of(all.stream().flatMap(Optional::stream).collect(ImmutableSet.toImmutableSet()));
    }

    private static Optional<String> idPart(String text) {
        return Optional.of(text).filter(part -> part.matches("[0-9A-Za-z-]{1,32}"));
    }

    /** A phone number, or an identity as orders have it. */
    static Optional<PersonId> person(String text) {
        return PHONE.matcher(text).matches()
                ? Optional.of(PersonId.phone(text.startsWith("+") ? text.substring(1) : text))
                : Optional.of(text).filter(other -> other.contains("@")).flatMap(PersonId::parse);
    }

    // Making.

    /** Who sends an idempotency key has seen to it that no slip makes an order twice. */
    private Answer create(Ask ask) {
        Fields fields = ask.fields();
        Optional<Customer> customer = customer(fields.object("customer"));
        Fields item = fields.object("item");
        String packageType = item.needed("packageType");
        Optional<Integer> duration = item.number("duration", Integer.MIN_VALUE, Integer.MAX_VALUE);
        String notes = fields.text("notes").orElse("");
        Optional<String> username = fields.text("username");
        fields.check();
        CreateOrder request = new CreateOrder(
                customer.orElseThrow(), Optional.of(packageType), duration, notes, username, ask.requestId());
        Outcome<Order> made = ask.requestId().isPresent()
                ? service.createAgain(ask.actor(), request)
                : service.create(ask.actor(), request);
        return made.fold(
                order -> JsonAnswer.created(
                                OrderView.json(order, OrderView.seesCustomers(ask)), "/api/v1/orders/" + order.id())
                        .withHeader("ETag", Versions.tag(order)),
                Orders::refused);
    }

    private static Optional<Customer> customer(Fields fields) {
        Optional<PersonId> id = fields.parsed(
                "phoneNumber", "a phone number in international form, such as +6281100000001", Orders::person);
        fields.need("phoneNumber");
        String name = fields.text("displayName").orElse("");
        Optional<String> chat = fields.parsed(
                "chatId", "the identity of a chat", text -> PersonId.parse(text).map(PersonId::text));
        return id.map(person -> new Customer(person, name, chat.orElse(person.text())));
    }

    // Changing.

    private Answer move(Ask ask, OrderStatus to) {
        boolean ends = to == OrderStatus.CANCELLED || to == OrderStatus.REFUNDED;
        Fields fields = ask.fields();
        String note = fields.text(ends ? "reason" : "notes").orElse("");
        fields.check();
        return change(ask, (knowing, id) -> knowing.move(ask.actor(), to, new ChangeStatus(id, note, ask.requestId())));
    }

    private Answer complete(Ask ask) {
        return withServer(ask, (knowing, request) -> knowing.complete(ask.actor(), request));
    }

    private Answer correctServerId(Ask ask) {
        return withServer(ask, (knowing, request) -> knowing.correctServerId(ask.actor(), request));
    }

    /** What is done with the id of a server. */
    private interface WithServer {

        Outcome<Order> apply(OrderService knowing, CompleteOrder request);
    }

    private Answer withServer(Ask ask, WithServer change) {
        Fields fields = ask.fields();
        Optional<String> server = Optional.of(fields.needed("serverId"));
        String note = fields.text("notes").orElse("");
        fields.check();
        return change(
                ask, (knowing, id) -> change.apply(knowing, new CompleteOrder(id, server, note, ask.requestId())));
    }

    private Answer addNote(Ask ask) {
        Fields fields = ask.fields();
        String notes = fields.needed("notes");
        fields.check();
        return change(ask, (knowing, id) -> knowing.addNote(ask.actor(), new AddNote(id, notes, ask.requestId())));
    }

    private Answer setUsername(Ask ask) {
        Fields fields = ask.fields();
        String username = fields.needed("username");
        fields.check();
        return change(
                ask, (knowing, id) -> knowing.setUsername(ask.actor(), new SetUsername(id, username, ask.requestId())));
    }

    private Answer rejectProof(Ask ask) {
        String reason = reason(ask);
        return change(
                ask,
                (knowing, id) ->
                        knowing.refusePaymentProof(ask.actor(), new ChangeStatus(id, reason, ask.requestId())));
    }

    private Answer moneyReturned(Ask ask) {
        String reason = reason(ask);
        return change(
                ask, (knowing, id) -> knowing.returnMoney(ask.actor(), new ChangeStatus(id, reason, ask.requestId())));
    }

    private static String reason(Ask ask) {
        Fields fields = ask.fields();
        String reason = fields.text("reason").orElse("");
        fields.check();
        return reason;
    }

    private Answer delete(Ask ask) {
        ask.fields().check();
        return id(ask).flatMap(id -> knowing(ask, id).delete(ask.actor(), new DeleteOrder(id, ask.requestId())))
                .fold(gone -> Answer.done(), Orders::refused);
    }

    /** What is done to an order by a service that refuses it if the order changed since it was read. */
    private interface Change {

        Outcome<Order> apply(OrderService knowing, OrderId id);
    }

    private Answer change(Ask ask, Change change) {
        ask.query().check();
        return answer(ask, id(ask).flatMap(id -> change.apply(knowing(ask, id), id)));
    }

    private OrderService knowing(Ask ask, OrderId id) {
        return knowing(service, ask, id);
    }

    /** The service for somebody who may have said which version of an order they know. */
    static OrderService knowing(OrderService service, Ask ask, OrderId id) {
        return ask.ifMatch()
                .filter(version -> !version.equals("*"))
                .map(version -> service.onlyIf(id, order -> Versions.of(order).equals(version)))
                .orElse(service);
    }

    /** The order, or that it is another than the one that somebody said they know. */
    static Outcome<Order> asKnown(Ask ask, Order order) {
        return ask.ifMatch()
                .filter(version -> !version.equals("*") && !version.equals(Versions.of(order)))
                .<Outcome<Order>>map(version -> Outcome.refused(new Refusal.ChangedSince(order.id())))
                .orElseGet(() -> Outcome.done(order));
    }

    /** Which order is meant: ids are whole, and as they were given. */
    static Outcome<OrderId> id(Ask ask) {
        String text = ask.path("id");
        return OrderId.parse(text)
                .map(Outcome::done)
                .orElseGet(() -> Outcome.refused(new Refusal.OrderNotFound(text, ImmutableList.of())));
    }

    /** The order that it came to, or why not. */
    static Answer answer(Ask ask, Outcome<Order> outcome) {
        return outcome.fold(
                order -> JsonAnswer.ok(OrderView.json(order, OrderView.seesCustomers(ask)))
                        .withHeader("ETag", Versions.tag(order)),
                Orders::refused);
    }

    static Answer refused(Refusal refusal) {
        return Refusals.problem(refusal).answer();
    }
}
