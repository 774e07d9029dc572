package io.pteroorders.notify.text;

import com.google.common.collect.Collections2;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.catalog.ServerSpecifications;
import io.pteroorders.core.order.Notes.Note;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderItem;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.Sequel;
import io.pteroorders.core.order.StatusChange;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.joda.money.Money;

/** Orders as values for templates. Immutable and thread-safe. */
public final class OrderTexts {

    /** The names of the values that every text may use. */
    public static final ImmutableSet<String> SHOP =
            ImmutableSet.of("store", "prefix", "contact", "examplePackage", "pictures");

    /** The names of the values that every text about an order may use, those of {@link #SHOP} among them. */
    public static final ImmutableSet<String> VARIABLES = ImmutableSet.<String>builder()
            .addAll(SHOP)
            .add("orderId", "icon", "status", "paid", "owed", "proof")
            .add("packageName", "packageType", "duration", "price", "total")
            .add("ram", "cpu", "storage", "bandwidth")
            .add("created", "until", "serverId", "username")
            .add(
                    "renews",
                    "upgrades",
                    "untilThen",
                    "renewalDuration",
                    "renewalTotal",
                    "newPrice",
                    "suspension",
                    "deletion",
                    "stopped")
            .add("currentPackage", "currentPackageType")
            .add("reason", "note", "by", "customerName", "customerPhone")
            .addAll(PaymentTexts.VARIABLES)
            .addAll(ServerTexts.VARIABLES)
            .build();

    private final Texts texts;
    private final Formats formats;
    private final Shop shop;
    private final PaymentTexts payments;
    private final ServerTexts servers;
    private final Renewals renewals;

    /** Orders of a shop that are not renewed, in words of these texts and formats. */
    public OrderTexts(Texts texts, Formats formats, Shop shop) {
        this(texts, formats, shop, Renewals.none(formats));
    }

    /** The same of a shop with renewals. */
    public OrderTexts(Texts texts, Formats formats, Shop shop, Renewals renewals) {
        this.texts = texts;
        this.formats = formats;
        this.shop = shop;
        this.payments = new PaymentTexts(texts, formats, shop);
        this.servers = new ServerTexts(texts, shop);
        this.renewals = renewals;
    }

    /** Where the texts are. */
    public Texts texts() {
        return texts;
    }

    /** How amounts, times and statuses are written. */
    public Formats formats() {
        return formats;
    }

    /** What texts say of the shop. */
    public Shop shop() {
        return shop;
    }

    /** The values for a text to the order's customer: nothing that only the shop may know. */
    public Variables forCustomer(Order order, Language language) {
        return variables(order.asSeenByCustomer(), language, text -> text);
    }

    /** The values for a text to an admin; phone numbers are masked, also those that people typed. */
    public Variables forAdmin(Order order, Language language) {
        return Variables.builder()
                .putAll(variables(order, language, Variables::withoutNumbers))
                .put("owed", order.owed().map(amount -> formats.money(amount, language)))
                .build();
    }

    private Variables variables(Order order, Language language, UnaryOperator<String> freeText) {
        return Variables.builder()
                .putAll(ofShop())
                .putAll(ofItem(order, language))
                .putAll(ofProgress(order, language))
                .putAll(ofRenewal(order, language))
                .putAll(payments.of(order, language))
                .putAll(servers.of(order, language))
                .typed("reason", freeText.apply(reason(order)))
                .typed(
                        "note",
                        freeText.apply(order.notes().last().map(Note::text).orElse("")))
                .typed("customerName", freeText.apply(order.customer().displayName()))
                .put("customerPhone", order.customer().id().masked())
                .build();
    }

    /** The values that every text may use: store, prefix, contact, a package for examples, and whether pictures come. */
    public Variables ofShop() {
        return Variables.builder()
                .put("store", shop.name())
                .put("prefix", shop.prefix())
                .put("examplePackage", shop.examplePackage().get())
                .put("contact", shop.contactLink())
                .flag("pictures", shop.takesPictures())
                .build();
    }

    private Variables ofItem(Order order, Language language) {
        ServerSpecifications specifications = order.item().specifications();
        return Variables.builder()
                .typed("packageName", order.item().packageName())
                .put("packageType", order.item().packageType())
                .put("duration", formats.months(order.item().durationMonths(), language))
                .put("price", formats.money(order.item().pricePerMonth(), language))
                .put("total", formats.money(order.totalAmount(), language))
                .put("ram", specifications.ram())
                .put("cpu", specifications.cpu())
                .put("storage", specifications.storage())
                .put("bandwidth", specifications.bandwidth())
                .build();
    }

    private Variables ofProgress(Order order, Language language) {
        return Variables.builder()
                .put("orderId", order.id())
                .put("paid", paid(order, language))
                .put("owed", Optional.empty())
                .put("proof", order.paymentProof())
                .put("icon", Formats.icon(order.status()))
                .put("status", formats.status(order.status(), language))
                .put("created", formats.time(order.createdAt(), language))
                .put("serverId", order.serverId())
                .put("username", order.username())
                .put("by", by(order.lastChange().updatedBy(), order, language))
                .build();
    }

