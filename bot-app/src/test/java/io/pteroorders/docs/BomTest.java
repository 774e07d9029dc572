package io.pteroorders.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.io.File;
import java.nio.file.Path;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.NodeList;

/** What stands in several POMs because they have no common parent is the same in each. */
class BomTest {

    private static final Path ROOT = Path.of("..");

    private static ImmutableList<String> values(String pom, String path) throws Exception {
        File file = ROOT.resolve(pom).toFile();
        NodeList found = (NodeList) XPathFactory.newInstance()
                .newXPath()
                .evaluate(
                        path,
                        DocumentBuilderFactory.newInstance()
                                .newDocumentBuilder()
                                .parse(file),
                        XPathConstants.NODESET);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> found.item(i).getTextContent())
                .collect(ImmutableList.toImmutableList());
    }

    @Test
    void theBillOfMaterialsNamesEveryLibraryAndNothingElse() throws Exception {
        ImmutableSet.Builder<String> libraries = ImmutableSet.builder();
        for (String module : values("pom.xml", "/project/modules/module[starts-with(., 'order-')]")) {
            libraries.addAll(values(module + "/pom.xml", "/project/artifactId"));
        }
        String managed = "/project/dependencyManagement/dependencies/dependency/";
        assertEquals(libraries.build(), ImmutableSet.copyOf(values("bom/pom.xml", managed + "artifactId")));
        assertEquals(
                ImmutableSet.of("io.pteroorders"), ImmutableSet.copyOf(values("bom/pom.xml", managed + "groupId")));
        assertEquals(ImmutableList.of(), values("bom/pom.xml", "/project/parent"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/project/version",
                "/project/properties/project.build.outputTimestamp",
                "//profile[id = 'publish']//plugin/version"
            })
    void theBillOfMaterialsIsOfTheSameRelease(String path) throws Exception {
        assertEquals(values("pom.xml", path), values("bom/pom.xml", path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"core-alone", "own-sender", "own-store"})
    void anExampleIsBuiltWithWhatTheLibrariesAreBuiltWith(String example) throws Exception {
        String pom = "docs/examples/" + example + "/pom.xml";
        assertEquals(values("pom.xml", "/project/version"), values(pom, "/project/properties/ptero-orders.version"));
        for (String plugin : ImmutableList.of("maven-compiler-plugin", "maven-surefire-plugin")) {
            String version = "/project/build//plugin[artifactId = '" + plugin + "']/version";
            assertEquals(values("pom.xml", version), values(pom, version));
        }
        ImmutableSet<String> tools = ImmutableSet.copyOf(values("pom.xml", "//junit.version | //jqwik.version"));
        assertEquals(
                ImmutableSet.of(),
                ImmutableSet.copyOf(values(pom, "/project/dependencies/dependency/version")).stream()
                        .filter(version -> !tools.contains(version))
                        .collect(ImmutableSet.toImmutableSet()));
    }
}
