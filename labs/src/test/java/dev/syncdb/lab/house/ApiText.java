package dev.syncdb.lab.house;

import dev.syncdb.lab.house.House.Module;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericDeclaration;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The API of a module as text: the public types of the packages it exports to everybody, each with
 * its public and protected members, in an order that no edit elsewhere disturbs.
 */
final class ApiText {
    private final ClassLoader loader;

    private ApiText(ClassLoader loader) {
        this.loader = loader;
    }

    /** The API of a module of the house, from its classes; "" where it has none yet. */
    static String of(House house, Module module) throws IOException {
        List<Path> folders = new ArrayList<>();
        for (Module any : Module.published()) {
            folders.add(house.classes(any));
        }
        return of(house.classes(module), folders);
    }

    static String of(Path classes, Collection<Path> classPath) throws IOException {
        Path descriptor = classes.resolve("module-info.class");
        if (!Files.exists(descriptor)) {
            return "";
        }
        URL[] urls = new URL[classPath.size()];
        int filled = 0;
        for (Path folder : classPath) {
            urls[filled++] = folder.toUri().toURL();
        }
        StringBuilder text = new StringBuilder();
        try (InputStream in = Files.newInputStream(descriptor);
                URLClassLoader loader = new URLClassLoader(urls, ApiText.class.getClassLoader())) {
            ApiText api = new ApiText(loader);
            for (String exported : exports(ModuleDescriptor.read(in))) {
                api.appendPackage(exported, classes, text);
            }
        }
        return text.toString();
    }

