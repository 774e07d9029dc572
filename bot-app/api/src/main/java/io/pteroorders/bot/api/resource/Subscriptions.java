package io.pteroorders.bot.api.resource;

import static io.pteroorders.bot.api.key.Scope.read;
import static io.pteroorders.bot.api.key.Scope.write;

import com.google.common.base.Splitter;
import com.google.common.collect.Comparators;
import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.api.http.Ask;
import io.pteroorders.bot.api.http.Fields;
import io.pteroorders.bot.api.http.JsonAnswer;
import io.pteroorders.bot.api.http.Route;
import io.pteroorders.bot.api.key.Scope.Resource;
import io.pteroorders.bot.web.Answer;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.FreeText;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.SubscriptionEntry;
import io.pteroorders.core.order.SuspensionReason;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.service.RenewOrder;
import io.pteroorders.core.service.SubscriptionService;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.subscription.PaidTerm;
import io.pteroorders.core.subscription.Sold;
import io.pteroorders.core.subscription.Standing;
import io.pteroorders.core.subscription.Subscription;
import io.pteroorders.core.subscription.SubscriptionIndex;
import io.pteroorders.core.subscription.SubscriptionPage;
import io.pteroorders.core.subscription.SubscriptionQuery;
import io.pteroorders.notify.NotificationText;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What completed orders gave their customers, until a day: listed, renewed, held, given days, stopped. Thread-safe. */
public final class Subscriptions {