    /** Until when the server is paid, what comes if nobody pays on, and what paying costs. */
    private Variables ofRenewal(Order order, Language language) {
        Optional<Renewals.Outlook> outlook = renewals.outlook(order);
        Optional<OrderItem> next = outlook.flatMap(Renewals.Outlook::item);
        return Variables.builder()
                .typed(
                        "currentPackage",
                        outlook.map(known -> known.sold().packageName())
                                .orElseGet(() -> order.item().packageName()))
                .put(
                        "currentPackageType",
                        outlook.map(known -> known.sold().packageType())
                                .orElseGet(() -> order.item().packageType()))
                .put("until", outlook.map(Renewals.Outlook::paidUntil).map(day -> formats.day(day, language)))
                .put("renews", sequel(order, Sequel.Renewal.class))
                .put("upgrades", sequel(order, Sequel.Upgrade.class))
                .put("untilThen", renewals.paidUntilThen(order).map(day -> formats.day(day, language)))
                .put("renewalDuration", next.map(item -> formats.months(item.durationMonths(), language)))
                .put("renewalTotal", next.map(item -> formats.money(item.totalAmount(), language)))
                .put(
                        "newPrice",
                        outlook.flatMap(Renewals.Outlook::newPrice).map(price -> formats.money(price, language)))
                .put(
                        "suspension",
                        outlook.flatMap(Renewals.Outlook::suspended).map(time -> formats.time(time, language)))
                .put("deletion", outlook.flatMap(Renewals.Outlook::deleted).map(time -> formats.time(time, language)))
                .put("stopped", outlook.map(known -> stopped(known, language)).filter(why -> !why.isEmpty()))
                .build();
    }

    private static Optional<String> sequel(Order order, Class<? extends Sequel> kind) {
        return order.sequel().filter(kind::isInstance).map(Sequel::first).map(OrderId::toString);
    }

    private String stopped(Renewals.Outlook outlook, Language language) {
        return outlook.stopped().stream()
                .map(reason -> texts.word("stopped." + reason.word(), language))
                .collect(Collectors.joining(", "));
    }

    /** What arrived for it; empty before. */
    private Optional<String> paid(Order order, Language language) {
        Money amount = order.payments().paid().map(Payment::amountPaid).orElse(order.totalAmount());
        return order.wasPaid() ? Optional.of(formats.money(amount, language)) : Optional.empty();
    }

    /** Why an order ended early; the notes of other steps are no reasons. */
    private static String reason(Order order) {
        return switch (order.status()) {
            case CANCELLED, REFUNDED ->
                order.lastChange().notes().equals(Sequel.REPLACED_NOTE)
                        ? ""
                        : order.lastChange().notes();
            case PENDING, CONFIRMED, PROCESSING, COMPLETED -> "";
        };
    }

    /** The day until which the server of an order runs, in the shop's time zone; empty if the order is not completed. */
    public Optional<LocalDate> lastDay(Order order) {
        return renewals.outlook(order).map(Renewals.Outlook::paidUntil);
    }

    /**
     * The commands that move an order on, ready to copy: a list of values named {@code command}. What goes on by itself
     * needs none.
     */
    public ImmutableList<Variables> commands(Order order, Collection<OrderStatus> next, Language language) {
        return commands(order.id(), Collections2.filter(next, status -> !servers.movesBySelf(order, status)), language);
    }

    /** The commands that move an order on which nothing is known of. */
    public ImmutableList<Variables> commands(OrderId id, Collection<OrderStatus> next, Language language) {
        return next.stream()
                .map(status -> switch (status) {
                    case CONFIRMED -> "order-confirm " + id;
                    case PROCESSING -> "order-process " + id;
                    case COMPLETED -> "order-complete " + id + " " + texts.word("placeholder.server", language);
                    case CANCELLED -> "order-cancel " + id + " " + texts.word("placeholder.reason", language);
                    case REFUNDED -> "order-refund " + id + " " + texts.word("placeholder.reason", language);
                    case PENDING -> "order-detail " + id;
                })
                .map(line ->
                        Variables.builder().put("command", shop.prefix() + line).build())
                .collect(ImmutableList.toImmutableList());
    }

    /** Who made a change, as admins read it. */
    public String by(String updatedBy, Order order, Language language) {
        if (StatusChange.isSystem(updatedBy)) {
            return texts.word("by.system", language) + updatedBy.substring(StatusChange.SYSTEM.length());
        }
        if (StatusChange.isKey(updatedBy)) {
            return updatedBy;
        }
        return updatedBy.equals(order.customer().id().text())
                ? texts.word("by.customer", language)
                : texts.word("by.admin", language) + " " + masked(updatedBy);
    }

    private static String masked(String updatedBy) {
        return PersonId.parse(updatedBy)
                .map(PersonId::masked)
                .orElseGet(() -> Variables.withoutNumbers(Variables.neutral(updatedBy)));
    }
}
