package io.pteroorders.bot.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.chat.LabelledSentences.Result;
import io.pteroorders.bot.chat.LabelledSentences.Verdict;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What comes of sentences as people write them: the figures of docs/testing.md, which this prints. */
class LabelledSentencesTest {

    private static final double RIGHT_OR_ASKED_BACK = 0.97;
    private static final double WRONG = 0.01;
    private static final double OF_OTHERS = 0.95;

    @Test
    void sentencesAreUnderstoodOrAskedAboutAndNothingIsDoneUnasked() {
        ImmutableList<Result> results = told(LabelledSentences.rows());
        double good = count(results, Verdict.RIGHT) + count(results, Verdict.ASKED_BACK);
        assertEquals(0, count(results, Verdict.SILENT), "silent");
        assertTrue(good >= RIGHT_OR_ASKED_BACK * results.size(), () -> good + " right or asked back");
        assertTrue(count(results, Verdict.WRONG) <= WRONG * results.size(), "wrong");
    }

    @Test
    @Tag("hunt")
    void neitherIsAnythingDoneUnaskedByWhatStrangersToTheWordsWrite() {
        ImmutableList<Result> results = told(LabelledSentences.others());
        double good = count(results, Verdict.RIGHT) + count(results, Verdict.ASKED_BACK);
        assertTrue(good >= OF_OTHERS * results.size(), () -> good + " right or asked back");
    }

    /** What comes of rows, printed if it is not right; nothing forbidden does. */
    private static ImmutableList<Result> told(ImmutableList<LabelledSentences.Row> rows) {
        ImmutableList<Result> results = LabelledSentences.results(rows);
        results.stream()
                .filter(result -> result.verdict() != Verdict.RIGHT && result.verdict() != Verdict.ASKED_BACK)
                .forEach(result ->
                        System.out.println(result.verdict() + " " + result.row().id() + " "
                                + result.row().state() + ", " + result.row().intent() + ": \""
                                + result.row().text() + "\" gets "
                                + result.replies()));
        System.out.println(results.size() + " sentences: "
                + Arrays.stream(Verdict.values())
                        .map(verdict -> verdict.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " "
                                + count(results, verdict))
                        .collect(Collectors.joining(", ")));
        assertEquals(0, count(results, Verdict.FORBIDDEN), "forbidden");
        return results;
    }

    private static long count(ImmutableList<Result> results, Verdict verdict) {
        return results.stream().filter(result -> result.verdict() == verdict).count();
    }
}
