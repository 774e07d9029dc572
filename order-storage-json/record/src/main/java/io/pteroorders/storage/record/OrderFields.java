package io.pteroorders.storage.record;

import com.google.common.collect.ImmutableList;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The objects of a record, and the fields of each in the order of the document. Complaints name the field. */
enum OrderFields {
    ORDER(
            "",
            Field.ID,
            Field.CUSTOMER,
            Field.ITEM,
            Field.STATUS,
            Field.TOTAL_AMOUNT,
            Field.CURRENCY,
            Field.CREATED_AT,
            Field.UPDATED_AT,
            Field.STATUS_HISTORY,
            Field.NOTES,
            Field.ADMIN_NOTES,
            Field.SERVER_ID,
            Field.PAYMENT_PROOF,
            Field.USERNAME,
            Field.CLAIMS,
            Field.PAYMENTS,
            Field.SERVER,
            Field.RENEWS,
            Field.UPGRADES,
            Field.MONTHLY_PRICE,
            Field.SUBSCRIPTION),
    CUSTOMER("customer.", Field.PHONE_NUMBER, Field.PERSON_ID, Field.DISPLAY_NAME, Field.CHAT_ID),
    ITEM(
            "item.",
            Field.PACKAGE_TYPE,
            Field.PACKAGE_NAME,
            Field.DURATION,
            Field.PRICE,
            Field.SPECIFICATIONS,
            Field.PANEL),
    SPECIFICATIONS("item.specifications.", Field.RAM, Field.CPU, Field.STORAGE, Field.BANDWIDTH),
    PANEL(
            "item.panel.",
            Field.NEST,
            Field.EGG,
            Field.LOCATIONS,
            Field.NODES,
            Field.MEMORY,
            Field.DISK,
            Field.CPU,
            Field.SWAP,
            Field.IO,
            Field.DATABASES,
            Field.BACKUPS,
            Field.ALLOCATIONS,
            Field.ENVIRONMENT,
            Field.IMAGE,
            Field.STARTUP,
            Field.AUTOMATIC),
    CHANGE("statusHistory[].", Field.STATUS, Field.TIMESTAMP, Field.UPDATED_BY, Field.NOTES),
    CLAIM("claims[].", Field.SPACE, Field.KEY, Field.UNTIL),
    PAYMENT(
            "payments[].",
            Field.ID,
            Field.METHOD,
            Field.STATE,
            Field.AMOUNT_DUE,
            Field.AMOUNT_PAID,
            Field.REFERENCE,
            Field.CREATED_AT,
            Field.EXPIRES_AT,
            Field.PAID_AT,
            Field.FEE,
            Field.PAY_BY,
            Field.ARRIVALS,
            Field.REFUNDS,
            Field.USED_BY,
            Field.FROM),
    PAY_BY("payments[].payBy.", Field.KIND, Field.TEXT),
    ARRIVAL("payments[].arrivals[].", Field.AMOUNT, Field.AT, Field.BY, Field.REPORT),
    REFUND(
            "payments[].refunds[].",
            Field.NUMBER,
            Field.AMOUNT,
            Field.STATE,
            Field.AT,
            Field.BY,
            Field.REASON,
            Field.REPORT),
    SERVER(
            "server.",
            Field.EXTERNAL_ID,
            Field.STATE,
            Field.SINCE,
            Field.ROUND,
            Field.ATTEMPTS,
            Field.REINSTALLS,
            Field.USER,
            Field.ID,
            Field.IDENTIFIER,
            Field.NODE,
            Field.ADDRESS,
            Field.TROUBLE,
            Field.DELETION_ASKED_AT),
    USER("server.user.", Field.ID, Field.NAME, Field.IS_NEW),
    TROUBLE("server.trouble.", Field.KIND, Field.DETAIL),
    SUBSCRIPTION("subscription.", Field.ENTRIES, Field.STEPS),
    ENTRY(
            "subscription.entries[].",
            Field.KIND,
            Field.AT,
            Field.BY,
            Field.DAY,
            Field.DAYS,
            Field.UNTIL,
            Field.REASON,
            Field.AMOUNT,
            Field.WHY,
            Field.WANTED,
            Field.TO),
    STEP("subscription.steps[].", Field.PAID_UNTIL, Field.STEP, Field.AT, Field.SKIPPED);