    private static final int USUAL_PAGE = 20;
    private static final Splitter PARTS = Splitter.on('_').limit(3);

    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);
    private static final Instant LAST_MOMENT = Instant.parse("9999-12-31T23:59:59Z");
    private static final PersonId NOBODY = PersonId.of("nobody");

    private final OrderService service;
    private final SubscriptionIndex index;
    private final CustomerLetters letters;
    private final Clock clock;

    public Subscriptions(OrderService service, SubscriptionIndex index, CustomerLetters letters, Clock clock) {
        this.service = service;
        this.index = index;
        this.letters = letters;
        this.clock = clock;
    }

    /** What can be asked for. */
    public ImmutableList<Route> routes() {
        return ImmutableList.of(
                Route.get("/subscriptions", read(Resource.SUBSCRIPTIONS), this::list),
                Route.get("/subscriptions/{id}", read(Resource.SUBSCRIPTIONS), this::one),
                Route.post("/subscriptions/{id}/renew", write(Resource.SUBSCRIPTIONS), this::renew),
                Route.post("/subscriptions/{id}/change-package", write(Resource.SUBSCRIPTIONS), this::changePackage),
                Route.post(
                        "/subscriptions/{id}/change-package-at-renewal",
                        write(Resource.SUBSCRIPTIONS),
                        this::changePackageAtRenewal),
                Route.post("/subscriptions/{id}/downgrade", write(Resource.SUBSCRIPTIONS), this::downgrade),
                Route.post("/subscriptions/{id}/hold", write(Resource.SUBSCRIPTIONS), this::hold),
                Route.post("/subscriptions/{id}/gift", write(Resource.SUBSCRIPTIONS), this::gift),
                Route.post("/subscriptions/{id}/paid-until", write(Resource.SUBSCRIPTIONS), this::setPaidUntil),
                Route.post("/subscriptions/{id}/renewing", write(Resource.SUBSCRIPTIONS), this::setRenewing),
                Route.post("/subscriptions/{id}/suspend", write(Resource.SUBSCRIPTIONS), this::suspend),
                Route.post("/subscriptions/{id}/unsuspend", write(Resource.SUBSCRIPTIONS), this::unsuspend),
                Route.post("/subscriptions/{id}/pause", write(Resource.SUBSCRIPTIONS), this::pause),
                Route.post("/subscriptions/{id}/unpause", write(Resource.SUBSCRIPTIONS), this::unpause));
    }

    // Seeing.

    private Answer one(Ask ask) {
        ask.query().check();
        return answer(ask, Orders.id(ask).flatMap(id -> service.subscriptions().get(ask.actor(), id)));
    }

    private Answer list(Ask ask) {
        Fields query = ask.query();
        Instant now = clock.instant();
        SubscriptionQuery.Builder wanted = query.parsed("order", "due or paid-until", text -> order(text, now))
                .orElseGet(() -> SubscriptionQuery.byPaidUntil(now));
        query.parsed("state", "a state such as overdue", Subscription.State::parse)
                .ifPresent(wanted::state);
        query.parsed("package", "the code of a package", PackageType::parse).ifPresent(wanted::packageType);
        query.parsed("customer", "a phone number or an identity", Orders::person)
                .ifPresent(wanted::customer);
        query.day("endingBy").ifPresent(wanted::endingBy);
        query.moment("dueBefore").ifPresent(wanted::dueBefore);
        query.flag("tracked").filter(only -> only).ifPresent(only -> wanted.tracked());
        query.parsed("cursor", "what next said", Subscriptions::place).ifPresent(wanted::after);
        wanted.limit(query.number("limit", 1, OrderQuery.MAX_LIMIT).orElse(USUAL_PAGE));
        query.check();
        return JsonAnswer.ok(json(index.query(wanted.build()), OrderView.seesCustomers(ask)));
    }

    private static Optional<SubscriptionQuery.Builder> order(String text, Instant now) {
        return switch (text) {
            case "due" -> Optional.of(SubscriptionQuery.byDue(now));
            case "paid-until" -> Optional.of(SubscriptionQuery.byPaidUntil(now));
            default -> Optional.empty();
        };
    }

    private static ObjectNode json(SubscriptionPage page, boolean customers) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        ArrayNode items = json.putArray("items");
        page.found().forEach(standing -> items.add(json(standing, customers)));
        page.next().ifPresent(last -> json.put("next", cursor(last)));
        return json;
    }

    private static ObjectNode json(Standing standing, boolean customers) {
        ObjectNode json = JsonMapper.shared()
                .createObjectNode()
                .put("id", standing.first().toString());
        json.putObject("customer").put("phoneNumber", OrderView.person(standing.customer(), customers));
        json.put("packageType", standing.packageType().code())
                .put("state", standing.state().word())
                .put("paidUntil", shown(standing.paidUntil()));
        standing.due()
                .ifPresent(
                        due -> json.put("due", Comparators.min(due, LAST_MOMENT).toString()));
        return json;
    }

    /** By these a page goes on; what else a standing says plays no part in that. */
    private static String cursor(Standing last) {
        return last.first() + "_" + last.paidUntil() + "_"
                + last.due().map(Instant::toString).orElse("");
    }

    private static Optional<Standing> place(String cursor) {
        List<String> parts = PARTS.splitToList(cursor);
        try {
            return parts.size() == 3
                    ? OrderId.parse(parts.get(0))
                            .map(first -> new Standing(
                                    first,
                                    NOBODY,
                                    PackageType.BRONZE,
                                    LocalDate.parse(parts.get(1)),
                                    Subscription.State.ACTIVE,
                                    Optional.of(parts.get(2))
                                            .filter(text -> !text.isEmpty())
                                            .map(Instant::parse)))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Answer answer(Ask ask, Outcome<Subscription> outcome) {
        return outcome.fold(
                subscription -> JsonAnswer.ok(json(subscription, OrderView.seesCustomers(ask))), Orders::refused);
    }

    private ObjectNode json(Subscription subscription, boolean customers) {
        Instant now = clock.instant();
        ObjectNode json = JsonMapper.shared()
                .createObjectNode()
                .put("id", subscription.first().toString());
        json.putObject("customer")
                .put("phoneNumber", OrderView.person(subscription.customer().id(), customers));
        json.put(
                        "packageType",
                        subscription
                                .sold(service.subscriptions().reader().rules().day(now))
                                .packageType()
                                .code())
                .put(
                        "state",
                        subscription
                                .state(service.subscriptions().reader().rules(), now)
                                .word())
                .put("paidUntil", shown(subscription.paidUntil()))
                .put("renewing", subscription.renewing())
                .put("tracked", subscription.tracked());
        subscription.changing().ifPresent(type -> json.put("changing", type.code()));
        subscription.heldUntil().ifPresent(day -> json.put("heldUntil", shown(day)));
        subscription.ended().ifPresent(time -> json.put("ended", time.toString()));
        ArrayNode reasons = json.putArray("reasons");
        subscription.reasons().forEach((reason, since) -> reasons.addObject()
                .put("reason", reason.word())
                .put("since", since.toString()));
        ArrayNode terms = json.putArray("terms");
        subscription.terms().forEach(term -> terms.add(json(term)));
        return json;
    }

    /** Days given upon the last one that has four digits of a year are more than other programs can read. */
    private static String shown(LocalDate day) {
        return Comparators.min(day, LAST_DAY).toString();
    }

    private static ObjectNode json(PaidTerm term) {
        Sold sold = term.sold();
        ObjectNode json = JsonMapper.shared()
                .createObjectNode()
                .put("from", shown(term.term().first()))
                .put("to", shown(term.term().last()))
                .put("months", term.months())
                .put("packageType", sold.packageType().code())
                .put("packageName", sold.packageName());
        MoneyJson.put(json, "price", sold.pricePerMonth());
        return json;
    }

    // Changing.

    /** An order to pay, or one that somebody paid, not the subscription: that follows from it. */
    private Answer renew(Ask ask) {
        Fields fields = ask.fields();
        Optional<Integer> months = fields.number("months", Integer.MIN_VALUE, Integer.MAX_VALUE);
        fields.check();
        return Orders.answer(ask, Orders.id(ask).flatMap(id -> subscriptions(ask, id)
                .renew(ask.actor(), new RenewOrder(id, months, ask.requestId()))));
    }

    private Answer changePackage(Ask ask) {
        String wanted = wantedPackage(ask);
        return Orders.answer(ask, Orders.id(ask).flatMap(id -> subscriptions(ask, id)
                .changeNow(ask.actor(), id, wanted, ask.requestId())));
    }

    private Answer changePackageAtRenewal(Ask ask) {
        String wanted = wantedPackage(ask);
        return change(
                ask, (subscriptions, id) -> subscriptions.changeAtTheEnd(ask.actor(), id, wanted, ask.requestId()));
    }

    private Answer downgrade(Ask ask) {
        String wanted = wantedPackage(ask);
        return Orders.answer(ask, Orders.id(ask).flatMap(id -> subscriptions(ask, id)
                .downgrade(ask.actor(), id, wanted, ask.requestId())));
    }

    private static String wantedPackage(Ask ask) {
        Fields fields = ask.fields();
        String wanted = fields.needed("packageType");
        fields.check();
        return wanted;
    }

    private Answer hold(Ask ask) {
        Fields fields = ask.fields();
        Optional<LocalDate> until = neededDay("until", fields);
        String why = why(fields);
        fields.check();
        return change(
                ask,
                (subscriptions, id) -> subscriptions.hold(ask.actor(), id, until.orElseThrow(), why, ask.requestId()));
    }

    private Answer gift(Ask ask) {
        Fields fields = ask.fields();
        Optional<Integer> days = fields.number("days", 1, SubscriptionEntry.MAX_DAYS);
        fields.need("days");
        String why = why(fields);
        fields.check();
        return told(
                ask,
                NotificationText.PAID_UNTIL_CUSTOMER,
                why,
                (subscriptions, id) -> subscriptions.give(ask.actor(), id, days.orElseThrow(), why, ask.requestId()));
    }

    private Answer setPaidUntil(Ask ask) {
        Fields fields = ask.fields();
        Optional<LocalDate> day = neededDay("day", fields);
        String why = why(fields);
        fields.check();
        return told(
                ask,
                NotificationText.PAID_UNTIL_CUSTOMER,
                why,
                (subscriptions, id) ->
                        subscriptions.setPaidUntil(ask.actor(), id, day.orElseThrow(), why, ask.requestId()));
    }

    private Answer setRenewing(Ask ask) {
        Fields fields = ask.fields();
        Optional<Boolean> wanted = fields.flag("renewing");
        fields.need("renewing");
        fields.check();
        return change(
                ask,
                (subscriptions, id) ->
                        subscriptions.setRenewing(ask.actor(), id, wanted.orElseThrow(), ask.requestId()));
    }

    /** For want of money where it is not paid for any more and no other reason is given. */
    private Answer suspend(Ask ask) {
        Fields fields = ask.fields();
        SuspensionReason reason = fields.parsed("reason", "billing, abuse or admin", SuspensionReason::parse)
                .orElse(SuspensionReason.ADMIN);
        String why = why(fields);
        fields.check();
        return reason == SuspensionReason.BILLING
                ? told(
                        ask,
                        NotificationText.UNPAID_SUSPENDED_CUSTOMER,
                        "",
                        (subscriptions, id) -> subscriptions.suspendUnpaid(ask.actor(), id, ask.requestId()))
                : told(
                        ask,
                        NotificationText.SERVER_STOPPED_CUSTOMER,
                        why,
                        (subscriptions, id) -> subscriptions.suspend(ask.actor(), id, reason, why, ask.requestId()));
    }

    private Answer unsuspend(Ask ask) {
        String why = onlyWhy(ask);
        return resumed(ask, why, (subscriptions, id) -> subscriptions.unsuspend(ask.actor(), id, why, ask.requestId()));
    }

    private Answer pause(Ask ask) {
        String why = onlyWhy(ask);
        return told(
                ask,
                NotificationText.SERVER_STOPPED_CUSTOMER,
                why,
                (subscriptions, id) -> subscriptions.pause(ask.actor(), id, why, ask.requestId()));
    }

    private Answer unpause(Ask ask) {
        String why = onlyWhy(ask);
        return resumed(ask, why, (subscriptions, id) -> subscriptions.unpause(ask.actor(), id, why, ask.requestId()));
    }

    private static String onlyWhy(Ask ask) {
        Fields fields = ask.fields();
        String why = why(fields);
        fields.check();
        return why;
    }

    private static String why(Fields fields) {
        return fields.parsed("notes", "at most " + FreeText.MAX_NOTE + " characters", text -> Optional.of(
                                FreeText.clean(text))
                        .filter(clean -> FreeText.length(clean) <= FreeText.MAX_NOTE))
                .orElse("");
    }

    /** The years that a subscription knows. */
    private static Optional<LocalDate> neededDay(String name, Fields fields) {
        Optional<LocalDate> day = fields.day(name);
        fields.need(name);
        if (day.filter(any -> any.getYear() < 1970 || any.getYear() > 9999).isPresent()) {
            fields.wrong(name, "must be a day of the years 1970 to 9999");
        }
        return day;
    }

    /** What is done to a subscription by a service that may know which version of its first order is meant. */
    private interface Change {

        Outcome<Subscription> apply(SubscriptionService subscriptions, OrderId id);
    }

    private SubscriptionService subscriptions(Ask ask, OrderId id) {
        return Orders.knowing(service, ask, id).subscriptions();
    }

    private Outcome<Subscription> changed(Ask ask, Change change) {
        return Orders.id(ask).flatMap(id -> change.apply(subscriptions(ask, id), id));
    }

    private Answer change(Ask ask, Change change) {
        return answer(ask, changed(ask, change));
    }

    /** The customer hears of it. */
    private Answer told(Ask ask, NotificationText text, String words, Change change) {
        Outcome<Subscription> outcome = changed(ask, change);
        outcome.value()
                .flatMap(subscription -> first(ask, subscription))
                .ifPresent(order -> letters.tell(ask, text, order, words));
        return answer(ask, outcome);
    }

    /** The customer hears of it if nothing else keeps the server from running. */
    private Answer resumed(Ask ask, String why, Change change) {
        Outcome<Subscription> outcome = changed(ask, change);
        outcome.value()
                .filter(subscription -> subscription.reasons().isEmpty())
                .flatMap(subscription -> first(ask, subscription))
                .ifPresent(order -> letters.tell(ask, NotificationText.SERVER_RESUMED_CUSTOMER, order, why));
        return answer(ask, outcome);
    }

    private Optional<Order> first(Ask ask, Subscription subscription) {
        return service.get(ask.actor(), subscription.first()).value();
    }
}
