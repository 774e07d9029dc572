package io.pteroorders.core.service;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.FreeText;
import io.pteroorders.core.order.OrderItem;
import io.pteroorders.core.order.Violation;
import io.pteroorders.core.order.Violation.Range;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.Comparator;
import java.util.Locale;
import org.hibernate.validator.HibernateValidator;
import org.jspecify.annotations.Nullable;

/** Checks a request's constraints, whose messages are {@link Violation.Code}s. Thread-safe. */
final class RequestValidator {

    /** To make one takes longer than to check a thousand requests. */
    private static final Validator VALIDATOR = Validation.byProvider(HibernateValidator.class)
            .configure()
            .ignoreXmlConfiguration()
            .messageInterpolator(new CodesStayCodes())
            .buildValidatorFactory()
            .getValidator();

    ImmutableList<Violation> check(Object request) {
        return VALIDATOR.validate(request).stream()
                .map(RequestValidator::violation)
                .sorted(Comparator.comparing(Violation::code))
                .collect(ImmutableList.toImmutableList());
    }

    private static Violation violation(ConstraintViolation<?> found) {
        Violation.Code code = Violation.Code.valueOf(found.getMessage());
        return Violation.of(code, found.getPropertyPath().toString(), found.getInvalidValue(), range(code));
    }

    private static @Nullable Range range(Violation.Code code) {
        return switch (code) {
            case INVALID_DURATION -> new Range(OrderItem.MIN_MONTHS, OrderItem.MAX_MONTHS);
            case NOTE_TOO_LONG, NOTE_EMPTY -> new Range(1, FreeText.MAX_NOTE);
            case UNKNOWN_PACKAGE, INVALID_SERVER_ID, INVALID_USERNAME, INVALID_PAYMENT_PROOF -> null;
        };
    }

    /** A constraint's message is its code already, so no expression language is needed to make one. */
    private static final class CodesStayCodes implements MessageInterpolator {

        @Override
        public String interpolate(String messageTemplate, Context context) {
            return messageTemplate;
        }

        @Override
        public String interpolate(String messageTemplate, Context context, Locale locale) {
            return messageTemplate;
        }
    }
}
