package io.pteroorders.core.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Cuts a story that goes wrong down to the steps that matter, and makes those plain. Not thread-safe. */
final class Shortening {

    private final Function<List<Step>, Optional<String>> problem;
    private List<Step> story;
    private String words;

    private Shortening(Function<List<Step>, Optional<String>> problem, List<Step> story, String words) {
        this.problem = problem;
        this.story = story;
        this.words = words;
    }

    /**
     * The words of a story that is as short as could be made of this one.
     *
     * @param problem tells what goes wrong in a story
     * @param words what goes wrong in this one
     */
    static String of(List<Step> story, String words, Function<List<Step>, Optional<String>> problem) {
        Shortening shortening = new Shortening(problem, story, words);
        shortening.anyOf(shortening.inTurn());
        shortening.cutEnd();
        while (shortening.anyOf(shortening.without()) || shortening.anyOf(shortening.plainer())) {
            // until nothing helps any more
        }
        return shortening.words;
    }

    /** The story without races, if it goes wrong without them: then no chance decides how it ends. */
    private Stream<List<Step>> inTurn() {
        List<Step> whole = story;
        return IntStream.range(0, Step.orders().size())
                .mapToObj(
                        which -> whole.stream().map(step -> step.inTurn(which)).toList())
                .filter(plain -> !plain.equals(whole));
    }

    /** Nothing after the step that goes wrong matters. */
    private void cutEnd() {
        List<Step> whole = story;
        anyOf(IntStream.range(1, whole.size()).mapToObj(length -> whole.subList(0, length)));
    }

    private boolean anyOf(Stream<List<Step>> candidates) {
        return candidates.anyMatch(this::takes);
    }

    private boolean takes(List<Step> candidate) {
        Optional<String> wrong = problem.apply(candidate);
        wrong.ifPresent(found -> {
            story = candidate;
            words = found;
        });
        return wrong.isPresent();
    }

    /** The story without one step, or two. */
    private Stream<List<Step>> without() {
        List<Step> whole = story;
        return Stream.of(1, 2)
                .flatMap(steps -> IntStream.rangeClosed(0, whole.size() - steps).mapToObj(at -> {
                    List<Step> rest = new ArrayList<>(whole);
                    rest.subList(at, at + steps).clear();
                    return rest;
                }));
    }

    private Stream<List<Step>> plainer() {
        List<Step> whole = story;
        return IntStream.range(0, whole.size())
                .boxed()
                .flatMap(at -> whole.get(at).plainer().map(step -> {
                    List<Step> changed = new ArrayList<>(whole);
                    changed.set(at, step);
                    return changed;
                }));
    }
}