    /** A field's name. */
    enum Field {
        ID("id"),
        CUSTOMER("customer"),
        ITEM("item"),
        STATUS("status"),
        TOTAL_AMOUNT("totalAmount"),
        CURRENCY("currency"),
        CREATED_AT("createdAt"),
        UPDATED_AT("updatedAt"),
        STATUS_HISTORY("statusHistory"),
        NOTES("notes"),
        ADMIN_NOTES("adminNotes"),
        SERVER_ID("serverId"),
        PAYMENT_PROOF("paymentProof"),
        USERNAME("username"),
        CLAIMS("claims"),
        PHONE_NUMBER("phoneNumber"),
        PERSON_ID("personId"),
        DISPLAY_NAME("displayName"),
        CHAT_ID("chatId"),
        PACKAGE_TYPE("packageType"),
        PACKAGE_NAME("packageName"),
        DURATION("duration"),
        PRICE("price"),
        SPECIFICATIONS("specifications"),
        RAM("ram"),
        CPU("cpu"),
        STORAGE("storage"),
        BANDWIDTH("bandwidth"),
        TIMESTAMP("timestamp"),
        UPDATED_BY("updatedBy"),
        SPACE("space"),
        KEY("key"),
        UNTIL("until"),
        PAYMENTS("payments"),
        METHOD("method"),
        STATE("state"),
        AMOUNT_DUE("amountDue"),
        AMOUNT_PAID("amountPaid"),
        REFERENCE("reference"),
        EXPIRES_AT("expiresAt"),
        PAID_AT("paidAt"),
        FEE("fee"),
        PAY_BY("payBy"),
        KIND("kind"),
        TEXT("text"),
        ARRIVALS("arrivals"),
        AMOUNT("amount"),
        AT("at"),
        BY("by"),
        REPORT("report"),
        REFUNDS("refunds"),
        NUMBER("number"),
        REASON("reason"),
        USED_BY("usedBy"),
        FROM("from"),
        PANEL("panel"),
        NEST("nest"),
        EGG("egg"),
        LOCATIONS("locations"),
        NODES("nodes"),
        MEMORY("memory"),
        DISK("disk"),
        SWAP("swap"),
        IO("io"),
        DATABASES("databases"),
        BACKUPS("backups"),
        ALLOCATIONS("allocations"),
        ENVIRONMENT("environment"),
        IMAGE("image"),
        STARTUP("startup"),
        AUTOMATIC("automatic"),
        SERVER("server"),
        EXTERNAL_ID("externalId"),
        SINCE("since"),
        ROUND("round"),
        ATTEMPTS("attempts"),
        REINSTALLS("reinstalls"),
        USER("user"),
        NAME("name"),
        IS_NEW("isNew"),
        IDENTIFIER("identifier"),
        NODE("node"),
        ADDRESS("address"),
        TROUBLE("trouble"),
        DETAIL("detail"),
        DELETION_ASKED_AT("deletionAskedAt"),
        RENEWS("renews"),
        UPGRADES("upgrades"),
        MONTHLY_PRICE("monthlyPrice"),
        SUBSCRIPTION("subscription"),
        ENTRIES("entries"),
        DAY("day"),
        DAYS("days"),
        WHY("why"),
        WANTED("wanted"),
        TO("to"),
        STEPS("steps"),
        PAID_UNTIL("paidUntil"),
        STEP("step"),
        SKIPPED("skipped");

        private final String text;

        @SuppressWarnings("ImmutableEnumChecker") // never changed
        private final byte[] bytes;

        @SuppressWarnings("ImmutableEnumChecker") // never changed
        private final byte[] key;

        Field(String text) {
            this.text = text;
            this.bytes = text.getBytes(StandardCharsets.US_ASCII);
            this.key = ("\"" + text + "\":").getBytes(StandardCharsets.US_ASCII);
        }

        /** Whether this is the name that was read last. */
        boolean isIn(JsonReader in) {
            return in.is(bytes);
        }

        /** The name in quotes and its colon. */
        byte[] key() {
            return key;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private final String path;
    private final ImmutableList<Field> fields;

    OrderFields(String path, Field... fields) {
        this.path = path;
        this.fields = ImmutableList.copyOf(fields);
    }

    /** The field's name with those of the objects around it. */
    String path(Field field) {
        return path + field;
    }

    boolean has(String name) {
        return fields.stream().anyMatch(field -> field.text.equals(name));
    }

    /** The fields, in the order of the document. */
    ImmutableList<Field> fields() {
        return fields;
    }

    /** @throws OrderFormatException if there is no value */
    <T> T required(@Nullable T value, Field field) throws OrderFormatException {
        if (value == null) {
            throw wrong(field, "is missing");
        }
        return value;
    }

    /** @throws OrderFormatException naming the pattern, if the value cannot be made */
    <T> T matching(Field field, String pattern, Supplier<T> value) throws OrderFormatException {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw wrong(field, "must match " + pattern);
        }
    }

    /** @throws OrderFormatException quoting the rule, if the value cannot be made */
    <T> T ruled(Field field, Supplier<T> value) throws OrderFormatException {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw wrong(field, "breaks a rule: " + e.getMessage());
        }
    }

    /** The complaint that something else stands where one of these should. */
    OrderFormatException noObject() {
        return new OrderFormatException(path.substring(0, path.length() - 1) + " must be an object");
    }

    /** A complaint about a field. */
    OrderFormatException wrong(Field field, String complaint) {
        return new OrderFormatException(path(field) + " " + complaint);
    }
}
