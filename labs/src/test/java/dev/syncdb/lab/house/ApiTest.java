package dev.syncdb.lab.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.syncdb.lab.house.House.Module;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

final class ApiTest {
    private static final String UPDATE = "api.update";

    private static final String SHAPE = """
            package dev.syncdb.shapes;
            import java.util.Map;
            import org.jspecify.annotations.Nullable;
            public sealed interface Shape permits Shape.Circle, Shape.Special {
                int SIDES_MAX = 12;
                <T extends Comparable<T>> T by(T[] names, int... sizes) throws Exception;
                @Deprecated default @Nullable Shape draw(Map.@Nullable Entry<?, Shape> in) {
                    return null;
                }
                record Circle(int r, Map<@Nullable Shape, int[]> in) implements Shape {
                    public Circle(int r) {
                        this(r, null);
                    }
                    public <T extends Comparable<T>> T by(T[] names, int... sizes) {
                        return null;
                    }
                }
                enum Special implements Shape {
                    POINT, NONE;
                    public <T extends Comparable<T>> T by(T[] names, int... sizes) {
                        return null;
                    }
                }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void theApiIsWhatItsTextSays() throws IOException {
        House house = House.here();
        List<String> problems = new ArrayList<>();
        for (Module module : Module.published()) {
            Path file = house.root().resolve("api/syncdb-" + module.label() + ".txt");
            String found = ApiText.of(house, module);
            if (System.getProperty(UPDATE) != null) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, found);
            }
            String reviewed = Files.exists(file) ? House.text(file) : "";
            if (!found.equals(reviewed)) {
                problems.add(house.relative(file) + "\n" + difference(reviewed, found));
            }
        }
        assertEquals(
                "",
                String.join("\n", problems),
                "The API changed (- reviewed, + now). If that is meant, run ./mvnw verify -D"
                        + UPDATE + " and commit the text with the code.");
    }

    @Test
    void publicTypesOfExportedPackagesAreListed() throws IOException {
        String expected = """
                package dev.syncdb.shapes

                public sealed interface Shape permits Shape.Circle, Shape.Special
                    @Deprecated public default @Nullable Shape draw(@Nullable Map.Entry<?, Shape>)
                    public abstract <T extends Comparable<T>> T by(T[], int[]) throws Exception
                    public static final int SIDES_MAX

                public record Shape.Circle(int r, Map<@Nullable Shape, int[]> in) implements Shape
                    public <T extends Comparable<T>> T by(T[], int[])
                    public Circle(int)

                public enum Shape.Special implements Shape
                    NONE
                    POINT
                    public <T extends Comparable<T>> T by(T[], int[])

                """;
        assertEquals(expected, api(SHAPE, "exports dev.syncdb.shapes;"));
    }

    @Test
    void privateAndPackagePrivatePartsAreNotListed() throws IOException {
        String code = """
                package dev.syncdb.shapes;
                public abstract class Shape extends Thread {
                    int a;
                    private void b() {}
                    protected Shape(int size) {}
                    class C {}
                }
                class D {}
                """;
        assertEquals("""
                package dev.syncdb.shapes

                public abstract class Shape extends Thread
                    protected Shape(int)

                """, api(code, "exports dev.syncdb.shapes;"));
    }

    @Test
    void anExportToFriendsIsNoApi() throws IOException {
        assertEquals("", api(SHAPE, "exports dev.syncdb.shapes to java.sql;"));
        assertEquals("", api(SHAPE, ""));
    }

    @Test
    void whatCameAndWhatWentIsShownWithItsType() {
        String before = "public class A\n    int a\n    int b\n";
        String after = "public class A\n    int b\n    int c\n";

        assertEquals("- A: int a\n+ A: int c", difference(before, after));
    }

    private String api(String shape, String exports) throws IOException {
        String module = "module planted { " + exports + " }";
        Path classes = Compiled.in(
                folder, Map.of("dev/syncdb/shapes/Shape.java", shape, "module-info.java", module));
        return ApiText.of(classes, List.of(classes));
    }

    /** Lines that only one side has, each with its type. */
    private static String difference(String reviewed, String found) {
        List<String> before = inTheirTypes(reviewed);
        List<String> after = inTheirTypes(found);
        List<String> lines = new ArrayList<>();
        before.stream()
                .filter(line -> !after.contains(line))
                .forEach(line -> lines.add("- " + line));
        after.stream()
                .filter(line -> !before.contains(line))
                .forEach(line -> lines.add("+ " + line));
        return String.join("\n", lines);
    }

    private static List<String> inTheirTypes(String api) {
        List<String> lines = new ArrayList<>();
        String type = "";
        for (String line : api.split("\n", -1)) {
            if (line.startsWith(" ")) {
                lines.add(type + ": " + line.trim());
            } else {
                lines.add(line);
                type = line.replaceAll(".*(?:class|interface|enum|record) ([\\w.]+).*", "$1");
            }
        }
        return lines;
    }
}
