package io.pteroorders.bot.api.resource;

import static io.pteroorders.bot.api.key.Scope.read;
import static io.pteroorders.bot.api.key.Scope.write;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import io.pteroorders.bot.api.http.Ask;
import io.pteroorders.bot.api.http.Fields;
import io.pteroorders.bot.api.http.JsonAnswer;
import io.pteroorders.bot.api.http.Problem;
import io.pteroorders.bot.api.http.ProblemException;
import io.pteroorders.bot.api.http.Route;
import io.pteroorders.bot.api.key.Scope.Resource;
import io.pteroorders.bot.payment.MoneyRow;
import io.pteroorders.bot.payment.PaymentDesk;
import io.pteroorders.bot.web.Answer;
import io.pteroorders.core.catalog.Amounts;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.service.BeginPayment;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.service.ReturnMoney;
import io.pteroorders.core.service.ReturnMoney.How;
import io.pteroorders.notify.text.Variables;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Payments of orders: begun, given back, and money of which nobody knows whose it is. Thread-safe. */
public final class Payments {

    /** So long a gateway may take to give what the customer is shown; afterwards it comes by itself. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final OrderService service;
    private final PaymentDesk desk;

    public Payments(OrderService service, PaymentDesk desk) {
        this.service = service;
        this.desk = desk;
    }

    /** What can be asked for. */
    public ImmutableList<Route> routes() {
        return ImmutableList.of(
                Route.get("/orders/{id}/payments", read(Resource.PAYMENTS), this::ofOrder),
                Route.post("/orders/{id}/payments", write(Resource.PAYMENTS), this::begin),
                Route.post("/orders/{id}/payments/{number}/refund", write(Resource.PAYMENTS), this::refund)
                        .forOwners(),
                Route.get("/unmatched-money", read(Resource.PAYMENTS), this::unmatched),
                Route.post("/unmatched-money/{number}/match", write(Resource.PAYMENTS), this::match),
                Route.post("/unmatched-money/{number}/close", write(Resource.PAYMENTS), this::close));
    }

    private Answer ofOrder(Ask ask) {
        ask.query().check();
        return list(ask, Orders.id(ask).flatMap(id -> service.get(ask.actor(), id)));
    }

    private static Answer list(Ask ask, Outcome<Order> outcome) {
        return outcome.fold(
                order -> {
                    JsonNode payments =
                            OrderView.json(order, OrderView.seesCustomers(ask)).path("payments");
                    ObjectNode json = JsonMapper.shared().createObjectNode();
                    json.set(
                            "items",
                            payments.isArray() ? payments : JsonMapper.shared().createArrayNode());
                    return JsonAnswer.ok(json);
                },
                Orders::refused);
    }

    private Answer begin(Ask ask) {
        Fields fields = ask.fields();
        Optional<String> method = fields.text("method");
        fields.check();
        Outcome<Order> begun = Orders.id(ask)
                .flatMap(id -> Orders.knowing(service, ask, id)
                        .payments()
                        .begin(ask.actor(), new BeginPayment(id, method, ask.requestId())))
                .map(order -> desk.show(order, PATIENCE));
        return Orders.answer(ask, begun);
    }

    private Answer refund(Ask ask) {
        Fields fields = ask.fields();
        Optional<BigDecimal> amount = fields.amount("amount");
        String reason = fields.text("reason").orElse("");
        boolean byHand = fields.flag("byHand").orElse(false);
        Outcome<Order> known = Orders.id(ask).flatMap(id -> service.get(ask.actor(), id));
        Optional<Money> money =
                known.value().flatMap(order -> amount.flatMap(number -> money(number, order.totalAmount(), fields)));
        fields.check();
        return Orders.answer(
                ask, known.flatMap(order -> holding(order, ask.path("number"))).flatMap(payment -> Orders.knowing(
                                service, ask, payment.id().order())
                        .payments()
                        .refund(
                                ask.actor(),
                                new ReturnMoney(
                                        payment.id().order(),
                                        money,
                                        byHand || !desk.canGiveBack(payment) ? How.BY_HAND : How.BY_GATEWAY,
                                        reason,
                                        ask.requestId()))));
    }

    /** The payment that is named, if its money is what goes back first. */
    private static Outcome<Payment> holding(Order order, String number) {
        return order.moneyToGiveBack()
                .filter(payment -> String.valueOf(payment.id().number()).equals(number))
                .map(Outcome::done)
                .orElseGet(() -> Outcome.refused(new Refusal.NothingToUse(order.id(), Optional.empty())));
    }

    private static Optional<Money> money(BigDecimal number, Money like, Fields fields) {
        CurrencyUnit currency = like.getCurrencyUnit();
        try {
            return Optional.of(Amounts.of(currency, number));
        } catch (IllegalArgumentException | ArithmeticException e) {
            fields.wrong("amount", "must be an amount of " + currency.getCode() + ", exact");
            return Optional.empty();
        }
    }

    // Money of which nobody knows whose it is.

    private Answer unmatched(Ask ask) {
        ask.query().check();
        ObjectNode json = JsonMapper.shared().createObjectNode();
        ArrayNode items = json.putArray("items");
        boolean customers = OrderView.seesCustomers(ask);
        desk.rows().unmatched().forEach(row -> items.add(json(row, customers)));
        return JsonAnswer.ok(json);
    }

    private static ObjectNode json(MoneyRow row, boolean customers) {
        ObjectNode json = JsonMapper.shared()
                .createObjectNode()
                .put("number", row.number())
                .put("by", row.by())
                .put("at", row.at().toString())
                .put("text", customers ? row.text() : Variables.withoutNumbers(row.text()));
        row.amount().ifPresent(amount -> MoneyJson.put(json, "amount", amount));
        return json;
    }

    private MoneyRow row(Ask ask) {
        return Optional.ofNullable(Ints.tryParse(ask.path("number")))
                .flatMap(desk.rows()::get)
                .filter(MoneyRow::isUnmatched)
                .orElseThrow(() -> new ProblemException(Problem.of(
                        Problem.Kind.NOT_FOUND, "There is no such money; /api/v1/unmatched-money lists all.")));
    }

    private Answer match(Ask ask) {
        Fields fields = ask.fields();
        Optional<OrderId> order = fields.parsed("order", "the id of an order", OrderId::parse);
        fields.need("order");
        fields.check();
        return Orders.answer(
                ask, desk.match(ask.actor(), row(ask), order.orElseThrow()).map(booking -> booking.order()));
    }

    private Answer close(Ask ask) {
        ask.fields().check();
        desk.close(ask.actor(), row(ask));
        return Answer.done();
    }
}
