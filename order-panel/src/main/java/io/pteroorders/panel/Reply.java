package io.pteroorders.panel;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.Longs;
import io.pteroorders.core.order.FreeText;
import io.pteroorders.core.provisioning.PanelException;
import io.pteroorders.core.provisioning.PanelException.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an answer of the panel comes to.
 *
 * @param hidden what may stand in no message
 */
record Reply(Answer answer, ImmutableSet<String> hidden) {

    private static final int MAX_WORDS = 300;
    private static final int MAX_BEGINNING = 120;
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private static final int DONE = 204;
    private static final String NO_NODE = "NoViableNodeException";
    private static final String NO_ALLOCATION = "NoViableAllocationException";
    private static final String NO_SECOND_FACTOR = "TwoFactorAuthRequiredException";
    private static final String NOT_THERE = "NotFoundHttpException";

    /** The object that was asked for. */
    Fields object() {
        if (!answer.isSuccess()) {
            throw failure();
        }
        return Fields.parse(answer.body(), this::unreadable);
    }

    /** The object that was asked for; empty if the panel says that there is none, and nobody else on the way. */
    Optional<Fields> objectIfThere() {
        return isNotThere() ? Optional.empty() : Optional.of(object());
    }

    /** Lets pass that it was done. */
    void done() {
        if (answer.status() != DONE) {
            throw answer.isSuccess() ? unreadable("more than that it was done") : failure();
        }
    }

    /** Lets pass that it was done, and that there is nothing to do it to. */
    void doneOrNotThere() {
        if (!isNotThere()) {
            done();
        }
    }

    private boolean isNotThere() {
        return answer.status() == 404 && is(NOT_THERE);
    }

    private boolean is(String code) {
        return errors().stream().anyMatch(error -> error.code().equals(code));
    }

    private ImmutableList<PanelError> errors() {
        return PanelError.all(answer.body());
    }

    private PanelException unreadable(String what) {
        return PanelException.unavailable(
                said("the panel answered " + what + " (" + answer.status() + "): " + beginning()), null);
    }

    /** What it means that it was not done. */
    private PanelException failure() {
        int status = answer.status();
        if (status >= 300 && status < 400) {
            return PanelException.unavailable(
                    said("the panel is elsewhere (" + status + "): give its address as it is, "
                            + answer.location().orElse("which it does not say")),
                    null);
        }
        if (status == 429) {
            return tooManyCalls();
        }
        if (status == 401 || status == 403 || is(NO_SECOND_FACTOR)) {
            return PanelException.of(
                    Kind.KEY_REFUSED, said("the panel does not take the key (" + status + ")" + words()));
        }
        ImmutableList<PanelError> errors = errors();
        if (errors.isEmpty() || status >= 500 || status == 408 || status == 425) {
            return PanelException.unavailable(said("the panel has trouble (" + status + ")" + words()), null);
        }
        return refusal(errors);
    }

    private PanelException tooManyCalls() {
        String message = said("the panel was asked too often (429)" + words());
        return answer.retryAfter()
                .map(String::strip)
                .map(Longs::tryParse)
                .filter(seconds -> seconds >= 0)
                .map(seconds -> Duration.ofSeconds(Math.min(seconds, LONGEST_WAIT.toSeconds())))
                .map(wait -> PanelException.tooManyCalls(message, wait))
                .orElseGet(() -> PanelException.of(Kind.TOO_MANY_CALLS, message));
    }

    private PanelException refusal(ImmutableList<PanelError> errors) {
        String message = said("the panel said no (" + answer.status() + ")" + words());
        if (isNotThere()) {
            return PanelException.of(Kind.NOT_FOUND, message);
        }
        if (answer.status() == 409) {
            return PanelException.of(Kind.CONFLICT, message);
        }
        if (is(NO_NODE)) {
            return PanelException.of(Kind.NO_ROOM, message);
        }
        if (is(NO_ALLOCATION)) {
            return PanelException.of(Kind.NO_PORT, message);
        }
        return PanelError.refusal(errors, message);
    }

    /** The panel's own words: for admins, never for customers. */
    private String words() {
        ImmutableList<PanelError> errors = errors();
        String words = errors.isEmpty()
                ? beginning()
                : errors.stream().map(PanelError::toString).distinct().collect(Collectors.joining("; "));
        return words.isBlank() ? "" : ": " + words;
    }

    /** How the body begins, for a person to see what kind of thing it is. */
    private String beginning() {
        return cut(masked(answer.text()), MAX_BEGINNING);
    }

    private String said(String text) {
        return cut(FreeText.clean(masked(text)), MAX_WORDS);
    }

    /** Masks before anything is cut, so that no half of a key is left. */
    private String masked(String text) {
        String masked = text;
        for (String each : hidden) {
            masked = masked.replace(each, "***");
        }
        return masked;
    }

    private static String cut(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most));
    }
}
