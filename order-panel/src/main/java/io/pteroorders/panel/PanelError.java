package io.pteroorders.panel;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.provisioning.PanelException;
import io.pteroorders.core.provisioning.PanelException.Kind;

/**
 * A reason why a panel says no.
 *
 * @param code its kind, in the panel's words
 * @param detail in the panel's words
 * @param field that it is because of; may be empty
 * @param rule that the field breaks; may be empty
 */
record PanelError(String code, String detail, String field, String rule) {

    /** Names that nobody else may have. */
    private static final ImmutableSet<String> NAMES = ImmutableSet.of("username", "email");

    /** What only happens because something else happened at the same time, or was done already. */
    private static final ImmutableSet<String> OVERTAKEN =
            ImmutableSet.of("external_id unique", "allocation.default exists");

    /** The reasons in an answer; none if it has none that can be read. */
    static ImmutableList<PanelError> all(byte[] body) {
        try {
            return Fields.parse(body, IllegalArgumentException::new).all("errors").stream()
                    .map(PanelError::of)
                    .collect(ImmutableList.toImmutableList());
        } catch (IllegalArgumentException e) {
            return ImmutableList.of();
        }
    }

    private static PanelError of(Fields error) {
        Fields meta = error.in("meta");
        return new PanelError(
                error.text("code").orElse(""),
                error.text("detail").orElse(""),
                meta.text("source_field").orElse(""),
                meta.text("rule").orElse(""));
    }

    private boolean isTaken() {
        return rule.equals("unique") && NAMES.contains(field);
    }

    private boolean isOvertaken() {
        return OVERTAKEN.contains(field + " " + rule);
    }

    /** What the reasons come to. */
    static PanelException refusal(ImmutableList<PanelError> errors, String message) {
        PanelError first = errors.get(0);
        if (errors.stream().allMatch(PanelError::isOvertaken)) {
            return PanelException.unavailable(message, null);
        }
        if (errors.stream().allMatch(PanelError::isTaken)) {
            return PanelException.about(Kind.TAKEN, first.field, message);
        }
        boolean one = errors.stream().map(PanelError::field).distinct().count() == 1;
        return PanelException.about(Kind.REFUSED, one ? first.field : "", message);
    }

    /** For an admin. */
    @Override
    public String toString() {
        return field.isEmpty() ? detail : field + " breaks the rule " + rule + " (" + detail + ")";
    }
}