    private static Collection<String> exports(ModuleDescriptor descriptor) {
        return descriptor.exports().stream()
                .filter(exports -> !exports.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void appendPackage(String name, Path classes, StringBuilder text) {
        text.append("package ").append(name).append('\n');
        for (Path file : classFiles(classes.resolve(name.replace('.', '/')))) {
            String simple = file.getFileName().toString().replaceAll("\\.class$", "");
            if (!simple.contains("$") && !simple.equals("package-info")) {
                appendType(load(name + "." + simple), "", text);
            }
        }
        text.append('\n');
    }

    private static List<Path> classFiles(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Class<?> load(String name) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private void appendType(Class<?> type, String outer, StringBuilder text) {
        if (!isVisible(type.getModifiers())) {
            return;
        }
        String name = outer + type.getSimpleName();
        text.append("\n").append(header(type, name)).append('\n');
        for (String member : members(type)) {
            text.append("    ").append(member).append('\n');
        }
        Class<?>[] inner = type.getDeclaredClasses();
        Arrays.sort(inner, Comparator.comparing(Class::getSimpleName));
        for (Class<?> nested : inner) {
            appendType(nested, name + ".", text);
        }
    }

    private static String header(Class<?> type, String name) {
        StringBuilder header = new StringBuilder(deprecation(type));
        int modifiers = type.getModifiers() & ~Modifier.INTERFACE & ~Modifier.STRICT;
        if (type.isInterface() || type.isRecord() || type.isEnum()) {
            modifiers &= ~Modifier.ABSTRACT & ~Modifier.FINAL & ~Modifier.STATIC;
        }
        header.append(Modifier.toString(modifiers)).append(' ');
        header.append(type.isSealed() ? "sealed " : "").append(kind(type)).append(' ');
        header.append(name).append(variables(type, ">"));
        header.append(type.isRecord() ? components(type) : "");
        Type parent = type.getGenericSuperclass();
        if (parent != null && kind(type).equals("class") && parent != Object.class) {
            header.append(" extends ").append(shortened(parent.getTypeName()));
        }
        String word = type.isInterface() ? " extends " : " implements ";
        header.append(list(word, type.getGenericInterfaces(), ""));
        header.append(type.isSealed() ? list(" permits ", type.getPermittedSubclasses(), "") : "");
        return header.toString();
    }

    private static String kind(Class<?> type) {
        if (type.isAnnotation()) {
            return "@interface";
        }
        if (type.isInterface()) {
            return "interface";
        }
        if (type.isEnum()) {
            return "enum";
        }
        return type.isRecord() ? "record" : "class";
    }

    private static String components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(ApiText::component)
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String component(RecordComponent component) {
        return shortened(component.getAnnotatedType()) + " " + component.getName();
    }

    private static Collection<String> members(Class<?> type) {
        Collection<String> members = new TreeSet<>();
        for (Field field : type.getDeclaredFields()) {
            if (isApi(field)) {
                members.add(field.isEnumConstant() ? field.getName() : field(field));
            }
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (isApi(constructor) && !isCanonical(type, constructor)) {
                members.add(head(constructor) + type.getSimpleName() + tail(constructor));
            }
        }
        for (Method method : type.getDeclaredMethods()) {
            if (isApi(method) && !isImplied(type, method)) {
                String result = shortened(method.getAnnotatedReturnType());
                members.add(head(method) + result + " " + method.getName() + tail(method));
            }
        }
        return members;
    }

    private static String field(Field field) {
        return deprecation(field) + Modifier.toString(field.getModifiers()) + " "
                + shortened(field.getAnnotatedType()) + " " + field.getName();
    }

    private static String head(Executable executable) {
        int relevant = Modifier.methodModifiers() & ~Modifier.SYNCHRONIZED & ~Modifier.NATIVE;
        boolean isDefault = executable instanceof Method method && method.isDefault();
        return deprecation(executable)
                + Modifier.toString(executable.getModifiers() & relevant)
                + (isDefault ? " default " : " ")
                + variables(executable, "> ");
    }

    private static String tail(Executable executable) {
        String parameters = Arrays.stream(executable.getAnnotatedParameterTypes())
                .map(ApiText::shortened)
                .collect(Collectors.joining(", ", "(", ")"));
        return parameters + list(" throws ", executable.getGenericExceptionTypes(), "");
    }

    private static String variables(GenericDeclaration declaration, String after) {
        TypeVariable<?>[] variables = declaration.getTypeParameters();
        return variables.length == 0
                ? ""
                : Arrays.stream(variables)
                        .map(ApiText::variable)
                        .collect(Collectors.joining(", ", "<", after));
    }

    private static String variable(TypeVariable<?> variable) {
        String bounds = Arrays.stream(variable.getAnnotatedBounds())
                .map(ApiText::shortened)
                .collect(Collectors.joining(" & "));
        return variable.getName() + (bounds.equals("Object") ? "" : " extends " + bounds);
    }

    /** What the header of a record or an enum says already, and what every object has. */
    private static boolean isImplied(Class<?> type, Method method) {
        String name = method.getName();
        boolean none = method.getParameterCount() == 0;
        boolean accessor = type.isRecord()
                && none
                && Arrays.stream(type.getRecordComponents())
                        .anyMatch(c -> c.getName().equals(name));
        return accessor
                || (type.isEnum() && (name.equals("values") || name.equals("valueOf")))
                || (none && (name.equals("toString") || name.equals("hashCode")))
                || (name.equals("equals") && method.getParameterTypes()[0] == Object.class);
    }

    private static boolean isCanonical(Class<?> type, Constructor<?> constructor) {
        return type.isRecord()
                && Arrays.equals(
                        constructor.getParameterTypes(),
                        Arrays.stream(type.getRecordComponents())
                                .map(RecordComponent::getType)
                                .toArray());
    }

    private static boolean isApi(Member member) {
        return isVisible(member.getModifiers()) && !member.isSynthetic();
    }

    private static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static String deprecation(AnnotatedElement element) {
        return element.isAnnotationPresent(Deprecated.class) ? "@Deprecated " : "";
    }

    private static String list(String before, Type[] types, String after) {
        return types.length == 0
                ? ""
                : Arrays.stream(types)
                        .map(type -> shortened(type.getTypeName()))
                        .collect(Collectors.joining(", ", before, after));
    }

    private static String shortened(AnnotatedType type) {
        return shortened(type.toString());
    }

    /** Drops the packages everybody knows; an annotation is written before the type it marks. */
    private static String shortened(String type) {
        return type.replaceAll("org\\.jspecify\\.annotations\\.(\\w+)(\\(\\))?", "$1")
                .replaceAll("((?:[a-z]\\w*\\.)+)(@\\w+ )", "$2$1")
                .replaceAll("\\bjava\\.(lang|util)\\.(?=[A-Z])", "")
                .replaceAll("\\bdev\\.syncdb\\.(?:[a-z]\\w*\\.)*(?=[A-Z])", "")
                .replace('$', '.');
    }
}
