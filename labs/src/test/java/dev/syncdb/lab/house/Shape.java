package dev.syncdb.lab.house;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a Java file declares: its types and their methods, with the sizes we bound. Types and
 * methods inside a method body count as lines of that method and are not listed themselves.
 */
final class Shape {
    record Type(String name, int line, boolean isPublic, boolean isTopLevel, int components) {}

    record Method(String name, int line, int lines, int parameters) {}

    private static final Set<String> KINDS = Set.of("class", "interface", "enum", "record");

    private final List<Token> tokens;
    private final List<Type> types = new ArrayList<>();
    private final List<Method> methods = new ArrayList<>();
    private int at = 0;

    private Shape(List<Token> tokens) {
        this.tokens = tokens;
    }

    static Shape of(JavaSource source) {
        Shape shape = new Shape(source.tokens());
        if (!source.isModuleInfo()) {
            shape.members(true);
        }
        return shape;
    }

    List<Type> types() {
        return types;
    }

    List<Method> methods() {
        return methods;
    }

    private void members(boolean topLevel) {
        while (at < tokens.size() && !here("}")) {
            member(topLevel);
        }
        at++;
    }

    /** Reads one member up to its end: `;` after a header or an initializer, or `}` of its body. */
    private void member(boolean topLevel) {
        int start = -1;
        int open = -1;
        while (at < tokens.size()) {
            if (here("@") && !is(at + 1, "interface")) {
                skipAnnotation();
                continue;
            }
            start = start < 0 ? at : start;
            if (here("(")) {
                open = open < 0 ? at : open;
                at = closing(at) + 1;
            } else if (here(";")) {
                if (open >= 0) {
                    methods.add(method(start, open, at));
                }
                at++;
                return;
            } else if (here("=")) {
                skipInitializer();
                return;
            } else if (here("{")) {
                body(start, open, topLevel);
                return;
            } else if (here("}")) {
                return;
            } else {
                at++;
            }
        }
    }

    private void body(int start, int open, boolean topLevel) {
        int kind = kind(start);
        if (kind >= 0) {
            type(start, kind, open, topLevel);
            return;
        }
        int end = closing(at);
        methods.add(method(start, open < 0 ? at : open, end));
        at = end + 1;
    }

    private void type(int start, int kind, int open, boolean topLevel) {
        Token name = tokens.get(kind + 1);
        boolean isPublic = tokens.subList(start, kind).stream().anyMatch(t -> t.is("public"));
        int components = is(kind, "record") && open >= 0 ? arguments(open) : 0;
        types.add(new Type(name.text(), name.line(), isPublic, topLevel, components));
        at++;
        if (is(kind, "enum")) {
            skipConstants();
        }
        members(false);
    }

    /** Where in the header a word says what kind of type this is, or -1 if it is no type. */
    private int kind(int start) {
        for (int i = start; i < at && !is(i, "("); i++) {
            if (KINDS.contains(tokens.get(i).text()) && tokens.get(i + 1).isWord()) {
                return i;
            }
        }
        return -1;
    }

    private Method method(int start, int open, int end) {
        int line = tokens.get(start).line();
        int lines = tokens.get(end).line() - line + 1;
        int parameters = is(open, "(") ? arguments(open) : 0;
        String name = open > start ? tokens.get(open - 1).text() : "initializer";
        return new Method(name, line, lines, parameters);
    }

    private int arguments(int open) {
        int close = closing(open);
        int depth = 0;
        int count = close == open + 1 ? 0 : 1;
        for (int i = open + 1; i < close; i++) {
            String text = tokens.get(i).text();
            depth += "(<{[".contains(text) ? 1 : 0;
            depth -= ")>}]".contains(text) ? 1 : 0;
            count += depth == 0 && text.equals(",") ? 1 : 0;
        }
        return count;
    }

    private void skipAnnotation() {
        at += 2;
        while (here(".")) {
            at += 2;
        }
        if (here("(")) {
            at = closing(at) + 1;
        }
    }

    private void skipInitializer() {
        while (at < tokens.size() && !here(";")) {
            at = here("(") || here("{") ? closing(at) + 1 : at + 1;
        }
        at++;
    }

    private void skipConstants() {
        while (at < tokens.size() && !here(";") && !here("}")) {
            at = here("(") || here("{") ? closing(at) + 1 : at + 1;
        }
        at += here(";") ? 1 : 0;
    }

    private int closing(int open) {
        String opener = tokens.get(open).text();
        String closer = opener.equals("(") ? ")" : "}";
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            depth += is(i, opener) ? 1 : 0;
            depth -= is(i, closer) ? 1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return tokens.size() - 1;
    }

    private boolean here(String text) {
        return is(at, text);
    }

    private boolean is(int i, String text) {
        return i < tokens.size() && tokens.get(i).is(text);
    }
}
