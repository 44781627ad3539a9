package dev.syncdb.lab.house;

import java.util.ArrayList;
import java.util.List;

/** One Java file: its text, its tokens, and what it names of our own packages. */
record JavaSource(House.Module module, String path, String text, List<Token> tokens) {
    /** A type or package of ours that a file names in full, by import or in place. */
    record Reference(String packageName, String typeName, int line) {}

    private static final String OURS = "dev";

    static JavaSource parse(House.Module module, String path, String text) {
        return new JavaSource(module, path, text, Token.scan(text));
    }

    String simpleName() {
        String file = path.substring(path.lastIndexOf('/') + 1);
        return file.substring(0, file.length() - ".java".length());
    }

    boolean isPackageInfo() {
        return simpleName().equals("package-info");
    }

    boolean isModuleInfo() {
        return simpleName().equals("module-info");
    }

    /** The name the file declares, or "" where it declares none, as module-info. */
    String packageName() {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).is("package")) {
                return qualifiedName(i + 1);
            }
            if (tokens.get(i).is("import") || tokens.get(i).is("class")) {
                return "";
            }
        }
        return "";
    }

    List<Reference> references() {
        List<Reference> references = new ArrayList<>();
        for (int i = 0; i + 2 < tokens.size(); i++) {
            if (startsOurName(i)) {
                references.add(reference(qualifiedName(i), tokens.get(i).line()));
            }
        }
        return references;
    }

    private boolean startsOurName(int i) {
        boolean named = tokens.get(i).is(OURS)
                && tokens.get(i + 1).is(".")
                && tokens.get(i + 2).is("syncdb");
        boolean declared = i > 0 && tokens.get(i - 1).is("package");
        boolean continued = i > 0 && tokens.get(i - 1).is(".");
        return named && !declared && !continued;
    }

    private String qualifiedName(int start) {
        StringBuilder name = new StringBuilder();
        for (int i = start; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (!token.isWord() && !token.is(".") && !token.is("*")) {
                break;
            }
            name.append(token.text());
        }
        return name.toString();
    }

    /** Packages are lower case and types are not, which tells where the one ends. */
    private static Reference reference(String name, int line) {
        StringBuilder packageName = new StringBuilder();
        for (String part : name.split("\\.", -1)) {
            if (part.isEmpty() || part.equals("*") || Character.isUpperCase(part.charAt(0))) {
                return new Reference(packageName.toString(), part, line);
            }
            packageName.append(packageName.isEmpty() ? "" : ".").append(part);
        }
        return new Reference(packageName.toString(), "", line);
    }
}
