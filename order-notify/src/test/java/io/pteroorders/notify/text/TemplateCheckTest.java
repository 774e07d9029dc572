package io.pteroorders.notify.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A template that loads can be rendered, whatever there is to say. */
class TemplateCheckTest {

    private static final ImmutableSet<String> VARIABLES =
            ImmutableSet.of("title", "reason", "more", "rows.orderId", "rows.note");

    private static String complaint(String template) {
        return String.valueOf(
                assertThrows(TextException.class, () -> TemplateCheck.compile(VARIABLES, "id/list.mustache", template))
                        .getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Title\n{{orderId}}",
                "Title\n{{#orderId}}x{{/orderId}}",
                "Title\n{{^orderId}}x{{/orderId}}",
                "Title\n{{#more}}{{orderId}}{{/more}}",
                "Title\n{{^more}}{{orderId}}{{/more}}",
                "Title\n{{#title}}{{^more}}{{orderId}}{{/more}}{{/title}}",
                "Title\n{{^title}}{{#more}}{{orderId}}{{/more}}{{/title}}",
                "Title {{#rows}}{{orderId}}{{/rows}}\n{{^rows}}\n{{orderId}}{{/rows}}"
            })
    void whatAnElementHasIsUnknownOutsideOfItsList(String template) {
        String complaint = complaint(template);
        assertTrue(
                complaint.matches("id/list.mustache, line [23]: \\{\\{orderId}} is known only inside of \\[rows]\\. Its"
                        + " variables are: more, reason, rows \\(with note, orderId\\), title\\."),
                complaint);
    }

    @Test
    void insideOfAListAllIsKnown() {
        String text = TemplateCheck.compile(VARIABLES, "", "{{#rows}}{{title}}: {{orderId}}{{/rows}}")
                .execute(ImmutableMap.of(
                        "title", "New", "rows", ImmutableList.of(ImmutableMap.of("orderId", "A", "note", ""))));
        assertEquals("New: A", text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Title\n{{reason}}",
                "Title\n  {{reason}}",
                "Title\n{{#reason}}\n{{reason}}\n{{/reason}}",
                "Title\n{{title}}{{^more}}{{/more}}\n{{more}}{{reason}}",
                "Title\n{{#more}}But {{/more}}{{reason}}",
                "Title\n{{^more}}But {{/more}}{{reason}}",
                "Title {{#rows}}\n{{note}}{{/rows}}",
                "{{reason}}: that is why"
            })
    void whatSomebodyTypedBeginsNoLine(String template) {
        String complaint = complaint(template);
        assertTrue(
                complaint.matches(
                        "(?s)id/list.mustache, line \\d: \\{\\{(reason|note)}} begins a line; people type what"
                                + " stands there, so put a word before it\\. .*"),
                complaint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "{{! only a comment }}", "{{^title}}x{{/title}}", "{{#rows}}\n{{/rows}}"})
    void aTemplateThatSaysNothingIsRefused(String template) {
        assertEquals("id/list.mustache is empty, so there would be no message", complaint(template));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Title\n{{> menu}}",
                "Title\n{{<menu}}{{$title}}x{{/title}}{{/menu}}",
                "Title\n{{$menu}}x{{/menu}}"
            })
    void whatBuildsOnAnotherTemplateIsRefused(String template) {
        assertTrue(
                complaint(template)
                        .startsWith("id/list.mustache, line 2: {{menu}} includes another template, which is not"
                                + " supported. Its variables are: "),
                complaint(template));
    }

    @Test
    void theMarksOfTagsCanBeChanged() {
        String text =
                TemplateCheck.compile(VARIABLES, "", "{{=<% %>=}}{<%title%>}").execute(ImmutableMap.of("title", "New"));
        assertEquals("{New}", text);
        assertTrue(complaint("{{=<% %>=}}\n<%order%>").contains("{{order}} is unknown"));
    }

    @Test
    void aRenderingNeedsEveryValueThatIsDeclared() {
        ImmutableMap<String, Object> all = ImmutableMap.of(
                "title", "", "reason", "", "more", false, "rows", ImmutableList.of(ImmutableMap.of("note", "")));
        assertEquals(ImmutableSet.of("rows.orderId"), Names.of(VARIABLES).missingIn(all));
        assertEquals(
                ImmutableSet.of("more", "reason", "rows"), Names.of(VARIABLES).missingIn(ImmutableMap.of("title", "")));
    }
}
