package io.pteroorders.core.testkit.wrong;

import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.OrderQuery;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Stores that take different things for the same, as collations, patterns and narrow types do. */
final class WrongEquality {

    static final ImmutableMap<String, Supplier<ForwardingStorage>> ALL =
            ImmutableMap.<String, Supplier<ForwardingStorage>>builder()
                    .put("finds customers in any case", CustomerInAnyCase::new)
                    .put("takes a customer as a pattern", CustomerAsPattern::new)
                    .put("finds customers by a hash of 32 bits", CustomerByHash::new)
                    .put("finds customers by what stands before the @", CustomerByUser::new)
                    .put("takes an id part as an expression", IdPartAsExpression::new)
                    .put("takes a package as a pattern", PackageAsPattern::new)
                    .put("takes a dash in a package for a low line", PackageAnyDash::new)
                    .put("finds a package by its beginning", PackageByPrefix::new)
                    .put("finds a phone by its beginning only", PhoneByBeginning::new)
                    .put("keeps phones as numbers", PhoneAsNumber::new)
                    .put("sorts ids as a dictionary does", IdsAsWords::new)
                    .put("cuts spans to seconds", SpanInSeconds::new)
                    .put("cuts spans to milliseconds", SpanInMillis::new)
                    .put("counts the milliseconds of a span", SpanInEpochMillis::new)
                    .put("takes the end of a span as its whole day", EndOfDay::new)
                    .buildOrThrow();

    private WrongEquality() {}

    private static final class CustomerInAnyCase extends FilteringStorage {
        @Override
        boolean isOf(PersonId wanted, Order order) {
            return Ascii.equalsIgnoreCase(wanted.text(), order.customer().id().text());
        }
    }

    private static final class CustomerAsPattern extends FilteringStorage {
        @Override
        boolean isOf(PersonId wanted, Order order) {
            return like(wanted.text(), order.customer().id().text());
        }
    }

    private static boolean like(String pattern, String text) {
        String expression = Pattern.quote(pattern).replace("_", "\\E.\\Q").replace("%", "\\E.*\\Q");
        return text.matches(expression);
    }

    private static final class CustomerByHash extends FilteringStorage {
        @Override
        boolean isOf(PersonId wanted, Order order) {
            return wanted.text().hashCode() == order.customer().id().text().hashCode();
        }
    }

    private static final class CustomerByUser extends FilteringStorage {
        @Override
        boolean isOf(PersonId wanted, Order order) {
            return user(wanted).equals(user(order.customer().id()));
        }

        private static String user(PersonId person) {
            return Iterables.get(Splitter.on('@').split(person.text()), 0);
        }
    }

    private static final class IdPartAsExpression extends FilteringStorage {
        @Override
        boolean hasId(String part, Order order) {
            return order.id().toString().matches(".*" + part + ".*");
        }
    }

    private abstract static class ByPackage extends ScanningStorage {
        abstract boolean isOf(String wanted, String code);

        @Override
        boolean passes(OrderQuery query, Order order) {
            OrderQuery.Builder others =
                    OrderQuery.oldestFirst().status(query.statuses().toArray(OrderStatus[]::new));
            query.customer().ifPresent(others::customer);
            query.createdFrom().ifPresent(others::createdFrom);
            query.createdBefore().ifPresent(others::createdBefore);
            query.idPart().ifPresent(others::idPart);
            query.phoneDigits().ifPresent(others::phoneDigits);
            return others.build().matches(order)
                    && query.packageType()
                            .map(type ->
                                    isOf(type.code(), order.item().packageType().code()))
                            .orElse(true);
        }
    }

    private static final class PackageAsPattern extends ByPackage {
        @Override
        boolean isOf(String wanted, String code) {
            return like(wanted, code);
        }
    }

    private static final class PackageAnyDash extends ByPackage {
        @Override
        boolean isOf(String wanted, String code) {
            return wanted.replace('-', '_').equals(code.replace('-', '_'));
        }
    }

    private static final class PackageByPrefix extends ByPackage {
        @Override
        boolean isOf(String wanted, String code) {
            return code.startsWith(wanted);
        }
    }

    private static final class PhoneByBeginning extends FilteringStorage {
        @Override
        boolean hasPhone(String digits, Order order) {
            return phone(order).startsWith(digits);
        }
    }

    private static final class PhoneAsNumber extends FilteringStorage {
        @Override
        boolean hasPhone(String digits, Order order) {
            String number = phone(order).replaceFirst("^0+", "");
            return number.startsWith(digits) || number.endsWith(digits);
        }
    }

    private static final class IdsAsWords extends ScanningStorage {
        @Override
        Comparator<Order> inOrder(OrderQuery query) {
            Comparator<Order> order = Comparator.comparing(Order::createdAt)
                    .thenComparing(each -> each.id().toString().replace("-", ""));
            return query.direction() == OrderQuery.Direction.OLDEST_FIRST ? order : order.reversed();
        }
    }

    private static class SpanInSeconds extends FilteringStorage {
        @Override
        boolean isFrom(Instant from, Order order) {
            return super.isFrom(cut(from), order);
        }

        @Override
        boolean isBefore(Instant end, Order order) {
            return super.isBefore(cut(end), order);
        }

        Instant cut(Instant time) {
            return time.truncatedTo(ChronoUnit.SECONDS);
        }
    }

    private static final class SpanInMillis extends SpanInSeconds {
        @Override
        Instant cut(Instant time) {
            return time.truncatedTo(ChronoUnit.MILLIS);
        }
    }

    /** Fails at times that are farther away than a long has milliseconds. */
    private static final class SpanInEpochMillis extends FilteringStorage {
        @Override
        boolean isFrom(Instant from, Order order) {
            return super.isFrom(from, order)
                    && from.toEpochMilli() <= order.createdAt().toEpochMilli();
        }

        @Override
        boolean isBefore(Instant end, Order order) {
            return super.isBefore(end, order) && order.createdAt().toEpochMilli() <= end.toEpochMilli();
        }
    }

    private static final class EndOfDay extends FilteringStorage {
        @Override
        boolean isBefore(Instant end, Order order) {
            return order.createdAt().isBefore(end.truncatedTo(ChronoUnit.DAYS));
        }
    }
}
