package io.pteroorders.bot.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.Texts;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProblemTest {

    private final Texts texts = Texts.load(ImmutableList.of(EditText.class), Optional.empty());

    @Test
    void theSameIsWrongInEachLanguage() {
        Problem problem = Problem.of("in-package", 2, Problem.of("missing", "ram", Problem.of("rule.text")));
        assertEquals("package 2: ram is missing: a text in quotes", problem.inEnglish());
        assertEquals("paket 2: ram belum diisi: teks di dalam tanda kutip", problem.in(texts, Language.INDONESIAN));
    }

    @Test
    void whatSomebodyTypedIsNoPlaceOfThePhrase() {
        assertEquals(
                "type \"%1$s\\\" stands there twice; give each package a code of its own",
                Problem.of("type-twice", "%1$s\\").inEnglish());
    }

    @Test
    void bothLanguagesHaveTheSameWords() {
        assertEquals(
                Texts.shippedWords(EditText.class, Language.ENGLISH).keySet(),
                Texts.shippedWords(EditText.class, Language.INDONESIAN).keySet());
    }
}
